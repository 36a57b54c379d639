"""Dates and amounts as the cells of a table write them: read in one way, or refused with the reason."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.currencies import CURRENCIES
from desktop.domain.days.edtf import parse_edtf
from desktop.domain.days.period import DateError, UncertainDate, on_day, parse_date
from desktop.domain.importing.profile import DateOrder, WhenDoubtful
from desktop.domain.money import exponent

if TYPE_CHECKING:
    from desktop.domain.importing.profile import Profile
    from desktop.exchange.tables.content import Raw

_FIRST_YEAR, _LAST_YEAR = 1700, 9997
_MOST = 2**53 - 1
_ISO_MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?", re.ASCII
)
_YEAR_NUMBER = re.compile(r"(\d{4})\.0+", re.ASCII)
_FIGURES = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})", re.ASCII)
_YEAR_ALONE = re.compile(r"[xXyY?]{1,2}([./-])[xXyY?]{1,2}\1(\d{4})", re.ASCII)
_MONTH_ALONE = re.compile(r"[xXyY?]{1,2}([./-])(\d{1,2})\1(\d{4})", re.ASCII)
_NAMED = (
    re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\.? (?P<month>[^\W\d]{3,9})\.?,? (?P<year>\d{4})"),
    re.compile(r"(?P<month>[^\W\d]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})"),
    re.compile(r"(?P<month>[^\W\d]{3,9})\.?,? (?P<year>\d{4})"),
)
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_SHORTEST = 3
_SIGNS = {"€": "EUR", "£": "GBP"}
_MONEY = re.compile(
    r"(?P<before>[A-Z]{3}|[€£])?\s?(?P<sum>-?[0-9][0-9.,'\u2019 ]*?)(?:,-|\.-)?\s?(?P<after>[A-Z]{3}|[€£])?"
)
_NO_NUMBER = "This is not an amount. Write a number such as {}."


class CellError(ValueError):
    """A cell that cannot be read in one way; the words say why and what to write."""


class Amount(NamedTuple):
    """An amount in minor units of a currency; `minor` is None where it is not known."""

    minor: int | None
    currency: str


@lru_cache(maxsize=64)
def plain_marks(marks: tuple[str, ...]) -> frozenset[str]:
    """A profile's marks for comparison, whatever their case."""
    return frozenset(mark.strip().casefold() for mark in marks)


def is_mark(words: str, marks: tuple[str, ...]) -> bool:
    """Whether a text is one of a profile's marks."""
    return words.strip().casefold() in plain_marks(marks)


def read_date(raw: Raw, profile: Profile) -> UncertainDate | None:
    """The date of a cell, as precise as it is written; None for a mark of no date. Raises CellError."""
    if raw is None or isinstance(raw, bool):
        return None if raw is None else _no_date(str(raw))
    if isinstance(raw, date):
        found = on_day(raw)
    elif isinstance(raw, int | float):
        found = _of_number(raw, profile)
    else:
        words = " ".join(raw.split())
        if not words or is_mark(words, profile.no_date) or is_mark(words, profile.no_value):
            return None
        found = _of_words(words, profile)
    return None if _is_no_date(found, profile) else _bounded(found)


def other_reading(raw: Raw, profile: Profile) -> UncertainDate | None:
    """The day that the figures of a cell would be in the other order of day and month; None for no other."""
    others = {DateOrder.DAY_FIRST: DateOrder.MONTH_FIRST, DateOrder.MONTH_FIRST: DateOrder.DAY_FIRST}
    match = _FIGURES.fullmatch(" ".join(raw.split())) if isinstance(raw, str) else None
    if match is None or profile.date_order not in others or len(match[1]) > len("31"):
        return None
    if int(match[1]) == int(match[3]):
        return None
    try:
        return _of_figures(match[1], match[3], match[4], others[profile.date_order])
    except CellError:
        return None


def _is_no_date(found: UncertainDate, profile: Profile) -> bool:
    """Whether a date is one that stands for no date, however it is written."""
    for mark in profile.no_date:
        try:
            if _of_words(mark, profile) == found:
                return True
        except CellError:
            continue
    return False


def _of_number(value: float, profile: Profile) -> UncertainDate:
    if (
        profile.number_is_year is WhenDoubtful.READ
        and value == int(value)
        and _FIRST_YEAR <= value <= _LAST_YEAR
    ):
        return parse_date(f"{int(value):04}")
    if value == int(value) and len(str(int(value))) == 8 and value > 0:  # noqa: PLR2004 - 20191018
        raise CellError("A number is not a date. Write 2019-10-18, not 20191018.")
    raise CellError("A number is not a date. Write a year, or a day such as 2019-10-18.")


def _of_words(words: str, profile: Profile) -> UncertainDate:
    if match := _YEAR_NUMBER.fullmatch(words):
        return _of_number(int(match[1]), profile)
    if match := _ISO_MOMENT.fullmatch(words):
        words = match[1]
    if match := _YEAR_ALONE.fullmatch(words):
        return parse_date(match[2])
    if match := _MONTH_ALONE.fullmatch(words):
        return _made(match[3], match[2])
    try:
        return parse_edtf(words)
    except DateError:
        pass
    if match := _FIGURES.fullmatch(words):
        return _of_figures(match[1], match[3], match[4], profile.date_order)
    for pattern in _NAMED:
        if match := pattern.fullmatch(words):
            named = match.groupdict()
            return _made(named["year"], str(_month(named["month"])), named.get("day"))
    raise _unread_date()


