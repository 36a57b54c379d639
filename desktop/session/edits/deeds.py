"""Edits made on behalf of a part of the window, each answered to it."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.domain.edit.change import Edit

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.session.asking import Asking
    from desktop.session.editing import Editing
    from desktop.session.reader.writing import Refusal
    from desktop.store.file.casefile import CaseFile

GONE = "This is not in the file any more: another program deleted it. Nothing was changed."


class EditDeeds(QObject):
    """Makes edits of the open file; each answers done or refused. Ignored while editing is off."""

    # EditKind, object: an edit was made; what was asked for.
    done = Signal(object, object)
    # object, str: an edit was not made; what was asked for, and the reason in a sentence.
    refused = Signal(object, str)

    def __init__(self, asking: Asking, editing: Editing, name: str) -> None:
        """Ask the worker under a name of one's own."""
        super().__init__(editing)
        self._asking, self._editing, self._name = asking, editing, name
        self._numbers = count(1)
        self._asked: dict[str, object] = {}  # what was asked for, by the batch of its edit
        editing.saved.connect(self._on_saved)
        editing.refused.connect(self._on_refused)

    def make(self, asked: object, make: Callable[[CaseFile], Edit | None]) -> None:
        """Make an edit with the uids that the file has; each is asked for apart, so that none is dropped."""
        reader = self._asking.reader
        if not self._editing.is_on:
            return

        def answered(edit: Edit | None) -> None:
            if edit is None:
                self.refused.emit(asked, GONE)
                return
            self._asked[edit.batch] = asked
            self._editing.apply(edit)

        key = f"{self._name} {next(self._numbers)}"
        self._asking.submit(key, lambda: make(reader.file) if reader.file is not None else None, answered)

    def _on_saved(self, edit: Edit) -> None:
        if edit.batch in self._asked:
            self.done.emit(edit.kind, self._asked.pop(edit.batch))

    def _on_refused(self, refusal: Refusal) -> None:
        deed = refusal.deed
        if isinstance(deed, Edit) and deed.batch in self._asked:
            # It stays known: it may be tried again.
            self.refused.emit(self._asked[deed.batch], refusal.problem.sentence)
