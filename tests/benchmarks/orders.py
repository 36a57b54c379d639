"""The same random orders on every run, of every unit and with every kind of fact."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

from desktop.domain.case.terms import (
    Compliance,
    Finding,
    LastDay,
    Occurrence,
    PenaltyTerms,
    Rate,
    Stay,
    TermsId,
)
from desktop.domain.days.period import DAY, Span
from desktop.domain.days.workdays import working_days
from desktop.domain.law.kinds import CapMode, MonthStay, PartUnit, Unit
from tests.orders import charges_parts

SEED = 20_221_220
LONG_AGO = date(1990, 1, 1)
START = date(2004, 1, 1)
WITH_PARTS = (Unit.WEEK, Unit.TWO_WEEKS, Unit.MONTH, Unit.HALF_YEAR, Unit.YEAR)
CURRENCIES = ("EUR", "NOK", "GBP", "PLN", "SEK", "CHF")
HOLIDAYS = working_days(tuple(date(year, month, 1) for year in range(2003, 2041) for month in (1, 5, 11)))


def random_orders(count: int, seed: int = SEED) -> list[PenaltyTerms]:
    """So many orders over twenty years."""
    dice = random.Random(seed)
    return [_order(dice, number) for number in range(count)]


def order_of_stretches(rates: int = 20, stays: int = 10) -> PenaltyTerms:
    """A daily penalty over 22 years whose rate changes and which is stayed, 40 stretches and a rest."""
    first = date(2003, 1, 1)
    steps = tuple(Rate(1_000 + n, from_day=first + n * 390 * DAY) for n in range(1, rates + 1))
    quiet = (first + (n * 780 + 100) * DAY for n in range(stays))
    return PenaltyTerms(
        id=TermsId(1),
        label="P1",
        local_name="astreinte",
        currency="EUR",
        unit=Unit.DAY,
        rates=(Rate(1_000), *steps),
        first_day=first,
        stays=tuple(Stay(start, start + 60 * DAY, LONG_AGO) for start in quiet),
    )


def _order(dice: random.Random, number: int) -> PenaltyTerms:
    first = START + dice.randrange(8_000) * DAY
    unit = dice.choice((Unit.DAY, Unit.DAY, Unit.DAY, *Unit))
    rate = dice.randrange(100, 100_000) * 100
    facts: dict[str, Any] = {
        "id": TermsId(number + 1),
        "label": "P1",
        "local_name": "astreinte",
        "currency": dice.choice(CURRENCIES),
        "unit": unit,
        "rates": _rates(dice, first, rate),
        "part_unit": dice.choice(tuple(PartUnit)) if unit in WITH_PARTS else PartUnit.NONE,
        "month_stay": dice.choice(tuple(MonthStay)),
        "working_days": HOLIDAYS if unit is Unit.WORKING_DAY else None,
        "decided_on": first - 60 * DAY,
        "notified_on": first - 30 * DAY,
        "first_day": first,
        "multiplier": dice.choice((1, 1, 1, 4)),
        "cap": dice.choice((None, rate * 30, rate * 301 // 2)),
        "cap_mode": dice.choice(tuple(CapMode)),
        "max_units": dice.choice((None, None, None, 60)),
        "last_day": LastDay(first + dice.randrange(900) * DAY, LONG_AGO) if dice.random() < 0.1 else None,
        "stays": _stays(dice, first),
        "compliance": _compliance(dice, first),
        "findings": (Finding(Span(first, first + 20 * DAY), LONG_AGO),) if dice.random() < 0.3 else (),
    }
    if charges_parts(unit, facts["part_unit"], facts["month_stay"]) and facts["rates"][-1].from_unit:
        facts["rates"] = (Rate(rate),)  # rates by number have no rule there
    if unit is Unit.OCCURRENCE:
        facts["occurrences"] = tuple(
            Occurrence(first + dice.randrange(900) * DAY, LONG_AGO) for _ in range(9)
        )
    return PenaltyTerms(**facts)


def _rates(dice: random.Random, first: date, rate: int) -> tuple[Rate, ...]:
    match dice.randrange(4):
        case 0:
            return Rate(rate), Rate(rate // 2, from_day=first + 200 * DAY)
        case 1:
            return Rate(rate), Rate(rate * 2, from_unit=15), Rate(rate * 3, from_unit=29)
        case _:
            return (Rate(rate),)


def _stays(dice: random.Random, first: date) -> tuple[Stay, ...]:
    starts = (first + dice.randrange(-30, 1_500) * DAY for _ in range(dice.choice((0, 0, 1, 2))))
    return tuple(Stay(start, start + dice.randrange(1, 120) * DAY, LONG_AGO) for start in starts)


def _compliance(dice: random.Random, first: date) -> tuple[Compliance, ...]:
    on = first + dice.randrange(1_200) * DAY
    return dice.choice(
        (
            (),
            (Compliance(on, LONG_AGO),),
            (Compliance(on, LONG_AGO), Compliance(on + 50 * DAY, LONG_AGO, relapse=True)),
        )
    )
