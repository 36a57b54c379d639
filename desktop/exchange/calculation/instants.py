"""Moments that become civil days in the time zone of the entry."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from desktop.domain.days.hours import start_of_day
from desktop.domain.days.period import DAY
from desktop.exchange.calculation.currencies import LENGTH_OF_A_DAY
from desktop.exchange.calculation.reading import InputError
from desktop.exchange.calculation.values import day, instant, within

if TYPE_CHECKING:
    from datetime import date, datetime, tzinfo

    from desktop.strict import Kind


def civil_day(tz: tzinfo | None) -> Kind[date]:
    """A reader for a day, or for a moment, which is a day in a time zone only."""

    def read(value: object, where: str) -> date:
        return local_day(instant(value, where), tz, where) if is_moment(value) else day(value, where)

    return read


def finished_day(tz: tzinfo | None, *, counts_begun: bool) -> Kind[date]:
    """A reader for a day, or for a moment: the last day ended by then (`counts_begun`: begun by then)."""

    def read(value: object, where: str) -> date:
        if not is_moment(value):
            return day(value, where)
        at = instant(value, where)
        local = local_day(at, tz, where)
        if not counts_begun:
            return within(local - DAY, where)
        is_midnight = tz is not None and start_of_day(local, tz) == at
        return within(local - DAY, where) if is_midnight else local

    return read


def local_day(at: datetime, tz: tzinfo | None, where: str) -> date:
    """The civil day of a moment in a zone. Raises InputError without a zone."""
    if tz is None:
        raise InputError(f'{where} is a moment; give "tz", such as "Europe/Paris", to make it a day.')
    return within(at.astimezone(tz).date(), where)


def utc_day(at: datetime) -> date:
    """The day of a moment in UTC, which is wrong for every authority elsewhere."""
    return at.astimezone(UTC).date()


def is_moment(value: object) -> bool:
    """True for a text with a time of day."""
    return isinstance(value, str) and len(value) > LENGTH_OF_A_DAY
