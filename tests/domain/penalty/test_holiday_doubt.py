"""Grace periods that end where holidays were not checked: both ends, and what they come to."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import pytest
from dateutil.easter import easter as tabled  # type: ignore[import-untyped] # it has no types

from desktop.domain.case.terms import Grace, PenaltyTerms
from desktop.domain.days.asof import AsOf
from desktop.domain.days.period import DAY
from desktop.domain.days.workdays import WorkingDays, unchecked, working_days
from desktop.domain.explanation.bounds import gaps
from desktop.domain.explanation.explanation import Basis, Missing
from desktop.domain.explanation.ledger import ledger_of
from desktop.domain.explanation.reach import reach_of
from desktop.domain.law.deadline import DeadlineRule, GraceUnit, Rollover
from desktop.domain.law.kinds import Unit
from desktop.domain.overview.book import book_of
from desktop.domain.penalty.headline import Headline
from desktop.domain.penalty.holiday_doubt import certain, doubt_of, easter, year_in_doubt
from desktop.domain.penalty.lines import accrue_case
from desktop.domain.penalty.start import first_penalty_day
from desktop.domain.prepared.preparing import figures_of
from tests.counts import IS_LONG
from tests.domain.prepared.test_preparing import check, listed_of
from tests.making import case_of, line
from tests.whole import build_overview, build_row, survey

TODAY = date(2026, 11, 22)
# The year 2014 of the institutions of the EU (OJ 2013/C 39/03), as the calendar of the program has it.
CHECKED = (
    date(2014, 1, 1), date(2014, 1, 2), date(2014, 4, 17), date(2014, 4, 18), date(2014, 4, 21),
    date(2014, 5, 1), date(2014, 5, 9), date(2014, 5, 29), date(2014, 5, 30), date(2014, 6, 9),
    date(2014, 7, 21), date(2014, 8, 15), date(2014, 12, 24), date(2014, 12, 25), date(2014, 12, 26),
    date(2014, 12, 29), date(2014, 12, 30), date(2014, 12, 31),
)  # fmt: skip
ONE_YEAR = WorkingDays(CHECKED, 2014, 2014, "EU")


def order(notified: date, length: int, days: WorkingDays | None = ONE_YEAR, **more: Any) -> PenaltyTerms:
    rule = DeadlineRule(rollover=Rollover.NEXT_WORKING_DAY, working_days=days)
    given: dict[str, Any] = {
        "first_day": None,
        "decided_on": notified,
        "notified_on": notified,
        "grace": Grace(length, GraceUnit.DAY, "notification"),
        "deadline_rule": rule,
    }
    return line(1, notified, **(given | more))


def first_days(terms: PenaltyTerms) -> tuple[date | None, date | None]:
    doubt = doubt_of(terms)
    assert doubt is not None
    return first_penalty_day(doubt.earliest), first_penalty_day(doubt.latest)


@pytest.mark.parametrize(
    ("notified", "length", "early", "late"),
    [
        (date(2025, 12, 5), 60, date(2026, 2, 4), date(2026, 2, 5)),  # a Tuesday, or the day after it
        (date(2025, 12, 5), 58, date(2026, 2, 3), date(2026, 2, 4)),  # a Sunday: Monday, or Tuesday
        (date(2025, 12, 5), 63, date(2026, 2, 7), date(2026, 2, 10)),  # a Friday, or the Monday after it
        (
            date(2025, 12, 5),
            19,
            date(2025, 12, 25),
            date(2026, 1, 7),
        ),  # the end of the year as in 2014, and one more
        (
            date(2026, 3, 1),
            32,
            date(2026, 4, 3),
            date(2026, 4, 9),
        ),  # Maundy Thursday to Easter Monday, and one more
    ],
)
def test_that_both_first_days_are_told(notified: date, length: int, early: date, late: date) -> None:
    assert first_days(order(notified, length)) == (early, late)


@pytest.mark.parametrize("days", [unchecked("ES"), None])
def test_that_a_place_without_any_list_has_bounds_too(days: WorkingDays | None) -> None:
    assert first_days(order(date(2025, 12, 5), 60, days)) == (date(2026, 2, 4), date(2026, 2, 5))


def test_that_working_days_of_grace_and_the_least_of_them_are_bounded() -> None:
    counted = order(date(2026, 2, 2), 3, grace=Grace(3, GraceUnit.WORKING_DAY, "notification"))
    assert first_days(counted) == (date(2026, 2, 6), date(2026, 2, 7))
    rule = DeadlineRule(min_working_days=2, working_days=ONE_YEAR)
    assert first_days(order(date(2026, 2, 6), 3, deadline_rule=rule)) == (
        date(2026, 2, 11),
        date(2026, 2, 12),
    )


@pytest.mark.parametrize(
    "terms",
    [
        order(date(2014, 3, 3), 20),  # the year was checked
        order(date(2025, 12, 5), 60, working_days(())),  # a list given by hand is complete
        order(date(2025, 12, 5), 60, deadline_rule=DeadlineRule()),  # nothing rolls
        order(date(2025, 12, 5), 60, first_day=date(2026, 2, 4)),
        order(date(2025, 12, 5), 60, grace=None),
        order(date(2025, 12, 5), 60, notified_on=None),
        order(date(2025, 12, 5), 60, grace=Grace(None, None, "notification", date(2026, 2, 3))),
        order(date(2025, 12, 5), 60, grace=Grace(None, None, "notification")),
        order(date(9998, 12, 5), 600),  # the calendar ends
    ],
)
def test_that_what_is_known_or_has_no_bounds_is_not_in_doubt(terms: PenaltyTerms) -> None:
    assert doubt_of(terms) is None
    assert certain(terms) is terms


def test_that_easter_is_where_the_tables_have_it() -> None:
    assert all(easter(year) == tabled(year) for year in range(1583, 4100))


@pytest.mark.parametrize(
    ("day", "state", "least", "most"),
    [
        (date(2026, 2, 3), "grace", 0, 0),
        (date(2026, 2, 4), "grace", 0, 100),
        (date(2026, 2, 5), "running", 100, 200),
        (date(2026, 3, 1), "running", 2_500, 2_600),
        (date(2026, 11, 22), "capped", 9_000, 9_000),
    ],
)
def test_that_the_figure_is_bounded_by_both(day: date, state: str, least: int, most: int) -> None:
    case = case_of(order(date(2025, 12, 5), 60, cap=9_000))
    ledger = ledger_of(case, day, day)
    (found,) = ledger.lines
    reach = reach_of(found, ledger)
    assert ledger.faults == ()
    assert found.accrual.state.value == state
    assert (reach.at_least, reach.at_most) == (found.accrual.accrued, found.highest and found.highest.accrued)
    assert reach.at_most is not None
    assert (found.accrual.accrued.minor, reach.at_most.minor) == (least, most)
    assert reach.is_known == (least == most)


def test_that_the_gap_names_the_day_and_both_results() -> None:
    ledger = ledger_of(case_of(order(date(2025, 12, 5), 60)), date(2026, 2, 9), date(2026, 2, 9))
    (gap,) = gaps(ledger.lines[0], ledger)
    low, high = gap.lowest, gap.highest
    assert low is not None
    assert high is not None
    assert gap.what is Missing.HOLIDAYS
    assert (low.basis, low.day, low.first_day, low.units) == (
        Basis.HOLIDAY, date(2026, 2, 3), date(2026, 2, 5), 5,
    )  # fmt: skip
    assert (high.basis, high.day, high.first_day, high.units) == (
        Basis.NO_HOLIDAY, date(2026, 2, 3), date(2026, 2, 4), 6,
    )  # fmt: skip


@pytest.mark.costly
@pytest.mark.parametrize("unit", [Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.ONCE])
def test_that_the_prepared_rows_are_those_of_the_engine(unit: Unit) -> None:
    doubtful = order(date(2025, 12, 5), 60, cap=500, unit=unit)
    other = dataclasses.replace(line(2, date(2026, 1, 1), cap=700), label="P2")
    case = case_of(doubtful, other)
    listed = listed_of(case)
    for step in range(-3, 90, 1 if IS_LONG else 7):
        day = date(2026, 2, 3) + step * DAY
        check(case, listed, AsOf(TODAY, picked=day))
        check(case, listed, AsOf(TODAY, picked=day, hindsight=True))


def test_that_the_list_has_its_state_and_no_single_figure() -> None:
    row = build_row(case_of(order(date(2025, 12, 5), 60)), AsOf(TODAY))
    assert (row.headline, row.accrued, row.unknown, row.uncalculated) == (Headline.RUNNING, (), 1, 0)


def test_that_the_overview_tells_how_many_sums_are_their_least() -> None:
    case = case_of(order(date(2025, 12, 5), 60), line(2, date(2026, 2, 1)))
    book = book_of([(1, "Europe/Paris", figures_of(case).known)])
    overview = build_overview((case,), AsOf(TODAY))
    assert overview.bounded_count == survey(book, AsOf(TODAY), 10).bounded_count == 1
    assert [one.most is None for one in overview.running_orders] == [True, False]


def test_that_lines_beside_one_in_doubt_keep_their_figures() -> None:
    penalties, faults = accrue_case(case_of(order(date(2025, 12, 5), 60), line(2, date(2026, 2, 1))), TODAY)
    assert faults == ()
    assert [penalty.highest is None for penalty in penalties] == [False, True]
    assert penalties[1].is_known


def test_that_a_period_beyond_the_calendar_is_in_no_doubt_of_holidays() -> None:
    assert doubt_of(order(date(9_990, 1, 4), 40_000)) is None


def test_that_a_first_day_without_a_doubt_has_no_year_in_doubt() -> None:
    assert year_in_doubt(line(1, date(2024, 1, 10))) is None
    assert year_in_doubt(order(date(2014, 12, 20), 40)) == ("EU", 2015)
