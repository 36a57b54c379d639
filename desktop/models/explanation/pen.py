"""How days, amounts and counts are written: as people read them, or exactly, for what is copied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop import text
from desktop.domain.money import exponent

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from desktop.domain.days.period import UncertainDate
    from desktop.domain.money import Money


@dataclass(frozen=True, slots=True)
class Pen:
    """A way of writing: days, stretches of days, dates that are no plain days, amounts."""

    day: Callable[[date], str]
    days: Callable[[date, date], str]
    date: Callable[[UncertainDate], str]
    money: Callable[[Money], str]
    minus: str


def exact_money(amount: Money) -> str:
    """An amount with its currency's code and all its decimals: EUR 5,200,000.00."""
    sign = "-" if amount.minor < 0 else ""
    return f"{sign}{amount.currency} {abs(amount.decimal):,.{exponent(amount.currency)}f}"


def iso_days(first: date, last: date) -> str:
    """The days from `first` to `last`, both included: 2022-12-19 to 2023-02-08."""
    return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"


SCREEN = Pen(text.day, text.stretch, text.uncertain, text.money, text.MINUS)
EXACT = Pen(lambda day: day.isoformat(), iso_days, lambda value: value.iso, exact_money, "-")
