"""Scenarios over random orders, the parting of the curves against every single day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.days.period import DAY
from desktop.domain.faults import TermsError
from desktop.domain.money import Money
from desktop.domain.penalty.course import course_of
from desktop.domain.penalty.curve import horizon
from desktop.domain.whatif.scenario import Complied, Ends, OtherCap, OtherRate, Scenario, Stayed, apply
from tests.counts import counted
from tests.orders import START, Query, queries
from tests.whole import compare

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.whatif.scenario import Change

days = st.integers(0, 200).map(lambda number: START + timedelta(number))
changes = st.one_of(
    st.builds(Complied, days),
    st.builds(lambda first, length: Stayed(first, first + timedelta(length)), days, st.integers(0, 20)),
    st.builds(lambda minor: OtherRate(Money(minor, "EUR")), st.integers(0, 500)),
    st.builds(lambda minor: OtherCap(Money(minor, "EUR")), st.integers(0, 5_000)),
    st.just(OtherCap(None)),
    st.builds(Ends, days),
)


@given(queries().strategy)
@settings(max_examples=counted(100), deadline=None)
def test_that_a_scenario_without_changes_is_the_record(query: Query) -> None:
    try:
        found = compare(query.terms, Scenario("Same"), query.later, query.known_on)
    except TermsError:
        return
    assert apply(query.terms, Scenario("Same")) == query.terms
    assert (found.difference.minor, found.units, found.parts_on) == (0, 0, None)
    assert found.against_today.minor == 0
    assert found.record == found.changed


@given(queries().strategy, changes)
@settings(max_examples=counted(150), deadline=None)
def test_that_the_curves_part_on_the_first_day_on_which_they_differ(query: Query, change: Change) -> None:
    scenario = Scenario("Other", (change,))
    try:
        found = compare(query.terms, scenario, query.later, query.known_on)
    except TermsError:
        return
    record, other = (course_of(side.terms, query.known_on) for side in (found.record, found.changed))
    until = min(horizon(found.then), record.limit, other.limit)
    day: date | None = START - 400 * DAY
    while day is not None and record.amount(day) == other.amount(day):
        day = day + DAY if day < until else None
    if query.terms.annulment is None and found.record.week is not None:
        assert found.parts_on == day
    assert found.difference.minor == other.amount(found.then) - record.amount(found.then)
