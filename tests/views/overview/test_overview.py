from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desktop.domain.case.ids import CaseId
from desktop.domain.listing.facets import Section
from desktop.domain.money import Money, from_major
from desktop.domain.overview.overview import ComingDeadline, NextChange, Overview, RunningOrder
from desktop.domain.penalty.curve import Curve, CurvePoint
from desktop.models.overview import countdown, imposed_figure, liquidated_figure, place_of, running_figure
from desktop.session.clock import Clock
from desktop.session.reader.answered import Summed
from desktop.session.session import Session
from desktop.views.overview.overview import OverviewView
from desktop.views.parts.states import StateView
from tests.inline import NOON, InlineRunner
from tests.views.shelf import FILE, Shelf

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.domain.days.asof import AsOf
    from desktop.session.reader.reader import Reader
    from desktop.theme import Look


def euros(*amounts: int) -> tuple[Money, ...]:
    return tuple(from_major(str(amount), "EUR") for amount in amounts)


def curve(currency: str, minor: int, until: date) -> Curve:
    points = (CurvePoint(date(2022, 12, 18), 0), CurvePoint(until, minor))
    return Curve(currency, points, (), None)


def some_overview(as_of: AsOf) -> Overview:
    order = RunningOrder(
        case_id=CaseId(1),
        slug="san-2022-019",
        name="Clearview AI",
        authority="CNIL",
        label="P1",
        units=1_435,
        unit="day",
        rate=Money(10_000_000, "EUR"),
        accrued=Money(14_350_000_000, "EUR"),
        contingent=False,
    )
    return Overview(
        as_of=as_of,
        running=(*euros(143_500_000), Money(8_200_000_000, "NOK")),
        established=euros(5_200_000),
        assumed=euros(138_300_000),
        contingent=euros(60_000),
        imposed=(*euros(1_204_500_000), Money(755_280_000, "GBP")),
        imposed_count=31,
        liquidated=euros(5_200_000),
        liquidated_count=1,
        next_change=NextChange(as_of.day + timedelta(days=1), "Europe/Paris", 6),
        curves=(curve("EUR", 14_350_000_000, as_of.day), curve("NOK", 8_200_000_000, as_of.day)),
        established_curves=(curve("EUR", 520_000_000, as_of.day),),
        running_orders=(
            order,
            dataclasses.replace(
                order, slug="other", name="Example", contingent=True, units=1, accrued=euros(5)[0]
            ),
        ),
        deadlines=(
            ComingDeadline(
                CaseId(2), "bv", as_of.day + timedelta(days=2), "grace_ends", "Example BV", "AP", 2
            ),
            ComingDeadline(
                CaseId(3), "sarl", as_of.day + timedelta(days=9), "last_day", "Example", "CNIL", 9
            ),
        ),
    )


def nothing(as_of: AsOf) -> Overview:
    return Overview(as_of, (), (), (), (), (), 0, (), 0, None, (), (), (), ())


class OverviewShelf(Shelf):
    """Answers with the same Overview for every day."""

    empty = False

    def overview(self, as_of: AsOf) -> Summed:
        return Summed(nothing(as_of) if self.empty else some_overview(as_of))


@pytest.fixture
def shelf() -> OverviewShelf:
    return OverviewShelf()


@pytest.fixture
def session(qtbot: QtBot, shelf: OverviewShelf) -> Session:
    return Session(InlineRunner(), cast("Reader", shelf), Clock(moment=lambda: NOON), FILE.parent / "sample")


@pytest.fixture
def view(qtbot: QtBot, session: Session, look: Look) -> OverviewView:
    view = OverviewView(session, look)
    qtbot.addWidget(view)
    view.resize(1230, 780)
    view.show()
    return view


def words(view: OverviewView, name: str) -> str:
    return cast("QLabel", view.findChild(QLabel, name)).text()


def test_that_without_a_file_a_sentence_says_so(view: OverviewView, session: Session) -> None:
    state = cast("StateView", view.findChild(StateView))
    assert state.isVisible()
    session.file.open(FILE)
    assert not state.isVisible()
    session.file.close()
    assert state.isVisible()


