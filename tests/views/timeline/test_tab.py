from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.domain.page.page import Band, BandKind
from desktop.models.timeline import AHEAD_ROLE, EVENT_ROLE
from desktop.text import DASH
from desktop.theme import Look
from desktop.views.drawing.axis import flag_box
from desktop.views.drawing.curve import plot_of
from desktop.views.timeline.tab import TimelineTab
from tests.inline import inline_session
from tests.painted import curve_text, playhead_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtCore import QRectF
    from pytestqt.qtbot import QtBot

    from desktop.domain.page.page import Page
    from desktop.session.session import Session
    from desktop.views.drawing.picture import Scene
    from desktop.views.timeline.canvas import LaneCanvas

CLEARVIEW = "fr-cnil-clearview"
PICKED = date(2023, 3, 15)
SIZES = (QSize(870, 560), QSize(520, 420), QSize(1400, 900), QSize(420, 330))
NO_KEY = Qt.KeyboardModifier.NoModifier


@pytest.fixture(scope="module")
def look(qapp: QApplication) -> Look:
    return Look("light")


@pytest.fixture(scope="module")
def session(qapp: QApplication, sample_path: Path, index_folder: Path) -> Iterator[Session]:
    session = inline_session(sample_path, index_folder)
    session.file.open(sample_path)
    yield session
    session.shut_down()


@pytest.fixture(scope="module")
def standing(session: Session, look: Look) -> Iterator[TimelineTab]:
    """The tab of all tests."""
    made = TimelineTab(session, look)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def tab(standing: TimelineTab, session: Session, look: Look) -> TimelineTab:
    """The tab with the investigation chosen anew, fitted, in the usual look."""
    look.choose("light")
    look.enlarge(0)
    session.select(None)
    session.day.pick(PICKED)
    standing.resize(870, 560)
    session.select(CLEARVIEW)
    standing.show()
    QTest.keyClick(standing.canvas, Qt.Key.Key_0)  # fitted, as another investigation is
    return standing


@pytest.fixture
def canvas(tab: TimelineTab) -> LaneCanvas:
    return tab.canvas


def _scene(canvas: LaneCanvas) -> Scene:
    scene = canvas.scene
    assert scene is not None
    return scene


def _page(session: Session) -> Page:
    assert session.page is not None
    return session.page


def _drag(canvas: LaneCanvas, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, NO_KEY, start)
    QTest.mouseMove(canvas, QPoint((start.x() + end.x()) // 2, end.y()))
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, NO_KEY, end)


def _wheel(canvas: LaneCanvas, x: float, turn: QPoint, held: Qt.KeyboardModifier = NO_KEY) -> None:
    spot = QPointF(x, 60)
    event = QWheelEvent(
        spot, canvas.mapToGlobal(spot), QPoint(), turn, Qt.MouseButton.NoButton, held,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)


def test_that_the_playhead_and_the_curve_show_the_picked_day(canvas: LaneCanvas) -> None:
    assert playhead_text(canvas) == "15 Mar 2023"
    assert curve_text(canvas) == "€8.7M"


def test_that_live_is_flagged_as_today(canvas: LaneCanvas, session: Session) -> None:
    session.day.go_live()
    assert playhead_text(canvas) == "Today"
    assert curve_text(canvas) == "€143.5M"


def test_that_the_first_fit_shows_every_event_and_the_playhead(canvas: LaneCanvas) -> None:
    scene = _scene(canvas)
    layout = scene.drawing.layout
    assert layout.outside == 0
    assert layout.drawn + layout.clustered == len(canvas.events)
    assert scene.frame.left < scene.playhead_x < scene.frame.right


def test_that_dragging_the_flag_picks_days_on_the_way(canvas: LaneCanvas, session: Session) -> None:
    picked: list[date] = []
    canvas.day_chosen.connect(picked.append)
    start = flag_box(_scene(canvas)).center().toPoint()
    end = QPoint(round(canvas.x_of(date(2022, 6, 1))), start.y())
    _drag(canvas, start, end)
    assert len(picked) == 2
    assert abs(session.as_of.day - date(2022, 6, 1)) <= timedelta(days=2)
    assert curve_text(canvas) in {"", "€0"}


def test_that_the_playhead_can_be_held_within_six_pixels(canvas: LaneCanvas, session: Session) -> None:
    scene = _scene(canvas)
    y = round(scene.frame.curve_bottom) - 40
    start = QPoint(round(scene.playhead_x) + 5, y)
    before = canvas.scale
    _drag(canvas, start, start - QPoint(80, 0))
    assert session.as_of.day < PICKED
    assert canvas.scale == before


def test_that_pressing_in_the_axis_moves_the_playhead_there(canvas: LaneCanvas, session: Session) -> None:
    spot = QPoint(round(canvas.x_of(date(2021, 7, 1))), 8)
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, NO_KEY, spot)
    assert session.as_of.picked == canvas.day_at(spot.x())


