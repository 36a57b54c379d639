"""The words of where an investigation holds what was looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from desktop import text

if TYPE_CHECKING:
    from desktop.domain.case.ids import EventId
    from desktop.domain.listing.answer import Hit

translate = QCoreApplication.translate


class HitCells(NamedTuple):
    """Where an investigation holds what was looked for: an event's date, and its text in marked pieces.

    Each piece is a text and whether it is marked; `event_id` is that of the event, where there is one.
    """

    date: str
    pieces: tuple[tuple[str, bool], ...]
    more: str
    event_id: EventId | None

    @property
    def spoken(self) -> str:
        """The line without its marks."""
        excerpt = "".join(piece for piece, _ in self.pieces)
        return " · ".join(part for part in (self.date, excerpt, self.more) if part)


def hit_cells(hit: Hit) -> HitCells:
    """The words of a hit."""
    pieces, end = [], 0
    for mark in hit.marks:
        pieces += [(hit.excerpt[end : mark.start], False), (hit.excerpt[mark.start : mark.end], True)]
        end = mark.end
    pieces.append((hit.excerpt[end:], False))
    others = translate("cases", "+1 more") if hit.others == 1 else translate("cases", "+{0} more")
    return HitCells(
        date=text.uncertain(hit.date) if hit.date is not None else "",
        pieces=tuple((text.printable(piece), marked) for piece, marked in pieces if piece),
        more=others.format(text.count(hit.others)) if hit.others else "",
        event_id=hit.event_id,
    )
