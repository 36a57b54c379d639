"""The tables of the Penalty tab: stretches of one line, and several lines together."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.accrual import State
from desktop.domain.figure import FigureKey, FigureKind, line_key
from desktop.domain.penalty import Unit
from desktop.models.table import Column, plain_cell
from desktop.theme import state_role

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.accrual import Accrual, Line
    from desktop.domain.money import Money
    from desktop.domain.page import Amounts, Page, Penalty

tr = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class StretchRow:
    """One row of the table that explains a figure; `dim` for what an annulment took away.

    An `unknown` one has a total that cannot be calculated.
    """

    period: str
    state: State | None
    count: str
    rate: Money | None
    amount: Money
    first: date | None = None
    total: bool = False
    dim: bool = False
    running: bool = False
    key: FigureKey | None = None
    unknown: bool = False

    @property
    def pill(self) -> str:
        """The colour role of its state."""
        if self.state is None:
            return ""
        return "neutral" if self.dim else state_role(self.state)

    @property
    def colour(self) -> str:
        """The colour role of its text."""
        return "faint" if self.dim else "text"


@dataclass(frozen=True, slots=True)
class TermsRow:
    """One penalty line among several, or the total in one currency."""

    label: str
    accrued: Money
    liquidated: Money
    penalty: Penalty | None = None
    slug: str = ""
    unknown: bool = False

    @property
    def total(self) -> bool:
        """Whether it is a sum over the lines."""
        return self.penalty is None


def stretch_columns(unit: Unit) -> tuple[Column[StretchRow], ...]:
    """The columns of the stretches of a penalty that is counted in `unit`."""
    counted = tr("penalty", "Days") if unit is Unit.DAY else tr("penalty", "Units")
    return (
        Column(
            tr("penalty", "Period"),
            lambda row: row.period,
            lambda row: row.first,
            stretch=True,
            colour=lambda row: row.colour,
            tip=lambda row: row.period,
        ),
        Column(tr("penalty", "State"), _state_text, _state_text, pill=lambda row: row.pill),
        Column(counted, lambda row: row.count, lambda row: row.count, True, colour=lambda row: row.colour),
        Column(
            tr("penalty", "Rate"),
            _rate_text,
            _rate_text,
            True,
            colour=lambda row: row.colour,
            figures=_stretch_keys,
        ),
        Column(
            tr("penalty", "Amount"),
            lambda row: text.NOTHING if row.unknown else text.money(row.amount),
            lambda row: row.amount.minor,
            True,
            colour=_amount_colour,
            figures=_stretch_keys,
        ),
    )


def terms_columns() -> tuple[Column[TermsRow], ...]:
    """The columns of several penalty lines."""
    return (
        Column(
            tr("penalty", "Line"),
            lambda row: row.label,
            lambda row: row.label,
            stretch=True,
            tip=lambda row: row.label,
        ),
        Column(tr("penalty", "State"), _line_state, _line_state, pill=_line_pill),
        Column(tr("penalty", "Units"), _line_units, _line_units, True),
        Column(tr("penalty", "Cap reached"), _line_cap, _line_cap_key, True),
        Column(
            tr("penalty", "Accrued"),
            lambda row: text.NOTHING if row.unknown else text.money(row.accrued),
            lambda row: row.accrued.minor,
            True,
            colour=_line_colour,
            figures=lambda row: _row_keys(row, FigureKind.ACCRUED),
        ),
        Column(
            tr("penalty", "Liquidated"),
            lambda row: text.money(row.liquidated),
            lambda row: row.liquidated.minor,
            True,
            figures=lambda row: _row_keys(row, FigureKind.LIQUIDATED),
        ),
    )


def stretch_rows(penalty: Penalty, slug: str = "") -> tuple[StretchRow, ...]:
    """Every stretch up to the day, and the total; after an annulment also what it would have been."""
    accrual, unit = penalty.accrual, penalty.terms.unit
    before = accrual.before_annulment
    key = line_key(FigureKind.ACCRUED, slug, penalty.terms)
    total = _total(tr("penalty", "Accrued on {}"), accrual, unit)
    total = dataclasses.replace(total, key=key)
    if before is None:
        return (*_keyed(tuple(_stretch(line, unit) for line in accrual.lines), accrual, key), total)
    history = _keyed(tuple(_stretch(line, unit, dim=True) for line in before.lines), before, key)
    would = _total(tr("penalty", "Would have been"), before, unit, dim=True)
    would = dataclasses.replace(would, key=dataclasses.replace(key, kind=FigureKind.WOULD_HAVE))
    return (*history, would, total)


def _keyed(rows: tuple[StretchRow, ...], accrual: Accrual, key: FigureKey) -> tuple[StretchRow, ...]:
    """The rows with the key of what their days add."""
    stretch = dataclasses.replace(key, kind=FigureKind.STRETCH)
    return tuple(
        dataclasses.replace(row, key=dataclasses.replace(stretch, first=line.first, last=line.last))
        for row, line in zip(rows, accrual.lines, strict=True)
    )


def terms_rows(page: Page) -> tuple[TermsRow, ...]:
    """Every penalty line, and one total per currency."""
    lines = tuple(
        TermsRow(
            terms_name(penalty),
            penalty.accrual.accrued,
            penalty.recovered.liquidated,
            penalty,
            unknown=is_unknown(penalty.accrual),
        )
        for penalty in page.penalties
    )
    sums = tuple(
        dataclasses.replace(_sum(amounts, len(page.amounts)), unknown=_is_sum_unknown(amounts, page))
        for amounts in page.amounts
    )
    slug = page.case.investigation.slug
    return tuple(dataclasses.replace(row, slug=slug) for row in (*lines, *sums))


def is_unknown(accrual: Accrual) -> bool:
    """Whether what accrued is not nought but not known, or nothing was ordered yet."""
    return accrual.state in (State.NOT_NOTIFIED, State.NOT_ORDERED) and not accrual.accrued


def terms_name(penalty: Penalty) -> str:
    """How one penalty line is called: its label and what it is called locally."""
    terms = penalty.terms
    label = tr("penalty", "Line {}").format(text.printable(terms.label)) if terms.label else ""
    orders = ", ".join(text.printable(name) for name in terms.order_labels if name != terms.label)
    return " · ".join(part for part in (label, orders) if part) or text.printable(terms.local_name)


def as_tsv(rows: tuple[StretchRow, ...], unit: Unit, stamp: str) -> str:
    """The stretches as tab-separated lines, the as-of day first."""
    lines = [[plain_cell(stamp)], *_cells(rows, unit)]
    return "\n".join("\t".join(plain_cell(cell) for cell in line) for line in lines)


def as_markdown(rows: tuple[StretchRow, ...], unit: Unit, stamp: str) -> str:
    """The stretches as a Markdown table, the as-of day above it."""
    head, *body = _cells(rows, unit)
    ruler = ["---", "---", "---:", "---:", "---:"]
    lines = ["| " + " | ".join(_escaped(cell) for cell in line) + " |" for line in (head, ruler, *body)]
    return "\n".join([f"**{_escaped(stamp)}**", "", *lines])


def _cells(rows: tuple[StretchRow, ...], unit: Unit) -> list[list[str]]:
    columns = stretch_columns(unit)
    head = [column.title for column in columns]
    return [head, *([column.text(row) for column in columns] for row in rows)]


def _escaped(cell: str) -> str:
    return cell.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ")


def _stretch(line: Line, unit: Unit, *, dim: bool = False) -> StretchRow:
    return StretchRow(
        period=text.stretch(line.first, line.last),
        state=line.state,
        count=_count(line, unit),
        rate=line.rate,
        amount=line.amount,
        first=line.first,
        dim=dim,
    )


def _count(line: Line, unit: Unit) -> str:
    """The days of a stretch, or the units charged in it."""
    if unit is Unit.DAY:
        return text.count(line.units if line.state is State.RUNNING else line.days)
    if line.units or line.part:
        return text.units(line.units, unit, line.part)
    return text.NOTHING if line.state is State.RUNNING else text.units(line.days, Unit.DAY)


def _total(label: str, accrual: Accrual, unit: Unit, *, dim: bool = False) -> StretchRow:
    unknown = is_unknown(accrual)
    counted = text.count(accrual.units) if unit is Unit.DAY else _units(accrual, unit)
    label = label.format(text.day(accrual.as_of))
    running = accrual.state is State.RUNNING and not dim
    counted = text.NOTHING if unknown else counted
    row = StretchRow(label, None, counted, None, accrual.accrued, None, True, dim, running)
    return dataclasses.replace(row, unknown=unknown)


def _is_sum_unknown(amounts: Amounts, page: Page) -> bool:
    lines = [item for item in page.penalties if item.terms.currency == amounts.currency]
    return bool(lines) and all(is_unknown(item.accrual) for item in lines)


def _sum(amounts: Amounts, currencies: int) -> TermsRow:
    label = tr("penalty", "All lines")
    if currencies > 1:
        label = tr("penalty", "All lines in {}").format(text.printable(amounts.currency))
    return TermsRow(label, amounts.accrued, amounts.liquidated)


def _state_text(row: StretchRow) -> str:
    return text.state_word(row.state) if row.state is not None else ""


def _rate_text(row: StretchRow) -> str:
    if row.total:
        return ""
    return text.money(row.rate) if row.rate is not None else text.NOTHING


def _amount_colour(row: StretchRow) -> str:
    return "running" if row.running else row.colour


def terms_keys(penalty: Penalty, slug: str) -> tuple[FigureKey, ...]:
    """The keys of the amounts in the terms of a line: its rates, its cap, and what they come to."""
    terms = penalty.terms
    rates = tuple(line_key(FigureKind.RATE, slug, terms, number) for number in range(len(terms.rates)))
    cap = (line_key(FigureKind.CAP, slug, terms),) if terms.cap is not None else ()
    return (*rates, *cap, line_key(FigureKind.ACCRUED, slug, terms))


def _stretch_keys(row: StretchRow) -> tuple[FigureKey, ...]:
    return () if row.key is None else (row.key,)


def _row_keys(row: TermsRow, kind: FigureKind) -> tuple[FigureKey, ...]:
    if row.penalty is None:
        return (FigureKey(kind, row.slug, None, row.accrued.currency),)
    return (line_key(kind, row.slug, row.penalty.terms),)


def _line_state(row: TermsRow) -> str:
    return text.state_word(row.penalty.accrual.state) if row.penalty is not None else ""


def _line_pill(row: TermsRow) -> str:
    return state_role(row.penalty.accrual.state) if row.penalty is not None else ""


def _line_units(row: TermsRow) -> str:
    if row.penalty is None:
        return ""
    return text.NOTHING if row.unknown else _units(row.penalty.accrual, row.penalty.terms.unit)


def _units(accrual: Accrual, unit: Unit) -> str:
    """The units charged, or a dash where only an amount was reported."""
    if accrual.units or accrual.part or not accrual.accrued:
        return text.units(accrual.units, unit, accrual.part)
    return text.NOTHING


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
