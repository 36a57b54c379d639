"""The quick entry above the chronology: a typed line, what was understood of it, and its lane and kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextCharFormat,
)
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop import text
from desktop.domain.case.case import Lane
from desktop.domain.timeline.chronicle import Chronicle
from desktop.domain.typed.dates import ReadDate, order_of
from desktop.models.typed.entry import LONGEST_TITLE, TypedEntry, read_entry, written_lines
from desktop.models.typed.words import date_words, guess_words, precision_words
from desktop.views.parts.fittinglabel import FittingLabel
from desktop.views.parts.states import plain_label, set_flag, spaced

if TYPE_CHECKING:
    from desktop.domain.edit.events import EventFacts
    from desktop.theme import Look

_MOST_KINDS = 16  # shown at once
_ROOM_FOR_DATE = 200  # characters of a line beside its title


class EntryEdit(QLineEdit):
    """A line whose understood part is marked; lines pasted together are handed on."""

    # str: several lines of text.
    lines_pasted = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._marked = look, 0
        self.setMaxLength(LONGEST_TITLE + _ROOM_FOR_DATE)

    def mark(self, length: int) -> None:
        """Mark the first characters as understood."""
        self._marked = length
        shape = QTextCharFormat()
        shape.setBackground(self._look.theme.colour("accent_soft"))
        kind, start = QInputMethodEvent.AttributeType.TextFormat, -self.cursorPosition()
        marks = [QInputMethodEvent.Attribute(kind, start, length, shape)] if length else []
        # A line has no formats of its own; those of an input method are painted with its text.
        QApplication.sendEvent(self, QInputMethodEvent("", marks))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand on several lines at once; Escape empties the line."""
        if event.matches(QKeySequence.StandardKey.Paste):
            pasted = QGuiApplication.clipboard().text()
            if len(written_lines(pasted)) > 1:
                self.lines_pasted.emit(pasted)
                return
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Mark anew in other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._marked:
            self.mark(self._marked)


class QuickEntry(QWidget):
    """Adds events to a chronology, one a line: Enter adds, and the cursor stays."""

    # object: a tuple of EventFacts to be added.
    entered = Signal(object)
    # object: the UncertainDate typed, or None.
    date_typed = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quick_entry")
        self._chronicle = Chronicle(())
        self._entry: TypedEntry | None = None
        self._order = order_of(QLocale().dateFormat(QLocale.FormatType.ShortFormat))
        self._is_chosen = False  # lane or kind by hand
        self.line = EntryEdit(look, self)
        self.line.setObjectName("entry_line")
        self.line.setAccessibleName(self.tr("New event: date and title"))
        self.line.setPlaceholderText(self.tr("27 May 2021 NGO complaint"))
        self.lane, self.kind = QComboBox(self), QComboBox(self)
        self._fill()
        self.add = QPushButton(self.tr("Add"), self)
        self.add.setObjectName("entry_add")
        self.add.setAutoDefault(False)
        self.add.setToolTip(self.tr("Add the event (Enter)"))
        self._said = plain_label("heading", self, name="entry_said")
        self._length = plain_label("caption", self, name="entry_length")
        self._hint = FittingLabel("caption", self)
        self._hint.setObjectName("entry_hint")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._arrange()
        self.line.textChanged.connect(self._on_typed)
        self.line.returnPressed.connect(self.enter)
        self.add.clicked.connect(self.enter)
        self.lane.activated.connect(self._on_chosen)
        self.kind.activated.connect(self._on_chosen)
        self._on_typed("")

    @property
    def entry(self) -> TypedEntry | None:
        """What is typed, as understood; None for an empty line."""
        return self._entry

    def show_chronicle(self, chronicle: Chronicle) -> None:
        """Show the events beside which an entry is read."""
        self._chronicle = chronicle
        self._on_typed(self.line.text())

    def restore(self, typed: str) -> None:
        """Put a line back that could not be added, unless another is being typed."""
        if not self.line.text():
            self.line.setText(typed)

    def enter(self) -> None:
        """Add the typed event and empty the line; without a date or title the reason stays below."""
        entry = self._entry
        facts = entry and entry.facts(self.kind.currentData(), Lane(self.lane.currentData()))
        if facts is None:
            self._told(entry.fault if entry else self._invitation())
            set_flag(self.line, "invalid", on=True)
            return
        self._is_chosen = False
        self.line.clear()
        self.line.setFocus()
        self.entered.emit((facts,))

    def _fill(self) -> None:
        self.lane.setObjectName("entry_lane")
        self.lane.setAccessibleName(self.tr("Lane"))
        self.kind.setObjectName("entry_kind")
        self.kind.setAccessibleName(self.tr("Kind"))
        for lane in Lane:
            self.lane.addItem(text.lane_word(lane), lane.value)
        for kind, words in text.event_kinds().items():
            self.kind.addItem(words, kind)
        self.kind.setMaxVisibleItems(_MOST_KINDS)

    def _arrange(self) -> None:
        row = spaced(QHBoxLayout(), spacing=8)
        row.addWidget(self.line, 1)
        for widget in (self.lane, self.kind, self.add):
            row.addWidget(widget)
        below = spaced(QHBoxLayout(), spacing=6)
        below.addWidget(self._said)
        below.addWidget(self._length)
        below.addWidget(self._hint, 1)
        column = spaced(QVBoxLayout(self), margins=(19, 10, 19, 8), spacing=5)
        column.addLayout(row)
        column.addLayout(below)

    def _on_typed(self, typed: str) -> None:
        set_flag(self.line, "invalid", on=False)
        if not typed.strip():
            self._entry, self._is_chosen = None, False
            self.line.mark(0)
            self._told(self._invitation())
            self.date_typed.emit(None)
            return
        entry = self._entry = read_entry(typed, self._order, self._chronicle)
        if not self._is_chosen:
            self._show_guess(entry)
        if not isinstance(entry.read, ReadDate):
            self.line.mark(0)
            self._told(entry.fault)
            self.date_typed.emit(None)
            return
        self.line.mark(entry.read.length)
        self._said.setText(date_words(entry.read))
        self._length.setText(f"· {precision_words(entry.read.date)}")
        self._length.show()
        self._hint.set_wordings(*self._hints(entry))
        self.date_typed.emit(entry.read.date)

    def _show_guess(self, entry: TypedEntry) -> None:
        self.lane.setCurrentIndex(self.lane.findData(entry.lane.value))
        self.kind.setCurrentIndex(self.kind.findData(entry.kind))

    def _told(self, words: str) -> None:
        """Say words alone in the place of what was understood."""
        self._said.setText("")
        self._length.hide()
        self._hint.set_wordings(words)

    def _invitation(self) -> str:
        return self.tr("Type a date and what happened. Several lines can be pasted.")

    def _hints(self, entry: TypedEntry) -> tuple[str, ...]:
        if entry.fault:
            return (entry.fault,)
        tab = self.tr("Tab changes them")
        guessed = "" if self._is_chosen or entry.guess is None else guess_words(entry.guess)
        return (f"{guessed} · {tab}", tab, "") if guessed else (self.tr("Enter adds"), "")

    def _on_chosen(self) -> None:
        self._is_chosen = True
        self._on_typed(self.line.text())
