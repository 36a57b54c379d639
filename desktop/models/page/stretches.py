"""The table of the Penalty tab: the accrued sum, stretch by stretch of days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.days.period import DAY, Span
from desktop.domain.explanation.figure import FigureKey, FigureKind, line_key
from desktop.domain.law.kinds import Unit
from desktop.domain.penalty.stretch import State
from desktop.domain.penalty.waiting import Wait, waits
from desktop.models.table import Column, key_of, plain_cell
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
    """A stretch of days, or a total; `dim` for a sum that an annulment took away.

    The total of an `unknown` row cannot be calculated. `is_waiting`: not charged yet, and no grace period.
    `note` is the file's remark on a reported total.
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
    """The columns of the stretches of a penalty counted in `unit`."""
    counted = translate("penalty", "Days") if unit is Unit.DAY else translate("penalty", "Units")
    return (
        Column(
            translate("penalty", "Period"),
            lambda row: row.period,
            lambda row: row.first,
            stretch=True,
            colour=lambda row: row.colour,
            tip=_told_text,
        ),
        Column(translate("penalty", "State"), _state_text, _state_text, pill=lambda row: row.pill),
        Column(counted, lambda row: row.count, lambda row: row.count, True, colour=lambda row: row.colour),
        Column(
            translate("penalty", "Rate"),
            _rate_text,
            _rate_text,
            True,
            colour=lambda row: row.colour,
            figures=key_of,
        ),
        Column(
            translate("penalty", "Amount"),
            _amount_text,
            lambda row: row.amount.minor,
            True,
            colour=lambda row: "running" if row.running else row.colour,
            figures=key_of,
        ),
    )


def stretch_rows(penalty: PenaltyLine, slug: str = "") -> tuple[StretchRow, ...]:
    """Every stretch up to the day, and the total; after an annulment also the total but for it."""
    accrual, unit = penalty.accrual, penalty.terms.unit
    before = accrual.before_annulment
    key = line_key(FigureKind.ACCRUED, slug, penalty.terms)
    most = None if penalty.highest is None or penalty.is_known else penalty.highest.accrued
    total = _total(translate("penalty", "Accrued on {}"), accrual, unit, unknown=is_unknown(penalty))
    total = replace(total, key=key, most=most)
    if before is None:
        return (*_stretches(penalty.terms, accrual, key), total)
    history = _stretches(penalty.terms, before, key, dim=True)
    would = _total(translate("penalty", "Would have been"), before, unit, dim=True)
    would = replace(would, key=replace(key, kind=FigureKind.WOULD_HAVE))
    return (*history, would, total)


def _stretches(
    terms: PenaltyTerms, accrual: Accrual, key: FigureKey, *, dim: bool = False
) -> tuple[StretchRow, ...]:
    """A row for every stretch, with the key of the sum that its days add."""
    notes = {tally.by: text.printable(tally.note) for tally in terms.tallies}
    return tuple(
        StretchRow(
            period=text.stretch(part.first, part.last),
            state=part.state,
            count=_count(part, terms.unit),
            rate=part.rate,
            amount=part.amount,
            first=part.first,
            dim=dim,
            key=replace(key, kind=FigureKind.STRETCH, first=part.first, last=part.last),
            is_waiting=why in (Wait.OVER, Wait.NO_GRACE),
            note=notes.get(part.last, "") if accrual.first_day is None else "",
        )
        for line in accrual.lines
        for part, why in _parts(line, terms)
    )


def _parts(line: AccrualLine, terms: PenaltyTerms) -> tuple[tuple[AccrualLine, Wait | None], ...]:
    """A stretch, parted at the end of the order's grace period if the penalty begins later."""
    if line.state is not State.GRACE:
        return ((line, None),)
    days = Span(line.first, line.last + DAY)
    return tuple(
        (replace(line, first=part.start, last=part.last, days=part.days), why)
        for part, why in waits(terms, days)
    )


def is_unknown(penalty: PenaltyLine) -> bool:
    """Whether the accrued sum is not known, or nothing is ordered yet."""
    return penalty.accrual.state is State.NOT_ORDERED or not penalty.is_known


def reported_notes(rows: tuple[StretchRow, ...]) -> str:
    """The file's remarks on reported totals, beside their numbers."""
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
    return [head, *([_period_text(row), *(column.text(row) for column in columns[1:])] for row in rows)]


def _escaped(cell: str) -> str:
    return cell.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ")


def _count(line: AccrualLine, unit: Unit) -> str:
    """The days of a stretch, or the units charged for them."""
    if unit is Unit.DAY:
        return text.count(line.units if line.state is State.RUNNING else line.days)
    if line.units or line.part:
        return text.units(line.units, unit, line.part)
    return text.NOTHING if line.state is State.RUNNING else text.units(line.days, Unit.DAY)


def _total(
    label: str, accrual: Accrual, unit: Unit, *, dim: bool = False, unknown: bool = False
) -> StretchRow:
    counted = text.count(accrual.units) if unit is Unit.DAY else units_words(accrual, unit)
    return StretchRow(
        label.format(text.day(accrual.as_of)),
        None,
        text.NOTHING if unknown else counted,
        None,
        accrual.accrued,
        total=True,
        dim=dim,
        running=accrual.state is State.RUNNING and not dim,
        unknown=unknown,
    )


def _period_text(row: StretchRow) -> str:
    """The days of a row, with the file's remark on a reported total."""
    return f"{row.period} · {row.note.rstrip('.')}" if row.note else row.period


def _told_text(row: StretchRow) -> str:
    """The days of a row with its state, whose column a narrow table hides."""
    return " · ".join(part for part in (_period_text(row), _state_text(row)) if part)


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


def terms_keys(penalty: PenaltyLine, slug: str) -> tuple[FigureKey, ...]:
    """The keys of the amounts in the terms of a line: its rates, its cap and its accrued sum."""
    terms = penalty.terms
    rates = tuple(line_key(FigureKind.RATE, slug, terms, number) for number in range(len(terms.rates)))
    cap = (line_key(FigureKind.CAP, slug, terms),) if terms.cap is not None else ()
    return (*rates, *cap, line_key(FigureKind.ACCRUED, slug, terms))


def units_words(accrual: Accrual, unit: Unit) -> str:
    """The units charged, or a dash if only an amount was reported."""
    if accrual.units or accrual.part or not accrual.accrued:
        return text.units(accrual.units, unit, accrual.part)
    return text.NOTHING
