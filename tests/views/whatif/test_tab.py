"""What if on the Penalty tab: typing, refusing, marks on everything, and a record that never changes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QTableView

from desktop.domain.money import Money
from desktop.domain.whatif.scenario import (
    Complied,
    Ends,
    OtherCap,
    OtherRate,
    OtherStart,
    Paid,
    Scenario,
    Start,
    Stayed,
)
from desktop.views.chart.chart import CurveChart
from desktop.views.parts.explained import keys_at_index, keys_in
from desktop.views.parts.table import TableView
from desktop.views.parts.typed import ChoiceButton, TypedEdit
from desktop.views.whatif.card import WhatIfCard
from desktop.views.whatif.tab import WhatIf
from desktop.views.whatif.table import ScenariosCard
from tests.views.standing import opened_anew, standing_window

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QWidget

    from desktop.session.session import Session
    from desktop.views.window.window import MainWindow

MARK = "Scenario: Obeyed in May"
OBEYED = Scenario("Obeyed in May", (Complied(date(2023, 5, 31)),))
CAPPED = Scenario("Capped", (OtherCap(Money(500_000_000, "EUR")),))


def fault_labels(within: QWidget) -> tuple[QLabel, ...]:
    """The sentences of a form that say what was refused."""
    labels = within.findChildren(QLabel, "whatif_fault")
    return tuple(label for label in labels if label.text())


@pytest.fixture(scope="module")
def standing(
    qapp: QApplication, few_path: Path, index_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MainWindow]:
    """The window of all tests."""
    with standing_window(few_path, index_folder, tmp_path_factory.mktemp("settings")) as made:
        yield made


@pytest.fixture
def window(standing: MainWindow, few_path: Path) -> MainWindow:
    """The window on CNIL v. Clearview AI as of 15 March 2023, its Penalty tab in front."""
    made = opened_anew(standing, few_path)
    made.session.day.pick(date(2023, 3, 15))
    made.session.select("fr-cnil-clearview")
    made.page.show_tab("penalty")
    made.show()
    return made


@pytest.fixture
def session(window: MainWindow) -> Session:
    return window.session


@pytest.fixture
def card(window: MainWindow) -> WhatIfCard:
    found = window.findChild(WhatIfCard)
    assert isinstance(found, WhatIfCard)
    return found


def field(card: WhatIfCard, name: str) -> TypedEdit:
    found = card.findChild(TypedEdit, name)
    assert isinstance(found, TypedEdit)
    return found


def enter(card: WhatIfCard, name: str, words: str) -> TypedEdit:
    edit = field(card, name)
    edit.setFocus()
    edit.selectAll()
    QTest.keyClick(edit, Qt.Key.Key_Delete)
    QTest.keyClicks(edit, words)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    return edit


def click(within: QWidget, name: str) -> None:
    button = within.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    button.click()


def choose(card: WhatIfCard, name: str, place: int) -> None:
    button = card.findChild(ChoiceButton, name)
    assert isinstance(button, ChoiceButton)
    button.menu().actions()[place].trigger()


def words(within: QWidget) -> str:
    QCoreApplication.sendPostedEvents()  # a widget that a layout has just taken in is shown by the loop
    labels = [label for label in within.findChildren(QLabel) if label.isVisibleTo(within)]
    return "\n".join(label.text() for label in labels)


def changes(session: Session) -> tuple[object, ...]:
    scenario = session.scenarios.desk.scenario
    assert scenario is not None
    return scenario.changes


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def test_that_a_typed_day_makes_a_scenario_with_its_results(card: WhatIfCard, session: Session) -> None:
    enter(card, "whatif_complied", "31 May 2023")
    assert changes(session) == (Complied(date(2023, 5, 31)),)
    told = words(card)
    for expected in (
        "Scenario: Scenario 1",
        "On 31 May 2023",
        "€16,300,000",
        "−€100,000 · −1\N{NO-BREAK SPACE}day",
        "Against 15 Mar 2023",
        "+€7,600,000",
        "31 May 2023",
        "no cap",
        "Complying a week later",
        "+€700,000",
    ):
        assert expected in told


def test_that_every_change_can_be_typed_or_chosen(card: WhatIfCard, session: Session) -> None:
    click(card, "whatif_stays_open")
    enter(card, "whatif_stay_first", "2023-01-01")
    enter(card, "whatif_stay_last", "10 Jan 2023")
    click(card, "whatif_stays_add")
    click(card, "whatif_more")
    enter(card, "whatif_rate", "50,000")
    enter(card, "whatif_rate_day", "1 Feb 2023")
    enter(card, "whatif_cap", "7,000,000")
    choose(card, "whatif_start", 2)
    choose(card, "whatif_counted", 1)
    enter(card, "whatif_ends", "1 Mar 2023")
    click(card, "whatif_payments_open")
    enter(card, "whatif_paid", "1000000")
    enter(card, "whatif_paid_day", "1 Mar 2023")
    click(card, "whatif_payments_add")
    found = changes(session)
    assert Stayed(date(2023, 1, 1), date(2023, 1, 10)) in found
    assert OtherRate(Money(5_000_000, "EUR"), date(2023, 2, 1)) in found
    assert OtherCap(Money(700_000_000, "EUR")) in found
    assert OtherStart(Start.ROLLS) in found
    assert Ends(date(2023, 3, 1)) in found
    assert Paid(Money(100_000_000, "EUR"), date(2023, 3, 1)) in found
    # 20 Dec to 31 Jan less 10 days at 100,000: 33 days; 1 Feb to 1 Mar at 50,000: 29 days.
    assert "€4,750,000" in words(card)
    assert fault_labels(card) == ()


def test_that_an_emptied_field_takes_its_change_back(card: WhatIfCard, session: Session) -> None:
    session.scenarios.add(
        Scenario(
            "All", (*OBEYED.changes, *CAPPED.changes, OtherRate(Money(1, "EUR")), Stayed(date(2023, 1, 1)))
        )
    )
    for name in ("whatif_complied", "whatif_cap", "whatif_rate"):
        enter(card, name, "")
    click(card, "whatif_remove")
    assert changes(session) == ()


def test_that_a_reading_with_a_day_waits_for_it(card: WhatIfCard, session: Session) -> None:
    session.scenarios.add(OBEYED)
    choose(card, "whatif_start", 4)
    assert changes(session) == OBEYED.changes
    enter(card, "whatif_start_day", "20 Oct 2022")
    assert OtherStart(Start.NOTIFIED, date(2022, 10, 20)) in changes(session)
    enter(card, "whatif_start_day", "21 Oct 2022")
    assert OtherStart(Start.NOTIFIED, date(2022, 10, 21)) in changes(session)
    choose(card, "whatif_start", 0)
    assert changes(session) == OBEYED.changes


WRONG = (
    ("whatif_complied", "31 Feb 2023", "Write a day of the calendar"),
    ("whatif_complied", "soon", "Write a day of the calendar"),
    ("whatif_complied", "31 Dec 9999", "too near the end of the calendar"),
    ("whatif_cap", "-1", "A cap is not below zero"),
    ("whatif_cap", "a lot", "Write an amount in EUR"),
    ("whatif_rate", "-5", "A rate is not below zero"),
    ("whatif_rate", "cheap", "Write an amount in EUR"),
    ("whatif_ends", "2023-13-01", "Write a day of the calendar"),
    ("whatif_name", " ", "Write a name"),
    ("whatif_name", "n" * 81, "at most 80 characters"),
    ("whatif_name", "capped", "Another scenario has this name"),
)


def test_that_wrong_input_has_a_sentence_in_place_and_nothing_is_lost(
    card: WhatIfCard, session: Session
) -> None:
    session.scenarios.add(CAPPED)
    session.scenarios.add(OBEYED)
    before = session.scenarios.desk
    for name, typed, sentence in WRONG:
        edit = enter(card, name, typed)
        (label,) = fault_labels(card)
        assert sentence in label.text()
        assert edit.text() == typed
        assert edit.property("invalid")
        assert session.scenarios.desk == before
        QTest.keyClick(edit, Qt.Key.Key_Escape)
        assert fault_labels(card) == ()
        assert edit.text() != typed


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("10 Jan 2023", "1 Jan 2023", "The stay ends before it starts"),
        ("10 Jan 2023", "later", "Write a day"),
        ("", "", "Write a day"),
    ],
)
def test_that_a_stay_that_cannot_be_is_refused_and_its_days_stay_typed(
    card: WhatIfCard, session: Session, first: str, last: str, sentence: str
) -> None:
    click(card, "whatif_stays_open")
    enter(card, "whatif_stay_first", first)
    enter(card, "whatif_stay_last", last)
    click(card, "whatif_stays_add")
    (label,) = fault_labels(card)
    assert sentence in label.text()
    assert (field(card, "whatif_stay_first").text(), field(card, "whatif_stay_last").text()) == (first, last)
    assert session.scenarios.desk.scenario is None


def test_that_a_payment_needs_a_sum_and_a_day(card: WhatIfCard, session: Session) -> None:
    click(card, "whatif_payments_open")
    for typed, day, sentence in (
        ("", "", "Write an amount"),
        ("5", "", "Write a day"),
        ("0", "1 Mar 2023", "above zero"),
    ):
        enter(card, "whatif_paid", typed)
        enter(card, "whatif_paid_day", day)
        click(card, "whatif_payments_add")
        (label,) = fault_labels(card)
        assert sentence in label.text()
    assert session.scenarios.desk.scenario is None


def test_that_a_day_without_a_rate_is_refused(card: WhatIfCard, session: Session) -> None:
    session.scenarios.add(Scenario("Dearer", (OtherRate(Money(100, "EUR")),)))
    enter(card, "whatif_rate_day", "nonsense")
    (label,) = fault_labels(card)
    assert "Write a day" in label.text()
    enter(card, "whatif_rate_day", "")
    assert changes(session) == (OtherRate(Money(100, "EUR")),)


def test_that_what_cannot_be_calculated_is_told_on_the_card(card: WhatIfCard, session: Session) -> None:
    session.select("fr-ce-air")
    session.scenarios.add(Scenario("Stayed", (Stayed(date(2021, 8, 1), date(2021, 8, 31)),)))
    unknown = card.findChild(QLabel, "whatif_unknown")
    assert isinstance(unknown, QLabel)
    assert unknown.isVisibleTo(card)
    assert "no rule" in unknown.text()
    assert MARK not in words(card)


def test_that_undo_and_redo_are_on_the_keys_even_from_a_field(
    window: MainWindow, card: WhatIfCard, session: Session
) -> None:
    window.activateWindow()
    enter(card, "whatif_complied", "31 May 2023")
    edit = enter(card, "whatif_complied", "30 Jun 2023")
    assert window.actions_by_id["undo"].isEnabled()
    QTest.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert changes(session) == (Complied(date(2023, 5, 31)),)
    assert edit.text() == "31 May 2023"
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(edit, Qt.Key.Key_Z, both)
    assert changes(session) == (Complied(date(2023, 6, 30)),)
    for _ in range(2):
        window.actions_by_id["undo"].trigger()
    assert session.scenarios.desk.scenarios == ()
    assert not window.actions_by_id["undo"].isEnabled()
    assert window.actions_by_id["redo"].isEnabled()


def test_that_scenarios_are_renamed_chosen_and_deleted(card: WhatIfCard, session: Session) -> None:
    session.scenarios.add(OBEYED)
    session.scenarios.add(CAPPED)
    enter(card, "whatif_name", "Capped at five")
    assert [one.name for one in session.scenarios.desk.scenarios] == ["Obeyed in May", "Capped at five"]
    choose(card, "whatif_chooser", 1)
    assert MARK in words(card)
    assert field(card, "whatif_complied").text() == "31 May 2023"
    choose(card, "whatif_chooser", 0)
    assert "Scenario:" not in words(card)
    session.scenarios.choose("Capped at five")
    session.scenarios.remove()
    assert MARK in words(card)


def test_that_card_chart_table_and_every_copy_bear_the_mark(
    window: MainWindow, card: WhatIfCard, session: Session
) -> None:
    session.scenarios.add(CAPPED)
    session.scenarios.add(OBEYED)
    assert MARK in words(card)
    chart = card.window().findChild(CurveChart, "curve_chart")
    charts = [one for one in window.findChildren(CurveChart) if one.isVisibleTo(window)]
    assert chart is not None
    (drawn,) = [one for one in charts if any(label.kind == "mark" for label in one.labels())]
    assert [label.text for label in drawn.labels() if label.kind == "mark"] == [MARK]
    assert [label.text for label in drawn.labels() if label.kind == "legend"] == ["Accrued", "Obeyed in May"]
    assert drawn.accessibleDescription().startswith(f"{MARK}. ")
    card.copy()
    assert clipboard().splitlines()[0] == MARK
    assert "what if, not the record, as of 2023-03-15" in clipboard()
    table = window.findChild(TableView, "scenarios_table")
    assert isinstance(table, TableView)
    table.selectAll()
    table.copy()
    assert clipboard().count(MARK) == 2
    assert "Scenario: Capped" in clipboard()
    table.selectRow(0)
    table.copy(headers=True)
    assert MARK in clipboard()
    scenarios = window.findChild(ScenariosCard)
    assert isinstance(scenarios, ScenariosCard)
    click(scenarios, "copy_scenarios")
    assert MARK in clipboard().splitlines()[0]


def test_that_a_picture_bears_the_mark(window: MainWindow, card: WhatIfCard, session: Session) -> None:
    what_if = window.findChild(WhatIf)
    assert isinstance(what_if, WhatIf)
    assert what_if.picture() is None
    session.scenarios.add(OBEYED)
    image = what_if.picture()
    assert image is not None
    assert image.text("Description") == MARK
    strip = {image.pixel(x, y) for x in range(12, 200) for y in range(6, 28)}
    assert len(strip) > 4  # letters, not an empty ground
    what_if.copy_picture()
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    assert data.text() == MARK


def record_words(window: MainWindow) -> set[str]:
    """Everything a window shows outside the two cards and the chart of scenarios."""
    QCoreApplication.sendPostedEvents()
    own = [*window.findChildren(WhatIfCard), *window.findChildren(ScenariosCard)]
    shown = [
        label.text()
        for label in window.findChildren(QLabel)
        if label.isVisibleTo(window) and not any(card.isAncestorOf(label) for card in own)
    ]
    for table in window.findChildren(QTableView):
        model = table.model()
        if not any(card.isAncestorOf(table) for card in own) and model is not None:
            columns = model.columnCount() if isinstance(model, QAbstractTableModel) else 1
            places = ((row, column) for row in range(model.rowCount()) for column in range(columns))
            shown += [str(model.index(*place).data()) for place in places]
    return set(shown)


def test_that_nothing_of_a_scenario_reaches_the_record(window: MainWindow, session: Session) -> None:
    before, rows, page = record_words(window), session.answer, session.page
    session.scenarios.add(OBEYED)
    session.scenarios.add(CAPPED)
    assert record_words(window) == before
    assert (session.answer, session.page) == (rows, page)
    session.day.pick(date(2023, 3, 16))
    session.day.pick(date(2023, 3, 15))
    assert record_words(window) == before
    session.select(None)
    overview = session.overview
    assert "Scenario" not in "".join(sorted(record_words(window)))
    session.select("fr-cnil-clearview")
    assert session.overview == overview


def test_that_another_investigation_shows_nothing_of_it(
    window: MainWindow, card: WhatIfCard, session: Session
) -> None:
    session.scenarios.add(OBEYED)
    field(card, "whatif_cap").setText("typed")
    field(card, "whatif_cap").setModified(True)
    session.select("nl-ap-clearview")
    assert "Scenario:" not in words(card)
    assert field(card, "whatif_complied").text() == ""
    assert field(card, "whatif_cap").text() == ""
    marks = [
        label for chart in window.findChildren(CurveChart) for label in chart.labels() if label.kind == "mark"
    ]
    assert marks == []


def test_that_a_scenario_of_several_lines_is_for_one_or_all(
    window: MainWindow, card: WhatIfCard, session: Session
) -> None:
    session.day.pick(date(2024, 12, 31))
    session.select("nl-ap-clearview")
    session.scenarios.add(Scenario("Uncapped", (OtherCap(None),)))
    assert "All lines then" in words(card)
    choose(card, "whatif_line", 1)
    scenario = session.scenarios.desk.scenario
    assert scenario is not None
    assert session.page is not None
    assert scenario.line == session.page.penalties[0].terms.label
    assert window.findChild(ScenariosCard) is not None


def test_that_an_edit_is_drawn_without_waiting(
    window: MainWindow, card: WhatIfCard, session: Session
) -> None:
    session.scenarios.add(OBEYED)
    drawn = {_pixels(chart) for chart in window.findChildren(CurveChart)}
    for day in range(1, 6):
        session.scenarios.change(Scenario("Obeyed in May", (Complied(date(2023, 5, day)),)))
        now = {_pixels(chart) for chart in window.findChildren(CurveChart)}  # no event ran in between
        assert now - drawn, f"no chart shows 2023-05-{day:02}"
        drawn |= now


def _pixels(chart: CurveChart) -> bytes:
    return bytes(chart.grab().toImage().constBits())


def test_that_the_card_is_reached_by_its_key(window: MainWindow, card: WhatIfCard) -> None:
    window.page.show_tab("timeline")
    window.activateWindow()
    window.actions_by_id["what_if"].trigger()
    assert window.page.tab == "penalty"
    assert window.focusWidget() is field(card, "whatif_complied")


def test_that_every_control_has_a_name(card: WhatIfCard, session: Session) -> None:
    session.scenarios.add(OBEYED)
    controls = [
        *card.findChildren(TypedEdit),
        *card.findChildren(ChoiceButton),
        *card.findChildren(QPushButton),
    ]
    assert len(controls) > 12
    assert [control.objectName() for control in controls if not control.accessibleName()] == []


def test_that_the_sum_of_a_scenario_is_explained_under_its_mark(
    window: MainWindow, card: WhatIfCard, session: Session
) -> None:
    session.scenarios.add(OBEYED)
    QCoreApplication.sendPostedEvents()
    (value,) = [label for label in card.findChildren(QLabel) if label.text() == "€16,300,000"]
    window.explaining.explain(keys_in(value))
    explanation = window.explaining.window.explanation
    assert explanation is not None
    assert explanation.figure == Money(1_630_000_000, "EUR")
    assert explanation.scenario == "Obeyed in May"
    window.explaining.window.copy()
    assert MARK in clipboard()
    table = window.findChild(TableView, "scenarios_table")
    assert isinstance(table, TableView)
    cells = [keys_at_index(table.model().index(row, 1)) for row in range(2)]
    assert [keys[0].scenario for keys in cells] == ["", "Obeyed in May"]
    session.scenarios.undo()
    window.explaining.explain(cells[1])
    assert window.explaining.window.explanation is None
    window.explaining.window.close()


def test_that_scenarios_are_imported_and_exported_by_dialogs(
    window: MainWindow, card: WhatIfCard, session: Session, tmp_path: Path
) -> None:
    session.scenarios.add(OBEYED)
    path = tmp_path / "mine.json"
    for wanted in (card.export_wanted, card.import_wanted):
        wanted.emit()
        dialog = window.findChild(QFileDialog)
        assert isinstance(dialog, QFileDialog)
        dialog.fileSelected.emit(str(path))
        dialog.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert path.is_file()
    assert [one.name for one in session.scenarios.desk.scenarios] == ["Obeyed in May"]


def test_that_a_file_of_scenarios_that_cannot_be_read_is_told_in_the_window(
    window: MainWindow, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "mine.json"
    path.write_text("{}")
    session.scenarios.import_file(path)
    sentence = window.findChild(QLabel, "fault_sentence")
    assert isinstance(sentence, QLabel)
    assert "“mine.json” holds no scenarios" in sentence.text()
    assert window.fault_bar.isVisible()


def test_that_a_long_name_takes_no_room_from_the_fields(
    window: MainWindow, card: WhatIfCard, session: Session
) -> None:
    name = "Capped at five million with a dearer rate and a later start"
    session.scenarios.add(
        Scenario(name, (*CAPPED.changes, OtherRate(Money(20_000_000, "EUR"), date(2023, 1, 1))))
    )
    for _ in range(4):
        QCoreApplication.sendPostedEvents()
    assert card.minimumSizeHint().width() <= card.width()
    rate = field(card, "whatif_rate")
    assert rate.height() >= rate.sizeHint().height()


def test_that_the_day_of_each_sum_stands_beside_it(
    window: MainWindow, card: WhatIfCard, session: Session
) -> None:
    session.scenarios.add(OBEYED)
    QCoreApplication.sendPostedEvents()
    table = window.findChild(TableView, "scenarios_table")
    assert isinstance(table, TableView)
    assert not table.isColumnHidden(4)
    assert [table.model().index(row, 4).data() for row in range(2)] == ["15 Mar 2023", "31 May 2023"]
