"""The faults of a scenario in words: a change refused, or a result that cannot be calculated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.days.period import CALENDAR_END, CALENDAR_START
from desktop.domain.faults import Fault
from desktop.domain.whatif.scenario import Flaw

if TYPE_CHECKING:
    from desktop.domain.whatif.comparison import Unknown

translate = QCoreApplication.translate


def flaw_words(flaw: Flaw) -> str:
    """The reason that a change of a scenario is refused, and the remedy."""
    return {
        Flaw.NO_NAME: translate("whatif", "Write a name."),
        Flaw.LONG_NAME: translate("whatif", "Write a name of at most 80 characters."),
        Flaw.NAME_TAKEN: translate("whatif", "Another scenario has this name. Write another one."),
        Flaw.STAY_INVERTED: translate("whatif", "The stay ends before it starts. Write a later last day."),
        Flaw.NEGATIVE_RATE: translate("whatif", "A rate is not below zero. Write 0 or more."),
        Flaw.NEGATIVE_CAP: translate("whatif", "A cap is not below zero. Write 0 or more, or “none”."),
        Flaw.NOTHING_PAID: translate("whatif", "Write a sum above zero."),
        Flaw.DAY_MISSING: translate("whatif", "Write the day that this reading needs."),
        Flaw.DAY_OUT_OF_RANGE: translate(
            "whatif", "This day is too near the end of the calendar. Write one from {} to {}."
        ).format(text.day(CALENDAR_START), text.day(CALENDAR_END)),
        Flaw.CHANGED_TWICE: translate("whatif", "This is changed already."),
        Flaw.NO_DEADLINE: translate(
            "whatif",
            "No notification or length of the grace period is known, so the deadline has no other reading. "
            "Give a first day instead.",
        ),
    }[flaw]


def unknown_words(unknown: Unknown) -> str:
    """The reason that a scenario cannot be calculated."""
    if unknown.code in set(Flaw):
        return flaw_words(Flaw(unknown.code))
    known: dict[str, str] = {
        Fault.MONTH_UNIT_STAY: translate(
            "whatif",
            "This line is charged by months, and the order has no rule for days inside a month that do not "
            "count.",
        ),
        Fault.HOLIDAYS_UNKNOWN: translate(
            "whatif",
            "The public holidays that decide this deadline are not known for that place and year. "
            "Give a first day instead.",
        ),
        Fault.TIER_MIX: translate(
            "whatif", "The rates of the record step by number of units. Leave the day of the rate empty."
        ),
        Fault.DAY_OUT_OF_RANGE: translate("whatif", "A day is too near the end of the calendar."),
    }
    sentence = text.printable(unknown.sentence).rstrip(".")
    return known.get(unknown.code, translate("whatif", "This cannot be calculated: {}.").format(sentence))
