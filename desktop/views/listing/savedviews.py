"""The menu and the dialog of saved views: saving, renaming, replacing, removing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QMenu, QVBoxLayout, QWidget

from desktop.domain.listing.saved_view import LONGEST_NAME, SavedViewError
from desktop.views.parts.states import plain_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPoint

    from desktop.session.saved import SavedViews


class SavedViewDeeds(QObject):
    """Asks for names of saved views, and carries out the menu of a view."""

    def __init__(self, saved: SavedViews, window: QWidget) -> None:
        super().__init__(window)
        self._saved, self._window = saved, window

    def save(self) -> None:
        """Ask for a name and save the query of the list under it."""
        NameDialog(self.tr("Save this view"), "", self._saved.add, self._window).open()

    def show_menu(self, name: str, place: QPoint) -> None:
        """Show the menu of a view."""
        menu = QMenu(self._window)
        menu.setObjectName("view_menu")
        menu.addAction(self.tr("Show"), lambda: self._saved.show(name))
        menu.addAction(self.tr("Replace with what is shown"), lambda: self._saved.replace(name))
        menu.addAction(self.tr("Rename…"), lambda: self._rename(name))
        menu.addSeparator()
        menu.addAction(self.tr("Remove"), lambda: self._saved.remove(name))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _rename(self, name: str) -> None:
        rename = partial(self._saved.rename, name)
        NameDialog(self.tr("Rename the view"), name, rename, self._window).open()


class NameDialog(QDialog):
    """Asks for a name; a fault is told below the line and keeps the dialog open."""

    def __init__(self, title: str, name: str, keep: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("name_dialog")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._keep = keep
        self._line = QLineEdit(name, self)
        self._line.setObjectName("view_name")
        self._line.setMaxLength(LONGEST_NAME)
        self._line.setMinimumWidth(280)
        label = QLabel(self.tr("&Name"), self)
        label.setBuddy(self._line)
        self._fault = plain_label("", self, name="name_fault")
        self._fault.setWordWrap(True)
        self._fault.hide()
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Save | kinds.Cancel, self)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        for part in (label, self._line, self._fault, buttons):
            column.addWidget(part)
        self._line.selectAll()

    def accept(self) -> None:
        """Keep the name, or tell its fault."""
        try:
            self._keep(self._line.text())
        except SavedViewError as error:
            words = {
                "no-name": self.tr("A view needs a name."),
                "name-taken": self.tr("There is a view of this name already. Choose another one."),
                "too-many": self.tr("There are 100 views already. Remove one first."),
            }
            self._fault.setText(words.get(error.code, self.tr("This name is too long.")))
            self._fault.show()
        else:
            super().accept()
