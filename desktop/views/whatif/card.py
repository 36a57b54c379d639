"""The what-if card: the changes of a scenario, and its results beside the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from desktop.domain.whatif.desk import Desk
from desktop.domain.whatif.scenario import Scenario, ScenarioError
from desktop.models.page.lines import terms_name
from desktop.models.whatif.faults import flaw_words
from desktop.models.whatif.whatif import as_text, mark, shown_name
from desktop.views.parts.card import Card, plain_label
from desktop.views.parts.sources import copy_text
from desktop.views.parts.taborder import follow_layout
from desktop.views.parts.typed import ChoiceButton, TypedEdit
from desktop.views.whatif.form import WhatIfForm
from desktop.views.whatif.results import WhatIfResults
from desktop.views.whatif.rows import FormRow

if TYPE_CHECKING:
    from desktop.domain.page.page import Page
    from desktop.session.scenarios import Board
    from desktop.session.session import Session
    from desktop.views.whatif.sections import Edit


class WhatIfCard(Card):
    """The chosen scenario for the penalty line shown; edits go to the session."""

    # The picture of the scenario, asked for on the clipboard.
    picture_wanted = Signal()
    # A file of scenarios, asked to be read or written.
    import_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(name="whatif", parent=parent)
        self.set_heading(self.tr("What if"))
        self._scenarios = session.scenarios
        self._board: Board | None = None
        self._place = 0
        self._chooser = ChoiceButton("whatif_chooser", self.tr("Scenario"))
        self._chooser.chosen.connect(lambda name: self._scenarios.choose(str(name)))
        self.add_action(self._chooser)
        self.add_action(self._menu_button())
        self._mark = plain_label(role="mark", wrap=True)
        self._mark.setObjectName("whatif_mark")
        self._name = TypedEdit("whatif_name", self.tr("Name of the scenario"))
        self._name.entered.connect(self._on_named)
        self._name.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._name_row = FormRow(self.tr("Name"), self._name, stretch=True)
        self._line = ChoiceButton("whatif_line", self.tr("Applies to"))
        self._line.chosen.connect(self._on_line_chosen)
        self._line_row = FormRow(self.tr("Applies to"), self._line)
        self._form = WhatIfForm(self._edit)
        self._results = WhatIfResults()
        for part in (self._mark, self._name_row, self._line_row, self._form, self._results):
            self.body.addWidget(part)

    def show_board(self, board: Board | None, page: Page, place: int) -> None:
        """Show the chosen scenario for the penalty line at a place of a page."""
        before = self._board.desk.chosen if self._board is not None else ""
        board = board if board is not None and board.page.id == page.id else None
        self._board, self._place = board, place
        desk = board.desk if board is not None else Desk()
        scenario = desk.scenario
        if scenario is None or (scenario.name != before and before):
            self._name.revert()
            self._name_row.settle()
            self._form.forget()
        self._show_chooser(desk)
        self._mark.setText(mark(scenario.name) if scenario is not None else "")
        self._mark.setVisible(scenario is not None)
        self._name_row.setVisible(scenario is not None)
        self._name.show_value(scenario.name if scenario is not None else "")
        self._show_line(scenario, page)
        self._form.show_scenario(scenario, page.penalties[place].terms)
        self._results.show_outcome(page, board.outcome if board is not None else None, place)
        follow_layout(self)

    def focus_first(self) -> None:
        """Put the cursor into the first field of the form."""
        field = self._form.findChild(TypedEdit)
        if isinstance(field, TypedEdit):
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def copy(self) -> None:
        """Copy the changes and results of the scenario, under its mark."""
        board = self._board
        if board is not None and (outcome := board.outcome) is not None:
            lines = board.page.penalties
            name = terms_name(lines[self._place]) if len(lines) > 1 else ""
            copy_text(as_text(board.page, outcome, name, self._place))

    def _menu_button(self) -> QToolButton:
        button = QToolButton()
        button.setObjectName("whatif_menu")
        button.setText("\N{HORIZONTAL ELLIPSIS}")
        button.setAccessibleName(self.tr("Actions of scenarios"))
        button.setToolTip(button.accessibleName())
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        scenarios = self._scenarios
        menu.addAction(self.tr("New scenario"), lambda: scenarios.add(self._fresh()))
        self._of_one = (
            menu.addAction(self.tr("Copy result"), self.copy),
            menu.addAction(self.tr("Copy picture"), self.picture_wanted.emit),
            menu.addAction(self.tr("Delete scenario"), scenarios.remove),
        )
        menu.addSeparator()
        menu.addAction(self.tr("Import scenarios…"), self.import_wanted.emit)
        self._export = menu.addAction(self.tr("Export scenarios…"), self.export_wanted.emit)
        button.setMenu(menu)
        return button

    def _fresh(self) -> Scenario:
        return Scenario(self._scenarios.desk.free_name(self.tr("Scenario")))

    def _edit(self, edit: Edit) -> None:
        """Change the chosen scenario; without a scenario, make a new scenario for the change."""
        held = self._scenarios.desk.scenario
        changed = edit(held or self._fresh())
        if held is not None:
            self._scenarios.change(changed)
        elif changed.changes:
            self._scenarios.add(changed)

    def _on_named(self, name: str) -> None:
        try:
            self._name_row.settle()
            self._scenarios.rename(name)
        except ScenarioError as error:
            self._name_row.refuse(flaw_words(error.flaw), self._name)

    def _on_line_chosen(self, line: object) -> None:
        held = self._scenarios.desk.scenario
        if held is not None:
            self._scenarios.change(Scenario(held.name, held.changes, str(line)))

    def _show_chooser(self, desk: Desk) -> None:
        names = [item.name for item in desk.scenarios]
        self._chooser.setVisible(bool(names))
        offered = (("", self.tr("The record")), *((name, shown_name(name)) for name in names))
        self._chooser.show_choices(offered, desk.chosen)
        for action in self._of_one:
            action.setEnabled(bool(desk.chosen))
        self._export.setEnabled(bool(names))

    def _show_line(self, scenario: Scenario | None, page: Page) -> None:
        self._line_row.setVisible(scenario is not None and len(page.penalties) > 1)
        names = [(item.terms.label, terms_name(item)) for item in page.penalties if item.terms.label]
        offered = (("", self.tr("All lines")), *names)
        self._line.show_choices(offered, scenario.line if scenario is not None else "")
