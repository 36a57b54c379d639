"""Fines of unknown amount or day: no known sum moves for them, and every sum counts them beside itself."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from random import Random

import pytest

from desktop.domain.case.case import Case, Fine, FineStatus
from desktop.domain.case.fines import NO_FINES, FinesApart
from desktop.domain.days.asof import AsOf
from desktop.domain.explanation.explanation import Effect, Explanation, Missing, StepKind
from desktop.domain.explanation.figure import FigureKey, FigureKind
from desktop.domain.money import Money
from desktop.domain.overview.day_sums import day_sums, day_sums_from, fine_changes
from desktop.domain.page.build import build_page, since
from desktop.session.reader.explaining import explained
from desktop.store.law.laws import laws_of
from tests.counts import SEED, counted
from tests.making import case_of, fine, line
from tests.whole import build_overview

TODAY = date(2026, 11, 22)
LIVE = AsOf(TODAY)
PAST = AsOf(TODAY, picked=date(2023, 5, 1))
KNOWN = (fine(2_000, "2022-10-17"), fine(50, "2022-10-17", FineStatus.PAID, currency="NOK"))
UNKNOWN = (fine(None, "2022"), fine(None, None), fine(900, None))


def case(*more: Fine) -> Case:
    return case_of(line(1, date(2023, 1, 1)), fines=(*KNOWN, *more))


def explanation(kind: FigureKind, one: Case, as_of: AsOf, currency: str = "EUR") -> Explanation:
    found = explained(FigureKey(kind, "case", None, currency), (one,), as_of)
    assert found is not None
    return found


def added(found: Explanation) -> int:
    """The sum of the steps of an explanation."""
    signs = {Effect.ADD: 1, Effect.SUBTRACT: -1}
    return sum(
        signs.get(step.effect, 0) * step.amount.minor for step in found.steps if step.amount is not None
    )


def test_that_sums_hold_what_is_known_and_count_what_is_not() -> None:
    page = build_page(case(*UNKNOWN), PAST)
    assert [(one.currency, one.fines.minor, one.outstanding.minor) for one in page.amounts] == [
        ("EUR", 2_000, 2_000),
        ("NOK", 50, 0),
    ]
    assert page.fines_apart == page.unpaid_apart == FinesApart(amount=1, day=2)
    assert [standing.is_doubtful for standing in page.fines] == [False, False, False, True, True]
    assert page.fine_currencies == ("EUR", "NOK")


def test_that_a_fine_without_a_day_is_in_the_sums_of_today() -> None:
    page = build_page(case(*UNKNOWN), LIVE)
    assert page.amounts[0].fines == Money(2_900, "EUR")
    assert page.fines_apart == FinesApart(amount=2)


def test_that_a_sum_without_a_known_amount_is_no_sum() -> None:
    page = build_page(case_of(fines=(fine(None, "2022"),)), PAST)
    assert (page.amounts, page.fines_apart) == ((), FinesApart(amount=1))
    assert page.fine_currencies == ("",)
    assert build_page(case_of(), PAST).fine_currencies == ()


def test_that_a_fine_without_a_day_tells_no_age_and_no_limit() -> None:
    one = case_of(fines=(fine(700, None), fine(None, "2022-03-01")))
    unopened = dataclasses.replace(one, investigation=dataclasses.replace(one.investigation, opened=None))
    assert since(unopened) == date(2022, 3, 1)
    assert build_page(one, PAST, laws_of("FR-CNIL")).limits.fines == (None, None)


@pytest.mark.parametrize("kind", [FigureKind.FINES, FigureKind.OUTSTANDING])
def test_that_an_explanation_adds_up_to_the_least_and_names_every_unknown_fine(kind: FigureKind) -> None:
    found = explanation(kind, case(*UNKNOWN), PAST)
    assert found.figure.minor == added(found) == 2_000
    (gap,) = found.gaps
    assert gap.what is Missing.FINES
    assert gap.lowest is not None
    assert gap.highest is not None
    assert (gap.lowest.amount, gap.highest.amount) == (Money(2_000, "EUR"), None)
    fines = [(step.code, step.amount, step.effect) for step in found.steps if step.kind is StepKind.FINE]
    assert fines == [
        ("imposed", Money(2_000, "EUR"), Effect.ADD),
        ("imposed", None, Effect.NONE),
        ("doubtful", None, Effect.NONE),
        ("doubtful", Money(900, "EUR"), Effect.NONE),
    ]


@pytest.mark.parametrize("currency", ["EUR", ""])
@pytest.mark.parametrize("kind", [FigureKind.FINES, FigureKind.OUTSTANDING])
def test_that_nothing_known_has_no_total(currency: str, kind: FigureKind) -> None:
    found = explanation(kind, case_of(fines=(fine(None, "2022"),)), PAST, currency)
    assert not any(step.effect is Effect.RESULT for step in found.steps)
    (gap,) = found.gaps
    assert gap.lowest is not None
    assert (gap.what, gap.lowest.amount) == (Missing.FINES, None)


def test_that_a_paid_fine_of_unknown_amount_leaves_nothing_outstanding() -> None:
    one = case(fine(None, "2022", FineStatus.PAID))
    assert explanation(FigureKind.OUTSTANDING, one, PAST).gaps == ()
    assert len(explanation(FigureKind.FINES, one, PAST).gaps) == 1
    assert build_page(one, PAST).unpaid_apart == NO_FINES


def test_that_an_unknown_fine_explains_itself_without_an_amount() -> None:
    one = case(*UNKNOWN)
    for number, code in ((2, "imposed"), (3, "doubtful")):
        found = explained(FigureKey(FigureKind.FINE, "case", None, "", number), (one,), PAST)
        assert found is not None
        assert not any(step.amount is not None or step.effect is Effect.RESULT for step in found.steps)
        assert [step.code for step in found.steps if step.kind is StepKind.FINE_STATUS] == [code]
        assert found.figure == Money(0, "")
    dated = explained(FigureKey(FigureKind.FINE, "case", None, "EUR", 4), (one,), PAST)
    assert dated is not None
    assert dated.figure == Money(900, "EUR")


def test_that_adding_unknown_fines_changes_no_known_sum() -> None:
    dice = Random(SEED)
    for _ in range(counted(600)):
        known = tuple(_random_fine(dice, amount=True, day=True) for _ in range(dice.randrange(4)))
        unknown = tuple(
            _random_fine(dice, amount=amount, day=day)
            for amount, day in dice.choices(((False, True), (False, False)), k=dice.randrange(1, 4))
        )
        mixed = list(known + unknown)
        dice.shuffle(mixed)
        picked = date(2022, 1, 1) + timedelta(dice.randrange(900))
        as_of = dice.choice((LIVE, AsOf(TODAY, picked=picked), AsOf(TODAY, picked=picked, hindsight=True)))
        before, after = case_of(fines=known), case_of(fines=tuple(mixed))
        _check_same(before, after, as_of)


def _random_fine(dice: Random, *, amount: bool, day: bool) -> Fine:
    days = [(date(2022, 1, 1) + timedelta(dice.randrange(900))).isoformat() for _ in range(2)]
    return fine(
        dice.randrange(1, 10**6) if amount else None,
        dice.choice((days[0], days[0][:4])) if day else None,
        dice.choice(tuple(FineStatus)),
        dice.choice((None, days[1])),
        dice.choice(("EUR", "NOK")),
    )


def _check_same(before: Case, after: Case, as_of: AsOf) -> None:
    """All known sums are the same with and without fines of unknown amount; only their number grows."""
    least, more = build_page(before, as_of), build_page(after, as_of)
    assert more.amounts == least.amounts
    assert least.fines_apart == NO_FINES
    overviews = build_overview((before,), as_of), build_overview((after,), as_of)
    assert overviews[0].imposed == overviews[1].imposed
    assert overviews[0].imposed_count == overviews[1].imposed_count
    assert overviews[1].imposed_apart == more.fines_apart
    zone = after.investigation.authority.zone
    sums = day_sums(change for one in after.fines for change in fine_changes(one, zone))
    kept = day_sums_from(sums.to_bytes()).on(as_of)
    assert kept == (overviews[1].imposed, overviews[1].imposed_count, more.fines_apart)
    for amounts in more.amounts:
        for kind, sum_of in (
            (FigureKind.FINES, amounts.fines),
            (FigureKind.OUTSTANDING, amounts.outstanding),
        ):
            key = FigureKey(kind, "case", None, amounts.currency)
            found = explained(key, (after,), as_of)
            assert found is not None
            assert found.figure == sum_of
            assert added(found) == sum_of.minor
