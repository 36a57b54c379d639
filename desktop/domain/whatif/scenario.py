"""Scenarios: named changes to the terms of a penalty, which never touch the record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from desktop.domain.case.terms import Compliance, LastDay, Payment, Rate, Stay
from desktop.domain.days.period import CALENDAR_START, DAY, on_day, within_calendar
from desktop.domain.explanation.notification import leading_notification
from desktop.domain.faults import Fault, TermsError
from desktop.domain.law.deadline import Rollover
from desktop.domain.penalty.start import first_penalty_day
from desktop.domain.source import Confidence

if TYPE_CHECKING:
    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.days.workdays import WorkingDays
    from desktop.domain.money import Money

LONGEST_NAME = 80
_ALWAYS = CALENDAR_START  # the knowledge day of every assumed fact


class Flaw(StrEnum):
    """The flaw of a scenario or change that cannot be."""

    NO_NAME = "no name"
    LONG_NAME = "long name"
    NAME_TAKEN = "name taken"
    STAY_INVERTED = "stay inverted"
    NEGATIVE_RATE = "negative rate"
    NEGATIVE_CAP = "negative cap"
    NOTHING_PAID = "nothing paid"
    DAY_MISSING = "day missing"
    DAY_OUT_OF_RANGE = "day out of range"
    CHANGED_TWICE = "changed twice"
    NO_DEADLINE = "no deadline"  # no facts for another reading of it


class ScenarioError(ValueError):
    """A scenario or change that cannot be; `flaw` is the reason."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw


class Start(StrEnum):
    """A reading of the first penalty day."""

    FIRST_DAY = "first day"  # a day given by hand
    NOTIFIED = "notified"  # from a notification on another day
    PLAIN = "not rolled"  # the grace period ends on the day the calendar gives
    ROLLS = "rolled"  # to the next working day (Reg. 1182/71 art. 3(4), CPC 642)
    FRANC_ROLLS = "franc"  # a day is added first, then it rolls


@dataclass(frozen=True, slots=True)
class Complied:
    """The order was obeyed from this day on, and not before, against any record. Raises ScenarioError."""

    on: date

    def __post_init__(self) -> None:
        _check_days(self.on)


@dataclass(frozen=True, slots=True)
class Stayed:
    """A stay of the days `first` to `last`, both included; None until it is lifted. Raises ScenarioError."""

    first: date
    last: date | None = None

    def __post_init__(self) -> None:
        _check_days(self.first, self.last)
        if self.last is not None and self.last < self.first:
            raise ScenarioError(Flaw.STAY_INVERTED)


@dataclass(frozen=True, slots=True)
class OtherRate:
    """Another rate per unit and site, for all units or from a day on. Raises ScenarioError."""

    amount: Money
    from_day: date | None = None

    def __post_init__(self) -> None:
        _check_days(self.from_day)
        if self.amount.minor < 0:
            raise ScenarioError(Flaw.NEGATIVE_RATE)


@dataclass(frozen=True, slots=True)
class OtherCap:
    """Another cap in money, or no cap. Raises ScenarioError."""

    amount: Money | None

    def __post_init__(self) -> None:
        if self.amount is not None and self.amount.minor < 0:
            raise ScenarioError(Flaw.NEGATIVE_CAP)


@dataclass(frozen=True, slots=True)
class OtherStart:
    """Another reading of the deadline; `on` is the first penalty day or the notification.

    Raises ScenarioError where the day is missing or needless.
    """

    reading: Start
    on: date | None = None

    def __post_init__(self) -> None:
        _check_days(self.on)
        if (self.on is None) == (self.reading in (Start.FIRST_DAY, Start.NOTIFIED)):
            raise ScenarioError(Flaw.DAY_MISSING)


