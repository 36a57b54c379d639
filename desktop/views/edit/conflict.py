"""The strip in a form that tells of another program, which changed or deleted what the form shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.views.parts.card import plain_label, set_style
from desktop.views.parts.states import make_button, spaced

if TYPE_CHECKING:
    from collections.abc import Callable

_MARGIN = 12


class StripSide(NamedTuple):
    """One side of a conflict: whose it is, its value, and the figure that it gives."""

    whose: str
    value: str
    figure: str


class StripButton(NamedTuple):
    """A button of a strip: its words, its name and what it does."""

    words: str
    name: str
    deed: Callable[[], object]


class ConflictStrip(QFrame):
    """What happened, both sides where there are two, and the choices."""

    def __init__(
        self,
        what: str,
        sides: tuple[StripSide, ...],
        answers: tuple[StripButton, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("conflict_strip")
        self.setProperty("role", "warning")
        self.setAccessibleName(what)
        column = spaced(QVBoxLayout(self), margins=(_MARGIN, 8, _MARGIN, 10), spacing=6)
        heading = plain_label(f"⚠ {what}", "doubt", wrap=True, name="conflict_what")
        set_style(heading, tone="strong")
        column.addWidget(heading)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for place, side in enumerate(sides):
            grid.addWidget(plain_label(side.whose, "caption"), place, 0, Qt.AlignmentFlag.AlignTop)
            value = plain_label(side.value, wrap=True, name="conflict_value")
            set_style(value, tone="strong")
            grid.addWidget(value, place, 1)
            figure = plain_label(side.figure, "caption", name="conflict_figure")
            grid.addWidget(figure, place, 2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        column.addLayout(grid)
        row = spaced(QHBoxLayout(), spacing=8)
        for words, name, deed in answers:
            button = make_button(words, deed, self)
            button.setObjectName(name)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(plain_label(self.tr("nothing is saved yet"), "caption"))
        column.addLayout(row)
