"""A note of what was done to the file, with its undoing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.views.parts.card import link_button
from desktop.views.parts.states import make_button, plain_label, spaced

if TYPE_CHECKING:
    from desktop.domain.edit.change import Edit
    from desktop.session.session import Session


class UndoNote(QWidget):
    """A sentence and the link Undo; it goes when what it tells is undone."""

    # The link to what comes next is chosen.
    more_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None, *, margin: int = 0) -> None:
        super().__init__(parent)
        self._session = session
        self._words = plain_label("caption", self, name="edit_note")
        self._words.setWordWrap(True)
        self._undo = make_button(self.tr("Undo"), self._on_undo, self)
        self._undo.setObjectName("edit_undo")
        self._undo.setProperty("role", "link")
        self._more = link_button("", "edit_more")
        self._more.clicked.connect(lambda _checked=False: self.more_wanted.emit())
        row = spaced(QHBoxLayout(self), margins=(margin, 0, margin, 6 if margin else 0), spacing=6)
        row.addWidget(self._words)
        row.addWidget(self._undo)
        row.addWidget(self._more)
        row.addStretch()
        self.hide()
        session.editing.saved.connect(self._on_saved)

    def say(self, words: str, *, can_undo: bool, more: str = "") -> None:
        """Show a sentence, with or without Undo, and a link with the words `more` to what comes next."""
        self._words.setText(words)
        self._more.setText(more)
        self._more.setAccessibleName(more)
        self._more.setVisible(bool(more))
        self._undo.setVisible(can_undo)
        self.show()

    def _on_undo(self) -> None:
        self.hide()
        undoing, editing = self._session.undoing, self._session.editing
        turned = undoing.next_undo
        # The step of a scenario may have come after it.
        (undoing if turned is not None and turned.kind is not None else editing).undo()

    def _on_saved(self, edit: Edit) -> None:
        if edit.undoes:  # what the note tells may be no more
            self.hide()
