"""The law of one regime, and what an order says against it."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.domain.case.terms import Compliance, Grace, PenaltyTerms
from desktop.domain.days.workdays import WorkingDays, working_days
from desktop.domain.law.deadline import DeadlineRule, GraceUnit, MonthRule, Rollover
from desktop.domain.law.history import Support
from desktop.domain.law.kinds import PartUnit, Recovery, Unit
from desktop.domain.law.regime import FirstDay, Period, Regime, Rule, Setting, deadline_rule
from desktop.domain.penalty.alternatives import Alternative, alternatives, overrides, own_value, reread
from desktop.domain.penalty.start import first_penalty_day
from desktop.domain.source import Confidence
from tests.making import line

if TYPE_CHECKING:
    from typing import Any

# FR-CNIL in short (LIL art. 20 III 2, decree 2019-536 art. 44, CPC 640-642 by analogy).
VALUES: dict[Setting, Any] = {
    Setting.MONTH_RULE: MonthRule.SAME_DATE,
    Setting.FRANC: False,
    Setting.ROLLOVER: Rollover.NEXT_WORKING_DAY,
    Setting.MIN_WORKING_DAYS: 0,
    Setting.FIRST_DAY: FirstDay.AFTER_EXPIRY,
    Setting.UNIT: Unit.DAY,
    Setting.COMPLIANCE_DAY_COUNTED: False,
    Setting.PART_UNIT: PartUnit.NONE,
    Setting.RECOVERY: Recovery.LIQUIDATION,
    Setting.LIMITATION: None,
    Setting.MAX_UNITS: None,
    Setting.APPEAL_SUSPENDS: False,
    Setting.CALENDARS: ("FR",),
    Setting.VOID_ON_COMPLIANCE: False,
}
FRENCH = working_days((date(2022, 11, 11), date(2022, 12, 25), date(2023, 1, 1)))
TWO_MONTHS = Grace(2, GraceUnit.MONTH, "notification")
ROLLS = DeadlineRule(rollover=Rollover.NEXT_WORKING_DAY, working_days=FRENCH)


def rule(setting: Setting, value: Any, others: tuple[Any, ...] = ()) -> Rule[Any]:
    return Rule(setting, value, "Words.", "Citation", "Source", Support.SEEN, bool(others), others)


def regime(values: dict[Setting, Any] | None = None, **open_to: tuple[Any, ...]) -> Regime:
    """The short regime with other values, and other values of unsettled settings by name."""
    held = VALUES | (values or {})
    rules: dict[str, Any] = {one.value: rule(one, held[one], open_to.get(one.value, ())) for one in Setting}
    return Regime("FR-CNIL", "Astreinte", "FR", "EUR", **rules)


def notified(**more: Any) -> PenaltyTerms:
    """Notified on Tuesday 18 October 2022 with two months to comply, which end on a Sunday."""
    usual: dict[str, Any] = {"notified_on": date(2022, 10, 18), "grace": TWO_MONTHS, "deadline_rule": ROLLS}
    return dataclasses.replace(line(1, date(2022, 12, 20), first_day=None), **(usual | more))


def said(terms: PenaltyTerms, one: Regime) -> list[tuple[Setting, object]]:
    return [(found.rule.setting, found.value) for found in overrides(terms, one)]


def test_that_a_regime_lists_its_rules_in_order_and_the_unsettled_ones() -> None:
    one = regime(franc=(True,))
    assert tuple(found.setting for found in one.rules) == tuple(Setting)
    assert one.rule(Setting.FRANC) is one.franc
    assert list(one.unsettled) == [one.franc]


def test_that_a_rule_is_settled_unless_it_is_said_to_be_open() -> None:
    assert not Rule(Setting.FRANC, True, "Words.", "Citation", "Source", Support.SEEN).unsettled


def test_that_its_rule_of_deadlines_is_made_of_its_settings() -> None:
    one = regime(
        {Setting.MONTH_RULE: MonthRule.EVE_OF_DATE, Setting.FRANC: True, Setting.MIN_WORKING_DAYS: 2}
    )
    assert deadline_rule(one, FRENCH) == DeadlineRule(
        months=MonthRule.EVE_OF_DATE,
        franc=True,
        rollover=Rollover.NEXT_WORKING_DAY,
        min_working_days=2,
        working_days=FRENCH,
    )
    assert deadline_rule(regime({Setting.MONTH_RULE: None}), None).months is MonthRule.SAME_DATE


def test_that_terms_as_the_law_says_override_nothing() -> None:
    assert overrides(notified(), regime()) == ()


def test_that_every_word_of_the_order_against_the_law_is_told() -> None:
    own = notified(
        deadline_rule=DeadlineRule(MonthRule.EVE_OF_DATE, franc=True, min_working_days=2),
        unit=Unit.WEEK,
        compliance=(Compliance(date(2023, 2, 1), date(2023, 2, 1)),),
        compliance_day_counted=True,
        part_unit=PartUnit.FULL,
        recovery=Recovery.BY_LAW,
        max_units=10,
    )
    assert said(own, regime({Setting.MAX_UNITS: 42})) == [
        (Setting.MONTH_RULE, MonthRule.EVE_OF_DATE),
        (Setting.FRANC, True),
        (Setting.ROLLOVER, Rollover.NONE),
        (Setting.MIN_WORKING_DAYS, 2),
        (Setting.UNIT, Unit.WEEK),
        (Setting.COMPLIANCE_DAY_COUNTED, True),
        (Setting.PART_UNIT, PartUnit.FULL),
        (Setting.RECOVERY, Recovery.BY_LAW),
        (Setting.MAX_UNITS, 10),
    ]


def test_that_what_the_law_leaves_open_cannot_be_overridden() -> None:
    own = notified(unit=Unit.WEEK, part_unit=PartUnit.FULL, max_units=10)
    assert said(own, regime({Setting.PART_UNIT: None, Setting.UNIT: Unit.WEEK})) == []


def test_that_settings_that_play_no_part_are_not_told() -> None:
    counted = notified(compliance_day_counted=True, part_unit=PartUnit.FULL)
    assert said(counted, regime()) == []
    stated = notified(first_day=date(2022, 12, 19), deadline_rule=DeadlineRule(franc=True))
    assert said(stated, regime()) == []
    fixed = notified(
        grace=dataclasses.replace(TWO_MONTHS, last_day=date(2022, 12, 18)),
        deadline_rule=DeadlineRule(franc=True),
    )
    assert said(fixed, regime()) == []
    without = notified(grace=None, deadline_rule=DeadlineRule(franc=True))
    assert said(without, regime()) == []
    assert own_value(notified(), Setting.CALENDARS) is None


@pytest.mark.parametrize("unit", [Unit.WEEK, Unit.TWO_WEEKS, Unit.MONTH, Unit.HALF_YEAR, Unit.YEAR])
def test_that_units_longer_than_a_day_have_parts(unit: Unit) -> None:
    assert own_value(notified(unit=unit), Setting.PART_UNIT) is PartUnit.NONE
    assert own_value(notified(unit=Unit.WORKING_DAY), Setting.PART_UNIT) is None


def test_that_the_start_of_a_penalty_is_told_by_what_the_order_names() -> None:
    on = date(2022, 12, 19)
    first = Setting.FIRST_DAY
    assert own_value(notified(), first) is FirstDay.AFTER_EXPIRY
    assert own_value(notified(grace=None, first_day=on), first) is FirstDay.ON_DATE
    assert own_value(notified(grace=None, first_day=on, notified_on=on), first) is FirstDay.ON_EVENT_DAY
    assert own_value(notified(grace=None), first) is None


def read(found: Alternative) -> PenaltyTerms:
    assert found.terms is not None
    return found.terms


def test_that_unsettled_readings_of_a_deadline_move_the_first_day() -> None:
    one = regime(franc=(True,), rollover=(Rollover.NONE,))
    found = alternatives(notified(), one)
    assert [(other.rule.setting, other.value) for other in found] == [
        (Setting.FRANC, True),
        (Setting.ROLLOVER, Rollover.NONE),
    ]
    assert first_penalty_day(notified()) == date(2022, 12, 20)
    assert [first_penalty_day(read(other)) for other in found] == [date(2022, 12, 20), date(2022, 12, 19)]
    months = alternatives(notified(), regime(month_rule=(MonthRule.EVE_OF_DATE,)))
    assert [read(other).deadline_rule.months for other in months] == [MonthRule.EVE_OF_DATE]


def test_that_the_law_is_the_alternative_where_the_order_took_the_other_reading() -> None:
    own = notified(deadline_rule=DeadlineRule())
    (found,) = alternatives(own, regime(rollover=(Rollover.NONE,)), FRENCH)
    assert found.value is Rollover.NEXT_WORKING_DAY
    assert read(found).deadline_rule.working_days is FRENCH
    assert first_penalty_day(read(found)) == date(2022, 12, 20)


def test_that_a_calendar_of_the_terms_is_kept() -> None:
    other = working_days(())
    (found,) = alternatives(notified(), regime(rollover=(Rollover.NONE,)), other)
    assert read(found).deadline_rule.working_days is FRENCH


def test_that_settled_law_has_no_alternatives() -> None:
    assert alternatives(notified(), regime(), FRENCH) == ()


def test_that_compliance_is_read_both_ways_once_there_is_some() -> None:
    one = regime(compliance_day_counted=(True,))
    assert alternatives(notified(), one) == ()
    obeyed = notified(compliance=(Compliance(date(2023, 2, 9), date(2023, 2, 9)),))
    (found,) = alternatives(obeyed, one)
    assert (found.rule, found.value, read(found).compliance_day_counted) == (
        one.compliance_day_counted,
        True,
        True,
    )


def test_that_a_part_of_a_week_and_a_way_of_recovery_are_read_both_ways() -> None:
    one = regime(part_unit=(PartUnit.FULL,), recovery=(Recovery.BY_LAW,))
    weekly = notified(unit=Unit.WEEK)
    assert [(read(other).part_unit, read(other).recovery) for other in alternatives(weekly, one)] == [
        (PartUnit.FULL, Recovery.LIQUIDATION),
        (PartUnit.NONE, Recovery.BY_LAW),
    ]


def test_that_a_penalty_may_begin_on_the_day_its_period_expires() -> None:
    """Awb 4:17(3): the day on which two weeks have passed, or the day after it."""
    one = regime(first_day=(FirstDay.ON_EXPIRY,))
    weeks = notified(grace=Grace(2, GraceUnit.WEEK, "notice"), deadline_rule=DeadlineRule())
    (found,) = alternatives(weeks, one)
    assert first_penalty_day(weeks) == date(2022, 11, 2)
    assert read(found).first_day == date(2022, 11, 1)
    assert alternatives(notified(notified_on=None), one) == ()


def test_that_terms_cannot_carry_every_setting() -> None:
    assert reread(notified(), Setting.LIMITATION, Period(1, GraceUnit.YEAR)) is None
    assert reread(notified(), Setting.FIRST_DAY, FirstDay.ON_DATE) is None
    assert reread(notified(), Setting.ROLLOVER, "soon") is None
    assert reread(notified(), Setting.FRANC, None) is None


def test_that_an_unconfirmed_first_day_after_a_sunday_is_read_as_rolled() -> None:
    """Clearview: first day 19 December 2022 as reported; 18 December was a Sunday."""
    one = regime(rollover=(Rollover.NONE,))
    reported = notified(
        notified_on=None, first_day=date(2022, 12, 19), first_day_confidence=Confidence.SINGLE_SOURCE
    )
    (found,) = alternatives(reported, one, FRENCH)
    assert (found.rule.setting, found.value) == (Setting.ROLLOVER, Rollover.NEXT_WORKING_DAY)
    assert read(found).first_day == date(2022, 12, 20)


def test_that_a_first_day_is_not_reread_where_nothing_is_open() -> None:
    one = regime(rollover=(Rollover.NONE,))
    first: dict[str, Any] = {"first_day": date(2022, 12, 19), "first_day_confidence": Confidence.INFERRED}
    fixed = dataclasses.replace(TWO_MONTHS, last_day=date(2022, 12, 18))
    assert alternatives(notified(**first), one) == ()
    assert alternatives(notified(**first), regime(), FRENCH) == ()
    assert alternatives(notified(**first), regime(franc=(True,)), FRENCH) == ()
    assert alternatives(notified(**first, grace=None), one, FRENCH) == ()
    assert alternatives(notified(**first, grace=fixed), one, FRENCH) == ()
    confirmed = first | {"first_day_confidence": Confidence.CONFIRMED}
    assert alternatives(notified(**confirmed), one, FRENCH) == ()
    tuesday = first | {"first_day": date(2022, 12, 20)}
    assert alternatives(notified(**tuesday), one, FRENCH) == ()


KNOWN = WorkingDays(first_year=2010, last_year=2027, code="FR")


@pytest.mark.parametrize("first", [date(2006, 1, 23), date(2028, 1, 24)])
def test_that_a_stated_day_is_not_rolled_in_a_year_whose_holidays_are_not_known(first: date) -> None:
    stated = line(1, first, grace=TWO_MONTHS, first_day_confidence=Confidence.INFERRED)
    one = regime({Setting.ROLLOVER: Rollover.NONE}, rollover=(Rollover.NEXT_WORKING_DAY,))
    (found,) = alternatives(stated, one, KNOWN)
    assert (found.value, found.terms) == (Rollover.NEXT_WORKING_DAY, None)
    assert f"holidays of FR in {first.year} were not checked" in found.why


def test_that_a_reading_which_needs_unknown_holidays_is_left_without_terms() -> None:
    rolls = DeadlineRule(rollover=Rollover.NEXT_WORKING_DAY, working_days=KNOWN)
    stated = notified(first_day=date(2028, 1, 21), notified_on=date(2028, 1, 10), deadline_rule=rolls)
    one = regime({Setting.FIRST_DAY: FirstDay.AFTER_EXPIRY}, first_day=(FirstDay.ON_EXPIRY,))
    (found,) = alternatives(stated, one, KNOWN)
    assert (found.value, found.terms) == (FirstDay.ON_EXPIRY, None)
    assert "holidays of FR in 2028 were not checked" in found.why
