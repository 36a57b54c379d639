"""The refused rows of a table in words: a line for each fault, and what may be written in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, Qt

from desktop import text
from desktop.domain.importing.profile import Becomes
from desktop.domain.printable import short_line
from desktop.models.importing.settings import fact_words
from desktop.models.table import Column, TableModel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.domain.importing.found import DryRun, RowFault
    from desktop.models.roles import Index

translate = QCoreApplication.translate

AS_WRITTEN, CORRECTION = 2, 4  # columns
_LONGEST = 200  # characters of a cell
_DATES = {
    Becomes.DECISION_DAY, Becomes.DECISION_YEAR, Becomes.OPENED, Becomes.PUBLISHED, Becomes.DAY,
}  # fmt: skip


class FaultLine(NamedTuple):
    """A fault of a refused row, the text that stands in its place, and whether the row is imported now."""

    line: int
    fault: RowFault
    correction: str | None
    is_mended: bool

    @property
    def can_be_corrected(self) -> bool:
        """Whether a text can be written in the place of the cell."""
        return bool(self.fault.column)


class FaultModel(TableModel[FaultLine]):
    """The model of refused rows; their last column can be written into."""

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The usual flags, and that a cell can be edited."""
        flags = super().flags(index)
        if index.isValid() and index.column() == CORRECTION and self.row(index.row()).can_be_corrected:
            return flags | Qt.ItemFlag.ItemIsEditable
        return flags


def fault_lines(dry: DryRun, corrections: Mapping[tuple[int, str], str]) -> tuple[FaultLine, ...]:
    """A line for each fault of each refused row, and of each row that is imported as corrected, by line."""
    rows = [(refusal, False) for refusal in dry.listed] + [(refusal, True) for refusal in dry.corrected]
    rows.sort(key=lambda pair: pair[0].line)
    return tuple(
        FaultLine(refusal.line, fault, corrections.get((refusal.line, fault.column)), is_mended)
        for refusal, is_mended in rows
        for fault in refusal.faults
    )


def kinds_of_fault(lines: tuple[FaultLine, ...]) -> tuple[tuple[str, str, int], ...]:
    """The columns with faults of rows still refused, what each becomes, and their number; the most first."""
    counts: dict[str, int] = {}
    words: dict[str, str] = {}
    for one in (line for line in lines if not line.is_mended):
        column, fact = one.fault.column, one.fault.fact
        counts[column] = counts.get(column, 0) + 1
        name = fact_words(fact) if fact is not None else translate("importing", "Row")
        words.setdefault(column, name)
    return tuple(
        (column, words[column], counts[column]) for column in sorted(counts, key=lambda c: -counts[c])
    )


def count_alike(lines: tuple[FaultLine, ...], row: FaultLine) -> int:
    """The number of faults with the same text, where an authority could be meant by it in all of them."""
    fault = row.fault
    if fault.fact is not Becomes.AUTHORITY or not (fault.near or fault.others):
        return 0
    return sum(one.fault.written == fault.written and one.fault.fact is fault.fact for one in lines)


def fault_columns() -> tuple[Column[FaultLine], ...]:
    """The columns of the table of refused rows."""
    return (
        Column(
            translate("importing", "Line"),
            lambda row: text.count(row.line),
            lambda row: row.line,
            align_right=True,
        ),
        Column(
            translate("importing", "Column"),
            lambda row: _line(row.fault.column) or translate("importing", "the row"),
            lambda row: row.fault.column.casefold(),
        ),
        Column(
            translate("importing", "As written"),
            lambda row: _line(row.fault.written) or translate("importing", "empty"),
            lambda row: row.fault.written.casefold(),
            stretch=True,
            colour=lambda _row: "muted",
            tip=lambda row: _line(row.fault.written),
        ),
        Column(
            translate("importing", "Why"),
            why_words,
            why_words,
            stretch=True,
            colour=lambda row: "settled" if row.is_mended else "text",
            tip=lambda row: _line(row.fault.reason),
        ),
        Column(
            translate("importing", "Correct it here"),
            offer_words,
            offer_words,
            colour=lambda row: "text" if row.correction is not None or has_offers(row) else "muted",
        ),
    )


def why_words(row: FaultLine) -> str:
    """The reason of a fault, or that its row is imported as corrected."""
    if row.is_mended:
        return translate("importing", "✓ Corrected: this row will be imported.")
    return _line(row.fault.reason)


def has_offers(row: FaultLine) -> bool:
    """Whether there is something to choose from in the place of a cell."""
    return bool(row.fault.near or row.fault.others or row.fault.swap)


def offer_words(row: FaultLine) -> str:
    """What is offered in the place of a cell, or the text that stands there now."""
    fault = row.fault
    if row.correction is not None:
        return _line(row.correction) or translate("importing", "empty")
    if not row.can_be_corrected:
        return translate("importing", "correct it in the file")
    if fault.near:
        return use_words(fault.near[0])
    if fault.swap:
        return swap_words()
    if fault.others:
        return translate("importing", "Choose authority…")
    return hint_words(fault)


def hint_words(fault: RowFault) -> str:
    """What to write in the place of a cell."""
    if fault.fact in _DATES:
        return translate("importing", "Year, month or day")
    if fault.fact is Becomes.FINE:
        return translate("importing", "Amount")
    return translate("importing", "Text")


def use_words(name: str) -> str:
    """The offer to use an authority."""
    return translate("importing", "Use {}").format(_line(name))


def swap_words() -> str:
    """The offer to exchange the texts of two columns."""
    return translate("importing", "Exchange the two")


def _line(words: str) -> str:
    return short_line(words, _LONGEST)
