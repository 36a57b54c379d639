"""The words of the list of investigations."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desktop.domain.money import from_major
from desktop.domain.row import Headline
from desktop.models.cases import CaseListModel, cells
from tests.views.shelf import ROWS, row

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot


def test_that_the_model_keeps_its_promises_while_rows_change(
    qtmodeltester: ModelTester, qtbot: QtBot
) -> None:
    model = CaseListModel()
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt says no types
    model.set_rows(ROWS)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt says no types
    model.set_rows(ROWS[:2])
    model.set_rows(())
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt says no types


def test_that_figures_alone_change_without_a_reset(qtbot: QtBot) -> None:
    model = CaseListModel()
    model.set_rows(ROWS)
    moved = tuple(replace(one, accrued=(from_major("7", "EUR"),)) for one in ROWS)
    with qtbot.waitSignal(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        model.set_rows(moved)
    assert "€7" in model.index(0).data()


def test_that_running_money_alone_is_red() -> None:
    roles = {one.slug: cells(one).amount_role for one in ROWS}
    assert [slug for slug, role in roles.items() if role == "running"] == ["san-2022-019", "z2021-11910"]
    assert roles["datatilsynet"] == "text"
    assert roles["uber"] == "muted"


def test_that_grace_names_the_days_left() -> None:
    assert cells(row("a", "A", headline=Headline.GRACE, grace=41)).state == "Grace · 41 d left"
    assert cells(row("a", "A", headline=Headline.GRACE)).state == "Grace period"


def test_that_several_currencies_are_marked_and_none_is_a_dash() -> None:
    by_slug = {one.slug: cells(one) for one in ROWS}
    assert by_slug["apple"].amount == "€50,000,000…"
    assert "€50,000,000 · $1" in by_slug["apple"].tip
    assert by_slug["uber"].amount == "—"


def test_that_an_assumption_is_marked_and_explained() -> None:
    shown = cells(next(one for one in ROWS if one.contingent))
    assert shown.contingent
    assert "if not obeyed" in shown.spoken
    assert "nobody has found a breach" in shown.tip


def test_that_words_of_a_file_are_never_markup_in_a_tip(qtbot: QtBot) -> None:
    model = CaseListModel()
    model.set_rows((row("a", "<b>A</b>\u202e"),))
    assert "<b>" not in model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert "[U+202E]" in model.index(0).data()
