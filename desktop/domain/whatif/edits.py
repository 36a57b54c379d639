"""A value with the values before it and those that were undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Edits(Generic[Value]):
    """What holds now, what held before (the latest last), and what was undone (the latest last)."""

    now: Value
    past: tuple[Value, ...] = ()
    ahead: tuple[Value, ...] = ()

    def each(self, change: Callable[[Value], Value]) -> Edits[Value]:
        """The same change of every value, whatever held when."""
        return Edits(change(self.now), tuple(map(change, self.past)), tuple(map(change, self.ahead)))

    def do(self, value: Value) -> Edits[Value]:
        """Another value from now on; what was undone is forgotten."""
        return self if value == self.now else Edits(value, (*self.past, self.now))

    def show(self, value: Value) -> Edits[Value]:
        """Another value in the place of this one; nothing to undo."""
        return Edits(value, self.past, self.ahead)

    def undo(self) -> Edits[Value]:
        """The value before; the same where there is none."""
        if not self.past:
            return self
        return Edits(self.past[-1], self.past[:-1], (*self.ahead, self.now))

    def redo(self) -> Edits[Value]:
        """The value undone last; the same where there is none."""
        if not self.ahead:
            return self
        return Edits(self.ahead[-1], (*self.past, self.now), self.ahead[:-1])
