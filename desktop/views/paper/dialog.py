"""The dialog that prints the timeline of an investigation to a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop import text
from desktop.output import PDF, OutputError, check_place, write_whole
from desktop.views.paper.pdf import PaperSize
from desktop.views.paper.timeline import MOST_WIDE, PrintOrder, timeline_pdf
from desktop.views.parts.states import plain_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.file import Problem
    from desktop.domain.page.page import Page

translate = QCoreApplication.translate

_NAMES = {PaperSize.A4: "A4", PaperSize.A3: "A3", PaperSize.LETTER: "Letter"}


class PrintDialog(QDialog):
    """The choice of paper and of the number of sheets side by side."""

    # PrintOrder: the order to print.
    ordered = Signal(object)

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("print_dialog")
        self.setWindowTitle(self.tr("Print timeline to PDF"))
        self._page = page
        self.paper = QComboBox(self)
        self.paper.setAccessibleName(self.tr("Paper"))
        for size, name in _NAMES.items():
            self.paper.addItem(self.tr("{name}, landscape").format(name=name), size)
        self.wide = QSpinBox(self)
        self.wide.setRange(0, MOST_WIDE)
        self.wide.setSpecialValueText(self.tr("As many as the labels need"))
        self.wide.setAccessibleName(self.tr("Sheets side by side"))
        note = plain_label("muted", self)
        note.setWordWrap(True)
        words = self.tr("The drawing comes first, then every event with its sources, as of {day}.")
        note.setText(words.format(day=text.day(page.day)))
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.addRow(self.tr("&Paper"), self.paper)
        form.addRow(self.tr("&Sheets side by side"), self.wide)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(note)
        column.addWidget(self._buttons())

    def order(self) -> PrintOrder:
        """The order as chosen."""
        return PrintOrder(self._page, self.paper.currentData(), self.wide.value())

    def accept(self) -> None:
        """Emit the order to print, and close."""
        self.ordered.emit(self.order())
        super().accept()

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(self)
        save = buttons.addButton(self.tr("Save as PDF…"), QDialogButtonBox.ButtonRole.AcceptRole)
        save.setDefault(True)
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons


def ask_to_print(page: Page, case_file: Path, parent: QWidget, tell: Callable[[Problem], object]) -> None:
    """Ask for paper and a file, and print an investigation; `tell` gets the problem of a failure."""

    def ask_place(order: PrintOrder) -> None:
        places = QFileDialog(parent, translate("PrintDialog", "Save the timeline"))
        places.setObjectName("print_place")
        places.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        places.setNameFilter(translate("PrintDialog", "PDF (*.pdf)"))
        places.setDefaultSuffix("pdf")
        places.selectFile(file_name(order.page))
        places.fileSelected.connect(lambda path: print_to(Path(path), order))
        places.finished.connect(places.deleteLater)
        places.open()

    def print_to(path: Path, order: PrintOrder) -> None:
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            problem = print_timeline(path, order, case_file=case_file)
        finally:
            QGuiApplication.restoreOverrideCursor()
        if problem is not None:
            tell(problem)

    dialog = PrintDialog(page, parent)
    dialog.ordered.connect(ask_place)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def file_name(page: Page) -> str:
    """A name for the file: the investigation and the as-of day."""
    letters = page.case.investigation.slug
    slug = "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in letters)
    return f"{slug[:80]}-{page.day.isoformat()}.pdf"


def print_timeline(path: Path, order: PrintOrder, *, case_file: Path | None = None) -> Problem | None:
    """Print a timeline to a file; return the problem of a forbidden or failed writing, else None.

    The file may replace another PDF, and nothing else; `case_file` is the open case file.
    """
    try:
        check_place(path, PDF, case_file=case_file)  # a long print is not made for nothing
        write_whole(path, timeline_pdf(order), PDF, case_file=case_file)
    except OutputError as error:
        return error.problem
    return None
