"""The timeline of more than one investigation: heat far out, marks near in, nothing lost between them."""

from __future__ import annotations

import gc
import tracemalloc
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QImage,
    QNativeGestureEvent,
    QPainter,
    QPointingDevice,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

from desktop.domain.timeline.scopes import Scope, Stock
from desktop.session.reader import timelines as timeline_reader
from desktop.views.drawing import drawing as timeline_drawing
from desktop.views.drawing.layers import paint_scene
from desktop.views.timeline.scopes import ScopeRow
from desktop.views.timeline.tab import TimelineTab
from tests.benchmarks.timeline import Many, canvas_of
from tests.counts import IS_LONG
from tests.sampled import sampled

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from pytestqt.qtbot import QtBot

    from desktop.session.session import Session
    from desktop.theme import Look
    from desktop.views.drawing.picture import Scene
    from desktop.views.timeline.canvas import LaneCanvas

CLEARVIEW = "fr-cnil-clearview"
NO_KEY = Qt.KeyboardModifier.NoModifier
TOTAL = 300
_many = cache(lambda: Many(10_000))


@pytest.fixture
def tab(qtbot: QtBot, session: Session, look: Look) -> TimelineTab:
    session.select(CLEARVIEW)
    session.day.pick(date(2023, 3, 15))
    made = TimelineTab(session, look)
    qtbot.addWidget(made)
    made.resize(900, 640)
    made.show()
    return made


@pytest.fixture
def far(tab: TimelineTab, session: Session, monkeypatch: pytest.MonkeyPatch) -> LaneCanvas:
    """Everything in the file, of which only windows are at hand and forty events can be marked at once."""
    monkeypatch.setattr(timeline_reader, "FEW", 10)
    monkeypatch.setattr(timeline_drawing, "NEAR", 40)
    monkeypatch.setattr("desktop.views.timeline.walk.NEAR", 40)
    session.timelines.show_scope(Scope.EVERYTHING)
    return tab.canvas


@pytest.fixture
def many(qtbot: QtBot) -> LaneCanvas:
    """Ten thousand events, whose windows come as soon as they are wanted."""
    canvas = canvas_of(_many().stock)
    qtbot.addWidget(canvas)
    canvas.days_wanted.connect(lambda first, last: canvas.show_window(_many().window(first - 9, last + 9)))
    return canvas


def _scene(canvas: LaneCanvas) -> Scene:
    scene = canvas.scene
    assert scene is not None
    return scene


def _button(tab: TimelineTab, scope: Scope) -> QToolButton:
    button = tab.findChild(QToolButton, f"scope_{scope}")
    assert button is not None
    return button


def test_that_a_button_shows_the_events_of_all_kin_prefixed_by_authority(tab: TimelineTab) -> None:
    QTest.mouseClick(_button(tab, Scope.RESPONDENT), Qt.MouseButton.LeftButton)
    scene = _scene(tab.canvas)
    assert tab.canvas.scope is Scope.RESPONDENT
    assert scene.drawing.layout.total > len(tab.canvas.own)
    assert all(" · " in label.text for lane in scene.drawing.lanes for label in lane.labels)
    assert not scene.frame.has_curve
    assert scene.bands_shown == ()


def test_that_the_scopes_are_reached_and_changed_by_keys(tab: TimelineTab, session: Session) -> None:
    button = _button(tab, Scope.INVESTIGATION)
    button.setFocus()
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    QTest.keyClick(button, Qt.Key.Key_Right)
    focused = _button(tab, Scope.RESPONDENT)
    QTest.keyClick(focused, Qt.Key.Key_Space)
    assert session.timelines.scope is Scope.RESPONDENT
    assert all(_button(tab, scope).accessibleName() for scope in Scope)


