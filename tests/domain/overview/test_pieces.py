"""Sums over time, on the days on which something begins or becomes known."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.case.terms import Compliance, Finding, Stay
from desktop.domain.days.period import DAY, Span
from desktop.domain.penalty.stretch import State
from tests.making import case_of, line
from tests.whole import prepare

if TYPE_CHECKING:
    from desktop.domain.overview.exposure import Exposure

FIRST, UNTIL = date(2023, 1, 1), date(2023, 12, 31)


def contingent(exposure: Exposure, day: date) -> list[tuple[State, int]]:
    return [(total.state, total.contingent) for total in exposure.totals(day)]


def test_that_the_day_on_which_the_cap_is_met_is_capped() -> None:
    exposure = prepare((case_of(line(1, FIRST, cap=500)),), UNTIL)
    assert contingent(exposure, date(2023, 1, 4)) == [(State.RUNNING, 400)]
    assert contingent(exposure, date(2023, 1, 5)) == [(State.CAPPED, 500)]
    assert contingent(exposure, UNTIL) == [(State.CAPPED, 500)]


def test_that_lines_that_share_a_cap_stop_together() -> None:
    lines = [line(number, FIRST, cap=500, shared_cap="order") for number in (1, 2)]
    exposure = prepare((case_of(*lines),), UNTIL, UNTIL)
    assert sum(minor for _, minor in contingent(exposure, UNTIL)) == 500


def test_that_a_fact_known_on_the_last_day_holds_on_it() -> None:
    complied = line(1, FIRST, compliance=(Compliance(date(2023, 12, 1), UNTIL),))
    exposure = prepare((case_of(complied),), UNTIL)
    assert [total.state for total in exposure.totals(UNTIL - DAY)] == [State.RUNNING]
    (total,) = exposure.totals(UNTIL)
    assert (total.state, total.assumed) == (State.COMPLIED, 33_400)
    assert UNTIL in exposure.days()


def test_that_facts_of_two_days_on_end_each_hold_from_their_day() -> None:
    stays = (
        Stay(date(2023, 2, 1), date(2023, 2, 11), date(2023, 6, 1)),
        Stay(date(2023, 3, 1), date(2023, 3, 11), date(2023, 6, 2)),
    )
    exposure = prepare((case_of(line(1, FIRST, stays=stays)),), UNTIL)
    days = (date(2023, 5, 31), date(2023, 6, 1), date(2023, 6, 2), date(2023, 6, 3))
    assert [contingent(exposure, day)[0][1] for day in days] == [15_100, 14_200, 13_300, 13_400]


def test_that_an_order_made_on_the_day_of_hindsight_is_known() -> None:
    made = line(1, FIRST, decided_on=date(2023, 6, 1), first_day=date(2023, 6, 1))
    assert prepare((case_of(made),), UNTIL, date(2023, 6, 1)).totals(UNTIL) != ()
    assert prepare((case_of(made),), UNTIL, date(2023, 5, 31)).totals(UNTIL) == ()


def test_that_the_meter_counts_the_days_found_breached_and_after() -> None:
    found = line(1, FIRST, findings=(Finding(Span(FIRST, date(2023, 1, 11)), FIRST),))
    exposure = prepare((case_of(found),), UNTIL, UNTIL)
    assert exposure.hindsight == UNTIL
    for day, established, assumed in ((5, 500, 0), (10, 1_000, 0), (15, 1_000, 500)):
        (total,) = exposure.totals(date(2023, 1, day))
        assert (total.established, total.assumed) == (established, assumed)
        assert total.per_day == 100


def test_that_a_shared_cap_is_reached_later_after_a_stay() -> None:
    stay = Stay(date(2023, 1, 2), date(2023, 1, 12), FIRST)
    lines = [line(number, FIRST, cap=500, shared_cap="order", stays=(stay,)) for number in (1, 2)]
    exposure = prepare((case_of(*lines),), UNTIL, UNTIL)
    sums = [
        sum(minor for _, minor in contingent(exposure, date(2023, 1, day))) for day in (1, 11, 12, 13, 14)
    ]
    assert sums == [200, 200, 400, 500, 500]
