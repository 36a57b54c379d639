"""A layout that sets its items like words, wrapping at the right edge, and the base of our layouts."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

_SPACING, _ROW_SPACING = 8, 4


class ItemLayout(QLayout):
    """A layout without margins that keeps its items in order; its height depends on its width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Add an item at the end."""
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        """The number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at a place, or None."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove the item at a place and return it, or None."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """Always: a narrower layout is taller."""
        return True


class FlowLayout(ItemLayout):
    """Items in rows as wide as the layout, each row centred on its height."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._heights: dict[int, int] = {}  # by width, until something changes
        super().__init__(parent)
        self.setSpacing(_SPACING)

    def invalidate(self) -> None:
        """Measure anew: an item has changed."""
        self._heights.clear()
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        """None: a flow takes no more room than it needs."""
        return Qt.Orientation(0)

    def heightForWidth(self, width: int) -> int:
        """The height of all rows at a width."""
        if width not in self._heights:
            self._heights[width] = self._height(width)
        return self._heights[width]

    def _height(self, width: int) -> int:
        margins = self.contentsMargins()
        rows = self._rows(width - margins.left() - margins.right())
        tall = sum(max(item.sizeHint().height() for item in row) for row in rows)
        return tall + _ROW_SPACING * max(0, len(rows) - 1) + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        """The size of all items in a single row."""
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self.spacing() * max(0, len(shown) - 1)
        return QSize(width, max((size.height() for size in shown), default=0))

    def minimumSize(self) -> QSize:
        """The size of the widest and of the tallest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        area = rect.marginsRemoved(self.contentsMargins())
        y = area.top()
        for row in self._rows(area.width()):
            tall = max(item.sizeHint().height() for item in row)
            x = area.left()
            for item in row:
                size = item.sizeHint()
                width = min(size.width(), area.width())
                place = QPoint(x, y + (tall - size.height()) // 2)
                item.setGeometry(QRect(place, QSize(width, size.height())))
                x += width + self.spacing()
            y += tall + _ROW_SPACING

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            need = item.sizeHint().width()
            if rows and used + self.spacing() + need <= width:
                rows[-1].append(item)
                used += self.spacing() + need
            else:
                rows.append([item])
                used = need
        return rows
