"""The changes of the rate in a draft: a row for each, and what is wrong with them."""

from __future__ import annotations

import dataclasses
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.domain.edit.draft import Draft, DraftStep, RateStart
from desktop.models.edit.form_words import rate_starts
from desktop.views.edit.fields import Chooser, FieldRow, answer_link, put_words, typed_line
from desktop.views.parts.states import spaced

_KIND_WORDS = 86  # pixels of the words of how a rate begins, shown whole at least
_DAY, _RATE = 96, 80  # pixels of a day and of a rate, at least
_REMOVE = "\N{MULTIPLICATION SIGN}"


class StepsSection(QWidget):
    """A row for each change: from which day or number on, the new rate, and a link that removes it."""

    # Draft: the draft with its changes of the rate as they are now.
    edited = Signal(object)
    # Rows came or went: the order of Tab is another.
    rearranged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("draft_steps")
        self.rows: list[FieldRow] = []  # those shown
        self._made: list[FieldRow] = []
        self._draft = Draft()
        self._names = 0
        self._controls: list[tuple[Chooser, QLineEdit, QLineEdit]] = []
        self._column = spaced(QVBoxLayout(self), spacing=8)
        self.hide()

    def show_draft(self, draft: Draft) -> None:
        """Show the changes of a draft."""
        self._draft = draft
        if len(draft.steps) != len(self.rows):
            self._show_rows(len(draft.steps))
        for step, (kind, start, amount) in zip(draft.steps, self._controls, strict=False):
            kind.show_choices(rate_starts(), step.kind)
            start.setPlaceholderText(self.tr("day") if step.kind is RateStart.DAY else "101")
            put_words(start, step.start)
            put_words(amount, step.amount)

    def set_names(self, width: int) -> None:
        """Give the names of the rows a width in pixels."""
        self._names = width
        for row in self._made:
            row.name.setFixedWidth(width)

    def show_problem(self, words: str) -> None:
        """Show what is wrong with the changes, below the last of them."""
        for row in self.rows:
            told = words if row is self.rows[-1] else ""
            row.show_note(told, "fault" if told else "caption")

    def add(self) -> None:
        """Add a change, the cursor in it."""
        self._put((*self._draft.steps, DraftStep()))
        self.focus_last()

    def focus_last(self) -> None:
        """Put the cursor into the last change."""
        if self.rows:
            self._controls[len(self.rows) - 1][1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_rows(self, number: int) -> None:
        """Show as many rows as there are changes; a row is made once, and kept."""
        for place in range(len(self._made), number):
            self._made.append(self._row(place))
            self._column.addWidget(self._made[place])
        for place, row in enumerate(self._made):
            row.setVisible(place < number)
        self.rows = self._made[:number]
        self.setVisible(bool(number))
        self.rearranged.emit()

    def _row(self, place: int) -> FieldRow:
        number = place + 2  # the rate of the penalty itself is the first
        kind = Chooser(
            f"draft_step_kind_{place}", self.tr("How rate {} begins").format(number), most=_KIND_WORDS
        )
        kind.chosen.connect(partial(self._on_edited, place, "kind"))
        start = typed_line(
            f"draft_step_start_{place}",
            self.tr("Where rate {} begins").format(number),
            partial(self._on_edited, place, "start"),
        )
        amount = typed_line(
            f"draft_step_amount_{place}",
            self.tr("Rate {}").format(number),
            partial(self._on_edited, place, "amount"),
            self.tr("new rate"),
        )
        start.setMinimumWidth(_DAY)
        amount.setMinimumWidth(_RATE)
        remove = answer_link(_REMOVE, f"draft_step_remove_{place}", partial(self._remove, place))
        remove.setAccessibleName(self.tr("Remove rate {}").format(number))
        remove.setToolTip(remove.accessibleName())
        self._controls.append((kind, start, amount))
        name = "" if place else self.tr("Changes")
        row = FieldRow(f"draft_step_{place}", name, kind, start, amount, remove, stretch=(0, 1, 1, 0))
        row.name.setFixedWidth(self._names)
        return row

    def _on_edited(self, place: int, field: str, value: object) -> None:
        steps = list(self._draft.steps)
        change: dict[str, object] = {field: value}
        steps[place] = dataclasses.replace(steps[place], **change)  # type: ignore[arg-type] # a field's own value
        self._put(tuple(steps))

    def _remove(self, place: int) -> None:
        self._put(tuple(step for each, step in enumerate(self._draft.steps) if each != place))
        self.focus_last()

    def _put(self, steps: tuple[DraftStep, ...]) -> None:
        self.edited.emit(dataclasses.replace(self._draft, steps=steps))
