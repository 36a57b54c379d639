"""Regimes: the law on accrued penalties as values, each with the words, citation and source of its rule."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

from desktop.domain.law.deadline import DeadlineRule, MonthRule, Rollover

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from desktop.domain.days.workdays import WorkingDays
    from desktop.domain.law.deadline import GraceUnit
    from desktop.domain.law.history import History, Support
    from desktop.domain.law.kinds import PartUnit, Recovery, Unit

Value = TypeVar("Value")


class Setting(StrEnum):
    """The settings of a regime; their values are the field names of `Regime`."""

    MONTH_RULE = "month_rule"
    FRANC = "franc"
    ROLLOVER = "rollover"
    MIN_WORKING_DAYS = "min_working_days"
    FIRST_DAY = "first_day"
    UNIT = "unit"
    COMPLIANCE_DAY_COUNTED = "compliance_day_counted"
    PART_UNIT = "part_unit"
    RECOVERY = "recovery"
    LIMITATION = "limitation"
    MAX_UNITS = "max_units"
    APPEAL_SUSPENDS = "appeal_suspends"
    CALENDARS = "calendars"
    VOID_ON_COMPLIANCE = "void_on_compliance"


class FirstDay(StrEnum):
    """The first day of a penalty."""

    AFTER_EXPIRY = "after expiry"  # the day after the time to comply
    ON_EXPIRY = "on expiry"  # the day on which the time to comply runs out
    ON_EVENT_DAY = "on event day"  # the day of notification itself
    ON_DATE = "on date"  # the day the order or notice names


@dataclass(frozen=True, slots=True)
class Period:
    """A length in law, such as one year; months and years are counted by `months`."""

    length: int
    unit: GraceUnit
    months: MonthRule = MonthRule.SAME_DATE


@dataclass(frozen=True, slots=True)
class Rule(Generic[Value]):
    """One setting of a regime; `value` is None where the law leaves it to the order.

    `sentence` states the rule in plain English. An `unsettled` rule holds the other values in `alternatives`.
    """

    setting: Setting
    value: Value
    sentence: str
    citation: str
    source: str
    mark: Support
    unsettled: bool = False
    alternatives: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class StatutoryRate:
    """A rate set by statute, in minor units, from the n-th unit on."""

    from_unit: int
    minor: int


@dataclass(frozen=True, slots=True)
class Regime:
    """The rules of one law on accrued penalties; an order's own words come before them.

    `maxima` are the statutory maxima of a rate by name, in minor units, `shares` the maxima as a share of the
    average daily turnover; `rates` are the statutory rates, if any. `preset` is its name in a chooser, `term`
    the word of its country for a penalty.
    """

    code: str
    name: str
    jurisdiction: str
    currency: str
    month_rule: Rule[MonthRule | None]
    franc: Rule[bool]
    rollover: Rule[Rollover]
    min_working_days: Rule[int]
    first_day: Rule[FirstDay | None]
    unit: Rule[Unit]
    compliance_day_counted: Rule[bool | None]
    part_unit: Rule[PartUnit | None]
    recovery: Rule[Recovery]
    limitation: Rule[Period | None]
    max_units: Rule[int | None]
    appeal_suspends: Rule[bool | None]
    calendars: Rule[tuple[str, ...]]
    void_on_compliance: Rule[bool]
    maxima: tuple[History[int], ...] = ()
    shares: tuple[History[Fraction], ...] = ()
    rates: History[tuple[StatutoryRate, ...]] | None = None
    preset: str = ""
    term: str = ""

    @property
    def rules(self) -> tuple[Rule[object], ...]:
        """All its settings, in the order of `Setting`."""
        return tuple(self.rule(setting) for setting in Setting)

    def rule(self, setting: Setting) -> Rule[object]:
        """The rule of one setting."""
        found: Rule[object] = getattr(self, setting.value)
        return found

    @property
    def unsettled(self) -> Iterator[Rule[object]]:
        """The rules on which the law is open."""
        return (rule for rule in self.rules if rule.unsettled)


def deadline_rule(regime: Regime, working_days: WorkingDays | None) -> DeadlineRule:
    """The regime's rule for the last day of a period; months are counted by same date unless stated."""
    return DeadlineRule(
        months=regime.month_rule.value or MonthRule.SAME_DATE,
        franc=regime.franc.value,
        rollover=regime.rollover.value,
        min_working_days=regime.min_working_days.value,
        working_days=working_days,
    )


@dataclass(frozen=True, slots=True)
class Law:
    """The regime a penalty stands under, and the working days of its place."""

    regime: Regime
    working_days: WorkingDays | None = None
