"""A scrolling page of cards: a main column and a side column, one below the other on a narrow page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.views.parts.states import spaced

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

SIDE = 20  # pixels left and right of all content of a page
_WIDE = 760
_SIDE = 262
_ROOM = 16777215  # Qt's greatest width
_GAP = 12


class Columns(QScrollArea):
    """Cards in two columns; on a narrow page in a single column."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        content.setObjectName("cards")
        self.main = spaced(QVBoxLayout(), spacing=_GAP)
        self.side = spaced(QVBoxLayout(), spacing=_GAP)
        self._main, self._side = QWidget(content), QWidget(content)
        self._main.setLayout(self.main)
        self._side.setLayout(self.side)
        self._grid = spaced(QGridLayout(content), margins=(SIDE, 12, SIDE, 16), spacing=_GAP)
        self._grid.setColumnStretch(0, 1)
        self._arranged: tuple[bool, bool, int] | None = None
        self._width = _SIDE
        self._arrange(wide=True)
        self.setWidget(content)
        content.installEventFilter(self)

    def _arrange(self, *, wide: bool) -> None:
        used = self.side.count() > 0
        if (wide, used, self._width) == self._arranged:
            return
        self._arranged = (wide, used, self._width)
        self._grid.removeWidget(self._main)
        self._grid.removeWidget(self._side)
        top = Qt.AlignmentFlag.AlignTop
        self._side.setVisible(used)
        self._side.setMinimumWidth(self._width if wide and used else 0)
        self._side.setMaximumWidth(self._width if wide and used else _ROOM)
        self._grid.addWidget(self._main, 0, 0, top)
        self._grid.addWidget(self._side, *((0, 1) if wide else (1, 0)), top)
        self._grid.setRowStretch(2, 1)

    def set_side(self, width: int = _SIDE) -> None:
        """Give the side column another width in pixels, or the usual one."""
        self._width = width
        self._arrange(wide=self._is_wide())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the cards for the width."""
        self._arrange(wide=self._is_wide())
        super().resizeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrange the cards anew when one of them asks for more or less room."""
        if watched is self.widget() and event.type() is QEvent.Type.LayoutRequest:
            self._arrange(wide=self._is_wide())
        return super().eventFilter(watched, event)

    def _is_wide(self) -> bool:
        """Whether both columns have room beside each other without cutting a control."""
        beside = _GAP + self._width if self.side.count() else 0
        least = self._main.minimumSizeHint().width() + beside + 2 * SIDE
        return self.viewport().width() >= max(_WIDE, least)
