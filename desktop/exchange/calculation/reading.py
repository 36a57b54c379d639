"""The fields of a question's JSON objects; a fault is told by its place and with what to do."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from desktop.strict import LONGEST_SHOWN, Record, StrictError, exactly, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.strict import Kind

MALFORMED = "E_INPUT"
NO_OBJECT = "must be an object with named fields, not {}."


class InputError(StrictError):
    """A field that is missing, unknown or cannot be read; the sentence names it and says what to do."""


class Fields(Record):
    """The fields of one JSON object; null is the same as not given. Raises InputError where it is none."""

    error = InputError
    no_record = NO_OBJECT
    missing = "is missing; it is needed here."

    def place(self, name: str) -> str:
        """The place of a field, for a sentence."""
        return f"{self.where}.{name}"

    def has(self, name: str) -> bool:
        """True where the field is given and not null; it counts as asked for."""
        return self.is_named(name) and self._values[name] is not None

    def is_named(self, name: str) -> bool:
        """True where the field is given, be it null; it counts as asked for."""
        return super().has(name)

    def knows(self, *names: str) -> None:
        """Accept these fields without reading them."""
        self._known.update(names)

    def close(self) -> None:
        """Raise InputError where a field was never asked for."""
        for name in self._values:
            if name not in self._known:
                near = get_close_matches(name[:LONGEST_SHOWN], self._known, n=1)
                known = ", ".join(sorted(self._known))
                hint = f"Did you mean {near[0]!r}?" if near else f"Take it out; known are: {known}."
                raise InputError(f"{self.where} has an unknown field {shown(name)}. {hint}")


mapping: Kind[Mapping[str, object]] = exactly(dict, InputError, NO_OBJECT)
