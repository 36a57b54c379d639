"""Explanations of small orders, step by step."""

from __future__ import annotations

import dataclasses
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from desktop.domain.case.case import (
    DatedStage,
    Decision,
    Event,
    Fine,
    FineStage,
    FineStatus,
    Lane,
    Order,
    Provision,
    ProvisionFinding,
    Respondent,
)
from desktop.domain.case.ids import EventId
from desktop.domain.case.limits import limits_of
from desktop.domain.case.terms import (
    Annulment,
    Compliance,
    Finding,
    Grace,
    LastDay,
    Occurrence,
    Payment,
    PenaltyTerms,
    Rate,
    Stay,
    Tally,
)
from desktop.domain.days.asof import AsOf
from desktop.domain.days.edtf import parse_edtf
from desktop.domain.days.period import Span, on_day, parse_date
from desktop.domain.days.workdays import unchecked, working_days
from desktop.domain.explanation.charged import OVER_CAP
from desktop.domain.explanation.explainer import explain
from desktop.domain.explanation.explanation import (
    Basis,
    Effect,
    Missing,
    Reading,
    ReadingKind,
    StepKind,
    signed,
)
from desktop.domain.explanation.figure import FigureKey, FigureKeys, FigureKind, currency_keys, line_key
from desktop.domain.explanation.ledger import ledger_of
from desktop.domain.explanation.notification import Way, first_day_after, leading_notification, ways
from desktop.domain.explanation.start import start_steps
from desktop.domain.faults import TermsError
from desktop.domain.law.deadline import DeadlineRule, GraceUnit, MonthRule, Rollover
from desktop.domain.law.kinds import CapMode, PartUnit, Recovery, StayKind, Unit
from desktop.domain.law.regime import Law, Setting
from desktop.domain.money import Money
from desktop.domain.page.build import build_page
from desktop.domain.source import Confidence, Source
from desktop.store.law.laws import laws_of
from tests.making import case_of, line, liquidation

if TYPE_CHECKING:
    from desktop.domain.case.case import Case
    from desktop.domain.explanation.explanation import Explanation, Step

FIRST = date(2022, 3, 1)
DAY = date(2022, 3, 31)
HOLIDAYS = working_days((date(2022, 12, 26),))


def explained(
    kind: FigureKind, *terms: PenaltyTerms, on: date = DAY, law: Law | None = None, **more: Any
) -> Explanation:
    """The explanation of a figure of the first line."""
    case = case_of(*terms)
    key = FigureKey(kind, "case", terms[0].id, terms[0].currency, **more)
    found = explain(key, (ledger_of(case, on, on, law),), AsOf(today=on))
    assert found is not None
    return found


def summed(kind: FigureKind, case: Case, number: int = 0) -> Explanation:
    """The explanation of a figure of an investigation in euro."""
    key = FigureKey(kind, "case", None, "EUR", number)
    found = explain(key, (ledger_of(case, DAY, DAY),), AsOf(today=DAY))
    assert found is not None
    return found


def kinds(explanation: Explanation) -> list[StepKind]:
    return [step.kind for step in explanation.steps]


def one(explanation: Explanation, kind: StepKind) -> Step:
    (found,) = [step for step in explanation.steps if step.kind is kind]
    return found


def fine(minor: int, imposed: str, status: FineStatus = FineStatus.IMPOSED, on: str | None = None) -> Fine:
    status_on = None if on is None else parse_date(on)
    return Fine(Money(minor, "EUR"), parse_date(imposed), status, status_on, "", "Example SA", "")


def grace(length: int, unit: GraceUnit = GraceUnit.MONTH) -> Grace:
    return Grace(length, unit, "notification")


def test_that_days_by_rate_make_the_figure() -> None:
    told = explained(FigureKind.ACCRUED, line(1, FIRST))
    step = one(told, StepKind.CHARGED)
    assert (step.units, step.rate, step.amount) == (31, Money(100, "EUR"), Money(3100, "EUR"))
    assert (step.first, step.last, step.effect) == (FIRST, DAY, Effect.ADD)
    assert told.figure == Money(3100, "EUR")
    assert (told.as_of, told.known_on, told.subject, told.line) == (DAY, DAY, "Case", "")


def test_that_the_sum_of_one_line_is_explained_as_the_line() -> None:
    told = summed(FigureKind.ACCRUED, case_of(line(1, FIRST)))
    assert told.steps == explained(FigureKind.ACCRUED, line(1, FIRST)).steps


def test_that_a_line_among_several_is_named() -> None:
    assert explained(FigureKind.ACCRUED, line(1, FIRST), line(2, FIRST)).line == "P1"


def test_that_a_rate_for_several_sites_is_told_apart_and_together() -> None:
    told = explained(FigureKind.ACCRUED, line(1, FIRST, multiplier=4, multiplier_by="sites"))
    items = one(told, StepKind.ITEMS)
    assert (items.units, items.rate, items.amount) == (4, Money(100, "EUR"), Money(400, "EUR"))
    assert one(told, StepKind.CHARGED).rate == Money(400, "EUR")


def test_that_every_rate_that_was_known_is_told() -> None:
    rates = (Rate(100, from_unit=1), Rate(50, from_unit=11))
    told = explained(FigureKind.ACCRUED, line(1, FIRST, rates=rates))
    charged = [step for step in told.steps if step.kind is StepKind.CHARGED]
    assert [(step.units, step.rate) for step in charged] == [(10, Money(100, "EUR")), (21, Money(50, "EUR"))]
    assert [step.units for step in told.steps if step.kind is StepKind.RATE] == [1, 11]
    assert told.figure == Money(2050, "EUR")


def test_that_a_cap_inside_a_unit_takes_away_what_is_above_it() -> None:
    told = explained(FigureKind.ACCRUED, line(1, FIRST, cap=1050))
    assert one(told, StepKind.CUT).amount == Money(50, "EUR")
    assert one(told, StepKind.CUT).effect is Effect.SUBTRACT
    cap = one(told, StepKind.CAP)
    assert (cap.amount, cap.first, cap.code) == (Money(1050, "EUR"), date(2022, 3, 11), "reached")
    assert told.figure == Money(1050, "EUR")


def test_that_a_cap_that_lies_ahead_is_dated() -> None:
    cap = one(explained(FigureKind.ACCRUED, line(1, FIRST, cap=4000)), StepKind.CAP)
    assert (cap.first, cap.code) == (date(2022, 4, 9), "ahead")
    ended = line(1, FIRST, cap=9900, last_day=LastDay(date(2022, 3, 10), FIRST))
    cap = one(explained(FigureKind.ACCRUED, ended), StepKind.CAP)
    assert (cap.first, cap.code) == (None, "far")


def test_that_the_most_units_are_told_once_with_their_day() -> None:
    step = one(explained(FigureKind.ACCRUED, line(1, FIRST, max_units=10)), StepKind.MOST_UNITS)
    assert (step.units, step.first, step.code) == (10, date(2022, 3, 10), "reached")
    both = explained(FigureKind.ACCRUED, line(1, FIRST, max_units=10, cap=1000))
    assert one(both, StepKind.MOST_UNITS).first is None


def test_that_nothing_of_a_unit_is_charged_where_only_full_ones_are() -> None:
    told = explained(FigureKind.ACCRUED, line(1, FIRST, cap=1050, cap_mode=CapMode.LAST_FULL_UNIT))
    assert told.figure == Money(1000, "EUR")
    assert StepKind.CUT not in kinds(told)
    assert one(told, StepKind.CAP).unit == Unit.DAY
    (refused,) = (step for step in told.steps if step.code == f"running:{OVER_CAP}")
    assert (refused.first, refused.last) == (date(2022, 3, 11), date(2022, 3, 11))


