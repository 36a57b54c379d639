"""The rules of a draft: what the regime fills in, with its citation, and what was set by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.edit.draft import Draft
from desktop.models.edit.rule_words import rule_line
from desktop.views.edit.fields import Chooser, answer_link
from desktop.views.parts.card import clear_layout, plain_label
from desktop.views.parts.states import spaced

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from desktop.domain.edit.draft import DraftRule
    from desktop.domain.law.regime import Setting
    from desktop.models.edit.rule_words import RuleLine

_NAME, _VALUE, _LAW = range(3)
_ABOVE = 3  # pixels above the words beside a value
_NARROW = 560  # pixels of width under which the citations lie below the values


class RulesSection(QWidget):
    """A row for each rule: its name, its value to choose, its citation and marks."""

    # Draft: the draft with a rule set, or left to the regime again.
    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("draft_rules")
        self._draft = Draft()
        self._shown: tuple[DraftRule, ...] = ()
        self._choosers: dict[Setting, Chooser] = {}
        self._sides: dict[Setting, QVBoxLayout] = {}
        self._beside: list[QWidget] = []
        self._is_narrow = False
        column = spaced(QVBoxLayout(self), spacing=6)
        head = spaced(QHBoxLayout(), spacing=6)
        head.addWidget(plain_label(self.tr("Rules of the regime"), "heading"), 1)
        head.addWidget(plain_label(self.tr("changed rules carry"), "caption"))
        head.addWidget(plain_label(self.tr("✎ Set by you"), "own_pill"))
        column.addLayout(head)
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(2)
        self._grid.setHorizontalSpacing(12)
        self._grid.setColumnStretch(_LAW, 1)
        column.addLayout(self._grid)

    def show_rules(self, draft: Draft, rules: tuple[DraftRule, ...]) -> None:
        """Show the rules under which the draft is calculated."""
        self._draft = draft
        if rules == self._shown:
            return
        self._shown = rules
        lines = tuple(rule_line(rule) for rule in rules)
        for place, line in enumerate(lines):
            if line.setting not in self._choosers:
                self._add(place, line)
            chooser = self._choosers[line.setting]
            chooser.show_choices(line.choices, line.value if line.is_answered else None)
            self._show_side(self._sides[line.setting], line)

    def _add(self, place: int, line: RuleLine) -> None:
        chooser = Chooser(
            f"draft_rule_{line.setting.value}", line.name, self.tr("Answer this rule"), flat=True
        )
        chooser.chosen.connect(lambda value: self.edited.emit(self._draft.set_rule(line.setting, value)))
        beside = QWidget()
        side = spaced(QVBoxLayout(beside), spacing=0)
        top = Qt.AlignmentFlag.AlignTop
        name = plain_label(line.name, "caption")
        name.setContentsMargins(0, _ABOVE, 0, 0)
        self._grid.addWidget(name, 2 * place, _NAME, top)
        self._grid.addWidget(chooser, 2 * place, _VALUE, top | Qt.AlignmentFlag.AlignLeft)
        self._choosers[line.setting], self._sides[line.setting] = chooser, side
        self._beside.append(beside)
        self._place(place)

    def set_names(self, width: int) -> None:
        """Give the names of the rules a least width in pixels."""
        self._grid.setColumnMinimumWidth(_NAME, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the citations for the width."""
        super().resizeEvent(event)
        is_narrow = self.width() < _NARROW
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            for place in range(len(self._beside)):
                self._place(place)

    def _place(self, place: int) -> None:
        """Put what stands beside a value into its place: at the right, or below."""
        beside, top = self._beside[place], Qt.AlignmentFlag.AlignTop
        self._grid.removeWidget(beside)
        beside.setContentsMargins(0, 0 if self._is_narrow else _ABOVE, 0, 6 if self._is_narrow else 0)
        if self._is_narrow:
            self._grid.addWidget(beside, 2 * place + 1, _VALUE, 1, 2)
        else:
            self._grid.addWidget(beside, 2 * place, _LAW, top)

    def _show_side(self, side: QVBoxLayout, line: RuleLine) -> None:
        """The citation, whether the law is unsettled, and the way back to the regime."""
        clear_layout(side)
        cited = plain_label(line.citation, "caption", wrap=True)
        top = spaced(QHBoxLayout(), spacing=8)
        top.addWidget(cited, 1)
        if line.is_unsettled:
            top.addWidget(plain_label(self.tr("unsettled"), "doubt_pill"), 0, Qt.AlignmentFlag.AlignTop)
        side.addLayout(top)
        if line.is_by_hand:
            words = self.tr("The regime: {}").format(line.of_regime or self.tr("left open"))
            by_hand = spaced(QHBoxLayout(), spacing=8)
            by_hand.addWidget(plain_label(self.tr("✎ Set by you"), "own_pill"))
            by_hand.addWidget(plain_label(words, "set_by_hand", wrap=True), 1)
            side.addLayout(by_hand)
            back = answer_link(
                self.tr("Back to the regime"),
                f"draft_back_{line.setting.value}",
                lambda: self.edited.emit(self._draft.follow_regime(line.setting)),
            )
            side.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self._choosers[line.setting].setAccessibleDescription(
            ", ".join(part for part in (line.citation, self._marks(line)) if part)
        )

    def _marks(self, line: RuleLine) -> str:
        marks = [self.tr("unsettled")] if line.is_unsettled else []
        return ", ".join([*marks, self.tr("set by you")] if line.is_by_hand else marks)
