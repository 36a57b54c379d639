"""The list of investigations: ids, and rows read where they are seen."""

from __future__ import annotations

from array import array
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from desktop.domain.case.ids import CaseId, EventId
from desktop.domain.days.asof import AsOf
from desktop.domain.listing.answer import Answer, Hit
from desktop.domain.listing.folding import Mark
from desktop.domain.listing.row import Listed
from desktop.domain.money import from_major
from desktop.domain.penalty.headline import Headline
from desktop.models.listing.cases import CELLS_ROLE, HIT_ROLE, PAGE, CaseListModel
from desktop.models.listing.read_rows import KEPT
from tests.constant_figures import constant_figures

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

TODAY = AsOf(date(2026, 11, 22))
MANY = 3_000


def answer(ids: range, *, has_figures: bool = True) -> Answer:
    return Answer(array("q", ids), (), (), has_figures=has_figures)


def listed(number: int, figures: bytes = b"") -> Listed:
    return Listed(
        CaseId(number), f"case-{number}", f"Name {number}", "A title", "CNIL", "FR", "Europe/Paris",
        f"R-{number}", date(2020, 1, 1), None, figures, figures,
    )  # fmt: skip


def answering(model: CaseListModel) -> list[tuple[int, ...]]:
    """Let every row that is wanted be read at once; what was asked for, in order."""
    asked: list[tuple[int, ...]] = []
    model.rows_wanted.connect(asked.append)
    model.rows_wanted.connect(lambda ids: model.add_rows(map(listed, ids)))
    return asked


@pytest.fixture
def model(qtbot: QtBot) -> CaseListModel:
    model = CaseListModel()
    model.set_as_of(TODAY)
    return model


def name(model: CaseListModel, place: int) -> str:
    return str(model.index(place).data(CELLS_ROLE).name)


def test_that_the_model_keeps_its_promises_while_rows_change(
    qtmodeltester: ModelTester, model: CaseListModel
) -> None:
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt says no types
    model.set_answer(answer(range(1, 300)))
    model.add_rows(map(listed, range(1, 40)))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt says no types
    model.set_answer(answer(range(5, 9)))
    model.search("words")
    model.set_as_of(AsOf(date(2026, 11, 22), picked=date(2023, 2, 8)))
    model.set_answer(answer(range(0)))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt says no types


def test_that_figures_of_hindsight_are_read_when_they_are_wanted(qtbot: QtBot, model: CaseListModel) -> None:
    asked: list[tuple[int, ...]] = []
    model.rows_wanted.connect(asked.append)
    model.set_answer(answer(range(1, 4)))
    model.add_rows(listed(number)._replace(hindsight=None) for number in range(1, 4))
    model.see(0, 2)
    words = name(model, 0)
    qtbot.waitUntil(lambda: not model._ask.isActive())
    assert asked == []
    model.set_as_of(AsOf(date(2026, 11, 22), picked=date(2023, 2, 8), hindsight=True))
    assert name(model, 0) == words  # until they are there
    qtbot.waitUntil(lambda: asked == [(1, 2, 3)])
    model.add_rows(map(listed, range(1, 4)))
    assert [name(model, place) for place in range(3)] == ["Name 1", "Name 2", "Name 3"]


def test_that_rows_seen_are_asked_for_with_a_page_ahead_and_filled(
    qtbot: QtBot, model: CaseListModel
) -> None:
    asked = answering(model)
    model.set_answer(answer(range(1, MANY + 1)))
    assert name(model, 0) == ""
    model.see(0, 12)
    qtbot.waitUntil(lambda: name(model, 0) == "Name 1")
    assert asked == [tuple(range(1, 2 * PAGE + 1))]
    assert "CNIL · R-1" in model.index(0).data()


def test_that_the_end_of_many_rows_is_read_without_those_before_it(
    qtbot: QtBot, model: CaseListModel
) -> None:
    asked = answering(model)
    model.set_answer(answer(range(1, MANY + 1)))
    model.see(MANY - 10, MANY - 1)
    qtbot.waitUntil(lambda: name(model, MANY - 1) == f"Name {MANY}")
    assert sum(map(len, asked)) <= 2 * PAGE
    assert name(model, 0) == ""


def test_that_scrolling_up_reads_the_page_above(qtbot: QtBot, model: CaseListModel) -> None:
    asked = answering(model)
    model.set_answer(answer(range(1, MANY + 1)))
    model.see(1_300, 1_310)
    qtbot.waitUntil(lambda: bool(asked))
    model.see(1_290, 1_300)
    qtbot.waitUntil(lambda: len(asked) > 1)
    assert name(model, 1_160) == "Name 1161"


