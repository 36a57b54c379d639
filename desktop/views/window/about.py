"""About the program, and its keys."""

from __future__ import annotations

import platform

import PySide6
from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop import __version__
from desktop.actions import declared, plain_text
from desktop.actions.titles import menu_titles
from desktop.icons import window_icon
from desktop.views.parts.states import make_button, plain_label


class AboutDialog(QDialog):
    """What this is, which version, and what it is made of."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("about")
        self.setWindowTitle(self.tr("About Astreinte"))
        title = plain_label("title", self)
        title.setText("Astreinte")
        picture = QLabel(self)
        picture.setAccessibleName(self.tr("The mark of Astreinte"))
        picture.setPixmap(window_icon().pixmap(48, 48))
        self._words = plain_label("", self)
        self._words.setObjectName("about_words")
        self._words.setWordWrap(True)
        self._words.setMinimumWidth(380)
        self._words.setText("\n".join((*self._sentences(), "", *self._versions())))
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(picture)
        head.addWidget(title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._words)
        column.addLayout(self._buttons())

    def copy(self) -> None:
        """Copy the versions, for a report."""
        QGuiApplication.clipboard().setText("\n".join(self._versions()))

    def _sentences(self) -> tuple[str, ...]:
        return (
            self.tr(
                "A case-file viewer for enforcement investigations: every timeline, every daily penalty."
            ),
            self.tr("It works offline and opens files read-only. Its figures are no legal advice."),
        )

    def _versions(self) -> tuple[str, ...]:
        return (
            f"Astreinte {__version__}",
            f"Qt {qVersion()} · PySide {PySide6.__version__}",
            f"Python {platform.python_version()} · {platform.system()} {platform.release()}",
        )

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(make_button(self.tr("Copy versions"), self.copy, self))
        row.addWidget(make_button(self.tr("Close"), self.accept, self))
        return row


class KeysDialog(QDialog):
    """Every action with its keys, menu by menu."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keys")
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        inside = QFrame(self)
        grid = QGridLayout(inside)
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for menu in menu_titles():
            keyed = tuple(spec for spec in declared() if spec.menu == menu.path and spec.keys)
            rows = tuple((plain_text(spec), _native(spec.keys)) for spec in keyed)
            self._add_rows(grid, menu.title.replace("&", ""), rows)
        self._add_rows(grid, self.tr("In the field of the as-of day"), self._day_keys())
        scroll = QScrollArea(self)
        scroll.setAccessibleName(self.windowTitle())
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        close = QHBoxLayout()
        close.addStretch(1)
        close.addWidget(make_button(self.tr("Close"), self.accept, self))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.addWidget(scroll, 1)
        column.addLayout(close)
        self.resize(max(440, inside.sizeHint().width() + 60), 620)

    def _add_rows(self, grid: QGridLayout, title: str, rows: tuple[tuple[str, str], ...]) -> None:
        if not rows:
            return
        place = grid.rowCount()
        heading = plain_label("heading", self)
        heading.setText(title)
        heading.setContentsMargins(0, 10 if place > 1 else 0, 0, 0)
        grid.addWidget(heading, place, 0, 1, 2)
        for number, (words, keys) in enumerate(rows, place + 1):
            for column, (role, shown) in enumerate((("", words), ("muted", keys))):
                label = plain_label(role, self)
                label.setText(shown)
                grid.addWidget(label, number, column)

    def _day_keys(self) -> tuple[tuple[str, str], ...]:
        return (
            (self.tr("One day later, one day earlier"), _native(("Up", "Down"))),
            (self.tr("One month later, one month earlier"), _native(("PgUp", "PgDown"))),
            (self.tr("Undo what was typed"), _native(("Esc",))),
        )


def _native(keys: tuple[str, ...]) -> str:
    shape = QKeySequence.SequenceFormat.NativeText
    return "   ".join(QKeySequence(key).toString(shape) for key in keys)
