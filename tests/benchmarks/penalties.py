"""Penalty lines for benchmark files: every unit, every fact, every way to end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.domain.case.terms import (
    Annulment,
    Compliance,
    Finding,
    Grace,
    LastDay,
    Liquidation,
    Occurrence,
    Payment,
    PenaltyTerms,
    Rate,
    Stay,
    Tally,
    TermsId,
)
from desktop.domain.days.period import DAY, Span, on_day
from desktop.domain.law.deadline import CALENDAR_ALONE, DeadlineRule, GraceUnit, MonthRule, Rollover
from desktop.domain.law.kinds import CapMode, MonthStay, PartUnit, Recovery, StayKind, Unit
from desktop.domain.money import Money
from desktop.domain.source import Confidence, Source
from desktop.store.law.calendars import calendar
from tests.orders import charges_parts

if TYPE_CHECKING:
    import random
    from datetime import date

    from tests.benchmarks.scene import Office

MONTHS_ALIKE = (Unit.MONTH, Unit.HALF_YEAR, Unit.YEAR)
PARTS = (Unit.WEEK, Unit.TWO_WEEKS, *MONTHS_ALIKE)
# Half of the lines cost by the day, as in life.
UNITS = (
    Unit.DAY, Unit.WEEK, Unit.DAY, Unit.MONTH, Unit.DAY, Unit.WORKING_DAY, Unit.DAY, Unit.OCCURRENCE,
    Unit.DAY, Unit.TWO_WEEKS, Unit.DAY, Unit.ONCE, Unit.DAY, Unit.HALF_YEAR, Unit.DAY,
    Unit.MONTH, Unit.DAY, Unit.YEAR,
)  # fmt: skip
NAMES = {"fr": "astreinte", "de": "Zwangsgeld", "nl": "dwangsom", "nb": "tvangsmulkt", "pl": "grzywna"}
RECOVERIES = tuple(Recovery)


def penalty_lines(
    dice: random.Random, office: Office, first_id: int, decided: date
) -> tuple[PenaltyTerms, ...]:
    """One to four lines of one order; the ids run on from `first_id`."""
    count = dice.choice((1, 1, 2, 2, 2, 3, 4))
    shared = f"order {first_id}" if count > 1 and dice.random() < 0.3 else ""
    cap = dice.randrange(10, 400) * 100_000
    return tuple(_line(dice, office, first_id + n, n + 1, decided, shared, cap) for n in range(count))


def _line(
    dice: random.Random,
    office: Office,
    number: int,
    position: int,
    decided: date,
    shared: str,
    shared_cap: int,
) -> PenaltyTerms:
    unit = _unit(office, number, decided)
    rate = dice.choice((100, 250, 500, 1_000, 5_000, 20_000, 100_000)) * 100
    first = decided + dice.randrange(30, 300) * DAY
    facts: dict[str, Any] = {
        "id": TermsId(number),
        "label": f"P{position}",
        "local_name": NAMES.get(office.country.language, "periodic penalty"),
        "currency": office.country.currency,
        "unit": unit,
        "rates": _rates(dice, number, first, rate),
        "part_unit": tuple(PartUnit)[number % 3] if unit in PARTS else PartUnit.NONE,
        # Some orders say nothing of stays in their months: those cannot be calculated to the end.
        "month_stay": None if number % 31 == 0 else tuple(MonthStay)[number % 3],
        "working_days": calendar(office.country.calendar or "FR") if unit is Unit.WORKING_DAY else None,
        "recovery": RECOVERIES[number % len(RECOVERIES)],
        "zone": office.country.zone,
        "decided_on": decided,
        "multiplier": dice.choice((1, 1, 1, 1, 3, 12)),
        "multiplier_by": "site",
        "cap": shared_cap if shared else dice.choice((None, None, rate * 30, rate * 100, rate * 301 // 2)),
        "cap_mode": CapMode.LAST_FULL_UNIT if number % 7 == 0 else CapMode.TRUNCATE,
        "max_units": 60 if number % 11 == 0 else None,
        "shared_cap": shared,
        "compliance_day_counted": number % 2 == 0,
        "order_labels": ("O1",),
        "rounding": dice.choice(("", "whole days", "per item")),
        "trigger": dice.choice(("", "each day of breach", "each part not supplied")),
        "status": dice.choice(("", "running when last seen", "outcome not found", "collected in part")),
        "confidence": dice.choice((Confidence.CONFIRMED, Confidence.CONFIRMED, Confidence.SINGLE_SOURCE)),
        "sources": (Source(f"https://register.example/orders/{number}", office.authority.short_name),),
    }
    facts |= _beginning(dice, office, number, decided, first) | _course(dice, number, unit, first)
    facts |= _results(dice, number, first, rate, office.country.currency)
    if charges_parts(unit, facts["part_unit"], facts["month_stay"]):
        facts["cap_mode"] = CapMode.TRUNCATE
        facts["rates"] = (Rate(rate),)  # rates that step have no rule there
    return PenaltyTerms(**facts)


def _unit(office: Office, number: int, decided: date) -> Unit:
    """The unit; most lines in working days lie in years whose holidays are known."""
    unit = UNITS[number % len(UNITS)]
    known = calendar(office.country.calendar or "FR").first_year or 0
    return Unit.DAY if unit is Unit.WORKING_DAY and decided.year < known and number % 5 else unit


def _rates(dice: random.Random, number: int, first: date, rate: int) -> tuple[Rate, ...]:
    match number % 5:
        case 0:
            later = first + dice.randrange(40, 400) * DAY
            return Rate(rate), Rate(rate // 2, from_day=later, known_on=later - 10 * DAY)
        case 1:
            return Rate(rate), Rate(rate * 2, from_unit=15), Rate(rate * 3, from_unit=29)
        case _:
            return (Rate(rate),)


def _beginning(
    dice: random.Random, office: Office, number: int, decided: date, first: date
) -> dict[str, Any]:
    """The first penalty day as stated, or from a notification, or not known at all."""
    notified = decided + dice.randrange(1, 20) * DAY
    unit = (GraceUnit.DAY, GraceUnit.MONTH, GraceUnit.WEEK, GraceUnit.WORKING_DAY)[number % 4]
    grace = Grace(dice.randrange(1, 4), unit, "notification of the decision")
    rule = _rule(office, decided, needed=unit is GraceUnit.WORKING_DAY)
    match number % 6:
        case 0 | 1:
            return {"notified_on": notified, "grace": grace, "deadline_rule": rule}
        case 2:  # nobody knows when it was notified
            return {"grace": grace, "deadline_rule": rule}
        case 3:
            return {"notified_on": notified, "grace": Grace(None, None, "the order", first - DAY)}
        case 4:
            return {"notified_on": notified}
        case _:
            basis = {"first_day_basis": "as reported", "first_day_confidence": Confidence.SINGLE_SOURCE}
            return {"notified_on": notified, "first_day": first, **basis}


def _rule(office: Office, decided: date, *, needed: bool) -> DeadlineRule:
    code = office.country.calendar or ("FR" if needed else "")
    if not code or (decided.year < (calendar(code).first_year or 0) and not needed):
        return CALENDAR_ALONE
    return DeadlineRule(
        months=MonthRule.EVE_OF_DATE if office.country.code == "BE" else MonthRule.SAME_DATE,
        franc=office.country.code == "FR" and decided.year % 2 == 0,
        rollover=Rollover.NEXT_WORKING_DAY,
        min_working_days=2 if office.country.code in {"NL", "EU"} else 0,
        working_days=calendar(code),
    )


def _course(dice: random.Random, number: int, unit: Unit, first: date) -> dict[str, Any]:
    """What stops it, cuts it and confirms it."""
    facts: dict[str, Any] = {
        "stays": _stays(dice, number, first),
        "compliance": _compliance(dice, number, first),
    }
    if unit is Unit.OCCURRENCE:
        days = (first + dice.randrange(600) * DAY for _ in range(dice.randrange(1, 9)))
        facts["occurrences"] = tuple(
            Occurrence(day, day + 9 * DAY, "reported by the authority") for day in days
        )
    if number % 8 == 3:
        end = first + dice.randrange(60, 900) * DAY
        facts["last_day"] = LastDay(end, end - 20 * DAY, Confidence.CONFIRMED, "the law ends there")
    if number % 3 == 1:
        window = Span(first, first + dice.randrange(5, 200) * DAY)
        facts["findings"] = (Finding(window, window.end + 30 * DAY, "not obeyed"),)
    if number % 19 == 5:
        by = first + 90 * DAY
        facts["tallies"] = (Tally(by, by, units=60),)
    if number % 19 == 6:
        by = first + 90 * DAY
        facts["tallies"] = (Tally(by, by, minor=4_000_000),)
    return facts


def _stays(dice: random.Random, number: int, first: date) -> tuple[Stay, ...]:
    if number % 4 != 2:
        return ()
    kind = (StayKind.ACCRUAL, StayKind.RECOVERY, StayKind.ACCRUAL, StayKind.ANNULMENT)[number // 4 % 4]
    start = first + dice.randrange(5, 200) * DAY
    end = start + dice.randrange(20, 400) * DAY
    stay = Stay(start, end, start, end if number % 8 == 2 else None, "by the court", kind)
    later = end + dice.randrange(30, 300) * DAY
    return (stay, Stay(later, None, later)) if number % 16 == 6 else (stay,)


def _compliance(dice: random.Random, number: int, first: date) -> tuple[Compliance, ...]:
    on = first + dice.randrange(10, 700) * DAY
    found = Compliance(on, on + dice.randrange(40) * DAY, confidence=Confidence.SINGLE_SOURCE)
    match number % 7:
        case 0 | 1 | 2:
            return (found,)
        case 3:
            relapse = on + dice.randrange(45, 200) * DAY
            again = relapse + 60 * DAY
            return found, Compliance(relapse, relapse + 5 * DAY, relapse=True), Compliance(again, again)
        case _:
            return ()


def _results(dice: random.Random, number: int, first: date, rate: int, currency: str) -> dict[str, Any]:
    """What came of it: annulled, fixed, paid, closed without a sum, or nothing yet."""
    facts: dict[str, Any] = {}
    if number % 13 == 4:
        facts["annulment"] = Annulment(first + dice.randrange(100, 900) * DAY, "set aside on procedure")
    elif number % 4 == 0:
        facts["liquidations"] = fixed = _liquidations(dice, number, first, rate, currency)
        facts["payments"] = _payments(dice, number, fixed)
    elif number % 17 == 3:
        closed = first + 400 * DAY
        facts |= {"outcome": "nothing to liquidate", "outcome_known_on": closed}
    return facts


def _liquidations(
    dice: random.Random, number: int, first: date, rate: int, currency: str
) -> tuple[Liquidation, ...]:
    found = []
    start = first
    for _ in range(dice.choice((1, 1, 2, 3))):
        window = Span(start, start + dice.randrange(20, 120) * DAY)
        decided = window.end + dice.randrange(20, 200) * DAY
        amount = Money(rate * dice.randrange(1, window.days), currency)
        reduced = number % 24 == 0
        found.append(
            Liquidation(
                decided=on_day(decided),
                amount=amount,
                kind=dice.choice(("partial liquidation", "forfeiture", "provisional liquidation")),
                status="ordered",
                known_on=decided,
                window=window,
                published_from=window.start,
                published_to=window.last,
                units=window.days,
                unit="day",
                convention="both end dates included",
                sources=(Source("https://register.example/liquidations", "register"),),
                reduced_to=amount.minor // 2 if reduced else None,
                reduced_known_on=decided + 300 * DAY if reduced else None,
            )
        )
        start = window.end
    return tuple(found)


def _payments(dice: random.Random, number: int, fixed: tuple[Liquidation, ...]) -> tuple[Payment, ...]:
    if number % 8 != 0:
        return ()
    last = fixed[-1]
    paid = last.known_on + dice.randrange(20, 300) * DAY
    whole = sum(one.amount.minor for one in fixed)
    amount = Money(whole if number % 16 == 0 else whole // 3, last.amount.currency)
    return (Payment(on_day(paid), amount, paid, "offset" if number % 40 == 0 else "paid"),)