def test_that_rows_read_long_ago_make_room(qtbot: QtBot, model: CaseListModel) -> None:
    model.set_answer(answer(range(1, MANY + 1)))
    model.add_rows(map(listed, range(1, 1 + PAGE)))
    model.add_rows(map(listed, range(1 + PAGE, 1 + PAGE + KEPT)))
    assert name(model, 0) == ""
    assert name(model, PAGE) == f"Name {PAGE + 1}"


def test_that_the_same_ids_are_no_reset_and_others_are(qtbot: QtBot, model: CaseListModel) -> None:
    first = answer(range(1, 4))
    model.set_answer(first)
    with qtbot.assertNotEmitted(model.modelReset):
        assert not model.set_answer(first._replace(complete=False))
    with qtbot.waitSignal(model.modelReset):
        assert model.set_answer(answer(range(1, 5)))


def test_that_the_figures_of_rows_follow_the_day_without_a_reset(qtbot: QtBot, model: CaseListModel) -> None:
    figures = constant_figures(Headline.GRACE, (from_major("7", "EUR"),), first_day=date(2026, 12, 2))
    model.set_answer(answer(range(1, 3)))
    model.add_rows([listed(1, figures)])
    assert model.index(0).data(CELLS_ROLE).state == "Grace · 10 d left"
    with qtbot.waitSignal(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        model.set_as_of(AsOf(date(2026, 11, 22), picked=date(2026, 11, 30)))
    assert model.index(0).data(CELLS_ROLE).state == "Grace · 2 d left"
    assert model.index(0).data(CELLS_ROLE).amount == "€7"


def test_that_nothing_is_said_of_penalties_while_no_figures_are_known(model: CaseListModel) -> None:
    model.set_answer(answer(range(1, 3), has_figures=False))
    model.add_rows([listed(1)])
    words = model.index(0).data(CELLS_ROLE)
    assert (words.name, words.amount, words.state) == ("Name 1", "", "")
    model.set_answer(answer(range(1, 3)))
    assert model.index(0).data(CELLS_ROLE).state == "No penalty order"


def test_that_damaged_figures_leave_the_row_without_them(model: CaseListModel) -> None:
    model.set_answer(answer(range(1, 2)))
    model.add_rows([listed(1, b"1234567")])
    words = model.index(0).data(CELLS_ROLE)
    assert (words.name, words.amount, words.state) == ("Name 1", "", "")


def test_that_outdated_rows_are_shown_until_they_are_read_again(qtbot: QtBot, model: CaseListModel) -> None:
    asked: list[tuple[int, ...]] = []
    model.set_answer(answer(range(1, 4)))
    model.add_rows(map(listed, range(1, 4)))
    model.see(0, 2)
    model.rows_wanted.connect(asked.append)
    model.outdate()
    qtbot.waitUntil(lambda: asked == [(1, 2, 3)])
    assert name(model, 0) == "Name 1"
    model.add_rows([listed(1)._replace(name="Other")])
    assert name(model, 0) == "Other"


def test_that_rows_of_a_search_say_where_the_words_are(qtbot: QtBot, model: CaseListModel) -> None:
    asked: list[tuple[int, ...]] = []
    model.hits_wanted.connect(asked.append)
    model.set_answer(answer(range(1, 4)))
    model.add_rows(map(listed, range(1, 4)))
    model.search("fine")
    model.see(0, 2)
    qtbot.waitUntil(lambda: asked == [(1, 2, 3)])
    model.add_hits((1, 2, 3), [Hit(CaseId(2), EventId(9), None, "A fine was imposed", (Mark(2, 6),), 1)])
    shown = model.index(1).data(HIT_ROLE)
    assert shown.pieces == (("A ", False), ("fine", True), (" was imposed", False))
    assert (shown.more, shown.event_id) == ("+1 more", 9)
    assert "A fine was imposed" in model.index(1).data()
    assert model.index(0).data(HIT_ROLE) is None
    model.search("")
    assert model.index(1).data(HIT_ROLE) is None


def test_that_words_of_a_file_are_never_markup_in_a_tip(model: CaseListModel) -> None:
    model.set_answer(answer(range(1, 2)))
    model.add_rows([listed(1)._replace(title="<b>A</b>", name="A\u202e")])
    assert "<b>" not in model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert "[U+202E]" in model.index(0).data()
