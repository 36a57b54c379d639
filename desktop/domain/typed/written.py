"""Days and amounts as a person would type them: read again, they are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.money import exponent

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.money import Money

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_GROUP = 3  # digits: so many decimals could be a group


def written_day(day: date | None) -> str:
    """A day as typed, such as 30 Oct 2024; empty without one."""
    return "" if day is None else f"{day.day} {_MONTHS[day.month - 1]} {day.year:04}"


def written_amount(amount: Money | None) -> str:
    """A sum as typed, such as 52,500 or 52.50; empty without one."""
    if amount is None:
        return ""
    places = exponent(amount.currency)
    whole, rest = divmod(abs(amount.minor), 10**places)
    sign = "-" if amount.minor < 0 else ""
    grouped = f"{whole}" if places == _GROUP else f"{whole:,}"
    more = "0" if places == _GROUP else ""
    return f"{sign}{grouped}.{rest:0{places}}{more}" if rest else f"{sign}{grouped}"
