"""The liquidations and payments of an entry."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.days.period import DAY, Span
from desktop.domain.faults import Fault, TermsError
from desktop.exchange.calculation.facts import EARLY
from desktop.exchange.calculation.reading import Fields, InputError
from desktop.exchange.calculation.values import amount, currency, day

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Fixed:
    """A liquidation: the sum fixed for a window of days, in minor units, None where not stated."""

    window: Span
    minor: int | None
    decided_on: date
    known_on: date

    def counts(self, as_of: date, known_at: date) -> bool:
        """True where the liquidation is decided by the as-of day and known by the knowledge day."""
        return self.decided_on <= as_of and self.known_on <= known_at


@dataclass(frozen=True, slots=True)
class PaidSum:
    """A payment in minor units; its day is None where not stated."""

    on: date | None
    minor: int
    known_on: date

    def counts(self, as_of: date, known_at: date) -> bool:
        """True where the payment is made by the as-of day and known by the knowledge day."""
        return (self.on is None or self.on <= as_of) and self.known_on <= known_at


def liquidation(value: object, where: str) -> Fixed:
    """A liquidation `{from, to, amount, decided_on}`, both days included; by default decided on `to`."""
    fields = Fields(value, where)
    first, last = fields.need("from", day), fields.need("to", day)
    if last < first:
        raise TermsError(Fault.SPAN_INVERTED, f"{where} ends on {last}, before it starts on {first}")
    read = Fixed(
        window=Span(first, last + DAY),
        minor=fields.get("amount", amount),
        decided_on=fields.get("decided_on", day) or last,
        known_on=fields.get("known_on", day) or EARLY,
    )
    fields.get("currency", currency)
    fields.close("id", "note", "source", "reasons", "provisional")
    return read


def payment(value: object, where: str) -> PaidSum:
    """A payment `{date, amount}`."""
    fields = Fields(value, where)
    read = PaidSum(
        fields.get("date", day), fields.need("amount", amount), fields.get("known_on", day) or EARLY
    )
    fields.get("currency", currency)
    fields.close("id", "note", "source", "tranche", "kind")
    return read


def check_windows(fixed: tuple[Fixed, ...]) -> None:
    """Refuse overlapping liquidation windows. Raises TermsError."""
    ordered = sorted(fixed, key=lambda item: item.window)
    for one, other in itertools.pairwise(ordered):
        if other.window.start < one.window.end:
            raise TermsError(
                Fault.LIQUIDATION_OVERLAP,
                f"{other.window.start} was liquidated already, in the window up to {one.window.last}",
            )


def check_complete(fixed: tuple[Fixed, ...], paid: tuple[PaidSum, ...]) -> None:
    """Refuse a liquidation without its sum and a payment without its day. Raises InputError."""
    for number, item in enumerate(fixed):
        if item.minor is None:
            raise InputError(f"inputs.liquidations[{number}].amount is missing; it is needed here.")
    for number, sum_paid in enumerate(paid):
        if sum_paid.on is None:
            raise InputError(f"inputs.payments[{number}].date is missing; it is needed here.")
