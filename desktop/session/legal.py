"""The laws that a case is read under, as they are shipped."""

from __future__ import annotations

from functools import cache

from desktop.domain.limits import Laws
from desktop.store.rules import UnknownRuleError, fine_laws, regime


@cache
def laws_of(code: str) -> Laws:
    """The laws that limit fines, and the regime of a code; without a regime for an unknown code."""
    try:
        return Laws(fine_laws(), regime(code))
    except UnknownRuleError:
        return Laws(fine_laws())
