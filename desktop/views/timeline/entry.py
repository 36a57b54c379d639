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
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop import text
from desktop.domain.case.case import Lane
from desktop.domain.timeline.chronicle import Chronicle
from desktop.domain.typed.dates import ReadDate, order_of
from desktop.domain.typed.guesses import OTHER
from desktop.models.typed.entry import LONGEST_TITLE, TypedEntry, read_entry, written_lines
from desktop.models.typed.words import date_words, guess_words, precision_words
from desktop.views.drawing.paint import Ghost
from desktop.views.parts.choice import ChoiceBox
from desktop.views.parts.fittinglabel import FittingLabel
from desktop.views.parts.keyed import KeyedButton
from desktop.views.parts.sight import bring_into_sight
from desktop.views.parts.states import plain_label, set_flag, spaced
from desktop.views.parts.taborder import WayBack
from desktop.views.timeline.pasted import PastedLines

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from desktop.domain.edit.events import EventFacts
    from desktop.theme import Look

_MOST_KINDS = 16  # shown at once
_NARROW = 640  # pixels of width under which lane and kind lie below the line
_LEAST_SHOWN = 11  # characters of lane and kind
_ROOM_FOR_DATE = 200  # characters of a line beside its title


class EntryEdit(QLineEdit):
    """A line whose understood part is marked; lines pasted together are handed on."""

    # str: several lines of text.
    lines_pasted = Signal(str)
    # Escape was pressed in the empty line.
    left = Signal()

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
        """Hand on several lines at once; Escape empties the line, and then leaves it."""
        if event.matches(QKeySequence.StandardKey.Paste):
            pasted = QGuiApplication.clipboard().text()
            if len(written_lines(pasted)) > 1:
                self.lines_pasted.emit(pasted)
                return
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Mark anew in other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._marked:
            self.mark(self._marked)


class EntryChoice(ChoiceBox):
    """A box to choose from, in which Enter adds the entry."""

    # Enter was pressed.
    confirmed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by keys, or add."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirmed.emit()
        else:
            super().keyPressEvent(event)


