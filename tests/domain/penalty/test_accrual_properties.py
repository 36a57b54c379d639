"""What holds for every order: the invariants of accrual, over random orders with every feature."""

from __future__ import annotations

import copy
import dataclasses
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from desktop.domain.case.terms import Compliance, Finding, Payment, Rate, Stay
from desktop.domain.days.period import DAY, Span, on_day
from desktop.domain.faults import TermsError
from desktop.domain.law.kinds import CapMode, MonthStay, PartUnit, Unit
from desktop.domain.money import Money
from desktop.domain.penalty.accrual import Accrual, accrue
from desktop.domain.penalty.recovery import recover
from desktop.domain.penalty.stretch import State
from tests.counts import IS_LONG
from tests.domain.penalty.test_accrual import terms as order
from tests.making import liquidation
from tests.orders import EVEN_UNITS, LONG_AGO, SHARES, Query, charges_parts, over, queries, ruled
from tests.walk import walk

if TYPE_CHECKING:
    from typing import Any

    from desktop.domain.case.terms import PenaltyTerms
    from tests.walk import Walk, Walked

pytestmark = [pytest.mark.costly, pytest.mark.timeout(1_800)]  # in the long run

BY_DAY = (Unit.DAY, Unit.WORKING_DAY)
IN_WHOLE = (PartUnit.NONE, PartUnit.FULL)
ONE_COMPLIANCE = (Compliance(date(2024, 2, 10), LONG_AGO),)


def asked(query: Query, day: date | None = None, **changes: Any) -> Accrual:
    """The accrual of a query, with some facts changed."""
    terms = dataclasses.replace(query.terms, **changes)
    return accrue(terms, query.day if day is None else day, query.known_on)


def figures(accrual: Accrual) -> tuple[object, ...]:
    """What an accrual comes to, however it is laid out in lines."""
    return accrual.accrued, accrual.units, accrual.part, accrual.state, accrual.cap_reached_on


def is_pro_rata(terms: PenaltyTerms) -> bool:
    return terms.part_unit is PartUnit.PRO_RATA or terms.month_stay is MonthStay.PRORATE


def stood(walked: Walk, day: date) -> Walked | str:
    try:
        return walked.on(day)
    except TermsError as error:
        return error.code


def calculated(query: Query, day: date) -> Accrual | str:
    try:
        return asked(query, day)
    except TermsError as error:
        return error.code


@over(queries(), shares=5, long=25_000)
def test_that_the_closed_form_equals_a_walk_over_the_days(query: Query) -> None:
    walked = walk(query.terms, query.day, query.later, query.known_on)
    for day in (query.day, query.later):
        expected, accrual = stood(walked, day), calculated(query, day)
        if isinstance(expected, str) or isinstance(accrual, str):
            assert accrual == expected
            continue
        assert accrual.accrued.minor == expected.amount
        assert accrual.units == int(expected.units)
        assert expected.is_full or accrual.units + accrual.part == expected.units
        assert accrual.state == expected.state
        full_on = walked.cap_reached_on
        assert accrual.cap_reached_on == (full_on if full_on is not None and full_on <= day else None)


@over(queries(), shares=2)
def test_that_the_next_changes_are_those_that_a_walk_meets_first(query: Query) -> None:
    walked = walk(query.terms, query.day, query.later, query.known_on)
    accrual = calculated(query, query.day)
    if isinstance(accrual, str):
        return
    last = query.later if walked.no_rule_from is None else min(query.later, walked.no_rule_from - DAY)
    amounts = {day: walked.on(day).amount for day in walked.days if query.day <= day <= last}
    grown = next((day for day, amount in amounts.items() if amount > accrual.accrued.minor), None)
    increase = accrual.next_increase
    if grown is None:
        assert increase is None or increase.on > last
    else:
        assert increase is not None
        assert (increase.on, increase.by.minor) == (grown, amounts[grown] - accrual.accrued.minor)
    states = {day: walked.on(day).state for day in amounts}
    moved = next((day for day, state in states.items() if state != accrual.state), None)
    first = min((day for day in (moved, grown) if day is not None), default=None)
    change = accrual.next_change
    if query.terms.unit in BY_DAY:
        assert moved is None or (change is not None and change <= moved)
    else:
        assert change == first or (first is None and (change is None or change > last))


