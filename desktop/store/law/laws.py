"""The shipped laws that a case is read under: ceilings of fines and the regime."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from desktop.domain.case.limits import Laws
from desktop.store.law.calendars import UnknownCalendarError, calendar
from desktop.store.law.rules import UnknownRuleError, fine_laws, regime

if TYPE_CHECKING:
    from desktop.domain.days.workdays import WorkingDays
    from desktop.domain.law.regime import Regime


@cache
def laws_of(code: str) -> Laws:
    """The laws that limit fines, and the regime of a code; without a regime for an unknown code."""
    try:
        rules = regime(code)
    except UnknownRuleError:
        return Laws(fine_laws())
    return Laws(fine_laws(), rules, _working_days(rules))


def _working_days(rules: Regime) -> WorkingDays | None:
    codes = rules.calendars.value
    try:
        return calendar(codes[0]) if codes else None
    except UnknownCalendarError:
        return None
