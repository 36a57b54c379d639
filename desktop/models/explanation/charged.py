"""The steps that charge a penalty in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.explanation.charged import OVER_CAP
from desktop.domain.explanation.explanation import StepKind
from desktop.domain.law.kinds import Unit
from desktop.domain.penalty.stretch import State
from desktop.domain.penalty.waiting import Wait
from desktop.models.explanation.pen import on_first, on_last

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.explanation.explanation import Step
    from desktop.models.explanation.pen import Pen

translate = QCoreApplication.translate
TIMES = "\N{MULTIPLICATION SIGN}"


def charge_words() -> dict[StepKind, Callable[[Step, Pen], str]]:
    """The words for each step that charges a penalty or stops the charging, by kind of step."""
    return {
        StepKind.RATE: _rate,
        StepKind.ITEMS: _items,
        StepKind.NOT_CHARGED: _not_charged,
        StepKind.CHARGED: _product,
        StepKind.PART_CHARGED: _product,
        StepKind.REPORTED: _reported,
        StepKind.TALLY: _reported,
        StepKind.CAP: _cap,
        StepKind.MOST_UNITS: _most_units,
        StepKind.LAST_DAY: on_last(translate("explanation", "The last day that can be charged: {}")),
        StepKind.COMPLIED: _complied,
        StepKind.ANNULLED: on_first(translate("explanation", "Annulled from the start, known on {}")),
        StepKind.ACCRUED: _accrued,
    }


def product(step: Step, pen: Pen) -> str:
    """Units multiplied by their rate: 52 days x EUR 100,000; empty for a step without a rate."""
    if step.rate is None:
        return ""
    rate = pen.money(step.rate)
    if step.part:
        share = f"{step.part.numerator}/{step.part.denominator}"
        words = translate("explanation", "{} of a {} {} {}, rounded down")
        return words.format(share, text.unit_word(step.unit), TIMES, rate)
    if step.kind is StepKind.ITEMS:
        of = text.printable(step.name) or translate("explanation", "sites")
        return f"{text.count(step.units or 0)} {TIMES} {rate} ({of})"
    return f"{text.units(step.units or 0, step.unit)} {TIMES} {rate}"


def _rate(step: Step, pen: Pen) -> str:
    words = translate("explanation", "Rate: {} / {}").format(_money(step, pen), text.unit_word(step.unit))
    if step.first is not None:
        return translate("explanation", "{} from {}").format(words, pen.day(step.first))
    if step.units is not None:
        return translate("explanation", "{} from number {}").format(words, text.count(step.units))
    return words


def _items(step: Step, pen: Pen) -> str:
    return f"{product(step, pen)} = {_money(step, pen)} / {text.unit_word(step.unit)}"


def _money(step: Step, pen: Pen) -> str:
    return pen.money(step.amount) if step.amount else text.NOTHING


def _not_charged(step: Step, _pen: Pen) -> str:
    days = text.units(step.units or 0, Unit.DAY)
    state, _, why = step.code.partition(":")
    if state == State.GRACE:
        return _waiting(why).format(days)
    words = {
        State.RUNNING: _nothing_due(why),
        State.STAYED: translate("explanation", "{} stayed"),
        State.CAPPED: translate("explanation", "{} after the cap was reached"),
        State.COMPLIED: translate("explanation", "{} in which the order was obeyed"),
        State.ENDED: translate("explanation", "{} after the last day"),
    }.get(State(state), translate("explanation", "{} not charged"))
    return words.format(days)


def _waiting(why: str) -> str:
    """The reason for days not charged before the first penalty day: the grace period, or another wait."""
    return {
        Wait.GIVEN: translate("explanation", "{} of the grace period"),
        Wait.OVER: translate(
            "explanation", "{} not yet charged: the grace period is over, the file states a later first day"
        ),
        Wait.NO_GRACE: translate(
            "explanation", "{} not yet charged: the file states a first day and no grace period"
        ),
        Wait.UNKNOWN: translate(
            "explanation", "{} not yet charged, the grace period among them: when it began is not known"
        ),
    }[Wait(why)]


def _nothing_due(unit: str) -> str:
    """The reason for days not charged while the penalty runs, by its unit."""
    return {
        OVER_CAP: translate(
            "explanation", "{} of the unit that would pass the cap: it is not charged, in part or whole"
        ),
        Unit.WORKING_DAY.value: translate("explanation", "{} without a working day"),
        Unit.ONCE.value: translate("explanation", "{} after the one sum"),
        Unit.OCCURRENCE.value: translate("explanation", "{} on which no breach is recorded"),
    }.get(unit, translate("explanation", "{} in which no unit falls due"))


def _product(step: Step, pen: Pen) -> str:
    return product(step, pen) or text.units(step.units or 0, step.unit)


def _reported(step: Step, pen: Pen) -> str:
    by = pen.day(step.last) if step.last else text.NOTHING
    if step.units:
        words = translate("explanation", "Reported as forfeited by {}: {}")
        return words.format(by, text.units(step.units, step.unit))
    return translate("explanation", "Reported as forfeited by {}").format(by)


def _cap(step: Step, pen: Pen) -> str:
    words = translate("explanation", "Cap: {}").format(_money(step, pen))
    if step.name:
        words = translate("explanation", "{}, shared by several lines").format(words)
    if step.unit:
        words = translate("explanation", "{}, only full units are charged").format(words)
    return _reached(words, step, pen)


def _most_units(step: Step, pen: Pen) -> str:
    most = translate("explanation", "At most {}").format(text.units(step.units or 0, step.unit))
    return _reached(most, step, pen)


def _reached(words: str, step: Step, pen: Pen) -> str:
    if step.first is None:
        return words
    told = translate("explanation", "{}, to be reached on {} if nothing changes")
    if step.code == "reached":
        told = translate("explanation", "{}, reached on {}")
    return told.format(words, pen.day(step.first))


def _complied(step: Step, pen: Pen) -> str:
    day = pen.day(step.first) if step.first else text.NOTHING
    if step.code == "relapse":
        return translate("explanation", "Disobeyed again from {}").format(day)
    return translate("explanation", "Obeyed from {}").format(day)


def _accrued(step: Step, pen: Pen) -> str:
    if step.last is None:
        return translate("explanation", "Accrued")
    return translate("explanation", "Accrued by the end of {}").format(pen.day(step.last))
