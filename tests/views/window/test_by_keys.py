"""Every form by keys alone: opened, walked by Tab as it lies, filled and saved, and left by Escape."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)
from shiboken6 import isValid

from desktop.app import build
from desktop.domain.edit.change import EditKind
from desktop.session.clock import Clock
from desktop.settings import SettingsKeeper
from desktop.store.cases.writing import create_case_file
from tests.counts import IS_LONG, some
from tests.furnished import furnished
from tests.inline import NOON, InlineRunner, undressed
from tests.pages import case_of
from tests.views.whole import settle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.app import Program
    from desktop.views.window.window import MainWindow

pytestmark = pytest.mark.costly

COA, FREE, META = "nl-coa-westerwolde", "fr-cnil-free", "no-datatilsynet-meta"
MOST = 260  # steps of Tab through the whole window
LINK = "https://www.example.org/decision"
FACTS = ("stay", "compliance", "relapse", "finding", "day of breach", "tally", "liquidation", "payment")
DRAFT = {
    "draft_respondent_line": "Acme SA",
    "draft_country_choice": "FR",
    "draft_authority_choice": "CNIL",
    "draft_decided_line": "17 Oct 2022",
    "draft_notified_line": "18 Oct 2022",
    "draft_grace_length_line": "2",
    "draft_amount_line": "100,000",
}


@dataclass(frozen=True)
class Form:
    """A form: the tab and the control it is opened from, its keys, its name, and what is typed into it."""

    name: str
    at: str  # a control, by its name
    keys: tuple[str, ...]
    shown: str  # the form, by its name
    tab: str = ""
    typed: dict[str, str] = field(default_factory=dict)  # by the names of fields
    kind: EditKind | None = None  # of the edit that saving makes
    escapes: int = 1  # until it is left
    save: str = "Ctrl+Return"


def of_fact(place: int, kind: str, typed: dict[str, str]) -> Form:
    """The form of a new fact, by its place in the menu."""
    keys = ("Space", *["Down"] * (place + 1), "Return")
    typed = {f"fact_form_{name}": words for name, words in typed.items()}
    return Form(f"new {kind}", "add_fact", keys, "fact_form", "Ctrl+2", typed, EditKind.FACT_ADDED)


def from_palette(words: str) -> tuple[str, ...]:
    return ("Ctrl+K", f"type {words}", "Return")


ROWS = "case_list_rows"
FACT_WORDS: tuple[dict[str, str], ...] = (
    {"start_day": "1 Jun 2024", "end_day": "5 Jun 2024"},
    {"on_day": "3 Jun 2024"},
    {"on_day": "3 Jun 2024"},
    {"window_start": "1 Jun 2024", "window_end": "5 Jun 2024"},
    {"on_day": "3 Jun 2024"},
    {"by_day": "3 Jun 2024", "units": "3"},
    {"decided": "3 Jun 2024", "amount": "1,000"},
    {"paid": "3 Jun 2024", "amount": "1,000"},
)
FORMS = (
    Form(
        *("new investigation", ROWS, ("Ctrl+N",), "draft_page", ""),
        typed=DRAFT,
        kind=EditKind.INVESTIGATION_ADDED,
    ),
    Form(
        *("quick entry", ROWS, ("Ctrl+Shift+A",), "quick_entry", "Ctrl+1"),
        typed={"entry_line": "27 May 2021 NGO complaint"},
        kind=EditKind.EVENT_ADDED,
        save="Return",
    ),
    Form(
        *("pasted lines", "entry_line", ("paste 3 May 2021 One\n4 May 2021 Two",), "pasted_lines", "Ctrl+1"),
        kind=EditKind.EVENTS_ADDED,
    ),
    Form(
        *("in place", "chronology", ("Down", "F2"), "row_editor", "Ctrl+1"),
        typed={"row_title": "Another title"},
        kind=EditKind.EVENT_CHANGED,
        save="Return",
    ),
    *(of_fact(place, kind, FACT_WORDS[place]) for place, kind in enumerate(FACTS)),
    Form("a fact of the file", "fact_row", ("F2",), "fact_form", "Ctrl+2"),
    Form(
        *("decision", "decisions_add", ("Space",), "decided", "Ctrl+3"),
        typed={"decided_title": "Second decision", "decided_decided": "3 Jun 2024"},
        kind=EditKind.DECISION_ADDED,
    ),
    Form(
        *("fine", "fines_add", ("Space",), "decided", "Ctrl+3"),
        typed={"decided_amount": "1,000", "decided_imposed": "3 Jun 2024"},
        kind=EditKind.FINE_ADDED,
    ),
    Form(
        *("provision", "investigation_provisions_add", ("Space",), "decided", "Ctrl+3"),
        typed={"decided_law": "GDPR", "decided_article": "6"},
        kind=EditKind.PROVISION_ADDED,
    ),
    Form("a decision of the file", "decisions_table", ("Return",), "decided", "Ctrl+3"),
    Form(
        *("terms", "orders_table", ("Return",), "order", "Ctrl+2"),
        typed={"order_cap_amount": "9,000,000"},
        kind=EditKind.ORDER_CHANGED,
    ),
    Form(
        *("rate change", "order_add_step", ("Space",), "order", "Ctrl+2"),
        typed={"order_step_start 0": "3 Jun 2024", "order_step_amount 0": "5,000"},
        kind=EditKind.ORDER_CHANGED,
    ),
    Form(
        *("order", "order_add", ("Space",), "order", "Ctrl+2"),
        typed={
            "order_order": "Publish the reports",
            "order_decided": "3 Jun 2024",
            "order_notified": "3 Jun 2024",
            "order_grace_length": "2",
            "order_amount": "100",
        },
        kind=EditKind.ORDER_ADDED,
    ),
    Form(
        *("sources", "chronology", ("Down", "Ctrl+L"), "sources_window", "Ctrl+1"),
        typed={"source_form_url": LINK},
        kind=EditKind.SOURCE_ADDED,
        escapes=2,
    ),
    Form(
        *("parties", ROWS, from_palette("respondents and authorities"), "parties_window"),
        typed={"party_form_short_name": "The COA"},
        kind=EditKind.PARTY_CHANGED,
    ),
    Form(
        *("holidays", ROWS, from_palette("add holidays"), "holidays_dialog"),
        typed={"holidays_year": "2041", "holidays_days": "1 Jan 2041 New Year"},
        kind=EditKind.HOLIDAYS_CHANGED,
    ),
    Form("author", ROWS, from_palette("author of changes"), "author"),
    Form("delete investigation", ROWS, from_palette("delete investigation"), "delete_investigation"),
    Form("history", ROWS, ("Ctrl+H",), "history_page"),
)


class Windows(QObject):
    """Notes what is shown as a window of its own and is none."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if is_shown and isinstance(watched, QWidget) and not isinstance(watched, QMainWindow):
            kinds = Qt.WindowType.Widget, Qt.WindowType.Window
            if watched.windowType() in kinds:
                self.found.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


