"""Deadlines: the last day of a period that an event starts, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.domain.days.period import CALENDAR_END, CALENDAR_START, DAY, MonthRounding, add_months
from desktop.domain.days.workdays import moved
from desktop.domain.faults import Fault, TermsError

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.days.workdays import WorkingDays


class GraceUnit(StrEnum):
    """The unit of a grace period."""

    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working day"  # Reg. 1182/71 art. 3(3): in the other units every day counts
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class MonthRule(StrEnum):
    """The counting of months and years."""

    SAME_DATE = "same date"  # Reg. 1182/71 art. 3(2)(c), CPC 641, BGB 188(2)-(3): clamped to the last day
    EVE_OF_DATE = "eve of date"  # BE Judicial Code 52-54: from the day after, to the eve of the same date


class Rollover(StrEnum):
    """The end of a period that would end on a day off."""

    NONE = "none"
    NEXT_WORKING_DAY = "next working day"  # Reg. 1182/71 art. 3(4), CPC 642, VwVfG 31(3); not backwards


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """The rule for the last day of a period; `working_days` serve a rollover or a period with working days.

    A period of `min_applies_from` days or more holds at least `min_working_days` working days: two of two
    (Reg. 1182/71 art. 3(5)), two of three (NL Algemene termijnenwet art. 2).
    """

    months: MonthRule = MonthRule.SAME_DATE
    franc: bool = False
    rollover: Rollover = Rollover.NONE
    min_working_days: int = 0
    min_applies_from: int = 2
    working_days: WorkingDays | None = None


CALENDAR_ALONE = DeadlineRule()  # the same date, and no day moved


class DeadlineStepKind(StrEnum):
    """The kind of a step towards the last day."""

    MONTHS = "months"
    DAYS = "days"
    WORKING_DAYS = "working days"
    FRANC = "franc"
    ROLLED = "rolled"
    EXTENDED = "extended"


class DayOff(StrEnum):
    """The reason why a day is a day off."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    ASSUMED = "assumed holiday"  # its year was not checked


@dataclass(frozen=True, slots=True)
class Passed:
    """A day on which a period cannot end, with the reason."""

    on: date
    why: DayOff


@dataclass(frozen=True, slots=True)
class DeadlineStep:
    """One step from the day reached before (`start`) to `end`.

    `count` is the number added in the unit of the step: months, days, working days; for EXTENDED, the working
    days that were missing. `is_clamped`: the month reached has no such day. `passed`: days rolled over.
    """

    kind: DeadlineStepKind
    start: date
    end: date
    count: int
    is_clamped: bool = False
    passed: tuple[Passed, ...] = ()


def deadline_steps(
    event: date, adds: tuple[tuple[int, GraceUnit], ...], rule: DeadlineRule
) -> tuple[DeadlineStep, ...]:
    """The steps from an event to the last day of the period that the event starts.

    Years and months are added first and at once, then weeks and days, then working days, whatever the order
    of writing (CPC 641). A period counted backwards or in hours ends where it ends: it neither rolls nor is
    it extended (Reg. 1182/71 art. 3(4)), nor franc. A day without a period is fixed and stands, even a Sunday
    (VwVfG 31(5)). Raises TermsError where holidays are needed and not known, or where the calendar ends.
    """
    steps = _raw(event, adds, rule)
    raw = steps[-1].end if steps else event
    if not steps or raw < event or {unit for _, unit in adds} == {GraceUnit.HOUR}:
        return steps
    if rule.franc:
        steps = (*steps, DeadlineStep(DeadlineStepKind.FRANC, raw, moved(raw, 1), 1))
    steps = _rolled(steps, event, rule)
    return _extended(steps, event, (raw - event).days, rule)


def is_raw(step: DeadlineStep) -> bool:
    """Whether a step adds a part of the period itself, the franc day among them, before its end moves."""
    return step.kind in _RAW


def needed(days: WorkingDays | None) -> WorkingDays:
    """The calendar that the rule needs. Raises TermsError where none is given."""
    if days is None:
        raise TermsError(Fault.HOLIDAYS_UNKNOWN, "the rule needs working days, and no calendar is given")
    return days


