"""Strict reading of TOML: every key is asked for by its kind, and an unknown one is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.days.edtf import parse_edtf
from desktop.domain.days.period import parse_day
from desktop.domain.money import from_major
from desktop.domain.source import Confidence, Source

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.days.period import UncertainDate


class TableError(ValueError):
    """A table of a TOML file that is not as it must be; names the place and the key."""


class TomlTable:
    """One TOML table. Reading a key takes it out; `done` refuses what is left."""

    def __init__(self, values: object, place: str) -> None:
        if not isinstance(values, dict):
            raise TableError(f"{place} is not a table")
        self._values: dict[str, object] = dict(values)
        self.place = place

    def text(self, key: str, default: str | None = None) -> str:
        """A text; without a default it must be there."""
        value = self._values.pop(key, default)
        if not isinstance(value, str):
            raise TableError(f"{self.place}: {key} must be a text")
        return value

    def number(self, key: str) -> int | None:
        """A whole number, or None where the key is missing."""
        value = self._values.pop(key, None)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            raise TableError(f"{self.place}: {key} must be a whole number")
        return value

    def flag(self, key: str) -> bool:
        """True or false; false where the key is missing."""
        value = self._values.pop(key, False)
        if not isinstance(value, bool):
            raise TableError(f"{self.place}: {key} must be true or false")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty where the key is missing."""
        values = self._values.pop(key, [])
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise TableError(f"{self.place}: {key} must be a list of texts")
        return tuple(values)

    def day(self, key: str) -> date:
        """An ISO day that must be there."""
        return parse_day(self.text(key))

    def maybe_day(self, key: str) -> date | None:
        """An ISO day, or None where the key is missing."""
        return parse_day(self.text(key)) if key in self._values else None

    def date(self, key: str) -> UncertainDate:
        """A date of any precision, in doubt or not (EDTF level 1), that must be there."""
        return parse_edtf(self.text(key))

    def maybe_date(self, key: str) -> UncertainDate | None:
        """A date of any precision, or None where the key is missing."""
        return parse_edtf(self.text(key)) if key in self._values else None

    def minor(self, key: str, currency: str) -> int:
        """An amount in major units, as minor ones; it must be there."""
        return from_major(self.text(key), currency).minor

    def maybe_minor(self, key: str, currency: str) -> int | None:
        """An amount in major units, as minor ones, or None where the key is missing."""
        return self.minor(key, currency) if key in self._values else None

    def confidence(self, key: str = "confidence", default: Confidence | None = None) -> Confidence:
        """How well something is supported."""
        return Confidence(self.text(key, default and default.value))

    def sources(self) -> tuple[Source, ...]:
        """The sources of what the table says."""
        return tuple(Source(url) for url in self.texts("sources"))

    def tables(self, key: str) -> tuple[TomlTable, ...]:
        """The tables of a list; none where the key is missing."""
        values = self._values.pop(key, [])
        if not isinstance(values, list):
            raise TableError(f"{self.place}: {key} must be a list of tables")
        return tuple(TomlTable(value, f"{self.place}, {key} {n}") for n, value in enumerate(values, 1))

    def maybe_table(self, key: str) -> TomlTable | None:
        """A table, or None where the key is missing."""
        return TomlTable(self._values.pop(key), f"{self.place}, {key}") if key in self._values else None

    def done(self) -> None:
        """Refuse keys that nothing asked for."""
        if self._values:
            raise TableError(f"{self.place}: unknown {', '.join(sorted(self._values))}")
