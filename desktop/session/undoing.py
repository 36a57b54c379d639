"""Undo and redo over everything a window changes, in order of time: edits of the file, and scenarios."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from desktop.session.reader.writing import Turn

if TYPE_CHECKING:
    from desktop.domain.edit.change import Edit, EditKind
    from desktop.domain.edit.taking_back import TakeBack
    from desktop.session.editing import Editing
    from desktop.session.reader.writing import Refusal
    from desktop.session.scenarios import Scenarios
    from desktop.session.shown import Shown


class Turned(NamedTuple):
    """The step that comes next: its kind for an edit of the file, None for a scenario's."""

    kind: EditKind | None


class Undoing(QObject):
    """The steps of the window; those of scenarios count for the investigation shown."""

    # The steps that come next are others now.
    changed = Signal()

    def __init__(self, shown: Shown, scenarios: Scenarios, editing: Editing) -> None:
        super().__init__(shown)
        self._shown, self._scenarios, self._editing = shown, scenarios, editing
        # The investigation of each step, or None for an edit of the file; the latest last.
        self._past: list[str | None] = []
        self._ahead: list[str | None] = []
        self._wished: dict[str, bool] = {}  # whether a step that is to be taken back is a redo, by batch
        scenarios.edited.connect(lambda: self._past.append(shown.selected))
        scenarios.changed.connect(self.changed)
        editing.saved.connect(self._on_saved)
        editing.refused.connect(self._on_refused)
        editing.history_changed.connect(self.changed)
        shown.file_opened.connect(self._forget)
        shown.file_closed.connect(self._forget)

    @property
    def next_undo(self) -> Turned | None:
        """The step that `undo` takes back."""
        found = self._next(self._past, self._editing.steps.undo, can_turn=self._can(Turn.UNDO))
        return found[0] if found is not None else None

    @property
    def next_redo(self) -> Turned | None:
        """The step that `redo` makes again."""
        found = self._next(self._ahead, self._editing.steps.redo, can_turn=self._can(Turn.REDO))
        return found[0] if found is not None else None

    def undo(self) -> None:
        """Take the last step back."""
        found = self._next(self._past, self._editing.steps.undo, can_turn=self._can(Turn.UNDO))
        if found is not None:
            _move(self._past, self._ahead, found[1])
            (self._editing if found[1] is None else self._scenarios).undo()

    def take_back(self, wish: TakeBack, *, is_redo: bool = False) -> None:
        """Take back any step of the file; one that took back another makes that again."""
        self._wished[wish.batch] = is_redo
        self._editing.take_back(wish)

    def redo(self) -> None:
        """Make the step again that was taken back last."""
        found = self._next(self._ahead, self._editing.steps.redo, can_turn=self._can(Turn.REDO))
        if found is not None:
            _move(self._ahead, self._past, found[1])
            (self._editing if found[1] is None else self._scenarios).redo()

    def _can(self, turn: Turn) -> bool:
        """Whether the scenarios of the investigation shown have a step to turn."""
        board = self._scenarios.board
        if board is None or self._shown.selected is None:
            return False
        return board.can_undo if turn is Turn.UNDO else board.can_redo

    def _next(
        self, steps: list[str | None], kind: EditKind | None, *, can_turn: bool
    ) -> tuple[Turned, str | None] | None:
        """The step that is next, and whose it is; steps of earlier runs come after those of this window."""
        for of in reversed(steps):
            if of is None and kind is not None:
                return Turned(kind), None
            if of is not None and of == self._shown.selected and can_turn:
                return Turned(None), of
        if kind is not None:
            return Turned(kind), None
        return (Turned(None), self._shown.selected) if can_turn else None

    def _on_saved(self, edit: Edit) -> None:
        if not edit.undoes:
            self._past.append(None)
            self.changed.emit()
        elif edit.undoes in self._wished:
            before, after = self._past, self._ahead
            if self._wished.pop(edit.undoes):
                before, after = after, before
            _move(before, after, None)

    def _on_refused(self, refusal: Refusal) -> None:
        if refusal.deed is Turn.UNDO:
            _move(self._ahead, self._past, None)
        elif refusal.deed is Turn.REDO:
            _move(self._past, self._ahead, None)

    def _forget(self) -> None:
        self._past.clear()
        self._ahead.clear()
        self._wished.clear()


def _move(before: list[str | None], after: list[str | None], of: str | None) -> None:
    """Move the last step of an owner from one list to the end of the other."""
    for place in range(len(before) - 1, -1, -1):
        if before[place] == of:
            del before[place]
            break
    after.append(of)
