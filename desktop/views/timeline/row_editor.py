"""An event of the chronology opened in its place: its facts in fields, and sources to be added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop import text
from desktop.domain.case.case import Lane
from desktop.domain.edit.citing import SourceFacts
from desktop.domain.edit.events import EventFacts, facts_of
from desktop.domain.typed.dates import NoDate, order_of, read_whole
from desktop.domain.typed.sources import source_kind
from desktop.models.typed.entry import LONGEST_TITLE
from desktop.models.typed.words import date_words, no_date_words, precision_words, source_kind_word
from desktop.views.parts.choice import ChoiceBox
from desktop.views.parts.fittinglabel import FittingLabel
from desktop.views.parts.states import plain_label, set_flag, spaced

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent

    from desktop.domain.case.case import Event
    from desktop.theme import Look

_DATES, _LANES = 118, 11  # pixels; characters
_LINES = 2  # of a description
PAYMENT = "payment"  # the kind of an event whose amount may be added
_NARROW = 640  # pixels of width under which lane and kind lie below the title


class RowEditor(QFrame):
    """The fields of an event. Enter saves, Escape restores, leaving saves what is valid."""

    # Event, EventFacts, tuple[SourceFacts, ...]: the event, its facts as typed, and sources to be added.
    saved = Signal(object, object, object)
    # The fields are closed.
    closed = Signal()
    # UncertainDate: what was typed is saved, and the amount of the payment on a day is to be added.
    amount_wanted = Signal(object)
    # int: the next event (1) or the one before (-1) is to be opened.
    moved = Signal(int)

    def __init__(
        self, event: Event, look: Look, today: date, parent: QWidget, typed: EventFacts | None = None
    ) -> None:
        """Show the facts of an event, or those typed for it before."""
        super().__init__(parent)
        self.setObjectName("row_editor")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.event_shown, self._look, self._today = event, look, today
        self._viewport = parent
        self._order = order_of(QLocale().dateFormat(QLocale.FormatType.ShortFormat))
        self._cited: list[SourceFacts] = []
        self._is_closed = False
        self.date, self.title = QLineEdit(self), QLineEdit(self)
        self.lane, self.kind = ChoiceBox(self), ChoiceBox(self)
        self.description = QPlainTextEdit(self)
        self.source = QLineEdit(self)
        self.add_source = QPushButton(self.tr("+ source"), self)
        self.add_amount = QPushButton(self.tr("Add its amount"), self)
        self._may_add_amount = False
        self._said = plain_label("caption", self, name="row_said")
        self._sources = FittingLabel("caption", self)
        self._hint = plain_label("caption", self, name="row_hint")
        self._name_parts()
        self._fill(typed or facts_of(event))
        self._arrange()
        for field in (self.date, self.title):
            field.textChanged.connect(self._on_typed)
        self.add_source.clicked.connect(self._on_source_wanted)
        self.add_amount.clicked.connect(self._on_amount_wanted)
        self.kind.currentIndexChanged.connect(self._show_amount)
        self.installEventFilter(self)
        for part in self.findChildren(QWidget):
            part.installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._on_focus_changed)  # type: ignore[union-attr]
        self._on_typed()

    @property
    def fault(self) -> str:
        """The reason that the fields cannot be saved; empty if they can."""
        read = read_whole(self.date.text(), self._order)
        if isinstance(read, NoDate):
            return no_date_words(read)
        if not self.title.text().strip():
            return self.tr("No title yet. Write what happened.")
        return ""

    def save(self) -> bool:
        """Save what was changed and close; False, with the reason shown, if it cannot be saved."""
        read = read_whole(self.date.text(), self._order)
        if self.fault or isinstance(read, NoDate):
            self._on_typed()
            return False
        if self.source.text().strip():
            self._on_source_wanted()
        before = facts_of(self.event_shown)
        facts = EventFacts(
            read.date,
            self.title.text().strip(),
            self.kind.currentData(),
            Lane(self.lane.currentData()),
            self.description.toPlainText(),
            before.confidence,
        )
        cited = tuple(self._cited)
        self.close_fields()
        if facts != before or cited:
            self.saved.emit(self.event_shown, facts, cited)
        return True

    def offer_amount(self, *, offered: bool) -> None:
        """Offer to add the amount of a payment, where there is a penalty that it can be of."""
        self._may_add_amount = offered
        self._show_amount()

    def close_fields(self) -> None:
        """Close the fields without saving."""
        if not self._is_closed:
            self._is_closed = True
            QApplication.instance().focusChanged.disconnect(self._on_focus_changed)  # type: ignore[union-attr]
            self.closed.emit()

    def _name_parts(self) -> None:
        named = (
            (self.date, "row_date", self.tr("Date")),
            (self.title, "row_title", self.tr("Title")),
            (self.lane, "row_lane", self.tr("Lane")),
            (self.kind, "row_kind", self.tr("Kind")),
            (self.description, "row_description", self.tr("Description")),
            (self.source, "row_source", self.tr("Address of a source")),
            (self.add_source, "row_add_source", self.tr("Add a source")),
            (self.add_amount, "row_add_amount", self.tr("Add its amount")),
        )
        for part, name, words in named:
            part.setObjectName(name)
            part.setAccessibleName(words)
        self.title.setMaxLength(LONGEST_TITLE)
        self.date.setFixedWidth(self._look.scaled(_DATES))
        self.source.setMaxLength(LONGEST_TITLE)
        self.source.setPlaceholderText(self.tr("Paste a link or write where it was read."))
        self.source.hide()
        self.add_amount.hide()
        for link in (self.add_source, self.add_amount):
            link.setProperty("role", "link")
            link.setAutoDefault(False)
        for choice in (self.lane, self.kind):
            choice.setMinimumContentsLength(_LANES)
        self.description.setTabChangesFocus(True)
        self.description.setFixedHeight(self.description.fontMetrics().lineSpacing() * _LINES + 18)

    def _fill(self, facts: EventFacts) -> None:
        self.date.setText(facts.date.iso)
        self.title.setText(facts.title)
        self.title.setCursorPosition(0)
        for lane in Lane:
            self.lane.addItem(text.lane_word(lane), lane.value)
        for kind, words in {**text.event_kinds(), facts.kind: text.event_kind_word(facts.kind)}.items():
            self.kind.addItem(words, kind)
        self.lane.setCurrentIndex(self.lane.findData(facts.lane.value))
        self.kind.setCurrentIndex(self.kind.findData(facts.kind))
        self.description.setPlainText(facts.description)

    def _arrange(self) -> None:
        grid = spaced(QGridLayout(self), margins=(19, 6, 16, 6), spacing=6)
        facts, choices = spaced(QHBoxLayout(), spacing=6), spaced(QHBoxLayout(), spacing=6)
        facts.addWidget(self.title, 1)
        is_narrow = self._viewport.width() < self._look.scaled(_NARROW)
        for choice in (self.lane, self.kind):
            (choices if is_narrow else facts).addWidget(choice)
        sources = spaced(QHBoxLayout(), spacing=8)
        sources.addWidget(self._sources, 1)
        sources.addWidget(self.source, 1)
        sources.addWidget(self.add_source)
        sources.addWidget(self.add_amount)
        sources.addWidget(self._hint)
        self._said.setWordWrap(True)
        self._said.setAlignment(Qt.AlignmentFlag.AlignTop)
        below = spaced(QVBoxLayout(), spacing=4)
        below.addLayout(choices)
        below.addWidget(self.description)
        below.addLayout(sources)
        grid.addWidget(self.date, 0, 0)
        grid.addLayout(facts, 0, 1)
        grid.addWidget(self._said, 1, 0)
        grid.addLayout(below, 1, 1)
        grid.setColumnStretch(1, 1)
        self._hint.setText(self.tr("Enter saves · Esc restores"))
        self._show_sources()

    def _on_typed(self) -> None:
        read = read_whole(self.date.text(), self._order)
        is_date = not isinstance(read, NoDate)
        set_flag(self.date, "invalid", on=not is_date)
        set_flag(self.title, "invalid", on=not self.title.text().strip())
        if isinstance(read, NoDate):
            self._said.setText(no_date_words(read))
        else:
            said = f"{date_words(read)}\n{precision_words(read.date).partition(' · ')[0]}"
            self._said.setText(self.fault or said)
        set_flag(self._said, "invalid", on=bool(self.fault))

    def _on_source_wanted(self) -> None:
        """Open the field for a source, or take what is typed there."""
        typed = self.source.text().strip()
        if typed:
            known = {one.url for one in self.event_shown.sources} | {one.url for one in self._cited}
            if typed not in known:
                self._cited.append(SourceFacts(typed, kind=source_kind(typed), accessed_on=self._today))
            self.source.clear()
        is_asking = not typed
        self.source.setVisible(is_asking)
        self._sources.setVisible(not is_asking)
        (self.source if is_asking else self.add_source).setFocus()
        self._show_sources()

    def _show_amount(self) -> None:
        self.add_amount.setVisible(self._may_add_amount and self.kind.currentData() == PAYMENT)

    def _on_amount_wanted(self) -> None:
        read = read_whole(self.date.text(), self._order)
        if self.save() and not isinstance(read, NoDate):
            self.amount_wanted.emit(read.date)

    def _show_sources(self) -> None:
        known = [text.printable(one.publisher or one.url) for one in self.event_shown.sources]
        read = self.tr("{url} ({kind}, read {day})")
        new = [
            read.format(
                url=text.printable(one.url), kind=source_kind_word(one.kind), day=text.day(self._today)
            )
            for one in self._cited
        ]
        number = len(known) + len(new)
        count = self.tr("1 source") if number == 1 else self.tr("{} sources").format(text.count(number))
        every = " · ".join([*reversed(new), *known])
        self._sources.set_wordings(*((every, *new[-1:], count) if number else (self.tr("no source"),)))

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Save on leaving; what is not valid stays open."""
        if new is not None and not self._is_own(new):
            self.save()

    def _is_own(self, widget: QWidget | None) -> bool:
        """Whether a widget is one of the fields, or a list that one of them opened."""
        while widget is not None:
            if widget is self:
                return True
            widget = widget.parentWidget()
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save, restore and move by keys, from every field."""
        if event.type() == QEvent.Type.KeyPress and self._on_key(watched, event):  # type: ignore[arg-type]
            return True
        return super().eventFilter(watched, event)

    def _on_key(self, watched: QObject, event: QKeyEvent) -> bool:
        key, held = event.key(), event.modifiers()
        if key == Qt.Key.Key_Escape:
            self.close_fields()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held & Qt.KeyboardModifier.ShiftModifier:
            if watched in (self.source, self.add_source):
                self._on_source_wanted()
            elif watched is self.add_amount:
                self._on_amount_wanted()
            else:
                self.save()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and held & Qt.KeyboardModifier.AltModifier:
            if self.save():
                self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            return False
        return True
