"""The pens that write days and amounts: for people on the screen, or exactly for copies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.money import exponent

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from desktop.domain.days.period import UncertainDate
    from desktop.domain.explanation.explanation import Step
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
translate = QCoreApplication.translate


def when_of(step: Step, pen: Pen) -> str:
    """The day or days of a step, or its date as it is known: a year is no stretch of days."""
    if step.in_doubt is not None:
        return pen.date(step.in_doubt)
    return pen.days(step.first, step.last) if step.first and step.last else text.NOTHING


def on_first(words: str) -> Callable[[Step, Pen], str]:
    """Words about the first day of a step."""
    return lambda step, pen: words.format(pen.day(step.first) if step.first else text.NOTHING)


def on_last(words: str) -> Callable[[Step, Pen], str]:
    """Words about the last day of a step."""
    return lambda step, pen: words.format(pen.day(step.last) if step.last else text.NOTHING)
