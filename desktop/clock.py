"""The present moment and the civil day of a time zone; only this module reads the system's clock."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo


def now() -> datetime:
    """This moment in UTC."""
    return datetime.now(UTC)


@lru_cache(maxsize=256)
def zone_of(name: str) -> ZoneInfo:
    """An IANA time zone, cached: `ZoneInfo` itself keeps eight, and case files hold dozens."""
    return ZoneInfo(name)


def today_in(zone: str) -> date:
    """Today in an IANA time zone."""
    return now().astimezone(zone_of(zone)).date()


def start_of(day: date, zone: str) -> datetime:
    """The moment a civil day begins in a zone, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=zone_of(zone)).astimezone(UTC)