def test_that_a_file_that_is_being_read_says_so(view: OverviewView, session: Session) -> None:
    session.file.open(FILE)
    session.overview = None
    session.file_opened.emit(session.info)
    assert words(view, "state_title") == "Reading the case file…"


def test_that_the_figures_keep_currencies_and_contingent_sums_apart(
    view: OverviewView, session: Session
) -> None:
    session.file.open(FILE)
    running, imposed, liquidated = view.body.figures
    assert running.value == "€143,500,000"
    assert running.notes == (
        "established €5,200,000",
        "assumed €138,300,000",
        "NOK\N{NO-BREAK SPACE}82,000,000 · if not obeyed: €60,000",
    )
    assert (imposed.value, imposed.notes) == ("€1,204,500,000", ("31 fines", "£7,552,800"))
    assert (liquidated.value, liquidated.notes) == ("€5,200,000", ("1 liquidation",))


def test_that_live_and_a_picked_day_are_told_apart(view: OverviewView, session: Session) -> None:
    session.file.open(FILE)
    assert words(view, "overview_line") == (
        "Live · Sunday 22 November 2026, all authorities in their own time zone"
    )
    session.day.pick(date(2023, 2, 9))
    assert words(view, "overview_line") == "As of 9 Feb 2023, as known on that day"
    session.day.use_hindsight(True)
    assert words(view, "overview_line") == "As of 9 Feb 2023, with what is known today"


def test_that_the_chart_is_told_of_the_day(view: OverviewView, session: Session) -> None:
    session.file.open(FILE)
    chart = view.body.chart.chart
    assert [label.text for label in chart.labels() if label.kind == "as_of"] == ["today"]
    assert [label.text for label in chart.labels() if label.kind == "legend"] == ["Accrued", "Established"]
    session.day.pick(date(2023, 2, 9))
    assert [label.text for label in chart.labels() if label.kind == "as_of"] == ["€143.5M on 9 Feb 2023"]


def test_that_the_chosen_currency_of_the_chart_stays_chosen(view: OverviewView, session: Session) -> None:
    session.file.open(FILE)
    box = view.body.chart.currency
    assert [box.itemText(place) for place in range(box.count())] == ["EUR", "NOK"]
    box.setCurrentIndex(1)
    session.day.pick(date(2023, 2, 9))
    assert box.currentText() == "NOK"
    assert "NOK" in view.body.chart.chart.labels()[0].text


def test_that_the_countdown_runs_live_and_only_while_it_is_seen(view: OverviewView, session: Session) -> None:
    session.file.open(FILE)
    card = view.body.next_change
    assert words(view, "value_next_change") == "00:00 Paris"
    assert words(view, "note_next_change") == "in 11:00:00 · 6 orders"
    assert card.counting
    view.hide()
    assert not card.counting
    view.show()
    assert card.counting
    session.day.pick(date(2023, 2, 9))
    assert not card.counting
    assert words(view, "note_next_change") == "10 Feb 2023 · 6 orders"


def test_that_orders_and_deadlines_stand_in_tables(view: OverviewView, session: Session) -> None:
    session.file.open(FILE)
    assert view.body.orders.model.tsv((0, 1), headers=False).splitlines() == [
        "Clearview AI · CNIL\t1,435\N{NO-BREAK SPACE}days\t'+ €100,000 / day\t€143,500,000",
        "Example · CNIL\t1\N{NO-BREAK SPACE}day\t'+ €100,000 / day\tif not obeyed: €5",
    ]
    assert view.body.deadlines.model.tsv((0, 1), headers=False).splitlines() == [
        "24 Nov 2026\tGrace period ends · Example BV, AP\t2\N{NO-BREAK SPACE}days",
        "1 Dec 2026\tLast day charged · Example, CNIL\t9\N{NO-BREAK SPACE}days",
    ]