def _of_figures(first: str, second: str, third: str, order: DateOrder) -> UncertainDate:
    """A day of figures in the profile's order, and in no other. Raises CellError."""
    year, month, day = {
        DateOrder.DAY_FIRST: (third, second, first),
        DateOrder.MONTH_FIRST: (third, first, second),
        DateOrder.YEAR_FIRST: (first, second, third),
    }[order]
    if len(first) == 4 and order is not DateOrder.YEAR_FIRST:  # noqa: PLR2004 - a year
        year, month, day = first, second, third
    if len(year) != 4:  # noqa: PLR2004 - a year
        raise CellError("The year needs four figures; with two, this can be read in several ways.")
    try:
        return _made(year, month, day)
    except CellError:
        raise CellError(f"There is no such day in the order {order.value}. Write 2019-10-18.") from None


def _made(year: str, month: str, day: str | None = None) -> UncertainDate:
    iso = f"{int(year):04}-{int(month):02}" + ("" if day is None else f"-{int(day):02}")
    try:
        return parse_date(iso)
    except DateError:
        raise CellError(f"{iso} does not exist. Write a day such as 2019-10-18.") from None


def _month(name: str) -> int:
    plain = name.casefold()
    found = [
        place for place, month in enumerate(_MONTHS, 1) if month.startswith(plain) and len(plain) >= _SHORTEST
    ]
    if plain == "sept":
        return 9
    if len(found) != 1:
        raise _unread_date()
    return found[0]


def _bounded(found: UncertainDate) -> UncertainDate:
    years = [day.year for day in (found.first, found.last) if day is not None]
    if any(not _FIRST_YEAR <= year <= _LAST_YEAR for year in years):
        raise CellError(f"The year must lie between {_FIRST_YEAR} and {_LAST_YEAR}.")
    return found


def _no_date(words: str) -> UncertainDate:
    raise CellError(f"{words} is not a date. Write a day such as 2019-10-18.")


def _unread_date() -> CellError:
    return CellError("This is not a date. Write 2019-10-18, 2019-10 or 2019.")


def read_amount(raw: Raw, currency: str, profile: Profile) -> Amount | None:
    """The amount of a fine; unknown for a mark of no amount, None for a mark of no fine. Raises CellError."""
    if raw is None:
        return Amount(None, currency)
    if isinstance(raw, bool | date):
        raise CellError(_NO_NUMBER.format("20000"))
    words = str(raw) if not isinstance(raw, str) else " ".join(raw.split())
    if is_mark(words, profile.no_fine):
        return None
    if not words or is_mark(words, profile.no_amount) or is_mark(words, profile.no_value):
        return Amount(None, currency)
    if isinstance(raw, str):
        is_plain = words.isascii() and words.isdecimal()
        number, currency = (
            (Decimal(words), currency) if is_plain else _sum_of(words, currency, profile.decimal_sign)
        )
    else:
        number = Decimal(words) if words not in {"inf", "-inf", "nan"} else Decimal("NaN")
    if number.is_finite() and number in _numbers(profile.no_amount):
        return Amount(None, currency)
    return Amount(_minor(number, currency), currency)


@lru_cache(maxsize=64)
def _numbers(marks: tuple[str, ...]) -> frozenset[Decimal]:
    return frozenset(Decimal(mark) for mark in marks if re.fullmatch(r"\d+(\.\d+)?", mark, re.ASCII))


def _sum_of(words: str, currency: str, sign: str) -> tuple[Decimal, str]:
    """The number and currency of an amount in words. Raises CellError."""
    match = _MONEY.fullmatch(words)
    if match is None:
        raise CellError(_NO_NUMBER.format("20000"))
    written = {_SIGNS.get(one, one) for one in (match["before"], match["after"]) if one}
    if len(written) > 1 or not written <= CURRENCIES:
        raise CellError(f"{' and '.join(sorted(written))} is not one currency of ISO 4217.")
    currency = written.pop() if written else currency
    group = "," if sign == "." else "."
    figures = match["sum"].rstrip()
    whole, point, rest = figures.partition(sign)
    if not re.fullmatch(
        rf"-?(?:\d+|\d{{1,3}}(?:([{group}'\u2019 ])\d{{3}})(?:\1\d{{3}})*)", whole, re.ASCII
    ) or (point and not re.fullmatch(r"\d+", rest, re.ASCII)):
        other = f"“{sign}” is the decimal sign of this profile"
        raise CellError(f"This can be read in two ways: {other}. Write the amount without group signs.")
    if point and len(rest) > exponent(currency) and len(rest) == 3:  # noqa: PLR2004 - a group
        bare = re.sub(r"\D", "", whole)
        raise CellError(f"{figures} can be read two ways. Write {bare}{rest} or {bare}.{rest[:2]}.")
    return Decimal(re.sub(r"[^\d-]", "", whole) + (f".{rest}" if point else "")), currency


def _minor(number: Decimal, currency: str) -> int:
    try:
        minor = number.scaleb(exponent(currency))
        if not minor.is_finite():
            raise CellError(_NO_NUMBER.format("20000"))
        if minor < 0:
            raise CellError("A fine is not negative.")
        if minor > _MOST:
            raise CellError("This amount is larger than a case file holds.")
        if minor != minor.to_integral_value():
            raise CellError(f"{currency} has {exponent(currency)} decimals; this amount has more.")
    except InvalidOperation:
        raise CellError(_NO_NUMBER.format("20000")) from None
    return int(minor)
