"""What was typed into the search field, understood: words, phrases, conditions, or the fault in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class Field(StrEnum):
    """What a condition is about; its value is the word typed before the mark."""

    ARTICLE = "art"
    COUNTRY = "country"
    AUTHORITY = "authority"
    STATE = "state"
    ACCRUED = "accrued"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition, such as `country:FR`, `-state:paid` or `accrued>1M`.

    `value` is the folded text; `minor` the hundredfold of an amount typed (compared with face values, in any
    currency), with `sign` one of > >= < <= =; `day` the first day of the date typed before or after.
    """

    field: Field
    value: str
    excluded: bool = False
    sign: str = ""
    minor: int = 0
    day: date | None = None


@dataclass(frozen=True, slots=True)
class QueryFault:
    """What is wrong with a query: where (characters `start` to `end`), its code, and names near it."""

    start: int
    end: int
    code: str
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A query understood. Every text in it is folded.

    `words` are found by their beginnings; `phrases` (words between quotes) as they stand; `excluded` are
    words that must not be there. With a `fault` the sound part of the query holds.
    """

    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    fault: QueryFault | None = None

    @property
    def has_text(self) -> bool:
        """Whether words are looked for."""
        return bool(self.words or self.phrases or self.excluded)
