"""Scenarios beside the record; the figures are counted by hand on the calendar."""

from __future__ import annotations

import time
from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.domain.case.terms import Annulment, Grace, Rate, Stay, Tally
from desktop.domain.days.period import CALENDAR_END, DAY
from desktop.domain.days.workdays import working_days
from desktop.domain.law.deadline import GraceUnit
from desktop.domain.law.kinds import PartUnit, Unit
from desktop.domain.money import Money
from desktop.domain.penalty.curve import amount_on
from desktop.domain.penalty.stretch import State
from desktop.domain.whatif.comparison import weigh
from desktop.domain.whatif.scenario import (
    ComplianceDay,
    Complied,
    Ends,
    OtherCap,
    OtherRate,
    OtherStart,
    Paid,
    Scenario,
    Start,
    Stayed,
)
from tests.making import line, liquidation
from tests.whole import compare

if TYPE_CHECKING:
    from desktop.domain.whatif.comparison import Comparison
    from desktop.domain.whatif.scenario import Change

# CNIL v. Clearview AI: EUR 100,000 a day from 19 December 2022; 87 days by 15 March 2023.
CLEARVIEW = line(
    1,
    date(2022, 12, 19),
    rates=(Rate(10_000_000),),
    decided_on=date(2022, 10, 17),
    grace=Grace(2, GraceUnit.MONTH, "notification of the decision"),
)
DAY_87 = date(2023, 3, 15)


def euros(amount: int) -> Money:
    return Money(amount * 100, "EUR")


def beside(*changes: Change, as_of: date = DAY_87, known_on: date | None = None) -> Comparison:
    return compare(CLEARVIEW, Scenario("What if", changes), as_of, known_on, working_days(()))


def test_that_compliance_on_31_may_is_told_of_that_day() -> None:
    found = beside(Complied(date(2023, 5, 31)))
    assert (found.as_of, found.then) == (DAY_87, date(2023, 5, 31))
    assert found.today == euros(8_700_000)
    assert found.changed.accrual.accrued == euros(16_300_000)  # 163 days: 13 + 31 + 28 + 31 + 30 + 30
    assert found.record.accrual.accrued == euros(16_400_000)
    assert (found.difference, found.units) == (euros(-100_000), -1)
    assert found.against_today == euros(7_600_000)
    assert found.parts_on == date(2023, 5, 31)
    assert (found.changed.week, found.record.week) == (euros(700_000), euros(700_000))
    assert found.changed.full_on is None


def test_that_compliance_is_compared_on_the_same_day_later() -> None:
    found = beside(Complied(date(2023, 5, 31)), as_of=date(2023, 5, 31))
    assert (found.then, found.today) == (date(2023, 5, 31), euros(16_400_000))
    later = beside(Complied(date(2023, 5, 31)), as_of=date(2023, 6, 30))
    assert later.changed.accrual.accrued == euros(16_300_000)
    assert (later.difference, later.units) == (euros(-3_100_000), -31)
    assert later.changed.week == euros(700_000)


def test_that_the_day_of_compliance_may_be_counted() -> None:
    found = beside(Complied(date(2023, 5, 31)), ComplianceDay(counted=True))
    assert found.changed.accrual.accrued == euros(16_400_000)
    assert found.parts_on == date(2023, 6, 1)


@pytest.mark.parametrize(
    ("change", "accrued", "units", "parts_on"),
    [
        (Stayed(date(2023, 1, 1), date(2023, 1, 10)), 7_700_000, -10, date(2023, 1, 1)),
        (Stayed(date(2023, 3, 15)), 8_600_000, -1, date(2023, 3, 15)),
        (OtherRate(euros(50_000)), 4_350_000, 0, date(2022, 12, 19)),
        (OtherRate(euros(50_000), date(2023, 3, 1)), 7_950_000, 0, date(2023, 3, 1)),
        (OtherRate(euros(100_000)), 8_700_000, 0, None),
        (OtherCap(euros(5_000_000)), 5_000_000, -37, date(2023, 2, 7)),
        (OtherStart(Start.ROLLS), 8_600_000, -1, date(2022, 12, 19)),
        (OtherStart(Start.PLAIN), 8_700_000, 0, None),
        (OtherStart(Start.NOTIFIED, date(2022, 10, 20)), 8_500_000, -2, date(2022, 12, 19)),
        (OtherStart(Start.FIRST_DAY, date(2023, 1, 1)), 7_400_000, -13, date(2022, 12, 19)),
        (OtherStart(Start.FIRST_DAY, date(2022, 12, 18)), 8_800_000, 1, date(2022, 12, 18)),
        (Ends(date(2023, 1, 31)), 4_400_000, -43, date(2023, 2, 1)),
    ],
)
def test_that_each_change_has_its_figure(
    change: Change, accrued: int, units: int, parts_on: date | None
) -> None:
    found = beside(change)
    assert found.changed.accrual.accrued == euros(accrued)
    assert found.difference == euros(accrued - 8_700_000)
    assert found.units == units
    assert found.parts_on == parts_on
    assert found.record.accrual.accrued == euros(8_700_000)


