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


class QueryCode(StrEnum):
    """What can be wrong with a query."""

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

    `value` is the folded text: of a country its code (`fr`), of a state the headline's value
    (`not_notified`), of an article its letters and digits in parts (`6 1 f`); `minor` the hundredfold of an
    amount typed (compared with face values, in any currency), with `sign` one of > >= < <= =; `day` the first
    day of the date typed: before it, or on it and after.
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

    `words` are found by their beginnings: one with marks inside, such as a reference, has its parts divided
    by spaces, and its last part is found by its beginning. `phrases` (words between quotes) are found as they
    stand; `excluded` and `excluded_phrases` are words and phrases that must not be there. With a `fault` the
    sound part of the query holds.
    """

    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    fault: QueryFault | None = None
    excluded_phrases: tuple[tuple[str, ...], ...] = ()

    @property
    def has_hits(self) -> bool:
        """Whether what is found holds something to be shown: a word or phrase that must be there."""
        return bool(self.words or self.phrases)

    @property
    def has_text(self) -> bool:
        """Whether words are looked for."""
        return bool(self.has_hits or self.excluded or self.excluded_phrases)
