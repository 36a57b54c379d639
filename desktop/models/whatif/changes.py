"""The changes of a scenario in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.whatif.scenario import (
    ComplianceDay,
    Complied,
    Ends,
    OtherCap,
    OtherRate,
    OtherStart,
    Paid,
    Start,
    Stayed,
)

if TYPE_CHECKING:
    from desktop.domain.whatif.scenario import Change

translate = QCoreApplication.translate


def change_words(change: Change) -> str:
    """A change as a phrase."""
    match change:
        case Complied(on):
            return translate("whatif", "complied on {}").format(text.day(on))
        case Stayed():
            return translate("whatif", "stayed {}").format(stay_words(change))
        case Paid(amount, on):
            return translate("whatif", "{} paid on {}").format(text.money(amount), text.day(on))
        case Ends(on):
            return translate("whatif", "last day {}").format(text.day(on))
    return _rule_words(change)


def paid_words(paid: Paid) -> str:
    """A payment: its sum and day."""
    return translate("whatif", "{} on {}").format(text.money(paid.amount), text.day(paid.on))


def stay_words(stay: Stayed) -> str:
    """The days of a stay."""
    if stay.last is None:
        return translate("whatif", "from {}").format(text.day(stay.first))
    return text.stretch(stay.first, stay.last)


def start_words() -> tuple[tuple[Start, str], ...]:
    """The readings of a deadline, in the order offered."""
    return (
        (Start.PLAIN, translate("whatif", "Not rolled")),
        (Start.ROLLS, translate("whatif", "Rolled to a working day")),
        (Start.FRANC_ROLLS, translate("whatif", "One day added, then rolled")),
        (Start.NOTIFIED, translate("whatif", "Notified on…")),
        (Start.FIRST_DAY, translate("whatif", "First day on…")),
    )


def _rule_words(change: OtherRate | OtherCap | ComplianceDay | OtherStart) -> str:
    match change:
        case OtherRate(amount, day):
            words = translate("whatif", "rate {}").format(text.money(amount))
            return words if day is None else translate("whatif", "{} from {}").format(words, text.day(day))
        case OtherCap(amount):
            if amount is None:
                return translate("whatif", "no cap")
            return translate("whatif", "cap {}").format(text.money(amount))
        case ComplianceDay(counted):
            day_counted = translate("whatif", "the day of compliance is counted")
            return day_counted if counted else translate("whatif", "the day of compliance is not counted")
        case OtherStart(reading, on):
            words = dict(start_words())[reading].rstrip("…").lower()
            words = words if on is None else f"{words} {text.day(on)}"
            return translate("whatif", "deadline: {}").format(words)
