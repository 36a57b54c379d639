"""Values of law dated by the day from which they hold, each with its source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

from desktop.domain.faults import Fault, TermsError

if TYPE_CHECKING:
    from datetime import date

Value = TypeVar("Value")


class Support(StrEnum):
    """The support of a rule of law: seen in its source, not confirmed, or derived."""

    SEEN = "seen"
    UNCONFIRMED = "unconfirmed"
    DERIVED = "derived"


@dataclass(frozen=True, slots=True)
class Dated(Generic[Value]):
    """A value of law and the day from which it holds; `source` is an address or a publication."""

    starts_on: date
    value: Value
    citation: str
    source: str
    mark: Support


@dataclass(frozen=True, slots=True)
class History(Generic[Value]):
    """The values of one rule, in order of their first days; each holds until the next value starts.

    `last_checked_on` is the last day for which the newest value was seen, None where it still holds.
    """

    name: str
    values: tuple[Dated[Value], ...]
    last_checked_on: date | None = None

    def at(self, day: date) -> Dated[Value]:
        """The value in force on a day. Raises TermsError outside the history: the law is never guessed."""
        if self.last_checked_on is not None and day > self.last_checked_on:
            raise self._outside(f"is known until {self.last_checked_on}, not for {day}")
        held = [dated for dated in self.values if dated.starts_on <= day]
        if not held:
            start = f"from {self.values[0].starts_on} on" if self.values else "for no day"
            raise self._outside(f"is known {start}, not for {day}")
        return held[-1]

    def _outside(self, words: str) -> TermsError:
        return TermsError(
            Fault.OUTSIDE_HISTORY, f"{self.name} {words}; add the value that held, with its source"
        )
