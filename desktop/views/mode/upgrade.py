"""The question whether a file of an earlier version is brought up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.views.parts.states import make_button, plain_label, spaced

if TYPE_CHECKING:
    from collections.abc import Callable


class UpgradeDialog(QDialog):
    """Asks once the file is backed up; nothing is changed without a yes."""

    def __init__(self, name: str, backup: str, upgrade: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("upgrade")
        self.setWindowTitle(self.tr("Bring the file up to date?"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._upgrade = upgrade
        title = plain_label("heading", self, text=self.windowTitle())
        words = plain_label(
            "",
            self,
            text=self.tr(
                "“{0}” was made by an earlier version of Astreinte. To edit it, its tables are brought up to"
                " date; earlier versions cannot open it then. It is backed up as it is now:\n\n{1}"
            ).format(name, backup),
            name="upgrade_words",
        )
        words.setWordWrap(True)
        words.setMinimumWidth(460)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setAccessibleName(title.text())
        self.setAccessibleDescription(words.text())
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        leave = make_button(self.tr("Leave it as it is"), self.reject, self)
        buttons.addWidget(make_button(self.tr("Bring up to date"), self.accept, self))
        buttons.addWidget(leave)
        column = spaced(QVBoxLayout(self), margins=(20, 16, 20, 16), spacing=12)
        for label in (title, words):
            column.addWidget(label)
        column.addLayout(buttons)
        leave.setFocus()

    def accept(self) -> None:
        """Bring the file up to date."""
        super().accept()
        self._upgrade()
