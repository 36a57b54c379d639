"""The page of the history: filters, the steps that are next, and the table of all steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.edit.told import HistoryFilter, HistoryOf, ToldPage
from desktop.models.history_words import (
    HistoryLine,
    about_words,
    empty_words,
    filter_words,
    history_columns,
    unseen_words,
)
from desktop.models.mode_words import redo_words, undo_words
from desktop.models.table import TableModel
from desktop.views.history.conflict import ConflictBox
from desktop.views.history.table import HistoryTable
from desktop.views.parts.card import ElidedLabel, link_button, plain_label
from desktop.views.parts.ownkeys import keeps
from desktop.views.parts.states import spaced
from desktop.views.parts.taborder import follow_layout

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent

    from desktop.domain.edit.told import ToldStep
    from desktop.session.session import Session
    from desktop.theme import Look


class HistoryPage(QFrame):
    """Follows the history of the open file while it is shown."""

    # The page is left.
    left = Signal()
    # The next step is to be undone, or made again.
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("history_page")
        self._session, self._look, self._history = session, look, session.history
        self._has_links = self._history.can_undo
        self._card = QFrame(self)
        self._card.setProperty("role", "card")
        self._filters = {wanted: self._filter(wanted) for wanted in HistoryFilter}
        self._undo = link_button("", "history_undo")
        self._redo = link_button("", "history_redo")
        self._close = link_button(self.tr("Close"), "history_close")
        self._close_key = plain_label("Esc", "caption")
        self._about = ElidedLabel("", name="history_about")
        self._all = link_button(self.tr("Show all changes"), "history_all")
        self._unseen = plain_label(name="history_unseen")
        self._see = link_button(self.tr("Mark as seen"), "history_see")
        self._empty = plain_label(role="muted", name="history_empty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._body = QVBoxLayout()
        self.table = self._made_table()
        self._arrange()
        self._connect()
        self._show()

    def focus_first(self) -> None:
        """Put the cursor where the keys of the page work."""
        self.table.setFocus() if self.table.isVisible() else self._filters[self._history.filter].setFocus()

    def offer_close(self, *, on: bool) -> None:
        """Offer to close the history where it lies over something else."""
        self._close.setVisible(on)
        self._close_key.setVisible(on)
        self._fit_head()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the history, now and whenever it changes."""
        super().showEvent(event)
        if not event.spontaneous():
            self._history.watch(on=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Read it no more."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._history.watch(on=False)
            self._history.drop_conflict()
            self._history.show_of(HistoryOf())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what is next below the filters where there is no room beside them."""
        super().resizeEvent(event)
        self._fit_head()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape shows no conflict any more, and then leaves the page."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Escape to the page, though the window has a use for it."""
        return keeps(event) or super().event(event)

    def _made_table(self) -> HistoryTable:
        """A table with the columns for the present mode."""
        columns = history_columns(self._today, can_undo=self._has_links)
        self._model: TableModel[HistoryLine] = TableModel(columns, self)
        table = HistoryTable(self._model, self._look, self._card)
        table.setObjectName("history_table")
        table.setAccessibleName(self.tr("Changes, the newest first"))
        words = self.tr("Enter undoes the change of a row.") if self._has_links else ""
        table.setAccessibleDescription(words)
        table.undo_wanted.connect(self._on_undo_wanted)
        table.case_wanted.connect(self._on_case_wanted)
        table.end_neared.connect(self._history.ask_more)
        return table

    def _filter(self, wanted: HistoryFilter) -> QToolButton:
        button = QToolButton()
        button.setText(filter_words(wanted))
        button.setObjectName(f"history_filter_{wanted.name.lower()}")
        button.setProperty("role", "filter")
        button.setCheckable(True)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAccessibleName(self.tr("Show: {0}").format(filter_words(wanted)))
        button.setChecked(wanted is self._history.filter)
        return button

    def _arrange(self) -> None:
        group = QButtonGroup(self)
        group.setExclusive(True)
        left = spaced(QHBoxLayout(), spacing=6)
        left.addWidget(plain_label(self.tr("History"), "heading"))
        left.addSpacing(10)
        for button in self._filters.values():
            group.addButton(button)
            left.addWidget(button)
        left.addStretch(1)
        right = spaced(QHBoxLayout(), spacing=6)
        right.addStretch(1)
        self._undo_key, self._redo_key = (
            plain_label("Ctrl+Z", "caption"),
            plain_label("Ctrl+Shift+Z", "caption"),
        )
        for part in (self._undo, self._undo_key, self._redo, self._redo_key):
            right.addWidget(part)
        right.addSpacing(10)
        right.addWidget(self._close)
        right.addWidget(self._close_key)
        self._head = spaced(QHBoxLayout(), margins=(16, 8, 16, 4), spacing=6)
        self._halves = left, right
        self._head.addLayout(left)
        self._head.addLayout(right, 1)
        about = spaced(QHBoxLayout(), margins=(16, 0, 16, 4), spacing=8)
        about.addWidget(self._about, 1)
        about.addWidget(self._all)
        news = spaced(QHBoxLayout(), margins=(16, 0, 16, 4), spacing=8)
        news.addWidget(self._unseen)
        news.addWidget(self._see)
        news.addStretch(1)
        column = spaced(QVBoxLayout(self._card), margins=(1, 1, 1, 8), spacing=0)
        column.addLayout(self._head)
        column.addLayout(about)
        column.addLayout(news)
        column.addLayout(self._body, 1)
        self._body.addWidget(self.table, 1)
        self._body.addWidget(self._empty, 1)
        around = spaced(QVBoxLayout(self), margins=(20, 12, 16, 12), spacing=0)
        around.addWidget(self._card)
        follow_layout(self)

    def _fit_head(self) -> None:
        """Set the two halves of the head side by side, or one below the other."""
        ways = QBoxLayout.Direction
        margins = self._head.contentsMargins()
        for half in self._halves:
            half.invalidate()
        halves = sum(half.sizeHint().width() for half in self._halves)
        needed = halves + self._head.spacing() + margins.left() + margins.right()
        fits = needed <= self._card.width()
        self._head.setDirection(ways.LeftToRight if fits else ways.TopToBottom)

    def _connect(self) -> None:
        history, session = self._history, self._session
        history.changed.connect(self._show)
        history.more_read.connect(self._on_more_read)
        history.conflict_changed.connect(self._on_conflict_changed)
        session.undoing.changed.connect(self._show_next)
        session.editing.changed.connect(self._on_mode_changed)
        for wanted, button in self._filters.items():
            button.clicked.connect(lambda _checked=False, wanted=wanted: history.show(wanted))
        self._undo.clicked.connect(lambda _checked=False: self.undo_wanted.emit())
        self._redo.clicked.connect(lambda _checked=False: self.redo_wanted.emit())
        self._close.clicked.connect(lambda _checked=False: self.left.emit())
        self._all.clicked.connect(lambda _checked=False: self._show_all())
        self._see.clicked.connect(lambda _checked=False: history.mark_seen())

    @property
    def _today(self) -> date:
        return self._session.editing.today

    def _show_all(self) -> None:
        """Show the history of the whole file again."""
        self._history.show_of(HistoryOf())
        self.focus_first()

    def _leave(self) -> None:
        if self._history.conflict is not None:
            self._history.drop_conflict()
            self.table.setFocus()
        else:
            self.left.emit()

    def _on_mode_changed(self) -> None:
        """Offer to undo while the file is edited."""
        if self._history.can_undo is self._has_links:
            return
        self._has_links = self._history.can_undo
        old, had_focus = self.table, self.table.hasFocus()
        self.table = self._made_table()
        self._body.replaceWidget(old, self.table)
        old.hide()
        old.deleteLater()
        follow_layout(self)
        self._show()
        if had_focus:
            self.focus_first()

    def _lines(self, steps: Iterable[ToldStep]) -> tuple[HistoryLine, ...]:
        """The lines of steps, with the conflict below the step that clashed."""
        history, lines = self._history, []
        for step in steps:
            lines.append(HistoryLine(step, history.figures.get(step.key)))
            if history.clashes(step):
                lines.append(HistoryLine(step, conflict=history.conflict))
        return tuple(lines)

    def _show(self) -> None:
        """Show all steps that were read; the current row stays that of its step."""
        had_focus = self.table.isAncestorOf(self.focusWidget() or self)
        current, scrolled = self.table.currentIndex(), self.table.verticalScrollBar().value()
        key = self._model.row(current.row()).step.key if current.isValid() else ""
        lines = self._lines(self._history.page.steps)
        self.table.take_box()
        self._model.set_rows(lines)
        place = next((n for n, line in enumerate(lines) if line.step.key == key), -1)
        if place >= 0:
            index, selection = self._model.index(place, 0), self.table.selectionModel()
            selection.setCurrentIndex(index, selection.SelectionFlag.NoUpdate)
        self._show_box(lines)
        self.table.fit()
        self.table.verticalScrollBar().setValue(scrolled)
        self._empty.setText(
            empty_words(self._history.filter, self._history.about) if self._history.is_read else ""
        )
        self._empty.setVisible(not lines)
        self.table.setVisible(bool(lines))
        if had_focus:
            self.focus_first()
        self._show_about()
        self._show_next()
        self._show_unseen()

    def _show_about(self) -> None:
        """Say whose history alone is shown."""
        about = self._history.about
        self._about.setText(about_words(about))
        self._about.setVisible(bool(about.records))
        self._all.setVisible(bool(about.records))

    def _show_box(self, lines: tuple[HistoryLine, ...]) -> None:
        for place, line in enumerate(lines):
            if line.conflict is not None:
                box = ConflictBox(line.conflict, self._history, self._today)
                box.settled.connect(self.table.setFocus)
                self.table.show_box(place, box)

    def _show_next(self) -> None:
        """Name the steps that are undone and redone next."""
        undoing, is_on = self._session.undoing, self._history.can_undo
        for link, key, turned, words in (
            (self._undo, self._undo_key, undoing.next_undo, undo_words),
            (self._redo, self._redo_key, undoing.next_redo, redo_words),
        ):
            kind = turned.kind if turned is not None else None
            said = words(kind, is_there=turned is not None).replace("&", "")
            link.setText(said)
            link.setAccessibleName(said)
            link.setEnabled(turned is not None)
            link.setVisible(is_on)
            key.setVisible(is_on)
        self._fit_head()

    def _show_unseen(self) -> None:
        number = self._history.page.unseen
        words = unseen_words(number)
        if not self._history.can_undo:
            more = self.tr("Switch editing on to mark them as seen.")
            words = f"{words} {more}"
        self._unseen.setText(words)
        self._unseen.setVisible(bool(number))
        self._see.setVisible(bool(number) and self._history.can_undo)

    def _on_more_read(self, more: ToldPage) -> None:
        self._model.add_rows(self._lines(more.steps))

    def _on_conflict_changed(self) -> None:
        self._show()
        lines = self._model.rows
        place = next((n for n, line in enumerate(lines) if line.conflict is not None), -1)
        if place >= 0:
            self.table.scrollTo(self._model.index(place, 0))
            self.table.focus_box()

    def _on_undo_wanted(self, line: HistoryLine) -> None:
        if line.conflict is None:
            self._history.undo(line.step)

    def _on_case_wanted(self, line: HistoryLine) -> None:
        slug = line.step.subject.slug
        if slug and slug == self._session.selected:
            self.left.emit()
        elif slug:
            self._session.select(slug)