@pytest.mark.parametrize(
    ("facts", "days"),
    [
        ({}, [("2022-03-08", "2022-03-11")]),
        (
            {"stays": (Stay(date(2022, 3, 10), date(2022, 3, 12), FIRST),)},
            [("2022-03-08", "2022-03-09"), ("2022-03-12", "2022-03-13")],
        ),
        ({"compliance": (Compliance(date(2022, 3, 10), FIRST),)}, [("2022-03-08", "2022-03-09")]),
        ({"last_day": LastDay(date(2022, 3, 10), FIRST)}, [("2022-03-08", "2022-03-10")]),
        ({"cap": 1_400, "compliance": (Compliance(date(2022, 3, 10), FIRST),)}, []),
    ],
)
def test_that_the_days_of_the_unit_that_would_pass_the_cap_are_told(
    facts: dict[str, Any], days: list[tuple[str, str]]
) -> None:
    """Seven hundred a week under a cap of 1,050: the second week is charged for none of its days."""
    weeks: dict[str, Any] = {"unit": Unit.WEEK, "part_unit": PartUnit.PRO_RATA, "rates": (Rate(700),)}
    terms = line(1, FIRST, **weeks | {"cap": 1_050, "cap_mode": CapMode.LAST_FULL_UNIT} | facts)
    told = explained(FigureKind.ACCRUED, terms)
    refused = [step for step in told.steps if step.code == f"running:{OVER_CAP}"]
    assert [(str(step.first), str(step.last)) for step in refused] == days


def test_that_a_share_of_a_unit_is_a_step_of_its_own() -> None:
    terms = line(1, FIRST, unit=Unit.WEEK, part_unit=PartUnit.PRO_RATA, rates=(Rate(50000),))
    told = explained(FigureKind.ACCRUED, terms, on=date(2022, 3, 26))
    part = one(told, StepKind.PART_CHARGED)
    assert (part.part, part.amount) == (Fraction(5, 7), Money(35714, "EUR"))
    assert (part.unit, part.rate) == (Unit.WEEK, Money(50000, "EUR"))
    assert told.figure == Money(3 * 50000 + 35714, "EUR")


def test_that_rounding_between_two_stretches_of_one_rate_is_told() -> None:
    rates = (Rate(10), Rate(10, from_day=date(2022, 3, 5)))
    terms = line(1, FIRST, unit=Unit.WEEK, part_unit=PartUnit.PRO_RATA, rates=rates)
    told = explained(FigureKind.ACCRUED, terms, on=date(2022, 3, 9))
    added = [step for step in told.steps if step.effect is Effect.ADD]
    taken = [step for step in told.steps if step.effect is Effect.SUBTRACT]
    total = sum(step.amount.minor for step in added if step.amount)
    assert total - sum(step.amount.minor for step in taken if step.amount) == told.figure.minor


def test_that_days_without_a_charge_are_kept_with_their_state() -> None:
    obeyed = (Compliance(date(2022, 3, 11), FIRST),)
    told = explained(FigureKind.ACCRUED, line(1, FIRST, compliance=obeyed, decided_on=date(2022, 2, 1)))
    idle = [(step.code, step.units) for step in told.steps if step.kind is StepKind.NOT_CHARGED]
    assert idle == [("grace:no grace", 27), ("complied", 21)]
    assert all(step.amount == Money(0, "EUR") for step in told.steps if step.kind is StepKind.NOT_CHARGED)
    assert one(told, StepKind.COMPLIED).first == date(2022, 3, 11)


def test_that_a_relapse_and_a_last_day_are_told_only_once_known() -> None:
    facts = (
        Compliance(date(2022, 3, 5), FIRST),
        Compliance(date(2022, 3, 9), DAY, relapse=True),
        Compliance(date(2022, 3, 20), date(2022, 4, 1)),
    )
    terms = line(1, FIRST, compliance=facts, last_day=LastDay(date(2022, 3, 15), DAY))
    told = explained(FigureKind.ACCRUED, terms)
    obeyed = [step.code for step in told.steps if step.kind is StepKind.COMPLIED]
    assert obeyed == ["obeyed", "relapse"]
    assert one(told, StepKind.LAST_DAY).last == date(2022, 3, 15)
    before = explained(FigureKind.ACCRUED, terms, on=date(2022, 3, 30))
    assert StepKind.LAST_DAY not in kinds(before)


def test_that_an_order_that_is_not_made_yet_has_no_charge() -> None:
    told = explained(FigureKind.ACCRUED, line(1, FIRST), on=date(2021, 12, 31))
    assert kinds(told) == [StepKind.ORDER, StepKind.NOT_ORDERED, StepKind.ACCRUED]


def test_that_an_annulment_takes_everything_away() -> None:
    terms = line(1, FIRST, annulment=Annulment(DAY, "set aside"))
    told = explained(FigureKind.ACCRUED, terms)
    step = one(told, StepKind.ANNULLED)
    assert (step.amount, step.effect, step.first) == (Money(3100, "EUR"), Effect.SUBTRACT, DAY)
    assert told.figure == Money(0, "EUR")
    assert explained(FigureKind.WOULD_HAVE, terms).figure == Money(3100, "EUR")


def test_that_the_parts_are_told_after_the_sum() -> None:
    found = (Finding(Span(FIRST, date(2022, 3, 11)), FIRST, "found"),)
    told = explained(FigureKind.ACCRUED, line(1, FIRST, findings=found))
    parts = {step.kind: step.amount for step in told.steps if step.effect is Effect.PART}
    assert parts == {StepKind.ESTABLISHED: Money(1000, "EUR"), StepKind.ASSUMED: Money(2100, "EUR")}
    established = explained(FigureKind.ESTABLISHED, line(1, FIRST, findings=found))
    assert one(established, StepKind.CHARGED).units == 10
    assert one(established, StepKind.NOTE).code == "found"
    assert explained(FigureKind.ASSUMED, line(1, FIRST, findings=found)).figure == Money(2100, "EUR")
    assert explained(FigureKind.CONTINGENT, line(1, FIRST)).figure == Money(3100, "EUR")


def test_that_a_finding_nobody_knew_of_is_not_told() -> None:
    later = (Finding(Span(FIRST, date(2022, 3, 11)), date(2022, 4, 1)),)
    assert StepKind.NOTE not in kinds(explained(FigureKind.ESTABLISHED, line(1, FIRST, findings=later)))


def test_that_a_window_that_cuts_a_stretch_is_counted_by_its_own_days() -> None:
    found = (Finding(Span(date(2022, 2, 25), date(2022, 3, 4)), FIRST),)
    told = explained(FigureKind.ESTABLISHED, line(1, FIRST, decided_on=date(2022, 2, 20), findings=found))
    assert one(told, StepKind.NOT_CHARGED).units == 4
    assert (one(told, StepKind.CHARGED).units, told.figure) == (3, Money(300, "EUR"))


def test_that_reported_totals_are_added_as_they_were_reported() -> None:
    tallies = (Tally(date(2022, 3, 10), FIRST, units=3), Tally(DAY, FIRST, minor=900))
    terms = dataclasses.replace(line(1, FIRST, tallies=tallies), first_day=None)
    told = explained(FigureKind.ACCRUED, terms)
    reported = [(step.units, step.amount) for step in told.steps if step.kind is StepKind.REPORTED]
    assert reported == [(3, Money(300, "EUR")), (6, Money(600, "EUR"))]
    assert [gap.what for gap in told.gaps] == [Missing.SINGLE_DAYS]
    assert explained(FigureKind.ESTABLISHED, terms).figure == Money(900, "EUR")
    assert explained(FigureKind.TALLY, terms, number=1).figure == Money(900, "EUR")
    ledger = ledger_of(case_of(terms), DAY, DAY)
    units_only = line_key(FigureKind.TALLY, "case", terms, 0)
    assert explain(units_only, (ledger,), AsOf(today=DAY)) is None


