"""The rules of a draft in words."""

from __future__ import annotations

from desktop.domain.edit.draft import CHOICES, Draft, draft_rules
from desktop.domain.law.deadline import GraceUnit
from desktop.domain.law.kinds import Unit
from desktop.domain.law.regime import Setting
from desktop.models.edit.rule_words import choice_words, grace_units, rule_line, unit_choices
from desktop.store.law.rules import regime, regimes
from tests.drafts import CLEARVIEW


def test_that_a_rule_set_by_hand_shows_the_regimes_value_beside_it() -> None:
    changed = CLEARVIEW.set_rule(Setting.ROLLOVER, "next working day")
    lines = {line.setting: line for line in map(rule_line, draft_rules(changed, regime("FR-CNIL")))}
    rolled = lines[Setting.ROLLOVER]
    assert (rolled.name, rolled.value) == ("End on a rest day", "next working day")
    assert (rolled.is_by_hand, rolled.is_unsettled, rolled.of_regime) == (True, True, "stays")
    assert "art. 642" in rolled.citation
    assert not lines[Setting.MONTH_RULE].is_by_hand


def test_that_every_choice_has_words_of_its_own() -> None:
    for setting, values in CHOICES.items():
        words = [choice_words(setting, value) for value in values]
        assert len(set(words)) == len(values)
    assert [value for value, _ in unit_choices()] == list(Unit)
    assert GraceUnit.HOUR not in [value for value, _ in grace_units()]


def test_that_every_rule_of_every_regime_can_be_told() -> None:
    for law in regimes():
        for line in map(rule_line, draft_rules(Draft(), law)):
            assert line.citation
            assert line.value in [value for value, _ in line.choices]


def test_that_a_rule_without_a_regime_waits_for_an_answer() -> None:
    line = rule_line(draft_rules(Draft(), None)[0])
    assert not line.is_answered
    assert not line.citation
