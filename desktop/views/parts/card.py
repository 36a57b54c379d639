"""Cards, their labels and their link buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOption,
    QVBoxLayout,
    QWidget,
)

from desktop.views.parts.states import spaced

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QLayout

MARGIN = 16
CELL = 8  # pixels left and right of the text in a table cell


def set_style(widget: QWidget, *, role: str | None = None, tone: str | None = None) -> None:
    """Give a widget the style sheet's properties: its kind (`role`) and its colouring (`tone`)."""
    if role is not None:
        widget.setProperty("role", role)
    if tone is not None:
        if widget.property("tone") == tone:
            return
        widget.setProperty("tone", tone)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def plain_label(text: str = "", role: str = "", *, wrap: bool = False, name: str = "") -> QLabel:
    """A label whose text is never read as markup; `name` is its object name."""
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(wrap)
    if role:
        label.setProperty("role", role)
    if wrap:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        label.setSizePolicy(policy)
        label.setMinimumWidth(40)
    return label


def selectable(label: QLabel) -> QLabel:
    """The same label, its text selectable by mouse and keyboard."""
    flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    label.setTextInteractionFlags(flags)
    label.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # the window's menu offers to copy
    return label


def link_button(text: str, name: str, accessible: str = "") -> QPushButton:
    """A quiet button that looks like a link."""
    button = QPushButton(text)
    button.setObjectName(name)
    button.setProperty("role", "link")
    button.setFlat(True)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setAccessibleName(accessible or text)
    return button


def clear_layout(layout: QLayout) -> None:
    """Empty a layout, deleting its widgets."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear_layout(inner)


class ElidedLabel(QLabel):
    """Lines of plain text, each too long line cut with an ellipsis."""

    def __init__(
        self, text: str = "", role: str = "", parent: QWidget | None = None, *, name: str = ""
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if role:
            self.setProperty("role", role)
        self.setText(text)

    def elided(self) -> bool:
        """Whether a line is cut at the present width."""
        metrics, width = self.fontMetrics(), self.contentsRect().width()
        return any(metrics.horizontalAdvance(line) > width for line in self.text().split("\n"))

    def minimumSizeHint(self) -> QSize:
        """Almost no width, the usual height."""
        return QSize(24, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the lines, cut to the width."""
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        painter.setFont(self._written_in())
        metrics, area = painter.fontMetrics(), self.contentsRect()
        mode = Qt.TextElideMode.ElideRight
        shown = "\n".join(metrics.elidedText(line, mode, area.width()) for line in self.text().split("\n"))
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(area, int(self.alignment() | Qt.TextFlag.TextDontClip), shown)
        painter.end()

    def _written_in(self) -> QFont:
        return self.font()


class AmountLabel(ElidedLabel):
    """Amounts in letters small enough to be shown whole: half a sum is a wrong sum."""

    LEAST = 0.5  # of the usual size

    def elided(self) -> bool:
        """Whether a line is cut at the present width even in the smallest letters."""
        return self._widest(QFontMetrics(self._written_in())) > self.contentsRect().width()

    def _written_in(self) -> QFont:
        font, room = self.font(), self.contentsRect().width()
        widest = self._widest(self.fontMetrics())
        if widest > room > 0:
            size = self.fontInfo().pixelSize()
            font.setPixelSize(max(int(size * room / widest), int(size * self.LEAST), 1))
        return font

    def _widest(self, metrics: QFontMetrics) -> int:
        return max(metrics.horizontalAdvance(line) for line in self.text().split("\n"))


def ruler() -> QFrame:
    """A thin line between parts."""
    line = QFrame()
    line.setProperty("role", "ruler")
    line.setFixedHeight(1)
    return line


class _Wider(QHBoxLayout):
    """A row that extends beyond its place by the padding of a table cell on each side."""

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect.adjusted(-CELL, 0, CELL, 0))


class Card(QFrame):
    """A surface with a border, an optional heading with buttons at its right, and a body."""

    def __init__(self, heading: str = "", name: str = "card", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "card")
        self._outer = spaced(QVBoxLayout(self), margins=(MARGIN, 12, MARGIN, 14), spacing=8)
        self._head = QHBoxLayout()
        self._head.setSpacing(12)
        self._heading = plain_label(heading, "heading")
        self._head.addWidget(self._heading, 1)
        self._outer.addLayout(self._head)
        self._heading.setVisible(bool(heading))
        self.body = QVBoxLayout()
        self.body.setSpacing(6)
        self._outer.addLayout(self.body)
        if heading:
            self.setAccessibleName(heading)

    def set_heading(self, text: str) -> None:
        """Change the heading."""
        self._heading.setText(text)
        self._heading.setVisible(bool(text))
        self.setAccessibleName(text)

    def add_action(self, button: QWidget) -> None:
        """Put a button at the right of the heading."""
        self._head.addWidget(button)

    def add_table(self, table: QWidget) -> None:
        """Put a table into the body, the texts of its first and last column under the heading's ends."""
        line = _Wider()
        line.addWidget(table)
        self.body.addLayout(line)

    def hold_sections(self, *sections: QWidget) -> None:
        """Hold parts below each other, with a line across the card between them."""
        for place, section in enumerate(sections):
            if place:
                self.body.addWidget(ruler())
            section.setContentsMargins(MARGIN - 1, 4 if place else 0, MARGIN - 1, 4)
            self.body.addWidget(section)
        self._outer.setContentsMargins(1, 12, 1, 14)

    def clear_body(self) -> None:
        """Empty the body, deleting its widgets."""
        clear_layout(self.body)
