"""The words of an investigation in the list: its row, and its passage found by a search."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.penalty.headline import Headline
from desktop.theme import state_role

if TYPE_CHECKING:
    from desktop.domain.case.ids import EventId
    from desktop.domain.explanation.figure import FigureKeys
    from desktop.domain.listing.answer import Hit
    from desktop.domain.listing.row import Row

translate = QCoreApplication.translate


class CaseCells(NamedTuple):
    """The words of a row and their colour roles."""

    slug: str
    name: str
    amount: str
    amount_role: str
    contingent: bool
    detail: str
    state: str
    state_role: str
    tip: str
    currencies: tuple[str, ...] = ()  # of the accrued sums
    full: str = ""  # the amount in full if `amount` is a range in short form

    @property
    def spoken(self) -> str:
        """The row as a single line, for screen readers and for copying."""
        mark = translate("cases", "if not obeyed") if self.contingent else ""
        amount = self.full or self.amount
        return " · ".join(part for part in (self.name, self.detail, self.state, amount, mark) if part)

    @property
    def keys(self) -> FigureKeys:
        """The keys of the figures that the row shows."""
        # Loaded here: keys are asked for row by row, and every start waits for the list.
        from desktop.domain.explanation.figure import FigureKeys, FigureKind, currency_keys  # noqa: PLC0415

        return FigureKeys(currency_keys(self.slug, self.currencies, FigureKind.ACCRUED))


# A row that has not been read yet.
PLACEHOLDER = CaseCells("", "", "", "muted", contingent=False, detail="", state="", state_role="none", tip="")


def unsaved_cells(cells: CaseCells, amount: str) -> CaseCells:
    """The words of a row with the sum that the unsaved values of a form give."""
    word = translate("cases", "Unsaved")
    return cells._replace(amount=amount or cells.amount, full="", state=word, state_role="draft")


def cells(row: Row, *, has_figures: bool = True) -> CaseCells:
    """The words of a row; without prepared figures, no amount and no state."""
    places = text.printable(row.authority), text.printable(row.reference), text.years(row.since, row.closed)
    return CaseCells(
        slug=row.slug,
        name=text.printable(row.respondent or row.title),
        amount=_amount(row) if has_figures else "",
        amount_role=_amount_role(row),
        contingent=row.contingent and _has_amount(row),
        detail=" · ".join(part for part in places if part),
        state=_state(row) if has_figures else "",
        state_role=state_role(row.headline),
        tip=_tip(row),
        currencies=tuple(dict.fromkeys((*(amount.currency for amount in row.accrued), *_bounded(row)))),
        full=_amount(row, short=False) if row.bounds and has_figures else "",
    )


def _has_amount(row: Row) -> bool:
    """Whether a sum accrued, or may have accrued."""
    return any(row.accrued) or any(one.least or one.most for one in row.bounds)


def _bounded(row: Row) -> tuple[str, ...]:
    """The currencies in which the accrued sum lies between two bounds."""
    return tuple(one.least.currency for one in row.bounds if one.most is not None)


def _range(row: Row, *, short: bool) -> str:
    """The bounds of the largest accrued sum; empty if that sum is known."""
    least, most = row.bounds[0] if row.bounds else (None, None)
    if least is None or most is None:
        return ""
    several = len({*_bounded(row), *(amount.currency for amount in row.accrued)}) > 1
    return text.money_range(least, most, short=short) + ("…" if several else "")


def _amount(row: Row, *, short: bool = True) -> str:
    """The accrued sum, or its bounds."""
    if between := _range(row, short=short):
        unbounded = sum(one.most is None for one in row.bounds)
        return text.and_unknown(between, row.uncalculated + unbounded)
    if not row.accrued:
        return text.NOTHING
    more = "…" if len(row.accrued) > 1 else ""
    return text.and_unknown(text.money(row.accrued[0]) + more, row.uncalculated + row.unknown)


def _amount_role(row: Row) -> str:
    has_sum = row.accrued or any(one.least for one in row.bounds)
    if has_sum and row.headline is Headline.RUNNING:
        return "running"
    return "text" if has_sum and not row.contingent else "muted"


def _state(row: Row) -> str:
    if row.headline is Headline.GRACE and row.grace_days_left is not None:
        return translate("cases", "Grace · {0} d left").format(text.count(row.grace_days_left))
    return text.headline_word(row.headline)


def _tip(row: Row) -> str:
    lines = [text.printable(row.title)]
    known = tuple(amount for amount in row.accrued if amount.currency not in _bounded(row))
    if known:
        lines.append(translate("cases", "Accrued: {0}").format(text.all_money(known)))
    between = translate("cases", "Accrued, as far as is known: {0}")
    lines += [
        between.format(text.money_range(one.least, one.most)) for one in row.bounds if one.most is not None
    ]
    if row.contingent and _has_amount(row):
        lines.append(translate("cases", "If not obeyed: nobody has found a breach."))
    if row.uncalculated:
        words = translate("cases", "Penalties that cannot be calculated: {0}")
        lines.append(words.format(text.count(row.uncalculated)))
    if row.unknown:
        words = translate("cases", "Penalties whose sum is not known: {0}")
        lines.append(words.format(text.count(row.unknown)))
    return "<br>".join(text.escaped(line) for line in lines if line)


class HitCells(NamedTuple):
    """A passage found by a search: the date of its event, if any, and its text in marked pieces.

    Each piece is a text and whether it is marked.
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
