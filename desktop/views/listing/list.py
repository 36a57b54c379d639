"""The list of investigations: its count, its order, and two lines per investigation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop import text
from desktop.models.listing.cases import CELLS_ROLE, PAGE, CaseListModel
from desktop.views.listing.rows import CaseRows
from desktop.views.listing.sortbutton import SortButton
from desktop.views.parts.fittinglabel import FittingLabel
from desktop.views.parts.states import StateView, plain_label, spaced

if TYPE_CHECKING:
    from desktop.domain.case.ids import EventId
    from desktop.domain.file import Stage
    from desktop.domain.listing.answer import Answer
    from desktop.domain.listing.asked import QueryFault
    from desktop.domain.listing.row import Listed
    from desktop.session.drafts import Drafts
    from desktop.session.session import Session
    from desktop.theme import Look
    from desktop.views.listing.drafts import DraftRows
    from desktop.views.parts.states import Button


class CaseList(QFrame):
    """The investigations that match the query; choosing a row shows its page."""

    # An event in which the search found its words was chosen and is selected.
    event_chosen = Signal()

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("case_list")
        self._session, self._look = session, look
        self._drafts, self._is_drafting = "", False
        self._rows = CaseListModel(self)
        self._place, self._wanted = -1, -1
        self._query = session.query
        self._count = FittingLabel("muted", self)
        self._count.setObjectName("case_count")
        self._fault = plain_label("problem", self, name="query_fault")
        self._fault.setWordWrap(True)
        self._stack = QStackedWidget(self)
        self._empty = StateView(self._stack)
        self.rows_view = CaseRows(self._rows, look, self._stack)
        self._stack.addWidget(self.rows_view)
        self.rows_view.filled.connect(session.file.go_on)
        self._stack.addWidget(self._empty)
        self.setMinimumWidth(260)
        self._arrange(SortButton(session, self))
        self._connect()
        self._rows.set_as_of(session.as_of)
        self._on_answer_changed(session.answer)

    @property
    def slugs(self) -> tuple[str, ...]:
        """The investigations of the rows read so far, in order."""
        known = (self._rows.slug(place) for place in range(min(self._rows.rowCount(), PAGE)))
        return tuple(slug for slug in known if slug is not None)

    def step(self, by: int) -> None:
        """Choose the investigation `by` rows below, or the first without a choice."""
        self._want(self._place + by if self._place >= 0 else 0)

    def enter(self) -> None:
        """Put the cursor into the rows, on the first row without a choice."""
        self.rows_view.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._place < 0:
            self._want(0)

    def follow_forms(self) -> None:
        """Mark the investigations with unsaved values, from now on."""
        self._session.forms.unsaved_changed.connect(self._on_unsaved_changed)

    def follow_drafts(self, drafts: Drafts) -> DraftRows:
        """Show drafts above the investigations; they are told, and counted among no others."""
        from desktop.views.listing.drafts import DraftRows  # noqa: PLC0415 - only where a file is edited

        rows = DraftRows(drafts, self._look, self)
        self._column.insertWidget(self._column.count() - 1, rows)
        bar = self.rows_view.verticalScrollBar()
        bar.rangeChanged.connect(
            lambda _least, most: rows.rows.leave_room(bar.sizeHint().width() if most else 0)
        )
        rows.counted.connect(self._on_drafts_counted)
        drafts.listed.connect(self._on_drafts_listed)
        return rows

    def _on_drafts_counted(self, words: str) -> None:
        if words != self._drafts:
            self._drafts = words
            self._show_words(self._session.answer)

    def _on_drafts_listed(self) -> None:
        """Leave the choice of a row to the draft that is open, and take it back."""
        is_open = bool(self._session.drafts.name)
        if is_open is not self._is_drafting:
            self._is_drafting = is_open
            self.rows_view.chooses_first = not is_open
            self._on_selection_changed(None if is_open else self._session.selected)

    def mark(self, ids: frozenset[int]) -> None:
        """Mark the investigations changed by other programs, by their ids."""
        self._rows.mark(ids)

    def warn(self, slugs: frozenset[str]) -> None:
        """Mark the investigations with rows that could not be read."""
        self._rows.warn(slugs)

    def copy(self) -> None:
        """Copy the chosen row as a line of text, with its as-of day."""
        row = self.rows_view.currentIndex().data(CELLS_ROLE)
        if row is not None and row.slug:
            stamp = self.tr("as of {0}").format(self._session.as_of.day.isoformat())
            QGuiApplication.clipboard().setText(f"{row.spoken} · {stamp}")

    def _arrange(self, sort: QWidget) -> None:
        header = QFrame(self)
        header.setObjectName("case_list_header")
        row = QHBoxLayout(header)
        row.setContentsMargins(14, 5, 8, 5)
        row.addWidget(self._count, 1)
        row.addWidget(sort)
        self._column = spaced(QVBoxLayout(self), spacing=0)
        self._column.addWidget(header)
        self._column.addWidget(self._fault)
        self._column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        session, rows = self._session, self._rows
        session.answer_changed.connect(self._on_answer_changed)
        session.rows_read.connect(self._on_rows_read)
        session.rows_outdated.connect(rows.outdate)
        session.hits_read.connect(rows.add_hits)
        session.place_found.connect(self._on_place_found)
        session.as_of_changed.connect(rows.set_as_of)
        session.selection_changed.connect(self._on_selection_changed)
        session.indexing_changed.connect(self._on_preparing_changed)
        session.preparing_failed.connect(self._on_preparing_changed)
        rows.rows_wanted.connect(session.list.want_rows)
        rows.hits_wanted.connect(session.list.want_hits)
        self.rows_view.selectionModel().currentChanged.connect(self._on_current_changed)
        self.rows_view.hit_chosen.connect(self._on_hit_chosen)
        self.rows_view.verticalScrollBar().valueChanged.connect(
            lambda: session.list.see(self.rows_view.first_seen)
        )

    # Answers of the session

    def _on_answer_changed(self, answer: Answer) -> None:
        """Show the rows of an answer; the scroll place stays under the same query."""
        query = self._session.query
        scrolled = self.rows_view.verticalScrollBar().value() if query == self._query else 0
        self._query = query
        # The old choice must not be written back while the rows are exchanged.
        self.rows_view.selectionModel().blockSignals(True)
        is_other = self._rows.set_answer(answer)
        self.rows_view.selectionModel().blockSignals(False)
        self._rows.search(query.text.strip())
        self.rows_view.show_hits(answer.has_hits)
        if is_other:
            self._wanted = -1
            self._mark(answer.place, scroll=False)
            self.rows_view.verticalScrollBar().setValue(scrolled)
            self.rows_view.tell_seen()
        self._show_words(answer)

    def _on_rows_read(self, rows: tuple[Listed, ...]) -> None:
        """Show rows; a row chosen before it was read is selected now."""
        self._rows.add_rows(rows)
        slug = self._rows.slug(self._wanted)
        if slug is not None:
            self._wanted = -1
            self._session.select(slug)

    def _on_selection_changed(self, slug: str | None) -> None:
        if slug is None:
            self._mark(-1, scroll=False)
            return
        place = self._place if self._rows.slug(self._place) == slug else self._rows.place(slug)
        self._mark(place, scroll=True)
        if place < 0:
            self._session.list.want_place(slug)

    def _on_place_found(self, slug: str, place: int) -> None:
        if slug == self._session.selected:
            self._mark(place, scroll=True)

    # The chosen row

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not current.isValid() or current.row() == self._place:
            return
        self._place = current.row()
        slug = self._rows.slug(self._place)
        if slug is None:
            self._wanted = self._place
        else:
            if self._is_drafting:
                self._session.drafts.close()
            self._session.select(slug)

    def _on_hit_chosen(self, place: int, event: EventId) -> None:
        slug = self._rows.slug(place)
        if slug is not None:
            self._session.select(slug)
            self._session.select_event(event)
            self.event_chosen.emit()

    def _want(self, place: int) -> None:
        if 0 <= place < self._rows.rowCount():
            self.rows_view.setCurrentIndex(self._rows.index(place))

    def _on_unsaved_changed(self) -> None:
        """Show the sums that the unsaved values give."""
        from desktop.models.page.figures import accrued_figure  # noqa: PLC0415 - not before the first paint

        amounts = {
            slug: "" if page is None else " + ".join(accrued_figure(page).values)
            for slug, page in self._session.forms.pages.items()
        }
        self._rows.mark_unsaved(amounts)

    def _mark(self, place: int, *, scroll: bool) -> None:
        self._place = place
        selection = self.rows_view.selectionModel()
        if place < 0:
            selection.clear()
            return
        index = self._rows.index(place)
        selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if scroll:
            self.rows_view.scrollTo(index)

    # Words beside the rows

    def _show_words(self, answer: Answer) -> None:
        self._count.set_wordings(*self._count_words(answer))
        self._show_fault(answer.fault)
        self._stack.setCurrentWidget(self.rows_view if answer.ids else self._empty)
        if not answer.ids:
            self._show_emptiness(answer)

    def _show_fault(self, fault: QueryFault | None) -> None:
        """Show the fault in the typed search."""
        words = ""
        if fault is not None:
            from desktop.models.listing.faults import fault_words  # noqa: PLC0415 - nothing is typed at a start

            words = fault_words(fault, self._query.text)
        self._fault.setText(words)
        self._fault.setVisible(bool(words))

    def _on_preparing_changed(self, _: object) -> None:
        """Renew the reason for an empty or unsorted list while figures are being prepared."""
        answer = self._session.answer
        if answer.awaits is not None or not answer.ordered:
            self._show_words(answer)

    def _count_words(self, answer: Answer) -> tuple[str, ...]:
        """The number of listed investigations, in wordings from long to short."""
        number, info = len(answer.ids), self._session.info
        has_failed = self._session.unprepared is not None
        if answer.awaits is not None:
            return (text.NOTHING,) if has_failed else (self.tr("Not known yet"), text.WAITING)
        if not answer.complete and info is not None:
            if self._query.text.strip() or self._query.choices:
                shown = f"{text.count(number)}+"
                return self.tr("{0} investigations").format(shown), shown
            few, every = text.count(number), text.count(info.investigations)
            words = self.tr("{0} investigations").format(every)
            listed = self.tr("Newest {0} of {1}").format(few, every)
            told = self.tr("{0} · newest {1} listed").format(words, few)
            return (told, listed, every) if not answer.ordered else (words, every)
        shown = text.count(number)
        words = self.tr("1 investigation") if number == 1 else self.tr("{0} investigations")
        told = words.format(shown)
        if answer.ordered:
            return (f"{told}, {self._drafts}", told, shown) if self._drafts else (told, shown)
        as_yet = self.tr("not sorted") if has_failed else self.tr("not sorted yet")
        return f"{told} · {as_yet}", f"{shown} · {as_yet}", shown

    def _show_waiting(self, needed: Stage) -> None:
        """Show the stage of preparation that the answer waits for, or why it failed."""
        from desktop.models.preparing_words import waiting_words  # noqa: PLC0415 - no usual start

        session = self._session
        title, sentence = waiting_words(needed, session.progress, session.unprepared)
        buttons: list[Button] = []
        if session.unprepared is not None:
            buttons.append((self.tr("Try again"), session.file.prepare_again))
        if session.query.text or session.query.choices:
            buttons.append((self.tr("Clear"), session.list.clear_choices))
        self._empty.show_state(title, sentence, *buttons)

    def _show_emptiness(self, answer: Answer) -> None:
        query = self._session.query
        if answer.awaits is not None:
            self._show_waiting(answer.awaits)
            return
        if not answer.complete:
            self._empty.show_state(self.tr("Still reading…"))
            return
        if query.text:
            title = self.tr("No investigation matches “{0}”.").format(text.printable(query.text))
        else:
            title = self.tr("No investigation is left.")
        info = self._session.info
        if info is not None and not info.investigations:
            self._empty.show_state(self.tr("No investigations yet."))
        elif query.text or query.choices:
            self._empty.show_state(title, "", (self.tr("Clear"), self._session.list.clear_choices))
        else:
            self._empty.show_state(self.tr("Nothing is here on this day."))