@dataclass(frozen=True, slots=True)
class ComplianceDay:
    """Whether the day of compliance itself is charged."""

    counted: bool


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment of a sum. Raises ScenarioError."""

    amount: Money
    on: date

    def __post_init__(self) -> None:
        _check_days(self.on)
        if self.amount.minor <= 0:
            raise ScenarioError(Flaw.NOTHING_PAID)


@dataclass(frozen=True, slots=True)
class Ends:
    """The last day that can be charged. Raises ScenarioError."""

    on: date

    def __post_init__(self) -> None:
        _check_days(self.on)


Change: TypeAlias = Complied | Stayed | OtherRate | OtherCap | OtherStart | ComplianceDay | Paid | Ends
_MANY = (Stayed, Paid)  # kinds of which a scenario may hold several


@dataclass(frozen=True, slots=True)
class Scenario:
    """Changes under a name, for the penalty line of a label or ("") for all lines of an investigation.

    Raises ScenarioError for a name that cannot be, or two changes of a kind that may stand once.
    """

    name: str
    changes: tuple[Change, ...] = ()
    line: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ScenarioError(Flaw.NO_NAME)
        if len(self.name) > LONGEST_NAME:
            raise ScenarioError(Flaw.LONG_NAME)
        single = [type(change) for change in self.changes if not isinstance(change, _MANY)]
        if len(set(single)) != len(single):
            raise ScenarioError(Flaw.CHANGED_TWICE)

    def put(self, change: Change) -> Scenario:
        """The scenario with a change, in the place of its kind; stays and payments are added."""
        if change in self.changes:
            return self
        kept = self.changes if isinstance(change, _MANY) else self._others(type(change))
        return replace(self, changes=(*kept, change))

    def drop(self, change: Change) -> Scenario:
        """The scenario without a change."""
        return replace(self, changes=tuple(item for item in self.changes if item != change))

    def clear(self, kind: type[Change]) -> Scenario:
        """The scenario without the changes of a kind."""
        return replace(self, changes=self._others(kind))

    def shown_on(self, as_of: date) -> date:
        """The first day from `as_of` on by which every change shows."""
        return max([as_of, *(day for change in self.changes for day in _days(change))])

    def week_later(self) -> Scenario | None:
        """The scenario with compliance a week later; None without compliance. Raises ScenarioError."""
        found = next((change for change in self.changes if isinstance(change, Complied)), None)
        return None if found is None else self.put(Complied(found.on + timedelta(weeks=1)))

    def _others(self, kind: type[Change]) -> tuple[Change, ...]:
        return tuple(item for item in self.changes if type(item) is not kind)


def apply(terms: PenaltyTerms, scenario: Scenario, working_days: WorkingDays | None = None) -> PenaltyTerms:
    """The terms under a scenario; unchanged where it is about another line.

    `working_days` is the calendar for a deadline that rolls under terms without one. Raises ScenarioError or
    TermsError where a change cannot be calculated.
    """
    if scenario.line in ("", terms.label):
        for change in scenario.changes:
            terms = _changed(terms, change, working_days)
    return terms


def _changed(terms: PenaltyTerms, change: Change, days: WorkingDays | None) -> PenaltyTerms:
    match change:
        case OtherRate():
            return replace(terms, rates=_rates(terms, change))
        case OtherCap(amount):
            cap = None if amount is None else amount.minor
            return terms if _is_foreign(amount, terms) else replace(terms, cap=cap)
        case OtherStart():
            return _started(terms, change, days)
        case ComplianceDay(counted):
            return replace(terms, compliance_day_counted=counted)
    return _with_fact(terms, change)


def _with_fact(terms: PenaltyTerms, fact: Complied | Stayed | Paid | Ends) -> PenaltyTerms:
    match fact:
        case Complied(on):
            return replace(terms, compliance=(Compliance(on, _ALWAYS, confidence=Confidence.INFERRED),))
        case Stayed(first, last):
            end = None if last is None else last + DAY
            return replace(terms, stays=(*terms.stays, Stay(first, end, _ALWAYS)))
        case Paid(amount, on):
            paid = Payment(on_day(on), amount, _ALWAYS)
            return terms if _is_foreign(amount, terms) else replace(terms, payments=(*terms.payments, paid))
    return replace(terms, last_day=LastDay(fact.on, _ALWAYS, Confidence.INFERRED))


def _rates(terms: PenaltyTerms, change: OtherRate) -> tuple[Rate, ...]:
    """The rates of terms with another rate: that rate alone, or after the rates that begin before its day."""
    start = change.from_day
    if _is_foreign(change.amount, terms):
        return terms.rates
    if start is None:
        return (Rate(change.amount.minor),)
    if any(rate.from_unit not in (None, 1) for rate in terms.rates):
        raise TermsError(Fault.TIER_MIX, "the rates of the record step by number, another one by date")
    first = tuple(
        replace(rate, from_unit=None)
        for rate in terms.rates
        if rate.from_day is None or rate.from_day < start
    )
    return (*first, Rate(change.amount.minor, from_day=start))


def _started(terms: PenaltyTerms, change: OtherStart, days: WorkingDays | None) -> PenaltyTerms:
    if change.reading is Start.FIRST_DAY:
        return replace(
            terms, first_day=change.on, first_day_basis="", first_day_confidence=Confidence.INFERRED
        )
    event = change.on or terms.notified_on or leading_notification(terms)
    grace = terms.grace and replace(terms.grace, last_day=None)
    if event is None or (grace is None and change.reading is not Start.NOTIFIED):
        raise ScenarioError(Flaw.NO_DEADLINE)
    rule = replace(terms.deadline_rule, working_days=terms.deadline_rule.working_days or days)
    if change.reading is not Start.NOTIFIED:
        roll = Rollover.NONE if change.reading is Start.PLAIN else Rollover.NEXT_WORKING_DAY
        rule = replace(rule, franc=change.reading is Start.FRANC_ROLLS, rollover=roll)
    read = replace(
        terms,
        notified_on=event,
        grace=grace,
        deadline_rule=rule,
        first_day=None,
        first_day_basis="",
        first_day_confidence=Confidence.INFERRED,
    )
    if first_penalty_day(read) is None:
        raise ScenarioError(Flaw.NO_DEADLINE)
    return read


def _is_foreign(amount: Money | None, terms: PenaltyTerms) -> bool:
    """Whether an amount has another currency than a line, and so is about other lines."""
    return amount is not None and amount.currency != terms.currency


def _days(change: Change) -> tuple[date, ...]:
    """The days by which a change shows."""
    match change:
        case Complied(on) | Paid(_, on) | Ends(on):
            return (on,)
        case Stayed(first, last):
            return (last or first,)
        case OtherRate(_, day) | OtherStart(Start.FIRST_DAY, day):
            return () if day is None else (day,)
    return ()


def _check_days(*days: date | None) -> None:
    if any(day is not None and within_calendar(day) != day for day in days):
        raise ScenarioError(Flaw.DAY_OUT_OF_RANGE)
