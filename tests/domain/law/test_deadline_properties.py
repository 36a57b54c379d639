"""What holds for every deadline, whatever its event, length and rule."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.case.terms import Grace
from desktop.domain.days.period import DAY, MonthRounding, add_months
from desktop.domain.days.workdays import working_days
from desktop.domain.law.deadline import DeadlineRule, GraceUnit, MonthRule, Rollover, deadline
from desktop.domain.penalty.start import first_penalty_day
from tests.making import line
from tests.walk import same_date

HOLIDAYS = (date(2023, 12, 25), date(2024, 1, 1), date(2024, 3, 29), date(2024, 4, 1), date(2024, 5, 1))
days = st.dates(date(2023, 11, 1), date(2024, 12, 31))
months = st.integers(1, 30)
adds = st.lists(
    st.tuples(
        st.integers(0, 30), st.sampled_from((GraceUnit.DAY, GraceUnit.WEEK, GraceUnit.MONTH, GraceUnit.YEAR))
    ),
    min_size=1,
    max_size=3,
).map(tuple)
rules = st.builds(
    DeadlineRule,
    months=st.sampled_from(MonthRule),
    franc=st.booleans(),
    rollover=st.sampled_from(Rollover),
    min_working_days=st.integers(0, 3),
    working_days=st.just(working_days(HOLIDAYS)),
)


def works(day: date) -> bool:
    return day.weekday() < 5 and day not in HOLIDAYS


@given(days, st.integers(-300, 300))
def test_that_months_later_is_the_same_date_or_the_last_day_of_the_month(day: date, count: int) -> None:
    reached = add_months(day, count, MonthRounding.DOWN)
    assert reached == same_date(day, count)
    assert reached.day == day.day or (reached + DAY).day == 1


@given(days, days, st.integers(-300, 300), st.integers(0, 30))
def test_that_adding_months_keeps_the_order_of_days_and_of_lengths(
    one: date, other: date, count: int, more: int
) -> None:
    for rounding in (MonthRounding.DOWN, MonthRounding.UP):
        first, last = (add_months(day, count, rounding) for day in sorted((one, other)))
        assert first <= last
        assert add_months(one, count, rounding) <= add_months(one, count + more, rounding)


@given(days, adds, rules)
def test_that_a_deadline_is_not_earlier_than_by_the_calendar_alone(
    event: date, lengths: tuple[tuple[int, GraceUnit], ...], rule: DeadlineRule
) -> None:
    found = deadline(event, lengths, rule)
    assert event <= found.raw <= found.last_day


@given(days, adds, st.sampled_from(MonthRule))
def test_that_a_rolled_deadline_is_the_first_working_day_and_skips_none(
    event: date, lengths: tuple[tuple[int, GraceUnit], ...], month_rule: MonthRule
) -> None:
    rule = DeadlineRule(month_rule, rollover=Rollover.NEXT_WORKING_DAY, working_days=working_days(HOLIDAYS))
    found = deadline(event, lengths, rule)
    assert works(found.last_day) or not any(length for length, _ in lengths)
    skipped = (found.raw + timedelta(n) for n in range((found.last_day - found.raw).days))
    assert not any(works(day) for day in skipped)


@given(days, st.integers(1, 30), st.sampled_from((GraceUnit.DAY, GraceUnit.WEEK, GraceUnit.MONTH)), rules)
def test_that_the_first_penalty_day_is_the_day_after_the_deadline(
    event: date, length: int, unit: GraceUnit, rule: DeadlineRule
) -> None:
    terms = line(
        1,
        event,
        first_day=None,
        notified_on=event,
        grace=Grace(length, unit, "notification"),
        deadline_rule=rule,
    )
    assert first_penalty_day(terms) == deadline(event, ((length, unit),), rule).last_day + DAY


@given(days, months)
def test_that_the_eve_of_the_date_is_at_most_three_days_after_the_same_date(event: date, count: int) -> None:
    lengths = ((count, GraceUnit.MONTH),)
    same, eve = (deadline(event, lengths, DeadlineRule(rule)).last_day for rule in MonthRule)
    assert 0 <= (eve - same).days <= 3
