"""A row that could not be read: its name, the cells as written, what is wrong, and the ways to correct it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.models import problem_rows as words
from desktop.views.parts.card import ElidedLabel, plain_label
from desktop.views.parts.flow import FlowLayout
from desktop.views.parts.states import make_button, spaced
from desktop.views.parts.tip import set_tip

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

    from desktop.domain.edit.corrections import Correction, FlawedRow
    from desktop.theme import Look

SHARES = 4, 3, 8  # of the width: row, as written, what is wrong
_WAVE = 4  # pixels


class WrongText(ElidedLabel):
    """A text with a wavy line below it, in the colour of warnings."""

    def __init__(self, shown: str, look: Look) -> None:
        super().__init__(shown, "wrong", name="problem_written")
        self._look = look
        set_tip(self, shown)

    def sizeHint(self) -> QSize:
        """The size of the text and of the line."""
        return super().sizeHint() + QSize(0, _WAVE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, and the line."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.theme.colour("grace"), 1.0))
        box = self.contentsRect()
        width = min(self.fontMetrics().horizontalAdvance(self.text()), box.width())
        low = box.center().y() + self.fontMetrics().height() / 2
        path = QPainterPath()
        path.moveTo(box.left(), low)
        for step in range(1, int(width / _WAVE) + 1):
            left = box.left() + (step - 1) * _WAVE
            path.quadTo(left + _WAVE / 2, low + (2 if step % 2 else -2), left + _WAVE, low)
        painter.drawPath(path)
        painter.end()


class FlawedRowView(QFrame):
    """A flaw of a row in three columns; the links correct it, show its investigation, or delete it."""

    # Correction: values are to be put in the place of the wrong cells.
    chosen = Signal(object)
    # The row is to be deleted.
    delete_wanted = Signal()
    # The investigation of the row is to be shown.
    case_wanted = Signal()
    # Editing is to be switched on.
    editing_wanted = Signal()

    def __init__(self, row: FlawedRow, look: Look, *, is_edited: bool) -> None:
        super().__init__()
        self.setObjectName("problem_row")
        self.row = row
        self.setAccessibleName(words.spoken_words(row))
        self._links = QWidget()
        flow = FlowLayout(self._links)
        for place, link in enumerate(self._made_links(is_edited=is_edited)):
            if place:
                flow.addWidget(plain_label("·", "caption"))
            flow.addWidget(link)
        name = plain_label(words.row_words(row), "heading", wrap=True, name="problem_name")
        place_label = plain_label(words.place_words(row), "caption", wrap=True)
        column_label = plain_label(words.column_words(row), "caption", wrap=True)
        flaw = plain_label(words.flaw_words(row), wrap=True, name="problem_flaw")
        loss = plain_label(words.loss_words(row), "caption", wrap=True, name="problem_loss")
        line = spaced(QHBoxLayout(self), margins=(16, 10, 16, 10), spacing=16)
        written = WrongText(words.written_words(row), look)
        columns = ((name, place_label), (written, column_label), (flaw, loss, self._links))
        for share, parts in zip(SHARES, columns, strict=True):
            line.addWidget(_column(parts), share)

    @property
    def links(self) -> tuple[QPushButton, ...]:
        """The links, in their order."""
        return tuple(self._links.findChildren(QPushButton))

    def _made_links(self, *, is_edited: bool) -> list[QPushButton]:
        row = self.row
        links: list[QPushButton] = []
        if is_edited:
            links += [
                self._link(words.correction_words(row, one), self._choosing(one)) for one in row.suggestions
            ]
            if row.choices:
                links.append(self._chooser())
        elif row.is_editable:
            links.append(self._link(self.tr("Switch editing on to correct it."), self.editing_wanted.emit))
        if row.slug:
            links.append(self._link(self.tr("Show row"), self.case_wanted.emit))
        if is_edited and row.can_be_deleted:
            delete = self._link(self.tr("Delete row"), self.delete_wanted.emit)
            set_tip(delete, self.tr("Delete this row, with what belongs to it. Undo brings it back."))
            links.append(delete)
        return links

    def _chooser(self) -> QPushButton:
        """The link that shows all values to choose from."""
        shown = words.choose_words(self.row)
        link = self._link(f"{shown} \N{BLACK DOWN-POINTING SMALL TRIANGLE}", lambda: None)
        link.setAccessibleName(f"{shown}: {words.row_words(self.row)}")
        menu = QMenu(link)
        menu.setObjectName("problem_choices")
        menu.setAccessibleName(shown)

        def fill() -> None:
            for choice in self.row.choices if menu.isEmpty() else ():
                action = menu.addAction(words.choice_words(choice).replace("&", "&&"))
                action.triggered.connect(self._choosing(choice))

        def drop() -> None:
            fill()
            menu.popup(link.mapToGlobal(link.rect().bottomLeft()))

        link.clicked.connect(drop)
        return link

    def _choosing(self, correction: Correction) -> Callable[[], None]:
        return lambda *_: self.chosen.emit(correction)

    def _link(self, shown: str, deed: Callable[[], object]) -> QPushButton:
        link = make_button(shown.replace("&", "&&"), deed, self)
        link.setProperty("role", "link")
        link.setAccessibleName(f"{shown}: {words.row_words(self.row)}")
        return link


def _column(parts: tuple[QWidget, ...]) -> QWidget:
    """Parts below each other, in a width that does not depend on them."""
    column = QWidget()
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    column.setSizePolicy(policy)
    box = spaced(QVBoxLayout(column), spacing=3)
    for part in parts:
        box.addWidget(part)
    box.addStretch(1)
    return column
