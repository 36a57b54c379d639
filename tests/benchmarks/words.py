"""Words of many languages for benchmark files, drawn so that a few are common and most are rare."""

from __future__ import annotations

import random
import string
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias, TypeVar

    T = TypeVar("T")
    Pieces: TypeAlias = tuple[tuple[str, str | None], ...]

DATA = Path(__file__).with_name("data")
ORDER_SEED = 7  # the rank of a thing in its language, the same for every file


@dataclass(frozen=True, slots=True)
class Language:
    """What can be said in a language, as templates cut in pieces of plain text and what follows."""

    things: tuple[str, ...]
    sentences: tuple[Pieces, ...]
    cases: tuple[Pieces, ...]
    titles: dict[str, tuple[Pieces, ...]]


@dataclass(frozen=True, slots=True)
class Country:
    """A country with its authorities (name, short name, code of the law) and names."""

    code: str
    language: str
    currency: str
    zone: str
    calendar: str
    forms: tuple[str, ...]
    authorities: tuple[tuple[str, str, str], ...]
    towns: tuple[str, ...]
    names: tuple[str, ...]
    surnames: tuple[str, ...]


def ranked(dice: random.Random, values: Sequence[T]) -> T:
    """One of them, the first twice as often as the second (Zipf)."""
    return values[int((len(values) + 1) ** dice.random()) - 1]


def filled(pieces: Pieces, words: dict[str, Callable[[], str]]) -> str:
    """A template with words in its gaps."""
    return "".join([text if gap is None else text + words[gap]() for text, gap in pieces])


@cache
def languages() -> dict[str, Language]:
    """Every language, by its code."""
    tables = tomllib.loads((DATA / "languages.toml").read_text(encoding="utf-8"))
    return {code: _language(table) for code, table in tables.items()}


@cache
def countries() -> tuple[Country, ...]:
    """Every country."""
    tables = tomllib.loads((DATA / "countries.toml").read_text(encoding="utf-8"))["countries"]
    return tuple(Country(**{name: _frozen(value) for name, value in table.items()}) for table in tables)


def _language(table: dict[str, Any]) -> Language:
    things = [f"{head}{table['join']}{tail}" for head in table["heads"] for tail in table["tails"]]
    random.Random(ORDER_SEED).shuffle(things)
    return Language(
        things=tuple(things),
        sentences=tuple(_pieces(text) for text in table["sentences"]),
        cases=tuple(_pieces(text) for text in table["case"]),
        titles={kind: tuple(_pieces(text) for text in texts) for kind, texts in table["titles"].items()},
    )


def _pieces(text: str) -> Pieces:
    return tuple((plain, gap) for plain, gap, _, _ in string.Formatter().parse(text))


def _frozen(value: Any) -> Any:
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value
