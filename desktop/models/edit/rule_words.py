"""The rules of a draft in words: names, values, citations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.edit.draft import CHOICES
from desktop.domain.law.deadline import GraceUnit, MonthRule, Rollover
from desktop.domain.law.kinds import PartUnit, Recovery, Unit
from desktop.domain.law.regime import FirstDay, Setting

if TYPE_CHECKING:
    from desktop.domain.edit.change import Cell
    from desktop.domain.edit.draft import DraftRule
    from desktop.domain.edit.regime_version import RegimeQuestion

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule as a row: its name, its choices and chosen value, its citation, and what marks it."""

    setting: Setting
    name: str
    choices: tuple[tuple[object, str], ...]
    value: str
    citation: str
    is_unsettled: bool
    is_by_hand: bool
    is_answered: bool
    of_regime: str


def rule_line(rule: DraftRule) -> RuleLine:
    """A rule of a draft as a row."""
    law = rule.rule
    value = _value_word(rule.value)
    return RuleLine(
        setting=rule.setting,
        name=rule_names()[rule.setting],
        choices=tuple((choice, choice_words(rule.setting, choice)) for choice in CHOICES[rule.setting]),
        value=value,
        citation="" if law is None else text.printable(law.citation),
        is_unsettled=law is not None and law.unsettled,
        is_by_hand=rule.is_by_hand,
        is_answered=rule.is_answered,
        of_regime=""
        if law is None or law.value is None
        else choice_words(rule.setting, _value_word(law.value)),
    )


def choice_words(setting: Setting, value: str) -> str:
    """A value of a rule in words."""
    return {
        (Setting.MONTH_RULE, MonthRule.SAME_DATE): translate("draft", "the same date"),
        (Setting.MONTH_RULE, MonthRule.EVE_OF_DATE): translate("draft", "the eve of the same date"),
        (Setting.ROLLOVER, Rollover.NONE): translate("draft", "stays"),
        (Setting.ROLLOVER, Rollover.NEXT_WORKING_DAY): translate("draft", "next working day"),
        (Setting.FIRST_DAY, FirstDay.AFTER_EXPIRY): translate("draft", "day after the grace period"),
        (Setting.FIRST_DAY, FirstDay.ON_EXPIRY): translate("draft", "last day of the grace period"),
        (Setting.FIRST_DAY, FirstDay.ON_EVENT_DAY): translate("draft", "day of notification"),
        (Setting.FIRST_DAY, FirstDay.ON_DATE): translate("draft", "day that the order names"),
        (Setting.COMPLIANCE_DAY_COUNTED, "counted"): translate("draft", "counted"),
        (Setting.COMPLIANCE_DAY_COUNTED, "not counted"): translate("draft", "not counted"),
        (Setting.PART_UNIT, PartUnit.NONE): translate("draft", "not charged"),
        (Setting.PART_UNIT, PartUnit.FULL): translate("draft", "charged in full"),
        (Setting.PART_UNIT, PartUnit.PRO_RATA): translate("draft", "charged by their days"),
        (Setting.RECOVERY, Recovery.LIQUIDATION): translate("draft", "after liquidation"),
        (Setting.RECOVERY, Recovery.BY_LAW): translate("draft", "by law"),
        (Setting.RECOVERY, Recovery.THREAT): translate("draft", "by each threat"),
        (Setting.RECOVERY, Recovery.TWO_STEPS): translate("draft", "by a second decision"),
        (Setting.RECOVERY, Recovery.BY_NOTICE): translate("draft", "by notice"),
        (Setting.RECOVERY, Recovery.BY_TITLE): translate("draft", "by the order itself"),
    }.get((setting, value), value)


def regime_question_words(question: RegimeQuestion) -> str:
    """The question whether a penalty is to follow its regime, with what has changed in it."""
    names = {
        **rule_names(),
        Setting.FRANC: translate("draft", "Clear days"),
        Setting.MIN_WORKING_DAYS: translate("draft", "Working days at least"),
    }
    told = []
    for setting, before, after in question.changes:
        words = (_stored_words(setting, value) for value in (before, after))
        told.append(translate("draft", "{}: {} → {}").format(names[setting].lower(), *words))
    asked = translate("draft", "The regime of penalty {} has changed since ({}). Take it?")
    return asked.format(text.printable(question.rules.label), "; ".join(told))


def _stored_words(setting: Setting, value: Cell) -> str:
    """A value as terms hold it, in words."""
    if value is None:
        return translate("draft", "left to the order")
    if setting is Setting.COMPLIANCE_DAY_COUNTED:
        return choice_words(setting, "counted" if value else "not counted")
    if setting is Setting.FRANC:
        return translate("draft", "yes") if value else translate("draft", "no")
    return choice_words(setting, str(value))


def unit_choices() -> tuple[tuple[object, str], ...]:
    """The units that a rate is charged for."""
    return tuple((unit, text.unit_word(unit)) for unit in Unit)


def grace_units() -> tuple[tuple[object, str], ...]:
    """The units of a grace period."""
    return (
        (GraceUnit.DAY, translate("draft", "days")),
        (GraceUnit.WORKING_DAY, translate("draft", "working days")),
        (GraceUnit.WEEK, translate("draft", "weeks")),
        (GraceUnit.MONTH, translate("draft", "months")),
        (GraceUnit.YEAR, translate("draft", "years")),
    )


def rule_names() -> dict[Setting, str]:
    """The names of the rules."""
    return {
        Setting.MONTH_RULE: translate("draft", "Months end on"),
        Setting.ROLLOVER: translate("draft", "End on a rest day"),
        Setting.FIRST_DAY: translate("draft", "First penalty day"),
        Setting.COMPLIANCE_DAY_COUNTED: translate("draft", "Day of compliance"),
        Setting.PART_UNIT: translate("draft", "Parts of units"),
        Setting.RECOVERY: translate("draft", "Recovery"),
    }


def _value_word(value: object) -> str:
    if isinstance(value, bool):
        return "counted" if value else "not counted"
    return str(value)
