"""What the window does about imports: the choice of a table, pasted tables, and the file to import into."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox

from desktop import text
from desktop.domain.listing.facets import Section
from desktop.views.importing.page import ImportPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QStackedWidget, QWidget

    from desktop.session.session import Session
    from desktop.theme import Look
    from desktop.views.window.mode import ModeDeeds

_PATTERNS = "*.csv *.tsv *.xlsx *.xls *.ods *.json *.ndjson *.jsonl *.toml *.html *.htm *.md"


class Importer(QObject):
    """The page of an import, and what leads to it and from it."""

    # The page is left.
    left = Signal()
    # Problem: something could not be saved or imported.
    failed = Signal(object)

    def __init__(
        self,
        session: Session,
        look: Look,
        mode: Callable[[], ModeDeeds],
        stack: QStackedWidget,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._mode, self._window = session, mode, window
        self.page = ImportPage(session, look, stack)
        stack.addWidget(self.page)
        self.page.left.connect(self._on_left)
        self.page.target_wanted.connect(self._ask_where_to)
        session.importing.failed.connect(self.failed)
        session.editing.failed.connect(self._stop_waiting)
        session.file_failed.connect(self._stop_waiting)

    def choose(self) -> None:
        """Ask for a table."""
        dialog = QFileDialog(self._window, self.tr("Import a table"))
        dialog.setObjectName("import_dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Tables ({})").format(_PATTERNS), self.tr("All files (*)")])
        if self._session.info is not None:
            dialog.setDirectory(str(Path(self._session.info.path).parent))
        dialog.fileSelected.connect(lambda path: self.begin(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def begin(self, path: Path) -> None:
        """Show the import of a table."""
        self.page.begin(path)
        self.page.setFocus()

    def paste(self) -> bool:
        """Show the import of the table on the clipboard; False where there is none."""
        words = QGuiApplication.clipboard().text()
        is_table = words.count("\n") > 0 and "\t" in words.partition("\n")[0]
        if is_table:
            self.page.begin_pasted(words)
        return is_table

    def give_way(self) -> None:
        """Leave the page for what was chosen elsewhere, unless rows are being written."""
        if not self.page.importing.is_writing:
            self.page.importing.close()

    def _on_left(self) -> None:
        if self.page.is_done and self._session.info is not None:
            self._session.show_section(Section.ALL)
        self.left.emit()

    def _ask_where_to(self) -> None:
        """Ask for the file to import into, where none is open that is edited."""
        info, mode = self._session.info, self._mode()
        if info is None:
            self._import_into_new(mode)
            return
        box = QMessageBox(self._window)
        box.setObjectName("import_where")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Where to import"))
        box.setText(self.tr("“{}” is open for reading only.").format(text.printable(info.name)))
        roles = QMessageBox.ButtonRole
        new = box.addButton(self.tr("New case file…"), roles.AcceptRole)
        if not self._session.file.shows_sample:
            here = box.addButton(self.tr("Switch editing on"), roles.AcceptRole)
            here.clicked.connect(lambda _checked=False: self._import_here(mode))
        box.addButton(QMessageBox.StandardButton.Cancel)
        new.clicked.connect(lambda _checked=False: self._import_into_new(mode))
        box.finished.connect(box.deleteLater)
        box.open()

    def _import_here(self, mode: ModeDeeds) -> None:
        self._wait()
        mode.switch()

    def _import_into_new(self, mode: ModeDeeds) -> None:
        mode.new_file(self._wait)

    def _wait(self) -> None:
        self.page.is_waiting = True

    def _stop_waiting(self, _problem: object) -> None:
        self.page.is_waiting = False
