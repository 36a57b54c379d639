"""What a scenario changes, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.scenario import (
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
    from desktop.domain.scenario import Change

tr = QCoreApplication.translate


def change_words(change: Change) -> str:
    """A change as a phrase."""
    match change:
        case Complied(on):
            return tr("whatif", "complied on {}").format(text.day(on))
        case Stayed():
            return tr("whatif", "stayed {}").format(stay_words(change))
        case Paid(amount, on):
            return tr("whatif", "{} paid on {}").format(text.money(amount), text.day(on))
        case Ends(on):
            return tr("whatif", "last day {}").format(text.day(on))
    return _rule_words(change)


def paid_words(paid: Paid) -> str:
    """A payment: how much and when."""
    return tr("whatif", "{} on {}").format(text.money(paid.amount), text.day(paid.on))


def stay_words(stay: Stayed) -> str:
    """The days of a stay."""
    if stay.last is None:
        return tr("whatif", "from {}").format(text.day(stay.first))
    return text.stretch(stay.first, stay.last)


def start_words() -> tuple[tuple[Start, str], ...]:
    """The readings of a deadline, in the order they are offered."""
    return (
        (Start.PLAIN, tr("whatif", "Not rolled")),
        (Start.ROLLS, tr("whatif", "Rolled to a working day")),
        (Start.FRANC_ROLLS, tr("whatif", "One day added, then rolled")),
        (Start.NOTIFIED, tr("whatif", "Notified on…")),
        (Start.FIRST_DAY, tr("whatif", "First day on…")),
    )


def _rule_words(change: OtherRate | OtherCap | ComplianceDay | OtherStart) -> str:
    match change:
        case OtherRate(amount, day):
            words = tr("whatif", "rate {}").format(text.money(amount))
            return words if day is None else tr("whatif", "{} from {}").format(words, text.day(day))
        case OtherCap(amount):
            if amount is None:
                return tr("whatif", "no cap")
            return tr("whatif", "cap {}").format(text.money(amount))
        case ComplianceDay(counted):
            day_counted = tr("whatif", "the day of compliance is counted")
            return day_counted if counted else tr("whatif", "the day of compliance is not counted")
        case OtherStart(reading, on):
            words = dict(start_words())[reading].rstrip("…").lower()
            return tr("whatif", "deadline: {}").format(words if on is None else f"{words} {text.day(on)}")
