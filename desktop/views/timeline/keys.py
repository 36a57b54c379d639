"""The keys of a timeline: walking events, stepping the as-of day, zooming, panning, fitting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desktop.views.timeline.walk import FAR, Walk

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from desktop.views.timeline.scene import LaneScene

ZOOM_STEP = 1.3
_PAGE = 0.8  # of the width in sight


def press_key(canvas: LaneScene, walk: Walk, event: QKeyEvent) -> bool:
    """Act on a key; False for a key without a meaning here."""
    key, held = event.key(), event.modifiers()
    match key:
        case Qt.Key.Key_Left | Qt.Key.Key_Right:
            _step(canvas, walk, -1 if key == Qt.Key.Key_Left else 1, held)
        case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
            canvas.zoom(ZOOM_STEP)
        case Qt.Key.Key_Minus:
            canvas.zoom(1 / ZOOM_STEP)
        case Qt.Key.Key_PageUp:
            canvas.pan(-_PAGE * canvas.scale.width)
        case Qt.Key.Key_PageDown:
            canvas.pan(_PAGE * canvas.scale.width)
        case Qt.Key.Key_0 | Qt.Key.Key_F:
            canvas.fit()
        case Qt.Key.Key_Home:
            walk.step(-FAR)
        case Qt.Key.Key_End:
            walk.step(FAR)
        case Qt.Key.Key_Return | Qt.Key.Key_Enter if canvas.selected is not None:
            canvas.event_chosen.emit(canvas.selected)
        case _:
            return False
    return True


def _step(canvas: LaneScene, walk: Walk, way: int, held: Qt.KeyboardModifier) -> None:
    if held & Qt.KeyboardModifier.ControlModifier:
        canvas.day_stepped.emit(0, way)
    elif held & Qt.KeyboardModifier.ShiftModifier:
        canvas.day_stepped.emit(way, 0)
    else:
        walk.step(way)
