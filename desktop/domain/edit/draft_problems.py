"""What is wrong with the fields of a draft, what is doubtful, and what is still open."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.domain.edit.draft import DraftField
    from desktop.domain.money import Money
    from desktop.domain.typed.amounts import NoAmount
    from desktop.domain.typed.dates import NoDate


class DraftFlaw(StrEnum):
    """A fault of a field, or a doubt about it."""

    KNOWN_NAME = "known name"
    REFERENCE_TAKEN = "reference taken"
    NO_DAY = "no day"
    NOTIFIED_EARLY = "notified early"
    NOT_WHOLE = "not whole"
    NO_AMOUNT = "no amount"
    NO_SUM = "no sum"
    HALF_STEP = "half step"
    MIXED_STEPS = "mixed steps"
    SAME_STEP = "same step"
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
    """A problem of a field; `words` fill in its sentence, and `unread` is a day or sum that was not read."""

    field: DraftField
    flaw: DraftFlaw
    weight: Weight = Weight.FAULT
    words: tuple[str, ...] = ()
    unread: NoDate | NoAmount | Money | None = None


class OpenPoint(StrEnum):
    """Something that a draft does not tell yet."""

    NAME = "name"
    COUNTRY = "country"
    AUTHORITY = "authority"
    DECIDED = "decided"
    NOTIFIED = "notified"
    NOTIFICATION = "notification"  # the first penalty day does not wait for it
    NOTIFIED_INFERRED = "notified inferred"
    ORDER = "order"
    GRACE = "grace"
    PENALTY = "penalty"
    CAP = "cap"
    RULES = "rules"
    SOURCE = "source"
    NO_PAYMENT = "no payment"