def test_that_the_day_the_cap_is_reached_is_told_on_both_sides() -> None:
    found = beside(OtherCap(euros(5_000_000)))
    assert (found.record.full_on, found.changed.full_on) == (None, date(2023, 2, 6))
    assert (found.record.week, found.changed.week) == (euros(700_000), euros(0))
    ahead = beside(OtherCap(euros(9_000_000)))
    assert ahead.changed.full_on == date(2023, 3, 18)
    assert ahead.changed.week == euros(300_000)
    assert ahead.parts_on == date(2023, 3, 19)


def test_that_a_payment_changes_what_is_due_and_no_curve() -> None:
    fixed = liquidation(date(2022, 12, 19), date(2023, 2, 9), 520_000_000, date(2023, 4, 13))
    terms = line(1, date(2022, 12, 19), rates=(Rate(10_000_000),), liquidations=(fixed,))
    paid = Scenario("Paid", (Paid(euros(1_200_000), date(2023, 5, 1)),))
    found = compare(terms, paid, date(2023, 4, 20), date(2023, 6, 1))
    assert found.then == date(2023, 5, 1)
    assert (found.record.paid, found.changed.paid) == (euros(0), euros(1_200_000))
    assert (found.record.due, found.changed.due) == (euros(5_200_000), euros(4_000_000))
    assert found.parts_on is None


def test_that_what_was_not_known_yet_is_in_neither_side() -> None:
    later = Stay(date(2023, 1, 1), date(2023, 1, 11), date(2023, 4, 1))
    terms = line(1, date(2022, 12, 19), stays=(later,))
    scenario = Scenario("Ended", (Ends(date(2023, 3, 31)),))
    assert compare(terms, scenario, DAY_87).record.accrual.units == 103
    assert compare(terms, scenario, DAY_87, date(2023, 4, 1)).record.accrual.units == 93


def test_that_weeks_part_when_the_first_one_falls_due() -> None:
    terms = line(1, date(2023, 1, 1), unit=Unit.WEEK)
    found = compare(terms, Scenario("Dearer", (OtherRate(Money(200, "EUR")),)), date(2023, 1, 20))
    assert found.parts_on == date(2023, 1, 7)
    assert (found.record.accrual.units, found.difference, found.units) == (2, Money(200, "EUR"), 0)


def test_that_nothing_parts_before_there_is_an_order_or_after_its_annulment() -> None:
    early = compare(CLEARVIEW, Scenario("Capped", (OtherCap(euros(1)),)), date(2022, 10, 16))
    assert (early.parts_on, early.changed.full_on, early.changed.week) == (None, None, None)
    assert early.changed.accrual.accrued == euros(0)
    gone = line(1, date(2023, 1, 1), annulment=Annulment(date(2023, 2, 1)))
    found = compare(gone, Scenario("Capped", (OtherCap(euros(1)),)), date(2023, 3, 1))
    assert (found.parts_on, found.changed.full_on, found.record.week) == (None, None, None)


def test_that_an_annulment_counts_from_the_day_it_is_known() -> None:
    gone = line(1, date(2023, 1, 1), annulment=Annulment(date(2023, 2, 1)))
    before, after = (compare(gone, Scenario("Same"), date(2023, *day)) for day in ((1, 31), (2, 1)))
    assert (before.record.accrual.state, before.record.accrual.accrued) == (State.RUNNING, euros(31))
    assert (after.record.accrual.state, after.record.accrual.accrued) == (State.ANNULLED, euros(0))


def test_that_lines_of_which_only_totals_are_known_can_be_capped() -> None:
    reported = line(
        1, date(2023, 1, 1), first_day=None, tallies=(Tally(date(2023, 3, 1), date(2023, 3, 1), minor=900),)
    )
    found = compare(reported, Scenario("Capped", (OtherCap(Money(500, "EUR")),)), date(2023, 4, 1))
    assert (found.difference, found.parts_on) == (Money(-400, "EUR"), date(2023, 3, 1))


def test_that_a_week_is_not_known_at_the_end_of_the_calendar() -> None:
    last = CALENDAR_END - 7 * DAY
    found = compare(CLEARVIEW, Scenario("Same"), last)
    assert found.record.week == euros(700_000)
    assert compare(CLEARVIEW, Scenario("Same"), last + DAY).record.week is None
    late = compare(CLEARVIEW, Scenario("Late", (Complied(CALENDAR_END),)), DAY_87)
    assert late.changed.week is None