def test_that_the_figures_of_recovery_are_made_of_acts() -> None:
    fixed = (
        liquidation(FIRST, date(2022, 3, 11), 600, date(2022, 3, 20)),
        liquidation(date(2022, 3, 11), date(2022, 3, 16), 500, date(2022, 4, 20)),
    )
    paid = (Payment(on_day(date(2022, 3, 25)), Money(250, "EUR"), date(2022, 3, 25)),)
    terms = line(1, FIRST, liquidations=fixed, payments=paid)
    assert explained(FigureKind.LIQUIDATED, terms).figure == Money(600, "EUR")
    remitted = explained(FigureKind.REMITTED, terms)
    assert [step.effect for step in remitted.steps] == [Effect.ADD, Effect.SUBTRACT, Effect.RESULT]
    assert remitted.figure == Money(400, "EUR")
    assert explained(FigureKind.UNLIQUIDATED, terms).figure == Money(2100, "EUR")
    assert explained(FigureKind.PAID, terms).figure == Money(250, "EUR")
    assert explained(FigureKind.DUE, terms).figure == Money(350, "EUR")
    assert explained(FigureKind.PAYMENT, terms).figure == Money(250, "EUR")
    assert [step.kind for step in explained(FigureKind.REMITTED, line(1, FIRST)).steps] == [StepKind.REMITTED]


def test_that_what_is_forfeited_by_law_is_due_once_it_is_established() -> None:
    found = (Finding(Span(FIRST, date(2022, 3, 11)), FIRST),)
    terms = line(1, FIRST, findings=found, recovery=Recovery.BY_LAW)
    told = explained(FigureKind.DUE, terms)
    assert told.steps[0].kind is StepKind.ESTABLISHED
    assert told.figure == Money(1000, "EUR")


def test_that_a_threat_falls_away_once_the_act_is_done() -> None:
    done = (Compliance(date(2022, 3, 20), FIRST),)
    fixed = (liquidation(FIRST, date(2022, 3, 11), 600, date(2022, 3, 15)),)
    terms = line(1, FIRST, recovery=Recovery.THREAT, compliance=done, liquidations=fixed)
    told = explained(FigureKind.DUE, terms)
    assert (one(told, StepKind.NOT_PAYABLE).amount, told.figure) == (Money(600, "EUR"), Money(0, "EUR"))


def test_that_suspended_collection_is_told_beside_what_is_due() -> None:
    stay = (Stay(FIRST, None, FIRST, kind=StayKind.RECOVERY),)
    assert kinds(explained(FigureKind.DUE, line(1, FIRST, stays=stay)))[-1] is StepKind.SUSPENDED
    assert kinds(explained(FigureKind.DUE, line(1, FIRST)))[-1] is StepKind.DUE


def test_that_a_share_alone_is_charged_before_the_first_whole_unit() -> None:
    terms = line(1, FIRST, unit=Unit.WEEK, part_unit=PartUnit.PRO_RATA, rates=(Rate(50000),))
    told = explained(FigureKind.ACCRUED, terms, on=date(2022, 3, 5))
    assert StepKind.CHARGED not in kinds(told)
    assert (one(told, StepKind.PART_CHARGED).part, told.figure.minor) == (Fraction(5, 7), 35714)


def test_that_days_of_notification_are_told_around_the_one_that_fits() -> None:
    # A month from 9 February ends on 9 March 2022.
    fixed = dataclasses.replace(
        liquidation(date(2022, 3, 10), date(2022, 3, 20), 1000, DAY), published_to=date(2022, 3, 20)
    )
    terms = line(1, date(2022, 3, 10), grace=grace(1), liquidations=(fixed,))
    told = explained(FigureKind.LIQUIDATION, terms)
    days = [(reading.day, reading.first_day, reading.units, reading.is_used) for reading in told.readings]
    assert days == [
        (date(2022, 2, 8), date(2022, 3, 9), 12, False),
        (date(2022, 2, 9), date(2022, 3, 10), 11, True),
        (date(2022, 2, 10), date(2022, 3, 11), 10, True),
        (date(2022, 2, 11), date(2022, 3, 12), 9, False),
    ]
    early = dataclasses.replace(terms, decided_on=date(2022, 2, 9))
    assert explained(FigureKind.LIQUIDATION, early).readings[0].day == date(2022, 2, 9)
    for other in (
        dataclasses.replace(terms, decided_on=None),
        dataclasses.replace(terms, liquidations=(dataclasses.replace(fixed, published_to=None),)),
    ):
        assert explained(FigureKind.LIQUIDATION, other).readings == ()


def minor_of(reading: Reading) -> int:
    assert reading.amount is not None
    return reading.amount.minor


def test_that_a_notification_too_late_for_the_printed_period_gives_nothing() -> None:
    # A month from 9 February ends on 9 March 2022; only that day and the next are printed.
    last = date(2022, 3, 11)
    fixed = dataclasses.replace(
        liquidation(date(2022, 3, 10), date(2022, 3, 12), 200, DAY), published_to=last
    )
    terms = line(1, date(2022, 3, 10), grace=grace(1), liquidations=(fixed,))
    told = explained(FigureKind.LIQUIDATION, terms)
    read = [(one.first_day, one.units, minor_of(one)) for one in told.readings]
    assert read == [
        (date(2022, 3, 9), 3, 300),
        (date(2022, 3, 10), 2, 200),
        (date(2022, 3, 11), 1, 100),
        (date(2022, 3, 12), 0, 0),
    ]


def test_that_ways_of_reading_that_lead_to_one_first_day_are_told_together() -> None:
    # 9 March 2022 is a Wednesday: the end rolls nowhere, and a franc day makes it the 10th.
    fixed = dataclasses.replace(
        liquidation(date(2022, 3, 10), date(2022, 3, 20), 1000, DAY), published_to=date(2022, 3, 19)
    )
    terms = line(1, date(2022, 3, 10), grace=grace(1), liquidations=(fixed,))
    told = explained(FigureKind.LIQUIDATION, terms, law=laws_of("FR-CNIL").law)
    ways_told = {one.first_day: one.value for one in told.readings if one.day == date(2022, 2, 9)}
    assert ways_told == {
        date(2022, 3, 10): (Way.PLAIN.value, Way.ROLLS.value),
        date(2022, 3, 11): (Way.FRANC_ROLLS.value,),
    }


def test_that_no_reading_is_told_that_needs_unknown_holidays() -> None:
    law = laws_of("FR-CNIL").law
    assert law is not None
    fixed = dataclasses.replace(liquidation(FIRST, DAY, 1000, DAY), published_to=DAY)
    terms = line(1, date(2022, 3, 10), grace=grace(1), liquidations=(fixed,))
    told = explained(FigureKind.LIQUIDATION, terms, law=Law(law.regime))
    assert {reading.value for reading in told.readings} == {(Way.PLAIN.value,)}
    assert explained(FigureKind.ACCRUED, unnotified(notified_on=date(2022, 2, 1)), law=Law(law.regime))