@over(ruled())
def test_that_the_lines_add_up_and_leave_no_day_out(query: Query) -> None:
    accrual = asked(query)
    assert sum(line.amount.minor for line in accrual.lines) == accrual.accrued.minor
    if not accrual.cap_reached_on:
        assert sum(line.units + line.part for line in accrual.lines) == accrual.units + accrual.part
    for line, following in zip(accrual.lines, accrual.lines[1:], strict=False):
        assert following.first == line.last + DAY
        assert line.days == (line.last - line.first).days + 1
    assert not accrual.lines or accrual.lines[-1].last == query.day
    assert accrual.accrued == accrual.established + accrual.assumed + accrual.contingent


@over(ruled())
def test_that_nothing_accrues_before_the_first_penalty_day(query: Query) -> None:
    first = asked(query).first_day
    if first is not None:
        before = asked(query, first - DAY)
        assert not before.accrued
        assert before.units + before.part == 0


@over(ruled())
def test_that_the_sum_never_falls_from_day_to_day(query: Query) -> None:
    now, later = asked(query), asked(query, query.later)
    assert now.accrued.minor <= later.accrued.minor
    assert now.units <= later.units


@over(ruled())
def test_that_the_sum_is_never_negative_and_never_passes_the_cap(query: Query) -> None:
    accrued = asked(query, query.later).accrued.minor
    assert accrued >= 0
    assert query.terms.cap is None or accrued <= query.terms.cap


@over(ruled())
def test_that_no_more_units_are_charged_than_the_order_allows(query: Query) -> None:
    accrual, most = asked(query, query.later), query.terms.max_units
    assert most is None or accrual.units + accrual.part <= most


@over(ruled())
def test_that_what_accrues_between_two_days_is_the_difference_of_their_sums(query: Query) -> None:
    window = Span(query.day + DAY, query.later + 2 * DAY)
    accrual = asked(query, query.later + DAY, findings=(Finding(window, LONG_AGO),))
    if accrual.first_day is not None:
        assert accrual.established == accrual.accrued - asked(query).accrued


@over(ruled())
def test_that_the_order_of_stays_rates_and_payments_does_not_matter(query: Query) -> None:
    paid = tuple(Payment(on_day(LONG_AGO), Money(minor, "EUR"), LONG_AGO) for minor in (3, 5, 7))
    straight = dataclasses.replace(query.terms, payments=paid)
    turned = dataclasses.replace(
        straight,
        stays=straight.stays[::-1],
        rates=straight.rates[::-1],
        compliance=straight.compliance[::-1],
        findings=straight.findings[::-1],
        occurrences=straight.occurrences[::-1],
        payments=paid[::-1],
    )
    first, second = (accrue(terms, query.day, query.known_on) for terms in (straight, turned))
    assert first == second
    assert recover(straight, first) == recover(turned, second)


@over(ruled())
def test_that_a_stay_told_twice_or_within_another_changes_nothing(query: Query) -> None:
    stays = query.terms.stays
    inner = tuple(
        dataclasses.replace(stay, start=stay.start + DAY)
        for stay in stays
        if stay.end is None or stay.start + DAY < stay.end
    )
    assert figures(asked(query, stays=stays + inner + stays)) == figures(asked(query))


@over(ruled().filter(lambda query: not is_pro_rata(query.terms)))
def test_that_rates_and_cap_times_three_make_three_times_the_sum(query: Query) -> None:
    cap = query.terms.cap
    rates = tuple(dataclasses.replace(rate, minor=3 * rate.minor) for rate in query.terms.rates)
    tripled = asked(query, rates=rates, cap=None if cap is None else 3 * cap)
    assert tripled.accrued.minor == 3 * asked(query).accrued.minor


@over(ruled())
def test_that_a_rate_that_goes_on_at_the_same_height_changes_nothing(query: Query) -> None:
    rates = query.terms.rates
    last = max(rates, key=lambda rate: (rate.from_unit or 0, rate.from_day or date.min))
    if last.from_day is not None:
        more = dataclasses.replace(last, from_day=last.from_day + 7 * DAY)
    else:
        more = dataclasses.replace(last, from_unit=(last.from_unit or 1) + 2)
    assert figures(asked(query, rates=(*rates, more))) == figures(asked(query))


@over(ruled())
def test_that_a_rate_not_reached_changes_nothing(query: Query) -> None:
    now, rates = asked(query), query.terms.rates
    terms = query.terms
    in_parts = terms.unit not in EVEN_UNITS and charges_parts(terms.unit, terms.part_unit, terms.month_stay)
    by_date = in_parts or any(rate.from_day is not None for rate in rates)
    # Under a cap of full units the one that runs is charged at all the rates it will run at.
    ahead = DAY if terms.cap_mode is CapMode.TRUNCATE else 9_999 * DAY
    later = Rate(77, from_day=query.day + ahead) if by_date else Rate(77, from_unit=500)
    taken = any(rate.from_day == query.day + ahead for rate in rates)
    assert taken or figures(asked(query, rates=(*rates, later))) == figures(now)


