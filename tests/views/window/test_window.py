"""The window and what stands around the page."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton

from desktop.domain.file import Problem, Progress, Stage
from desktop.domain.listing.facets import Choice, FacetKind, Section, SortBy
from desktop.models.listing.facets import ENTRY_ROLE
from desktop.settings import SettingsKeeper, load
from desktop.theme import Look
from desktop.views.window.window import MainWindow
from tests.furnished import furnished
from tests.inline import shown_slugs
from tests.views.shelf import FILE, ROWS, shelf_session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture(scope="module")
def standing(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    """The window of all tests that leave its settings and its look as they are."""
    session = shelf_session(opened=False)
    keeper = SettingsKeeper(tmp_path_factory.mktemp("window") / "settings.json")
    made = furnished(MainWindow(session, Look("light"), keeper))
    yield made
    session.shut_down()
    made.close()
    made.deleteLater()


@pytest.fixture
def window(standing: MainWindow) -> MainWindow:
    """The window with the file opened anew on its Overview, live, and nothing over it."""
    session = standing.session
    for dialog in standing.findChildren(QDialog):
        dialog.close()
    while standing.fault_bar.isVisibleTo(standing):
        standing.fault_bar._dismiss()
    standing.tool_row.search.clear()
    session.file.close()
    session.day.use_hindsight(False)
    session.day.go_live()
    session.list.sort(SortBy.ACCRUED, descending=True)
    session.show_section(Section.OVERVIEW)
    session.file.open(FILE)
    standing.resize(1024, 700)
    standing.show()
    return standing


@pytest.fixture
def keeper(tmp_path: Path) -> SettingsKeeper:
    return SettingsKeeper(tmp_path / "settings.json")


@pytest.fixture
def own_window(qtbot: QtBot, keeper: SettingsKeeper) -> Iterator[MainWindow]:
    """A window of a single test."""
    session = shelf_session(opened=False)
    made = furnished(MainWindow(session, Look("light"), keeper))
    qtbot.addWidget(made)
    session.file.open(FILE)
    made.resize(1024, 700)
    made.show()
    yield made
    session.shut_down()


def _label(window: MainWindow, name: str) -> str:
    label = window.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text()


def _click(qtbot: QtBot, window: MainWindow, words: str) -> None:
    buttons = [
        button for button in window.findChildren(QPushButton) if button.text() == words and button.isVisible()
    ]
    QTest.mouseClick(buttons[0], Qt.MouseButton.LeftButton)


def _line(window: MainWindow, target: object) -> int:
    model = window.sidebar.model()
    lines = (n for n in range(model.rowCount()) if model.index(n, 0).data(ENTRY_ROLE).target == target)
    return next(lines, -1)


def _choose(qtbot: QtBot, window: MainWindow, target: object) -> None:
    qtbot.waitUntil(lambda: _line(window, target) >= 0)
    index = window.sidebar.model().index(_line(window, target), 0)
    window.sidebar.scrollTo(index)
    place = window.sidebar.visualRect(index).center()
    QTest.mouseClick(window.sidebar.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_that_a_new_window_offers_a_file_and_the_sample(qtbot: QtBot, keeper: SettingsKeeper) -> None:
    session = shelf_session(opened=False)
    window = furnished(MainWindow(session, Look("light"), keeper))
    qtbot.addWidget(window)
    window.show()
    assert window.state.isVisible()
    assert not window.sidebar.isVisible()
    _click(qtbot, window, "Open the sample")
    assert session.info is not None
    assert window.overview.isVisible()


def test_that_the_overview_has_the_room_of_the_list(qtbot: QtBot, window: MainWindow) -> None:
    assert window.overview.isVisible()
    assert not window.case_list.isVisible()
    _choose(qtbot, window, Section.ALL)
    assert window.case_list.isVisible()
    assert not window.overview.isVisible()
    assert _label(window, "case_count") == f"{len(ROWS)} investigations"


def test_that_the_status_row_tells_the_file_and_its_check(window: MainWindow) -> None:
    assert _label(window, "status_file") == "enforcement.casefile"
    assert _label(window, "status_counts") == "8 investigations · 618 events"
    assert _label(window, "status_check") == "Integrity checked · offline"


def test_that_choosing_deadlines_narrows_the_list(qtbot: QtBot, window: MainWindow) -> None:
    _choose(qtbot, window, Section.DEADLINES)
    assert shown_slugs(window.session) == ["21-2022"]
    assert _label(window, "case_count") == "1 investigation"


def test_that_several_values_can_be_chosen_and_cleared(qtbot: QtBot, window: MainWindow) -> None:
    clearview, apple = Choice(FacetKind.RESPONDENT, "Clearview AI"), Choice(FacetKind.RESPONDENT, "Apple")
    _choose(qtbot, window, clearview)
    _choose(qtbot, window, apple)
    assert len(window.session.answer.ids) == 4
    window.sidebar.setFocus()
    window.sidebar.setCurrentIndex(window.sidebar.model().index(_line(window, clearview), 0))
    QTest.keyClick(window.sidebar, Qt.Key.Key_Space)
    assert shown_slugs(window.session) == ["apple"]


def test_that_the_arrow_keys_of_the_sidebar_pass_its_headings(qtbot: QtBot, window: MainWindow) -> None:
    last = _line(window, Section.DEADLINES)
    window.sidebar.setFocus()
    window.sidebar.setCurrentIndex(window.sidebar.model().index(last, 0))
    QTest.keyClick(window.sidebar, Qt.Key.Key_Down)
    assert window.sidebar.currentIndex().row() == last + 2


def test_that_more_values_are_shown_on_demand(qtbot: QtBot, window: MainWindow) -> None:
    lines = window.sidebar.model().rowCount()
    _choose(qtbot, window, FacetKind.RESPONDENT)
    assert window.sidebar.model().rowCount() == lines + 1


def test_that_every_typed_letter_narrows_the_list(qtbot: QtBot, window: MainWindow) -> None:
    window.focus_search()
    QTest.keyClicks(window.tool_row.search, "uber")
    assert window.session.query.text == "uber"
    assert shown_slugs(window.session) == ["uber"]
    QTest.keyClick(window.tool_row.search, Qt.Key.Key_Escape)
    assert window.session.query.text == ""


def test_that_words_nobody_has_can_be_cleared(qtbot: QtBot, window: MainWindow) -> None:
    window.tool_row.search.setText("xyz")
    window.tool_row.search.search_now()
    titles = [label.text() for label in window.case_list.findChildren(QLabel, "state_title")]
    assert titles == ["No investigation matches “xyz”."]
    _click(qtbot, window, "Clear")
    assert window.tool_row.search.text() == ""
    assert len(window.session.answer.ids) == len(ROWS)


def test_that_a_chosen_row_stays_chosen_when_rows_come_again(qtbot: QtBot, window: MainWindow) -> None:
    window.session.show_section(Section.ALL)
    window.session.select("apple")
    window.session.list.sort(SortBy.RESPONDENT, descending=False)
    assert window.session.selected == "apple"
    current = window.case_list.rows_view.currentIndex()
    assert current.row() == 0
    window.session.list.toggle(Choice(FacetKind.RESPONDENT, "Google LLC"))
    assert window.session.selected == "apple"
    assert not window.case_list.rows_view.currentIndex().isValid()


def test_that_keys_walk_the_list(qtbot: QtBot, window: MainWindow) -> None:
    window.session.show_section(Section.ALL)
    window.actions_by_id["next_case"].trigger()
    first = shown_slugs(window.session)[0]
    assert window.session.selected == first
    window.case_list.rows_view.setFocus()
    QTest.keyClick(window.case_list.rows_view, Qt.Key.Key_Down)
    assert window.session.selected == shown_slugs(window.session)[1]
    window.actions_by_id["previous_case"].trigger()
    assert window.session.selected == first


def test_that_the_order_of_the_list_is_remembered(own_window: MainWindow, tmp_path: Path) -> None:
    own_window.session.list.sort(SortBy.OPENED, descending=False)
    own_window.close()
    settings, _ = load(tmp_path / "settings.json")
    assert (settings.sort, settings.descending) == ("opened", False)


def test_that_a_picked_day_is_unmistakable(window: MainWindow) -> None:
    assert not window.banner.isVisible()
    window.session.day.pick(date(2023, 2, 9))
    assert window.banner.isVisible()
    assert _label(window, "banner_words") == "Figures as of 9 Feb 2023, as known on that day — not today"
    window.session.day.use_hindsight(True)
    assert "with what is known today" in _label(window, "banner_words")
    assert window.actions_by_id["hindsight"].isChecked()
    window.session.day.go_live()
    assert not window.banner.isVisible()


def test_that_a_day_is_typed_stepped_and_left(qtbot: QtBot, window: MainWindow) -> None:
    field = window.tool_row.day.edit
    window.focus_day()
    field.setText("9 Feb 2023")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert window.session.as_of.picked == date(2023, 2, 9)
    assert field.text() == "Thu 9 Feb 2023"
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_PageDown)
    assert window.session.as_of.picked == date(2023, 1, 10)
    window.actions_by_id["live"].trigger()
    assert field.text() == "Sun 22 Nov 2026"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("31 Feb 2023", "Write a day like 9 Feb 2023 or 2023-02-09."),
        ("soon", "Write a day like 9 Feb 2023 or 2023-02-09."),
        ("1 Jan 0001", "Write a day from 1 Jan 1900 to 31 Dec 2199."),
        ("9999-12-31", "Write a day from 1 Jan 1900 to 31 Dec 2199."),
    ],
)
def test_that_what_is_no_day_changes_nothing_and_is_explained(
    qtbot: QtBot, window: MainWindow, typed: str, told: str
) -> None:
    field = window.tool_row.day.edit
    field.setText(typed)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert window.session.as_of.live
    assert _label(window, "as_of_fault") == told
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert _label(window, "as_of_fault") == ""
    assert field.text() == "Sun 22 Nov 2026"


def test_that_keys_of_actions_do_not_fire_while_typing(qtbot: QtBot, window: MainWindow) -> None:
    window.session.day.pick(date(2023, 2, 9))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for field in (window.tool_row.search, window.tool_row.day.edit):
        field.setFocus()
        field.clear()
        QTest.keyClick(field, Qt.Key.Key_L)
        QTest.keyClick(field, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
        assert field.text() == "l"
    assert window.session.as_of.picked == date(2023, 2, 9)


def test_that_one_key_returns_to_live(qtbot: QtBot, window: MainWindow) -> None:
    window.session.day.pick(date(2023, 2, 9))
    window.activateWindow()
    window.sidebar.setFocus()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window.sidebar, Qt.Key.Key_L)
    assert window.session.as_of.live


def test_that_a_file_that_fails_leaves_the_window_usable(qtbot: QtBot, window: MainWindow) -> None:
    window.session.file.open(Path("/cases/gone.casefile"))
    assert window.fault_bar.isVisible()
    assert "gone.casefile" in _label(window, "fault_sentence")
    assert window.overview.isVisible()
    _click(qtbot, window, "Open the sample")
    assert not window.fault_bar.isVisible()


# Qt 6.12 deprecates the only constructor of a drag that 6.11 has.
@pytest.mark.filterwarnings("ignore:Function. 'QDragEnterEvent:DeprecationWarning")
def test_that_a_dropped_file_is_opened(window: MainWindow) -> None:
    window.session.file.close()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(FILE))])
    drop = QDropEvent(
        QPointF(QPoint(5, 5)),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, drop)
    assert window.session.info is not None


def test_that_recent_files_are_listed_greyed_when_gone_and_cleared(
    own_window: MainWindow, keeper: SettingsKeeper, tmp_path: Path
) -> None:
    here = tmp_path / "here & now.casefile"
    here.write_bytes(b"")
    keeper.remember_file(str(here))
    menu = own_window.menus["file/recent"]
    menu.aboutToShow.emit()
    listed = [(action.text(), action.isEnabled()) for action in menu.actions() if not action.isSeparator()]
    assert listed[:2] == [("here && now.casefile", True), ("enforcement.casefile", False)]
    own_window.actions_by_id["clear_recent"].trigger()
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["&Clear this list"]


def test_that_theme_and_text_size_are_remembered(own_window: MainWindow, keeper: SettingsKeeper) -> None:
    own_window.actions_by_id["theme_contrast"].trigger()
    own_window.actions_by_id["text_larger"].trigger()
    assert (keeper.settings.theme, keeper.settings.font_step) == ("contrast", 1)
    assert own_window.actions_by_id["theme_contrast"].isChecked()
    own_window.actions_by_id["text_normal"].trigger()
    assert keeper.settings.font_step == 0


def test_that_size_and_place_are_remembered(own_window: MainWindow, keeper: SettingsKeeper) -> None:
    own_window.close()
    assert keeper.settings.geometry


def test_that_a_broken_settings_file_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "broken.json"
    path.write_text("{")
    window = furnished(MainWindow(shelf_session(), Look("light"), SettingsKeeper(path)))
    qtbot.addWidget(window)
    window.show()
    window.session.file.open(FILE)
    assert window.fault_bar.isVisible()
    assert "usual ones" in _label(window, "fault_sentence")


def test_that_larger_text_widens_the_sides(own_window: MainWindow) -> None:
    own_window.resize(1440, 900)
    own_window.session.show_section(Section.ALL)
    before = own_window.splitter.sizes()
    for _ in range(6):
        own_window.actions_by_id["text_larger"].trigger()
    assert [now > was for now, was in zip(own_window.splitter.sizes(), before, strict=True)][:2] == [
        True,
        True,
    ]


def test_that_a_row_is_copied_with_its_day(window: MainWindow) -> None:
    window.session.show_section(Section.ALL)
    window.session.select("san-2022-019")
    window.session.day.pick(date(2023, 3, 15))
    window.sidebar.setFocus()
    window.actions_by_id["copy"].trigger()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Clearview AI · CNIL · SAN-2022-019")
    assert copied.endswith("€8,700,000 · as of 2023-03-15")


def test_that_tab_comes_to_the_bars_where_they_stand(own_window: MainWindow) -> None:
    own_window.session.show_section(Section.ALL)
    own_window.session.day.pick(date(2023, 2, 9))
    own_window.show_problem(Problem("x", "Something is wrong."))
    met: list[str] = []
    part = own_window.tool_row.search.nextInFocusChain()
    while part is not None and part is not own_window.tool_row.search:
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisible():
            met.append(part.accessibleName())
        part = part.nextInFocusChain()
    bars = ["Dismiss", "Use what is known today", "Return to live", "Sections and filters"]
    place = met.index("Dismiss")
    assert met[place : place + 6] == [*bars, "Sort: accrued, descending", "Investigations"]


@pytest.mark.parametrize("name", ["about", "keys"])
def test_that_dialogs_open_without_stopping_the_window(window: MainWindow, name: str) -> None:
    window.actions_by_id[name].trigger()
    dialog = window.findChild(QDialog, name)
    assert isinstance(dialog, QDialog)
    assert dialog.isVisible()
    dialog.close()


def test_that_every_control_has_a_name_for_screen_readers(window: MainWindow) -> None:
    around = (window.tool_row, window.banner, window.fault_bar, window.case_list)
    nameless = [
        (type(control).__name__, control.objectName())
        for part in around
        for kind in (QPushButton, QLineEdit)
        for control in part.findChildren(kind)
        if not control.accessibleName()
    ]
    assert nameless == []


def test_that_a_small_screen_is_enough(window: MainWindow) -> None:
    window.session.show_section(Section.ALL)
    window.session.select("apple")
    window.session.day.pick(date(2023, 2, 9))
    window.session.file.open(Path("/cases/gone.casefile"))
    assert window.minimumSizeHint().width() <= 1024
    assert window.minimumSizeHint().height() <= 700


def test_that_back_and_forward_are_greyed_where_there_is_nothing_to_go_to(
    qtbot: QtBot, window: MainWindow
) -> None:
    back, forward = (window.actions_by_id[name] for name in ("back", "forward"))
    qtbot.waitUntil(lambda: not back.isEnabled())
    assert not forward.isEnabled()
    window.session.select(ROWS[0].slug)
    qtbot.waitUntil(back.isEnabled)
    assert not forward.isEnabled()
    back.trigger()
    qtbot.waitUntil(forward.isEnabled)
    assert not back.isEnabled()


def test_that_preparing_is_told_until_its_last_stage_is_ready(window: MainWindow) -> None:
    label = window.findChild(QLabel, "status_progress")
    assert isinstance(label, QLabel)
    told = []
    for progress in (Progress(Stage.TEXTS, 30, 60), Progress(Stage.TEXTS, 60, 60, is_ready=True), None):
        window.session.indexing_changed.emit(progress)
        told.append((label.isVisible(), label.text()))
    assert told[0] == (True, "Reading the texts · 50\N{NO-BREAK SPACE}%")
    assert [shown for shown, _ in told[1:]] == [False, False]


def test_that_the_sidebar_is_wide_enough_for_its_counts(qtbot: QtBot, own_window: MainWindow) -> None:
    own_window.resize(1024, 700)
    own_window.complete()
    with qtbot.waitExposed(own_window):
        own_window.show()
    assert own_window.sidebar.width() >= own_window.sidebar.least_width()


def test_that_the_cross_in_the_search_field_clears_it(window: MainWindow) -> None:
    search = window.tool_row.search
    (cross,) = (action for action in search.actions() if action.text() == "Clear the search")
    assert not cross.isVisible()
    search.setText("clearview")
    assert cross.isVisible()
    cross.trigger()
    assert search.text() == ""
    assert not cross.isVisible()
