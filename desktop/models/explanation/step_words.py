"""The steps of an explanation in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.case.case import FineStatus
from desktop.domain.explanation.explanation import Effect, StepKind
from desktop.domain.law.kinds import Unit
from desktop.domain.money import Money
from desktop.domain.penalty.stretch import State
from desktop.models.explanation.charged import charge_words, product
from desktop.models.explanation.pen import on_first, when_of
from desktop.models.explanation.start import start_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.explanation.explanation import Step, Within
    from desktop.models.explanation.pen import Pen

translate = QCoreApplication.translate


def step_words(step: Step, pen: Pen) -> str:
    """The words of a step, without its amount."""
    tables = start_words() | charge_words() | _other_words()
    return tables[step.kind](step, pen) if step.kind in tables else _named(step)


def detail_words(step: Step, pen: Pen) -> str:
    """The days of a step, and the remark of the file on the step."""
    shown = []
    if step.kind in _WITH_DAYS and step.first is not None and step.last is not None:
        shown.append(pen.days(step.first, step.last))
    if step.kind in _WITH_NAME and step.name:
        words = translate("explanation", "remark: {}")
        if step.kind is StepKind.CONVENTION:
            words = translate("explanation", "according to the source: {}")
        shown.append(words.format(text.printable(step.name).rstrip(".")))
    return " · ".join(shown)


def _liquidation(step: Step, pen: Pen) -> str:
    kind = text.printable(step.name).capitalize() or translate("explanation", "Liquidation")
    return translate("explanation", "{} of {}").format(kind, when_of(step, pen))


def _payment(step: Step, pen: Pen) -> str:
    kind = text.printable(step.code).capitalize() or translate("explanation", "Paid")
    words = translate("explanation", "{} on {}") if step.in_doubt is None else "{}, {}"
    return words.format(kind, when_of(step, pen))


def _published(step: Step, pen: Pen) -> str:
    if step.first is None or step.last is None:
        day = step.first or step.last
        return translate("explanation", "Published period: {}").format(pen.day(day) if day else text.NOTHING)
    period = pen.days(step.first, step.last)
    if step.units is None:
        return translate("explanation", "Published period: {}").format(period)
    words = translate("explanation", "Published period: {}, {} with both end days")
    return words.format(period, text.units(step.units, Unit.DAY))


def _fine(step: Step, pen: Pen) -> str:
    words = translate("explanation", "Fine of {}").format(when_of(step, pen))
    if step.first is None:
        words = translate("explanation", "Fine, {}").format(text.day_not_known())
    words = f"{words} · {text.printable(step.name)}" if step.name else words
    if step.amount is None:
        words = f"{words} · {text.amount_not_known()}"
    if step.code == "doubtful":
        amount = "" if step.amount is None else f" · {pen.money(step.amount)}"
        told = translate("explanation", "{}: perhaps imposed later, and not in this sum")
        return told.format(f"{words}{amount}")
    if step.in_bounds is not None:
        return translate("explanation", "{}: not in this sum").format(words)
    if step.code in ("proposed", "annulled"):
        word = text.fine_status_word(FineStatus(step.code)).lower()
        return translate("explanation", "{}, {} and not in force").format(words, word)
    return words


def _status(step: Step, pen: Pen) -> str:
    if step.code == "later":
        return translate("explanation", "Not imposed yet on this day")
    if step.code == "doubtful":
        return translate("explanation", "Whether it was imposed by this day is not known")
    word = text.fine_status_word(FineStatus(step.code))
    if step.first is None or step.last is None or step.code == FineStatus.IMPOSED:
        return translate("explanation", "Status: {}").format(word.lower())
    return translate("explanation", "Status: {}, {}").format(word.lower(), when_of(step, pen))


def _line(step: Step, pen: Pen) -> str:
    words = text.printable(step.name) or translate("explanation", "Penalty")
    if step.in_bounds is not None:
        return f"{words} · {text.state_word(State(step.code)).lower()} · {_within(step.in_bounds, step, pen)}"
    words = f"{words}: {product(step, pen)}" if step.rate else words
    if step.first is not None:
        return f"{words} · {pen.day(step.first)}"
    if step.last is not None:
        return translate("explanation", "{} · cap reached on {}").format(words, pen.day(step.last))
    return f"{words} · {text.state_word(State(step.code)).lower()}"


def _within(within: Within, step: Step, pen: Pen) -> str:
    """The bounds of an amount that is not known, and the part of it that is added."""
    least, most = within.least, within.most
    if most is not None:
        words = translate("explanation", "{} to {}").format(
            pen.money(least or Money(0, most.currency)), pen.money(most)
        )
    elif least:
        words = translate("explanation", "at least {}").format(pen.money(least))
    else:
        words = translate("explanation", "not known")
    if step.effect is Effect.ADD and step.amount:
        return translate("explanation", "{}, of which the least is added").format(words)
    return translate("explanation", "{}, of which nothing is added").format(words)


def _left_out(step: Step, _pen: Pen) -> str:
    words = translate("explanation", "Left out, cannot be calculated: {}: {}")
    return words.format(text.printable(step.name), text.printable(step.code))


def _ceiling(step: Step, _pen: Pen) -> str:
    citation = f"{step.name[:1].upper()}{step.name[1:]}"
    words = translate("explanation", "The law's ceiling, {}").format(text.printable(citation))
    at_least = translate("explanation", "{}: at least, the turnover is not known")
    return at_least.format(words) if step.code else words


def _maximum(step: Step, _pen: Pen) -> str:
    words = translate("explanation", "The statutory maximum per {}, {}")
    if step.code:
        words = translate("explanation", "The rate is above the statutory maximum per {}, {}")
    return words.format(text.unit_word(step.unit), text.printable(step.name))


def _note(step: Step, pen: Pen) -> str:
    days = pen.days(step.first, step.last) if step.first and step.last else ""
    if step.code == "found":
        return translate("explanation", "Found not obeyed: {}").format(days)
    if step.code == "liquidated":
        return translate("explanation", "Liquidated as not obeyed: {}").format(days)
    if step.code == "event":
        return f"{when_of(step, pen)}: {text.printable(step.name)}"
    return translate("explanation", "Remark: {}").format(text.printable(step.name))


def _named(step: Step) -> str:
    return {
        StepKind.NOT_ORDERED: translate("explanation", "Not ordered yet on this day"),
        StepKind.NOT_NOTIFIED: translate("explanation", "The day of notification is not published"),
        StepKind.NO_GRACE: translate("explanation", "No grace period is noted"),
        StepKind.NO_FIRST_DAY: translate("explanation", "The first penalty day cannot be calculated"),
        StepKind.ROUNDED: translate("explanation", "Rounding"),
        StepKind.CUT: translate("explanation", "Above the cap"),
        StepKind.ESTABLISHED: translate("explanation", "Established: found not obeyed"),
        StepKind.ASSUMED: translate("explanation", "Assumed: nothing is known to have changed"),
        StepKind.CONTINGENT: translate("explanation", "If not obeyed: nobody has found a breach"),
        StepKind.LIQUIDATED: translate("explanation", "Liquidated"),
        StepKind.COVERED: translate("explanation", "Covered by what was liquidated"),
        StepKind.UNLIQUIDATED: translate("explanation", "Not liquidated"),
        StepKind.REMITTED: translate("explanation", "Remitted: accrued in the window and not fixed"),
        StepKind.PAID: translate("explanation", "Paid"),
        StepKind.NO_PAYMENT: translate("explanation", "No payment recorded"),
        StepKind.OVERPAID: translate("explanation", "Paid beyond what is payable"),
        StepKind.NOT_PAYABLE: translate(
            "explanation", "Not payable: the act was done before it was collected"
        ),
        StepKind.SUSPENDED: translate("explanation", "Collection is suspended on this day"),
        StepKind.DUE: translate("explanation", "Due: payable and not paid"),
        StepKind.CALCULATED: translate("explanation", "By the rate"),
        StepKind.MODERATED: translate("explanation", "Less than the rate gives: moderated"),
        StepKind.ABOVE: translate("explanation", "More than the rate gives"),
        StepKind.FIXED: translate("explanation", "Fixed by the authority"),
        StepKind.TURNOVER: translate("explanation", "The least turnover this fine rests on, not known"),
        StepKind.TOTAL: translate("explanation", "Together"),
    }.get(step.kind, step.kind.value.capitalize())


def _other_words() -> dict[StepKind, Callable[[Step, Pen], str]]:
    return {
        StepKind.LIQUIDATION: _liquidation,
        StepKind.PAYMENT: _payment,
        StepKind.PUBLISHED_PERIOD: _published,
        StepKind.NOT_COUNTED: on_first(translate("explanation", "{} is not counted")),
        StepKind.REDUCED: on_first(translate("explanation", "Reduced, known on {}")),
        StepKind.FINE: _fine,
        StepKind.FINE_STATUS: _status,
        StepKind.LINE: _line,
        StepKind.LEFT_OUT: _left_out,
        StepKind.CEILING: _ceiling,
        StepKind.STATUTORY_MAXIMUM: _maximum,
        StepKind.NOTE: _note,
    }


_WITH_DAYS = frozenset({StepKind.CHARGED, StepKind.PART_CHARGED, StepKind.NOT_CHARGED})
_WITH_NAME = frozenset(
    {
        StepKind.FIRST_DAY,
        StepKind.NO_FIRST_DAY,
        StepKind.CONVENTION,
        StepKind.LAST_DAY,
        StepKind.COMPLIED,
        StepKind.ANNULLED,
        StepKind.NOT_COUNTED,
        StepKind.PAYMENT,
        StepKind.REPORTED,
        StepKind.TALLY,
    }
)
