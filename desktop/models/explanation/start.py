"""The steps from the order to its first penalty day in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.explanation.explanation import StepKind
from desktop.models.explanation.conventions import convention_words
from desktop.models.explanation.pen import on_first, on_last

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.explanation.explanation import Step
    from desktop.models.explanation.pen import Pen

translate = QCoreApplication.translate


def start_words() -> dict[StepKind, Callable[[Step, Pen], str]]:
    """The words for each step from the order to its first penalty day, by kind of step."""
    return {
        StepKind.ORDER: _order,
        StepKind.NOTIFIED: on_first(translate("explanation", "Notified on {}")),
        StepKind.GRACE: _grace,
        StepKind.GRACE_UNTIL: on_last(translate("explanation", "Grace period until {}")),
        StepKind.FRANC: on_last(translate("explanation", "A clear day is added: the end moves to {}")),
        StepKind.ROLLED: _rolled,
        StepKind.LENGTHENED: on_last(
            translate("explanation", "Too few working days in it: the end moves to {}")
        ),
        StepKind.FIRST_DAY: _first_day,
        StepKind.LEADS: _leads,
        StepKind.CONVENTION: lambda step, _pen: convention_words(step),
    }


def _order(step: Step, pen: Pen) -> str:
    name = text.printable(step.name)
    if step.first is None:
        return translate("explanation", "Order ({}), day not noted").format(name)
    return translate("explanation", "Order of {} ({})").format(pen.day(step.first), name)


def _grace(step: Step, pen: Pen) -> str:
    if step.units is None:
        return translate("explanation", "Grace period, its length not noted")
    length = text.units(step.units, step.unit)
    words = translate("explanation", "Grace period: {}").format(length)
    if step.name:
        words = translate("explanation", "{} from {}").format(words, text.printable(step.name))
    if step.first is not None and step.last is not None:
        ends = translate("explanation", "{}, from {} to {} by the calendar")
        words = ends.format(words, pen.day(step.first), pen.day(step.last))
    return words


def _rolled(step: Step, pen: Pen) -> str:
    if step.first is None or step.last is None:
        return ""
    if step.code == "holiday":
        words = translate("explanation", "{} is a public holiday: the end moves to {}")
    elif step.code == "assumed holiday":
        words = translate("explanation", "If {}, not checked, was a public holiday, the end moves to {}")
    else:
        words = translate("explanation", "{} falls on a weekend: the end moves to {}")
    return words.format(pen.day(step.first), pen.day(step.last))


def _first_day(step: Step, pen: Pen) -> str:
    if step.first is None:
        return ""
    words = translate("explanation", "First penalty day: {}, the day after")
    if step.code == "stated":
        words = translate("explanation", "First penalty day: {}, as stated in the file")
    return words.format(pen.day(step.first))


def _leads(step: Step, pen: Pen) -> str:
    if step.first is None or step.last is None:
        return ""
    words = translate("explanation", "A notification on {} would lead to {} by the calendar alone")
    return words.format(pen.day(step.first), pen.day(step.last))
