"""The small dialogs of an import: a line to write, a list to look through, and the place of a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.models.importing.counts import cleaned_columns, cleaned_words, name_columns
from desktop.models.table import TableModel
from desktop.views.parts.states import plain_label, spaced
from desktop.views.parts.table import make_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.session.edits.importing import Importing
    from desktop.theme import Look

RowT = TypeVar("RowT")
_SIZE = 900, 520
LONGEST = 120  # letters of a line


class LineDialog(QDialog):
    """Asks for a line of text, such as the name of a profile."""

    def __init__(
        self, title: str, name: str, words: str, keep: Callable[[str], object], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("import_line_dialog")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._keep = keep
        self.line = QLineEdit(words, self)
        self.line.setObjectName("import_line")
        self.line.setMaxLength(LONGEST)
        self.line.setMinimumWidth(320)
        self.line.setAccessibleName(name)
        label = QLabel(name, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setBuddy(self.line)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Save | kinds.Cancel, self)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = spaced(QVBoxLayout(self), margins=(20, 16, 20, 16), spacing=8)
        for part in (label, self.line, buttons):
            column.addWidget(part)
        self.line.selectAll()

    def accept(self) -> None:
        """Keep the line, unless it is empty."""
        words = "".join(letter for letter in self.line.text() if letter.isprintable()).strip()
        if words:
            super().accept()
            self._keep(words)


class ListDialog(QDialog):
    """Shows a table with a sentence above it; Esc closes it."""

    def __init__(self, title: str, words: str, table: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("import_list_dialog")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        sentence = plain_label("muted", self, text=words)
        sentence.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = spaced(QVBoxLayout(self), margins=(20, 16, 20, 16), spacing=10)
        column.addWidget(sentence)
        column.addWidget(table, 1)
        column.addWidget(buttons)
        table.setFocus()


class ImportDialogs(QObject):
    """What the page of an import asks for and lists beside itself."""

    def __init__(self, importing: Importing, look: Look, page: QWidget) -> None:
        super().__init__(page)
        self._importing, self._look, self._page = importing, look, page

    def review(self) -> None:
        """List the cells that were cleaned."""
        dry = self._importing.dry
        if dry is not None:
            model = TableModel(cleaned_columns(), self)
            model.set_rows(dry.cleaned)
            self._list(self.tr("Cells that were cleaned"), cleaned_words(dry), model)

    def list_names(self) -> None:
        """List the names of authorities, and what each was matched with."""
        dry = self._importing.dry
        if dry is not None:
            model = TableModel(name_columns(), self)
            model.set_rows(dry.names)
            words = self.tr("Names match by the list of authorities and their other names, in no other way.")
            self._list(self.tr("Names of authorities"), words, model)

    def profile_name(self) -> None:
        """Ask for the name under which the profile is kept."""
        dry = self._importing.dry
        if dry is not None:
            title, name = self.tr("Save profile"), self.tr("Name of the profile")
            words = self._importing.name_for(dry.profile.name, self.tr("{} of mine"))
            LineDialog(title, name, words, self._importing.save_profile, self._page).open()

    def template_place(self) -> None:
        """Ask where the template of the profile is to be saved."""
        dry = self._importing.dry
        if dry is not None:
            name = self.tr("{} template").format(dry.profile.name)
            self._ask_where(self.tr("Save template"), name, self._importing.save_template)

    def refused_place(self) -> None:
        """Ask where the refused rows are to be saved."""
        path = self._importing.path
        if path is not None:
            name = self.tr("{} refused").format(path.stem)
            self._ask_where(self.tr("Save refused rows"), name, self._importing.save_refused)

    def _list(self, title: str, words: str, model: TableModel[RowT]) -> None:
        table = make_table(model, self._look)
        table.setAccessibleName(title)
        dialog = ListDialog(title, words, table, self._page)
        model.setParent(dialog)
        dialog.open()

    def _ask_where(self, title: str, stem: str, deed: Callable[[Path], object]) -> None:
        """Ask for the place of a table; the writer itself never writes over a file of another kind."""
        dialog = QFileDialog(self._page, title)
        dialog.setObjectName("import_place")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Tables (*.csv)"), self.tr("All files (*)")])
        dialog.setDefaultSuffix("csv")
        path = self._importing.path
        if path is not None and path.parent.is_dir():
            dialog.setDirectory(str(path.parent))
        dialog.selectFile("".join(sign if sign not in '/\\:"' else " " for sign in stem) + ".csv")
        dialog.fileSelected.connect(lambda place: deed(Path(place)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