class QuickEntry(QWidget):
    """Adds events to a chronology, one a line: Enter adds, and the cursor stays."""

    # object: a tuple of EventFacts to be added.
    entered = Signal(object)
    # Ghost: the date, lane and title typed; None without a date.
    typed = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quick_entry")
        self._chronicle, self._look = Chronicle(()), look
        self._entry: TypedEntry | None = None
        self._order = order_of(QLocale().dateFormat(QLocale.FormatType.ShortFormat))
        self._is_chosen = False  # lane or kind by hand
        self._pasted: PastedLines | None = None
        self.line = EntryEdit(look, self)
        self.line.setObjectName("entry_line")
        self.line.setAccessibleName(self.tr("New event: date and title"))
        self.line.setPlaceholderText(self.tr("27 May 2021 NGO complaint"))
        self.lane, self.kind = EntryChoice(self), EntryChoice(self)
        self._sent, self._is_back = "", False  # the line or lines added last, and whether they were put back
        self._fill()
        self.add = KeyedButton(self.tr("Add"), self.tr("Enter"), self.enter, self)
        self.add.setObjectName("entry_add")
        self.add.setToolTip(self.tr("Add the event (Enter)"))
        self._said = plain_label("heading", self, name="entry_said")
        self._length = plain_label("caption", self, name="entry_length")
        self._hint = FittingLabel("caption", self)
        self._hint.setObjectName("entry_hint")
        self._arrange()
        self.line.textChanged.connect(self._on_typed)
        self.line.lines_pasted.connect(self._on_pasted)
        self.line.returnPressed.connect(self.enter)
        self._way_back = WayBack(self)
        self.line.left.connect(self._way_back.go)
        for choice in (self.lane, self.kind):
            choice.activated.connect(self._on_chosen)
            choice.confirmed.connect(self.enter)
        self._on_typed("")

    def begin(self) -> None:
        """Put the cursor into the line; Escape brings it back."""
        self._way_back.note()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_chronicle(self, chronicle: Chronicle) -> None:
        """Show the events beside which an entry is read."""
        self._chronicle = chronicle
        self._on_typed(self.line.text())

    def take_back(self, reason: str) -> None:
        """Put back what could not be added, or name it beside another line; say the reason."""
        if len(written_lines(self._sent)) > 1:
            self._on_pasted(self._sent).say(reason)
        elif self.line.text():
            self._told(self.tr("Not added: “{line}”. {reason}").format(line=self._sent, reason=reason))
        else:
            self.line.setText(self._sent)
            self._is_back = True
            self._told(reason)

    def forget(self) -> None:
        """Empty the line that was put back, since it is added now."""
        if self._is_back and self.line.text() == self._sent:
            self.line.clear()
        self._is_back = False

    def enter(self) -> None:
        """Add the typed event and empty the line; without a date or title the reason stays below."""
        entry = self._entry
        facts = entry and entry.facts(self.kind.currentData(), Lane(self.lane.currentData()))
        if facts is None:
            self._told(entry.fault if entry else self._invitation())
            for part in (self.line, self._hint):
                set_flag(part, "invalid", on=True)
            return
        self._sent, self._is_chosen, self._is_back = self.line.text(), False, False
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
        for choice in (self.lane, self.kind):
            choice.setMinimumContentsLength(_LEAST_SHOWN)
            choice.setToolTip(choice.accessibleName())

    def _arrange(self) -> None:
        below = spaced(QHBoxLayout(), spacing=6)
        below.addWidget(self._said)
        below.addWidget(self._length)
        below.addWidget(self._hint, 1)
        self._typing = QWidget(self)
        within = spaced(QVBoxLayout(self._typing), margins=(19, 10, 19, 8), spacing=5)
        self._first, self._second = spaced(QHBoxLayout(), spacing=8), spaced(QHBoxLayout(), spacing=8)
        self._first.addWidget(self.line, 1)
        self._place_choices()
        for layout in (self._first, self._second, below):
            within.addLayout(layout)
        self._column = spaced(QVBoxLayout(self), spacing=0)
        self._column.addWidget(self._typing)

    def _place_choices(self) -> None:
        """Put lane and kind beside the line, or below it where there is little room."""
        row = self._second if self.width() < self._look.scaled(_NARROW) else self._first
        if row.indexOf(self.add) < 0:
            for widget in (self.lane, self.kind, self.add):
                row.addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place lane and kind for the width."""
        super().resizeEvent(event)
        self._place_choices()

    def _on_typed(self, typed: str) -> None:
        for part in (self.line, self._hint):
            set_flag(part, "invalid", on=False)
        if not typed.strip():
            self._entry, self._is_chosen = None, False
            self.kind.setCurrentIndex(self.kind.findData(OTHER))
            self.line.mark(0)
            self._told(self._invitation())
            self.typed.emit(None)
            return
        entry = self._entry = read_entry(typed, self._order, self._chronicle)
        if not self._is_chosen:
            self._show_guess(entry)
        if not isinstance(entry.read, ReadDate):
            self.line.mark(0)
            self._told(entry.fault)
            self.typed.emit(None)
            return
        self.line.mark(entry.read.length)
        self._said.setText(date_words(entry.read))
        self._said.show()
        self._length.setText(f"· {precision_words(entry.read.date)}")
        self._length.show()
        self._hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._hint.set_wordings(*self._hints(entry))
        self.typed.emit(Ghost(entry.read.date, Lane(self.lane.currentData()), entry.title))

    def _on_pasted(self, lines: str) -> PastedLines:
        """Preview pasted lines in the place of the line."""
        if self._pasted is None:
            self._pasted = PastedLines(self._order, self)
            self._pasted.entered.connect(self._on_lines_entered)
            self._pasted.left.connect(self._on_left)
            self._column.addWidget(self._pasted)
        self._typing.hide()
        self._pasted.show()
        self._pasted.show_lines(lines, self._chronicle)
        bring_into_sight(self._pasted)
        return self._pasted

    def _on_lines_entered(self, facts: tuple[EventFacts, ...], lines: str) -> None:
        self._sent = lines
        self.entered.emit(facts)

    def _on_left(self) -> None:
        if self._pasted is not None:
            self._pasted.hide()
        self._typing.show()
        self.line.setFocus()

    def _show_guess(self, entry: TypedEntry) -> None:
        self.lane.setCurrentIndex(self.lane.findData(entry.lane.value))
        self.kind.setCurrentIndex(self.kind.findData(entry.kind))

    def _told(self, words: str) -> None:
        """Say words alone in the place of what was understood."""
        self._said.setText("")
        self._said.hide()
        self._length.hide()
        self._hint.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
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
