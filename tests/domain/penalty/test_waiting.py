"""The days before the first penalty day, by what the order says of its grace period."""

from __future__ import annotations

import dataclasses
from datetime import date
from itertools import pairwise

import pytest

from desktop.domain.case.terms import Grace, PenaltyTerms
from desktop.domain.days.period import DAY, Span
from desktop.domain.law.deadline import DeadlineRule, GraceUnit, Rollover
from desktop.domain.penalty.waiting import Wait, wait_on, waits
from desktop.store.law.calendars import calendar
from tests.making import line

FIRST = date(2022, 3, 10)
BEFORE = Span(date(2022, 1, 2), FIRST)  # ordered on 1 January
MONTH = Grace(1, GraceUnit.MONTH, "notification")


def terms_with(grace: Grace | None, **more: object) -> PenaltyTerms:
    return dataclasses.replace(line(1, FIRST, grace=grace), **more)  # type: ignore[arg-type] # any field


@pytest.mark.parametrize(
    ("terms", "told"),
    [
        (terms_with(None), [(BEFORE, Wait.NO_GRACE)]),
        (
            terms_with(Grace(None, None, "", date(2022, 2, 1))),
            [
                (Span(date(2022, 1, 2), date(2022, 2, 2)), Wait.GIVEN),
                (Span(date(2022, 2, 2), FIRST), Wait.OVER),
            ],
        ),
        (terms_with(Grace(None, None, "", FIRST - DAY)), [(BEFORE, Wait.GIVEN)]),
        (terms_with(Grace(None, None, "", date(2022, 6, 1))), [(BEFORE, Wait.GIVEN)]),
        (terms_with(Grace(None, None, "", date(2021, 12, 1))), [(BEFORE, Wait.OVER)]),
        (terms_with(MONTH), [(BEFORE, Wait.UNKNOWN)]),
        (terms_with(Grace(None, None, "notification")), [(BEFORE, Wait.UNKNOWN)]),
        (
            terms_with(MONTH, notified_on=date(2022, 1, 10)),
            [
                (Span(date(2022, 1, 2), date(2022, 2, 11)), Wait.GIVEN),
                (Span(date(2022, 2, 11), FIRST), Wait.OVER),
            ],
        ),
        (terms_with(MONTH, notified_on=date(2022, 2, 10), first_day=None), [(BEFORE, Wait.GIVEN)]),
        (terms_with(None, notified_on=date(2022, 2, 10), first_day=None), [(BEFORE, Wait.GIVEN)]),
    ],
)
def test_that_only_what_the_order_gave_is_its_grace_period(
    terms: PenaltyTerms, told: list[tuple[Span, Wait]]
) -> None:
    found = waits(terms, BEFORE)
    assert list(found) == told
    assert (found[0][0].start, found[-1][0].end) == (BEFORE.start, BEFORE.end)
    assert all(one.end == other.start for (one, _), (other, _) in pairwise(found))
    for span, why in found:
        assert wait_on(terms, span.start) is wait_on(terms, span.last) is why


def test_that_an_end_that_needs_unknown_holidays_is_not_known() -> None:
    rule = DeadlineRule(rollover=Rollover.NEXT_WORKING_DAY, working_days=calendar("EU"))
    saturday = terms_with(MONTH, notified_on=date(2030, 5, 8), deadline_rule=rule, first_day=date(2030, 8, 1))
    assert waits(saturday, Span(date(2030, 5, 9), date(2030, 8, 1)))[0][1] is Wait.UNKNOWN
