"""Totals from prepared breakpoints against the accrual of each order, over random orders."""

from __future__ import annotations

from desktop.domain.penalty.lines import accrue_case
from desktop.domain.penalty.stretch import State
from tests.making import case_of
from tests.orders import Query, over, queries
from tests.whole import prepare


@over(queries())
def test_that_a_total_is_what_the_order_comes_to_with_the_facts_of_the_day(query: Query) -> None:
    case = case_of(query.terms)
    exposure = prepare((case,), query.later)
    for day in (query.day, query.later):
        penalties, faults = accrue_case(case, day)
        accruals = [penalty.accrual for penalty in penalties]
        standing = [one for one in accruals if one.state not in {State.NOT_ORDERED, State.ANNULLED}]
        found = [
            (total.state, total.orders, total.established, total.assumed, total.contingent)
            for total in exposure.totals(day)
        ]
        assert found == [
            (one.state, 1, one.established.minor, one.assumed.minor, one.contingent.minor) for one in standing
        ] + [(State.UNCALCULATED, 1, 0, 0, 0) for _ in faults]