@pytest.fixture(scope="module")
def windows() -> Windows:
    return Windows()


@pytest.fixture(scope="module")
def program(
    qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, windows: Windows
) -> Iterator[Program]:
    """A file of two investigations that is edited."""
    folder = tmp_path_factory.mktemp("keys")
    path = folder / "mine.casefile"
    create_case_file(path, [case_of(slug) for slug in (COA, FREE)])
    with undressed(qapp):
        keeper = SettingsKeeper(folder / "settings.json")
        clock = Clock(moment=lambda: NOON)
        own, index = folder / "own", folder / "index"
        program = build(keeper, theme="light", runner=InlineRunner(), clock=clock, sample=own, index=index)
        qapp.installEventFilter(windows)
        furnished(program.window).resize(1440, 900)
        program.window.show()
        for keep in (program.session.keep_modes_in, program.session.keep_scenarios_in):
            keep(folder)
        program.session.file.open(path)
        settle()
        program.session.editing.turn_on()
        program.session.select(COA)
        settle()
        yield program
        qapp.removeEventFilter(windows)
        program.session.shut_down()
        program.window.close()
        program.window.deleteLater()


def press(window: MainWindow, keys: str) -> None:
    """Press keys where the focus is, or in the menu that is open; `type` writes, `paste` pastes."""
    menu, active = QApplication.activePopupWidget(), QApplication.activeWindow()
    if menu is None and not (isinstance(active, QDialog | QMainWindow) and active.isVisible()):
        # A list of names that was closed leaves no window active here, as it would under a window manager.
        dialogs: list[QWidget] = [one for one in window.findChildren(QDialog) if one.isVisible()]
        (dialogs or [window])[-1].activateWindow()
        settle()
    there = menu if isinstance(menu, QMenu) else QApplication.focusWidget()
    assert there is not None, keys
    assert there.isVisible(), (keys, there.objectName())
    word, _, rest = keys.partition(" ")
    if word == "type":
        QTest.keyClicks(there, rest)
    elif word == "paste":
        QGuiApplication.clipboard().setText(rest)
        QTest.keySequence(there, QKeySequence("Ctrl+V"))
    else:
        QTest.keySequence(there, QKeySequence(keys))
    settle()


def tab_to(window: MainWindow, name: str) -> QWidget:
    """Go to a control by Tab."""
    for _ in range(MOST):
        focus = QApplication.focusWidget()
        if focus is not None and focus.objectName() == name:
            return focus
        press(window, "Tab")
    pytest.fail(f"Tab does not come to {name}")


def shown(window: MainWindow, name: str) -> QWidget | None:
    return next((one for one in window.findChildren(QWidget, name) if isValid(one) and one.isVisible()), None)