def _raw(
    event: date, adds: tuple[tuple[int, GraceUnit], ...], rule: DeadlineRule
) -> tuple[DeadlineStep, ...]:
    """The period itself: months, then days, then working days; empty parts are left out."""
    total = {unit: sum(number for number, added in adds if added is unit) for unit in GraceUnit}
    months = 12 * total[GraceUnit.YEAR] + total[GraceUnit.MONTH]
    days = 7 * total[GraceUnit.WEEK] + total[GraceUnit.DAY] - -total[GraceUnit.HOUR] // 24
    steps: list[DeadlineStep] = []
    day = moved(event, 0)
    if months:
        steps.append(_months(event, months, rule.months))
        day = steps[-1].end
    if days:
        steps.append(DeadlineStep(DeadlineStepKind.DAYS, day, moved(day, days), days))
        day = steps[-1].end
    if number := total[GraceUnit.WORKING_DAY]:
        calendar = needed(rule.working_days)
        end = calendar.nth(day + DAY, number) if number > 0 else calendar.nth_before(day - DAY, -number)
        steps.append(DeadlineStep(DeadlineStepKind.WORKING_DAYS, day, end, number))
    return tuple(steps)


def _rolled(steps: tuple[DeadlineStep, ...], event: date, rule: DeadlineRule) -> tuple[DeadlineStep, ...]:
    if rule.rollover is Rollover.NONE:
        return steps
    last, calendar = _end(steps, event), needed(rule.working_days)
    end = calendar.next_working(last)
    if end == last:
        return steps
    days = [last + number * DAY for number in range((end - last).days)]
    passed = tuple(Passed(day, _day_off(day, calendar)) for day in days)
    return (*steps, DeadlineStep(DeadlineStepKind.ROLLED, last, end, len(passed), passed=passed))


def _day_off(day: date, calendar: WorkingDays) -> DayOff:
    if calendar.is_weekend(day):
        return DayOff.WEEKEND
    return DayOff.ASSUMED if day in calendar.assumed else DayOff.HOLIDAY


def _extended(
    steps: tuple[DeadlineStep, ...], event: date, length: int, rule: DeadlineRule
) -> tuple[DeadlineStep, ...]:
    """After the roll (the order of Reg. 1182/71 art. 3(4) and (5))."""
    if not rule.min_working_days or length < rule.min_applies_from:
        return steps
    last, calendar = _end(steps, event), needed(rule.working_days)
    missing = rule.min_working_days - calendar.count(event + DAY, last)
    if missing <= 0:
        return steps
    return (*steps, DeadlineStep(DeadlineStepKind.EXTENDED, last, calendar.nth(last + DAY, missing), missing))


def _end(steps: tuple[DeadlineStep, ...], event: date) -> date:
    return steps[-1].end if steps else event


def _months(event: date, count: int, rule: MonthRule) -> DeadlineStep:
    """Backwards both rules end on the same date: from the eve of the event to the day after its date."""
    if not CALENDAR_START.year < event.year + count // 12 < CALENDAR_END.year:
        raise TermsError(Fault.DAY_OUT_OF_RANGE, f"{count} months from {event} leave the calendar")
    shift = DAY if rule is MonthRule.EVE_OF_DATE and count > 0 else 0 * DAY
    down, up = (add_months(event + shift, count, way) for way in (MonthRounding.DOWN, MonthRounding.UP))
    end = up - shift if shift else down
    return DeadlineStep(DeadlineStepKind.MONTHS, event, end, count, is_clamped=down != up)


_RAW = frozenset(
    {DeadlineStepKind.MONTHS, DeadlineStepKind.DAYS, DeadlineStepKind.WORKING_DAYS, DeadlineStepKind.FRANC}
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The end of a period: `raw` before rollover and extension, `last_day` after; it expires at 24:00.

    `steps` lead from the event to the last day.
    """

    raw: date
    last_day: date
    steps: tuple[DeadlineStep, ...] = ()


def deadline(event: date, adds: tuple[tuple[int, GraceUnit], ...], rule: DeadlineRule) -> Deadline:
    """The end of a period that an event starts; the day of the event does not count. Raises TermsError."""
    steps = deadline_steps(event, adds, rule)
    raw = [event, *(step.end for step in steps if is_raw(step))][-1]
    return Deadline(raw, steps[-1].end if steps else event, steps)