def test_that_returning_to_the_investigation_brings_its_curve_back(
    tab: TimelineTab, session: Session
) -> None:
    session.timelines.show_scope(Scope.EVERYTHING)
    session.timelines.show_scope(Scope.INVESTIGATION)
    scene = _scene(tab.canvas)
    assert scene.frame.has_curve
    assert scene.drawing.layout.total == len(tab.canvas.own)


def test_that_the_drawing_says_whose_events_it_shows(tab: TimelineTab, session: Session) -> None:
    said = []
    for scope in (Scope.RESPONDENT, Scope.EVERYTHING, Scope.INVESTIGATION):
        session.timelines.show_scope(scope)
        said.append(tab.canvas.accessibleName())
    assert said[:2] == ["Timeline of Clearview AI", "Timeline of everything in the file"]
    assert said[2] not in said[:2]
    assert "the list below holds the same events" in tab.canvas.accessibleDescription()


def test_that_far_out_all_are_counted_and_near_in_they_are_marked(far: LaneCanvas) -> None:
    scene = _scene(far)
    assert scene.drawing.heat is not None
    assert scene.drawing.layout.total == TOTAL
    assert sum(number.words.isdigit() for number in scene.drawing.heat.numbers) > 4
    for _ in range(40):
        if _scene(far).drawing.heat is None:
            break
        far.zoom(1.3)
    layout = _scene(far).drawing.layout
    assert layout.total == TOTAL
    assert 0 < layout.drawn <= layout.in_sight <= 60


def test_that_the_number_in_view_is_told(tab: TimelineTab, far: LaneCanvas) -> None:
    far.zoom(4)
    far.grab()
    label = tab.scopes.findChild(QLabel, "timeline_sight")
    layout = _scene(far).drawing.layout
    assert label is not None
    assert label.text() == f"{layout.in_sight} of {TOTAL} events in view"


def test_that_heat_is_told_by_its_days_lane_and_number(far: LaneCanvas) -> None:
    scene = _scene(far)
    event = next(one for case in sampled() for one in case.events if one.date.anchor)
    assert event.date.anchor is not None
    spot = QPointF(far.x_of(event.date.anchor), scene.frame.row_of(event.lane).center().y())
    assert "event" in far.tip_at(spot)
    assert far.tip_at(QPointF(spot.x(), 2)) == ""


def test_that_choosing_an_event_of_another_investigation_opens_it(tab: TimelineTab, session: Session) -> None:
    session.timelines.show_scope(Scope.RESPONDENT)
    owners = {one.id: tab.canvas.owner_of(one.id) for one in tab.canvas.events}
    chosen, owner = next((one, who) for one, who in owners.items() if who and who.slug != CLEARVIEW)
    assert owner is not None
    tab.canvas.event_chosen.emit(chosen)
    assert session.selected == owner.slug
    assert session.timelines.scope is Scope.INVESTIGATION
    assert session.selected_event == chosen == tab.canvas.selected
    assert tab.canvas.own.event(chosen) is not None


def test_that_choosing_an_event_of_this_investigation_stays(tab: TimelineTab, session: Session) -> None:
    session.timelines.show_scope(Scope.RESPONDENT)
    own = tab.canvas.own.events[0].id
    tab.canvas.event_chosen.emit(own)
    assert (session.selected, session.selected_event) == (CLEARVIEW, own)
    assert session.timelines.scope is Scope.RESPONDENT


def test_that_keys_walk_every_event_wherever_the_next_one_is(far: LaneCanvas, session: Session) -> None:
    QTest.keyClick(far, Qt.Key.Key_Home)
    seen, dated = [far.selected], [one for case in sampled() for one in case.events if one.date.anchor]
    for _ in range(len(dated)):
        QTest.keyClick(far, Qt.Key.Key_Right)
        if far.selected == seen[-1]:
            break
        seen.append(far.selected)
    assert len(seen) == len(set(seen)) == len(dated)
    assert session.selected == CLEARVIEW
    QTest.keyClick(far, Qt.Key.Key_Left)
    assert far.selected == seen[-2]


