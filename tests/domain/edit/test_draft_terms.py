"""The penalty of a draft: its terms, and its figure beside that of the calculator."""

from __future__ import annotations

import dataclasses
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from desktop.domain.case.terms import Rate
from desktop.domain.days.asof import AsOf
from desktop.domain.days.period import Span
from desktop.domain.edit.draft import (
    CapKind,
    Draft,
    DraftLiquidation,
    DraftStep,
    GraceKind,
    GraceStart,
    RateStart,
)
from desktop.domain.edit.draft_problems import DraftFlaw, OpenPoint
from desktop.domain.edit.draft_terms import order_texts
from desktop.domain.faults import TermsError
from desktop.domain.law.deadline import GraceUnit, Rollover
from desktop.domain.law.kinds import Unit
from desktop.domain.law.regime import Setting
from desktop.domain.page.drafted import drafted
from desktop.domain.penalty.accrual import accrue
from desktop.domain.penalty.start import first_penalty_day
from desktop.domain.source import Confidence
from desktop.store.law.laws import laws_of
from tests.counts import SEED, counted
from tests.drafts import CLEARVIEW, random_draft, read, with_changes
from tests.exchange.calculation.asking import answer

if TYPE_CHECKING:
    from desktop.domain.case.terms import PenaltyTerms

AS_OF = date(2026, 11, 30)


def terms_of(draft: Draft) -> PenaltyTerms:
    found = read(draft)
    assert found.case is not None, found.problems
    (terms,) = found.case.terms
    return terms


def asked(draft: Draft, terms: PenaltyTerms) -> dict[str, Any]:
    """The question to the calculator that says what the draft says."""
    rule, days = terms.deadline_rule, terms.deadline_rule.working_days or terms.working_days
    question: dict[str, Any] = {
        "as_of": AS_OF.isoformat(),
        "currency": "EUR",
        "unit": draft.unit.value.replace(" ", "_"),
        "rate": int(draft.amount) * 100,
        "notified": draft.notified,
        "partial_unit": terms.part_unit.value.replace(" ", "_"),
        "rule": {
            "month_rule": rule.months.value.replace(" ", "_"),
            "rollover": rule.rollover.value.replace(" ", "_"),
            "franc": rule.franc,
            "min_working_days": rule.min_working_days,
            "min_applies_from": rule.min_applies_from,
        },
    }
    question |= {"holidays": None} if days is None else {"calendar": days.code}
    if draft.grace is GraceKind.LENGTH:
        question["grace"] = [[int(draft.grace_length), draft.grace_unit.value.replace(" ", "_")]]
    if draft.grace is GraceKind.LAST_DAY:
        question["grace"] = {"last_day": draft.grace_last_day}
    if (
        Setting.FIRST_DAY,
        "on event day",
    ) in draft.by_hand or terms.first_day_basis == "the day of notification":
        question |= {"first_day": "on_event_day", "grace": []}
    if draft.first_day:
        question["first_day"] = draft.first_day
    if draft.steps:
        rates = terms.rates
        question["tier_basis"] = "ordinal" if rates[-1].from_unit else "date"
        question["tiers"] = [{"rate": question.pop("rate")}]
        begins = {RateStart.NUMBER: "from_unit", RateStart.DAY: "from_date"}
        question["tiers"] += [
            {
                "rate": int(step.amount) * 100,
                begins[step.kind]: step.start if step.kind is RateStart.DAY else int(step.start),
            }
            for step in draft.steps
        ]
    if draft.cap in (CapKind.SUM, CapKind.BOTH):
        question["cap"] = int(draft.cap_amount) * 100
    if draft.cap in (CapKind.UNITS, CapKind.BOTH):
        question["max_units"] = int(draft.cap_units)
    return question


def test_that_the_figure_of_a_draft_is_that_of_the_calculator_under_every_regime() -> None:
    random, tried, faulty = Random(SEED), 0, 0
    for _ in range(counted(500)):
        draft = random_draft(random)
        found = read(draft)
        if found.faults:  # working days without a calendar
            assert [one.flaw for one in found.faults] == [DraftFlaw.NOT_CALCULABLE]
            faulty += 1
            continue
        assert found.case is not None
        (terms,) = found.case.terms
        told = answer("accrual", asked(draft, terms))
        if "error" in told:
            with pytest.raises(TermsError) as caught:
                accrue(terms, AS_OF)
            assert caught.value.code == told["error"], draft
            continue
        accrual = accrue(terms, AS_OF)
        result = told["result"]
        first = None if accrual.first_day is None else accrual.first_day.isoformat()
        assert (accrual.accrued.minor, accrual.units, first) == (
            result["amount"],
            result["units"],
            result["first_day"],
        ), draft
        tried += 1
    assert tried > 3 * faulty


