"""The tables of the sample's TOML and of a user's own JSON, and the kinds of their fields."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from desktop.domain.days.edtf import parse_edtf
from desktop.domain.days.period import parse_day
from desktop.domain.money import from_major
from desktop.domain.source import Confidence, Source
from desktop.strict import Record, StrictError, all_of, exactly, then

if TYPE_CHECKING:
    from desktop.strict import Kind, Value

EnumT = TypeVar("EnumT", bound=StrEnum)


class TableError(StrictError):
    """A faulty table; the sentence names the place and the key."""


class TomlTable(Record):
    """A table; a missing key that is needed is refused as a value of the wrong kind."""

    error = TableError

    def need(self, name: str, kind: Kind[Value]) -> Value:
        """The value of a needed key, read by its kind. Raises TableError."""
        return kind(self._values[name] if self.has(name) else None, self.place(name))


text = exactly(str, TableError, "must be a text")
number = exactly(int, TableError, "must be a whole number")
flag = exactly(bool, TableError, "must be true or false")
_LIST_OF_TEXTS = "must be a list of texts"
texts = all_of(exactly(list, TableError, _LIST_OF_TEXTS), exactly(str, TableError, _LIST_OF_TEXTS))
# An ISO day, and an uncertain date of any precision (EDTF level 1). Both raise DateError.
day = then(text, parse_day)
date = then(text, parse_edtf)
sources = then(texts, lambda urls: tuple(Source(url) for url in urls))


def word(words: type[EnumT]) -> Kind[EnumT]:
    """The kind of an enumeration's words. Raises ValueError for an unknown word."""
    return then(text, words)


confidence = word(Confidence)


def minor(currency: str) -> Kind[int]:
    """The kind of an amount written in major units of a currency, as minor units."""
    return then(text, lambda amount: from_major(amount, currency).minor)
