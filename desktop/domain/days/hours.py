"""Periods in hours, and the length of civil days: 23, 24 or 25 hours where clocks change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from desktop.domain.days.period import DAY
from desktop.domain.faults import Fault, TermsError

if TYPE_CHECKING:
    from datetime import tzinfo

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class DaysInHours:
    """Civil days, both ends counted, and the hours from the start of the first day to the end of the last."""

    civil_days: int
    elapsed_hours: Fraction


@dataclass(frozen=True, slots=True)
class HoursPeriod:
    """A period in hours: `starts` is its first moment, `ends` the first moment after it."""

    starts: datetime
    ends: datetime


def days_in_hours(first: date, last: date, zone: tzinfo) -> DaysInHours:
    """The length of the days `first` to `last` in a time zone. Raises TermsError."""
    if last < first:
        raise TermsError(Fault.SPAN_INVERTED, f"the period ends on {last}, before it starts on {first}")
    elapsed = start_of_day(last + DAY, zone) - start_of_day(first, zone)
    return DaysInHours((last - first).days + 1, Fraction(elapsed // timedelta(microseconds=1), 3_600_000_000))


def start_of_day(day: date, zone: tzinfo) -> datetime:
    """The first moment of a civil day in a zone, in UTC; midnight, or later where the clock skips it."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def hours_period(event: datetime, hours: int, zone: tzinfo) -> HoursPeriod:
    """The period of a number of hours that an event starts; `event` carries its UTC offset.

    The hour of the event does not count (Reg. 1182/71 art. 3(1)); it runs from the start of the next hour to
    the end of the last one (art. 3(2)(a)), in hours that passed, whatever the clock showed.
    """
    local = event.astimezone(zone)
    into = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    starts = event.astimezone(UTC) - into + HOUR
    return HoursPeriod(starts.astimezone(zone), (starts + hours * HOUR).astimezone(zone))
