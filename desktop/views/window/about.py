"""The dialogs About Astreinte and Keyboard shortcuts."""

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
from desktop.views.parts.states import make_button, plain_label, spaced


class AboutDialog(QDialog):
    """The purpose of the program, its version, and its libraries."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("about")
        self.setWindowTitle(self.tr("About Astreinte"))
        title = plain_label("title", self, text="Astreinte")
        picture = QLabel(self)
        picture.setAccessibleName(self.tr("The mark of Astreinte"))
        picture.setPixmap(window_icon().pixmap(48, 48))
        sentences = (
            self.tr(
                "A case-file viewer for enforcement investigations: every timeline, every daily penalty."
            ),
            self.tr(
                "It works offline, and changes a file only where editing is switched on. Its figures are not"
                " legal advice."
            ),
        )
        words = plain_label("", self, text="\n".join((*sentences, "", *_versions())), name="about_words")
        words.setWordWrap(True)
        words.setMinimumWidth(380)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(picture)
        head.addWidget(title, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(make_button(self.tr("Copy versions"), self.copy, self))
        buttons.addWidget(make_button(self.tr("Close"), self.accept, self))
        column = spaced(QVBoxLayout(self), margins=(20, 20, 20, 16), spacing=12)
        column.addLayout(head)
        column.addWidget(words)
        column.addLayout(buttons)

    def copy(self) -> None:
        """Copy the versions, for a report."""
        QGuiApplication.clipboard().setText("\n".join(_versions()))


class KeysDialog(QDialog):
    """Every action with its keys, by menu."""

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
        day_keys = (
            (self.tr("One day later, one day earlier"), _native(("Up", "Down"))),
            (self.tr("One month later, one month earlier"), _native(("PgUp", "PgDown"))),
            (self.tr("Undo what was typed"), _native(("Esc",))),
        )
        self._add_rows(grid, self.tr("In the field of the as-of day"), day_keys)
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
        heading = plain_label("heading", self, text=title)
        heading.setContentsMargins(0, 10 if place > 1 else 0, 0, 0)
        grid.addWidget(heading, place, 0, 1, 2)
        for number, (words, keys) in enumerate(rows, place + 1):
            for column, (role, shown) in enumerate((("", words), ("muted", keys))):
                grid.addWidget(plain_label(role, self, text=shown), number, column)


def _versions() -> tuple[str, ...]:
    return (
        f"Astreinte {__version__}",
        f"Qt {qVersion()} · PySide {PySide6.__version__}",
        f"Python {platform.python_version()} · {platform.system()} {platform.release()}",
    )


def _native(keys: tuple[str, ...]) -> str:
    shape = QKeySequence.SequenceFormat.NativeText
    return "   ".join(QKeySequence(key).toString(shape) for key in keys)
