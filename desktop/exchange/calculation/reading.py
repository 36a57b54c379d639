"""The fields of JSON objects, read by name and strictly; what is wrong is told by its place."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Value = TypeVar("Value")

MALFORMED = "E_INPUT"
LONGEST_SHOWN = 40


class InputError(ValueError):
    """A field that is missing, unknown or cannot be read; the sentence names it and says what to do."""


class Fields:
    """The fields of one JSON object; null is the same as not given. Raises InputError where it is none.

    Every field that is asked for counts as known, and `close` refuses the others.
    """

    def __init__(self, value: object, where: str) -> None:
        self._values = mapping(value, where)
        self._where = where
        self._known: set[str] = set()

    def is_named(self, name: str) -> bool:
        """Whether the object has the field at all, be it null."""
        self._known.add(name)
        return name in self._values

    def get(self, name: str, read: Callable[[object, str], Value]) -> Value | None:
        """The field as `read` reads it; None where it is not given. Raises InputError."""
        self._known.add(name)
        value = self._values.get(name)
        return None if value is None else read(value, self.place(name))

    def need(self, name: str, read: Callable[[object, str], Value]) -> Value:
        """The field as `read` reads it. Raises InputError, also where it is not given."""
        value = self.get(name, read)
        if value is None:
            raise InputError(f"{self.place(name)} is missing; it is needed here.")
        return value

    def knows(self, *names: str) -> None:
        """Accept these fields without reading them."""
        self._known.update(names)

    def place(self, name: str) -> str:
        """Where a field stands, for a sentence."""
        return f"{self._where}.{name}"

    def close(self) -> None:
        """Raise InputError where a field was never asked for."""
        for name in self._values:
            if name not in self._known:
                raise InputError(
                    f"{self._where} has an unknown field {shown(name)}. {_hint(name, self._known)}"
                )


def mapping(value: object, where: str) -> Mapping[str, object]:
    """A JSON object. Raises InputError."""
    if not isinstance(value, dict):
        raise InputError(f"{where} must be an object with named fields, not {shown(value)}.")
    return value


def shown(value: object) -> str:
    """A value as it may stand in a sentence: short, on one line, in ASCII."""
    if isinstance(value, (dict, list)):
        return "an object" if isinstance(value, dict) else "a list"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    text = ascii(value) if isinstance(value, str) else str(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}..."


def _hint(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name[:LONGEST_SHOWN], known, n=1)
    return f"Did you mean {near[0]!r}?" if near else f"Take it out; known are: {', '.join(sorted(known))}."
