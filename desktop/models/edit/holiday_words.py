"""Public holidays given by hand, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.typed.dates import DateFault
from desktop.models.typed.words import no_date_words

if TYPE_CHECKING:
    from desktop.domain.edit.holidays import TypedYear

translate = QCoreApplication.translate


def calendar_choices(calendars: tuple[tuple[str, str], ...]) -> tuple[tuple[object, str], ...]:
    """The calendars by code and name."""
    return tuple((code, f"{code} · {text.printable(name)}") for code, name in calendars)


def year_words(typed: TypedYear, year: int) -> tuple[str, bool]:
    """What was understood of the typed holidays, or what is wrong with them, and which of both."""
    if typed.unread is not None:
        if typed.unread.fault is DateFault.NOT_READ:
            words = translate("holidays", "“{}” begins with no day. Write 1 Jan {} New Year.")
            return words.format(text.printable(typed.unread.typed), year), True
        return no_date_words(typed.unread), True
    if typed.outside is not None:
        words = translate("holidays", "{} is no day of {}. Write one day of that year on each line.")
        return words.format(text.day(typed.outside), year), True
    number = len(typed.days)
    if not number:
        return translate("holidays", "One holiday a line: its day, then its name."), False
    told = translate("holidays", "1 holiday") if number == 1 else translate("holidays", "{} holidays")
    first, last = typed.days[0].day, typed.days[-1].day
    between = text.long_day(first) if number == 1 else f"{text.long_day(first)} … {text.long_day(last)}"
    return f"{told.format(text.count(number))} · {between}", False