def test_that_an_alternative_that_cannot_be_calculated_is_told_without_a_figure() -> None:
    law = laws_of("FR-CNIL").law
    assert law is not None
    terms = unnotified(notified_on=date(2022, 2, 5))  # a month ends on Saturday 5 March
    told = explained(FigureKind.ACCRUED, terms, law=Law(law.regime))
    (rolled,) = (reading for reading in told.readings if reading.value is Rollover.NEXT_WORKING_DAY)
    assert (rolled.amount, rolled.units) == (None, None)
    assert "the rule needs working days" in rolled.why
    known = explained(FigureKind.ACCRUED, terms, law=law)
    assert Rollover.NEXT_WORKING_DAY in [reading.value for reading in known.readings]


def test_that_more_than_is_due_leaves_nothing_due() -> None:
    paid = (Payment(on_day(FIRST), Money(250, "EUR"), FIRST),)
    told = explained(FigureKind.DUE, line(1, FIRST, payments=paid))
    assert (one(told, StepKind.OVERPAID).amount, told.figure) == (Money(250, "EUR"), Money(0, "EUR"))


@pytest.mark.parametrize(
    ("minor", "kind", "amount"), [(600, StepKind.MODERATED, 400), (1300, StepKind.ABOVE, 300)]
)
def test_that_a_fixed_sum_is_set_beside_the_days_charged(minor: int, kind: StepKind, amount: int) -> None:
    fixed = (liquidation(FIRST, date(2022, 3, 11), minor, date(2022, 3, 20)),)
    told = explained(FigureKind.LIQUIDATION, line(1, FIRST, liquidations=fixed))
    assert one(told, StepKind.CALCULATED).amount == Money(1000, "EUR")
    assert one(told, kind).amount == Money(amount, "EUR")
    assert told.figure == Money(minor, "EUR")


def test_that_a_reduction_of_a_fixed_sum_is_told() -> None:
    fixed = dataclasses.replace(
        liquidation(FIRST, date(2022, 3, 11), 1000, date(2022, 3, 20)),
        reduced_to=700,
        reduced_known_on=date(2022, 3, 25),
        note="by consent",
    )
    told = explained(FigureKind.LIQUIDATION, line(1, FIRST, liquidations=(fixed,)))
    assert (one(told, StepKind.REDUCED).amount, told.figure) == (Money(300, "EUR"), Money(700, "EUR"))
    note = one(told, StepKind.NOTE)
    assert (note.name, note.code) == ("by consent", "noted")


def test_that_a_fixed_sum_without_days_stands_alone() -> None:
    bare = dataclasses.replace(liquidation(FIRST, DAY, 1234, DAY), window=None)
    told = explained(FigureKind.LIQUIDATION, line(1, FIRST, liquidations=(bare,)))
    assert (kinds(told), told.readings) == ([StepKind.LIQUIDATION, StepKind.FIXED, StepKind.FIXED], ())
    counted = dataclasses.replace(bare, units=12, amount=Money(1200, "EUR"))
    told = explained(FigureKind.LIQUIDATION, line(1, FIRST, liquidations=(counted,)))
    assert (one(told, StepKind.CHARGED).units, one(told, StepKind.CHARGED).rate) == (12, Money(100, "EUR"))


def explained_printed(start: date | None, end: date | None) -> Explanation:
    """How a liquidation of ten days is explained whose act prints a period."""
    fixed = dataclasses.replace(
        liquidation(FIRST, date(2022, 3, 11), 1000, DAY), published_from=start, published_to=end
    )
    return explained(FigureKind.LIQUIDATION, line(1, FIRST, liquidations=(fixed,)))


@pytest.mark.parametrize(
    ("printed", "counts"),
    [((FIRST, date(2022, 3, 10)), [10, 9, 8]), ((FIRST, FIRST), [10, 1]), ((FIRST, None), [])],
)
def test_that_other_counts_of_a_printed_period_are_told(
    printed: tuple[date, date | None], counts: list[int]
) -> None:
    told = explained_printed(*printed)
    readings = [one for one in told.readings if one.kind is ReadingKind.COUNT]
    assert [reading.units for reading in readings] == counts
    both = 0 if printed[1] is None else (printed[1] - printed[0]).days + 1
    assert [reading.value for reading in readings] == [both - count for count in counts]
    assert [minor_of(reading) for reading in readings] == [100 * count for count in counts]
    assert [reading.is_used for reading in readings] == [count == 10 for count in counts]


@pytest.mark.parametrize("printed", [(FIRST, None), (None, DAY), (FIRST, DAY), (None, None)])
def test_that_a_printed_period_is_told_even_where_one_end_is_missing(
    printed: tuple[date | None, date | None],
) -> None:
    told = explained_printed(*printed)
    periods = [(step.first, step.last) for step in told.steps if step.kind is StepKind.PUBLISHED_PERIOD]
    assert periods == ([] if printed == (None, None) else [printed])


def test_that_nothing_is_read_otherwise_where_the_rate_changes_or_is_not_by_the_day() -> None:
    fixed = dataclasses.replace(
        liquidation(FIRST, date(2022, 3, 11), 1000, DAY), published_from=FIRST, published_to=DAY
    )
    rates = (Rate(100), Rate(50, from_day=date(2022, 3, 20)))
    for more in ({"rates": rates}, {"unit": Unit.WEEK}):
        told = explained(FigureKind.LIQUIDATION, line(1, FIRST, liquidations=(fixed,), **more))
        assert told.readings == ()


def test_that_a_rate_and_a_cap_say_what_the_order_says() -> None:
    terms = line(1, FIRST, cap=5000, multiplier=2)
    rate = explained(FigureKind.RATE, terms)
    assert (rate.figure, rate.steps[-1].kind) == (Money(100, "EUR"), StepKind.ITEMS)
    assert explained(FigureKind.CAP, terms).figure == Money(5000, "EUR")
    ledger = ledger_of(case_of(line(1, FIRST)), DAY, DAY)
    for key in (
        FigureKey(FigureKind.CAP, "case", line(1, FIRST).id, "EUR"),
        FigureKey(FigureKind.RATE, "case", line(1, FIRST).id, "EUR", 1),
        FigureKey(FigureKind.STRETCH, "case", line(1, FIRST).id, "EUR"),
        FigureKey(FigureKind.RUNNING, "case", line(1, FIRST).id, "EUR"),
        FigureKey(FigureKind.ACCRUED, "case", line(9, FIRST).id, "EUR"),
        FigureKey(FigureKind.FINE, "case", None, "EUR"),
    ):
        assert explain(key, (ledger,), AsOf(today=DAY)) is None
    assert explain(FigureKey(FigureKind.FINE, "other"), (), AsOf(today=DAY)) is None


def test_that_a_stretch_and_the_next_increase_count_their_own_days() -> None:
    terms = line(1, FIRST)
    week = explained(FigureKind.STRETCH, terms, first=date(2022, 3, 7), last=date(2022, 3, 13))
    assert week.figure == Money(700, "EUR")
    beyond = explained(FigureKind.STRETCH, terms, first=date(2022, 3, 30), last=date(2022, 4, 2))
    assert beyond.figure == Money(400, "EUR")
    assert explained(FigureKind.NEXT_INCREASE, terms).figure == Money(100, "EUR")
    ended = line(1, FIRST, last_day=LastDay(DAY, FIRST))
    ledger = ledger_of(case_of(ended), DAY, DAY)
    key = line_key(FigureKind.NEXT_INCREASE, "case", ended)
    assert explain(key, (ledger,), AsOf(today=DAY)) is None


