"""The draft of a new investigation and its rules."""

from __future__ import annotations

from desktop.domain.edit.draft import CHOICES, Draft, draft_rules
from desktop.domain.law.deadline import MonthRule, Rollover
from desktop.domain.law.regime import FirstDay, Setting
from desktop.store.law.rules import regime, regimes
from tests.drafts import CLEARVIEW


def test_that_a_draft_is_empty_until_something_is_typed() -> None:
    assert Draft().is_empty
    assert not CLEARVIEW.is_empty


def test_that_the_regime_fills_the_rules_until_one_is_set_by_hand() -> None:
    rules = {one.setting: one for one in draft_rules(CLEARVIEW, regime("FR-CNIL"))}
    assert rules[Setting.MONTH_RULE].value is MonthRule.SAME_DATE
    assert rules[Setting.ROLLOVER].value is Rollover.NONE
    assert rules[Setting.FIRST_DAY].value is FirstDay.AFTER_EXPIRY
    assert rules[Setting.COMPLIANCE_DAY_COUNTED].value is False
    assert not any(one.is_by_hand for one in rules.values())
    rolled = rules[Setting.ROLLOVER].rule
    assert rolled is not None
    assert rolled.unsettled
    changed = CLEARVIEW.set_rule(Setting.ROLLOVER, "next working day")
    rules = {one.setting: one for one in draft_rules(changed, regime("FR-CNIL"))}
    assert rules[Setting.ROLLOVER].value is Rollover.NEXT_WORKING_DAY
    assert rules[Setting.ROLLOVER].is_by_hand
    assert changed.set_rule(Setting.ROLLOVER, "none").by_hand == ((Setting.ROLLOVER, "none"),)
    assert changed.follow_regime(Setting.ROLLOVER) == CLEARVIEW


def test_that_a_value_equal_to_the_regimes_is_not_set_by_hand() -> None:
    same = CLEARVIEW.set_rule(Setting.ROLLOVER, "none")
    assert not any(one.is_by_hand for one in draft_rules(same, regime("FR-CNIL")))


def test_that_without_a_regime_every_rule_waits_for_an_answer() -> None:
    assert not any(one.is_answered for one in draft_rules(Draft(), None))
    answered = Draft().set_rule(Setting.MONTH_RULE, "eve of date")
    (months, *rest) = draft_rules(answered, None)
    assert (months.value, months.is_answered) == (MonthRule.EVE_OF_DATE, True)
    assert not any(one.is_answered for one in rest)


def test_that_every_choice_of_every_rule_can_be_set_under_every_regime() -> None:
    for law in regimes():
        for setting, values in CHOICES.items():
            for value in values:
                rules = draft_rules(Draft().set_rule(setting, value), law)
                held = next(one.value for one in rules if one.setting is setting)
                assert held in (value, value == "counted")
