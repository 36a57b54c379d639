"""The table of the Penalty tab that explains a figure, stretch by stretch."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.days.period import DAY, Span
from desktop.domain.explanation.figure import FigureKey, FigureKind, line_key
from desktop.domain.law.kinds import Unit
from desktop.domain.penalty.stretch import State
from desktop.domain.penalty.waiting import Wait, waits
from desktop.models.table import Column, plain_cell
from desktop.theme import state_role

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.money import Money
    from desktop.domain.penalty.accrual import Accrual, AccrualLine
    from desktop.domain.penalty.lines import PenaltyLine

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class StretchRow:
    """One row of the table that explains a figure; `dim` for what an annulment took away.

    An `unknown` one has a total that cannot be calculated. `is_waiting`: not charged yet, and no grace
    period. `note` is what the file says about a reported total.
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
    most: Money | None = None  # of a total that lies between two sums
    is_waiting: bool = False
    note: str = ""

    @property
    def pill(self) -> str:
        """The colour role of its state."""
        if self.state is None:
            return ""
        return "neutral" if self.dim or self.is_waiting else state_role(self.state)

    @property
    def colour(self) -> str:
        """The colour role of its text."""
        return "faint" if self.dim else "text"


def stretch_columns(unit: Unit) -> tuple[Column[StretchRow], ...]:
    """The columns of the stretches of a penalty that is counted in `unit`."""
    counted = translate("penalty", "Days") if unit is Unit.DAY else translate("penalty", "Units")
    return (
        Column(
            translate("penalty", "Period"),
            lambda row: row.period,
            lambda row: row.first,
            stretch=True,
            colour=lambda row: row.colour,
            tip=_period_text,
        ),
        Column(translate("penalty", "State"), _state_text, _state_text, pill=lambda row: row.pill),
        Column(counted, lambda row: row.count, lambda row: row.count, True, colour=lambda row: row.colour),
        Column(
            translate("penalty", "Rate"),
            _rate_text,
            _rate_text,
            True,
            colour=lambda row: row.colour,
            figures=_stretch_keys,
        ),
        Column(
            translate("penalty", "Amount"),
            _amount_text,
            lambda row: row.amount.minor,
            True,
            colour=_amount_colour,
            figures=_stretch_keys,
        ),
    )


def stretch_rows(penalty: PenaltyLine, slug: str = "") -> tuple[StretchRow, ...]:
    """Every stretch up to the day, and the total; after an annulment also what it would have been."""
    accrual, unit = penalty.accrual, penalty.terms.unit
    before = accrual.before_annulment
    key = line_key(FigureKind.ACCRUED, slug, penalty.terms)
    total = _total(translate("penalty", "Accrued on {}"), accrual, unit, unknown=is_unknown(penalty))
    most = None if penalty.highest is None or penalty.is_known else penalty.highest.accrued
    total = dataclasses.replace(total, key=key, most=most)
    if before is None:
        return (*_stretches(penalty.terms, accrual, key), total)
    history = _stretches(penalty.terms, before, key, dim=True)
    would = _total(translate("penalty", "Would have been"), before, unit, dim=True)
    would = dataclasses.replace(would, key=dataclasses.replace(key, kind=FigureKind.WOULD_HAVE))
    return (*history, would, total)


def _stretches(
    terms: PenaltyTerms, accrual: Accrual, key: FigureKey, *, dim: bool = False
) -> tuple[StretchRow, ...]:
    """A row for every stretch, with the key of what its days add."""
    stretch = dataclasses.replace(key, kind=FigureKind.STRETCH)
    notes = {tally.by: text.printable(tally.note) for tally in terms.tallies}
    rows: list[StretchRow] = []
    for line in accrual.lines:
        for part, why in _parts(line, terms):
            row = _stretch(part, terms.unit, dim=dim)
            of_row = dataclasses.replace(stretch, first=part.first, last=part.last)
            note = notes.get(part.last, "") if accrual.first_day is None else ""
            is_waiting = why in (Wait.OVER, Wait.NO_GRACE)
            rows.append(dataclasses.replace(row, key=of_row, is_waiting=is_waiting, note=note))
    return tuple(rows)


