"""The facts of a penalty line: rates, stays, compliance, last day and annulment, read from JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.case.terms import Annulment, Compliance, LastDay, Rate, Stay
from desktop.domain.days.period import CALENDAR_START
from desktop.domain.faults import Fault, TermsError
from desktop.domain.law.kinds import StayKind
from desktop.exchange.calculation.instants import local_day, utc_day
from desktop.exchange.calculation.reading import Fields, InputError
from desktop.exchange.calculation.values import (
    at_least_one,
    day,
    flag,
    instant,
    items,
    one_of,
    signed_amount,
    within,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime, tzinfo

    from desktop.strict import Kind

# The knowledge day of a fact without one: known from the start.
EARLY = CALENDAR_START
# The fields for people that may stand beside every fact.
REMARKS = ("note", "source", "evidence", "reason", "currency")

STAY_KINDS = {
    "pause_accrual": StayKind.ACCRUAL,
    "accrual": StayKind.ACCRUAL,
    "pause_recovery": StayKind.RECOVERY,
    "recovery": StayKind.RECOVERY,
    "annul": StayKind.ANNULMENT,
    "annulment": StayKind.ANNULMENT,
}


def rates_of(fields: Fields, *, is_needed: bool = True) -> tuple[Rate, ...]:
    """The rates of an entry: its `tiers`, by number or by date as `tier_basis` says, or its single `rate`."""
    basis = fields.get("tier_basis", one_of({"ordinal": "from_unit", "date": "from_date"}))
    tiers = fields.get("tiers", items(_tier))
    alone = fields.get("rate", signed_amount)
    if tiers is not None and alone is not None:
        raise InputError(f"{fields.place('rate')} stands beside tiers; give one of the two.")
    if tiers is None:
        if alone is None and is_needed:
            raise InputError(f"{fields.place('tiers')} is missing; give tiers, or one rate.")
        return (Rate(alone or 0),)
    other = {"from_unit": "from_day", "from_date": "from_unit", None: None}[basis]
    if other is not None and any(getattr(rate, other) is not None for rate in tiers):
        raise TermsError(Fault.TIER_MIX, f"tier_basis asks for {basis}, and a tier steps otherwise")
    return tiers


def day_counted(fields: Fields) -> bool | None:
    """True where the day of compliance is charged; None where the entry leaves the question open."""
    return fields.get(
        "compliance_day_counted",
        lambda value, where: None if value == "unsettled" else flag(value, where),
    )


def compliance_of(tz: tzinfo | None) -> Kind[tuple[Compliance, ...]]:
    """A reader for the days and moments of compliance and relapse; moments are days in `tz`."""

    def read(value: object, where: str) -> Compliance:
        return _compliance(value, where, lambda at, place: local_day(at, tz, place))

    return items(read)


def has_moments(value: object, where: str) -> bool:
    """True where a compliance fact is a moment."""
    return any(items(lambda item, place: Fields(item, place).is_named("instant"))(value, where))


def utc_compliance(value: object, where: str) -> tuple[Compliance, ...]:
    """The compliance facts with moments wrongly taken for days in UTC."""
    return items(lambda item, place: _compliance(item, place, lambda at, _: utc_day(at)))(value, where)


def stay(value: object, where: str) -> Stay:
    """A stay `{from, until, kind, known_on}`; `until` is the first day after, null while the stay lasts."""
    fields = Fields(value, where)
    known_on = fields.get("known_on", day) or EARLY
    read = Stay(
        start=fields.need("from", day),
        end=fields.get("until", day),
        known_on=known_on,
        end_known_on=fields.get("until_known_on", day),
        kind=fields.get("kind", one_of(STAY_KINDS)) or StayKind.ACCRUAL,
    )
    fields.close(*REMARKS)
    if read.end is not None and read.end <= read.start:
        raise TermsError(
            Fault.SPAN_INVERTED, f"{where} is from {read.start} until {read.end}; it must end after it starts"
        )
    return read


def annulment(value: object, where: str) -> Annulment | None:
    """An annulment: true where known from the start, or the day it became known."""
    if isinstance(value, bool):
        return Annulment(EARLY) if value else None
    if isinstance(value, dict):
        fields = Fields(value, where)
        known_on = fields.get("known_on", day) or EARLY
        fields.close(*REMARKS)
        return Annulment(known_on)
    return Annulment(day(value, where))


def last_day(value: object, where: str) -> LastDay:
    """The last day that can be charged, or `{date, known_on}`."""
    if not isinstance(value, dict):
        return LastDay(day(value, where), EARLY)
    fields = Fields(value, where)
    read = LastDay(fields.need("date", day), fields.get("known_on", day) or EARLY)
    fields.close(*REMARKS)
    return read


def _tier(value: object, where: str) -> Rate:
    fields = Fields(value, where)
    read = Rate(
        minor=fields.need("rate", signed_amount),
        from_unit=fields.get("from_unit", at_least_one),
        from_day=fields.get("from_date", day),
        known_on=fields.get("known_on", day),
    )
    fields.close(*REMARKS)
    if read.from_unit is not None and read.from_day is not None:
        raise InputError(f"{where} has from_unit and from_date; a tier steps by one of them.")
    return read


def _compliance(value: object, where: str, day_of: Callable[[datetime, str], date]) -> Compliance:
    fields = Fields(value, where)
    on, at = fields.get("date", day), fields.get("instant", instant)
    is_relapse = fields.get("status", one_of({"full": False, "relapse": True}))
    known_on = fields.get("known_on", day) or EARLY
    fields.close(*REMARKS)
    if (on is None) is (at is None):
        raise InputError(f"{where} needs a date or an instant, and not both.")
    if at is not None:
        on = within(day_of(at, fields.place("instant")), where)
    return Compliance(on or EARLY, known_on, relapse=bool(is_relapse))