def test_that_return_opens_the_event_that_the_keys_have_reached(far: LaneCanvas, session: Session) -> None:
    QTest.keyClick(far, Qt.Key.Key_End)
    chosen = far.selected
    QTest.keyClick(far, Qt.Key.Key_Return)
    assert session.selected_event == chosen


def test_that_pages_pan_and_f_fits(far: LaneCanvas) -> None:
    fitted = far.scale
    far.zoom(4)
    before = far.scale
    QTest.keyClick(far, Qt.Key.Key_PageDown)
    assert far.scale.start == pytest.approx(before.start + 0.8 * before.width / before.per_day)
    QTest.keyClick(far, Qt.Key.Key_PageUp)
    assert far.scale.start == pytest.approx(before.start)
    QTest.keyClick(far, Qt.Key.Key_F)
    assert far.scale == fitted


def test_that_a_ctrl_wheel_pans_and_two_fingers_zoom(far: LaneCanvas) -> None:
    spot = QPointF(400, 60)
    turned = QWheelEvent(
        spot, far.mapToGlobal(spot), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    before = far.scale
    QApplication.sendEvent(far, turned)
    assert (far.scale.per_day, far.scale.start > before.start) == (before.per_day, True)
    day = far.day_at(400)
    pinched = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice(), 2,
        spot, spot, spot, 0.5, QPointF(), 0,
    )  # fmt: skip
    QApplication.sendEvent(far, pinched)
    assert far.scale.per_day == pytest.approx(before.per_day * 1.5)
    assert abs(far.day_at(400) - day) <= timedelta(2)
    assert pinched.type() is QEvent.Type.NativeGesture


def test_that_the_strip_jumps_to_where_it_is_pressed_and_its_frame_is_dragged(far: LaneCanvas) -> None:
    far.zoom(20)
    scene = _scene(far)
    assert scene.strip is not None
    y = round(scene.frame.strip.center().y())
    QTest.mouseClick(far, Qt.MouseButton.LeftButton, NO_KEY, QPoint(round(scene.frame.left) + 200, y))
    middle = far.scale.start + far.scale.width / far.scale.per_day / 2
    assert middle == pytest.approx(scene.strip.day_at(round(scene.frame.left) + 200 - scene.frame.left))
    start = _scene(far).strip.frame(scene.frame, far.scale).center().toPoint()  # type: ignore[union-attr]  # seen
    before = far.scale.start
    QTest.mousePress(far, Qt.MouseButton.LeftButton, NO_KEY, start)
    QTest.mouseMove(far, start + QPoint(30, 0))
    QTest.mouseMove(far, start + QPoint(60, 0))
    QTest.mouseRelease(far, Qt.MouseButton.LeftButton, NO_KEY, start + QPoint(60, 0))
    assert far.scale.start - before == pytest.approx(60 / scene.strip.per_day)


def test_that_the_playhead_is_dragged_in_every_scope(far: LaneCanvas, session: Session) -> None:
    QTest.mouseClick(far, Qt.MouseButton.LeftButton, NO_KEY, QPoint(round(far.x_of(date(2021, 7, 1))), 8))
    assert abs(session.as_of.day - date(2021, 7, 1)) <= timedelta(10)


def test_that_a_scope_that_is_counted_says_so(tab: TimelineTab) -> None:
    tab.canvas.show_stock(Stock(Scope.EVERYTHING))
    assert _scene(tab.canvas).drawing.message.startswith("Preparing")
    tab.canvas.show_stock(Stock(Scope.RESPONDENT, share=0.34))
    assert _scene(tab.canvas).drawing.message == "Counting events… 34%"
    assert not tab.canvas.grab().isNull()


