from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt

from desktop.models.table import COLOUR_ROLE, PILL_ROLE, ROW_ROLE, SORT_ROLE, Column, TableModel, plain_cell

if TYPE_CHECKING:
    from collections.abc import Iterator


Fact = tuple[str, int, date | None]

ROWS: tuple[Fact, ...] = (("b", 10, None), ("a", 9, date(2023, 1, 2)), ("c", 100, date(2022, 1, 2)))


def columns(made: list[str] | None = None) -> tuple[Column[Fact], ...]:
    def name(row: Fact) -> str:
        if made is not None:
            made.append(row[0])
        return row[0]

    return (
        Column("Name", name, lambda row: row[0], stretch=True, tip=lambda row: f"<b>{row[0]}</b>"),
        Column("Number", lambda row: f"{row[1]:,}", lambda row: row[1], align_right=True),
        Column(
            "Day",
            lambda row: row[2].isoformat() if row[2] else "—",
            lambda row: row[2],
            pill=lambda row: "grace" if row[2] else "",
            colour=lambda _row: "running",
        ),
    )


@pytest.fixture
def model(qtmodeltester: Any) -> Iterator[TableModel[Fact]]:
    table = TableModel(columns())
    qtmodeltester.check(table)
    table.set_rows(ROWS)
    yield table
    qtmodeltester.check(table)


def shown(model: TableModel[Fact]) -> str:
    return "".join(row[0] for row in model.rows)


def test_that_numbers_sort_by_value_and_not_by_their_text(model: TableModel[Fact]) -> None:
    model.sort(1, Qt.SortOrder.AscendingOrder)
    assert shown(model) == "abc"
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert shown(model) == "cba"


@pytest.mark.parametrize(("descending", "order"), [(False, "cab"), (True, "acb")])
def test_that_an_unknown_value_sorts_last_both_ways(
    model: TableModel[Fact], order: str, *, descending: bool
) -> None:
    model.sort(2, Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder)
    assert shown(model) == order


def test_that_no_sort_restores_the_order_given(model: TableModel[Fact]) -> None:
    model.sort(0, Qt.SortOrder.AscendingOrder)
    model.sort(-1, Qt.SortOrder.AscendingOrder)
    assert shown(model) == "bac"


def test_that_new_rows_keep_the_chosen_order(model: TableModel[Fact]) -> None:
    model.sort(0, Qt.SortOrder.AscendingOrder)
    model.set_rows((("z", 1, None), ("y", 2, None)))
    assert shown(model) == "yz"


def test_that_an_index_a_view_holds_follows_its_row(model: TableModel[Fact]) -> None:
    held = QPersistentModelIndex(model.index(0, 0))
    model.sort(0, Qt.SortOrder.AscendingOrder)
    assert (held.row(), held.data()) == (1, "b")


def test_that_texts_are_made_once_when_rows_are_set(qapp: object) -> None:
    made: list[str] = []
    table = TableModel(columns(made))
    table.set_rows(ROWS)
    assert made == ["b", "a", "c"]
    for _ in range(5):
        table.index(0, 0).data()
        table.sort(0, Qt.SortOrder.AscendingOrder)
    assert made == ["b", "a", "c"]


def test_that_a_cell_gives_its_roles(model: TableModel[Fact]) -> None:
    cell = model.index(1, 2)
    assert cell.data() == "2023-01-02"
    assert cell.data(SORT_ROLE) == date(2023, 1, 2)
    assert cell.data(ROW_ROLE) == ROWS[1]
    assert (cell.data(PILL_ROLE), cell.data(COLOUR_ROLE)) == ("grace", "running")
    assert model.index(0, 2).data(PILL_ROLE) == ""
    right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    assert model.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole) == right
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Number"
    assert model.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole) == right


def test_that_a_tooltip_shows_markup_as_text(model: TableModel[Fact]) -> None:
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "&lt;b&gt;b&lt;/b&gt;"


def test_that_rows_are_copied_as_tab_separated_lines(model: TableModel[Fact]) -> None:
    assert model.tsv((1, 0), headers=True) == "Name\tNumber\tDay\na\t9\t2023-01-02\nb\t10\t—"
    assert model.tsv((0,), headers=False) == "b\t10\t—"


@pytest.mark.parametrize(
    ("text", "cell"),
    [("=1+1", "'=1+1"), (" @x", "' @x"), ("a\tb\nc", "a b c"), ("1,435 days", "1,435 days"), ("-5", "'-5")],
)
def test_that_no_copied_cell_is_a_formula(text: str, cell: str) -> None:
    assert plain_cell(text) == cell
