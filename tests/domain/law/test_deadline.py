"""Deadlines: the days of the law's own examples, and what holds of every period."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.case.terms import Grace
from desktop.domain.days.period import CALENDAR_START, MonthRounding, add_months
from desktop.domain.days.workdays import WorkingDays, working_days
from desktop.domain.faults import Fault, TermsError
from desktop.domain.law.deadline import (
    DayOff,
    Deadline,
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
from desktop.domain.penalty.accrual import accrue
from desktop.domain.penalty.start import first_penalty_day, grace_deadline
from tests.making import line

DAY, WEEK, MONTH, YEAR = GraceUnit.DAY, GraceUnit.WEEK, GraceUnit.MONTH, GraceUnit.YEAR
HOUR, WORKING_DAY = GraceUnit.HOUR, GraceUnit.WORKING_DAY
SAME, EVE = MonthRule.SAME_DATE, MonthRule.EVE_OF_DATE
NONE, ROLL = Rollover.NONE, Rollover.NEXT_WORKING_DAY


def off(*days: str) -> WorkingDays:
    return working_days(tuple(date.fromisoformat(day) for day in days))


def rolling(*holidays: str, **more: object) -> DeadlineRule:
    return dataclasses.replace(DeadlineRule(rollover=ROLL, working_days=off(*holidays)), **more)  # type: ignore[arg-type]


STILL = DeadlineRule()
FRANC = DeadlineRule(franc=True)
BELGIAN = DeadlineRule(EVE)


@pytest.mark.parametrize(
    ("event", "adds", "rule", "raw", "last"),
    [
        # FR Code of Civil Procedure 641-642
        pytest.param(
            "2022-10-19",
            [(2, MONTH)],
            rolling("2022-11-01", "2022-11-11", "2022-12-25", "2023-01-01"),
            "2022-12-19",
            "2022-12-19",
            id="D01 date to date",
        ),
        pytest.param(
            "2022-10-18",
            [(2, MONTH)],
            rolling("2022-12-25", "2023-01-01"),
            "2022-12-18",
            "2022-12-19",
            id="D02 a Sunday rolls",
        ),
        pytest.param(
            "2022-12-30", [(2, MONTH)], rolling(), "2023-02-28", "2023-02-28", id="D04 no 30 February"
        ),
        pytest.param("2023-12-31", [(2, MONTH)], rolling(), "2024-02-29", "2024-02-29", id="D06 leap year"),
        pytest.param(
            "2024-02-29", [(1, YEAR)], rolling(), "2025-02-28", "2025-02-28", id="D07 leap day and a year"
        ),
        pytest.param(
            "2022-07-14",
            [(10, DAY)],
            rolling("2022-07-14", "2022-08-15"),
            "2022-07-24",
            "2022-07-25",
            id="D19 an event on a holiday",
        ),
        pytest.param(
            "2022-10-26", [(2, MONTH)], rolling("2022-12-25"), "2022-12-26", "2022-12-26", id="D21 Paris"
        ),
        pytest.param(
            "2022-10-26",
            [(2, MONTH)],
            rolling("2022-12-25", "2022-12-26"),
            "2022-12-26",
            "2022-12-27",
            id="Strasbourg",
        ),
        pytest.param(
            "2022-11-01",
            [(2, MONTH)],
            rolling("2022-11-01", "2023-01-01"),
            "2023-01-01",
            "2023-01-02",
            id="D23 New Year on a Sunday",
        ),
        # BE Judicial Code 52-54
        pytest.param(
            "2023-02-28", [(1, MONTH)], BELGIAN, "2023-03-31", "2023-03-31", id="D09 end of February"
        ),
        pytest.param(
            "2022-06-30", [(1, MONTH)], BELGIAN, "2022-07-31", "2022-07-31", id="D11 a Sunday stays"
        ),
        pytest.param(
            "2022-06-30", [(1, MONTH)], rolling(months=EVE), "2022-07-31", "2022-08-01", id="BE with a roll"
        ),
        pytest.param("2023-01-30", [(1, MONTH)], BELGIAN, "2023-02-28", "2023-02-28", id="D25 up, then back"),
        pytest.param("2023-03-14", [(1, MONTH)], BELGIAN, "2023-04-14", "2023-04-14", id="BE mid-month"),
        pytest.param("2023-03-14", [(10, DAY)], BELGIAN, "2023-03-24", "2023-03-24", id="BE days"),
        # Regulation 1182/71 art. 3
        pytest.param(
            "2023-04-06",
            [(3, DAY)],
            rolling("2023-04-07", "2023-04-10", min_working_days=2),
            "2023-04-09",
            "2023-04-12",
            id="D13 over Easter, then two working days",
        ),
        pytest.param(
            "2023-04-17",
            [(-10, DAY)],
            rolling("2023-04-07", "2023-04-10", min_working_days=9),
            "2023-04-07",
            "2023-04-07",
            id="D14 backwards",
        ),
        # NL Algemene termijnenwet: not for a period that an authority sets; for one that the law sets
        pytest.param("2023-03-03", [(8, DAY)], STILL, "2023-03-11", "2023-03-11", id="D15 a Saturday stays"),
        pytest.param(
            "2023-03-24",
            [(6, WEEK)],
            rolling("2023-04-27", "2023-05-05", "2023-05-18"),
            "2023-05-05",
            "2023-05-08",
            id="NL six weeks to Liberation Day",
        ),
        # DE VwVfG 31, BGB 187-188
        pytest.param(
            "2023-09-19",
            [(2, WEEK)],
            rolling("2023-10-03"),
            "2023-10-03",
            "2023-10-04",
            id="D17 a public holiday",
        ),
        pytest.param("2023-09-19", [(2, WEEK)], STILL, "2023-10-03", "2023-10-03", id="DE a fixed day stays"),
        # the wording of orders
        pytest.param("2024-05-16", [(3, MONTH)], STILL, "2024-08-16", "2024-08-16", id="AP v Clearview"),
        pytest.param("2015-11-09", [(48, HOUR)], STILL, "2015-11-11", "2015-11-11", id="Brussels v Facebook"),
    ],
)
def test_that_a_period_ends_on_its_day(
    event: str, adds: list[tuple[int, GraceUnit]], rule: DeadlineRule, raw: str, last: str
) -> None:
    end = deadline(date.fromisoformat(event), tuple(adds), rule)
    assert (end.raw.isoformat(), end.last_day.isoformat()) == (raw, last)


@pytest.mark.parametrize(
    ("notified", "still", "rolled", "franc"),
    [
        ("2022-10-17", "2022-12-18", "2022-12-20", "2022-12-20"),
        ("2022-10-18", "2022-12-19", "2022-12-20", "2022-12-20"),
        ("2022-10-19", "2022-12-20", "2022-12-20", "2022-12-21"),
        ("2022-10-20", "2022-12-21", "2022-12-21", "2022-12-22"),
    ],
)
def test_that_every_reading_of_two_months_from_october_2022_is_there(
    notified: str, still: str, rolled: str, franc: str
) -> None:
    readings = (STILL, rolling(), rolling(franc=True))
    ends = (deadline(date.fromisoformat(notified), ((2, MONTH),), rule).last_day for rule in readings)
    assert [(end + timedelta(days=1)).isoformat() for end in ends] == [still, rolled, franc]


@pytest.mark.parametrize(
    ("event", "adds", "last"),
    [
        pytest.param("2023-01-31", [(1, MONTH), (1, MONTH)], "2023-03-31", id="at once"),
        pytest.param("2023-01-31", [(1, MONTH), (3, DAY)], "2023-03-03", id="months, then days"),
        pytest.param("2023-01-31", [(3, DAY), (1, MONTH)], "2023-03-03", id="months first, written last"),
        pytest.param("2023-01-30", [(1, WEEK), (1, YEAR), (1, MONTH)], "2024-03-07", id="13 months, 7 days"),
        pytest.param("2023-01-31", [(1, MONTH), (-1, DAY)], "2023-02-27", id="a month less a day"),
        pytest.param("2023-01-31", [], "2023-01-31", id="nothing"),
        pytest.param("2023-01-31", [(0, DAY)], "2023-01-31", id="no days"),
        pytest.param("2023-03-31", [(-1, MONTH)], "2023-02-28", id="a month backwards"),
        pytest.param("2024-02-29", [(-1, YEAR)], "2023-02-28", id="a year backwards"),
        pytest.param("2023-01-01", [(49, HOUR)], "2023-01-04", id="a day begun"),
        pytest.param("2023-01-01", [(1, DAY), (24, HOUR)], "2023-01-03", id="a day and 24 hours"),
    ],
)
def test_that_months_come_first_and_are_never_chained(
    event: str, adds: list[tuple[int, GraceUnit]], last: str
) -> None:
    assert deadline(date.fromisoformat(event), tuple(adds), STILL).last_day.isoformat() == last


@pytest.mark.parametrize(("event", "first"), [("2023-06-15", "2023-05-15"), ("2023-02-28", "2023-01-28")])
def test_that_the_belgian_rule_counts_backwards_from_the_eve_to_the_day_after_the_date(
    event: str, first: str
) -> None:
    assert deadline(date.fromisoformat(event), ((-1, MONTH),), BELGIAN).last_day.isoformat() == first


@pytest.mark.parametrize(
    ("event", "adds", "last"),
    [
        ("2023-04-06", [(1, WORKING_DAY)], "2023-04-11"),
        ("2023-04-06", [(4, WORKING_DAY)], "2023-04-14"),
        ("2023-04-08", [(1, WORKING_DAY)], "2023-04-11"),
        ("2023-04-12", [(-1, WORKING_DAY)], "2023-04-11"),
        ("2023-04-11", [(-2, WORKING_DAY)], "2023-04-05"),
        ("2023-03-09", [(2, WORKING_DAY), (1, MONTH)], "2023-04-12"),
    ],
)
def test_that_a_period_in_working_days_counts_those_alone(
    event: str, adds: list[tuple[int, GraceUnit]], last: str
) -> None:
    for rule in (rolling("2023-04-07", "2023-04-10"), rolling("2023-04-07", "2023-04-10", rollover=NONE)):
        assert deadline(date.fromisoformat(event), tuple(adds), rule).last_day.isoformat() == last


def test_that_a_period_in_hours_neither_rolls_nor_is_franc() -> None:
    rule = rolling(franc=True, min_working_days=2)
    saturday = deadline(date(2023, 4, 13), ((48, HOUR),), rule)
    assert saturday == Deadline(date(2023, 4, 15), date(2023, 4, 15), saturday.steps)


@pytest.mark.parametrize(
    ("length", "applies_from", "last"),
    [
        (1, 2, "2023-04-14"),  # one day, from Thursday: Friday alone
        (2, 2, "2023-04-17"),  # two days hold two working days
        (2, 3, "2023-04-15"),
        (3, 3, "2023-04-17"),
    ],
)
def test_that_a_period_of_some_days_holds_its_working_days(length: int, applies_from: int, last: str) -> None:
    rule = DeadlineRule(min_working_days=2, min_applies_from=applies_from, working_days=off())
    assert deadline(date(2023, 4, 13), ((length, DAY),), rule).last_day.isoformat() == last


def test_that_enough_working_days_move_nothing() -> None:
    rule = rolling(min_working_days=2)
    end = deadline(date(2023, 4, 17), ((2, DAY),), rule)
    assert end.last_day == date(2023, 4, 19)
    assert [step.kind for step in end.steps] == [DeadlineStepKind.DAYS]


@pytest.mark.parametrize(
    ("adds", "rule"),
    [
        (((1, DAY),), DeadlineRule(rollover=ROLL)),
        (((2, DAY),), DeadlineRule(min_working_days=2)),
        (((1, WORKING_DAY),), STILL),
        (((1, YEAR),), DeadlineRule(rollover=ROLL, working_days=WorkingDays((), 2023, 2023, "FR"))),
    ],
)
def test_that_holidays_that_are_needed_and_not_known_are_an_error(
    adds: tuple[tuple[int, GraceUnit], ...], rule: DeadlineRule
) -> None:
    with pytest.raises(TermsError) as caught:
        deadline(date(2023, 4, 13), adds, rule)
    assert caught.value.code is Fault.HOLIDAYS_UNKNOWN


@pytest.mark.parametrize(
    ("event", "adds", "rule"),
    [
        (date(2023, 4, 13), (7975, YEAR), STILL),
        (date(2023, 4, 13), (-2021, YEAR), STILL),
        (date(2023, 4, 13), (10**30, MONTH), BELGIAN),
        (date(2023, 4, 13), (10**30, DAY), STILL),
        (date(2023, 4, 13), (10**30, HOUR), STILL),
        (date(2023, 4, 13), (10**30, WORKING_DAY), rolling()),
        (date(2023, 4, 13), (-(10**30), WORKING_DAY), rolling()),
        (date.max, (1, DAY), STILL),
        (date.max, (1, MONTH), STILL),
        (date.min, (-1, DAY), STILL),
        (date(9998, 10, 31), (30, DAY), rolling(franc=True)),
    ],
)
def test_that_a_period_that_leaves_the_calendar_is_an_error(
    event: date, adds: tuple[int, GraceUnit], rule: DeadlineRule
) -> None:
    with pytest.raises(TermsError) as caught:
        deadline(event, (adds,), rule)
    assert caught.value.code is Fault.DAY_OUT_OF_RANGE


def test_that_a_period_may_fill_the_calendar() -> None:
    assert deadline(date(2023, 4, 13), ((7974, YEAR),), STILL).last_day == date(9997, 4, 13)
    assert deadline(date(2023, 4, 13), ((-2020, YEAR),), STILL).last_day == date(3, 4, 13)


days = st.dates(date(2000, 1, 1), date(2050, 1, 1))

holidays = st.lists(st.dates(date(2000, 1, 1), date(2055, 1, 1)), max_size=20).map(
    lambda some: working_days(tuple(some))
)


@given(days, st.integers(-60, 60))
def test_that_a_month_ends_on_its_date_or_on_the_last_day_of_the_month(day: date, months: int) -> None:
    down, up = (add_months(day, months, way) for way in (MonthRounding.DOWN, MonthRounding.UP))
    assert (up - down).days in {0, 1}
    assert down.day == day.day or (down + timedelta(days=1)).day == 1
    assert (down.year * 12 + down.month) - (day.year * 12 + day.month) == months


@given(days, days, st.integers(-60, 60), st.sampled_from([MonthRounding.DOWN, MonthRounding.UP]))
def test_that_a_later_day_never_ends_earlier(one: date, other: date, months: int, way: MonthRounding) -> None:
    first, second = sorted((one, other))
    assert add_months(first, months, way) <= add_months(second, months, way)


@given(
    days, st.integers(1, 90), st.sampled_from([DAY, WEEK, MONTH]), holidays, st.sampled_from([STILL, FRANC])
)
def test_that_a_rolled_end_is_the_first_working_day(
    event: date, length: int, unit: GraceUnit, calendar: WorkingDays, still: DeadlineRule
) -> None:
    rule = dataclasses.replace(still, rollover=ROLL, working_days=calendar)
    before, end = (deadline(event, ((length, unit),), one) for one in (still, rule))
    assert end.raw == before.raw
    assert end.last_day >= before.last_day
    assert calendar.is_working(end.last_day)
    assert not calendar.count(before.last_day, end.last_day - timedelta(days=1))


@given(days, st.integers(1, 36))
def test_that_the_belgian_rule_ends_up_to_three_days_later(event: date, length: int) -> None:
    same, eve = (
        deadline(event, ((length, GraceUnit.MONTH),), DeadlineRule(rule)).raw for rule in (SAME, EVE)
    )
    assert 0 <= (eve - same).days <= 3


@given(days, st.integers(1, 90), st.sampled_from([DAY, WEEK, MONTH]), holidays)
def test_that_the_first_penalty_day_is_the_day_after_the_rule_s_last_day(
    event: date, length: int, unit: GraceUnit, calendar: WorkingDays
) -> None:
    rule = DeadlineRule(rollover=ROLL, working_days=calendar)
    terms = line(
        1, event, first_day=None, notified_on=event, grace=Grace(length, unit, "service"), deadline_rule=rule
    )
    last = deadline(event, ((length, unit),), rule).last_day
    assert first_penalty_day(terms) == last + timedelta(days=1)


TWO_MONTHS = Grace(2, GraceUnit.MONTH, "notification")
NOTIFIED = date(2022, 10, 18)


def test_that_the_first_penalty_day_is_the_day_after_the_grace_period() -> None:
    terms = line(1, NOTIFIED, first_day=None, notified_on=NOTIFIED, grace=TWO_MONTHS)
    assert first_penalty_day(terms) == date(2022, 12, 19)
    accrual = accrue(terms, date(2022, 12, 20))
    assert (accrual.first_day, accrual.units) == (date(2022, 12, 19), 2)
    assert [(item.state.value, item.days) for item in accrual.lines] == [("grace", 61), ("running", 2)]


def test_that_a_grace_period_rolls_where_its_rule_does() -> None:
    terms = line(1, NOTIFIED, first_day=None, notified_on=NOTIFIED, grace=TWO_MONTHS, deadline_rule=rolling())
    assert first_penalty_day(terms) == date(2022, 12, 20)
    end = grace_deadline(terms)
    assert end is not None
    assert (end.raw, end.last_day) == (date(2022, 12, 18), date(2022, 12, 19))
    assert grace_deadline(dataclasses.replace(terms, notified_on=None)) is None
    assert grace_deadline(dataclasses.replace(terms, grace=None)) is None


def test_that_a_stated_first_day_or_last_day_of_grace_goes_before() -> None:
    stated = line(1, date(2023, 1, 5), notified_on=NOTIFIED, grace=TWO_MONTHS, deadline_rule=rolling())
    assert first_penalty_day(stated) == date(2023, 1, 5)
    until = dataclasses.replace(stated, first_day=None, grace=Grace(None, None, "", date(2022, 1, 15)))
    assert first_penalty_day(until) == date(2022, 1, 16)  # a Saturday: a date that was fixed does not roll


def test_that_it_is_not_known_without_a_notification_or_a_length() -> None:
    unknown = line(1, NOTIFIED, first_day=None, grace=TWO_MONTHS)
    assert first_penalty_day(unknown) is None
    vague = dataclasses.replace(unknown, notified_on=NOTIFIED, grace=Grace(None, None, "validation"))
    assert first_penalty_day(vague) is None
    unitless = dataclasses.replace(vague, grace=Grace(2, None, "validation"))
    assert first_penalty_day(unitless) is None
    at_once = dataclasses.replace(unknown, notified_on=NOTIFIED, grace=None)
    assert first_penalty_day(at_once) == date(2022, 10, 19)


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
