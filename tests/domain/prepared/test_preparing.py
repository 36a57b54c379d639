"""Rows read from prepared figures against rows by the engine, over random orders of every kind."""

from __future__ import annotations

import dataclasses
import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from desktop.domain.case.terms import Annulment, Liquidation, Payment, Rate, Tally, TermsId
from desktop.domain.days.asof import AsOf
from desktop.domain.days.period import DAY, Span, on_day
from desktop.domain.days.workdays import WorkingDays
from desktop.domain.law.kinds import Recovery, Unit
from desktop.domain.listing.row import Listed
from desktop.domain.money import Money
from desktop.domain.page.build import since
from desktop.domain.prepared.preparing import figures_of
from desktop.domain.prepared.spells import news
from desktop.domain.prepared.standing import row_on, standing
from tests.counts import IS_LONG
from tests.making import case_of, line, liquidation
from tests.orders import Drawn, over, queries
from tests.whole import build_row, deadline_cases

if TYPE_CHECKING:
    from desktop.domain.case.case import Case
    from desktop.domain.case.terms import PenaltyTerms
    from tests.orders import Pick, Query

pytestmark = [pytest.mark.costly, pytest.mark.timeout(1_800)]  # in the long run

TODAY = date(2026, 11, 22)
DAYS = 12 if IS_LONG else 2  # tried of each case


def listed_of(case: Case) -> Listed:
    """What the list keeps of a case."""
    one, figures = case.investigation, figures_of(case)
    return Listed(
        id=one.id,
        slug=one.slug,
        name=", ".join(dict.fromkeys(item.short_name for item in one.respondents)),
        title=one.title,
        authority=one.authority.short_name,
        country=one.authority.country,
        zone=one.authority.zone,
        reference=one.references[0] if one.references else "",
        since=since(case),
        closed=one.closed.last if one.closed is not None else None,
        figures=figures.known,
        hindsight=figures.hindsight,
    )


def check(case: Case, listed: Listed, as_of: AsOf) -> None:
    """Row and deadline are those of the engine."""
    assert row_on(listed, as_of) == build_row(case, as_of), as_of
    zone = case.investigation.authority.zone
    figures = listed.hindsight if as_of.hindsight else listed.figures
    assert figures is not None
    found = standing(figures, as_of.day_in(zone), as_of.known_in(zone))
    assert found is not None
    assert found.has_deadline == bool(deadline_cases((case,), as_of)), as_of