def test_that_dragging_the_drawing_pans_and_a_double_click_fits(canvas: LaneCanvas) -> None:
    fitted = canvas.scale
    start = QPoint(round(canvas.x_of(date(2021, 1, 10))), round(_scene(canvas).frame.curve_bottom) - 30)
    _drag(canvas, start, start + QPoint(60, 0))
    assert canvas.scale.start == pytest.approx(fitted.start - 60 / fitted.per_day)
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, NO_KEY, start)
    assert canvas.scale == fitted


def test_that_the_wheel_zooms_at_the_cursor(canvas: LaneCanvas) -> None:
    before, x = canvas.scale, canvas.x_of(date(2022, 6, 1))
    _wheel(canvas, x, QPoint(0, 240))
    assert canvas.scale.per_day > before.per_day
    assert canvas.x_of(date(2022, 6, 1)) == pytest.approx(x, abs=canvas.scale.per_day)


@pytest.mark.parametrize(
    ("turn", "held"),
    [(QPoint(-120, 0), NO_KEY), (QPoint(0, -120), Qt.KeyboardModifier.ShiftModifier)],
)
def test_that_a_sideways_or_shifted_wheel_pans(
    canvas: LaneCanvas, turn: QPoint, held: Qt.KeyboardModifier
) -> None:
    before = canvas.scale
    _wheel(canvas, 400, turn, held)
    assert canvas.scale.per_day == before.per_day
    assert canvas.scale.start > before.start


def test_that_the_zoom_stays_when_only_the_day_changes(canvas: LaneCanvas, session: Session) -> None:
    canvas.zoom(2)
    before = canvas.scale
    session.day.pick(date(2022, 1, 1))
    assert canvas.scale == before


def test_that_another_investigation_is_fitted(canvas: LaneCanvas, session: Session) -> None:
    canvas.zoom(8, 120)
    session.select("be-apd-iab")
    assert _scene(canvas).drawing.layout.outside == 0


def test_that_a_clicked_mark_is_selected_in_drawing_and_list(tab: TimelineTab, session: Session) -> None:
    scene = _scene(tab.canvas)
    lane = next(lane for lane in scene.drawing.lanes if lane.clusters)
    cluster = lane.clusters[0]
    QTest.mouseClick(
        tab.canvas, Qt.MouseButton.LeftButton, NO_KEY, scene.lead_box(lane, cluster).center().toPoint()
    )
    assert session.selected_event == cluster.lead.id == tab.canvas.selected
    assert tab.chronology.currentIndex().data(EVENT_ROLE) == cluster.lead.id


def test_that_clicking_a_cluster_again_goes_round_its_events(canvas: LaneCanvas, session: Session) -> None:
    scene = _scene(canvas)
    lane, cluster = next((lane, one) for lane in scene.drawing.lanes for one in lane.clusters if one.others)
    spot, seen = scene.lead_box(lane, cluster).center().toPoint(), []
    for _ in cluster.events:
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, NO_KEY, spot)
        seen.append(session.selected_event)
    assert set(seen) == {event.id for event in cluster.events}


def test_that_the_list_moves_the_selection_of_the_drawing(tab: TimelineTab, session: Session) -> None:
    tab.chronology.setCurrentIndex(tab.model.index(0))
    QTest.keyClick(tab.chronology, Qt.Key.Key_Down)
    assert tab.canvas.selected == tab.model.events[1].id == session.selected_event


def test_that_a_selected_event_out_of_sight_is_brought_in(canvas: LaneCanvas, session: Session) -> None:
    canvas.zoom(30, canvas.width() - 10)
    first = canvas.events[0]
    session.select_event(first.id)
    assert 0 <= canvas.scale.middle_of(first.date.earliest) <= canvas.scale.width


def test_that_arrows_home_and_end_walk_the_events(canvas: LaneCanvas, session: Session) -> None:
    walked = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_End, Qt.Key.Key_Home):
        QTest.keyClick(canvas, key)
        walked.append(session.selected_event)
    ids = [event.id for event in canvas.events]
    assert walked == [ids[0], ids[1], ids[0], ids[-1], ids[0]]


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (Qt.KeyboardModifier.ShiftModifier, date(2023, 3, 16)),
        (Qt.KeyboardModifier.ControlModifier, date(2023, 4, 15)),
    ],
)
def test_that_arrows_with_a_modifier_move_the_playhead(
    canvas: LaneCanvas, session: Session, held: Qt.KeyboardModifier, expected: date
) -> None:
    QTest.keyClick(canvas, Qt.Key.Key_Right, held)
    assert session.as_of.picked == expected


def test_that_plus_minus_and_nought_zoom_and_fit(canvas: LaneCanvas) -> None:
    fitted = canvas.scale
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.scale.per_day > fitted.per_day
    QTest.keyClick(canvas, Qt.Key.Key_Minus)
    assert canvas.scale.per_day == pytest.approx(fitted.per_day)
    QTest.keyClick(canvas, Qt.Key.Key_0)
    assert canvas.scale == fitted


