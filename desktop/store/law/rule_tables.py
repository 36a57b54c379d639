"""The TOML tables of the shipped law, and the kinds of their fields."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING

from desktop.domain.days.period import parse_day
from desktop.domain.law.ceiling import share_of
from desktop.domain.law.history import Support
from desktop.domain.money import from_major
from desktop.strict import Record, StrictError, all_of, checked, exactly

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.strict import Kind, Value


class RuleFileError(StrictError):
    """A faulty file of law; the sentence names the file and the key."""


class RuleTable(Record):
    """A table of a file of law."""

    error = RuleFileError
    no_list = "must be a list"


_TEXT, _NUMBER = "must be a text that is not empty", "must be a whole number above zero"
text = checked(exactly(str, RuleFileError, _TEXT), str.strip, RuleFileError, _TEXT)
number = checked(exactly(int, RuleFileError, _NUMBER), lambda found: found >= 1, RuleFileError, _NUMBER)


def written(read: Callable[[str], Value]) -> Kind[Value]:
    """The kind of a text read by a function that raises ValueError."""

    def read_text(value: object, where: str) -> Value:
        words = text(value, where)
        try:
            return read(words)
        except ValueError as error:
            raise RuleFileError(f"{where} cannot be read: {error}") from None

    return read_text


values: Kind[list[object]] = exactly(list, RuleFileError, "must be a list")
numbers = all_of(values, exactly(int, RuleFileError, "must be a list of whole numbers"))
day = written(parse_day)
mark = written(Support)
share = written(share_of)


def minor(currency: str) -> Kind[int]:
    """The kind of an amount written in major units of a currency, as minor units."""
    return written(lambda amount: from_major(amount, currency).minor)


def rule_files(folder: str) -> tuple[RuleTable, ...]:
    """The files of a folder of law, by name. Raises RuleFileError."""
    return tuple(read_rules(text, place) for place, text in rule_texts(folder))


def rule_texts(folder: str) -> tuple[tuple[str, str], ...]:
    """The files of a folder of law unread, by name: the place of each and its text."""
    found = files("desktop.resources").joinpath("rules", folder).iterdir()
    return tuple(
        sorted(
            (f"{folder}/{file.name}", file.read_text(encoding="utf-8"))
            for file in found
            if file.name.endswith(".toml")
        )
    )


def read_rules(text: str, place: str) -> RuleTable:
    """A file of law as a table. Raises RuleFileError for invalid TOML."""
    try:
        return RuleTable(tomllib.loads(text), place)
    except tomllib.TOMLDecodeError as error:
        raise RuleFileError(f"{place} cannot be read: {error}") from None