def _parts(line: AccrualLine, terms: PenaltyTerms) -> tuple[tuple[AccrualLine, Wait | None], ...]:
    """A line, parted where the grace period of the order ends before its penalty begins."""
    if line.state is not State.GRACE:
        return ((line, None),)
    days = Span(line.first, line.last + DAY)
    return tuple(
        (dataclasses.replace(line, first=part.start, last=part.last, days=part.days), why)
        for part, why in waits(terms, days)
    )


def is_unknown(penalty: PenaltyLine) -> bool:
    """Whether what accrued is not nought but not known, or nothing was ordered yet."""
    return penalty.accrual.state is State.NOT_ORDERED or not penalty.is_known


def reported_notes(rows: tuple[StretchRow, ...]) -> str:
    """What the file says of totals as they were reported, beside their numbers."""
    return " ".join(f"{row.count}, {row.period}: {row.note.rstrip('.')}." for row in rows if row.note)


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
    others = columns[1:]
    return [head, *([_period_text(row), *(column.text(row) for column in others)] for row in rows)]


def _escaped(cell: str) -> str:
    return cell.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ")


def _stretch(line: AccrualLine, unit: Unit, *, dim: bool = False) -> StretchRow:
    return StretchRow(
        period=text.stretch(line.first, line.last),
        state=line.state,
        count=_count(line, unit),
        rate=line.rate,
        amount=line.amount,
        first=line.first,
        dim=dim,
    )


def _count(line: AccrualLine, unit: Unit) -> str:
    """The days of a stretch, or the units charged in it."""
    if unit is Unit.DAY:
        return text.count(line.units if line.state is State.RUNNING else line.days)
    if line.units or line.part:
        return text.units(line.units, unit, line.part)
    return text.NOTHING if line.state is State.RUNNING else text.units(line.days, Unit.DAY)


def _total(
    label: str, accrual: Accrual, unit: Unit, *, dim: bool = False, unknown: bool = False
) -> StretchRow:
    counted = text.count(accrual.units) if unit is Unit.DAY else units_words(accrual, unit)
    label = label.format(text.day(accrual.as_of))
    running = accrual.state is State.RUNNING and not dim
    counted = text.NOTHING if unknown else counted
    row = StretchRow(label, None, counted, None, accrual.accrued, None, True, dim, running)
    return dataclasses.replace(row, unknown=unknown)


def _period_text(row: StretchRow) -> str:
    """The days of a row; a total as it was reported has its note beside them."""
    return f"{row.period} · {row.note.rstrip('.')}" if row.note else row.period


def _state_text(row: StretchRow) -> str:
    if row.is_waiting:
        return translate("penalty", "Not yet charged")
    return text.state_word(row.state) if row.state is not None else ""


def _amount_text(row: StretchRow) -> str:
    if row.most is not None:
        words = translate("penalty", "{} to {}")
        return words.format(text.money(row.amount), text.money(row.most))
    return text.NOTHING if row.unknown else text.money(row.amount)


def _rate_text(row: StretchRow) -> str:
    if row.total:
        return ""
    return text.money(row.rate) if row.rate is not None else text.NOTHING


def _amount_colour(row: StretchRow) -> str:
    return "running" if row.running else row.colour


def terms_keys(penalty: PenaltyLine, slug: str) -> tuple[FigureKey, ...]:
    """The keys of the amounts in the terms of a line: its rates, its cap, and what they come to."""
    terms = penalty.terms
    rates = tuple(line_key(FigureKind.RATE, slug, terms, number) for number in range(len(terms.rates)))
    cap = (line_key(FigureKind.CAP, slug, terms),) if terms.cap is not None else ()
    return (*rates, *cap, line_key(FigureKind.ACCRUED, slug, terms))


def _stretch_keys(row: StretchRow) -> tuple[FigureKey, ...]:
    return () if row.key is None else (row.key,)


def units_words(accrual: Accrual, unit: Unit) -> str:
    """The units charged, or a dash where only an amount was reported."""
    if accrual.units or accrual.part or not accrual.accrued:
        return text.units(accrual.units, unit, accrual.part)
    return text.NOTHING