def test_that_events_after_the_day_lie_ahead_in_the_list(tab: TimelineTab) -> None:
    ahead = [tab.model.index(row).data(AHEAD_ROLE) for row in range(tab.model.rowCount())]
    assert ahead == [event.date.earliest > PICKED for event in tab.model.events]


def test_that_a_tip_names_all_events_of_a_cluster_and_is_escaped(
    canvas: LaneCanvas, session: Session
) -> None:
    page = _page(session)
    odd = tuple(dataclasses.replace(event, title=f"<i>{event.id}") for event in page.case.events)
    canvas.show_page(dataclasses.replace(page, case=dataclasses.replace(page.case, events=odd)))
    scene = _scene(canvas)
    lane, cluster = next((lane, one) for lane in scene.drawing.lanes for one in lane.clusters if one.others)
    tip = canvas.tip_at(scene.lead_box(lane, cluster).center())
    assert all(f"&lt;i&gt;{event.id}" in tip for event in cluster.events)
    assert "<i>" not in tip


def test_that_a_band_tells_its_days(canvas: LaneCanvas, session: Session) -> None:
    bands = (
        Band(BandKind.STAY, "P<1>", date(2021, 3, 1), None),
        Band(BandKind.GRACE, "P2", date(2021, 1, 5), date(2021, 2, 1)),
    )
    canvas.show_page(dataclasses.replace(_page(session), bands=bands))
    y = next(
        _scene(canvas).mark_line(lane) for lane in _scene(canvas).drawing.lanes if lane.lane == "authority"
    )
    assert canvas.tip_at(QPointF(canvas.x_of(date(2021, 3, 20)), y)).endswith("from 1 Mar 2021, still open")
    assert f"5 Jan {DASH} 31 Jan 2021" in canvas.tip_at(QPointF(canvas.x_of(date(2021, 1, 20)), y))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("zoom", [1.0, 3.0, 20.0])
def test_that_no_label_overlaps_a_mark_or_another_label(tab: TimelineTab, size: QSize, zoom: float) -> None:
    tab.resize(size)
    tab.canvas.zoom(zoom)
    scene = _scene(tab.canvas)
    for lane in scene.drawing.lanes:
        boxes: list[QRectF] = [scene.label_box(lane, label).adjusted(0, 3, 0, -3) for label in lane.labels]
        boxes += [scene.box_of(lane, cluster) for cluster in lane.clusters if not cluster.wide]
        assert not [(a, b) for n, a in enumerate(boxes) for b in boxes[n + 1 :] if a.intersects(b)]


def test_that_the_smallest_window_keeps_rows_and_curve(qtbot: QtBot, session: Session, look: Look) -> None:
    session.select(CLEARVIEW)
    tab = TimelineTab(session, look)
    qtbot.addWidget(tab)
    tab.show()
    tab.resize(500, 400)
    frame = _scene(tab.canvas).frame
    assert tab.canvas.height() >= 200
    assert frame.curve_bottom - frame.curve_top >= 64
    assert frame.curve_top - frame.lanes_top >= 4 * 25


def test_that_the_curve_goes_where_there_is_no_penalty(canvas: LaneCanvas, session: Session) -> None:
    canvas.show_page(dataclasses.replace(_page(session), curves=()))
    assert plot_of(_scene(canvas)) is None
    assert curve_text(canvas) == ""
    assert not canvas.grab().isNull()


def test_that_a_file_without_events_says_so(tab: TimelineTab, session: Session) -> None:
    page = _page(session)
    session.page_changed.emit(dataclasses.replace(page, case=dataclasses.replace(page.case, events=())))
    assert not tab.chronology.isVisible()
    assert tab.grab().size() == tab.size()


def test_that_no_page_is_an_empty_drawing(tab: TimelineTab, session: Session) -> None:
    session.page_changed.emit(None)
    assert tab.canvas.scene is None
    assert playhead_text(tab.canvas) == ""
    assert not tab.canvas.grab().isNull()


def test_that_an_event_and_its_sources_can_be_copied(tab: TimelineTab, session: Session) -> None:
    session.select_event(tab.model.events[0].id)
    QTest.keyClick(tab.chronology, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert tab.model.events[0].title in copied
    assert copied.endswith("As of 15 Mar 2023")
    action = tab.chronology.findChild(QAction, "copy_sources")
    assert action is not None
    action.trigger()
    assert QGuiApplication.clipboard().text().startswith(("http", "gdprhub", "GDPRhub"))


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_that_it_paints_in_every_theme_and_with_larger_text(tab: TimelineTab, look: Look, theme: str) -> None:
    look.choose(theme)
    look.enlarge(6)
    assert not tab.grab().isNull()


def test_that_the_drawing_says_what_it_is(canvas: LaneCanvas) -> None:
    assert canvas.accessibleName().startswith("Timeline of ")
    assert "the list below holds the same events" in canvas.accessibleDescription()
