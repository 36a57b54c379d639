"""The typed fields of a draft as values: days, sums and whole numbers, each with what is wrong with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop.domain.days.period import Precision
from desktop.domain.edit.draft_problems import DraftFlaw, DraftProblem, Weight
from desktop.domain.typed.amounts import AmountFault, NoAmount, read_amount
from desktop.domain.typed.dates import DateFault, ReadDate, read_date

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.edit.draft import DraftField
    from desktop.domain.money import Money
    from desktop.domain.typed.dates import DayOrder

_WHOLE = re.compile(r"[0-9]{1,4}", re.ASCII)
_FLAWS = {
    DateFault.MISSING_DAY: DraftFlaw.MISSING_DAY,
    DateFault.SHORT_YEAR: DraftFlaw.SHORT_YEAR,
    DateFault.OUT_OF_RANGE: DraftFlaw.DAY_OUT_OF_RANGE,
}


class FieldReader:
    """The reader of the fields of one draft; `problems` are those found so far."""

    def __init__(self, order: DayOrder) -> None:
        self._order = order
        self.problems: list[DraftProblem] = []

    def tell(self, field: DraftField, flaw: DraftFlaw, *words: str, weight: Weight = Weight.FAULT) -> None:
        """Note a problem of a field."""
        self.problems.append(DraftProblem(field, flaw, weight, words))

    def day(self, field: DraftField, typed: str) -> date | None:
        """The typed day; None for an empty field, and for a text that is no day, which is noted."""
        words = typed.strip()
        if not words:
            return None
        found = read_date(words, self._order)
        if not isinstance(found, ReadDate):
            self.tell(field, _FLAWS.get(found.fault, DraftFlaw.NO_DAY), found.typed or words)
        elif (
            words[found.length :].strip()
            or found.date.precision is not Precision.DAY
            or not found.date.is_firm
        ):
            self.tell(field, DraftFlaw.NO_DAY, words)
        else:
            return found.date.earliest
        return None

    def whole(self, field: DraftField, typed: str, least: int = 0) -> int | None:
        """The typed whole number; None for an empty field, and for any other text, which is noted."""
        words = typed.strip()
        if not words:
            return None
        if _WHOLE.fullmatch(words) and int(words) >= least:
            return int(words)
        self.tell(field, DraftFlaw.NOT_WHOLE)
        return None

    def amount(self, field: DraftField, typed: str, currency: str) -> Money | None:
        """The typed sum; None for an empty field, and for a text that is no sum, which is noted."""
        words = typed.strip()
        if not words:
            return None
        found = read_amount(words, currency)
        if isinstance(found, NoAmount):
            flaw = DraftFlaw.TWO_WAYS if found.fault is AmountFault.TWO_WAYS else DraftFlaw.NOT_AN_AMOUNT
            self.tell(field, flaw, *(_two_ways(words) if flaw is DraftFlaw.TWO_WAYS else (currency,)))
            return None
        if found.minor < 0:
            self.tell(field, DraftFlaw.NEGATIVE_RATE)
            return None
        return found


def _two_ways(typed: str) -> tuple[str, str, str]:
    """A sum such as 52.500 and the two ways to write it without doubt: 52,500 and 52.50."""
    whole, _, rest = typed.replace(",", ".").partition(".")
    return typed, f"{whole},{rest}", f"{whole}.{rest.rstrip('0').ljust(2, '0')}"
