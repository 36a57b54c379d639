"""The questions `instant` and `hours_period`: civil days and hours across changes of the clock."""

from __future__ import annotations

import math
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING

from desktop.domain.days.hours import days_in_hours, hours_period
from desktop.exchange.calculation.reading import Fields, InputError
from desktop.exchange.calculation.values import count, day, moment, within, zone

if TYPE_CHECKING:
    from fractions import Fraction

    from desktop.strict import Kind

LONGEST = 10 * 366 * 24
HOURS_A_DAY = 24


def calculate_days(inputs: object) -> dict[str, object]:
    """The length of civil days in hours. Raises InputError and TermsError."""
    fields = Fields(inputs, "inputs")
    tz = fields.need("tz", zone)
    found = days_in_hours(fields.need("from", day), fields.need("to", day), tz)
    fields.close()
    return {
        "civil_days": found.civil_days,
        "elapsed_hours": _number(found.elapsed_hours),
        "floor_div_24": math.floor(found.elapsed_hours / HOURS_A_DAY),
        "ceil_div_24": math.ceil(found.elapsed_hours / HOURS_A_DAY),
    }


def calculate_period(inputs: object) -> dict[str, object]:
    """The start and the end of a period in hours. Raises InputError and TermsError."""
    fields = Fields(inputs, "inputs")
    tz = fields.need("tz", zone)
    event = fields.need("event", _local(tz))
    hours = fields.need("hours", count)
    if hours > LONGEST:
        raise InputError(f"inputs.hours can be {LONGEST} at most (ten years), not {hours}.")
    fields.close()
    found = hours_period(event, hours, tz)
    within(found.ends.date(), "the end of the period")
    return {"starts": found.starts.isoformat(), "ends": found.ends.isoformat()}


def _local(tz: tzinfo) -> Kind[datetime]:
    """A reader for a moment; without offset, the first moment when clocks in the zone showed that time."""

    def read(value: object, where: str) -> datetime:
        at = moment(value, where)
        if at.tzinfo is not None:
            return at
        local = at.replace(tzinfo=tz)
        if local.astimezone(UTC).astimezone(tz).replace(tzinfo=None) != at:
            raise InputError(f"{where} never was: the clock was put forward over {at.time()} on that day.")
        return local

    return read


def _number(hours: Fraction) -> int | str:
    """Hours as a whole number, or as a text such as "24.5" or "2047/60" after a change by part of an hour."""
    if hours.denominator == 1:
        return hours.numerator
    tenths = hours * 10
    return f"{tenths.numerator // 10}.{tenths.numerator % 10}" if tenths.denominator == 1 else str(hours)
