"""What is wrong with the fields of a draft, what is doubtful, and what is still open."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.domain.edit.draft import DraftField


class DraftFlaw(StrEnum):
    """A fault of a field, or a doubt about it."""

    NO_NAME = "no name"
    KNOWN_NAME = "known name"
    NO_COUNTRY = "no country"
    NO_AUTHORITY = "no authority"
    REFERENCE_TAKEN = "reference taken"
    MISSING_DAY = "missing day"
    NO_DAY = "no day"
    SHORT_YEAR = "short year"
    DAY_OUT_OF_RANGE = "day out of range"
    NOTIFIED_EARLY = "notified early"
    NOT_WHOLE = "not whole"
    NOT_AN_AMOUNT = "not an amount"
    TWO_WAYS = "two ways"
    NEGATIVE_RATE = "negative rate"
    NO_SUM = "no sum"
    ABOVE_MAXIMUM = "above maximum"
    NO_CAP = "no cap"
    PERIOD_BACKWARDS = "period backwards"
    HALF_PERIOD = "half period"
    NOT_CALCULABLE = "not calculable"


class Weight(StrEnum):
    """How much a problem matters."""

    FAULT = "fault"  # nothing can be created
    DOUBT = "doubt"  # saved all the same
    QUESTION = "question"  # for the user to answer


@dataclass(frozen=True, slots=True)
class DraftProblem:
    """A problem of a field; `words` fill in its sentence."""

    field: DraftField
    flaw: DraftFlaw
    weight: Weight = Weight.FAULT
    words: tuple[str, ...] = ()


class OpenPoint(StrEnum):
    """Something that a draft does not tell yet."""

    NAME = "name"
    AUTHORITY = "authority"
    REFERENCE = "reference"
    DECIDED = "decided"
    NOTIFIED = "notified"
    NOTIFIED_INFERRED = "notified inferred"
    ORDER = "order"
    GRACE = "grace"
    PENALTY = "penalty"
    CAP = "cap"
    RULES = "rules"
    SOURCE = "source"
    NO_PAYMENT = "no payment"
