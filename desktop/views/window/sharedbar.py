"""The bar that warns of a file in a synchronised or network folder, once for each file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from desktop.models.place_words import place_warning
from desktop.views.parts.states import make_button, plain_label, spaced

if TYPE_CHECKING:
    from desktop.domain.file import SharedPlace


class SharedBar(QFrame):
    """What may happen and what to do, a copy elsewhere, and the way not to be warned again."""

    # str: the warning about a file was dismissed.
    dismissed = Signal(str)
    # A copy of the file in another folder is wanted.
    copy_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shared_bar")
        self._path = ""
        self._words = plain_label("", self, name="shared_words")
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = spaced(QHBoxLayout(self), margins=(14, 6, 14, 6), spacing=8)
        row.addWidget(self._words, 1)
        row.addWidget(make_button(self.tr("Save a copy…"), self.copy_wanted.emit, self))
        row.addWidget(make_button(self.tr("Do not warn again"), self._dismiss, self))

    def warn(self, place: SharedPlace) -> None:
        """Warn of the place of a file."""
        self._path = place.path
        self._words.setText(place_warning(place))
        self.setAccessibleName(self._words.text())
        self.show()

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit(self._path)
