"""The lock in the status row: whether the file is edited, its backup, and the changes since opening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.views.parts.states import plain_label, set_flag, spaced
from desktop.views.parts.tip import set_tip

if TYPE_CHECKING:
    from desktop.session.editing import Editing
    from desktop.theme import Look

ICON = 14  # pixels, for the usual size of the text


class LockRow(QWidget):
    """A button with a closed or open lock, which switches editing, and the moment of the backup."""

    # Editing is to be switched on, or off.
    wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.button = QPushButton(self.tr("Read-only"), self)
        self.button.setObjectName("status_lock")
        self.button.setProperty("role", "link")
        self.button.setAutoDefault(False)
        self.button.clicked.connect(lambda _checked=False: self.wanted.emit())
        self._backup = plain_label("", self, name="status_backup")
        self._backup.hide()
        self.changes: QLabel = plain_label("", parent, name="status_changes")
        self.changes.hide()
        self._editing: Editing | None = None
        self._look: Look | None = None
        row = spaced(QHBoxLayout(self), spacing=20)
        row.addWidget(self.button)
        row.addWidget(self._backup)
        self._say(is_on=False)

    def follow(self, editing: Editing, look: Look) -> None:
        """Show the state of editing from now on, with icons; to be called once, after the first paint."""
        self._editing, self._look = editing, look
        editing.changed.connect(self._show)
        look.changed.connect(self._show)
        self._show()

    def _say(self, *, is_on: bool) -> None:
        if is_on:
            name, tip = self.tr("Editing"), self.tr("Switch editing off (Ctrl+Shift+E)")
        else:
            name, tip = self.tr("Read-only"), self.tr("Switch editing on, after a backup (Ctrl+Shift+E)")
        self.button.setText(name)
        self.button.setAccessibleName(name)
        self.button.setAccessibleDescription(tip)
        set_tip(self.button, tip)

    def _show(self) -> None:
        editing, look = self._editing, self._look
        if editing is None or look is None:
            return
        from desktop.icons import icon  # noqa: PLC0415 - drawn after the first paint
        from desktop.models.mode_words import backup_words, changes_words  # noqa: PLC0415 - as above

        self._say(is_on=editing.is_on)
        set_flag(self.button, "editing", on=editing.is_on)
        ink = look.theme.colour("accent" if editing.is_on else "muted")
        self.button.setIcon(icon("unlock" if editing.is_on else "lock", ink))
        self.button.setIconSize(QSize(look.scaled(ICON), look.scaled(ICON)))
        backup = editing.backup
        self._backup.setVisible(backup is not None)
        if backup is not None:
            self._backup.setText(backup_words(backup.at, editing.today))
            set_tip(self._backup, str(backup.path))
        words = changes_words(editing.changes)
        self.changes.setText(words)
        self.changes.setVisible(bool(words))
