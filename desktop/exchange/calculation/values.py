"""The kinds of single JSON values: whole amounts, ISO days, moments, exact rates and words."""

from __future__ import annotations

import re
from datetime import date, datetime, tzinfo
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desktop.domain.days.period import CALENDAR_END, CALENDAR_START, DateError, parse_day
from desktop.domain.faults import Fault, TermsError
from desktop.exchange.calculation.reading import InputError
from desktop.strict import all_of, checked, exactly, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.strict import Kind, Value

LARGEST = 10**18  # minor units; ten thousand million million in a currency with cents
LARGEST_COUNT = 10**7  # more units than the calendar has days

_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
_ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*", re.ASCII)
_RATE = re.compile(r"-?\d{1,12}(\.\d{1,18})?", re.ASCII)
_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:?\d\d)?", re.ASCII | re.IGNORECASE
)

# JSON's own values: a whole number is neither 1.0, true nor "1".
whole = exactly(int, InputError, "must be a whole number without quotes or decimals, not {}.")
flag = exactly(bool, InputError, "must be true or false, not {}.")
text = exactly(str, InputError, "must be a text in quotes, not {}.")

# Amounts in minor units and numbers of units.
signed_amount = checked(
    whole,
    lambda minor: abs(minor) <= LARGEST,
    InputError,
    f"is too large: amounts go up to {LARGEST} minor units.",
)
amount = checked(signed_amount, lambda minor: minor >= 0, InputError, "must not be below zero: {}.")
signed_count = checked(
    whole,
    lambda number: abs(number) <= LARGEST_COUNT,
    InputError,
    f"is out of reach: up to {LARGEST_COUNT} units can be counted.",
)
count = checked(signed_count, lambda number: number >= 0, InputError, "must not be below zero: {}.")
at_least_one = checked(signed_count, lambda number: number >= 1, InputError, "counts from 1, not {}.")

# An ISO 4217 code.
currency = checked(
    text,
    _CURRENCY.fullmatch,
    InputError,
    'must be a currency code of three capitals such as "EUR", not {}.',
)


def day(value: object, where: str) -> date:
    """An ISO day within the calendar. Raises TermsError for a day outside the calendar."""
    try:
        read = parse_day(text(value, where))
    except DateError:
        raise InputError(f'{where} must be a day written like "2023-02-08", not {shown(value)}.') from None
    return within(read, where)


def within(read: date, where: str) -> date:
    """The day itself. Raises TermsError for a day too near an end of the calendar."""
    if not CALENDAR_START <= read <= CALENDAR_END:
        raise TermsError(Fault.DAY_OUT_OF_RANGE, f"{where} is {read}, too near an end of the calendar.")
    return read


def moment(value: object, where: str) -> datetime:
    """An ISO date with a time, with or without an offset from UTC."""
    written = text(value, where)
    try:
        read = datetime.fromisoformat(written) if _MOMENT.fullmatch(written) else None
    except ValueError:
        read = None
    if read is None:
        raise InputError(
            f'{where} must be a moment written like "2023-02-09T23:30:00+00:00", not {shown(value)}.'
        )
    within(read.date(), where)
    return read


def instant(value: object, where: str) -> datetime:
    """An ISO date and time with an offset from UTC."""
    read = moment(value, where)
    if read.tzinfo is None:
        raise InputError(f'{where} needs its offset from UTC, such as "+00:00", to be a moment.')
    return read


def zone(value: object, where: str) -> tzinfo:
    """An IANA time zone by name."""
    name = text(value, where)
    if _ZONE.fullmatch(name):
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            pass
    raise InputError(f'{where} must be a time zone such as "Europe/Paris", not {shown(name)}.')


def rate(value: object, where: str) -> Fraction:
    """An exact share such as "0.06" (6 %), from a text or from the digits of a JSON number."""
    written = str(value) if type(value) is int or isinstance(value, Decimal) else value
    if not isinstance(written, str) or not _RATE.fullmatch(written):
        raise InputError(f'{where} must be a share written like "0.06", not {shown(value)}.')
    return Fraction(written)


def one_of(words: Mapping[str, Value]) -> Kind[Value]:
    """A reader for a word of a list; capitals, hyphens, spaces and a plural make no difference."""

    def read(value: object, where: str) -> Value:
        word = text(value, where).lower().replace("-", "_").replace(" ", "_")
        for written in (word, word.removesuffix("s")):
            if written in words:
                return words[written]
        raise InputError(f"{where} must be one of {', '.join(words)}, not {shown(value)}.")

    return read


def items(kind: Kind[Value]) -> Kind[tuple[Value, ...]]:
    """A reader for a list of values of the same kind."""
    return all_of(_list, kind, "{}[{}]")


_list: Kind[list[object]] = exactly(list, InputError, "must be a list, not {}.")