def test_that_enter_on_a_row_shows_its_investigation(view: OverviewView, session: Session) -> None:
    session.file.open(FILE)
    QTest.keyClick(view.body.orders.table, Qt.Key.Key_Return)
    assert session.selected == "san-2022-019"
    session.select(None)
    QTest.keyClick(view.body.deadlines.table, Qt.Key.Key_Return)
    assert session.selected == "bv"


def test_that_a_day_without_penalties_says_so_in_each_card(
    view: OverviewView, session: Session, shelf: OverviewShelf
) -> None:
    shelf.empty = True
    session.file.open(FILE)
    assert view.body.figures[0].notes == ("No penalty is running on this day.",)
    assert words(view, "orders_none") == "No penalty is running on this day."
    assert words(view, "deadlines_none") == "No deadline is ahead on this day."
    assert words(view, "note_next_change") == "Nothing is due to change."
    assert view.body.chart.chart.accessibleDescription() == "No penalty has accrued on this day."
    assert not view.body.orders.table.isVisible()
    assert not view.grab().isNull()


def test_that_orders_beyond_those_listed_are_counted_and_lead_to_the_list(
    view: OverviewView, session: Session
) -> None:
    session.file.open(FILE)
    for card in (view.body.orders, view.body.deadlines):
        assert not card.more.isVisible()
    many = dataclasses.replace(
        some_overview(session.as_of), running_count=9_323, deadline_count=3, has_days_as_known=True
    )
    view.body.show_overview(many)
    assert view.body.orders.more.text() == "and 9,321 more"
    assert view.body.orders.more.accessibleName() == "Running orders: and 9,321 more"
    assert view.body.deadlines.more.text() == "and 1 more"
    view.body.deadlines.more.click()
    sections = [session.query.section]
    view.body.orders.more.click()
    assert [*sections, session.query.section] == [Section.DEADLINES, Section.RUNNING]


def test_that_curves_of_many_days_of_knowledge_say_so(view: OverviewView, session: Session) -> None:
    session.file.open(FILE)
    knowledge = cast("QLabel", view.findChild(QLabel, "overview_knowledge"))
    assert not knowledge.isVisible()
    many = dataclasses.replace(some_overview(session.as_of), has_days_as_known=True)
    view.body.show_overview(many)
    assert knowledge.isVisible()
    assert knowledge.text() == "Each day with what was known on that day."
    view.body.show_overview(dataclasses.replace(many, curves=()))
    assert not knowledge.isVisible()


@pytest.mark.parametrize(("width", "rows"), [(1230, 1), (840, 2)])
def test_that_a_narrow_overview_scrolls_down_and_never_sideways(
    view: OverviewView, session: Session, qtbot: QtBot, width: int, rows: int
) -> None:
    session.file.open(FILE)
    view.resize(width, 600)
    cards = (*view.body.figures, view.body.next_change)
    qtbot.waitUntil(lambda: len({card.y() for card in cards}) == rows)
    assert view.body.width() <= width
    assert view.body.minimumSizeHint().width() <= width
    assert max(card.geometry().right() for card in cards) < view.body.width()
    assert view.body.orders.table.height() >= view.body.orders.table.content_height()


@pytest.mark.parametrize(
    ("left", "shown"),
    [
        (timedelta(hours=5, minutes=12, seconds=33), "05:12:33"),
        (timedelta(days=2, seconds=1), "48:00:01"),
        (timedelta(seconds=-3), "00:00:00"),
    ],
)
def test_that_the_time_left_is_counted_in_hours(left: timedelta, shown: str) -> None:
    assert countdown(left) == shown


def test_that_a_zone_is_named_by_its_city() -> None:
    assert [place_of(zone) for zone in ("Europe/Paris", "America/New_York", "UTC")] == [
        "Paris",
        "New York",
        "UTC",
    ]


def test_that_no_sum_is_a_dash_and_not_a_zero(session: Session) -> None:
    none = nothing(session.as_of)
    for figure in (running_figure(none), imposed_figure(none), liquidated_figure(none)):
        assert figure.values == ("\N{EM DASH}",)
        assert not figure.running
