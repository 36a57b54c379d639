"""The keys of a timeline's drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from desktop.views.parts.lanes import LaneCanvas

ZOOM_STEP = 1.3
_FAR = 10**9


def press_key(canvas: LaneCanvas, event: QKeyEvent) -> bool:
    """Do what a key says; False where it says nothing."""
    key, held = event.key(), event.modifiers()
    match key:
        case Qt.Key.Key_Left | Qt.Key.Key_Right:
            _step(canvas, -1 if key == Qt.Key.Key_Left else 1, held)
        case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
            canvas.zoom(ZOOM_STEP)
        case Qt.Key.Key_Minus:
            canvas.zoom(1 / ZOOM_STEP)
        case Qt.Key.Key_0:
            canvas.fit()
        case Qt.Key.Key_Home:
            canvas.choose_next(-_FAR)
        case Qt.Key.Key_End:
            canvas.choose_next(_FAR)
        case _:
            return False
    return True


def _step(canvas: LaneCanvas, way: int, held: Qt.KeyboardModifier) -> None:
    if held & Qt.KeyboardModifier.ControlModifier:
        canvas.day_stepped.emit(0, way)
    elif held & Qt.KeyboardModifier.ShiftModifier:
        canvas.day_stepped.emit(way, 0)
    else:
        canvas.choose_next(way)
