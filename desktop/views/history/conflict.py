"""The box in the row of a step that was not undone: why, the values, and the choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout

from desktop.models.history_words import choice_words, conflict_sentence, conflict_values
from desktop.views.parts.card import ElidedLabel, link_button, plain_label
from desktop.views.parts.flow import FlowLayout
from desktop.views.parts.states import spaced

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from desktop.domain.edit.told import UndoConflict
    from desktop.session.history import FileHistory

_INDENT = 60  # pixels, so that the box begins below the authors
_GAP = 40


class ConflictBox(QFrame):
    """A conflict with its choices, each a link; lies over the whole width of the table."""

    # A choice was made: the box is no longer wanted.
    settled = Signal()

    def __init__(self, conflict: UndoConflict, history: FileHistory, today: date) -> None:
        super().__init__()
        self.setObjectName("history_conflict_ground")
        self._history = history
        box = QFrame()
        box.setObjectName("history_conflict")
        sentence = conflict_sentence(conflict, today)
        title = self.tr("Not undone.")
        self.setAccessibleName(f"{title} {sentence}")
        head = spaced(QHBoxLayout(), spacing=6)
        head.addWidget(plain_label(title, "heading"), 0, Qt.AlignmentFlag.AlignTop)
        said = plain_label(sentence, wrap=True, name="history_conflict_sentence")
        head.addWidget(said, 1)
        column = spaced(QVBoxLayout(box), margins=(12, 8, 12, 6), spacing=6)
        column.addLayout(head)
        if conflict.column:
            column.addLayout(_values(conflict))
        self.links = self._links(conflict)
        row = FlowLayout()
        for number, link in enumerate(self.links):
            if number:
                row.addWidget(plain_label("·", "muted"))
            row.addWidget(link)
        column.addLayout(row)
        around = spaced(QVBoxLayout(self), margins=(_INDENT, 0, 8, 8), spacing=0)
        around.addWidget(box)

    def height_at(self, width: int) -> int:
        """The height in pixels that the box needs in a width."""
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else self.sizeHint().height()

    def _links(self, conflict: UndoConflict) -> tuple[QPushButton, ...]:
        history = self._history
        restore = history.restore_before if conflict.column else history.restore_record
        deeds: tuple[tuple[str, Callable[[], object], str], ...] = tuple(
            zip(
                choice_words(conflict),
                (restore, history.restore_mine, history.leave),
                ("history_restore", "history_mine", "history_leave"),
                strict=True,
            )
        )
        return tuple(self._link(words, deed, name) for words, deed, name in deeds if words)

    def _link(self, words: str, deed: Callable[[], object], name: str) -> QPushButton:
        link = link_button(words.replace("&", "&&"), name, words)
        link.setAutoDefault(True)  # so that Enter presses it
        link.clicked.connect(lambda _checked=False: self._settle(deed))
        return link

    def _settle(self, deed: Callable[[], object]) -> None:
        self.settled.emit()
        deed()


def _values(conflict: UndoConflict) -> QGridLayout:
    """The values of the cell side by side, each under its title."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(_GAP)
    grid.setVerticalSpacing(0)
    for place, (title, value) in enumerate(conflict_values(conflict)):
        grid.addWidget(plain_label(title, "caption"), 0, place)
        label = ElidedLabel(value, name=f"history_value_{place}")
        label.setToolTip("")
        label.setAccessibleName(f"{title}: {value}")
        label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        grid.addWidget(label, 1, place)
        grid.setColumnStretch(place, 1)
    return grid
