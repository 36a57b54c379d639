"""The page of an import: how the table is read, its columns, its counts, its refused rows, and the import."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop import text
from desktop.models.importing.counts import (
    button_words,
    changed_words,
    different_words,
    done_words,
    head_words,
    kept_words,
    missing_words,
    new_rows,
    new_texts,
    size_words,
    texts_button,
    texts_counts,
    texts_lines,
    texts_size,
)
from desktop.views.edit.fields import Chooser
from desktop.views.importing.columns import ColumnsCard
from desktop.views.importing.counts import CountStrip
from desktop.views.importing.dialogs import ImportDialogs
from desktop.views.importing.refused import RefusedCard
from desktop.views.importing.settings import SettingsCard
from desktop.views.parts.card import plain_label, set_style
from desktop.views.parts.ownkeys import keeps
from desktop.views.parts.states import make_button, spaced
from desktop.views.parts.taborder import follow_layout

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent

    from desktop.domain.edit.change import Edit
    from desktop.domain.file import Problem
    from desktop.domain.importing.found import ImportDone, TextsFound
    from desktop.session.session import Session
    from desktop.theme import Look

_LEAST = 180  # pixels of the refused rows
_NEXT = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"


class ImportPage(QWidget):
    """An import from the choice of a file to the counts of what was written."""

    # The page is left.
    left = Signal()
    # The rows are to be imported, but no file is open that is edited.
    target_wanted = Signal()
    # str: what was saved, for the window to tell.
    told = Signal(str)

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import_page")
        self._session, self._look, self.importing = session, look, session.importing
        self._overwrite: bool | None = None  # what is to become of rows that changed; None: not said
        self.is_done = False
        self.is_waiting = False  # for a file to import into, upon which the rows are imported
        self.title = plain_label(role="title", name="import_title")
        self._size = plain_label(role="caption", name="import_size")
        self._steps = tuple(plain_label(role="caption", name=f"import_step_{place}") for place in range(3))
        self.settings, self.columns = SettingsCard(), ColumnsCard(look)
        self.counts, self.refused = CountStrip(), RefusedCard(look)
        self._changed_bar = QFrame()
        self._changed_words = plain_label(wrap=True, name="import_changed")
        self.changed_choice = Chooser("import_changed_choice", self.tr("Changed rows"), self.tr("Choose…"))
        self._listed = plain_label(role="muted", wrap=True, name="import_listed")
        self._kept = plain_label(role="caption", wrap=True, name="import_kept")
        self.leave_button = make_button(self.tr("Cancel  Esc"), self._on_escape, self)
        self.import_button = QPushButton()
        self._asking = ImportDialogs(self.importing, look, self)
        self._arrange()
        self._connect()

    @property
    def is_open(self) -> bool:
        """Whether a table is being imported."""
        return self.importing.path is not None

    def begin(self, path: Path) -> None:
        """Show the import of a file."""
        self._begin()
        self.importing.open(path)
        self._show_waiting()

    def begin_pasted(self, words: str) -> None:
        """Show the import of a pasted table."""
        self._begin()
        self.importing.open_pasted(words)

    def leave(self) -> None:
        """End what is going on, and leave the page."""
        self.importing.close()
        self.left.emit()

    def write(self) -> None:
        """Import the rows, if it is said what becomes of those that changed."""
        if self.importing.is_running or not self.import_button.isEnabled():
            return
        if not self._session.editing.is_on:
            self.target_wanted.emit()
            return
        self.is_waiting = False
        dry = self.importing.dry
        self.counts.show_progress(0, dry.rows if dry is not None else 0, is_writing=True)
        self.importing.write(overwrite=bool(self._overwrite))
        self._mark()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape ends a run, or else leaves the page; Ctrl+Enter imports."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self._on_escape()
        elif is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.write()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Escape to the page, though the window has a use for it."""
        return keeps(event) or super().event(event)

    def _begin(self) -> None:
        self._overwrite, self.is_done, self.is_waiting = None, False, False
        self.settings.setVisible(False)
        self.columns.setVisible(False)
        self.refused.setVisible(False)
        self._changed_bar.setVisible(False)
        self._listed.setVisible(False)
        self._offer()
        self._size.clear()
        self._kept.clear()

    def _offer(self) -> None:
        """Offer to import, or to cancel."""
        self.import_button.setVisible(True)
        self.leave_button.setText(self.tr("Cancel  Esc"))

    def _arrange(self) -> None:
        head = spaced(QHBoxLayout(), spacing=8)
        names = spaced(QVBoxLayout(), spacing=2)
        names.addWidget(self.title)
        names.addWidget(self._size)
        head.addLayout(names, 1)
        for place, step in enumerate(self._steps):
            if place:
                head.addWidget(plain_label(_NEXT, "caption"), 0, Qt.AlignmentFlag.AlignTop)
            head.addWidget(step, 0, Qt.AlignmentFlag.AlignTop)
        both = spaced(QHBoxLayout(), spacing=16)
        both.addWidget(self.settings, 2)
        both.addWidget(self.columns, 5)
        self.settings.setMinimumWidth(330)
        self.settings.setMaximumWidth(360)
        self._changed_bar.setObjectName("import_changed_bar")
        asked = spaced(QHBoxLayout(self._changed_bar), margins=(14, 8, 14, 8), spacing=12)
        asked.addWidget(self._changed_words, 1)
        asked.addWidget(self.changed_choice)
        inside = QWidget()
        inside.setObjectName("import_inside")
        column = spaced(QVBoxLayout(inside), margins=(20, 14, 20, 12), spacing=12)
        column.addLayout(head)
        column.addLayout(both)
        column.addWidget(self.counts)
        column.addWidget(self._changed_bar)
        column.addWidget(self._listed)
        column.addWidget(self.refused, 1)
        column.addStretch(0)
        self.refused.setMinimumHeight(_LEAST)
        area = QScrollArea()
        area.setObjectName("import_area")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        whole = spaced(QVBoxLayout(self), spacing=0)
        whole.addWidget(area, 1)
        whole.addWidget(self._foot())
        follow_layout(self)

    def _foot(self) -> QFrame:
        """The buttons, below what scrolls."""
        self.leave_button.setObjectName("import_leave")
        self.import_button.setObjectName("import_write")
        self.import_button.setProperty("role", "primary")
        self.import_button.setAutoDefault(False)
        self.import_button.setToolTip(self.tr("Import the rows into the case file (Ctrl+Enter)"))
        foot = QFrame()
        foot.setObjectName("import_foot")
        line = spaced(QHBoxLayout(foot), margins=(20, 10, 20, 10), spacing=8)
        line.addWidget(self._kept, 1)
        line.addWidget(self.leave_button)
        line.addWidget(self.import_button)
        return foot

    def _connect(self) -> None:
        importing = self.importing
        importing.tried.connect(self._on_tried)
        importing.progressed.connect(self._on_progressed)
        importing.stopped.connect(self._on_stopped)
        importing.finished.connect(self._on_finished)
        importing.failed.connect(self._on_failed)
        importing.saved.connect(
            lambda path: self.told.emit(self.tr("Saved: {}").format(text.printable(str(path))))
        )
        self._session.editing.changed.connect(self._on_editing)
        self._session.editing.saved.connect(self._on_saved)
        self.settings.changed.connect(self._reading(importing.read_by))
        self.settings.day_changed.connect(lambda day: self._reading(importing.take_on)(day.isoformat()))
        self.columns.mapped.connect(self._reading(importing.become))
        self.settings.save_button.clicked.connect(lambda _checked=False: self._asking.profile_name())
        self.settings.template_button.clicked.connect(lambda _checked=False: self._asking.template_place())
        self.columns.review_button.clicked.connect(lambda _checked=False: self._asking.review())
        self.counts.names_wanted.connect(self._asking.list_names)
        self.counts.again_wanted.connect(self._reading(importing.try_again))
        self.refused.corrected.connect(self._on_corrected)
        self.refused.taken_back.connect(importing.take_back)
        self.refused.matched.connect(self._reading(importing.match))
        self.refused.save_wanted.connect(self._asking.refused_place)
        self.changed_choice.chosen.connect(self._on_choice)
        self.import_button.clicked.connect(lambda _checked=False: self.write())

    def _reading(self, verb: Callable[..., None]) -> Callable[..., None]:
        """A verb that reads the table anew, with its progress in sight."""

        def asked(*given: object) -> None:
            self._overwrite = None
            dry = self.importing.dry
            self.counts.show_progress(0, dry.total if dry is not None else 0, is_writing=False)
            verb(*given)
            self._mark()

        return asked

    def _show_waiting(self) -> None:
        path = self.importing.path
        is_tried = self.importing.dry is not None or self.importing.texts is not None
        if path is not None and not is_tried and self.importing.problem is None:
            self.title.setText(head_words(None, path.name))
            self.counts.show_sentence(self.tr("Opening the table…"))
        self._mark()

    def _on_tried(self) -> None:
        importing = self.importing
        if importing.problem is not None and importing.path is not None:
            self.title.setText(
                head_words(importing.dry.table if importing.dry else None, importing.path.name)
            )
            self.counts.show_sentence(importing.problem.sentence)
            self._mark()
            return
        if importing.texts is not None and importing.path is not None and not self.is_done:
            self._show_texts(importing.texts, importing.path)
        dry = importing.dry
        if dry is None or self.is_done:
            return
        taken = date.fromisoformat(importing.on)
        self.title.setText(head_words(dry.table, ""))
        self._size.setText(size_words(dry))
        self.settings.show_dry_run(dry, importing.profiles, taken)
        self.columns.show_dry_run(dry)
        self.refused.show_dry_run(dry, importing.corrections)
        for card in (self.settings, self.columns):
            card.setVisible(True)
        self.refused.setVisible(bool(dry.refused or dry.corrected))
        if dry.missing:
            self.counts.show_sentence(missing_words(dry))
        else:
            self.counts.show_dry_run(dry)
        self._kept.setText(kept_words(dry, text.day(taken)))
        self._show_changed(len(dry.changed), changed_words(len(dry.changed)))
        self._mark()
        follow_layout(self)
        self._go_on()

    def _show_texts(self, texts: TextsFound, path: Path) -> None:
        """Show what the texts of investigations would bring."""
        self.title.setText(head_words(None, path.name))
        self._size.setText(texts_size(texts))
        self.counts.show_done(texts_counts(texts))
        self._listed.setText(texts_lines(texts))
        self._listed.setVisible(bool(self._listed.text()))
        self._show_changed(len(texts.different), different_words(len(texts.different)))
        self._mark()
        self._go_on()

    def _on_saved(self, edit: Edit) -> None:
        """Compare with the file anew, once a step was taken back or made again."""
        if edit.undoes and self.is_open and not self.importing.is_running:
            self.is_done = False
            self._offer()
            self._reading(self.importing.try_again)()

    def _on_editing(self) -> None:
        self._mark()
        self._go_on()

    def _go_on(self) -> None:
        """Import the rows once there is a file for them."""
        if self.is_waiting and self._session.editing.is_on and not self.importing.is_running:
            self.write()

    def _show_changed(self, number: int, words: str) -> None:
        """Ask what becomes of what stands in the case file otherwise."""
        self._changed_bar.setVisible(bool(number))
        self._changed_words.setText(words)
        choices = ((False, self.tr("Keep it")), (True, self.tr("Overwrite it")))
        self.changed_choice.show_choices(choices, self._overwrite)

    def _on_corrected(self, line: int, cells: dict[str, str]) -> None:
        """Correct a row; once the others are imported, it can be imported as well."""
        self.importing.correct(line, cells)
        if self.is_done:
            self.is_done = False
            self._offer()
            self._reading(self.importing.try_again)()

    def _on_choice(self, value: object) -> None:
        self._overwrite = bool(value)
        self._mark()

    def _on_progressed(self, read: int, total: int) -> None:
        if self.importing.is_running and not self.importing.is_ending:
            self.counts.show_progress(read, total, is_writing=self.importing.is_writing)

    def _on_stopped(self) -> None:
        dry = self.importing.dry
        words = self.tr("Cancelled. Nothing was written.")
        self.counts.show_sentence(words, can_repeat=dry is not None or self.importing.path is not None)
        self._mark()

    def _on_finished(self, done: ImportDone) -> None:
        self.is_done = True
        self.counts.show_done(done_words(done))
        self._size.setText(self.tr("Done. Ctrl+Z takes the whole import back."))
        self._kept.clear()
        self._changed_bar.setVisible(False)
        for card in (self.settings, self.columns):
            card.setVisible(False)
        self._listed.setVisible(False)
        self.import_button.setVisible(False)
        self.leave_button.setText(self.tr("Show the investigations"))
        self._mark()

    def _on_failed(self, problem: Problem) -> None:
        dry = self.importing.dry
        if not self.importing.is_running and dry is not None and not self.is_done:
            self.counts.show_sentence(problem.sentence, can_repeat=True)
        self._mark()

    def _mark(self) -> None:
        """Show the step that is reached, and whether the rows can be imported."""
        importing, dry = self.importing, self.importing.dry
        overwrite, texts = bool(self._overwrite), importing.texts
        asks = self._changed_bar.isVisibleTo(self) and self._overwrite is None
        if texts is not None:
            count, words = new_texts(texts, overwrite=overwrite), texts_button(texts, overwrite=overwrite)
            words = button_words(None, overwrite=False) if asks else words
        else:
            count = 0 if dry is None else new_rows(dry, overwrite=overwrite)
            words = button_words(None if asks else dry, overwrite=overwrite)
        self.import_button.setText(words)
        self.import_button.setAccessibleName(self.import_button.text())
        self.import_button.setEnabled(
            importing.problem is None and not importing.is_running and count > 0 and not asks
        )
        hint = self.tr("Say first what becomes of the rows that changed.") if asks else ""
        self.import_button.setAccessibleDescription(hint)
        reached = 2 if self.is_done else 1 if dry is not None or texts is not None else 0
        trial = self.tr("Columns and dry run") if texts is None else self.tr("Dry run")
        names = (self.tr("File"), trial, self.tr("Done"))
        for place, (label, words) in enumerate(zip(self._steps, names, strict=True)):
            label.setText(f"✓ {words}" if place < reached else words)
            set_style(label, tone=("settled", "now", "")[(place >= reached) + (place > reached)])

    def _on_escape(self) -> None:
        if self.importing.is_running:
            self.importing.cancel()
            if self.importing.is_ending:
                self.counts.show_sentence(self.tr("Cancelling: what was written is taken back…"))
        else:
            self.leave()
