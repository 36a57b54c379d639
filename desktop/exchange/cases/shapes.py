"""Shapes as data: the key of the text for each column of a table, and the tables inside of each other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator


class Form(Enum):
    """The form of a cell in the text."""

    TEXT = auto()
    NUMBER = auto()
    FLAG = auto()  # true or false; 1 or 0 in the file
    DATE = auto()  # EDTF; three columns in the file
    AMOUNT = auto()  # major units; whole minor units in the file
    LINK = auto()  # the name of a shared row; its number in the file


class _Needed:
    """The default of a key that must be given."""


@dataclass(frozen=True, slots=True)
class Same:
    """The default of a key: the value of something around it."""

    name: str


NEEDED: Final = _Needed()
PLACE: Final = Same("place")  # the number of a record in its list, from 0
STEM: Final = Same("stem")  # the name of the text's own file
NAME: Final = Same("name")
ZONE: Final = Same("zone")  # of the authority
CURRENCY: Final = Same("currency")  # of the penalty line
# What a document's file tells of it.
FILE_NAME, FILE_TYPE, FILE_DIGEST, FILE_SIZE = (
    Same(f"file's {what}") for what in ("name", "type", "digest", "size")
)


@dataclass(frozen=True, slots=True)
class TextKey:
    """A key of the text and its column; a key that is not given, or not written, means the default."""

    name: str
    column: str
    form: Form = Form.TEXT
    default: object = NEEDED

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the key."""
        if self.form is Form.DATE:
            return tuple(f"{self.column}_{part}" for part in ("start", "end", "precision"))
        return (self.column,)


@dataclass(frozen=True, slots=True)
class Group:
    """Keys in a table of their own inside of a record; `given` is the column that says that it is there."""

    name: str
    keys: tuple[TextKey, ...]
    given: str = ""


@dataclass(frozen=True, slots=True)
class TextShape:
    """The shape of a table's rows as a list in the record that they belong to.

    A row that has nothing beside the key `plain` is a text alone; `owner` is the column of the record that
    a row belongs to, empty for a table that stands for itself.
    """

    table: str
    name: str
    owner: str
    keys: tuple[TextKey, ...]
    groups: tuple[Group, ...] = ()
    inner: tuple[TextShape, ...] = ()
    plain: str = ""
    links: str = ""  # the shared table that keys of form LINK name

    def all_keys(self) -> Iterator[TextKey]:
        """Every key, those in groups as well."""
        yield from self.keys
        for group in self.groups:
            yield from group.keys

    def deep(self) -> Iterator[TextShape]:
        """The shape and all shapes inside of it."""
        yield self
        for shape in self.inner:
            yield from shape.deep()


def key(name: str, default: object = NEEDED, column: str = "") -> TextKey:
    """A key of a text."""
    return TextKey(name, column or name, Form.TEXT, default)


def number(name: str, default: object = None, column: str = "") -> TextKey:
    """A key of a whole number, by default left open."""
    return TextKey(name, column or name, Form.NUMBER, default)


def flag(name: str, column: str = "") -> TextKey:
    """A key of true or false, by default false."""
    return TextKey(name, column or name, Form.FLAG, 0)


def date(name: str, default: object = None) -> TextKey:
    """A key of a date, by default left open."""
    return TextKey(name, name, Form.DATE, default)


def amount(name: str, default: object = None) -> TextKey:
    """A key of an amount, by default left open."""
    return TextKey(name, name, Form.AMOUNT, default)


def sources_of(fact: str) -> TextShape:
    """The shape of the sources of a fact."""
    return TextShape(
        f"{fact}_sources",
        "sources",
        f"{fact}_id",
        (TextKey("source", "source_id", Form.LINK),),
        plain="source",
        links="sources",
    )
