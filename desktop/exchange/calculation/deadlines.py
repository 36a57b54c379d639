"""The question `deadline`, and the fields of a deadline rule."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.days.period import DAY, MonthRounding, add_months
from desktop.domain.days.workdays import moved
from desktop.domain.faults import Caution
from desktop.domain.law.deadline import DeadlineRule, GraceUnit, MonthRule, Rollover, deadline
from desktop.exchange.calculation.holidays import Calendar, read_calendar
from desktop.exchange.calculation.instants import civil_day
from desktop.exchange.calculation.reading import Fields, InputError
from desktop.exchange.calculation.values import count, flag, items, one_of, signed_count, zone
from desktop.strict import checked, shown

if TYPE_CHECKING:
    from datetime import date

Adds = tuple[tuple[int, GraceUnit], ...]

MONTH_RULES = {"same_date": MonthRule.SAME_DATE, "eve_of_date": MonthRule.EVE_OF_DATE}
ROLLOVERS = {"none": Rollover.NONE, "next_working_day": Rollover.NEXT_WORKING_DAY}

# The units of a period by word; half a month is 15 days (BGB 189(1), Reg. 1182/71 art. 3(2)(d)).
UNITS = {
    "hour": (1, GraceUnit.HOUR),
    "day": (1, GraceUnit.DAY),
    "working_day": (1, GraceUnit.WORKING_DAY),
    "week": (1, GraceUnit.WEEK),
    "two_weeks": (2, GraceUnit.WEEK),
    "half_month": (15, GraceUnit.DAY),
    "month": (1, GraceUnit.MONTH),
    "quarter": (3, GraceUnit.MONTH),
    "half_year": (6, GraceUnit.MONTH),
    "year": (1, GraceUnit.YEAR),
}
MOST_WORKING_DAYS = 100
_few = checked(
    count,
    lambda number: number <= MOST_WORKING_DAYS,
    InputError,
    f"can be {MOST_WORKING_DAYS} at most, not {{}}.",
)
_LONG = (GraceUnit.MONTH, GraceUnit.YEAR)
_SHORT = (GraceUnit.DAY, GraceUnit.WEEK)


@dataclass(frozen=True, slots=True)
class RuleRead:
    """The rule for counting a period; `is_assumed` where its working days come from weekends alone."""

    rule: DeadlineRule
    is_assumed: bool


def calculate(inputs: object) -> dict[str, object]:
    """The result of a deadline question. Raises InputError and TermsError."""
    fields = Fields(inputs, "inputs")
    tz = fields.get("tz", zone)
    event = fields.need("event", civil_day(tz))
    adds = fields.need("add", adds_of)
    read = read_rule(fields)
    fields.close()
    found = deadline(event, adds, read.rule)
    is_backward = found.raw < event
    needs_days = needs_working_days(read.rule, adds, can_roll=bool(found.steps) and not is_backward)
    return {
        "raw": found.raw.isoformat(),
        "last_day": found.last_day.isoformat(),
        "first_penalty_day": None if is_backward else moved(found.last_day, 1).isoformat(),
        "wrong_if_clamped_then_minus_one": _clamped_first(event, adds, read.rule.months),
        "warnings": [Caution.HOLIDAYS_NOT_GIVEN.value] if needs_days and read.is_assumed else [],
    }


def read_rule(fields: Fields, around: Calendar | None = None) -> RuleRead:
    """The rule in the field `rule` and the calendar fields; by default months by same date, no rollover."""
    outer = read_calendar(fields, around)
    rule = fields.get("rule", Fields) or Fields({}, fields.place("rule"))
    days = read_calendar(rule, outer)
    read = DeadlineRule(
        months=rule.get("month_rule", one_of(MONTH_RULES)) or MonthRule.SAME_DATE,
        franc=rule.get("franc", flag) or False,
        rollover=rule.get("rollover", one_of(ROLLOVERS)) or Rollover.NONE,
        min_working_days=rule.get("min_working_days", _few) or 0,
        min_applies_from=rule.get("min_applies_from", _few) or DeadlineRule().min_applies_from,
        working_days=days.days,
    )
    rule.close()
    return RuleRead(read, days.is_assumed)


def needs_working_days(rule: DeadlineRule, adds: Adds, *, can_roll: bool) -> bool:
    """True where working days decide the end of a period; `can_roll` is false where no rollover applies."""
    rolls = can_roll and (rule.rollover is not Rollover.NONE or rule.min_working_days > 0)
    return rolls or any(unit is GraceUnit.WORKING_DAY for _, unit in adds)


def adds_of(value: object, where: str) -> Adds:
    """A list of lengths, `[[2, "month"], [3, "day"]]`; a single `[2, "month"]` is one, none is no period."""
    is_single = (
        isinstance(value, list) and len(value) == len(("length", "unit")) and isinstance(value[1], str)
    )
    return items(_length)([value] if is_single else value, where)


def _length(value: object, where: str) -> tuple[int, GraceUnit]:
    if not isinstance(value, list) or len(value) != len(("length", "unit")):
        raise InputError(f'{where} must be a length such as [2, "month"], not {shown(value)}.')
    each, unit = one_of(UNITS)(value[1], f"{where}[1]")
    return signed_count(value[0], f"{where}[0]") * each, unit


def _clamped_first(event: date, adds: Adds, rule: MonthRule) -> str | None:
    """The day found by clamping to the month before stepping back to the eve, which is wrong; else None."""
    months = sum(number * (12 if unit is GraceUnit.YEAR else 1) for number, unit in adds if unit in _LONG)
    if rule is not MonthRule.EVE_OF_DATE or months <= 0:
        return None
    days = sum(number * (7 if unit is GraceUnit.WEEK else 1) for number, unit in adds if unit in _SHORT)
    hours = sum(number for number, unit in adds if unit is GraceUnit.HOUR)
    end = add_months(event + DAY, months, MonthRounding.DOWN) - DAY
    return moved(end, days + math.ceil(hours / 24)).isoformat()
