"""Amounts of money in a scenario, where a single mark before three digits divides groups."""

from __future__ import annotations

from desktop.domain.money import Money, exponent
from desktop.domain.typed import amounts

_GROUP = 3  # digits


def scenario_amount(typed: str, currency: str) -> Money | None:
    """The amount typed in a currency: 100000, €100,000 or 1 250,50; None for any other text.

    A single mark before three digits divides groups, unless the currency has three decimals: then it is
    refused, since it could be either.
    """
    found = amounts.read_amount(typed, currency)
    if isinstance(found, Money):
        return found
    return None if exponent(currency) == _GROUP else found.whole
