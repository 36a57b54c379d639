"""A search query understood: its words, phrases, conditions and fault."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class Field(StrEnum):
    """The property that a condition is about, by the word typed before its mark."""

    ARTICLE = "art"
    COUNTRY = "country"
    AUTHORITY = "authority"
    STATE = "state"
    ACCRUED = "accrued"
    BEFORE = "before"
    AFTER = "after"


class QueryCode(StrEnum):
    """The faults of a query."""

    UNKNOWN_FIELD = "unknown-field"
    EMPTY_CONDITION = "empty-condition"
    UNCLOSED_QUOTE = "unclosed-quote"
    BAD_DATE = "bad-date"
    BAD_AMOUNT = "bad-amount"
    UNKNOWN_STATE = "unknown-state"
    UNKNOWN_COUNTRY = "unknown-country"
    UNKNOWN_AUTHORITY = "unknown-authority"
    TOO_LONG = "too-long"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition, such as `country:FR`, `-state:paid` or `accrued>1M`.

    `value` is the folded text: a country's code (`fr`), a state's headline (`not_notified`), an article's
    parts of letters and digits (`6 1 f`). `minor` is the amount typed in hundredths, compared by `sign` (one
    of > >= < <= =) with face values in any currency. `day` is the first day of the date typed, the border
    between before and after.
    """

    field: Field
    value: str
    excluded: bool = False
    sign: str = ""
    minor: int = 0
    day: date | None = None


@dataclass(frozen=True, slots=True)
class QueryFault:
    """A fault of a query: its characters `start` to `end`, its code, and similar names."""

    start: int
    end: int
    code: str
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A query understood. Every text in it is folded.

    `words` match beginnings of words: a word with marks inside, such as a reference, has its parts divided by
    spaces, and its last part matches a beginning. `phrases` (words between quotes) match whole words;
    `excluded` and `excluded_phrases` must not occur. With a `fault` the sound part of the query holds.
    """

    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    fault: QueryFault | None = None
    excluded_phrases: tuple[tuple[str, ...], ...] = ()

    @property
    def has_hits(self) -> bool:
        """Whether a word or phrase must occur, so that every find has an excerpt."""
        return bool(self.words or self.phrases)

    @property
    def has_text(self) -> bool:
        """Whether words or phrases are searched or excluded."""
        return bool(self.has_hits or self.excluded or self.excluded_phrases)
