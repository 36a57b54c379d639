"""The JSON objects of a question; an error sentence names the field and the remedy."""

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
    """A missing, unknown or unreadable field; the sentence names the field and the remedy."""


class Fields(Record):
    """The fields of a JSON object; null counts as not given. Raises InputError for any other value."""

    error = InputError
    no_record = NO_OBJECT
    missing = "is missing; it is needed here."

    def place(self, name: str) -> str:
        """The place of a field, for a sentence."""
        return f"{self.where}.{name}"

    def has(self, name: str) -> bool:
        """True where the field is given and not null; the field counts as asked for."""
        return self.is_named(name) and self._values[name] is not None

    def is_named(self, name: str) -> bool:
        """True where the field is given, even as null; the field counts as asked for."""
        return super().has(name)

    def close(self, *unread: str) -> None:
        """Refuse fields never asked for, except `unread`. Raises InputError."""
        self._known.update(unread)
        for name in self._values:
            if name not in self._known:
                near = get_close_matches(name[:LONGEST_SHOWN], self._known, n=1)
                known = ", ".join(sorted(self._known))
                hint = f"Did you mean {near[0]!r}?" if near else f"Take it out; known are: {known}."
                raise InputError(f"{self.where} has an unknown field {shown(name)}. {hint}")


mapping: Kind[Mapping[str, object]] = exactly(dict, InputError, NO_OBJECT)
