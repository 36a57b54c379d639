"""The table of several penalty lines, and what a line is called."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.explanation.figure import FigureKey, FigureKind, line_key
from desktop.domain.money import Money
from desktop.domain.penalty.stretch import State
from desktop.models.page.asides import bounds_of, bounds_together
from desktop.models.page.stretches import is_unknown, units_words
from desktop.models.table import Column
from desktop.theme import state_role

if TYPE_CHECKING:
    from desktop.domain.listing.row import Bounds
    from desktop.domain.page.page import Page
    from desktop.domain.penalty.lines import Amounts, PenaltyLine, TermsFault

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class TermsRow:
    """One penalty line among several, or the total in one currency."""

    label: str
    accrued: Money
    liquidated: Money
    penalty: PenaltyLine | None = None
    slug: str = ""
    unknown: bool = False
    fault: TermsFault | None = None  # why it cannot be calculated
    left_out: int = 0  # of a sum: the lines that it does not hold
    bounds: Bounds | None = None  # the sums between which one lies that is not known

    @property
    def is_fault(self) -> bool:
        """Whether it cannot be calculated."""
        return self.fault is not None

    @property
    def total(self) -> bool:
        """Whether it is a sum over the lines."""
        return self.penalty is None and not self.is_fault


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
            lambda row: text.NOTHING if row.is_fault and not row.liquidated else text.money(row.liquidated),
            lambda row: row.liquidated.minor,
            True,
            figures=lambda row: _row_keys(row, FigureKind.LIQUIDATED),
        ),
    )


def terms_rows(page: Page) -> tuple[TermsRow, ...]:
    """Every penalty line, those that cannot be calculated among them, and one total per currency."""
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
    faults = tuple(_fault_row(fault) for fault in page.faults)
    sums = tuple(
        dataclasses.replace(
            _sum(amounts, len(page.amounts)),
            unknown=_is_sum_unknown(amounts, page),
            bounds=_bounds_of_sum(amounts, page),
            left_out=amounts.left_out
            + sum(fault.terms.currency == amounts.currency for fault in page.faults),
        )
        for amounts in page.amounts
    )
    slug = page.case.investigation.slug
    return tuple(dataclasses.replace(row, slug=slug) for row in (*lines, *faults, *sums))


def _fault_row(fault: TermsFault) -> TermsRow:
    label = translate("penalty", "Line {}").format(text.printable(fault.label))
    nothing = Money(0, fault.terms.currency)
    return TermsRow(label, nothing, fault.recovered.liquidated, unknown=True, fault=fault)


def _line_accrued(row: TermsRow) -> str:
    if row.unknown:
        least, most = row.bounds or (None, None)
        return text.NOTHING if least is None or most is None else text.money_range(least, most)
    amount = text.money(row.accrued)
    return text.and_unknown(amount, row.left_out)


def terms_name(penalty: PenaltyLine) -> str:
    """How one penalty line is called: its label and what it is called locally."""
    terms = penalty.terms
    label = translate("penalty", "Line {}").format(text.printable(terms.label)) if terms.label else ""
    orders = ", ".join(text.printable(name) for name in terms.order_labels if name != terms.label)
    return " · ".join(part for part in (label, orders) if part) or text.printable(terms.local_name)


def _bounds_of_sum(amounts: Amounts, page: Page) -> Bounds | None:
    """Between what the sum over all lines of a currency lies, where every line of it has bounds."""
    if any(fault.terms.currency == amounts.currency for fault in page.faults):
        return None
    lines = tuple(item for item in page.penalties if item.terms.currency == amounts.currency)
    return bounds_together(lines, page) if lines else None


def _is_sum_unknown(amounts: Amounts, page: Page) -> bool:
    lines = [item for item in page.penalties if item.terms.currency == amounts.currency]
    if not lines:
        return any(fault.terms.currency == amounts.currency for fault in page.faults)
    return all(is_unknown(item) for item in lines)


def _sum(amounts: Amounts, currencies: int) -> TermsRow:
    label = translate("penalty", "All lines")
    if currencies > 1:
        label = translate("penalty", "All lines in {}").format(text.printable(amounts.currency))
    return TermsRow(label, amounts.accrued, amounts.liquidated)


def _row_keys(row: TermsRow, kind: FigureKind) -> tuple[FigureKey, ...]:
    if row.fault is not None:
        return (line_key(kind, row.slug, row.fault.terms),)
    if row.penalty is None:
        return (FigureKey(kind, row.slug, None, row.accrued.currency),)
    return (line_key(kind, row.slug, row.penalty.terms),)


def _line_state(row: TermsRow) -> str:
    if row.is_fault:
        return text.state_word(State.UNCALCULATED)
    return text.state_word(row.penalty.accrual.state) if row.penalty is not None else ""


def _line_pill(row: TermsRow) -> str:
    if row.is_fault:
        return state_role(State.UNCALCULATED)
    return state_role(row.penalty.accrual.state) if row.penalty is not None else ""


def _line_units(row: TermsRow) -> str:
    if row.penalty is None:
        return ""
    return text.NOTHING if row.unknown else units_words(row.penalty.accrual, row.penalty.terms.unit)


def _line_cap(row: TermsRow) -> str:
    """The day on which the cap of a line was reached."""
    reached = row.penalty.accrual.cap_reached_on if row.penalty is not None else None
    return text.day(reached) if reached is not None else ""


def _line_cap_key(row: TermsRow) -> str:
    reached = row.penalty.accrual.cap_reached_on if row.penalty is not None else None
    return reached.isoformat() if reached is not None else ""


def _line_colour(row: TermsRow) -> str:
    running = row.penalty is not None and row.penalty.accrual.state is State.RUNNING
    return "running" if running else "text"
