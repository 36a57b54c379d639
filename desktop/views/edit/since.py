"""What was fixed since the order: the sum of a liquidation and the period that was published with it."""

from __future__ import annotations

import dataclasses
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.edit.draft import Draft, DraftLiquidation
from desktop.models.edit.draft_words import problem_words
from desktop.views.edit.fields import SHORT_DAY, FieldRow, answer_link, put_words, typed_day, typed_line
from desktop.views.parts.card import link_button, plain_label
from desktop.views.parts.states import spaced

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit

    from desktop.domain.edit.draft_problems import DraftProblem
    from desktop.theme import Look

_DAYS = ("decided", "published_from", "published_to")


class SinceSection(QWidget):
    """The fields of a liquidation, shown once one is added."""

    # Draft: the draft with its liquidation as it is now.
    edited = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("draft_since")
        self._draft = Draft()
        self._lines = {
            name: self._line(look, name, words, hint)
            for name, words, hint in (
                ("decided", self.tr("Liquidated on"), self.tr("day")),
                ("amount", self.tr("Liquidated sum"), self.tr("sum")),
                ("reference", self.tr("Reference of the liquidation"), self.tr("reference")),
                ("published_from", self.tr("First day of the period as published"), self.tr("from")),
                ("published_to", self.tr("Last day of the period as published"), self.tr("to")),
            )
        }
        head = spaced(QHBoxLayout(), spacing=8)
        head.addWidget(plain_label(self.tr("Since the order"), "heading"), 1)
        self._add = link_button(self.tr("Add liquidation…"), "draft_add_liquidation")
        self._add.clicked.connect(lambda _checked=False: self._put(DraftLiquidation()))
        head.addWidget(self._add)
        remove = answer_link(self.tr("Remove"), "draft_remove_liquidation", lambda: self._put(None))
        lines = self._lines
        self.row = FieldRow(
            "draft_liquidation",
            self.tr("Liquidated"),
            lines["decided"],
            lines["amount"],
            stretch=(2, 3),
        )
        self._under = FieldRow("draft_fixed_under", self.tr("Reference"), lines["reference"], stretch=(1,))
        self._period = FieldRow(
            "draft_period",
            self.tr("For the days"),
            lines["published_from"],
            lines["published_to"],
            remove,
            stretch=(2, 2, 0),
        )
        self.rows = (self.row, self._under, self._period)
        column = spaced(QVBoxLayout(self), spacing=6)
        column.addLayout(head)
        for row in self.rows:
            row.hide()
            column.addWidget(row)

    def _line(self, look: Look, name: str, words: str, hint: str) -> QLineEdit:
        typed = partial(self._on_typed, name)
        if name in _DAYS:
            return typed_day(look, f"draft_fixed_{name}", words, typed, hint, least=SHORT_DAY)
        return typed_line(f"draft_fixed_{name}", words, typed, hint)

    def show_draft(self, draft: Draft) -> None:
        """Show the liquidation of a draft."""
        self._draft = draft
        fixed = draft.liquidation
        for name, line in self._lines.items():
            words = "" if fixed is None else getattr(fixed, name)
            put_words(line, words)
        self._add.setVisible(fixed is None)
        for row in self.rows:
            row.setVisible(fixed is not None)

    def set_names(self, width: int) -> None:
        """Give the names of the fields a width in pixels."""
        for row in self.rows:
            row.name.setFixedWidth(width)

    def show_problems(self, problems: tuple[DraftProblem, ...]) -> None:
        """Show what is wrong with the liquidation."""
        for row, field in ((self.row, "liquid"), (self._period, "period")):
            found = next((one for one in problems if one.field.value.startswith(field)), None)
            row.show_note(
                "" if found is None else problem_words(found), "caption" if found is None else "fault"
            )

    def _on_typed(self, name: str, typed: str) -> None:
        if self._draft.liquidation is not None:
            self._put(dataclasses.replace(self._draft.liquidation, **{name: typed}))

    def _put(self, fixed: DraftLiquidation | None) -> None:
        is_new = fixed is not None and self._draft.liquidation is None
        self.edited.emit(dataclasses.replace(self._draft, liquidation=fixed))
        if is_new:
            self._lines["decided"].setFocus(Qt.FocusReason.OtherFocusReason)
