"""The way back from a form: the control that had the focus before the form took it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from shiboken6 import isValid

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class WayBack:
    """Returns the focus from a form to where it was, or to another control where that is gone."""

    def __init__(self, form: QWidget, otherwise: QWidget | None = None) -> None:
        self._form, self._otherwise = form, otherwise
        self._from: QWidget | None = None

    def note(self) -> None:
        """Keep where the focus is now, outside the form."""
        if not self.is_within:
            self._from = self._form.window().focusWidget()

    def go(self) -> None:
        """Return the focus."""
        for there in (self._from, self._otherwise):
            if there is not None and isValid(there) and there.isVisible() and there.isEnabled():
                there.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    @property
    def is_within(self) -> bool:
        """Whether the focus is in the form."""
        focus = self._form.window().focusWidget()
        return focus is not None and (focus is self._form or self._form.isAncestorOf(focus))
