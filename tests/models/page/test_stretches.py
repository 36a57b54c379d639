"""The tables that explain a penalty."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from desktop.domain.law.kinds import Unit
from desktop.models.page.lines import terms_columns, terms_rows
from desktop.models.page.stretches import StretchRow, as_markdown, as_tsv, stretch_columns, stretch_rows
from desktop.models.table import TableModel
from tests.pages import page_of, slugs

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def shown(slug: str, day: str) -> list[list[str]]:
    penalty = page_of(slug, day).penalties[0]
    columns = stretch_columns(penalty.terms.unit)
    return [[column.text(row) for column in columns] for row in stretch_rows(penalty)]


def test_that_grace_and_running_days_add_up_to_the_figure() -> None:
    assert shown("fr-cnil-clearview", "2023-03-15") == [
        ["18 Oct \N{EN DASH} 18 Dec 2022", "Grace period", "62", "—", "€0"],
        ["19 Dec 2022 \N{EN DASH} 15 Mar 2023", "Running", "87", "€100,000", "€8,700,000"],
        ["Accrued on 15 Mar 2023", "", "87", "", "€8,700,000"],
    ]


def test_that_an_annulled_penalty_shows_its_history_dimmed_and_comes_to_nothing() -> None:
    rows = stretch_rows(page_of("no-datatilsynet-meta", "2024-07-01").penalties[0])
    assert [row.dim for row in rows[:-1]] == [True] * (len(rows) - 1)
    assert (rows[-1].amount.minor, rows[-1].dim, rows[-1].total) == (0, False, True)
    assert rows[-2].amount.minor == 8_200_000_000


def test_that_months_are_counted_as_months() -> None:
    rows = shown("nl-ap-clearview", "2025-06-30")
    assert rows[-1][2].replace("\N{NO-BREAK SPACE}", " ") == "6 months"
    assert stretch_columns(Unit.MONTH)[2].title == "Units"


def test_that_several_lines_are_listed_with_their_total() -> None:
    rows = terms_rows(page_of("nl-ap-clearview", "2025-06-30"))
    assert [row.total for row in rows] == [False] * 4 + [True]
    assert terms_columns()[4].text(rows[-1]) == "€5,100,000"
    assert [terms_columns()[3].text(row) for row in rows] == [
        *["17 Jan 2025"] * 2,
        "17 Nov 2024",
        "17 Oct 2024",
        "",
    ]


def test_that_copied_lines_carry_the_day_and_start_no_formula() -> None:
    rows = stretch_rows(page_of("fr-cnil-clearview", "2023-03-15").penalties[0])
    lines = as_tsv(rows, Unit.DAY, "=Clearview, as of 2023-03-15").split("\n")
    assert lines[0] == "'=Clearview, as of 2023-03-15"
    assert lines[1] == "Period\tState\tDays\tRate\tAmount"
    assert len(lines) == 5


def test_that_markdown_escapes_what_would_break_the_table() -> None:
    rows = stretch_rows(page_of("fr-cnil-clearview", "2023-03-15").penalties[0])
    made = as_markdown(rows, Unit.DAY, "a|b")
    assert made.startswith("**a\\|b**\n\n| Period |")
    assert made.count("\n") == 6


@pytest.mark.parametrize("slug", slugs())
@pytest.mark.parametrize("day", ["2018-10-01", "2023-03-15", "2026-11-22"])
def test_that_the_rows_of_every_penalty_add_up(slug: str, day: str) -> None:
    for penalty in page_of(slug, day).penalties:
        rows = stretch_rows(penalty)
        parts = sum(row.amount.minor for row in rows if not row.total)
        assert parts == next(row for row in rows if row.total).amount.minor


def test_that_the_model_holds_together_while_it_changes(qapp: QApplication) -> None:
    model: TableModel[StretchRow] = TableModel(stretch_columns(Unit.DAY))
    _tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.set_rows(stretch_rows(page_of("fr-cnil-clearview", "2023-03-15").penalties[0]))
    model.set_rows(())


def test_that_what_is_not_known_is_no_nought() -> None:
    assert shown("fr-cnil-free", "2026-11-22") == [["Accrued on 22 Nov 2026", "", "—", "", "—"]]
    rows = terms_rows(page_of("be-apd-mediahuis", "2026-11-22"))
    cells = [[terms_columns()[place].text(row) for place in (2, 4)] for row in rows]
    assert cells == [["—", "up to €10,000,000"]] * 2 + [["", "up to €10,000,000"]]  # a cap they share


def test_that_before_the_order_there_is_no_amount() -> None:
    assert shown("fr-cnil-clearview", "2022-05-10") == [["Accrued on 10 May 2022", "", "—", "", "—"]]


def test_that_a_reported_total_is_an_amount() -> None:
    assert shown("nl-ap-police", "2026-11-22")[-1][-1] == "€40,000"
    rows = terms_rows(page_of("nl-ap-police", "2026-11-22"))
    assert [terms_columns()[4].text(row) for row in rows] == ["€40,000", "€320,000", "€360,000"]
