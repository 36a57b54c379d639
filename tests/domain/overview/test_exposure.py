"""Totals from prepared breakpoints: the same figures as case by case, and hand-made sums."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from datetime import date, timedelta

import pytest

from desktop.domain.case.terms import Annulment, Compliance, Finding, LastDay, Rate, Stay
from desktop.domain.days.period import Span
from desktop.domain.days.workdays import working_days
from desktop.domain.law.kinds import MonthStay, PartUnit, Unit
from desktop.domain.overview.exposure import Exposure, Total
from desktop.domain.penalty.lines import accrue_case
from desktop.domain.penalty.stretch import State
from tests.making import case_of, line
from tests.sampled import sampled
from tests.whole import prepare

CASES = sampled()
UNTIL = date(2028, 12, 31)
EXPOSURE = prepare(CASES, UNTIL)
LONG_AGO = date(1990, 1, 1)


def one_by_one(day: date, known_on: date) -> dict[tuple[str, str], tuple[int, int, int, int]]:
    """Orders, established, assumed and contingent sums per currency and state, from single calculations."""
    sums: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for case in CASES:
        for penalty in accrue_case(case, day, known_on)[0]:
            accrual = penalty.accrual
            if accrual.state not in (State.NOT_ORDERED, State.ANNULLED):
                parts = (accrual.established, accrual.assumed, accrual.contingent)
                held = sums[penalty.terms.currency, accrual.state.value]
                for place, value in enumerate((1, *(part.minor for part in parts))):
                    held[place] += value
    return {key: (held[0], held[1], held[2], held[3]) for key, held in sums.items()}


def prepared(exposure: Exposure, day: date) -> dict[tuple[str, str], tuple[int, int, int, int]]:
    return {
        (total.currency, total.state.value): (
            total.orders,
            total.established,
            total.assumed,
            total.contingent,
        )
        for total in exposure.totals(day)
    }


@pytest.mark.parametrize("days", range(0, 9000, 61))
def test_that_the_totals_are_those_of_the_cases_one_by_one(days: int) -> None:
    day = date(2004, 1, 1) + timedelta(days)
    assert prepared(EXPOSURE, day) == one_by_one(day, day)


@pytest.mark.parametrize("days", range(0, 9000, 365))
def test_that_with_hindsight_the_later_facts_are_applied(days: int) -> None:
    day, today = date(2004, 1, 1) + timedelta(days), date(2026, 11, 22)
    assert prepared(prepare(CASES, UNTIL, today), day) == one_by_one(day, today)


def test_that_every_kind_of_line_is_drawn_straight_between_its_days() -> None:
    first = date(2023, 5, 1)
    found = Finding(Span(first, date(2023, 5, 11)), date(2023, 6, 1))
    stay = Stay(date(2023, 6, 9), date(2023, 7, 4), LONG_AGO)
    kinds = (
        line(1, first, cap=7_350, findings=(found,)),
        line(2, first, unit=Unit.WEEK, rates=(Rate(100), Rate(300, from_unit=4)), max_units=9),
        line(3, first, unit=Unit.TWO_WEEKS, part_unit=PartUnit.PRO_RATA),
        line(4, first, unit=Unit.MONTH, month_stay=MonthStay.RESTART, stays=(stay,)),
        line(5, first, unit=Unit.WORKING_DAY, working_days=working_days((date(2023, 5, 18),))),
        line(6, first, compliance=(Compliance(date(2023, 6, 1), date(2023, 6, 20)),)),
        line(7, first, annulment=Annulment(date(2023, 6, 15))),
        line(8, first, last_day=LastDay(date(2023, 7, 2), LONG_AGO)),
    )
    case = case_of(*kinds)
    exposure = prepare((case,), date(2023, 12, 31))
    for days in range(-3, 120):
        day = first + timedelta(days)
        accruals = [penalty.accrual for penalty in accrue_case(case, day)[0]]
        alive = [accrual for accrual in accruals if accrual.state is not State.ANNULLED]
        totals = exposure.totals(day)
        assert sum(total.orders for total in totals) == len(alive)
        assert sum(total.established for total in totals) == sum(a.established.minor for a in alive)
        assert sum(total.assumed for total in totals) == sum(a.assumed.minor for a in alive)
        assert sum(total.contingent for total in totals) == sum(a.contingent.minor for a in alive)


def test_that_currencies_and_states_stay_apart_and_the_meter_is_read() -> None:
    krone = line(2, date(2023, 1, 1), currency="NOK", rates=(Rate(500),))
    grace = line(3, date(2023, 3, 1), notified_on=date(2022, 12, 1))
    exposure = prepare((case_of(line(1, date(2023, 1, 1)), krone, grace),), date(2023, 12, 31))

    def total(currency: str, state: State, amount: int, a_day: int) -> Total:
        return Total(currency, state, 1, 0, 0, amount, a_day)

    assert exposure.totals(date(2023, 1, 10)) == (
        total("EUR", State.GRACE, 0, 0),
        total("EUR", State.RUNNING, 1_000, 100),
        total("NOK", State.RUNNING, 5_000, 500),
    )
    assert exposure.totals(date(2021, 1, 1)) == ()
    assert date(2023, 3, 1) in exposure.days()


def test_that_a_day_beyond_those_prepared_is_refused() -> None:
    with pytest.raises(ValueError, match="prepared up to 2028-12-31, not to 2029-01-01"):
        EXPOSURE.totals(date(2029, 1, 1))


def test_that_a_line_without_a_rule_is_counted_and_has_no_sums_from_there_on() -> None:
    nothing = Total("EUR", State.UNCALCULATED, 1, 0, 0, 0, 0)
    stay = Stay(date(2023, 6, 9), date(2023, 7, 4), LONG_AGO)
    monthly = line(1, date(2023, 5, 1), unit=Unit.MONTH, stays=(stay,))
    exposure = prepare((case_of(monthly),), date(2023, 12, 31))
    assert [total.contingent for total in exposure.totals(date(2023, 7, 3))] == [100]
    assert exposure.totals(date(2023, 7, 4)) == (nothing,)
    broken = dataclasses.replace(monthly, rates=())
    assert prepare((case_of(broken),), date(2023, 12, 31)).totals(date(2023, 6, 1)) == (nothing,)
