"""Strict reading of the files of law: every key is asked for by its kind, and an unknown one is refused."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING, TypeVar

from desktop.domain.days.period import parse_day
from desktop.domain.law.ceiling import share_of
from desktop.domain.law.history import Support
from desktop.domain.money import from_major

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from fractions import Fraction

ReadT = TypeVar("ReadT")


class RuleFileError(ValueError):
    """A file of law that is not as it must be; names the file and the key."""


class RuleTable:
    """One table of a file of law. Reading a key takes it out; `done` refuses what is left."""

    def __init__(self, values: object, place: str) -> None:
        if not isinstance(values, dict):
            raise RuleFileError(f"{place} is not a table")
        self._values: dict[str, object] = dict(values)
        self.place = place

    def fault(self, key: str, words: str) -> RuleFileError:
        """The error about a key of this table."""
        return RuleFileError(f"{self.place}: {key} {words}")

    def take(self, key: str) -> object:
        """A value of any kind that must be there."""
        if key not in self._values:
            raise self.fault(key, "is missing")
        return self._values.pop(key)

    def has(self, key: str) -> bool:
        """Whether a key is there and was not read."""
        return key in self._values

    def text(self, key: str) -> str:
        """A text that must be there and say something."""
        value = self.take(key)
        if not isinstance(value, str) or not value.strip():
            raise self.fault(key, "must be a text that is not empty")
        return value

    def day(self, key: str) -> date:
        """An ISO day that must be there."""
        return self._read(key, parse_day)

    def maybe_day(self, key: str) -> date | None:
        """An ISO day, or None where the key is missing."""
        return self.day(key) if self.has(key) else None

    def mark(self) -> Support:
        """How well the table is supported."""
        return self._read("mark", Support)

    def minor(self, key: str, currency: str) -> int:
        """An amount in major units, as minor ones."""
        return self._read(key, lambda text: from_major(text, currency).minor)

    def share(self, key: str) -> Fraction:
        """A share, such as "0.05"."""
        return self._read(key, share_of)

    def number(self, key: str) -> int:
        """A whole number above zero."""
        value = self.take(key)
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise self.fault(key, "must be a whole number above zero")
        return value

    def numbers(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers; empty where the key is missing."""
        values = self._list(key)
        if not all(isinstance(value, int) and not isinstance(value, bool) for value in values):
            raise self.fault(key, "must be a list of whole numbers")
        return tuple(value for value in values if isinstance(value, int))

    def values(self, key: str) -> tuple[object, ...]:
        """A list of values of any kind; empty where the key is missing."""
        return tuple(self._list(key))

    def table(self, key: str) -> RuleTable:
        """A table that must be there."""
        return RuleTable(self.take(key), f"{self.place}, {key}")

    def tables(self, key: str) -> tuple[RuleTable, ...]:
        """The tables of a list; none where the key is missing."""
        values = enumerate(self._list(key), 1)
        return tuple(RuleTable(value, f"{self.place}, {key} {number}") for number, value in values)

    def done(self) -> None:
        """Refuse keys that nothing asked for."""
        if self._values:
            raise RuleFileError(f"{self.place}: unknown {', '.join(sorted(self._values))}")

    def _list(self, key: str) -> list[object]:
        values = self._values.pop(key, [])
        if not isinstance(values, list):
            raise self.fault(key, "must be a list")
        return values

    def _read(self, key: str, read: Callable[[str], ReadT]) -> ReadT:
        """A text read by a function that raises ValueError."""
        text = self.text(key)
        try:
            return read(text)
        except ValueError as error:
            raise self.fault(key, f"cannot be read: {error}") from None


def rule_files(folder: str) -> tuple[RuleTable, ...]:
    """The files of one folder of law, in order of their names."""
    found = files("desktop.resources").joinpath("rules", folder).iterdir()
    shipped = sorted(
        (file.name, file.read_text(encoding="utf-8")) for file in found if file.name.endswith(".toml")
    )
    return tuple(read_rules(text, f"{folder}/{name}") for name, text in shipped)


def read_rules(text: str, place: str) -> RuleTable:
    """A file of law as a table. Raises RuleFileError where it is no TOML."""
    try:
        return RuleTable(tomllib.loads(text), place)
    except tomllib.TOMLDecodeError as error:
        raise RuleFileError(f"{place} cannot be read: {error}") from None
