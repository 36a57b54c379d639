"""The currencies and the days that an entry names at any depth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.days.period import CALENDAR_END, CALENDAR_START, DateError, parse_day
from desktop.domain.faults import Fault, TermsError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

LENGTH_OF_A_DAY = len("2023-02-08")


def check_currencies(inputs: object) -> None:
    """Refuse an entry with several currencies. Raises TermsError."""
    named = {value for name, value in _leaves(inputs) if name == "currency" and isinstance(value, str)}
    if len(named) > 1:
        found = ", ".join(sorted(ascii(value)[:12] for value in named))
        raise TermsError(Fault.CURRENCY_MIX, f"amounts of several currencies cannot be added: {found}")


def days_in(inputs: object, *, but: tuple[str, ...] = ()) -> tuple[date, ...]:
    """The days of an entry within the calendar, those of moments included, outside the fields `but`."""
    found = []
    for name, value in _leaves(inputs):
        if isinstance(value, str) and name not in but:
            try:
                found.append(parse_day(value[:LENGTH_OF_A_DAY]))
            except DateError:
                continue
    return tuple(day for day in found if CALENDAR_START < day < CALENDAR_END)


def _leaves(inputs: object) -> Iterator[tuple[str, object]]:
    """Every single value at any depth with the name of its field; parts of a list bear the list's name."""
    waiting: list[tuple[str, object]] = [("", inputs)]
    while waiting:
        name, value = waiting.pop()
        if isinstance(value, dict):
            waiting.extend(value.items())
        elif isinstance(value, list):
            waiting.extend((name, item) for item in value)
        else:
            yield name, value
