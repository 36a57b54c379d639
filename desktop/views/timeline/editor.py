"""Editing of a chronology: the quick entry above it, and what was done, with its undoing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop import text
from desktop.domain.case.case import Event
from desktop.domain.edit.change import EditKind
from desktop.domain.edit.events import EventFacts
from desktop.domain.timeline.chronicle import Chronicle
from desktop.models.typed.words import place_words
from desktop.views.parts.sight import bring_into_sight
from desktop.views.parts.states import spaced
from desktop.views.parts.undo_note import UndoNote
from desktop.views.timeline.entry import QuickEntry
from desktop.views.timeline.row_editor import PAYMENT, RowEditor

if TYPE_CHECKING:
    from desktop.domain.case.ids import EventId
    from desktop.domain.days.period import UncertainDate
    from desktop.domain.edit.citing import SourceFacts
    from desktop.session.session import Session
    from desktop.theme import Look
    from desktop.views.drawing.paint import Ghost
    from desktop.views.timeline.chronology import ChronologyList


class ChronologyEditor(QWidget):
    """Adds, changes and deletes the events of a list; shown while the file is edited."""

    # UncertainDate: the amount of a payment on a day is to be added.
    amount_wanted = Signal(object)
    # Ghost: the entry that is being typed; None without a date.
    ghosted = Signal(object)

    def __init__(
        self, session: Session, look: Look, chronology: ChronologyList, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("chronology_editor")
        self._session, self._list = session, chronology
        self._edits, self._chronicle = session.chronology, Chronicle(())
        self._look = look
        self._row: RowEditor | None = None
        self._typed: EventFacts | None = None  # the facts typed last for an event
        self.entry = QuickEntry(look, self)
        self._note = UndoNote(session, self, margin=19)
        self._paid: UncertainDate | None = None  # the day of the payment whose amount may be added
        column = spaced(QVBoxLayout(self), spacing=0)
        column.addWidget(self.entry)
        column.addWidget(self._note)
        self.entry.entered.connect(self._edits.add)
        self.entry.typed.connect(self._on_typed)
        chronology.delete_wanted.connect(self._on_delete_wanted)
        chronology.edit_wanted.connect(self.open_row)
        session.selection_changed.connect(self._on_selection_changed)
        self._note.more_wanted.connect(self._on_amount_wanted)
        self._edits.done.connect(self._on_done)
        self._edits.refused.connect(self._on_refused)

    def show_chronicle(self, chronicle: Chronicle) -> None:
        """Show the events that are edited."""
        self._chronicle = chronicle
        self.entry.show_chronicle(chronicle)

    def open_row(self, number: EventId, typed: EventFacts | None = None) -> None:
        """Open an event in its place, with the cursor in its title; show what was typed for it before."""
        event = self._chronicle.event(number)
        if event is None or not self._session.editing.is_on or (self._row and not self._row.save()):
            return
        place = self._chronicle.place_of(number) or 0
        beside = [
            self._chronicle.events[place - 1] if place else None,
            *self._chronicle.events[place + 1 :][:1],
        ]
        row = RowEditor(event, self._look, self._session.editing.today, self._list.viewport(), typed)
        row.saved.connect(self._on_row_saved)
        row.closed.connect(self._on_row_closed)
        row.moved.connect(lambda step: self._on_moved(beside, step))
        row.amount_wanted.connect(self.amount_wanted)
        row.offer_amount(offered=self._may_add_amount)
        self._row = row
        self._list.hold(number, row)
        row.title.setFocus()
        bring_into_sight(row)

    def _on_row_saved(self, event: Event, facts: EventFacts, cited: tuple[SourceFacts, ...]) -> None:
        self._typed = facts
        self._edits.change(event, facts, cited)

    def _on_moved(self, beside: list[Event | None], step: int) -> None:
        wanted = beside[0] if step < 0 else next(iter(beside[1:]), None)
        if wanted is not None:
            self._list.show_event(wanted.id)
            self.open_row(wanted.id)

    def _on_row_closed(self) -> None:
        row, self._row = self._row, None
        self._list.let_go()
        if row is not None:
            had_focus = row.isAncestorOf(QApplication.focusWidget() or self)
            row.hide()
            row.deleteLater()
            if had_focus:
                self._list.setFocus()

    def _on_selection_changed(self) -> None:
        self._note.hide()
        if self._row is not None:
            self._row.close_fields()

    def _on_typed(self, ghost: Ghost | None) -> None:
        self.ghosted.emit(ghost)
        if ghost is None:
            self._list.show_place(0, "")
        else:
            self._list.show_place(self._chronicle.place_for(ghost.when), place_words(ghost.when))

    def _on_delete_wanted(self, number: EventId) -> None:
        event = self._chronicle.event(number)
        self._typed = None
        if event is not None:
            self._edits.delete(event)

    def _on_done(self, kind: EditKind, asked: object) -> None:
        number = len(asked) if isinstance(asked, tuple) else 1
        done = {
            EditKind.EVENT_ADDED: self.tr("Event added."),
            EditKind.EVENTS_ADDED: self.tr("{} events added.").format(text.count(number)),
            EditKind.EVENT_CHANGED: self.tr("Event changed."),
            EditKind.SOURCE_ADDED: self.tr("Source added."),
            EditKind.EVENT_DELETED: self.tr("Event deleted."),
        }
        added = asked[0] if isinstance(asked, tuple) and number == 1 else None
        self._paid = None
        if isinstance(added, EventFacts) and added.kind == PAYMENT and self._may_add_amount:
            self._paid = added.date
        more = self.tr("Add its amount") if self._paid is not None else ""
        self._note.say(done[kind], can_undo=True, more=more)
        self.entry.forget()

    @property
    def _may_add_amount(self) -> bool:
        """Whether the investigation has a penalty that a payment can be of."""
        page = self._session.page
        return page is not None and bool(page.case.terms)

    def _on_amount_wanted(self) -> None:
        if self._paid is not None:
            self.amount_wanted.emit(self._paid)

    def _on_refused(self, asked: object, reason: str) -> None:
        if isinstance(asked, tuple):
            self.entry.take_back(reason)
            return
        self._note.say(reason, can_undo=False)
        if self._typed is not None and isinstance(asked, Event):
            typed, self._typed = self._typed, None
            self.open_row(asked.id, typed)