def days_of(case: Case, dice: random.Random) -> list[date]:
    """Days on which facts of a case become known, begin or end, those beside them, and some others."""
    days = {day for terms in case.terms for day in news(terms)}
    for terms in case.terms:
        days |= {item.window.start for item in terms.findings} | {item.window.end for item in terms.findings}
        days |= {stay.start for stay in terms.stays} | {stay.end for stay in terms.stays if stay.end}
        days |= {item.on for item in terms.compliance} | {item.on for item in terms.occurrences}
        days |= {item.known_on for item in terms.payments}
        days |= {terms.first_day} if terms.first_day else set()
        days |= {terms.last_day.on} if terms.last_day else set()
    middle = sorted(days)[len(days) // 2] if days else TODAY
    days |= {middle + timedelta(dice.randrange(-400, 1_500)) for _ in range(6)}
    beside = {day + step * DAY for day in days for step in (-1, 0, 1) if day.year < 9_000}
    return sorted(beside)


def settled(query: Query, numbers: tuple[int, int, int, int, int]) -> PenaltyTerms:
    """An order with what came of it: sums fixed, reduced and paid, units reported, or set aside."""
    kind, start, length, minor, late = numbers
    first = query.terms.first_day or date(2024, 1, 10)
    begin = first + start * DAY
    window = Span(begin, begin + length * DAY) if kind % 3 else None
    fixed = Liquidation(
        on_day(begin), Money(minor, "EUR"), "liquidation", "", begin + late * DAY, window=window,
        reduced_to=minor // 2 if kind % 2 else None, reduced_known_on=begin + 2 * late * DAY,
    )  # fmt: skip
    more: dict[str, Any] = {"recovery": tuple(Recovery)[kind % len(Recovery)]}
    if kind > 1:
        more["liquidations"] = (fixed,)
    if kind > 4:
        more["payments"] = (Payment(on_day(begin), Money(minor // (kind % 2 + 1), "EUR"), begin + 40 * DAY),)
    if kind == 3:
        more["annulment"] = Annulment(begin + 30 * DAY)
    if kind == 7:
        more["tallies"] = (Tally(begin, begin + late * DAY, units=3),)
    return dataclasses.replace(query.terms, **more)


def outcomes(pick: Pick) -> tuple[int, int, int, int, int]:
    return pick(0, 9), pick(0, 60), pick(1, 40), pick(0, 9_000), pick(0, 50)


def settled_query(pick: Pick) -> tuple[Query, tuple[int, int, int, int, int]]:
    return queries().make(pick), outcomes(pick)


one_order = Drawn(lambda pick: (*settled_query(pick), pick(0, 2**16)))
several = Drawn(
    lambda pick: ([settled_query(pick) for _ in range(pick(2, 3))], bool(pick(0, 1)), pick(0, 2**16))
)


@over(one_order, shares=2)
def test_that_a_row_of_one_order_is_the_one_of_the_engine(drawn: Any) -> None:
    query, numbers, seed = drawn
    dice = random.Random(seed)
    case = case_of(settled(query, numbers))
    listed = listed_of(case)
    for day in dice.sample(days := days_of(case, dice), min(DAYS, len(days))):
        check(case, listed, AsOf(TODAY, picked=day))
        check(case, listed, AsOf(dice.choice(days), picked=day, hindsight=True))


@over(several)
def test_that_a_row_of_several_orders_is_the_one_of_the_engine(drawn: Any) -> None:
    orders, shares, seed = drawn
    dice = random.Random(seed)
    cap, currency = orders[0][0].terms.cap or 1_000, dice.choice(("EUR", "JPY"))
    lines = []
    for place, (query, numbers) in enumerate(orders, 1):
        named: dict[str, Any] = {"id": TermsId(place), "label": f"P{place}"}
        if not shares:
            named["currency"] = dice.choice(("EUR", "JPY"))
        else:  # one cap is one amount in one currency; a line without a cap bears none of it
            named |= {"currency": currency, "shared_cap": "order"}
            named["cap"] = None if query.terms.cap is None else cap
        lines.append(dataclasses.replace(settled(query, numbers), **named))
    case = case_of(*lines)
    listed = listed_of(case)
    for day in dice.sample(days := days_of(case, dice), min(DAYS, len(days))):
        check(case, listed, AsOf(TODAY, picked=day))
        check(case, listed, AsOf(dice.choice(days), picked=day, hindsight=True))


def test_that_days_that_cannot_be_calculated_may_lie_before_days_that_can() -> None:
    # Working days are known to the end of 2024. On 5 February a sum was fixed for days beyond, so nothing can
    # be calculated until the lines together reach their cap, after which no day is charged.
    known = WorkingDays((), 2024, 2024, "FR")
    begins, fixed = date(2024, 1, 1), date(2024, 2, 5)
    beyond = liquidation(begins, date(2025, 6, 30), 100, fixed)
    shared: dict[str, Any] = {"shared_cap": "order", "cap": 30_000}
    first = line(1, begins, unit=Unit.WORKING_DAY, working_days=known, liquidations=(beyond,), **shared)
    case = case_of(first, line(2, begins, rates=(Rate(500),), **shared))
    listed = listed_of(case)
    states = []
    for day in (fixed - DAY, fixed, date(2024, 2, 20), date(2024, 3, 20), date(2025, 7, 1)):
        check(case, listed, AsOf(TODAY, picked=day))
        check(case, listed, AsOf(TODAY, picked=day, hindsight=True))
        states.append(row_on(listed, AsOf(TODAY, picked=day)).headline.name)
    assert states == ["RUNNING", "RUNNING", "RUNNING", "CAPPED", "UNCALCULATED"]
