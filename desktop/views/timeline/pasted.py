"""The preview of lines pasted into the chronology: what each is understood as, before they are added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop import text
from desktop.domain.timeline.chronicle import Chronicle
from desktop.models.typed.entry import read_entry, read_line_words, written_lines
from desktop.views.parts.states import plain_label, set_flag, spaced

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from desktop.domain.edit.events import EventFacts
    from desktop.domain.typed.dates import DayOrder

_LINES = 6  # seen at once


class LinesEdit(QPlainTextEdit):
    """Several lines of text; Ctrl+Enter takes them, Escape leaves them."""

    # The lines are to be added.
    confirmed = Signal()
    # The lines are to be dropped.
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type, take or leave."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.confirmed.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class PastedLines(QWidget):
    """Lines to be added as entries, and beside each what is understood; a faulty one is corrected here."""

    # object, str: a tuple of EventFacts to be added, and the lines they were read from.
    entered = Signal(object, str)
    # The preview is left.
    left = Signal()

    def __init__(self, order: DayOrder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pasted_lines")
        self._order, self._chronicle = order, Chronicle(())
        self._facts: tuple[EventFacts, ...] = ()
        self.lines, self.read = LinesEdit(self), QPlainTextEdit(self)
        self.lines.setObjectName("pasted_text")
        self.lines.setAccessibleName(self.tr("Pasted lines, one event each"))
        self.lines.setTabChangesFocus(True)
        self.read.setObjectName("pasted_read")
        self.read.setAccessibleName(self.tr("What each line is understood as"))
        self.read.setReadOnly(True)
        self.read.setTabChangesFocus(True)
        for one in (self.lines, self.read):
            one.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
            one.setFixedHeight(one.fontMetrics().lineSpacing() * _LINES + 20)
        self._sum: QLabel = plain_label("caption", self, name="pasted_sum")
        self._sum.setWordWrap(True)
        self._sum.setMinimumHeight(2 * self._sum.fontMetrics().lineSpacing())
        self.add = QPushButton(self)
        self.add.setObjectName("pasted_add")
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self.cancel.setObjectName("pasted_cancel")
        texts = spaced(QHBoxLayout(), spacing=8)
        texts.addWidget(self.lines, 1)
        texts.addWidget(self.read, 1)
        row = spaced(QHBoxLayout(), spacing=8)
        row.addWidget(self._sum, 1)
        row.addWidget(self.add)
        row.addWidget(self.cancel)
        column = spaced(QVBoxLayout(self), margins=(19, 10, 19, 8), spacing=6)
        column.addLayout(texts)
        column.addLayout(row)
        self.lines.textChanged.connect(self._on_typed)
        self.lines.confirmed.connect(self.enter)
        self.lines.left.connect(self.leave)
        self.add.clicked.connect(self.enter)
        self.cancel.clicked.connect(self.leave)
        scrolled, beside = self.lines.verticalScrollBar(), self.read.verticalScrollBar()
        scrolled.valueChanged.connect(beside.setValue)

    def show_lines(self, pasted: str, chronicle: Chronicle) -> None:
        """Show pasted lines, beside the events that they go between."""
        self._chronicle = chronicle
        self.lines.setPlainText("\n".join(line.strip() for line in written_lines(pasted)))
        self.lines.setFocus()

    def say(self, reason: str) -> None:
        """Say why the lines were not added."""
        self._sum.setText(reason)

    def enter(self) -> None:
        """Add the entries, once every line is one."""
        if self.add.isEnabled():
            facts, lines = self._facts, self.lines.toPlainText()
            self.leave()
            self.entered.emit(facts, lines)

    def leave(self) -> None:
        """Drop the lines."""
        self.lines.clear()
        self.left.emit()

    def _on_typed(self) -> None:
        lines = self.lines.toPlainText().split("\n")
        entries = [read_entry(line, self._order, self._chronicle) if line.strip() else None for line in lines]
        self.read.setPlainText("\n".join("" if one is None else read_line_words(one) for one in entries))
        self.read.verticalScrollBar().setValue(self.lines.verticalScrollBar().value())
        facts = [one.facts() for one in entries if one is not None]
        faults = [
            (number, one.fault) for number, one in enumerate(entries, 1) if one is not None and one.fault
        ]
        self._facts = tuple(one for one in facts if one is not None)
        is_sound = bool(facts) and not faults
        self.add.setEnabled(is_sound)
        self.add.setText(self._count(len(self._facts)))
        set_flag(self.lines, "invalid", on=bool(faults))
        if faults:
            number, fault = faults[0]
            words = self.tr(
                "Line {number}: {fault} Nothing is added until every line has a date and a title."
            )
            self._sum.setText(words.format(number=text.count(number), fault=fault))
        else:
            self._sum.setText(self.tr("Ctrl+Enter adds · Esc leaves") if is_sound else "")

    def _count(self, number: int) -> str:
        if number == 1:
            return self.tr("Add 1 entry")
        return self.tr("Add {} entries").format(text.count(number))
