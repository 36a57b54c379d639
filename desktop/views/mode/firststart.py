"""The first start: what to begin with, chosen by a click, an arrow key or a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from desktop.views.parts.states import make_button, plain_label, spaced

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


class FirstStart(QFrame):
    """The choices of the first start, one below another; Esc takes the first."""

    def __init__(self, choices: tuple[tuple[str, Callable[[], object]], ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("first_start")
        title = plain_label("title", self, text=self.tr("What do you want to begin with?"))
        hint = plain_label(
            "muted",
            self,
            text=self.tr("Press a number, or Esc for the sample. All of this is in the menu File as well."),
        )
        column = spaced(QVBoxLayout(), spacing=10)
        column.addStretch(2)
        column.addWidget(title)
        column.addSpacing(6)
        self.buttons: list[QPushButton] = []
        for number, (words, deed) in enumerate(choices, 1):
            button = make_button(f"{number}   {words}", deed, self)
            button.setAccessibleName(words)
            button.setAccessibleDescription(self.tr("Key {0}").format(number))
            self._bind(str(number), deed)
            self.buttons.append(button)
            column.addWidget(button)
        self._bind("Esc", choices[0][1])
        column.addSpacing(6)
        column.addWidget(hint)
        column.addStretch(3)
        row = spaced(QHBoxLayout(self), margins=(24, 24, 24, 24), spacing=0)
        row.addStretch(1)
        row.addLayout(column)
        row.addStretch(1)
        self.setAccessibleName(title.text())
        self.setFocusProxy(self.buttons[0])

    def _bind(self, key: str, deed: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(deed)