def test_that_changed_rates_and_a_named_first_day_give_the_figure_of_the_calculator() -> None:
    random, sums, tried = Random(SEED), set(), counted(200)
    for _ in range(tried):
        kind = random.choice(tuple(RateStart))
        starts = sorted(random.sample(range(2, 300), random.randint(1, 3)))
        steps = tuple(
            DraftStep(
                kind,
                str(start if kind is RateStart.NUMBER else date.fromordinal(737_000 + 9 * start)),
                str(random.randint(1, 900_000)),
            )
            for start in starts
        )
        named = str(date.fromordinal(737_000 + random.randint(1, 2_000)))
        draft = dataclasses.replace(
            random_draft(random),
            unit=random.choice((Unit.DAY, Unit.WEEK, Unit.MONTH)),
            steps=random.choice(((), steps, steps)),
            first_day=random.choice(("", named)),
        )
        found = read(draft)
        if found.faults:  # working days without a calendar
            assert not draft.first_day
            continue
        (terms,) = found.case.terms if found.case is not None else ()
        told = answer("accrual", asked(draft, terms))
        if "error" in told:
            with pytest.raises(TermsError) as caught:
                accrue(terms, AS_OF)
            assert caught.value.code == told["error"], draft
            continue
        accrual, result = accrue(terms, AS_OF), told["result"]
        assert (accrual.accrued.minor, accrual.units) == (result["amount"], result["units"]), draft
        assert not draft.first_day or accrual.first_day == date.fromisoformat(named)
        sums.add(accrual.accrued.minor)
    assert 2 * len(sums) > tried


def test_that_a_named_first_day_waits_for_no_notification_and_no_grace() -> None:
    found = read(with_changes(notified="", grace_length="", first_day="1 Feb 2023", liquidation=None))
    assert found.case is not None
    # 1 Feb 2023 to 30 Nov 2026 are 1,399 days.
    assert accrue(found.case.terms[0], AS_OF).accrued.minor == 1_399 * 10_000_000
    assert OpenPoint.NOTIFICATION in found.open
    assert not {OpenPoint.NOTIFIED, OpenPoint.GRACE} & set(found.open)
    assert drafted(found, AsOf(AS_OF), laws_of("FR-CNIL")).line is not None


def test_that_the_end_of_grace_may_roll_when_set_by_hand() -> None:
    rolled = terms_of(CLEARVIEW.set_rule(Setting.ROLLOVER, "next working day"))
    assert rolled.deadline_rule.rollover is Rollover.NEXT_WORKING_DAY
    assert first_penalty_day(rolled) == date(2022, 12, 20)
    assert first_penalty_day(terms_of(CLEARVIEW)) == date(2022, 12, 19)


@pytest.mark.parametrize(
    ("changes", "rule", "first"),
    [
        ({}, "on expiry", date(2022, 12, 18)),
        ({}, "on event day", date(2022, 10, 18)),
        ({"grace_from": GraceStart.DECISION}, "after expiry", date(2022, 12, 18)),
        ({"grace": GraceKind.NONE}, "after expiry", date(2022, 10, 19)),
        ({"grace": GraceKind.LAST_DAY, "grace_last_day": "31 Dec 2022"}, "after expiry", date(2023, 1, 1)),
        ({"grace": GraceKind.LAST_DAY, "grace_last_day": "31 Dec 2022"}, "on expiry", date(2022, 12, 31)),
        ({"grace_length": "60", "grace_unit": GraceUnit.DAY}, "after expiry", date(2022, 12, 18)),
    ],
)
def test_that_the_first_penalty_day_follows_grace_and_rule(
    changes: dict[str, Any], rule: str, first: date
) -> None:
    draft = with_changes(**changes).set_rule(Setting.FIRST_DAY, rule)
    assert first_penalty_day(terms_of(draft)) == first


def test_that_no_terms_are_made_before_sum_grace_and_cap_are_written() -> None:
    found = read(with_changes(amount="", grace_length="", cap=CapKind.UNITS))
    assert found.case is not None
    assert not found.case.terms
    assert {OpenPoint.PENALTY, OpenPoint.GRACE, OpenPoint.CAP} <= set(found.open)


