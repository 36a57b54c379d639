"""What bounds a line from above: in rows of the engine, in prepared figures and as explanations have it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from desktop.domain.case.terms import Grace
from desktop.domain.days.asof import AsOf
from desktop.domain.explanation.ledger import ledger_of
from desktop.domain.explanation.reach import reach_of
from desktop.domain.law.deadline import GraceUnit
from desktop.domain.law.kinds import Unit
from desktop.domain.listing.row import Bounds
from desktop.domain.money import Money
from desktop.domain.overview.book import book_of
from desktop.domain.penalty.extremes import soonest, within_shared_caps
from desktop.domain.prepared.preparing import figures_of
from desktop.domain.prepared.standing import standing
from desktop.store.law.laws import laws_of
from tests.domain.penalty.test_holiday_doubt import order
from tests.domain.prepared.test_preparing import check, listed_of
from tests.making import case_of, line
from tests.sampled import sampled
from tests.whole import build_row

if TYPE_CHECKING:
    from desktop.domain.case.case import Case
    from desktop.domain.case.terms import PenaltyTerms

TODAY = date(2026, 11, 22)
NOTIFIED, MADE = date(2025, 12, 5), date(2026, 1, 1)
IN_DOUBT = order(NOTIFIED, 60)  # it begins on 4 or on 5 February 2026, at EUR 1 a day


def unknown_start(**more: Any) -> PenaltyTerms:
    """An order of 1 January 2026 with ten days of grace, of which nobody knows when it was notified."""
    given: dict[str, Any] = {
        "first_day": None,
        "decided_on": MADE,
        "grace": Grace(10, GraceUnit.DAY, "notification"),
    }
    return line(2, MADE, **(given | more))


def breaches(**more: Any) -> PenaltyTerms:
    """An order charged by breaches, of which nobody has counted any."""
    return line(3, MADE, unit=Unit.OCCURRENCE, **more)


def bounds(*terms: PenaltyTerms, day: date) -> list[tuple[int, int | None]]:
    """The bounds of a row in minor units, the same by the engine and as they are prepared."""
    case = case_of(*terms)
    check(case, listed_of(case), AsOf(TODAY, picked=day))
    found = build_row(case, AsOf(TODAY, picked=day)).bounds
    return [(one.least.minor, None if one.most is None else one.most.minor) for one in found]


@pytest.mark.parametrize(
    ("terms", "day", "expected"),
    [
        ((IN_DOUBT,), date(2026, 2, 3), []),  # in grace either way
        ((IN_DOUBT,), date(2026, 2, 4), [(0, 100)]),
        ((IN_DOUBT,), date(2026, 2, 14), [(1_000, 1_100)]),
        ((IN_DOUBT, line(4, date(2026, 2, 14))), date(2026, 2, 14), [(1_100, 1_200)]),
        ((unknown_start(),), MADE, [(0, 0)]),
        ((unknown_start(),), date(2026, 1, 20), [(0, 900)]),  # from 12 January on
        ((unknown_start(cap=500),), date(2026, 1, 20), [(0, 500)]),
        ((unknown_start(decided_on=None),), date(2026, 1, 20), [(0, None)]),
        ((breaches(cap=700),), date(2026, 1, 20), [(0, 700)]),
        ((breaches(max_units=3),), date(2026, 1, 20), [(0, 300)]),
        ((breaches(),), date(2026, 1, 20), [(0, None)]),
        ((IN_DOUBT, breaches()), date(2026, 2, 14), [(1_000, None)]),
        ((IN_DOUBT, breaches(cap=700)), date(2026, 2, 14), [(1_000, 1_800)]),
        ((IN_DOUBT, breaches(cap=7, currency="SEK")), date(2026, 2, 14), [(1_000, 1_100), (0, 7)]),
        ((line(4, MADE),), date(2026, 2, 14), []),
    ],
)
def test_that_a_row_knows_between_what_its_sum_lies(
    terms: tuple[PenaltyTerms, ...], day: date, expected: list[tuple[int, int | None]]
) -> None:
    assert bounds(*terms, day=day) == expected


def reaches(case: Case, day: date) -> dict[str, tuple[int, int | None]]:
    """What the lines of each currency with an unknown one come to at least and at most, by the ledger.

    Those that share a cap come to no more than it together.
    """
    ledger = ledger_of(case, day, day, laws_of(case.investigation.authority.regime).law)
    found: dict[str, tuple[int, int | None]] = {}
    for currency in {one.terms.currency for one in ledger.lines}:
        mine = [one for one in ledger.lines if one.terms.currency == currency]
        reach = [reach_of(one, ledger) for one in mine]
        if all(one.is_known for one in reach):
            continue
        least = [0 if one.at_least is None else one.at_least.minor for one in reach]
        most = [None if one.at_most is None else one.at_most.minor for one in reach]
        caps = {one.terms.cap for one in mine if one.terms.shared_cap}
        cap = caps.pop() if len(mine) > 1 and len(caps) == 1 else None
        limits = [sum(least), None if None in most else sum(minor or 0 for minor in most)]
        low, high = (minor if minor is None or cap is None else min(minor, cap) for minor in limits)
        found[currency] = (low or 0, high)
    return found


def test_that_lines_of_unknown_start_reach_the_cap_they_share_and_no_more() -> None:
    # APD, decision 113/2024: both orders together under one cap of EUR 10,000,000.
    case = next(case for case in sampled() if case.investigation.slug == "be-apd-mediahuis")
    found = standing(figures_of(case, laws_of("BE-JUD").law).known, TODAY)
    assert found is not None
    assert found.bounds == (Bounds(Money(0, "EUR"), Money(1_000_000_000, "EUR")),)


def test_that_lines_with_other_caps_under_one_word_come_to_no_less_than_one_of_them() -> None:
    accrued, unknown = (
        line(1, NOTIFIED, cap=900, shared_cap="both"),
        unknown_start(cap=100, shared_cap="both"),
    )
    assert within_shared_caps([(accrued, 500), (unknown, 0)]) == 500
    assert within_shared_caps([(accrued, 60), (unknown, 70)]) == 100


def test_that_uncounted_breaches_under_a_shared_cap_reach_no_further_on_the_page_than_in_the_list() -> None:
    more: dict[str, Any] = {"unit": Unit.OCCURRENCE, "shared_cap": "both"}
    breaches = [line(number, NOTIFIED, cap=900, **more) for number in (2, 3)]
    daily = line(1, NOTIFIED, cap=900, shared_cap="both")
    for lines, accrued in ((breaches, 0), ([daily, breaches[0]], 900)):
        case, as_of = case_of(*lines), AsOf(TODAY)
        check(case, listed_of(case), as_of)
        (row,) = build_row(case, as_of).bounds
        assert row.most == Money(900 + (accrued or 900), "EUR")
        assert within_shared_caps([(terms, 900) for terms in lines]) == 900


def test_that_prepared_bounds_are_those_of_explanations_in_every_case_of_the_sample() -> None:
    seen = 0
    for case in sampled():
        law = laws_of(case.investigation.authority.regime).law
        figures = figures_of(case, law)
        for day in (date(2022, 7, 1), date(2024, 3, 1), TODAY):
            found = standing(figures.known, day)
            assert found is not None
            assert found.bounds == build_row(case, AsOf(TODAY, picked=day), law).bounds
            told = {
                one.least.currency: (one.least.minor, one.most and one.most.minor) for one in found.bounds
            }
            assert told == reaches(case, day), (case.investigation.slug, day)
            seen += len(told)
    assert seen > 5


def test_that_a_book_sorts_by_the_least() -> None:
    cases = [
        (1, IN_DOUBT),
        (2, line(1, date(2026, 2, 4))),
        (3, line(1, date(2026, 2, 6))),
        (4, unknown_start()),
    ]
    book = book_of([(number, "UTC", figures_of(case_of(terms)).known) for number, terms in cases])
    sheet = book.sheet(AsOf(TODAY, picked=date(2026, 2, 14)))
    assert list(sheet.accrued) == [1_000, 1_100, 900, -1]


def test_that_a_publication_bounds_from_below_from_its_day_on() -> None:
    # SAN-2020-012: decided on 7 December 2020, published on the 10th, three months from the notification.
    case = next(case for case in sampled() if case.investigation.slug == "fr-cnil-google-2020")
    figures = figures_of(case, laws_of("FR-CNIL").law).known
    found = standing(figures, date(2021, 3, 13))
    assert found is not None
    ((least, most),) = found.bounds
    assert most is not None
    assert 0 < least.minor < most.minor
    early = standing(figures, date(2020, 12, 9))
    assert early is not None
    assert early.bounds == (Bounds(Money(0, "EUR"), Money(0, "EUR")),)


def test_that_bounds_are_of_one_currency() -> None:
    row = build_row(case_of(IN_DOUBT), AsOf(TODAY, picked=date(2026, 2, 14)))
    assert row.bounds == (Bounds(Money(1_000, "EUR"), Money(1_100, "EUR")),)
    assert (row.accrued, row.unknown) == ((), 1)


def test_that_a_period_beyond_the_calendar_gives_no_bound() -> None:
    long = Grace(40_000, GraceUnit.DAY, "notification")
    assert soonest(unknown_start(grace=long)) is not None
    assert soonest(unknown_start(decided_on=date(9_990, 1, 1), grace=long)) is None
