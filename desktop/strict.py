"""Strict reading of outside data: each field is asked for by its kind, and unknown fields are refused.

A record is a TOML table or JSON object. A kind is a function of a value and of its place in the data: it
returns the meaning of the value, or raises an error whose sentence begins with the place. Each format has
its own subclass of Record, its own error and its own kinds: exchange/table.py (the sample, the user's
scenarios and views), exchange/calculation (questions) and store/law/rule_tables.py (the law).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Concatenate, ParamSpec, Self

    More = ParamSpec("More")

Value = TypeVar("Value")
Made = TypeVar("Made")
Kind: TypeAlias = "Callable[[object, str], Value]"

LONGEST_SHOWN = 40


class StrictError(ValueError):
    """Faulty outside data; the sentence names the place."""


class TwiceError(ValueError):
    """A JSON object with a field given twice; the words are the name of the field."""


class Record:
    """The named fields of a table or object at a place. A format is a subclass with its own error and words.

    Raises the error for a value without fields, an unreadable field, and at `close` for an unknown field.
    """

    error: ClassVar[type[StrictError]] = StrictError
    no_record: ClassVar[str] = "is not a table"
    no_list: ClassVar[str] = "must be a list of tables"
    missing: ClassVar[str] = "is missing"

    def __init__(self, value: object, where: str) -> None:
        self._values: Mapping[str, object] = exactly(dict, self.error, self.no_record)(value, where)
        self._known: set[str] = set()
        self.where = where

    def place(self, name: str) -> str:
        """The place of a field, for a sentence."""
        return f"{self.where}: {name}"

    def wrong(self, words: str) -> StrictError:
        """The error about the record as a whole."""
        return self.error(f"{self.where}: {words}")

    def fault(self, name: str, words: str) -> StrictError:
        """The error about a field."""
        return self.error(f"{self.place(name)} {words}")

    def has(self, name: str) -> bool:
        """True where the field is given; the field counts as asked for."""
        self._known.add(name)
        return name in self._values

    @overload
    def get(self, name: str, kind: Kind[Value]) -> Value | None: ...
    @overload
    def get(self, name: str, kind: Kind[Value], default: Value) -> Value: ...
    def get(self, name: str, kind: Kind[Value], default: Value | None = None) -> Value | None:
        """The field as its kind reads it; the default where the field is not given."""
        return kind(self._values[name], self.place(name)) if self.has(name) else default

    def need(self, name: str, kind: Kind[Value]) -> Value:
        """The field as its kind reads it. Raises the format's error where the field is not given."""
        if not self.has(name):
            raise self.fault(name, self.missing)
        return kind(self._values[name], self.place(name))

    def inner(self, name: str) -> Self:
        """The record in a field that must be given."""
        return type(self)(self.need(name, anything), f"{self.where}, {name}")

    def rows(self, name: str) -> tuple[Self, ...]:
        """The records in a list, counted from 1; none where the list is not given."""
        values = self.get(name, exactly(list, self.error, self.no_list)) or ()
        return tuple(type(self)(value, f"{self.where}, {name} {n}") for n, value in enumerate(values, 1))

    def read(
        self, read: Callable[Concatenate[Self, More], Value], *more: More.args, **named: More.kwargs
    ) -> Value:
        """The result of a function that reads the whole record; unknown fields are refused."""
        found = read(self, *more, **named)
        self.close()
        return found

    def maybe(self, name: str, read: Callable[[Self], Value]) -> Value | None:
        """The record in a field, read whole; None where the field is not given."""
        return self.inner(name).read(read) if self.has(name) else None

    def each(
        self,
        name: str,
        read: Callable[Concatenate[Self, More], Value],
        *more: More.args,
        **named: More.kwargs,
    ) -> tuple[Value, ...]:
        """The records in a list, each read whole."""
        return tuple(row.read(read, *more, **named) for row in self.rows(name))

    def close(self) -> None:
        """Refuse fields never asked for."""
        left = self._values.keys() - self._known
        if left:
            raise self.wrong(f"unknown {', '.join(sorted(left))}")


def anything(value: object, _: str) -> object:
    """The kind of a value left unread."""
    return value


def exactly(plain: type[Value], error: type[StrictError], words: str) -> Kind[Value]:
    """The kind of values of a plain type: neither true nor 1.0 is a whole number.

    `words` end the sentence of the error, with the value in place of `{}`.
    """

    def read(value: object, where: str) -> Value:
        if isinstance(value, plain) and type(value) is plain:
            return value
        raise error(f"{where} {words.format(shown(value))}")

    return read


def checked(
    kind: Kind[Value], is_right: Callable[[Value], object], error: type[StrictError], words: str
) -> Kind[Value]:
    """The kind of another kind's values that pass a check; `words` end the sentence, as in `exactly`."""

    def read(value: object, where: str) -> Value:
        found = kind(value, where)
        if not is_right(found):
            raise error(f"{where} {words.format(shown(found))}")
        return found

    return read


def then(kind: Kind[Value], make: Callable[[Value], Made]) -> Kind[Made]:
    """The kind of a value made by `make` from another kind's value; errors of `make` pass unchanged."""
    return lambda value, where: make(kind(value, where))


def all_of(whole: Kind[list[object]], one: Kind[Value], place: str = "{}") -> Kind[tuple[Value, ...]]:
    """The kind of a list with parts of the same kind; `place` makes a part's place from list and number."""
    return lambda value, where: tuple(
        one(part, place.format(where, number)) for number, part in enumerate(whole(value, where))
    )


def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """The fields of a JSON object, for `json.loads`. Raises TwiceError."""
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise TwiceError(shown(name))
        found[name] = value
    return found


def shown(value: object) -> str:
    """A value as it may stand in a sentence: short, on one line, in ASCII."""
    if isinstance(value, (dict, list)):
        return "an object" if isinstance(value, dict) else "a list"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    text = ascii(value) if isinstance(value, str) else str(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}..."
