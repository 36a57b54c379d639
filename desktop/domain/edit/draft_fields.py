"""The typed fields of a draft as values: days, sums and whole numbers, each with what is wrong with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop.domain.days.period import Precision
from desktop.domain.edit.draft import DraftField
from desktop.domain.edit.draft_problems import DraftFlaw, DraftProblem, Weight
from desktop.domain.typed.amounts import NoAmount, read_amount
from desktop.domain.typed.dates import DateFault, NoDate, ReadDate, read_date

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.money import Money
    from desktop.domain.typed.dates import DayOrder

_WHOLE = re.compile(r"[0-9]{1,4}", re.ASCII)


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
        if isinstance(found, ReadDate):
            is_day = found.date.precision is Precision.DAY and found.date.is_firm
            if is_day and not words[found.length :].strip():
                return found.date.earliest
            found = NoDate(DateFault.NOT_READ, words)
        self.problems.append(DraftProblem(field, DraftFlaw.NO_DAY, unread=found))
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
        if isinstance(found, NoAmount) or (
            found.minor < 0 and field in (DraftField.PENALTY, DraftField.STEPS)
        ):
            self.problems.append(DraftProblem(field, DraftFlaw.NO_AMOUNT, unread=found))
            return None
        if found.minor < 0:
            self.tell(field, DraftFlaw.NO_SUM)
            return None
        return found
