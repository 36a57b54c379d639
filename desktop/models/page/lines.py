"""The table of several penalty lines, and the names of penalty lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.explanation.figure import FigureKey, FigureKind, line_key
from desktop.domain.money import Money
from desktop.domain.penalty.stretch import State
from desktop.models.page.asides import bounds_of, bounds_together, bounds_words
from desktop.models.page.stretches import is_unknown, units_words
from desktop.models.table import Column
from desktop.theme import state_role

if TYPE_CHECKING:
    from desktop.domain.case.terms import PenaltyTerms, TermsId
    from desktop.domain.listing.row import Bounds
    from desktop.domain.page.page import Page
    from desktop.domain.penalty.lines import Amounts, PenaltyLine, TermsFault

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class TermsRow:
    """A penalty line among several, or the total in one currency."""

    label: str
    accrued: Money
    liquidated: Money
    penalty: PenaltyLine | None = None
    slug: str = ""
    unknown: bool = False
    fault: TermsFault | None = None  # the reason that the line cannot be calculated
    left_out: int = 0  # the number of lines left out of a total
    bounds: Bounds | None = None  # of a sum that is not known

    @property
    def number(self) -> TermsId | None:
        """The number of its terms; None for a total."""
        of = self.penalty or self.fault
        return None if of is None else of.terms.id

    @property
    def total(self) -> bool:
        """Whether the row is a total over the lines."""
        return self.penalty is None and self.fault is None


def terms_columns() -> tuple[Column[TermsRow], ...]:
    """The columns of several penalty lines."""
    return (
        Column(
            translate("penalty", "Line"),
            lambda row: row.label,
            lambda row: row.label,
            stretch=True,
            tip=lambda row: row.label,
        ),
        Column(translate("penalty", "State"), _line_state, _line_state, pill=_line_pill),
        Column(translate("penalty", "Units"), _line_units, _line_units, True),
        Column(translate("penalty", "Cap reached"), _line_cap, _line_cap_key, True),
        Column(
            translate("penalty", "Accrued"),
            _line_accrued,
            lambda row: row.accrued.minor,
            True,
            colour=_line_colour,
            figures=lambda row: _row_keys(row, FigureKind.ACCRUED),
        ),
        Column(
            translate("penalty", "Liquidated"),
            lambda row: text.NOTHING if row.fault and not row.liquidated else text.money(row.liquidated),
            lambda row: row.liquidated.minor,
            True,
            figures=lambda row: _row_keys(row, FigureKind.LIQUIDATED),
        ),
    )


def terms_rows(page: Page) -> tuple[TermsRow, ...]:
    """Every penalty line, calculated or not, and a total per currency."""
    lines = tuple(
        TermsRow(
            terms_name(penalty),
            penalty.accrual.accrued,
            penalty.recovered.liquidated,
            penalty,
            unknown=is_unknown(penalty),
            bounds=bounds_of(penalty, page) if is_unknown(penalty) else None,
        )
        for penalty in page.penalties
    )
    sums = (_sum_row(amounts, page) for amounts in page.amounts)
    slug = page.case.investigation.slug
    return tuple(replace(row, slug=slug) for row in (*lines, *map(_fault_row, page.faults), *sums))


def order_columns() -> tuple[Column[TermsRow], ...]:
    """The columns of the orders of an investigation that is edited."""
    return (
        Column(
            translate("penalty", "What must be done"),
            lambda row: row.label,
            lambda row: row.label,
            stretch=True,
            tip=lambda row: row.label,
        ),
        Column(translate("penalty", "Units"), _line_units, _line_units, True),
        Column(
            translate("penalty", "Accrued"),
            _line_accrued,
            lambda row: row.accrued.minor,
            True,
            colour=_line_colour,
            figures=lambda row: _row_keys(row, FigureKind.ACCRUED),
        ),
    )


def order_rows(page: Page) -> tuple[TermsRow, ...]:
    """Every order with a penalty, in the order of the file, and where there are several, their totals."""
    rows = {row.number: row for row in terms_rows(page) if row.number is not None}
    texts = {order.label: order.text for order in page.case.orders}
    listed = tuple(
        replace(rows[terms.id], label=_order_label(terms, texts))
        for terms in page.case.terms
        if terms.id in rows
    )
    if len(listed) < 2:  # noqa: PLR2004 - one is its own total
        return listed
    words = translate("penalty", "All orders")
    if len(page.amounts) > 1:
        words = translate("penalty", "All orders in {}")
    totals = (row for row in terms_rows(page) if row.total)
    return (*listed, *(replace(row, label=words.format(row.accrued.currency)) for row in totals))


def _order_label(terms: PenaltyTerms, texts: dict[str, str]) -> str:
    """The letter of an order, what must be done, and the day of its decision."""
    said = "; ".join(text.printable(texts[label]) for label in terms.order_labels if label in texts)
    said = said or text.printable(terms.local_name) or translate("penalty", "what must be done is not noted")
    decided = "" if terms.decided_on is None else text.day(terms.decided_on)
    return " · ".join(part for part in (f"{text.printable(terms.label)}   {said}", decided) if part)


def _fault_row(fault: TermsFault) -> TermsRow:
    label = translate("penalty", "Line {}").format(text.printable(fault.label))
    nothing = Money(0, fault.terms.currency)
    return TermsRow(label, nothing, fault.recovered.liquidated, unknown=True, fault=fault)


def _line_accrued(row: TermsRow) -> str:
    if row.unknown:
        return bounds_words(row.bounds) or text.NOTHING
    return text.and_unknown(text.money(row.accrued), row.left_out)


def terms_name(penalty: PenaltyLine) -> str:
    """The name of a penalty line: its label and its orders, else its local name."""
    terms = penalty.terms
    label = translate("penalty", "Line {}").format(text.printable(terms.label)) if terms.label else ""
    orders = ", ".join(text.printable(name) for name in terms.order_labels if name != terms.label)
    return " · ".join(part for part in (label, orders) if part) or text.printable(terms.local_name)


def _sum_row(amounts: Amounts, page: Page) -> TermsRow:
    """The total over the lines of a currency; it has bounds if every line has bounds."""
    label = translate("penalty", "All lines")
    if len(page.amounts) > 1:
        label = translate("penalty", "All lines in {}").format(text.printable(amounts.currency))
    lines = tuple(item for item in page.penalties if item.terms.currency == amounts.currency)
    faults = sum(fault.terms.currency == amounts.currency for fault in page.faults)
    return TermsRow(
        label,
        amounts.accrued,
        amounts.liquidated,
        unknown=all(is_unknown(item) for item in lines) if lines else faults > 0,
        left_out=amounts.left_out + faults,
        bounds=bounds_together(lines, page) if lines and not faults else None,
    )


def _row_keys(row: TermsRow, kind: FigureKind) -> tuple[FigureKey, ...]:
    if row.fault is not None:
        return (line_key(kind, row.slug, row.fault.terms),)
    if row.penalty is None:
        return (FigureKey(kind, row.slug, None, row.accrued.currency),)
    return (line_key(kind, row.slug, row.penalty.terms),)


def _line_state(row: TermsRow) -> str:
    if row.fault is not None:
        return text.state_word(State.UNCALCULATED)
    return text.state_word(row.penalty.accrual.state) if row.penalty is not None else ""


def _line_pill(row: TermsRow) -> str:
    if row.fault is not None:
        return state_role(State.UNCALCULATED)
    return state_role(row.penalty.accrual.state) if row.penalty is not None else ""


def _line_units(row: TermsRow) -> str:
    if row.penalty is None:
        return ""
    return text.NOTHING if row.unknown else units_words(row.penalty.accrual, row.penalty.terms.unit)


def _line_cap(row: TermsRow) -> str:
    """The day on which the cap of a line is reached."""
    reached = row.penalty.accrual.cap_reached_on if row.penalty is not None else None
    return text.day(reached) if reached is not None else ""


def _line_cap_key(row: TermsRow) -> str:
    reached = row.penalty.accrual.cap_reached_on if row.penalty is not None else None
    return reached.isoformat() if reached is not None else ""


def _line_colour(row: TermsRow) -> str:
    running = row.penalty is not None and row.penalty.accrual.state is State.RUNNING
    return "running" if running else "text"
