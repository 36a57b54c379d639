"""The shipped laws that a case is read under: ceilings of fines and the regime."""

from __future__ import annotations

from functools import cache

from desktop.domain.case.limits import Laws
from desktop.store.law.calendars import calendar, calendar_codes
from desktop.store.law.rules import UnknownRuleError, fine_laws, regime


@cache
def laws_of(code: str) -> Laws:
    """The laws that limit fines, and the regime of a code; without a regime for an unknown code."""
    try:
        rules = regime(code)
    except UnknownRuleError:
        return Laws(fine_laws())
    codes = rules.calendars.value
    has_calendar = bool(codes) and codes[0] in calendar_codes()
    return Laws(fine_laws(), rules, calendar(codes[0]) if has_calendar else None)
