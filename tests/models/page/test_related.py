"""The same respondent elsewhere, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from desktop.models.page.related import related_columns
from desktop.models.table import TableModel
from tests.pages import page_of, slugs

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from desktop.domain.page.page import Page


def test_that_authority_figures_and_state_are_told() -> None:
    page = page_of("nl-ap-clearview", "2025-06-30")
    texts = [column.text(page) for column in related_columns()]
    assert texts[:2] == ["AP", "Netherlands"]
    assert texts[3:6] == ["€30,500,000", "€5,100,000", "Capped"]


def test_that_no_order_has_a_dash_and_not_zero() -> None:
    texts = [column.text(page_of("it-garante-clearview", "2025-06-30")) for column in related_columns()]
    assert texts[4:6] == ["—", "No penalty order"]


def test_that_bounds_stand_where_the_start_is_unknown() -> None:
    # Announced: EUR 10,000 for each of 17 sets of questions; the day of notification is not public.
    texts = [column.text(page_of("de-hmbbfdi-clearview", "2025-06-30")) for column in related_columns()]
    assert texts[4:6] == ["up to €170,000", "Notification unknown"]


def test_that_every_column_sorts(qapp: QApplication) -> None:
    model: TableModel[Page] = TableModel(related_columns())
    _tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.set_rows(tuple(page_of(slug, "2026-11-22") for slug in slugs()))
    for column in range(model.columnCount()):
        model.sort(column, Qt.SortOrder.DescendingOrder)
