"""The course of a penalty: every unit, part of a unit, cap and interruption, with sums made by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from desktop.domain.case.terms import Compliance, LastDay, Occurrence, Rate, Stay
from desktop.domain.days.period import DAY
from desktop.domain.days.workdays import WorkingDays, working_days
from desktop.domain.faults import Fault, TermsError
from desktop.domain.law.kinds import CapMode, MonthStay, PartUnit, StayKind, Unit
from desktop.domain.penalty.accrual import accrue
from desktop.domain.penalty.course import course_of
from desktop.domain.penalty.stretch import State
from tests.making import line

if TYPE_CHECKING:
    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.penalty.accrual import Accrual

LONG_AGO = date(1990, 1, 1)
LATER = date(2030, 1, 1)


def day(text: str) -> date:
    return date.fromisoformat(text)


def order(first: str, rate: int = 100, **more: Any) -> PenaltyTerms:
    return line(1, day(first), **({"rates": (Rate(rate),), "decided_on": None} | more))


def on(terms: PenaltyTerms, text: str) -> Accrual:
    return accrue(terms, day(text), LATER)


def stay(start: str, end: str | None, **more: Any) -> Stay:
    return Stay(day(start), day(end) if end else None, LONG_AGO, **more)


def lines(accrual: Accrual) -> list[tuple[str, str, str, int, int]]:
    return [
        (str(item.first), str(item.last), item.state.value, item.units, item.amount.minor)
        for item in accrual.lines
        if item.first >= day("2015-01-01")
    ]


WEEKLY: dict[str, Any] = {"unit": Unit.WEEK, "rates": (Rate(50_000),), "cap": 500_000}


@pytest.mark.parametrize(
    ("part", "asked", "units", "rest", "minor"),
    [
        (PartUnit.NONE, "2015-04-20", 3, Fraction(0), 150_000),
        (PartUnit.FULL, "2015-04-20", 4, Fraction(0), 200_000),
        (PartUnit.PRO_RATA, "2015-04-20", 3, Fraction(5, 7), 185_714),
        (PartUnit.NONE, "2015-04-21", 3, Fraction(0), 150_000),
        (PartUnit.NONE, "2015-04-22", 4, Fraction(0), 200_000),
        (PartUnit.FULL, "2015-03-26", 1, Fraction(0), 50_000),
        (PartUnit.FULL, "2015-04-22", 4, Fraction(0), 200_000),
        (PartUnit.FULL, "2015-04-23", 5, Fraction(0), 250_000),
        (PartUnit.PRO_RATA, "2015-03-26", 0, Fraction(1, 7), 7_142),
    ],
)
def test_that_a_part_of_a_week_costs_nothing_all_or_its_days(
    part: PartUnit, asked: str, units: int, rest: Fraction, minor: int
) -> None:
    """ECLI:NL:RVS:2017:2666: EUR 500 a week, 5,000 at most, from 26 March 2015."""
    accrual = on(order("2015-03-26", part_unit=part, **WEEKLY), asked)
    assert (accrual.units, accrual.part, accrual.accrued.minor) == (units, rest, minor)


@pytest.mark.parametrize(
    ("mode", "asked", "units", "minor", "state"),
    [
        (CapMode.TRUNCATE, "2023-05-03", 3, 9_000_000, State.RUNNING),
        (CapMode.TRUNCATE, "2023-05-04", 4, 10_000_000, State.CAPPED),
        (CapMode.LAST_FULL_UNIT, "2023-05-03", 3, 9_000_000, State.RUNNING),
        (CapMode.LAST_FULL_UNIT, "2023-05-04", 3, 9_000_000, State.CAPPED),
        (CapMode.LAST_FULL_UNIT, "2023-05-10", 3, 9_000_000, State.CAPPED),
    ],
)
def test_that_the_unit_that_would_pass_the_cap_is_cut_or_left_out(
    mode: CapMode, asked: str, units: int, minor: int, state: State
) -> None:
    accrual = on(order("2023-05-01", 3_000_000, cap=10_000_000, cap_mode=mode), asked)
    assert (accrual.units, accrual.accrued.minor, accrual.state) == (units, minor, state)
    assert accrual.cap_reached_on == (day("2023-05-04") if state is State.CAPPED else None)
    assert sum(item.amount.minor for item in accrual.lines) == minor


def test_that_a_cap_met_exactly_cuts_nothing() -> None:
    for mode in CapMode:
        accrual = on(order("2023-05-01", 3_000_000, cap=9_000_000, cap_mode=mode), "2023-05-10")
        assert (accrual.units, accrual.cap_reached_on) == (3, day("2023-05-03"))
        assert lines(accrual)[-2:] == [
            ("2023-05-01", "2023-05-03", "running", 3, 9_000_000),
            ("2023-05-04", "2023-05-10", "capped", 0, 0),
        ]


def test_that_parts_of_units_run_up_to_the_cap_or_the_last_full_unit() -> None:
    parts: dict[str, Any] = {"unit": Unit.WEEK, "part_unit": PartUnit.PRO_RATA, "cap": 1_000}
    cut = on(order("2023-05-01", 700, **parts), "2023-06-01")
    assert (cut.cap_reached_on, cut.accrued.minor, cut.units, cut.part) == (
        day("2023-05-10"),
        1_000,
        1,
        Fraction(3, 7),
    )
    whole = order("2023-05-01", 700, cap_mode=CapMode.LAST_FULL_UNIT, **parts)
    assert [on(whole, f"2023-05-{number:02}").accrued.minor for number in (6, 7, 8, 10, 30)] == [
        600,
        700,
        700,
        700,
        700,
    ]
    assert [on(whole, f"2023-05-{number:02}").state.value for number in (8, 9, 10)] == [
        "running",
        "running",
        "capped",
    ]
    spans = [(first, last) for first, last, *_ in lines(on(whole, "2023-06-01"))]
    assert (spans[0][0], spans[-1][1]) == ("2023-05-01", "2023-06-01")
    assert all(day(left) + DAY == day(right) for (_, left), (right, _) in pairwise(spans))


def test_that_units_stop_at_the_most_units_even_in_parts() -> None:
    months = order(
        "2023-01-01", 3_100, unit=Unit.MONTH, month_stay=MonthStay.PRORATE, max_units=2,
        stays=(stay("2023-01-11", "2023-01-21"),),
    )  # fmt: skip
    accrual = on(months, "2023-06-01")
    assert (accrual.units, accrual.part, accrual.accrued.minor) == (2, Fraction(0), 6_200)
    assert accrual.state is State.CAPPED


def test_that_a_day_that_passes_the_most_units_is_charged_for_what_is_left() -> None:
    # 15 days of January and 15 of a February of 29 are more than a month: of the last, a part is charged.
    month = order(
        "2024-01-01", 3_100, unit=Unit.MONTH, part_unit=PartUnit.PRO_RATA, month_stay=MonthStay.RESTART,
        max_units=1, stays=(stay("2024-01-16", "2024-02-01"),),
    )  # fmt: skip
    before, full = on(month, "2024-02-14"), on(month, "2024-02-15")
    assert (before.units, before.accrued.minor, before.state) == (0, 2_996, State.RUNNING)
    assert (full.units, full.accrued.minor, full.state) == (1, 3_100, State.CAPPED)
    assert not full.part


def test_that_the_first_day_of_a_condition_may_be_the_only_one_asked_for() -> None:
    course = course_of(order("2024-01-01"), LATER)
    start = day("2024-02-01")
    assert course.first_when(lambda _: True, start, start) == start
    assert course.first_when(lambda _: False, start, start) is None
    assert course.first_when(lambda _: True, start, day("2024-01-31")) is None
    assert course.first_when(lambda asked: asked >= start, day("2024-01-01"), LATER) == start


MONTH_ENDS = {
    "2024-01-31": 0,
    "2024-02-28": 1,
    "2024-03-29": 1,
    "2024-03-30": 2,
    "2024-04-28": 2,
    "2024-04-29": 3,
    "2024-05-29": 3,
    "2024-05-30": 4,
}


@pytest.mark.parametrize(("asked", "units"), MONTH_ENDS.items())
def test_that_months_are_anchored_on_their_first_day(asked: str, units: int) -> None:
    monthly = order("2024-01-31", 25_000_000, unit=Unit.MONTH)
    accrual = on(monthly, asked)
    assert (accrual.units, accrual.accrued.minor) == (units, units * 25_000_000)
    begun = on(order("2024-01-31", unit=Unit.MONTH, part_unit=PartUnit.FULL), asked)
    assert begun.units == units + (asked not in {"2024-02-28", "2024-03-30", "2024-04-29", "2024-05-30"})


@pytest.mark.parametrize(
    ("unit", "last_of_first", "minor"),
    [
        (Unit.HALF_YEAR, "2021-07-10", 100),
        (Unit.YEAR, "2022-01-10", 100),
        (Unit.TWO_WEEKS, "2021-01-24", 100),
    ],
)
def test_that_longer_units_fall_due_on_their_last_day(unit: Unit, last_of_first: str, minor: int) -> None:
    """The first half-year of the French air case ran from 11 January to 11 July 2021."""
    terms = order("2021-01-11", unit=unit)
    end = day(last_of_first)
    assert accrue(terms, end.replace(day=end.day - 1), LATER).accrued.minor == 0
    assert accrue(terms, end, LATER).accrued.minor == minor


def test_that_a_month_in_parts_is_charged_by_its_own_days() -> None:
    monthly = order("2023-02-01", 2_800, unit=Unit.MONTH, part_unit=PartUnit.PRO_RATA)
    assert on(monthly, "2023-02-07").accrued.minor == 700
    assert on(monthly, "2023-02-28").accrued.minor == 2_800
    assert on(monthly, "2023-03-10").accrued.minor == 2_800 + 903
    assert on(monthly, "2023-03-10").part == Fraction(10, 31)


INTERRUPTED = (stay("2024-02-16", "2024-03-16"),)


@pytest.mark.parametrize(
    ("rule", "part", "asked", "units", "rest", "minor"),
    [
        (MonthStay.RESTART, PartUnit.NONE, "2024-03-15", 1, 0, 3_100),
        (MonthStay.RESTART, PartUnit.NONE, "2024-04-14", 1, 0, 3_100),
        (MonthStay.RESTART, PartUnit.NONE, "2024-04-15", 2, 0, 6_200),
        (MonthStay.RESTART, PartUnit.FULL, "2024-03-15", 2, 0, 6_200),
        (MonthStay.RESTART, PartUnit.FULL, "2024-03-16", 3, 0, 9_300),
        (MonthStay.IGNORE, PartUnit.NONE, "2024-02-29", 2, 0, 6_200),
        (MonthStay.IGNORE, PartUnit.NONE, "2024-03-31", 3, 0, 9_300),
        (MonthStay.PRORATE, PartUnit.NONE, "2024-02-15", 1, Fraction(15, 29), 4_703),
        (MonthStay.PRORATE, PartUnit.NONE, "2024-03-15", 1, Fraction(15, 29), 4_703),
        (MonthStay.PRORATE, PartUnit.NONE, "2024-03-31", 2, Fraction(30, 899), 6_303),
    ],
)
def test_that_the_order_may_say_what_a_stay_does_to_months(
    rule: MonthStay, part: PartUnit, asked: str, units: int, rest: Fraction, minor: int
) -> None:
    monthly = order("2024-01-01", 3_100, unit=Unit.MONTH, part_unit=part, month_stay=rule, stays=INTERRUPTED)
    accrual = on(monthly, asked)
    assert (accrual.units, accrual.part, accrual.accrued.minor) == (units, rest, minor)


def test_that_without_such_words_months_are_refused_after_the_stay_unless_nothing_more_is_charged() -> None:
    monthly = order("2024-01-01", unit=Unit.MONTH, stays=INTERRUPTED)
    assert on(monthly, "2024-03-15").units == 1
    with pytest.raises(TermsError, match="nothing can be calculated after 2024-03-15") as raised:
        on(monthly, "2024-03-16")
    assert raised.value.code is Fault.MONTH_UNIT_STAY
    capped = order("2024-01-01", unit=Unit.MONTH, stays=INTERRUPTED, cap=100)
    assert on(capped, "2024-12-31").accrued.minor == 100
    ends = (LastDay(day(text), LONG_AGO) for text in ("2024-03-14", "2024-03-16"))
    before, after = (order("2024-01-01", unit=Unit.MONTH, stays=INTERRUPTED, last_day=end) for end in ends)
    assert on(before, "2024-12-31").units == 1
    with pytest.raises(TermsError):
        on(after, "2024-12-31")


EASTER = working_days((day("2023-04-07"), day("2023-04-10")))


def test_that_working_days_leave_weekends_and_holidays_out() -> None:
    """Regulation 139/2004 art. 15: per working day of delay; Good Friday and Easter Monday 2023."""
    daily = order("2023-04-03", 5_000_000, unit=Unit.WORKING_DAY, working_days=EASTER)
    accrual = on(daily, "2023-04-14")
    assert (accrual.units, accrual.accrued.minor, accrual.next_change) == (8, 40_000_000, None)
    assert on(daily, "2023-04-10").units == 4
    assert accrual.next_increase is not None
    assert accrual.next_increase.on == day("2023-04-17")


def test_that_the_cap_of_working_days_is_reached_on_one() -> None:
    daily = order("2023-04-03", 100, unit=Unit.WORKING_DAY, working_days=EASTER, cap=450)
    assert on(daily, "2023-05-01").cap_reached_on == day("2023-04-11")
    rates = (Rate(100), Rate(200, from_unit=5))
    stepped = order("2023-04-03", rates=rates, unit=Unit.WORKING_DAY, working_days=EASTER)
    assert on(stepped, "2023-04-11").accrued.minor == 600


def test_that_working_days_need_a_calendar_and_end_with_its_years() -> None:
    with pytest.raises(TermsError, match=r"^working days are charged, and no calendar says which") as raised:
        on(order("2023-04-03", unit=Unit.WORKING_DAY), "2023-04-14")
    assert raised.value.code is Fault.HOLIDAYS_UNKNOWN
    until_2024 = WorkingDays((), 2020, 2024, "XX")
    daily = order("2023-04-03", unit=Unit.WORKING_DAY, working_days=until_2024)
    assert on(daily, "2024-12-31").units == 457
    with pytest.raises(TermsError) as after:
        on(daily, "2025-01-01")
    assert after.value.code is Fault.HOLIDAYS_UNKNOWN


def test_that_a_full_cap_of_working_days_stands_after_the_years_of_the_calendar() -> None:
    until_2024 = WorkingDays((), 2020, 2024, "XX")
    daily = order("2024-12-02", 100, unit=Unit.WORKING_DAY, working_days=until_2024, cap=450)
    accrual = on(daily, "2026-01-01")
    assert (accrual.accrued.minor, accrual.cap_reached_on) == (450, day("2024-12-06"))
    assert accrual.state is State.CAPPED


def breaches(*days: str) -> tuple[Occurrence, ...]:
    return tuple(Occurrence(day(text), LONG_AGO) for text in days)


def test_that_each_breach_costs_the_rate_up_to_the_cap() -> None:
    terms = order(
        "2023-01-15", 1_000_000, unit=Unit.OCCURRENCE, cap=2_500_000,
        occurrences=breaches("2023-08-01", "2023-02-01", "2023-02-01", "2023-03-09"),
    )  # fmt: skip
    accrual = on(terms, "2023-06-30")
    assert (accrual.units, accrual.accrued.minor, accrual.state) == (3, 2_500_000, State.CAPPED)
    assert accrual.cap_reached_on == day("2023-03-09")
    early = on(terms, "2023-02-28")
    assert (early.units, early.next_change) == (2, day("2023-03-09"))
    assert on(terms, "2023-01-31").units == 0


def test_that_breaches_before_the_start_in_a_stay_or_after_the_end_cost_nothing() -> None:
    terms = order(
        "2023-01-15",
        unit=Unit.OCCURRENCE,
        stays=(stay("2023-02-01", "2023-03-01"),),
        last_day=LastDay(day("2023-05-31"), LONG_AGO),
        occurrences=breaches(
            "2023-01-14", "2023-01-15", "2023-02-28", "2023-03-01", "2023-05-31", "2023-06-01"
        ),
    )
    asked = ("2023-01-15", "2023-02-28", "2023-03-01", "2023-12-31")
    assert tuple(on(terms, text).units for text in asked) == (1, 1, 2, 3)


def test_that_breaches_follow_tiers_and_the_most_units() -> None:
    days = breaches("2023-02-01", "2023-02-01", "2023-02-01", "2023-03-01", "2023-04-01")
    single: dict[str, Any] = {"unit": Unit.OCCURRENCE, "occurrences": days}
    stepped = order("2023-01-15", rates=(Rate(100), Rate(300, from_unit=3)), **single)
    assert [on(stepped, text).accrued.minor for text in ("2023-02-01", "2023-03-01")] == [500, 800]
    dated = order("2023-01-15", rates=(Rate(100), Rate(300, from_day=day("2023-03-01"))), **single)
    assert on(dated, "2023-04-01").accrued.minor == 900
    few = order("2023-01-15", **single, max_units=2)
    assert (on(few, "2023-04-01").units, on(few, "2023-04-01").cap_reached_on) == (2, day("2023-02-01"))
    whole = order("2023-01-15", **single, cap=350, cap_mode=CapMode.LAST_FULL_UNIT)
    assert (on(whole, "2023-04-01").units, on(whole, "2023-04-01").accrued.minor) == (3, 300)
    assert on(whole, "2023-04-01").cap_reached_on == day("2023-03-01")
    exact = order("2023-01-15", **single, cap=300, cap_mode=CapMode.LAST_FULL_UNIT)
    assert (on(exact, "2023-02-01").units, on(exact, "2023-02-01").state) == (3, State.CAPPED)


def test_that_a_single_sum_falls_due_on_the_first_day_that_counts() -> None:
    once = order("2023-01-15", 2_500_000, unit=Unit.ONCE)
    assert [on(once, text).accrued.minor for text in ("2023-01-14", "2023-01-15", "2026-01-01")] == [
        0,
        2_500_000,
        2_500_000,
    ]
    stayed = order("2023-01-15", unit=Unit.ONCE, stays=(stay("2023-01-01", "2023-02-01"),))
    assert [on(stayed, text).units for text in ("2023-01-31", "2023-02-01")] == [0, 1]


def test_that_equal_rates_make_one_line_and_round_once() -> None:
    parts: dict[str, Any] = {"unit": Unit.WEEK, "part_unit": PartUnit.PRO_RATA}
    one = order("2023-05-01", 101, **parts)
    split = order("2023-05-01", rates=(Rate(101), Rate(101, from_unit=2)), **parts)
    for number in range(1, 29):
        text = f"2023-05-{number:02}"
        assert on(one, text).accrued == on(split, text).accrued
    assert [item.units for item in on(split, "2023-05-28").lines if item.units] == [4]


def test_that_a_cap_of_nothing_is_reached_at_once() -> None:
    for none in ({"cap": 0}, {"max_units": 0}):
        accrual = on(order("2023-05-01", **none), "2023-05-01")
        assert (accrual.state, accrual.accrued.minor, accrual.cap_reached_on) == (
            State.CAPPED,
            0,
            day("2023-05-01"),
        )
        assert on(order("2023-05-01", **none), "2023-04-30").state is State.GRACE


def test_that_a_stay_of_collection_alone_does_not_stop_the_days() -> None:
    held = order("2023-05-01", stays=(stay("2023-05-05", None, kind=StayKind.RECOVERY),))
    assert (on(held, "2023-05-31").units, on(held, "2023-05-31").state) == (31, State.RUNNING)
    annulled = order("2023-05-01", stays=(stay("2023-05-05", "2023-05-15", kind=StayKind.ANNULMENT),))
    assert on(annulled, "2023-05-31").units == 21


def test_that_a_dated_rate_that_begins_in_a_stay_holds_after_it() -> None:
    terms = order(
        "2023-03-01", rates=(Rate(100_000), Rate(200_000, from_day=day("2023-03-15"))),
        stays=(stay("2023-03-10", "2023-03-20"),),
    )  # fmt: skip
    course = course_of(terms, LATER)
    assert course.amount(day("2023-03-25")) == 2_100_000
    assert [course.rate(day(text)) for text in ("2023-03-09", "2023-03-20")] == [100_000, 200_000]


def test_that_growth_looks_past_stays_and_free_rates() -> None:
    terms = order(
        "2023-05-01", rates=(Rate(0), Rate(100, from_unit=4)), stays=(stay("2023-05-03", "2023-05-10"),)
    )
    course = course_of(terms, LATER)
    assert course.growth(day("2023-04-01")) == (day("2023-05-11"), 100)
    complied = order("2023-05-01", compliance=(Compliance(day("2023-05-03"), LONG_AGO),))
    assert course_of(complied, LATER).growth(day("2023-05-02")) is None


def test_that_the_number_of_months_goes_on_where_they_begin_anew() -> None:
    # January, February, nothing for a March that was broken off; April is the third.
    months = order(
        "2024-01-01", unit=Unit.MONTH, month_stay=MonthStay.RESTART,
        rates=(Rate(100), Rate(300, from_unit=3)), stays=(stay("2024-03-15", "2024-04-01"),),
    )  # fmt: skip
    asked = ("2024-02-29", "2024-04-29", "2024-04-30", "2024-05-31")
    assert [on(months, text).accrued.minor for text in asked] == [200, 200, 500, 800]
