"""Alternatives: a penalty line under the other readings of an open law; overrides: its order's own values."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.days.period import DAY
from desktop.domain.faults import TermsError
from desktop.domain.law.deadline import DeadlineRule, MonthRule, Rollover
from desktop.domain.law.kinds import PartUnit, Recovery, Unit
from desktop.domain.law.regime import FirstDay, Regime, Rule, Setting
from desktop.domain.penalty.start import first_penalty_day
from desktop.domain.source import Confidence

if TYPE_CHECKING:
    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.days.workdays import WorkingDays


@dataclass(frozen=True, slots=True)
class Override:
    """A setting on which the words of an order differ from its regime; the order's `value` holds."""

    rule: Rule[object]
    value: object


@dataclass(frozen=True, slots=True)
class Alternative:
    """The terms read under another value of a setting on which the law is open.

    `terms` is None where they cannot be read so, for the reason `why`.
    """

    rule: Rule[object]
    value: object
    terms: PenaltyTerms | None
    why: str = ""


def overrides(terms: PenaltyTerms, regime: Regime) -> tuple[Override, ...]:
    """The settings on which the terms differ from the regime, in the order of `Setting`."""
    found = []
    for rule in regime.rules:
        stated = own_value(terms, rule.setting)
        if stated is not None and rule.value is not None and stated != rule.value:
            found.append(Override(rule, stated))
    return tuple(found)


def own_value(terms: PenaltyTerms, setting: Setting) -> object:
    """The value the terms themselves give a setting, None where they are silent or it plays no part."""
    rule, grace = terms.deadline_rule, terms.grace
    computed = terms.first_day is None and grace is not None and grace.last_day is None
    said: dict[Setting, object] = {
        Setting.MONTH_RULE: rule.months if computed else None,
        Setting.FRANC: rule.franc if computed else None,
        Setting.ROLLOVER: rule.rollover if computed else None,
        Setting.MIN_WORKING_DAYS: rule.min_working_days if computed else None,
        Setting.FIRST_DAY: _first_day(terms),
        Setting.UNIT: terms.unit,
        Setting.COMPLIANCE_DAY_COUNTED: terms.compliance_day_counted if terms.compliance else None,
        Setting.PART_UNIT: terms.part_unit if terms.unit in _WITH_PARTS else None,
        Setting.RECOVERY: terms.recovery,
        Setting.MAX_UNITS: terms.max_units,
    }
    return said.get(setting)


def alternatives(
    terms: PenaltyTerms, regime: Regime, working_days: WorkingDays | None = None
) -> tuple[Alternative, ...]:
    """The terms under every other value of the regime's unsettled settings that plays a part in them.

    `working_days` serve a reading that rolls to a working day, where the terms carry no calendar.
    """
    found: list[Alternative] = []
    for rule in regime.unsettled:
        stated = own_value(terms, rule.setting)
        for value in (rule.value, *rule.alternatives):
            if stated is not None and value is not None and value != stated:
                found += _alternative(terms, rule, value, working_days)
        found += _rolled(terms, rule, working_days)
    return tuple(found)


def _alternative(
    terms: PenaltyTerms, rule: Rule[object], value: object, working_days: WorkingDays | None
) -> tuple[Alternative, ...]:
    try:
        read = reread(terms, rule.setting, value, working_days)
    except TermsError as error:
        return (Alternative(rule, value, None, str(error)),)
    return () if read is None else (Alternative(rule, value, read),)


def reread(
    terms: PenaltyTerms, setting: Setting, value: object, working_days: WorkingDays | None = None
) -> PenaltyTerms | None:
    """The terms with one setting changed, or None where terms cannot carry it. Raises TermsError."""
    read: PenaltyTerms | None = None
    match setting, value:
        case Setting.FIRST_DAY, FirstDay() as basis:
            usual = first_penalty_day(dataclasses.replace(terms, first_day=None))
            if usual is not None and basis is FirstDay.ON_EXPIRY:
                read = dataclasses.replace(terms, first_day=usual - DAY)
        case Setting.COMPLIANCE_DAY_COUNTED, bool() as counted:
            read = dataclasses.replace(terms, compliance_day_counted=counted)
        case Setting.PART_UNIT, PartUnit() as part:
            read = dataclasses.replace(terms, part_unit=part)
        case Setting.RECOVERY, Recovery() as recovery:
            read = dataclasses.replace(terms, recovery=recovery)
        case ((Setting.MONTH_RULE | Setting.FRANC | Setting.ROLLOVER), _):
            rule = _reread_rule(terms.deadline_rule, value)
            if rule is not None:
                days = rule.working_days or working_days
                rule = dataclasses.replace(rule, working_days=days)
                read = dataclasses.replace(terms, deadline_rule=rule)
    return read


def _reread_rule(rule: DeadlineRule, value: object) -> DeadlineRule | None:
    """The deadline rule with the value in place of its own; None for a value of another setting."""
    match value:
        case MonthRule() as months:
            return dataclasses.replace(rule, months=months)
        case Rollover() as rollover:
            return dataclasses.replace(rule, rollover=rollover)
        case bool() as franc:
            return dataclasses.replace(rule, franc=franc)
    return None


def _rolled(terms: PenaltyTerms, rule: Rule[object], days: WorkingDays | None) -> tuple[Alternative, ...]:
    """The later start of a penalty whose stated first day is not confirmed and follows a day off."""
    first, grace = terms.first_day, terms.grace
    if rule.setting is not Setting.ROLLOVER or days is None or first is None:
        return ()
    if terms.first_day_confidence is Confidence.CONFIRMED or grace is None or grace.last_day is not None:
        return ()
    try:
        rolled = days.next_working(first - DAY) + DAY
    except TermsError as error:  # holidays are not known; the stated day needs none
        return (Alternative(rule, Rollover.NEXT_WORKING_DAY, None, str(error)),)
    if rolled == first:
        return ()
    return (Alternative(rule, Rollover.NEXT_WORKING_DAY, dataclasses.replace(terms, first_day=rolled)),)


def _first_day(terms: PenaltyTerms) -> FirstDay | None:
    if terms.first_day is not None and terms.first_day == terms.notified_on:
        return FirstDay.ON_EVENT_DAY
    if terms.grace is not None:
        return FirstDay.AFTER_EXPIRY
    return None if terms.first_day is None else FirstDay.ON_DATE


_WITH_PARTS = (Unit.WEEK, Unit.TWO_WEEKS, Unit.MONTH, Unit.HALF_YEAR, Unit.YEAR)
