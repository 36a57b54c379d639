from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from desktop.domain.days.hours import DaysInHours, days_in_hours, hours_period, start_of_day
from desktop.domain.faults import Fault, TermsError

PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("first", "last", "zone", "days", "hours"),
    [
        ("2023-03-20", "2023-03-29", "Europe/Paris", 10, Fraction(239)),
        ("2023-10-25", "2023-11-03", "Europe/Paris", 10, Fraction(241)),
        ("2023-03-26", "2023-03-26", "Europe/Paris", 1, Fraction(23)),
        ("2023-10-29", "2023-10-29", "Europe/Paris", 1, Fraction(25)),
        ("2023-03-26", "2023-03-26", "UTC", 1, Fraction(24)),
        ("2023-04-02", "2023-04-02", "Australia/Lord_Howe", 1, Fraction(49, 2)),
        # Samoa left out 30 December 2011 when it changed sides of the date line.
        ("2011-12-29", "2011-12-31", "Pacific/Apia", 3, Fraction(48)),
    ],
)
def test_that_days_are_counted_and_hours_measured(
    first: str, last: str, zone: str, days: int, hours: Fraction
) -> None:
    found = days_in_hours(date.fromisoformat(first), date.fromisoformat(last), ZoneInfo(zone))
    assert found == DaysInHours(days, hours)


def test_that_days_must_not_end_before_they_start() -> None:
    with pytest.raises(TermsError, match="ends on 2023-01-01, before it starts on 2023-01-02") as caught:
        days_in_hours(date(2023, 1, 2), date(2023, 1, 1), PARIS)
    assert caught.value.code is Fault.SPAN_INVERTED


def test_that_a_day_without_midnight_begins_later() -> None:
    """Clocks in Santiago went from 24:00 on 2 September 2023 to 1:00 on the 3rd, at 4:00 in UTC."""
    assert start_of_day(date(2023, 9, 3), ZoneInfo("America/Santiago")) == datetime(2023, 9, 3, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("event", "hours", "starts", "ends"),
    [
        ("2023-03-25T18:20:00+01:00", 24, "2023-03-25T19:00:00+01:00", "2023-03-26T20:00:00+02:00"),
        ("2023-10-28T18:20:00+02:00", 24, "2023-10-28T19:00:00+02:00", "2023-10-29T18:00:00+01:00"),
        ("2023-06-01T18:00:00+02:00", 1, "2023-06-01T19:00:00+02:00", "2023-06-01T20:00:00+02:00"),
        ("2023-06-01T18:59:59.999999+02:00", 0, "2023-06-01T19:00:00+02:00", "2023-06-01T19:00:00+02:00"),
        ("2023-06-01T16:20:00+00:00", 2, "2023-06-01T19:00:00+02:00", "2023-06-01T21:00:00+02:00"),
        ("2023-03-26T01:30:00+01:00", 1, "2023-03-26T03:00:00+02:00", "2023-03-26T04:00:00+02:00"),
    ],
)
def test_that_the_hour_of_the_event_does_not_count_and_the_others_are_real(
    event: str, hours: int, starts: str, ends: str
) -> None:
    found = hours_period(datetime.fromisoformat(event), hours, PARIS)
    assert (found.starts.isoformat(), found.ends.isoformat()) == (starts, ends)


def test_that_an_hour_is_one_of_the_zone_asked_for() -> None:
    """Clocks in India stand half an hour apart from UTC's: 10:10 there is 4:40 in UTC."""
    kolkata = ZoneInfo("Asia/Kolkata")
    found = hours_period(datetime.fromisoformat("2023-06-01T04:40:00+00:00"), 2, kolkata)
    assert (found.starts.isoformat(), found.ends.isoformat()) == (
        "2023-06-01T11:00:00+05:30",
        "2023-06-01T13:00:00+05:30",
    )
