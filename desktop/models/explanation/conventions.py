"""Counting conventions, rules of law and settings on which readings differ, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.explanation.notification import Way
from desktop.domain.law.deadline import MonthRule, Rollover
from desktop.domain.law.history import Support
from desktop.domain.law.kinds import PartUnit, Recovery, Unit
from desktop.domain.law.regime import FirstDay, Setting
from desktop.domain.source import Confidence

if TYPE_CHECKING:
    from desktop.domain.explanation.explanation import Step
    from desktop.domain.law.regime import Rule

translate = QCoreApplication.translate


def convention_words(step: Step) -> str:
    """A convention of counting days or units."""
    setting, _, value = step.code.partition(":")
    if setting == Setting.PART_UNIT.value:
        return {
            PartUnit.NONE: translate("explanation", "A begun unit is not charged before it is complete"),
            PartUnit.FULL: translate("explanation", "A begun unit is charged in full"),
            PartUnit.PRO_RATA: translate("explanation", "A begun unit is charged by its days, rounded down"),
        }[PartUnit(value)]
    if setting == Setting.COMPLIANCE_DAY_COUNTED.value:
        if value == "yes":
            return translate("explanation", "The day of compliance is counted")
        return translate("explanation", "The day of compliance is not counted")
    if step.unit == Unit.DAY:
        return translate("explanation", "Charged per calendar day")
    if step.unit in (Unit.OCCURRENCE, Unit.ONCE):
        return translate("explanation", "Charged per {}").format(text.unit_word(step.unit))
    words = translate("explanation", "Charged per {}, counted from the first penalty day")
    return words.format(text.unit_word(step.unit))


def rule_words(rule: Rule[object]) -> str:
    """A rule of law with its citation."""
    words = f"{rule.sentence.rstrip('.')} ({rule.citation})" if rule.citation else rule.sentence
    marks = {
        Support.SEEN: "",
        Support.UNCONFIRMED: translate("explanation", "not confirmed against the text"),
        Support.DERIVED: translate("explanation", "derived"),
    }
    is_open = translate("explanation", "the law is open on this") if rule.unsettled else ""
    notes = (note for note in (marks[rule.mark], is_open) if note)
    return text.printable(" · ".join([words, *notes]))


def value_words(setting: Setting, value: object) -> str:
    """The value of a setting on which readings differ, in words."""
    if isinstance(value, Recovery):
        return translate("explanation", "payable {}").format(recovery_text(value))
    words: dict[tuple[Setting, object], str] = {
        (Setting.COMPLIANCE_DAY_COUNTED, True): translate("explanation", "the day of compliance counted"),
        (Setting.COMPLIANCE_DAY_COUNTED, False): translate(
            "explanation", "the day of compliance not counted"
        ),
        (Setting.FRANC, True): translate("explanation", "a clear day added"),
        (Setting.FRANC, False): translate("explanation", "no clear day added"),
        (Setting.ROLLOVER, Rollover.NONE): translate("explanation", "the end of the period not moved"),
        (Setting.ROLLOVER, Rollover.NEXT_WORKING_DAY): translate(
            "explanation", "the end moved to the next working day"
        ),
        (Setting.MONTH_RULE, MonthRule.SAME_DATE): translate(
            "explanation", "months that end on the same date"
        ),
        (Setting.MONTH_RULE, MonthRule.EVE_OF_DATE): translate(
            "explanation", "months that end on the eve of the same date"
        ),
        (Setting.FIRST_DAY, FirstDay.AFTER_EXPIRY): translate(
            "explanation", "from the day after the grace period"
        ),
        (Setting.FIRST_DAY, FirstDay.ON_EXPIRY): translate(
            "explanation", "from the last day of the grace period"
        ),
        (Setting.FIRST_DAY, FirstDay.ON_EVENT_DAY): translate("explanation", "from the day of notification"),
        (Setting.FIRST_DAY, FirstDay.ON_DATE): translate("explanation", "from the day that the order names"),
        (Setting.PART_UNIT, PartUnit.NONE): translate("explanation", "no begun unit charged"),
        (Setting.PART_UNIT, PartUnit.FULL): translate("explanation", "a begun unit charged in full"),
        (Setting.PART_UNIT, PartUnit.PRO_RATA): translate("explanation", "a begun unit charged by its days"),
    }
    # The other settings give no other reading of a figure.
    return words.get((setting, value), f"{setting.value.replace('_', ' ')}: {value}")


def way_words(value: object) -> str:
    """Ways of reading the end of a period that lead to the same day."""
    names = {
        Way.PLAIN.value: translate("explanation", "end not moved"),
        Way.ROLLS.value: translate("explanation", "end moved to the next working day"),
        Way.FRANC_ROLLS.value: translate("explanation", "a clear day added"),
    }
    found = value if isinstance(value, tuple) else (value,)
    return translate("explanation", " or ").join(names.get(str(name), str(name)) for name in found)


def confidence_text(confidence: Confidence) -> str:
    """The support for a fact, in words inside a line."""
    return {
        Confidence.CONFIRMED: translate("terms", "confirmed"),
        Confidence.SINGLE_SOURCE: translate("terms", "one source"),
        Confidence.UNCONFIRMED: translate("terms", "not confirmed"),
        Confidence.INFERRED: translate("terms", "inferred"),
        Confidence.UNKNOWN: translate("terms", "not known"),
    }[confidence]


def recovery_text(recovery: Recovery) -> str:
    """The act by which an accrued sum becomes payable, in words."""
    return {
        Recovery.LIQUIDATION: translate("terms", "once the authority fixes it"),
        Recovery.BY_LAW: translate("terms", "by law, without a further act"),
        Recovery.THREAT: translate("terms", "once set after expiry"),
        Recovery.TWO_STEPS: translate("terms", "once a second decision fixes it"),
        Recovery.BY_NOTICE: translate("terms", "as each notice states it"),
        Recovery.BY_TITLE: translate("terms", "by the order itself, as it accrues"),
    }[recovery]
