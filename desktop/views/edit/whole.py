"""The question whether an investigation is deleted, with what goes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop import text
from desktop.models.edit.whole_words import contents_words
from desktop.views.parts.states import make_button, plain_label, spaced

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable

    from desktop.session.session import Session

_WIDTH = 420  # pixels of the words, at least


class DeleteDialog(QDialog):
    """Names an investigation and what goes with it; nothing is deleted without a yes."""

    def __init__(self, title: str, contents: str, delete: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("delete_investigation")
        self.setWindowTitle(self.tr("Delete this investigation?"))
        self._delete = delete
        heading = plain_label("heading", self, text=title, name="delete_title")
        goes = (
            self.tr("With it go {}.").format(contents) if contents else self.tr("Nothing else goes with it.")
        )
        stays = self.tr("Its authority and its respondents stay in the file. Undo brings everything back.")
        words = plain_label("", self, text=f"{goes}\n\n{stays}", name="delete_words")
        for label in (heading, words):
            label.setWordWrap(True)
            label.setMinimumWidth(_WIDTH)
        self.setAccessibleName(self.windowTitle())
        self.setAccessibleDescription(f"{title}. {words.text()}")
        delete_button = make_button(self.tr("Delete investigation"), self.accept, self)
        delete_button.setObjectName("delete_now")
        keep = make_button(self.tr("Keep it"), self.reject, self)
        buttons = spaced(QHBoxLayout(), spacing=8)
        buttons.addStretch(1)
        buttons.addWidget(delete_button)
        buttons.addWidget(keep)
        column = spaced(QVBoxLayout(self), margins=(20, 16, 20, 16), spacing=12)
        for label in (heading, words):
            column.addWidget(label)
        column.addLayout(buttons)
        keep.setFocus()
        self.finished.connect(self.deleteLater)

    def accept(self) -> None:
        """Delete the investigation."""
        super().accept()
        self._delete()


def ask_to_delete(session: Session, parent: QWidget) -> None:
    """Ask whether the investigation shown is deleted, once what goes with it is counted."""
    page, deeds = session.page, session.investigations
    if page is None or not session.editing.is_on:
        return
    investigation = page.case.investigation

    def ask(contents: Counter[str]) -> None:
        title = text.printable(investigation.title)
        dialog = DeleteDialog(title, contents_words(contents), lambda: deeds.delete(investigation), parent)
        dialog.open()

    deeds.ask_for_contents(ask)
