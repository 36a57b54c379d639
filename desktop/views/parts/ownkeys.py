"""Keys that a widget keeps to itself while it has the focus, against a shortcut of the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

ESCAPE = (Qt.Key.Key_Escape,)


def keeps(event: QEvent, keys: tuple[Qt.Key, ...] = ESCAPE) -> bool:
    """Whether an event asks who has a use for one of some keys; the widget has, and the event is accepted."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if event.key() not in keys:
        return False
    event.accept()
    return True


def saves(event: QEvent) -> bool:
    """The same for Ctrl+S."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if not event.matches(QKeySequence.StandardKey.Save):
        return False
    event.accept()
    return True