def test_that_a_stretch_needs_both_its_days() -> None:
    ledger = ledger_of(case_of(line(1, FIRST)), DAY, DAY)
    whole = FigureKey(FigureKind.STRETCH, "case", line(1, FIRST).id, "EUR", first=FIRST, last=DAY)
    assert explain(whole, (ledger,), AsOf(today=DAY)) is not None
    for key in (dataclasses.replace(whole, first=None), dataclasses.replace(whole, last=None)):
        assert explain(key, (ledger,), AsOf(today=DAY)) is None


def test_that_the_days_before_an_annulment_are_told_up_to_the_day_shown() -> None:
    terms = line(1, FIRST, annulment=Annulment(DAY))
    for last, units in ((date(2022, 3, 30), 6), (DAY, 7)):
        told = explained(FigureKind.STRETCH, terms, first=date(2022, 3, 25), last=last)
        assert (one(told, StepKind.CHARGED).units, told.figure) == (units, Money(100 * units, "EUR"))


def test_that_a_sum_over_all_says_whose_knowledge_it_uses() -> None:
    today = date(2026, 11, 22)
    ledgers = (ledger_of(case_of(line(1, FIRST)), DAY, DAY),)
    key = FigureKey(FigureKind.ACCRUED, "", None, "EUR")
    for hindsight, known_on in ((False, DAY), (True, today)):
        told = explain(key, ledgers, AsOf(today, picked=DAY, hindsight=hindsight))
        assert told is not None
        assert (told.as_of, told.known_on) == (DAY, known_on)


def test_that_terms_that_cannot_be_calculated_further_have_no_explanation() -> None:
    stayed = Compliance(date(2022, 3, 15), FIRST), Compliance(date(2022, 5, 15), FIRST, relapse=True)
    terms = line(1, FIRST, unit=Unit.MONTH, compliance=stayed)
    ledger = ledger_of(case_of(terms), DAY, DAY)
    key = FigureKey(FigureKind.STRETCH, "case", terms.id, "EUR", first=DAY, last=date(2022, 6, 30))
    assert explain(key, (ledger,), AsOf(today=DAY)) is None


def test_that_a_sum_lists_the_lines_that_add_up_and_those_left_out() -> None:
    bad = line(3, FIRST, rates=(Rate(-1),))
    case = case_of(line(1, FIRST), line(2, FIRST, rates=(Rate(50),), currency="EUR"), bad)
    told = explain(
        FigureKey(FigureKind.ACCRUED, "case", None, "EUR"), (ledger_of(case, DAY, DAY),), AsOf(today=DAY)
    )
    assert told is not None
    rows = [(step.name, step.units, step.amount) for step in told.steps if step.kind is StepKind.LINE]
    assert rows == [("P1", 31, Money(3100, "EUR")), ("P2", 31, Money(1550, "EUR"))]
    left_out = one(told, StepKind.LEFT_OUT)
    assert (left_out.name, left_out.code) == ("Case · P3", "a rate is negative")
    assert told.figure == Money(4650, "EUR")


def test_that_lines_without_an_amount_are_rows_of_their_own_case_alone() -> None:
    found = (Finding(Span(FIRST, date(2022, 3, 2)), FIRST),)
    case = case_of(line(1, FIRST, findings=found), line(2, date(2022, 4, 10), findings=found))
    rows = {}
    for slug in ("case", ""):
        key = FigureKey(FigureKind.ACCRUED, slug, None, "EUR")
        told = explain(key, (ledger_of(case, DAY, DAY),), AsOf(today=DAY))
        assert told is not None
        rows[slug] = [(step.name, step.amount) for step in told.steps if step.kind is StepKind.LINE]
    assert rows == {
        "case": [("P1", Money(3100, "EUR")), ("P2", Money(0, "EUR"))],
        "": [("Case · P1", Money(3100, "EUR"))],
    }


def test_that_a_negative_amount_of_a_line_is_taken_away() -> None:
    above = (liquidation(FIRST, date(2022, 3, 11), 1300, date(2022, 3, 20)),)
    less = (liquidation(FIRST, date(2022, 3, 11), 400, date(2022, 3, 20)),)
    case = case_of(line(1, FIRST, liquidations=above), line(2, FIRST, liquidations=less))
    told = explain(
        FigureKey(FigureKind.REMITTED, "case", None, "EUR"), (ledger_of(case, DAY, DAY),), AsOf(today=DAY)
    )
    assert told is not None
    assert [(step.effect, step.amount.minor) for step in told.steps if step.amount] == [
        (Effect.SUBTRACT, 300),
        (Effect.ADD, 600),
        (Effect.RESULT, 300),
    ]


def test_that_what_grows_next_is_summed_over_the_lines_that_grow_that_day() -> None:
    case = case_of(line(1, FIRST), line(2, FIRST, unit=Unit.MONTH), line(3, FIRST, rates=(Rate(7),)))
    key = FigureKey(FigureKind.NEXT_INCREASE, "case", None, "EUR")
    told = explain(key, (ledger_of(case, date(2022, 3, 15), date(2022, 3, 15)),), AsOf(today=DAY))
    assert told is not None
    assert told.figure == Money(107, "EUR")


def test_that_running_penalties_are_summed_without_what_nobody_has_found() -> None:
    found = (Finding(Span(FIRST, date(2022, 3, 2)), FIRST),)
    ended = LastDay(date(2022, 3, 5), FIRST)
    case = case_of(
        line(1, FIRST, findings=found),
        line(2, FIRST),
        line(3, FIRST, findings=found, last_day=ended),
        line(4, FIRST, annulment=Annulment(FIRST)),
    )
    sums = {}
    for kind in (FigureKind.RUNNING, FigureKind.ACCRUED, FigureKind.CONTINGENT):
        told = explain(FigureKey(kind, "", None, "EUR"), (ledger_of(case, DAY, DAY),), AsOf(today=DAY))
        assert told is not None
        sums[kind] = told.figure.minor
    assert sums == {FigureKind.RUNNING: 3100, FigureKind.ACCRUED: 3600, FigureKind.CONTINGENT: 3100}
    key = FigureKey(FigureKind.ESTABLISHED, "", None, "EUR", running=True)
    told = explain(key, (ledger_of(case, DAY, DAY),), AsOf(today=DAY))
    assert told is not None
    assert told.figure.minor == 100
    assert [step.name for step in told.steps if step.kind is StepKind.LINE] == ["Case · P1"]


def test_that_fines_not_in_force_are_told_and_not_added() -> None:
    fines = (
        fine(1000, "2022-01-10"),
        fine(500, "2022-01-10", FineStatus.PAID, "2022-02-01"),
        fine(70, "2022-01-10", FineStatus.ANNULLED, "2022-02-01"),
        fine(9, "2023-01-10"),
        dataclasses.replace(fine(3, "2022-01-10"), amount=Money(3, "GBP")),
    )
    case = case_of(fines=fines)
    sums = {}
    for kind in (FigureKind.FINES, FigureKind.OUTSTANDING):
        told = explain(FigureKey(kind, "case", None, "EUR"), (ledger_of(case, DAY, DAY),), AsOf(today=DAY))
        assert told is not None
        sums[kind] = told.figure.minor
    assert sums == {FigureKind.FINES: 1500, FigureKind.OUTSTANDING: 1000}
    alone = explain(
        FigureKey(FigureKind.FINE, "case", None, "EUR", 2), (ledger_of(case, DAY, DAY),), AsOf(today=DAY)
    )
    assert alone is not None
    assert (alone.figure.minor, one(alone, StepKind.FINE_STATUS).code) == (70, "annulled")


