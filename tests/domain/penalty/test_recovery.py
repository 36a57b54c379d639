"""Recovery: fixed, remitted, paid and due, with hand-made sums."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.domain.case.terms import Annulment, Compliance, Finding, Payment, Stay, Tally
from desktop.domain.days.period import Span, on_day
from desktop.domain.law.kinds import Recovery, StayKind
from desktop.domain.money import Money
from desktop.domain.penalty.accrual import accrue
from desktop.domain.penalty.recovery import Recovered, recover
from tests.making import line, liquidation

if TYPE_CHECKING:
    from desktop.domain.case.terms import PenaltyTerms

FIRST = date(2022, 12, 20)
LONG_AGO = date(1990, 1, 1)


def recovered(terms: PenaltyTerms, day: date) -> Recovered:
    return recover(terms, accrue(terms, day))


def test_that_a_partial_liquidation_leaves_the_rest_open_while_the_penalty_runs() -> None:
    """A liquidation of half of what accrued in its window; the figures were made by hand."""
    fixed = liquidation(FIRST, date(2023, 2, 10), 2_600, date(2023, 2, 20))
    paid = Payment(on_day(date(2023, 3, 1)), Money(1_000, "EUR"), date(2023, 3, 1))
    found = recovered(line(1, FIRST, liquidations=(fixed,), payments=(paid,)), date(2023, 3, 31))
    assert (found.covered.minor, found.liquidated.minor, found.remitted.minor) == (5_200, 2_600, 2_600)
    assert (found.unliquidated.minor, found.paid.minor, found.due.minor) == (5_000, 1_000, 1_600)
    assert found.overlap is None
    assert not found.suspended


@pytest.mark.parametrize(
    ("second", "overlap"),
    [
        (date(2023, 1, 10), None),
        (date(2023, 1, 9), Span(date(2023, 1, 9), date(2023, 1, 10))),
    ],
)
def test_that_windows_that_overlap_are_named(second: date, overlap: Span | None) -> None:
    early = liquidation(FIRST, date(2023, 1, 10), 2_100, date(2023, 2, 1))
    late = liquidation(second, date(2023, 1, 31), 2_100, date(2023, 2, 20))
    found = recovered(line(1, FIRST, liquidations=(late, early)), date(2023, 3, 1))
    assert found.overlap == overlap


@pytest.mark.parametrize(
    ("way", "due"),
    [
        (Recovery.LIQUIDATION, 0),
        (Recovery.TWO_STEPS, 0),
        (Recovery.BY_NOTICE, 0),
        (Recovery.BY_LAW, 1_000),
        (Recovery.BY_TITLE, 1_000),
        (Recovery.THREAT, 0),
    ],
)
def test_that_days_found_breached_are_due_where_no_further_act_is_needed(way: Recovery, due: int) -> None:
    found = Finding(Span(FIRST, date(2022, 12, 30)), date(2023, 1, 5))
    assert recovered(line(1, FIRST, findings=(found,), recovery=way), date(2023, 1, 31)).due.minor == due


def test_that_a_threatened_sum_not_yet_collected_falls_away_with_the_act() -> None:
    """VwVG 15(3): enforcement stops once its purpose is reached."""
    fixed = liquidation(FIRST, date(2022, 12, 21), 500, date(2022, 12, 21))
    done = Compliance(date(2023, 1, 10), date(2023, 1, 10))
    terms = line(1, FIRST, liquidations=(fixed,), compliance=(done,), recovery=Recovery.THREAT)
    assert recovered(terms, date(2023, 1, 9)).due.minor == 500
    assert recovered(terms, date(2023, 1, 10)).due.minor == 0


@pytest.mark.parametrize(
    ("day", "suspended"),
    [
        ("2023-01-09", False),
        ("2023-01-10", True),
        ("2023-02-09", True),
        ("2023-02-10", False),
    ],
)
def test_that_a_stay_of_collection_stops_no_day_and_is_told(day: str, *, suspended: bool) -> None:
    stay = Stay(date(2023, 1, 10), date(2023, 2, 10), LONG_AGO, kind=StayKind.RECOVERY)
    terms = line(1, FIRST, stays=(stay,))
    found = recovered(terms, date.fromisoformat(day))
    assert found.suspended is suspended
    assert accrue(terms, date(2023, 2, 28)).units == 71


def test_that_a_stay_of_collection_goes_on_until_its_end_is_known() -> None:
    open_end = Stay(date(2023, 1, 10), None, date(2023, 1, 12), kind=StayKind.RECOVERY)
    late = Stay(date(2023, 1, 10), date(2023, 2, 1), LONG_AGO, date(2023, 3, 1), kind=StayKind.RECOVERY)
    assert not recovered(line(1, FIRST, stays=(open_end,)), date(2023, 1, 11)).suspended
    assert recovered(line(1, FIRST, stays=(open_end,)), date(2026, 1, 1)).suspended
    assert recovered(line(1, FIRST, stays=(late,)), date(2023, 2, 20)).suspended
    assert not recovered(line(1, FIRST, stays=(late,)), date(2023, 3, 1)).suspended


def test_that_more_than_accrued_may_be_fixed_and_shows_as_less_than_nothing_remitted() -> None:
    fixed = liquidation(FIRST, date(2022, 12, 30), 1_500, date(2023, 2, 1))
    assert recovered(line(1, FIRST, liquidations=(fixed,)), date(2023, 3, 1)).remitted.minor == -500


def test_that_every_figure_is_in_its_own_currency() -> None:
    """Ten days found and fixed at less, a sum fixed without its days, and a reduction known in time."""
    decided = date(2023, 2, 20)
    dated = dataclasses.replace(
        liquidation(FIRST, date(2022, 12, 30), 800, decided),
        amount=Money(800, "NOK"),
        reduced_to=600,
        reduced_known_on=date(2023, 3, 31),
    )
    undated = dataclasses.replace(dated, window=None, reduced_to=None)
    paid = Payment(on_day(decided), Money(100, "NOK"), decided)
    terms = line(1, FIRST, currency="NOK", liquidations=(dated, undated), payments=(paid,))

    def nok(*minor: int) -> tuple[Money, ...]:
        return tuple(Money(one, "NOK") for one in minor)

    def figures(found: Recovered) -> tuple[Money, ...]:
        return found.liquidated, found.covered, found.remitted, found.unliquidated, found.paid, found.due

    before, after = (recovered(terms, day) for day in (date(2023, 3, 30), date(2023, 3, 31)))
    assert figures(before) == nok(1_600, 1_800, 200, 8_300, 100, 1_500)
    assert figures(after) == nok(1_400, 1_800, 400, 8_400, 100, 1_300)
    assert after.liquidations == (dated, undated)
    assert figures(recovered(terms, date(2023, 2, 19))) == nok(0, 0, 0, 6_200, 0, 0)
    assert figures(recovered(terms, decided)) == nok(1_600, 1_800, 200, 4_500, 100, 1_500)
    annulled = dataclasses.replace(terms, annulment=Annulment(date(2023, 5, 1)))
    assert figures(recovered(annulled, date(2023, 6, 1))) == nok(0, 0, 0, 0, 100, 0)


def test_that_a_sum_fixed_without_its_days_covers_no_more_than_accrued() -> None:
    fixed = dataclasses.replace(liquidation(FIRST, date(2022, 12, 30), 5_000, FIRST), window=None)
    found = recovered(line(1, FIRST, liquidations=(fixed,)), date(2022, 12, 29))
    assert (found.covered.minor, found.unliquidated.minor, found.remitted.minor) == (1_000, 0, 0)


def test_that_a_window_of_a_penalty_without_a_first_day_is_read_as_a_sum() -> None:
    fixed = liquidation(FIRST, date(2022, 12, 30), 500, FIRST)
    terms = line(1, FIRST, first_day=None, liquidations=(fixed,), tallies=(Tally(FIRST, FIRST, units=8),))
    found = recovered(terms, date(2023, 1, 31))
    assert (found.covered.minor, found.unliquidated.minor, found.remitted.minor) == (500, 300, 0)


def test_that_a_stay_of_collection_known_that_day_suspends_on_it() -> None:
    stay = Stay(FIRST, None, date(2023, 1, 10), kind=StayKind.RECOVERY)
    terms = line(1, FIRST, stays=(stay,))
    assert [recovered(terms, date(2023, 1, day)).suspended for day in (9, 10)] == [False, True]


def test_that_a_sum_without_its_days_beside_a_window_covers_what_is_left() -> None:
    dated = liquidation(FIRST, date(2022, 12, 30), 1_000, FIRST)
    undated = dataclasses.replace(liquidation(FIRST, date(2022, 12, 30), 800, FIRST), window=None)
    found = recovered(line(1, FIRST, liquidations=(dated, undated)), date(2023, 1, 3))
    assert (found.covered.minor, found.unliquidated.minor, found.due.minor) == (1_500, 0, 1_800)
