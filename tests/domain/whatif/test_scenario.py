"""Changes, scenarios, and the terms they lead to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.domain.case.terms import Compliance, Grace, LastDay, Payment, Rate, Stay
from desktop.domain.days.period import CALENDAR_END, CALENDAR_START, DAY, on_day
from desktop.domain.days.workdays import working_days
from desktop.domain.faults import Fault, TermsError
from desktop.domain.law.deadline import DeadlineRule, GraceUnit, Rollover
from desktop.domain.money import Money
from desktop.domain.penalty.start import first_penalty_day
from desktop.domain.source import Confidence
from desktop.domain.whatif.scenario import (
    ComplianceDay,
    Complied,
    Ends,
    Flaw,
    OtherCap,
    OtherRate,
    OtherStart,
    Paid,
    Scenario,
    ScenarioError,
    Start,
    Stayed,
    apply,
)
from tests.making import line

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.whatif.scenario import Change

FIRST = date(2022, 12, 19)
TWO_MONTHS = Grace(2, GraceUnit.MONTH, "notification")
NOTIFIED = date(2022, 10, 18)  # two months later is 18 December 2022, a Sunday
EVERY_DAY = working_days(())


def euros(amount: int) -> Money:
    return Money(amount * 100, "EUR")


def what_if(*changes: Change) -> Scenario:
    return Scenario("What if", changes)


def changed(change: Change, **more: object) -> PenaltyTerms:
    return apply(line(1, FIRST, **more), what_if(change), EVERY_DAY)


@pytest.mark.parametrize(
    ("make", "flaw"),
    [
        (lambda: Scenario(""), Flaw.NO_NAME),
        (lambda: Scenario(" "), Flaw.NO_NAME),
        (lambda: Scenario("n" * 81), Flaw.LONG_NAME),
        (lambda: what_if(Complied(FIRST), Complied(FIRST + DAY)), Flaw.CHANGED_TWICE),
        (lambda: Stayed(FIRST, FIRST - DAY), Flaw.STAY_INVERTED),
        (lambda: OtherRate(Money(-1, "EUR")), Flaw.NEGATIVE_RATE),
        (lambda: OtherCap(Money(-1, "EUR")), Flaw.NEGATIVE_CAP),
        (lambda: Paid(Money(0, "EUR"), FIRST), Flaw.NOTHING_PAID),
        (lambda: OtherStart(Start.FIRST_DAY), Flaw.DAY_MISSING),
        (lambda: OtherStart(Start.NOTIFIED), Flaw.DAY_MISSING),
        (lambda: OtherStart(Start.ROLLS, FIRST), Flaw.DAY_MISSING),
        (lambda: OtherStart(Start.FIRST_DAY, date.min), Flaw.DAY_OUT_OF_RANGE),
        (lambda: Complied(CALENDAR_END + DAY), Flaw.DAY_OUT_OF_RANGE),
        (lambda: Complied(CALENDAR_START - DAY), Flaw.DAY_OUT_OF_RANGE),
        (lambda: Stayed(date.min), Flaw.DAY_OUT_OF_RANGE),
        (lambda: Stayed(FIRST, date.max), Flaw.DAY_OUT_OF_RANGE),
        (lambda: OtherRate(euros(1), date.max), Flaw.DAY_OUT_OF_RANGE),
        (lambda: Paid(euros(1), date.max), Flaw.DAY_OUT_OF_RANGE),
        (lambda: Ends(date.max), Flaw.DAY_OUT_OF_RANGE),
    ],
)
def test_that_what_cannot_be_is_refused_with_its_flaw(make: Callable[[], object], flaw: Flaw) -> None:
    with pytest.raises(ScenarioError, match=flaw.value) as caught:
        make()
    assert caught.value.flaw is flaw


def test_that_what_is_just_possible_is_taken() -> None:
    assert Stayed(FIRST, FIRST).last == FIRST
    assert OtherRate(euros(0)).amount == euros(0)
    assert OtherCap(euros(0)).amount == euros(0)
    assert Paid(Money(1, "EUR"), CALENDAR_START).on == CALENDAR_START
    assert Complied(CALENDAR_END).on == CALENDAR_END
    assert Scenario("n" * 80).name == "n" * 80
    assert (
        len(what_if(Stayed(FIRST), Stayed(FIRST + DAY), Paid(euros(1), FIRST), Paid(euros(2), FIRST)).changes)
        == 4
    )


def test_that_compliance_replaces_what_the_record_says_of_it() -> None:
    later = Compliance(date(2024, 1, 1), date(2024, 1, 2), relapse=True)
    found = changed(Complied(date(2023, 5, 31)), compliance=(later,)).compliance
    assert found == (Compliance(date(2023, 5, 31), CALENDAR_START, confidence=Confidence.INFERRED),)


def test_that_a_stay_is_added_and_its_last_day_is_in_it() -> None:
    own = Stay(date(2023, 1, 1), date(2023, 1, 5), date(2023, 1, 1))
    found = changed(Stayed(date(2023, 2, 1), date(2023, 2, 10)), stays=(own,)).stays
    assert found == (own, Stay(date(2023, 2, 1), date(2023, 2, 11), CALENDAR_START))
    assert changed(Stayed(FIRST)).stays == (Stay(FIRST, None, CALENDAR_START),)


def test_that_another_rate_stands_alone_or_follows_from_its_day() -> None:
    day = date(2023, 3, 1)
    assert changed(OtherRate(euros(5))).rates == (Rate(500),)
    assert changed(OtherRate(euros(5), day)).rates == (Rate(100), Rate(500, from_day=day))
    numbered = changed(OtherRate(euros(5), day), rates=(Rate(100, from_unit=1),))
    assert numbered.rates == (Rate(100), Rate(500, from_day=day))


def test_that_rates_from_the_day_of_another_one_on_give_way() -> None:
    day = date(2023, 3, 1)
    own = (Rate(100), Rate(200, from_day=day - DAY), Rate(300, from_day=day), Rate(400, from_day=day + DAY))
    found = changed(OtherRate(euros(5), day), rates=own).rates
    assert found == (Rate(100), Rate(200, from_day=day - DAY), Rate(500, from_day=day))


def test_that_rates_by_number_take_no_rate_from_a_day() -> None:
    with pytest.raises(TermsError) as caught:
        changed(OtherRate(euros(5), FIRST), rates=(Rate(100, from_unit=1), Rate(200, from_unit=3)))
    assert caught.value.code is Fault.TIER_MIX
    assert changed(OtherRate(euros(5)), rates=(Rate(100, from_unit=1), Rate(200, from_unit=3))).rates == (
        Rate(500),
    )


def test_that_a_cap_is_set_or_lifted() -> None:
    assert changed(OtherCap(euros(7))).cap == 700
    assert changed(OtherCap(euros(0)), cap=100).cap == 0
    assert changed(OtherCap(None), cap=100).cap is None


def test_that_amounts_of_another_currency_leave_a_line_alone() -> None:
    pounds = Money(500, "GBP")
    own = line(1, FIRST, cap=100)
    for change in (OtherRate(pounds), OtherRate(pounds, FIRST), OtherCap(pounds), Paid(pounds, FIRST)):
        assert apply(own, what_if(change)) == own


def test_that_the_day_of_compliance_is_counted_or_not() -> None:
    assert changed(ComplianceDay(counted=True)).compliance_day_counted
    assert not changed(ComplianceDay(counted=False), compliance_day_counted=True).compliance_day_counted


def test_that_a_payment_and_a_last_day_are_known_from_the_start() -> None:
    day = date(2023, 6, 1)
    before = Payment(on_day(day), euros(1), day)
    paid = changed(Paid(euros(2), day), payments=(before,)).payments
    assert paid == (before, Payment(on_day(day), euros(2), CALENDAR_START))
    assert changed(Ends(day)).last_day == LastDay(day, CALENDAR_START, Confidence.INFERRED)


@pytest.mark.parametrize(
    ("change", "first"),
    [
        (OtherStart(Start.FIRST_DAY, date(2023, 1, 1)), date(2023, 1, 1)),
        (OtherStart(Start.NOTIFIED, date(2022, 10, 20)), date(2022, 12, 21)),
        (OtherStart(Start.PLAIN), date(2022, 12, 19)),
        (OtherStart(Start.ROLLS), date(2022, 12, 20)),  # off Sunday 18 December
        (OtherStart(Start.FRANC_ROLLS), date(2022, 12, 20)),  # Monday 19 December is a working day
    ],
)
@pytest.mark.parametrize("known", [{"notified_on": NOTIFIED}, {"decided_on": date(2022, 10, 17)}])
def test_that_another_reading_of_the_deadline_moves_the_first_day(
    change: OtherStart, first: date, known: dict[str, object]
) -> None:
    found = changed(change, grace=TWO_MONTHS, first_day_basis="as reported", **known)
    assert first_penalty_day(found) == first
    assert found.first_day_confidence is Confidence.INFERRED
    assert found.first_day_basis == ""


def test_that_a_deadline_rolls_by_the_calendar_of_the_terms_before_any_other() -> None:
    own = DeadlineRule(working_days=working_days((date(2022, 12, 19),)))
    found = changed(OtherStart(Start.ROLLS), grace=TWO_MONTHS, deadline_rule=own)
    assert first_penalty_day(found) == date(2022, 12, 21)
    assert found.deadline_rule.rollover is Rollover.NEXT_WORKING_DAY


def test_that_another_notification_is_read_by_the_rule_of_the_terms() -> None:
    own = DeadlineRule(franc=True)
    found = changed(OtherStart(Start.NOTIFIED, NOTIFIED), grace=TWO_MONTHS, deadline_rule=own)
    assert first_penalty_day(found) == date(2022, 12, 20)
    assert found.notified_on == NOTIFIED


def test_that_a_fixed_last_day_of_grace_gives_way_to_the_length() -> None:
    fixed = Grace(2, GraceUnit.MONTH, "notification", date(2023, 1, 31))
    found = changed(OtherStart(Start.PLAIN), grace=fixed, notified_on=NOTIFIED)
    assert first_penalty_day(found) == FIRST


def test_that_without_grace_a_penalty_starts_the_day_after_another_notification() -> None:
    assert first_penalty_day(changed(OtherStart(Start.NOTIFIED, NOTIFIED))) == date(2022, 10, 19)


@pytest.mark.parametrize(
    ("change", "grace"),
    [
        (OtherStart(Start.ROLLS), None),
        (OtherStart(Start.ROLLS), Grace(None, None, "", FIRST)),
        (OtherStart(Start.NOTIFIED, NOTIFIED), Grace(None, None, "", FIRST)),
    ],
)
def test_that_a_deadline_nobody_knows_has_no_other_reading(change: OtherStart, grace: Grace | None) -> None:
    with pytest.raises(ScenarioError) as caught:
        changed(change, grace=grace, notified_on=NOTIFIED)
    assert caught.value.flaw is Flaw.NO_DEADLINE


def test_that_a_roll_without_any_calendar_is_no_guess() -> None:
    with pytest.raises(TermsError) as caught:
        apply(line(1, FIRST, grace=TWO_MONTHS), what_if(OtherStart(Start.ROLLS)))
    assert caught.value.code is Fault.HOLIDAYS_UNKNOWN


def test_that_a_scenario_of_one_line_leaves_the_others_as_they_are() -> None:
    only = Scenario("Second alone", (OtherCap(None),), "P2")
    first, second = line(1, FIRST, cap=100), line(2, FIRST, cap=100)
    assert apply(first, only) == first
    assert apply(second, only).cap is None
    assert apply(first, Scenario("All", only.changes)).cap is None


def test_that_a_change_takes_the_place_of_one_of_its_kind() -> None:
    scenario = what_if(Complied(FIRST), Stayed(FIRST)).put(Complied(FIRST + DAY)).put(Stayed(FIRST + DAY))
    assert scenario.changes == (Complied(FIRST + DAY), Stayed(FIRST), Stayed(FIRST + DAY)) or (
        set(scenario.changes) == {Complied(FIRST + DAY), Stayed(FIRST), Stayed(FIRST + DAY)}
    )
    assert scenario.put(Stayed(FIRST)) is scenario
    assert scenario.drop(Stayed(FIRST)).changes == (Complied(FIRST + DAY), Stayed(FIRST + DAY))
    assert scenario.clear(Stayed).changes == (Complied(FIRST + DAY),)
    assert scenario.name == "What if"


@pytest.mark.parametrize(
    ("change", "then"),
    [
        (Complied(date(2023, 5, 31)), date(2023, 5, 31)),
        (Complied(date(2022, 5, 31)), date(2023, 3, 15)),
        (Stayed(date(2023, 5, 1), date(2023, 5, 9)), date(2023, 5, 9)),
        (Stayed(date(2023, 5, 1)), date(2023, 5, 1)),
        (OtherRate(euros(1), date(2023, 5, 1)), date(2023, 5, 1)),
        (OtherRate(euros(1)), date(2023, 3, 15)),
        (OtherCap(None), date(2023, 3, 15)),
        (ComplianceDay(counted=True), date(2023, 3, 15)),
        (OtherStart(Start.FIRST_DAY, date(2023, 5, 1)), date(2023, 5, 1)),
        (OtherStart(Start.NOTIFIED, date(2023, 5, 1)), date(2023, 3, 15)),
        (OtherStart(Start.ROLLS), date(2023, 3, 15)),
        (Paid(euros(1), date(2023, 5, 1)), date(2023, 5, 1)),
        (Ends(date(2023, 5, 1)), date(2023, 5, 1)),
    ],
)
def test_that_a_scenario_is_told_of_the_day_by_which_it_shows(change: Change, then: date) -> None:
    assert what_if(change).shown_on(date(2023, 3, 15)) == then


def test_that_compliance_can_be_a_week_later() -> None:
    stay = Stayed(FIRST)
    assert what_if(Complied(FIRST), stay).week_later() == what_if(stay, Complied(date(2022, 12, 26)))
    assert what_if(stay).week_later() is None