def test_that_grace_is_told_with_the_rule_that_moves_its_end() -> None:
    # Two months from 25 October end on 25 December 2022, a Sunday; Monday the 26th is made a holiday.
    rule = DeadlineRule(rollover=Rollover.NEXT_WORKING_DAY, working_days=HOLIDAYS)
    terms = dataclasses.replace(
        line(1, FIRST, grace=grace(2), notified_on=date(2022, 10, 25), deadline_rule=rule), first_day=None
    )
    told = explained(FigureKind.ACCRUED, terms, on=date(2022, 12, 31), law=laws_of("FR-CNIL").law)
    length, moved = one(told, StepKind.GRACE), one(told, StepKind.ROLLED)
    assert (length.first, length.last, length.units) == (date(2022, 10, 25), date(2022, 12, 25), 2)
    assert (moved.first, moved.last, moved.code) == (date(2022, 12, 25), date(2022, 12, 27), "weekend")
    assert moved.rule is not None
    assert moved.rule.setting is Setting.ROLLOVER
    first = one(told, StepKind.FIRST_DAY)
    assert (first.first, first.code, first.confidence) == (date(2022, 12, 28), "derived", None)
    plain = next(reading for reading in told.readings if reading.value is Rollover.NONE)
    assert (plain.units, plain.first_day) == (6, date(2022, 12, 26))


def test_that_a_stated_first_day_holds_against_a_grace_period_that_would_end_later() -> None:
    rule = DeadlineRule(franc=True)
    terms = line(1, FIRST, grace=grace(2), notified_on=date(2022, 1, 10), deadline_rule=rule)
    told = explained(FigureKind.ACCRUED, terms)
    assert StepKind.FRANC not in kinds(told)
    assert one(told, StepKind.NOTIFIED).first == date(2022, 1, 10)
    assert one(told, StepKind.FIRST_DAY).code == "stated"
    assert one(told, StepKind.GRACE).last == date(2022, 3, 10)
    earlier = dataclasses.replace(terms, notified_on=date(2021, 12, 27))
    assert one(explained(FigureKind.ACCRUED, earlier), StepKind.FRANC).last == date(2022, 2, 28)


def test_that_a_stated_first_day_needs_no_holidays() -> None:
    rule = DeadlineRule(rollover=Rollover.NEXT_WORKING_DAY, working_days=unchecked("EU"))
    terms = line(1, FIRST, grace=grace(2), notified_on=date(2021, 12, 27), deadline_rule=rule)
    told = explained(FigureKind.ACCRUED, terms)
    assert one(told, StepKind.FIRST_DAY).code == "stated"
    assert (one(told, StepKind.GRACE).units, one(told, StepKind.GRACE).last) == (2, None)
    assert StepKind.ROLLED not in kinds(told)
    with pytest.raises(TermsError, match="the public holidays of EU in 2022 were not checked"):
        start_steps(dataclasses.replace(terms, first_day=None), None)


def test_that_a_step_says_where_the_order_differs_from_its_regime() -> None:
    # The French regime counts months by same date (CPC 641).
    law = laws_of("FR-CNIL").law
    for rule, differs in ((MonthRule.EVE_OF_DATE, True), (MonthRule.SAME_DATE, False)):
        terms = unnotified(notified_on=date(2022, 1, 10), deadline_rule=DeadlineRule(rule))
        length = one(explained(FigureKind.ACCRUED, terms, law=law), StepKind.GRACE)
        assert length.rule is not None
        assert (length.rule.setting, length.is_override) == (Setting.MONTH_RULE, differs)
        stated = dataclasses.replace(terms, first_day=FIRST)
        assert not one(explained(FigureKind.ACCRUED, stated, law=law), StepKind.GRACE).is_override


def test_that_a_grace_period_that_would_end_on_the_stated_first_day_is_not_moved() -> None:
    # Two months from 28 December end on 28 February 2022; a franc day would make it 1 March.
    terms = line(
        1, FIRST, grace=grace(2), notified_on=date(2021, 12, 28), deadline_rule=DeadlineRule(franc=True)
    )
    told = explained(FigureKind.ACCRUED, terms)
    assert StepKind.FRANC not in kinds(told)
    assert one(told, StepKind.GRACE).last == date(2022, 2, 28)


def test_that_a_fixed_end_of_grace_and_none_at_all_are_told() -> None:
    until = Grace(None, None, "", date(2022, 2, 28))
    assert one(explained(FigureKind.ACCRUED, line(1, FIRST, grace=until)), StepKind.GRACE_UNTIL)
    assert one(explained(FigureKind.ACCRUED, line(1, FIRST)), StepKind.NO_GRACE)


def unnotified(**more: Any) -> PenaltyTerms:
    return dataclasses.replace(line(1, FIRST, grace=grace(1), **more), first_day=None)


@pytest.mark.parametrize(
    ("decided", "published"), [("2022-01-01", "2022-01~"), ("2022-01-01?", "2022-01-20")]
)
def test_that_a_publication_whose_day_is_in_doubt_bounds_nothing(decided: str, published: str) -> None:
    decision = Decision("D", "R", parse_edtf(decided), None, parse_edtf(published))
    case = dataclasses.replace(case_of(unnotified()), decisions=(decision,))
    told = explain(
        line_key(FigureKind.ACCRUED, "case", unnotified()), (ledger_of(case, DAY, DAY),), AsOf(today=DAY)
    )
    assert told is not None
    assert [gap.lowest and gap.lowest.basis for gap in told.gaps] == [Basis.NEVER]


def test_that_an_unknown_notification_is_bounded_by_the_decision_and_its_publication() -> None:
    decided = Decision("D", "R", on_day(date(2022, 1, 1)), None, on_day(date(2022, 1, 20)))
    other = Decision("E", "S", on_day(date(2022, 1, 2)), None, on_day(date(2022, 1, 3)))
    case = dataclasses.replace(case_of(unnotified()), decisions=(other, decided))
    key = line_key(FigureKind.ACCRUED, "case", unnotified())
    for day, lowest in ((DAY, Basis.PUBLISHED), (date(2022, 1, 19), Basis.NEVER)):
        told = explain(key, (ledger_of(case, day, day),), AsOf(today=day))
        assert told is not None
        (gap,) = told.gaps
        assert gap.what is Missing.NOTIFICATION
        assert gap.lowest is not None
        assert gap.highest is not None
        assert (gap.lowest.basis, gap.highest.basis) == (lowest, Basis.DECIDED)
        if day == DAY:
            assert (gap.lowest.first_day, gap.lowest.units) == (date(2022, 2, 21), 39)
            assert (gap.highest.first_day, gap.highest.units) == (date(2022, 2, 2), 58)
            assert told.readings == ()


def test_that_a_publication_bounds_a_notification_from_its_own_day_on() -> None:
    published = date(2022, 1, 20)
    decided = Decision("D", "R", on_day(date(2022, 1, 1)), None, on_day(published))
    case = dataclasses.replace(case_of(unnotified()), decisions=(decided,))
    key = line_key(FigureKind.ACCRUED, "case", unnotified())
    told = explain(key, (ledger_of(case, published, published),), AsOf(today=published))
    assert told is not None
    (gap,) = told.gaps
    assert gap.lowest is not None
    assert (gap.lowest.basis, gap.lowest.day) == (Basis.PUBLISHED, published)


def test_that_a_bound_that_needs_unknown_holidays_has_no_amount() -> None:
    rule = DeadlineRule(rollover=Rollover.NEXT_WORKING_DAY)
    (gap,) = explained(FigureKind.ACCRUED, unnotified(deadline_rule=rule)).gaps
    assert gap.highest is not None
    assert (gap.highest.amount, gap.highest.day) == (None, date(2022, 1, 1))