@over(ruled().filter(lambda query: query.terms.cap is not None))
def test_that_a_higher_cap_never_lowers_the_sum(query: Query) -> None:
    cap = query.terms.cap
    assert cap is not None
    now = asked(query).accrued.minor
    for higher in (cap + 1, cap + 500, None):
        assert asked(query, cap=higher).accrued.minor >= now


CONSTANT = {"stays": (), "compliance": (), "last_day": None, "findings": (), "occurrences": ()}


@over(ruled((Unit.DAY, Unit.WEEK, Unit.TWO_WEEKS, Unit.ONCE), **CONSTANT))
def test_that_a_longer_grace_period_shifts_the_curve(query: Query) -> None:
    first = asked(query).first_day
    if first is None or any(rate.from_day is not None for rate in query.terms.rates):
        return
    later = asked(query, query.day + 11 * DAY, first_day=first + 11 * DAY)
    assert later.accrued == asked(query).accrued


@over(ruled(compliance=ONE_COMPLIANCE))
def test_that_earlier_compliance_never_costs_more(query: Query) -> None:
    now = asked(query).accrued.minor
    for days in (1, 5, 30):
        sooner = Compliance(ONE_COMPLIANCE[0].on - days * DAY, LONG_AGO)
        assert asked(query, compliance=(sooner,)).accrued.minor <= now


@over(ruled(tuple(set(Unit) - {Unit.OCCURRENCE}), compliance=ONE_COMPLIANCE))
def test_that_counting_the_day_of_compliance_adds_at_most_one_unit(query: Query) -> None:
    without = asked(query, compliance_day_counted=False)
    counted = asked(query, compliance_day_counted=True)
    assert 0 <= counted.units + counted.part - without.units - without.part <= 1


@over(ruled())
def test_that_the_same_facts_written_anew_give_the_same_result(query: Query) -> None:
    assert accrue(copy.deepcopy(query.terms), query.day, query.known_on) == asked(query)


@over(ruled())
def test_that_a_rate_of_zero_costs_nothing(query: Query) -> None:
    rates = tuple(dataclasses.replace(rate, minor=0) for rate in query.terms.rates)
    assert asked(query, rates=rates, cap=None).accrued.minor == 0


@over(ruled(EVEN_UNITS, compliance=(), last_day=None, max_units=None))
def test_that_one_more_stay_never_raises_a_sum_without_a_cap_on_units(query: Query) -> None:
    if any(rate.from_day is not None for rate in query.terms.rates):
        return
    more = Stay(date(2024, 1, 20), date(2024, 2, 3), LONG_AGO)
    assert asked(query, stays=(*query.terms.stays, more)).accrued.minor <= asked(query).accrued.minor


def test_that_one_more_stay_can_raise_a_sum_with_a_cap_on_units_and_rates_that_rise_by_date() -> None:
    # Ten days at most: the stay pushes the last of them past the day on which the rate rises.
    plain = order(
        "2024-03-01",
        rates=(Rate(10_000), Rate(12_000, from_day=date(2024, 3, 11))),
        max_units=10,
    )
    stayed = dataclasses.replace(plain, stays=(Stay(date(2024, 3, 4), date(2024, 3, 7), LONG_AGO),))
    until = date(2024, 3, 31)
    assert accrue(plain, until).accrued == Money(100_000, "EUR")
    assert accrue(stayed, until).accrued == Money(106_000, "EUR")
    assert accrue(plain, until).state is accrue(stayed, until).state is State.CAPPED


def test_that_windows_liquidated_and_the_rest_make_what_accrued() -> None:
    fixed = (
        liquidation(date(2024, 3, 1), date(2024, 3, 11), 90_000, date(2024, 4, 1)),
        liquidation(date(2024, 3, 15), date(2024, 3, 25), 100_000, date(2024, 4, 1)),
    )
    terms = order("2024-03-01", 10_000, liquidations=fixed)
    accrual = accrue(terms, date(2024, 4, 9))
    recovered = recover(terms, accrual)
    assert accrual.accrued == Money(400_000, "EUR")
    assert recovered.covered == Money(200_000, "EUR")
    assert recovered.unliquidated == Money(200_000, "EUR")


def test_that_25_000_random_orders_are_shown_in_the_long_run() -> None:
    assert sum(SHARES) * 1_000 >= 25_000
    assert settings.get_profile("long").max_examples == 1_000
    assert not IS_LONG or settings().max_examples == 1_000