def opened(window: MainWindow, form: Form) -> QWidget:
    """Go to where a form is opened from, in the long run by Tab, and open it."""
    window.activateWindow()
    settle()
    window.tool_row.search.setFocus(Qt.FocusReason.TabFocusReason)
    if form.tab:
        press(window, form.tab)
    start = shown(window, form.at)
    assert start is not None, form.name
    if IS_LONG:
        tab_to(window, form.at)
    else:
        start.setFocus(Qt.FocusReason.TabFocusReason)
    for keys in form.keys:
        press(window, keys)
    found = shown(window, form.shown)
    assert found is not None, form.name
    return found


def stops(form: QWidget) -> set[QWidget]:
    """All that Tab is to come to in a form."""
    return {
        one
        for one in form.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.isEnabled()
        and one.isVisible()
        and one.focusProxy() is None
    }


def walked(window: MainWindow, form: QWidget) -> list[QWidget]:
    """What Tab comes to in a form, from its top on; it stays open, though Tab may lead out of it."""
    steps: list[QWidget] = []
    for _ in range(MOST):
        focus = QApplication.focusWidget()
        assert focus is not None
        if steps and focus is steps[0]:
            break
        steps.append(focus)
        press(window, "Tab")
    starts = [place for place, one in enumerate(steps) if not form.isAncestorOf(steps[place - 1])]
    top = starts[0] if starts else min(range(len(steps)), key=lambda place: _height(steps[place], form))
    return [one for one in (*steps[top:], *steps[:top]) if form.isAncestorOf(one)]


def _height(one: QWidget, form: QWidget) -> int:
    return one.mapTo(form, QPoint(0, 0)).y()


def _area(one: QWidget) -> QWidget | None:
    """The part that is scrolled by itself around a control."""
    around = one.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    return around


def undo(program: Program) -> None:
    program.session.editing.undo()
    settle()


@pytest.mark.timeout(600)  # in the long run
def test_that_every_form_is_walked_and_left_by_keys(program: Program) -> None:
    window, number = program.window, 0
    tried = some(FORMS)
    for form in tried:
        found = opened(window, form)
        if form.shown == "row_editor":  # Tab out of it saves it
            number += len(stops(found))
        else:
            focus = QApplication.focusWidget()
            assert focus is not None, form.name
            assert found.isAncestorOf(focus), form.name
            steps = walked(window, found)
            missed = {one.objectName() for one in stops(found) - set(steps)}
            # Of buttons that exclude one another, Tab comes to the chosen one and arrows to the others.
            assert {name for name in missed if not name.startswith("history_filter")} == set(), form.name
            for before, after in pairwise(steps):
                if before.isAncestorOf(after) or _area(before) is not _area(after):
                    continue
                above, below = before.mapTo(found, QPoint(0, 0)), after.mapTo(found, QPoint(0, 0))
                is_right = below.x() >= above.x() + before.width() - 1
                names = form.name, before.objectName(), after.objectName()
                assert is_right or below.y() >= above.y(), names
            focus.setFocus(Qt.FocusReason.TabFocusReason)
            number += len(steps)
        for _ in range(form.escapes):
            press(window, "Escape")
        is_open = isValid(found) and found.isVisible()
        stays = form.shown in {"quick_entry", "order"} or form.at == "entry_line"
        assert is_open is (stays and form.shown != "pasted_lines"), form.name
        window.activateWindow()
        settle()
        focus = QApplication.focusWidget()
        back = {form.at, "orders_table"} if form.shown == "order" else {form.at}
        assert focus is not None, form.name
        assert focus.isVisible(), form.name
        assert focus.objectName() in back, form.name
    sys.stdout.write(f"{len(tried)} forms, {number} controls by Tab in order, each left by Escape\n")


@pytest.mark.timeout(600)  # in the long run
def test_that_every_form_is_filled_and_saved_by_keys(program: Program) -> None:
    window, number = program.window, 0
    tried = [form for form in some(FORMS) if form.kind is not None]
    tried = tried if IS_LONG else tried[-1:]
    for form in tried:
        found = opened(window, form)
        for name, words in form.typed.items():
            there = tab_to(window, name)
            if isinstance(there, QLineEdit | QPlainTextEdit):
                press(window, "Ctrl+A")
            press(window, f"type {words}")
            if not isinstance(there, QLineEdit | QPlainTextEdit):
                assert there.property("currentText").startswith(words), (form.name, name)
            number += len(words)
        press(window, form.save)
        if isinstance(found, QDialog) and isValid(found) and found.isVisible():
            press(window, "Escape")
        turned = program.session.undoing.next_undo
        assert turned is not None, form.name
        assert turned.kind is form.kind, form.name
        undo(program)
        program.session.select(COA)
        settle()
    sys.stdout.write(f"{len(tried)} forms filled with {number} keys and saved: each made its edit\n")


def test_that_nothing_is_shown_as_a_window_that_is_none(program: Program, windows: Windows) -> None:
    for keys in ("Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4"):
        program.window.activateWindow()
        settle()
        press(program.window, keys)
        assert program.window.isActiveWindow(), keys
    assert windows.found == []
