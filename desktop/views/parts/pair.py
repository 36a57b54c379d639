"""A layout of a name and its value: side by side if both fit, else the value below its name."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QLayoutItem, QWidget

from desktop.views.parts.flow import ItemLayout

_BETWEEN = 8
_BELOW = 2
_SPARE = 2  # pixels beyond its ink that keep a label from breaking its line


class PairLayout(ItemLayout):
    """Two labels; the value stands at the right edge, or below its name in the whole width."""

    def __init__(self, name: QLabel, value: QLabel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widths: list[int] | None = None  # of the items, no line broken; measured when first asked for
        self.addWidget(name)
        self.addWidget(value)

    def is_beside(self, width: int) -> bool:
        """Whether name and value stand side by side at a width."""
        return self.sizeHint().width() <= width

    def expandingDirections(self) -> Qt.Orientation:
        """Horizontal: a pair takes the whole width."""
        return Qt.Orientation.Horizontal

    def heightForWidth(self, width: int) -> int:
        """The height at a width."""
        if self.is_beside(width):
            return self.sizeHint().height()
        return sum(_height(item, width) for item in self._items) + _BELOW

    def invalidate(self) -> None:
        """Forget what was measured: a text or a font has changed."""
        self._widths = None
        super().invalidate()

    def sizeHint(self) -> QSize:
        """The size of name and value side by side, no line broken."""
        widths = self._natural_widths()
        heights = (_height(item, width) for item, width in zip(self._items, widths, strict=True))
        return QSize(sum(widths) + _BETWEEN, max(heights, default=0))

    def minimumSize(self) -> QSize:
        """The least width of the wider label."""
        widths = (item.minimumSize().width() for item in self._items)
        return QSize(max(widths, default=0), self.sizeHint().height())

    def setGeometry(self, rect: QRect) -> None:
        """Place the name and the value."""
        super().setGeometry(rect)
        beside, top = self.is_beside(rect.width()), rect.top()
        for place, item in enumerate(self._items):
            width = self._natural_widths()[place] if beside else rect.width()
            left = rect.right() + 1 + _SPARE - width if beside and place else rect.left()
            height = _height(item, width)
            item.setGeometry(QRect(left, top, width, height))
            top += 0 if beside else height + _BELOW

    def _natural_widths(self) -> list[int]:
        if self._widths is None:
            self._widths = [_natural(item) for item in self._items]
        return self._widths


def pair_labels(name: QLabel, value: QLabel) -> PairLayout:
    """A name and its value as a pair."""
    for label in (name, value):
        label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return PairLayout(name, value)


def _natural(item: QLayoutItem) -> int:
    """The width in which no line of a label is broken."""
    label = item.widget()
    if not isinstance(label, QLabel):
        return item.sizeHint().width()
    label.ensurePolished()
    metrics = label.fontMetrics()
    return max(metrics.horizontalAdvance(line) for line in label.text().split("\n")) + _SPARE


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