def test_that_several_lines_are_weighed_together_with_their_curve() -> None:
    lines = (line(1, date(2023, 1, 1)), line(2, date(2023, 1, 1)))
    found = weigh(
        lines, Scenario("One", (Ends(date(2023, 1, 10)),), "P2"), date(2023, 1, 20), date(2023, 1, 20)
    )
    assert found.unknown is None
    assert [item.difference.minor for item in found.lines] == [0, -1_000]
    assert [item.parts_on for item in found.lines] == [None, date(2023, 1, 11)]
    (curve,) = found.curves
    assert amount_on(curve, date(2023, 1, 20)) == Money(3_000, "EUR")


def test_that_a_cap_is_shared_on_both_sides() -> None:
    lines = tuple(line(number, date(2023, 1, 1), cap=1_000, shared_cap="both") for number in (1, 2))
    day = date(2023, 1, 20)
    found = weigh(lines, Scenario("Cheaper", (OtherRate(Money(50, "EUR")),), "P1"), day, day)
    assert sum(item.record.accrual.accrued.minor for item in found.lines) == 1_000
    assert sum(item.changed.accrual.accrued.minor for item in found.lines) == 1_000
    # Six days at 50 and 100 a day are 900; of the 100 left the first line takes its 50.
    assert [item.changed.accrual.accrued.minor for item in found.lines] == [350, 650]
    late = weigh(lines, Scenario("Late", (Complied(date(2023, 1, 4)),), "P1"), day, day)
    assert [item.changed.accrual.accrued.minor for item in late.lines] == [300, 700]
    assert [item.changed.week for item in late.lines] == [Money(200, "EUR"), Money(-200, "EUR")]


def test_that_compliance_a_week_later_is_held_to_the_cap_shared_by_then() -> None:
    lines = tuple(line(number, date(2023, 1, 1), cap=1_000, shared_cap="both") for number in (1, 2))
    day = date(2023, 1, 8)
    late = weigh(lines, Scenario("Obeyed", (Complied(date(2023, 1, 4)),), "P1"), day, day)
    # 300 and 700 by the 7th; with compliance on the 11th both have 500 on the 5th.
    assert [item.changed.accrual.accrued.minor for item in late.lines] == [300, 700]
    assert [item.changed.week for item in late.lines] == [Money(200, "EUR"), Money(-200, "EUR")]


def test_that_what_cannot_be_calculated_is_told_and_not_raised() -> None:
    months = line(1, date(2023, 1, 1), unit=Unit.MONTH)
    day = date(2023, 6, 1)
    stayed = weigh((months,), Scenario("Stayed", (Stayed(day - 60 * DAY, day - 50 * DAY),)), day, day)
    assert stayed.unknown is not None
    assert stayed.unknown.code == "E_MONTH_UNIT_STAY"
    assert stayed.unknown.sentence
    assert (stayed.lines, stayed.curves) == ((), ())
    rolled = weigh((months,), Scenario("Rolled", (OtherStart(Start.ROLLS),)), day, day)
    assert rolled.unknown is not None
    assert rolled.unknown.code == "no deadline"


@pytest.mark.parametrize("first", [date(2018, 1, 1), date(2022, 1, 3)])
@pytest.mark.parametrize("as_of", [date(2023, 1, 10), date(2023, 1, 16)])
def test_that_weeks_part_where_one_falls_due_later_however_many_there_are(first: date, as_of: date) -> None:
    """Both Mondays: the week of 6 June 2022 is full on the 12th, or with three days stayed on the 15th."""
    stayed = Scenario("stayed", (Stayed(date(2022, 6, 7), date(2022, 6, 10)),))
    assert compare(line(1, first, unit=Unit.WEEK), stayed, as_of).parts_on == date(2022, 6, 12)


@pytest.mark.parametrize("unit", [Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR])
@pytest.mark.parametrize("part", PartUnit)
def test_that_lines_which_part_after_millennia_are_found_without_a_walk(unit: Unit, part: PartUnit) -> None:
    record = line(1, date(2023, 1, 1), unit=unit, part_unit=part, rates=(Rate(7_000),), decided_on=None)
    obeyed, begun = date(9_000, 1, 1), time.process_time()
    found = compare(record, Scenario("Far", (Complied(obeyed),)), date(9_500, 1, 1))
    assert time.process_time() - begun < 0.2
    assert found.parts_on is not None
    assert obeyed <= found.parts_on <= date(9_001, 1, 1)