def test_that_zooms_over_ten_thousand_events_lose_none_and_let_no_labels_overlap(many: LaneCanvas) -> None:
    many.fit()
    for step in range(60):
        many.zoom(1.3 if step < 30 else 1 / 1.3, 300 + 13 * step)
        scene = _scene(many)
        assert scene.drawing.layout.total == _many().count
        for lane in scene.drawing.lanes:
            boxes = [scene.label_box(lane, label).adjusted(0, 3, 0, -3) for label in lane.labels]
            boxes += [scene.box_of(lane, cluster) for cluster in lane.clusters if not cluster.wide]
            _assert_apart(boxes)
        if scene.drawing.heat is not None:
            by_lane: dict[int, list[QRectF]] = {}
            for number in scene.drawing.heat.numbers:
                box = _number_box(scene, number)
                by_lane.setdefault(number.lane, []).append(box)
            for row in by_lane.values():
                _assert_apart(row)


def _number_box(scene: Scene, number: object) -> QRectF:
    from desktop.views.drawing.heat import Number  # noqa: PLC0415
    from desktop.views.drawing.heat_paint import number_box  # noqa: PLC0415

    assert isinstance(number, Number)
    return number_box(scene, number)


def _assert_apart(boxes: list[QRectF]) -> None:
    boxes = sorted(boxes, key=lambda box: box.left())
    assert not [(a, b) for n, a in enumerate(boxes) for b in boxes[n + 1 : n + 4] if a.intersects(b)]


def test_that_the_pictures_show_what_is_painted_at_once(tab: TimelineTab) -> None:
    canvas = tab.canvas
    canvas.repaint()
    canvas.repaint()
    kept = canvas.grab().toImage()
    at_once = QImage(kept.size(), kept.format())
    at_once.fill(tab.canvas._look.theme.colour("surface"))
    painter = QPainter(at_once)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_scene(painter, _scene(canvas))
    painter.end()
    differ = 0
    for x in range(0, kept.width(), 3):
        for y in range(0, kept.height(), 3):
            one, other = kept.pixelColor(x, y), at_once.pixelColor(x, y)
            differ += abs(one.lightness() - other.lightness()) > 40
    assert differ < kept.width() * kept.height() / 9 / 200


FRAMES = 720  # twice the days that are dragged over, there and back


@pytest.mark.skipif(not IS_LONG, reason="memory is counted: in the long run")
def test_that_dragging_grows_nothing_and_asks_nothing(tab: TimelineTab, session: Session) -> None:
    canvas, statements = tab.canvas, list[str]()
    file = session._asking.reader.file
    assert file is not None
    image = QImage(canvas.size(), QImage.Format.Format_ARGB32_Premultiplied)
    start, as_of = date(2021, 1, 1), session.as_of

    def drag(frames: int) -> None:
        for frame in range(frames):
            day = start + timedelta(2 * (frame % 360))
            canvas.show_day(type(as_of)(today=as_of.today, picked=day))
            canvas.render(image)

    def held() -> tuple[int, int]:
        gc.collect()
        return len(gc.get_objects()), tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    drag(FRAMES)
    file.connection.set_trace_callback(statements.append)
    drawing, rounds = canvas._drawing, [held()]
    for _ in range(4):
        drag(FRAMES // 2)
        rounds.append(held())
    tracemalloc.stop()
    file.connection.set_trace_callback(None)
    # What is kept for good is kept in every round; the interpreter's own tables settle in one or the other.
    assert min(after[0] - before[0] for before, after in pairwise(rounds)) < 20
    assert min(after[1] - before[1] for before, after in pairwise(rounds)) < 360 * 50
    assert canvas._drawing is drawing
    assert statements == []


@pytest.mark.usefixtures("dressed")
def test_that_the_words_of_a_scope_fit_its_button_in_heavy_letters() -> None:
    row = ScopeRow()
    row.resize(900, 34)
    row.show()
    for button in row.findChildren(QToolButton):
        heavy = button.font()
        heavy.setWeight(QFont.Weight.DemiBold)
        room = button.width() - 2 * 11  # padding and border of the style sheet
        assert QFontMetrics(heavy).horizontalAdvance(button.text()) <= room, button.text()
    row.close()
