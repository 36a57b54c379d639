"""The status row at the bottom: the file, its counts, and the result of its integrity check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop import text
from desktop.views.mode.lock import LockRow
from desktop.views.parts.states import plain_label, spaced
from desktop.views.parts.tip import set_tip

if TYPE_CHECKING:
    from desktop.domain.file import Progress
    from desktop.session.problems import FileProblems
    from desktop.session.session import Session
    from desktop.theme import Look


_SAID = 4_000  # milliseconds that words stay


class StatusRow(QFrame):
    """File, access and counts; on the right progress, problems, integrity check, and that it is offline."""

    # The list of unreadable rows is wanted.
    problems_wanted = Signal()

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_row")
        self._session = session
        self._file = plain_label("", self, name="status_file")
        self.lock = LockRow(self)
        self._counts = plain_label("", self, name="status_counts")
        self._said = plain_label("", self, name="status_said")
        self._said.hide()
        self._saying = QTimer(self)
        self._saying.setSingleShot(True)
        self._saying.setInterval(_SAID)
        self._saying.timeout.connect(self._said.hide)
        self._progress = plain_label("", self, name="status_progress")
        self._progress.hide()
        self.unprepared = QPushButton(self.tr("Not prepared"), self)
        self.unprepared.setObjectName("status_unprepared")
        self.unprepared.setProperty("role", "link")
        self.unprepared.setToolTip(self.tr("Show why the file could not be prepared, and try again"))
        self.unprepared.clicked.connect(lambda: session.preparing_failed.emit(session.unprepared))
        self.unprepared.hide()
        self.unread = QPushButton(self)
        self.unread.setObjectName("status_unread")
        self.unread.setProperty("role", "link")
        self.unread.setToolTip(self.tr("List the rows that could not be read"))
        self.unread.clicked.connect(self.problems_wanted)
        self.unread.hide()
        self._check = plain_label("", self, name="status_check")
        row = spaced(QHBoxLayout(self), margins=(14, 4, 14, 4), spacing=20)
        shown: tuple[QWidget, ...] = (self._file, self.lock, self._counts, self.lock.changes)
        for widget in shown:
            row.addWidget(widget)
        row.addStretch(1)
        for part in (self._said, self._progress, self.unprepared, self.unread, self._check):
            row.addWidget(part)
        self._file.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        session.file_opened.connect(self._show)
        session.file_changed.connect(self._show)
        session.file_closed.connect(self._show)
        session.indexing_changed.connect(self._on_indexing_changed)
        session.preparing_failed.connect(
            lambda unprepared: self.unprepared.setVisible(unprepared is not None)
        )
        session.busy_changed.connect(self._on_busy_changed)
        look.changed.connect(self.update)
        self._show()

    def follow(self, problems: FileProblems) -> None:
        """Show the number of unreadable rows from now on."""
        problems.changed.connect(lambda: self._show_unread(problems.found.rows))
        self._show_unread(problems.found.rows)

    def say(self, words: str) -> None:
        """Say something for a moment."""
        self._said.setText(words)
        self._said.show()
        self._saying.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _show_unread(self, rows: int) -> None:
        if rows:
            from desktop.models.problems import count_words  # noqa: PLC0415 - no usual start

            self.unread.setText(f"\N{WARNING SIGN} {count_words(rows)}")
            self.unread.setAccessibleName(count_words(rows))
        self.unread.setVisible(bool(rows))

    def _show(self) -> None:
        info = self._session.info
        for widget in (self._file, self.lock, self._counts):
            widget.setVisible(info is not None)
        self._show_check()
        if info is None:
            return
        self._file.setText(text.printable(info.name))
        set_tip(self._file, text.printable(info.path))
        cases = self.tr("1 investigation") if info.investigations == 1 else self.tr("{0} investigations")
        events = self.tr("1 event") if info.events == 1 else self.tr("{0} events")
        self._counts.setText(
            f"{cases.format(text.count(info.investigations))} · {events.format(text.count(info.events))}"
        )

    def _on_indexing_changed(self, progress: Progress | None) -> None:
        # After the last stage the file is still being checked, which the right end tells.
        self._progress.setVisible(progress is not None and not progress.is_ready)
        if progress is not None:
            from desktop.models.preparing_words import progress_words  # noqa: PLC0415 - no usual start

            self._progress.setText(progress_words(progress))

    def _show_check(self) -> None:
        info, offline = self._session.info, self.tr("offline")
        if info is None:
            self._check.setText(offline)
            return
        known = {
            "": self.tr("Integrity checked"),
            "ok": self.tr("Integrity checked"),
            "unchecked": self.tr("Integrity not checked yet"),
            "damaged": self.tr("Damaged"),
        }
        check = known.get(info.check.casefold()) or text.printable(info.check)
        self._check.setText(f"{check} · {offline}")

    def _on_busy_changed(self, busy: bool) -> None:  # noqa: FBT001
        if busy and self._session.info is None:
            self._check.setText(self.tr("Opening…"))
        else:
            self._show_check()
