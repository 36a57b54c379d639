"""The what-if part of the Penalty tab: the card, the table and the scenario's curve, kept in step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from desktop import text
from desktop.models.whatif.whatif import mark, shown_name
from desktop.views.whatif.card import WhatIfCard
from desktop.views.whatif.table import ScenariosCard, copy_picture, picture

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QWidget

    from desktop.domain.page.page import Page
    from desktop.session.scenarios import Board
    from desktop.session.session import Session
    from desktop.theme import Look
    from desktop.views.chart.chart import CurveChart


class WhatIf(QObject):
    """The scenarios of the investigation shown, which never reach a figure of the record."""

    def __init__(self, session: Session, look: Look, chart: CurveChart, chart_card: QWidget) -> None:
        super().__init__(chart_card)
        self._session, self._look = session, look
        self._chart, self._chart_card = chart, chart_card
        self._page: Page | None = None
        self._place = 0
        self.card = WhatIfCard(session)
        self.table = ScenariosCard(session, look)
        self.table.hide()
        self.card.picture_wanted.connect(self.copy_picture)
        self.card.import_wanted.connect(self.ask_import)
        self.card.export_wanted.connect(self.ask_export)
        session.scenarios.changed.connect(self._on_changed)

    def show_page(self, page: Page, place: int) -> None:
        """Show scenarios beside the penalty line at a place of a page."""
        self._page, self._place = page, place
        self._on_changed(self._session.scenarios.board)

    def picture(self) -> QImage | None:
        """The picture of the chosen scenario and its curve, under its mark; None without a scenario."""
        scenario = self._session.scenarios.desk.scenario
        page = self._page
        if scenario is None or page is None:
            return None
        title, day = text.printable(page.case.investigation.title), text.day(page.day)
        line = self.tr("{} · not the record · as of {}").format(title, day)
        return picture(scenario.name, line, self._look, self.card, self._chart_card)

    def copy_picture(self) -> None:
        """Put the picture of the scenario on the clipboard."""
        image = self.picture()
        if image is not None:
            copy_picture(image)

    def ask_import(self) -> None:
        """Ask for a file of scenarios, and add its scenarios."""
        dialog = self._dialog(self.tr("Import scenarios"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self._session.scenarios.import_file(Path(path)))
        dialog.open()

    def ask_export(self) -> None:
        """Ask for a place for the scenarios, and write their file."""
        dialog = self._dialog(self.tr("Export scenarios"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.fileSelected.connect(lambda path: self._session.scenarios.export_file(Path(path)))
        dialog.open()

    def _dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self.card.window(), title)
        dialog.setNameFilters([self.tr("Scenarios (*.json)"), self.tr("All files (*)")])
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _on_changed(self, board: Board | None) -> None:
        page = self._page
        if page is None or self._place >= len(page.penalties):
            return
        shown = page.id, len(page.penalties)
        if board is not None and (board.page.id, len(board.page.penalties)) != shown:
            board = None
        self.card.show_board(board, page, self._place)
        self.table.show_board(board, page, self._place)
        outcome = board.outcome if board is not None else None
        if outcome is None or outcome.unknown is not None:
            self._chart.hide_what_if()
        else:
            name = outcome.scenario.name
            self._chart.show_what_if(outcome.curves, shown_name(name), mark(name))
