"""The steps of a deadline lead, one after the other, from the event to the last day."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.days.period import CALENDAR_START
from desktop.domain.days.workdays import working_days
from desktop.domain.faults import Fault, TermsError
from desktop.domain.law.deadline import (
    DayOff,
    DeadlineRule,
    DeadlineStep,
    DeadlineStepKind,
    GraceUnit,
    MonthRule,
    Passed,
    Rollover,
    deadline,
    deadline_steps,
)

EASTER = working_days((date(2023, 4, 7), date(2023, 4, 10)))
units = st.sampled_from(list(GraceUnit))


def test_that_a_sunday_is_named_as_the_reason_of_a_roll() -> None:
    rule = DeadlineRule(rollover=Rollover.NEXT_WORKING_DAY, working_days=working_days(()))
    assert deadline_steps(date(2022, 10, 18), ((2, GraceUnit.MONTH),), rule) == (
        DeadlineStep(DeadlineStepKind.MONTHS, date(2022, 10, 18), date(2022, 12, 18), 2),
        DeadlineStep(
            DeadlineStepKind.ROLLED,
            date(2022, 12, 18),
            date(2022, 12, 19),
            1,
            passed=(Passed(date(2022, 12, 18), DayOff.WEEKEND),),
        ),
    )


def test_that_every_kind_of_step_is_told_in_its_order() -> None:
    rule = DeadlineRule(
        franc=True, rollover=Rollover.NEXT_WORKING_DAY, min_working_days=2, working_days=EASTER
    )
    assert deadline_steps(date(2023, 4, 6), ((2, GraceUnit.DAY),), rule) == (
        DeadlineStep(DeadlineStepKind.DAYS, date(2023, 4, 6), date(2023, 4, 8), 2),
        DeadlineStep(DeadlineStepKind.FRANC, date(2023, 4, 8), date(2023, 4, 9), 1),
        DeadlineStep(
            DeadlineStepKind.ROLLED,
            date(2023, 4, 9),
            date(2023, 4, 11),
            2,
            passed=(Passed(date(2023, 4, 9), DayOff.WEEKEND), Passed(date(2023, 4, 10), DayOff.HOLIDAY)),
        ),
        DeadlineStep(DeadlineStepKind.EXTENDED, date(2023, 4, 11), date(2023, 4, 12), 1),
    )


def test_that_a_missing_date_is_told() -> None:
    month = ((1, GraceUnit.MONTH),)
    for rule, event, is_clamped in (
        (MonthRule.SAME_DATE, date(2023, 1, 31), True),
        (MonthRule.SAME_DATE, date(2023, 1, 28), False),
        (MonthRule.EVE_OF_DATE, date(2023, 1, 30), True),
        (MonthRule.EVE_OF_DATE, date(2023, 1, 31), False),
    ):
        (step,) = deadline_steps(event, month, DeadlineRule(rule))
        assert (step.end, step.is_clamped) == (date(2023, 2, 28), is_clamped)


def test_that_months_days_and_working_days_are_three_steps() -> None:
    adds = (
        (1, GraceUnit.WORKING_DAY),
        (1, GraceUnit.WEEK),
        (1, GraceUnit.DAY),
        (1, GraceUnit.MONTH),
        (1, GraceUnit.YEAR),
    )
    steps = deadline_steps(date(2022, 2, 28), adds, DeadlineRule(working_days=EASTER))
    assert [(step.kind, step.count, step.end) for step in steps] == [
        (DeadlineStepKind.MONTHS, 13, date(2023, 3, 28)),
        (DeadlineStepKind.DAYS, 8, date(2023, 4, 5)),
        (DeadlineStepKind.WORKING_DAYS, 1, date(2023, 4, 6)),
    ]


@given(
    st.dates(date(2000, 1, 1), date(2050, 1, 1)),
    st.lists(st.tuples(st.integers(-40, 40), units), max_size=4).map(tuple),
    st.builds(
        DeadlineRule,
        st.sampled_from(list(MonthRule)),
        st.booleans(),
        st.sampled_from(list(Rollover)),
        st.integers(0, 3),
        st.integers(1, 4),
        st.just(EASTER),
    ),
)
def test_that_steps_follow_one_another_and_end_on_the_last_day(
    event: date, adds: tuple[tuple[int, GraceUnit], ...], rule: DeadlineRule
) -> None:
    end = deadline(event, adds, rule)
    assert end.steps == deadline_steps(event, adds, rule)
    for before, after in pairwise(end.steps):
        assert before.end == after.start
    if end.steps:
        assert (end.steps[0].start, end.steps[-1].end) == (event, end.last_day)
        assert all(step.end != step.start for step in end.steps)
    else:
        assert end.raw == end.last_day == event


def test_that_a_rule_that_needs_working_days_asks_for_their_calendar() -> None:
    rolls = DeadlineRule(rollover=Rollover.NEXT_WORKING_DAY)
    with pytest.raises(
        TermsError, match=r"^the rule needs working days, and no calendar is given$"
    ) as caught:
        deadline(date(2023, 1, 1), ((1, GraceUnit.DAY),), rolls)
    assert caught.value.code is Fault.HOLIDAYS_UNKNOWN


def test_that_months_never_leave_the_calendar() -> None:
    # The first and the last year that can be calculated are kept free.
    near = date(CALENDAR_START.year + 1, 1, 15)
    with pytest.raises(TermsError, match=f"^-6 months from {near} leave the calendar$") as caught:
        deadline(near, ((-6, GraceUnit.MONTH),), DeadlineRule())
    assert caught.value.code is Fault.DAY_OUT_OF_RANGE
