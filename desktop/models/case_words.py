"""The words of one investigation in the list, and of where it holds what was looked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.figure import FigureKeys, FigureKind, currency_keys
from desktop.domain.row import Headline
from desktop.theme import state_role

if TYPE_CHECKING:
    from desktop.domain.cases import EventId
    from desktop.domain.hit import Hit
    from desktop.domain.row import Row

tr = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class CaseCells:
    """The words of one row and the colour roles they are painted in."""

    slug: str
    name: str
    amount: str
    amount_role: str
    contingent: bool
    detail: str
    state: str
    state_role: str
    tip: str
    keys: FigureKeys = field(default_factory=FigureKeys)

    @property
    def spoken(self) -> str:
        """The row as one line, for screen readers and for copying."""
        mark = tr("cases", "if not obeyed") if self.contingent else ""
        return " · ".join(part for part in (self.name, self.detail, self.state, self.amount, mark) if part)


@dataclass(frozen=True, slots=True)
class HitCells:
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


# What stands in the place of a row until it has been read.
PLACEHOLDER = CaseCells("", "", "", "muted", contingent=False, detail="", state="", state_role="none", tip="")


def cells(row: Row, *, has_figures: bool = True) -> CaseCells:
    """The words of a row; while no figures are known, without an amount and a state."""
    places = (
        text.printable(row.authority),
        text.printable(row.reference),
        text.years(row.since, row.closed),
    )
    return CaseCells(
        slug=row.slug,
        name=text.printable(row.respondent or row.title),
        amount=_amount(row) if has_figures else "",
        amount_role=_amount_role(row),
        contingent=row.contingent and any(row.accrued),
        detail=" · ".join(part for part in places if part),
        state=_state(row) if has_figures else "",
        state_role=state_role(row.headline),
        tip=_tip(row),
        keys=FigureKeys(currency_keys(row.slug, (it.currency for it in row.accrued), FigureKind.ACCRUED)),
    )


def hit_cells(hit: Hit) -> HitCells:
    """The words of a hit."""
    pieces, end = [], 0
    for mark in hit.marks:
        pieces += [(hit.excerpt[end : mark.start], False), (hit.excerpt[mark.start : mark.end], True)]
        end = mark.end
    pieces.append((hit.excerpt[end:], False))
    others = tr("cases", "+1 more") if hit.others == 1 else tr("cases", "+{0} more")
    return HitCells(
        date=text.uncertain(hit.date) if hit.date is not None else "",
        pieces=tuple((text.printable(piece), marked) for piece, marked in pieces if piece),
        more=others.format(text.count(hit.others)) if hit.others else "",
        event_id=hit.event_id,
    )


def _amount(row: Row) -> str:
    if not row.accrued or _is_unknown(row):
        return text.NOTHING
    more = "…" if len(row.accrued) > 1 else ""
    return text.money(row.accrued[0]) + more


def _is_unknown(row: Row) -> bool:
    """Whether nothing is known of what accrued, so that it is not nought."""
    return row.headline is Headline.NOT_NOTIFIED and not any(row.accrued)


def _amount_role(row: Row) -> str:
    if row.accrued and row.headline is Headline.RUNNING:
        return "running"
    is_figure = row.accrued and not row.contingent and not _is_unknown(row)
    return "text" if is_figure else "muted"


def _state(row: Row) -> str:
    if row.headline is Headline.GRACE and row.grace_days_left is not None:
        return tr("cases", "Grace · {0} d left").format(text.count(row.grace_days_left))
    return text.headline_word(row.headline)


def _tip(row: Row) -> str:
    lines = [text.printable(row.title)]
    if row.accrued and not _is_unknown(row):
        lines.append(tr("cases", "Accrued: {0}").format(text.all_money(row.accrued)))
    if row.contingent and any(row.accrued):
        lines.append(tr("cases", "If not obeyed: nobody has found a breach."))
    return "<br>".join(text.escaped(line) for line in lines if line)