@pytest.mark.parametrize(
    ("amount", "first", "last", "window"),
    [
        # 19 December 2022 to 9 February 2023 are 53 days; EUR 5.2 million are 52 (SAN-2023-005).
        ("5,200,000", "19 Dec 2022", "9 Feb 2023", Span(date(2022, 12, 19), date(2023, 2, 9))),
        ("5,300,000", "19 Dec 2022", "9 Feb 2023", Span(date(2022, 12, 19), date(2023, 2, 10))),
        ("5,300,000", "18 Dec 2022", "9 Feb 2023", Span(date(2022, 12, 19), date(2023, 2, 10))),
        ("5,100,000", "19 Dec 2022", "9 Feb 2023", Span(date(2022, 12, 20), date(2023, 2, 9))),
        ("1,000,000", "19 Dec 2022", "9 Feb 2023", Span(date(2022, 12, 19), date(2023, 2, 10))),
    ],
)
def test_that_the_sum_tells_which_end_days_of_a_published_period_were_charged(
    amount: str, first: str, last: str, window: Span
) -> None:
    (fixed,) = terms_of(
        with_changes(liquidation=DraftLiquidation("13 Apr 2023", amount, "", first, last))
    ).liquidations
    assert fixed.window == window
    assert fixed.units == window.days
    assert (fixed.published_from, fixed.published_to) != (None, None)


def test_that_a_published_period_is_kept_where_the_first_penalty_day_leaves_the_calendar() -> None:
    found = terms_of(
        with_changes(
            grace_length="9999",
            grace_unit=GraceUnit.YEAR,
            liquidation=DraftLiquidation("13 Apr 2023", "5,200,000", "", "19 Dec 2022", "9 Feb 2023"),
        )
    )
    with pytest.raises(TermsError, match="leave the calendar"):
        first_penalty_day(found)
    (fixed,) = found.liquidations
    # 53 days as printed, 52 charged: whether the first or the last is left out is not known of such an order.
    assert fixed.window == Span(date(2022, 12, 19), date(2023, 2, 9))


def test_that_a_sum_without_its_day_is_not_taken() -> None:
    assert not terms_of(with_changes(liquidation=DraftLiquidation(amount="5"))).liquidations
    (fixed,) = terms_of(with_changes(liquidation=DraftLiquidation("1 May 2023", "5"))).liquidations
    assert fixed.window is None
    week = with_changes(unit=Unit.WEEK)
    (fixed,) = terms_of(week).liquidations
    assert fixed.units is None


def test_that_a_rate_changes_from_a_day_or_a_number_on() -> None:
    by_day = with_changes(steps=(DraftStep(RateStart.DAY, "1 Jan 2023", "200,000"),))
    assert terms_of(by_day).rates == (Rate(10_000_000), Rate(20_000_000, None, date(2023, 1, 1)))
    by_number = with_changes(steps=(DraftStep(RateStart.NUMBER, "31", "50,000"),))
    assert terms_of(by_number).rates == (Rate(10_000_000), Rate(5_000_000, 31))
    # 13 days of 2022 at 100,000, then 38 at 200,000.
    assert accrue(terms_of(by_day), date(2023, 2, 7)).accrued.minor == (13 * 1 + 38 * 2) * 10_000_000


def test_that_what_is_wrong_with_a_change_of_the_rate_is_said() -> None:
    day, number = DraftStep(RateStart.DAY, "1 Jan 2023", "2"), DraftStep(RateStart.NUMBER, "31", "2")
    for steps, flaw in (
        ((DraftStep(RateStart.DAY, "31 Nov 2022", "2"),), DraftFlaw.NO_DAY),
        ((DraftStep(RateStart.DAY, "1 Jan 2023", "-2"),), DraftFlaw.NO_AMOUNT),
        ((DraftStep(RateStart.DAY, "1 Jan 2023"),), DraftFlaw.HALF_STEP),
        ((DraftStep(RateStart.NUMBER, "1", "2"),), DraftFlaw.NOT_WHOLE),
        ((day, number), DraftFlaw.MIXED_STEPS),
        ((day, day), DraftFlaw.SAME_STEP),
    ):
        assert [one.flaw for one in read(with_changes(steps=steps)).faults] == [flaw]


def test_that_the_day_that_the_order_names_comes_before_all_rules() -> None:
    named = terms_of(with_changes(first_day="1 Feb 2023").set_rule(Setting.FIRST_DAY, "on event day"))
    assert (named.first_day, named.first_day_confidence) == (date(2023, 2, 1), Confidence.CONFIRMED)


def test_that_a_cap_may_be_a_sum_and_a_number_at_once() -> None:
    both = terms_of(with_changes(cap=CapKind.BOTH, cap_amount="5,000,000", cap_units="100"))
    assert (both.cap, both.max_units) == (500_000_000, 100)
    half = read(with_changes(cap=CapKind.BOTH, cap_amount="5,000,000"))
    assert OpenPoint.CAP in half.open


def test_that_each_line_is_an_order() -> None:
    assert order_texts(Draft(order=" stop \n\n delete  it ")) == ("stop", "delete it")