def test_that_unknown_holidays_are_no_matter_before_the_order_is_made() -> None:
    terms = unnotified(deadline_rule=DeadlineRule(rollover=Rollover.NEXT_WORKING_DAY))
    day = date(2021, 12, 31)
    key = line_key(FigureKind.ACCRUED, "case", terms)
    told = explain(key, (ledger_of(case_of(terms), day, day),), AsOf(today=day))
    assert told is None or all(gap.highest is None or gap.highest.amount is None for gap in told.gaps)


def test_that_the_bounds_reach_as_far_as_an_open_rule_may_move_them() -> None:
    # A month from Saturday 1 January ends on Tuesday 1 February: no roll. From 20 January on a Sunday.
    decided = Decision("D", "R", on_day(date(2022, 1, 1)), None, on_day(date(2022, 1, 20)))
    case = dataclasses.replace(case_of(unnotified()), decisions=(decided,))
    ledger = ledger_of(case, DAY, DAY, laws_of("FR-CNIL").law)
    told = explain(line_key(FigureKind.ACCRUED, "case", unnotified()), (ledger,), AsOf(today=DAY))
    assert told is not None
    assert told.gaps[0].lowest is not None
    assert told.gaps[0].lowest.first_day == date(2022, 2, 22)


def test_that_a_first_day_that_nothing_bounds_is_a_gap_without_results() -> None:
    terms = dataclasses.replace(unnotified(), grace=Grace(None, None, ""))
    (gap,) = explained(FigureKind.ACCRUED, terms).gaps
    assert (gap.what, gap.lowest) == (Missing.FIRST_DAY, None)
    assert explained(FigureKind.ACCRUED, line(1, FIRST)).gaps == ()


@pytest.mark.parametrize(
    ("more", "highest"),
    [({"cap": 900}, 900), ({"max_units": 3, "multiplier": 2}, 600), ({}, None)],
)
def test_that_unknown_breaches_lie_between_nothing_and_the_cap(
    more: dict[str, int], highest: int | None
) -> None:
    (gap,) = explained(FigureKind.ACCRUED, line(1, FIRST, unit=Unit.OCCURRENCE, **more)).gaps
    assert gap.what is Missing.OCCURRENCES
    assert gap.lowest is not None
    assert gap.highest is not None
    assert gap.lowest.amount == Money(0, "EUR")
    assert gap.highest.amount == (None if highest is None else Money(highest, "EUR"))
    bases = (gap.lowest.basis, gap.highest.basis)
    assert bases == (Basis.NEVER, Basis.NO_BOUND if highest is None else Basis.CAP)
    known = (Occurrence(FIRST, FIRST),)
    told = explained(FigureKind.ACCRUED, line(1, FIRST, unit=Unit.OCCURRENCE, occurrences=known, **more))
    assert told.gaps == ()


def test_that_the_notification_that_leads_to_a_stated_day_is_found() -> None:
    terms = line(1, date(2022, 3, 10), grace=grace(1))
    assert leading_notification(terms) == date(2022, 2, 9)
    assert one(explained(FigureKind.ACCRUED, terms), StepKind.LEADS).first == date(2022, 2, 9)
    for other in (
        dataclasses.replace(terms, notified_on=date(2022, 2, 9)),
        dataclasses.replace(terms, grace=None),
        dataclasses.replace(terms, grace=Grace(None, None, "")),
        dataclasses.replace(terms, grace=grace(48, GraceUnit.HOUR)),
        dataclasses.replace(terms, decided_on=date(2022, 2, 10)),
        dataclasses.replace(terms, first_day=date(2022, 1, 31)),
        # A month from 28, 29, 30 and 31 January ends on 28 February: no notification leads to 29 March alone.
        dataclasses.replace(terms, first_day=None),
    ):
        assert leading_notification(other) is None


def test_that_ways_of_reading_follow_the_law_or_the_rule_that_holds() -> None:
    rolls = DeadlineRule(rollover=Rollover.NEXT_WORKING_DAY, working_days=HOLIDAYS)
    assert ways(line(1, FIRST), None) == (Way.PLAIN,)
    assert ways(line(1, FIRST, deadline_rule=rolls), None) == (Way.ROLLS,)
    franc = dataclasses.replace(rolls, franc=True)
    assert ways(line(1, FIRST, deadline_rule=franc), None) == (Way.FRANC_ROLLS,)
    assert ways(line(1, FIRST), laws_of("NL-AWB").law) == (Way.PLAIN,)
    assert ways(line(1, FIRST), laws_of("FR-CNIL").law) == tuple(Way)


def test_that_no_first_day_follows_without_a_length_or_a_calendar() -> None:
    event = date(2022, 10, 25)
    assert first_day_after(line(1, FIRST), None, event, Way.PLAIN) is None
    terms = line(1, FIRST, grace=grace(2))
    assert first_day_after(terms, None, event, Way.ROLLS) is None
    with_days = dataclasses.replace(terms, deadline_rule=DeadlineRule(working_days=HOLIDAYS))
    assert first_day_after(with_days, None, event, Way.ROLLS) == date(2022, 12, 28)
    assert first_day_after(with_days, None, event, Way.FRANC_ROLLS) == date(2022, 12, 28)


def test_that_other_ends_of_grace_are_read_where_the_first_day_is_stated() -> None:
    # A month from 19 February ends on Saturday 19 March; the order's own rule rolls to Monday.
    rule = DeadlineRule(rollover=Rollover.NEXT_WORKING_DAY, working_days=HOLIDAYS)
    terms = line(1, date(2022, 3, 20), grace=grace(1), deadline_rule=rule)
    (reading,) = explained(FigureKind.ACCRUED, terms).readings
    assert (reading.kind, reading.day, reading.first_day) == (
        ReadingKind.NOTIFIED,
        date(2022, 2, 19),
        date(2022, 3, 22),
    )
    assert (reading.units, reading.amount) == (10, Money(1000, "EUR"))


def test_that_a_liquidated_window_is_named_as_what_was_found() -> None:
    fixed = (
        liquidation(FIRST, date(2022, 3, 11), 600, date(2022, 3, 20)),
        liquidation(date(2022, 3, 11), date(2022, 3, 16), 500, date(2022, 4, 20)),
    )
    told = explained(FigureKind.ESTABLISHED, line(1, FIRST, liquidations=fixed))
    note = one(told, StepKind.NOTE)
    assert (note.code, note.first, note.last) == ("liquidated", FIRST, date(2022, 3, 10))
    assert told.figure == Money(1000, "EUR")


def test_that_a_sum_that_is_annulled_is_told_and_not_added() -> None:
    fixed = (liquidation(FIRST, date(2022, 3, 11), 600, date(2022, 3, 20)),)
    told = explained(FigureKind.LIQUIDATED, line(1, FIRST, liquidations=fixed, annulment=Annulment(DAY)))
    assert (one(told, StepKind.LIQUIDATION).effect, told.figure) == (Effect.NONE, Money(0, "EUR"))


def breach(minor: int, kind: str = "company") -> Case:
    """A fine for a breach of article 6, and its source."""
    case = case_of(line(1, FIRST, rates=(Rate(20_000_000),)), fines=(fine(minor, "2022-03-01"),))
    source = Source("https://example.org/decision")
    return dataclasses.replace(
        case,
        investigation=dataclasses.replace(
            case.investigation, respondents=(Respondent("Example SA", "Example", "FR", kind),)
        ),
        provisions=(Provision("GDPR Art. 6", "GDPR", "6", ProvisionFinding.BREACHED),),
        decisions=(
            Decision("D", "R", None, None, None, (source,)),
            Decision("E", "S", on_day(FIRST), None, None, (source,)),
        ),
    )


