"""The table of rows that could not be read, and their number in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.printable import shortened
from desktop.models.table import Column

if TYPE_CHECKING:
    from desktop.domain.file import RowProblem

_NAME, _VALUE, _TIP = 36, 24, 200  # characters
translate = QCoreApplication.translate


def problem_columns() -> tuple[Column[RowProblem], ...]:
    """The columns of rows: investigation, row and column, value as written, values allowed."""
    return (
        Column(
            translate("problems", "Investigation"),
            lambda row: shortened(_name(row), _NAME),
            _name,
            bold=True,
            tip=_name,
        ),
        Column(
            translate("problems", "Row"),
            lambda row: translate("problems", "{0}, row {1}").format(row.table, row.row_id),
            lambda row: (row.table, row.row_id),
        ),
        Column(translate("problems", "Column"), lambda row: row.column, lambda row: row.column),
        Column(
            translate("problems", "As written"),
            lambda row: shortened(_value(row), _VALUE),
            _value,
            tip=_value,
        ),
        Column(translate("problems", "Allowed"), _allowed, _allowed, stretch=True, tip=_allowed),
    )


def count_words(rows: int) -> str:
    """The number of rows that could not be read."""
    if rows == 1:
        return translate("problems", "1 row could not be read")
    return translate("problems", "{0} rows could not be read").format(text.count(rows))


def left_out_words(rows: int) -> str:
    """The number of rows that could not be read, beside sums."""
    return translate("problems", "{0}: the sums leave out what cannot be read").format(count_words(rows))


def _name(row: RowProblem) -> str:
    name = row.title or row.slug
    return shortened(" ".join(text.printable(name).split()), _TIP) if name else text.NOTHING


def _value(row: RowProblem) -> str:
    if row.value is None:
        return translate("problems", "nothing (NULL)")
    return text.printable(str(row.value)) or translate("problems", "an empty text")


def _allowed(row: RowProblem) -> str:
    return row.allowed