@pytest.mark.parametrize(
    ("minor", "kind", "code", "turnover"),
    [
        # GDPR art. 83(5): EUR 20 M, for an undertaking 4 % of its turnover where that is higher.
        (100_000_000, "company", "lower bound", None),
        (100_000_000, "person", "", None),
        (4_000_000_000, "company", "lower bound", 100_000_000_000),
    ],
)
def test_that_a_fine_is_set_against_its_ceiling(
    minor: int, kind: str, code: str, turnover: int | None
) -> None:
    case = breach(minor, kind)
    ledger = ledger_of(case, DAY, DAY, None, limits_of(case, laws_of("FR-CNIL")))
    for kinds_of_figure in (FigureKind.FINE, FigureKind.FINES):
        told = explain(FigureKey(kinds_of_figure, "case", None, "EUR"), (ledger,), AsOf(today=DAY))
        assert told is not None
        ceiling = one(told, StepKind.CEILING)
        assert (ceiling.amount, ceiling.code) == (Money(2_000_000_000, "EUR"), code)
        rests = [step.amount for step in told.steps if step.kind is StepKind.TURNOVER]
        assert rests == ([] if turnover is None else [Money(turnover, "EUR")])
        assert told.sources[0] == Source("https://example.org/decision")


def test_that_a_fine_has_the_sources_of_the_decision_of_its_day_or_those_of_the_case() -> None:
    other, own, whole = (Source(f"https://example.org/{name}") for name in ("other", "own", "case"))
    earlier = Decision("D", "R", on_day(date(2022, 2, 1)), None, None, (other,))
    bare = Decision("E", "S", on_day(FIRST), None, None)
    same = Decision("F", "T", on_day(FIRST), None, None, (own,))
    case = dataclasses.replace(case_of(fines=(fine(100, "2022-03-01"),)), sources=(whole,))
    for decisions, source in (((earlier, bare, same), own), ((earlier, bare), whole)):
        told = summed(FigureKind.FINE, dataclasses.replace(case, decisions=decisions))
        assert told.steps[0].sources == told.sources == (source,)


def test_that_a_rate_is_set_against_its_statutory_maximum() -> None:
    # LIL art. 20 III 2: EUR 100,000 per day at most.
    case = breach(100)
    ledger = ledger_of(case, DAY, DAY, None, limits_of(case, laws_of("FR-CNIL")))
    told = explain(line_key(FigureKind.RATE, "case", case.terms[0]), (ledger,), AsOf(today=DAY))
    assert told is not None
    most = one(told, StepKind.STATUTORY_MAXIMUM)
    assert (most.amount, most.code) == (Money(10_000_000, "EUR"), "W_RATE_ABOVE_STATUTORY_MAX")


def test_that_amounts_in_the_files_own_words_are_quoted_with_their_sources() -> None:
    source = Source("https://example.org/event")
    events = tuple(
        Event(
            EventId(n), on_day(FIRST), "fine", Lane.AUTHORITY, title, "", (), Confidence.CONFIRMED, (source,)
        )
        for n, title in enumerate(("Pays USD 50,000", "Pays nothing in 2022", "Pays €5"))
    )
    orders = (Order("O1", "Spend EUR 10 on notices"), Order("O2", "Comply"))
    case = dataclasses.replace(case_of(), events=events, orders=orders)
    told = explain(FigureKey(FigureKind.QUOTED, "case"), (ledger_of(case, DAY, DAY),), AsOf(today=DAY))
    assert told is not None
    quoted = [(step.code, step.name) for step in told.steps]
    assert quoted == [
        ("noted", "Spend EUR 10 on notices"),
        ("event", "Pays USD 50,000"),
        ("event", "Pays €5"),
    ]
    assert told.sources == (source,)


def test_that_confidence_and_sources_go_along() -> None:
    told = explained(FigureKind.ACCRUED, line(1, FIRST, first_day_confidence=Confidence.INFERRED))
    assert one(told, StepKind.FIRST_DAY).confidence is Confidence.INFERRED
    assert told.sources == ()


def test_that_the_sources_of_the_law_follow_those_of_the_file() -> None:
    source = Source("https://example.org/order")
    told = explained(FigureKind.ACCRUED, line(1, FIRST, sources=(source,)), law=laws_of("FR-CNIL").law)
    assert told.sources[0] == source
    rules = [step.rule.source for step in told.steps if step.rule is not None]
    assert [one.url for one in told.sources[1:]] == list(dict.fromkeys(rules))


def test_that_keys_name_each_currency_once() -> None:
    keys = currency_keys("case", ("EUR", "USD", "EUR"), FigureKind.ACCRUED, FigureKind.PAID)
    assert [(key.kind, key.currency) for key in keys] == [
        (FigureKind.ACCRUED, "EUR"),
        (FigureKind.ACCRUED, "USD"),
        (FigureKind.PAID, "EUR"),
        (FigureKind.PAID, "USD"),
    ]
    assert FigureKeys().keys == ()


@pytest.mark.parametrize(("minor", "effect"), [(5, Effect.ADD), (0, Effect.ADD), (-5, Effect.SUBTRACT)])
def test_that_a_signed_step_has_no_negative_amount(minor: int, effect: Effect) -> None:
    step = signed(StepKind.ACCRUED, Money(minor, "EUR"))
    assert (step.effect, step.amount) == (effect, Money(abs(minor), "EUR"))


def test_that_what_was_fixed_is_explained_where_the_sum_cannot_be_calculated() -> None:
    rule = DeadlineRule(rollover=Rollover.NEXT_WORKING_DAY, working_days=unchecked("EU"))
    fixed = liquidation(FIRST, date(2022, 3, 11), 1000, DAY)
    terms = dataclasses.replace(
        line(
            1,
            FIRST,
            grace=grace(2),
            notified_on=date(2021, 12, 27),
            deadline_rule=rule,
            liquidations=(fixed,),
        ),
        first_day=None,
    )
    found = explained(FigureKind.LIQUIDATED, terms)
    assert found.figure == Money(1000, "EUR")


def test_that_a_line_that_cannot_be_calculated_still_explains_what_was_fixed() -> None:
    fixed = liquidation(FIRST, DAY, 52_500, DAY)
    terms = line(1, FIRST, rates=(), liquidations=(fixed,))
    assert ledger_of(case_of(terms), DAY, DAY).faults
    assert explained(FigureKind.LIQUIDATED, terms).figure == Money(52_500, "EUR")


def test_that_a_sum_of_fines_takes_the_amount_that_each_had_on_the_day() -> None:
    stages = (
        DatedStage(FineStage.IMPOSED, parse_date("2022-03-02"), amount=Money(500, "EUR")),
        DatedStage(FineStage.REDUCED, parse_date("2022-06-01"), amount=Money(300, "EUR")),
    )
    reduced = dataclasses.replace(fine(300, "2022-03-02", FineStatus.REDUCED, "2022-06-01"), stages=stages)
    case = dataclasses.replace(case_of(line(1, FIRST)), fines=(reduced,))
    assert summed(FigureKind.FINES, case).figure == Money(500, "EUR")
    page = build_page(case, AsOf(date(2022, 7, 1), picked=date(2022, 5, 31)))
    assert [standing.fine.amount for standing in page.fines] == [Money(500, "EUR")]
    page = build_page(case, AsOf(date(2022, 7, 1)))
    assert [standing.fine.amount for standing in page.fines] == [Money(300, "EUR")]
