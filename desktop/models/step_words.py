"""The steps of an explanation in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.accrual import State
from desktop.domain.cases import FineStatus
from desktop.domain.explanation import StepKind
from desktop.domain.penalty import Unit
from desktop.models.convention_words import convention_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.explanation import Step
    from desktop.models.pen import Pen

tr = QCoreApplication.translate

TIMES = "\N{MULTIPLICATION SIGN}"


def step_words(step: Step, pen: Pen) -> str:
    """What a step says, without its amount."""
    tables = _start_words() | _charge_words() | _recovery_words() | _other_words()
    return tables[step.kind](step, pen) if step.kind in tables else _named(step)


def product(step: Step, pen: Pen) -> str:
    """Units by rate, where the step multiplies: 52 days x EUR 100,000; empty elsewhere."""
    if step.rate is None:
        return ""
    rate = pen.money(step.rate)
    if step.part:
        share = f"{step.part.numerator}/{step.part.denominator}"
        words = tr("explanation", "{} of a {} {} {}, rounded down")
        return words.format(share, text.unit_word(step.unit), TIMES, rate)
    if step.kind is StepKind.ITEMS:
        of = text.printable(step.name) or tr("explanation", "sites")
        return f"{text.count(step.units or 0)} {TIMES} {rate} ({of})"
    return f"{text.units(step.units or 0, step.unit)} {TIMES} {rate}"


def detail_words(step: Step, pen: Pen) -> str:
    """The days of a step, and what the file notes about it."""
    shown = []
    if step.kind in _WITH_DAYS and step.first is not None and step.last is not None:
        shown.append(pen.days(step.first, step.last))
    if step.kind in _WITH_NAME and step.name:
        shown.append(tr("explanation", "as noted: {}").format(text.printable(step.name).rstrip(".")))
    return " · ".join(shown)


def _order(step: Step, pen: Pen) -> str:
    name = text.printable(step.name)
    if step.first is None:
        return tr("explanation", "Order ({}), day not noted").format(name)
    return tr("explanation", "Order of {} ({})").format(pen.day(step.first), name)


def _day(words: str) -> Callable[[Step, Pen], str]:
    """Words about the first day of a step."""
    return lambda step, pen: words.format(pen.day(step.first) if step.first else text.NOTHING)


def _last(words: str) -> Callable[[Step, Pen], str]:
    return lambda step, pen: words.format(pen.day(step.last) if step.last else text.NOTHING)


def _said(words: str) -> Callable[[Step, Pen], str]:
    return lambda _step, _pen: words


def _grace(step: Step, pen: Pen) -> str:
    if step.units is None:
        return tr("explanation", "Time to comply, its length not noted")
    length = text.units(step.units, step.unit)
    words = tr("explanation", "Time to comply: {}").format(length)
    if step.name:
        words = tr("explanation", "{} from {}").format(words, text.printable(step.name))
    if step.first is not None and step.last is not None:
        ends = tr("explanation", "{}, from {} to {} by the calendar")
        words = ends.format(words, pen.day(step.first), pen.day(step.last))
    return words


def _rolled(step: Step, pen: Pen) -> str:
    if step.first is None or step.last is None:
        return ""
    if step.code == "holiday":
        words = tr("explanation", "{} is a public holiday: the end moves to {}")
    else:
        words = tr("explanation", "{} falls on a weekend: the end moves to {}")
    return words.format(pen.day(step.first), pen.day(step.last))


def _first_day(step: Step, pen: Pen) -> str:
    if step.first is None:
        return ""
    if step.code == "stated":
        return tr("explanation", "First penalty day: {}, as noted in the file").format(pen.day(step.first))
    return tr("explanation", "First penalty day: {}, the day after").format(pen.day(step.first))


def _leads(step: Step, pen: Pen) -> str:
    if step.first is None or step.last is None:
        return ""
    words = tr("explanation", "A notification on {} would lead to {} by the calendar alone")
    return words.format(pen.day(step.first), pen.day(step.last))


def _rate(step: Step, pen: Pen) -> str:
    amount = pen.money(step.amount) if step.amount else text.NOTHING
    words = tr("explanation", "Rate: {} / {}").format(amount, text.unit_word(step.unit))
    if step.first is not None:
        return tr("explanation", "{} from {}").format(words, pen.day(step.first))
    if step.units is not None:
        return tr("explanation", "{} from number {}").format(words, text.count(step.units))
    return words


def _items(step: Step, pen: Pen) -> str:
    amount = pen.money(step.amount) if step.amount else text.NOTHING
    return f"{product(step, pen)} = {amount} / {text.unit_word(step.unit)}"


def _not_charged(step: Step, _pen: Pen) -> str:
    days = text.units(step.units or 0, Unit.DAY)
    words = {
        State.GRACE: tr("explanation", "{} of the time to comply"),
        State.RUNNING: tr("explanation", "{} in which no unit falls due"),
        State.STAYED: tr("explanation", "{} stayed"),
        State.CAPPED: tr("explanation", "{} after the cap was reached"),
        State.COMPLIED: tr("explanation", "{} in which the order was obeyed"),
        State.ENDED: tr("explanation", "{} after the last day"),
    }.get(State(step.code), tr("explanation", "{} not charged"))
    return words.format(days)


def _product(step: Step, pen: Pen) -> str:
    return product(step, pen) or text.units(step.units or 0, step.unit)


def _reported(step: Step, pen: Pen) -> str:
    by = pen.day(step.last) if step.last else text.NOTHING
    if step.units:
        words = tr("explanation", "Reported as forfeited by {}: {}")
        return words.format(by, text.units(step.units, step.unit))
    return tr("explanation", "Reported as forfeited by {}").format(by)


def _cap(step: Step, pen: Pen) -> str:
    words = tr("explanation", "Cap: {}").format(pen.money(step.amount) if step.amount else text.NOTHING)
    if step.name:
        words = tr("explanation", "{}, shared by several lines").format(words)
    return _reached(words, step, pen)


def _most_units(step: Step, pen: Pen) -> str:
    most = tr("explanation", "At most {}").format(text.units(step.units or 0, step.unit))
    return _reached(most, step, pen)


def _reached(words: str, step: Step, pen: Pen) -> str:
    if step.first is None:
        return words
    if step.code == "reached":
        return tr("explanation", "{}, reached on {}").format(words, pen.day(step.first))
    return tr("explanation", "{}, to be reached on {} if nothing changes").format(words, pen.day(step.first))


def _complied(step: Step, pen: Pen) -> str:
    day = pen.day(step.first) if step.first else text.NOTHING
    if step.code == "relapse":
        return tr("explanation", "Disobeyed again from {}").format(day)
    return tr("explanation", "Obeyed from {}").format(day)


def _accrued(step: Step, pen: Pen) -> str:
    if step.last is None:
        return tr("explanation", "Accrued")
    return tr("explanation", "Accrued by the end of {}").format(pen.day(step.last))


def _liquidation(step: Step, pen: Pen) -> str:
    kind = text.printable(step.name).capitalize() or tr("explanation", "Liquidation")
    when = pen.days(step.first, step.last) if step.first and step.last else text.NOTHING
    return tr("explanation", "{} of {}").format(kind, when)


def _payment(step: Step, pen: Pen) -> str:
    kind = text.printable(step.code).capitalize() or tr("explanation", "Paid")
    when = pen.days(step.first, step.last) if step.first and step.last else text.NOTHING
    return tr("explanation", "{} on {}").format(kind, when)


def _published(step: Step, pen: Pen) -> str:
    if step.first is None or step.last is None:
        day = step.first or step.last
        return tr("explanation", "Published period: {}").format(pen.day(day) if day else text.NOTHING)
    period = pen.days(step.first, step.last)
    if step.units is None:
        return tr("explanation", "Published period: {}").format(period)
    words = tr("explanation", "Published period: {}, {} with both end days")
    return words.format(period, text.units(step.units, Unit.DAY))


def _fine(step: Step, pen: Pen) -> str:
    when = pen.days(step.first, step.last) if step.first and step.last else text.NOTHING
    words = tr("explanation", "Fine of {}").format(when)
    words = f"{words} · {text.printable(step.name)}" if step.name else words
    if step.code in ("proposed", "annulled"):
        word = text.fine_status_word(FineStatus(step.code)).lower()
        return tr("explanation", "{}, {} and not in force").format(words, word)
    return words


def _status(step: Step, pen: Pen) -> str:
    if step.code == "later":
        return tr("explanation", "Not imposed yet on this day")
    word = text.fine_status_word(FineStatus(step.code))
    if step.first is None or step.last is None or step.code == FineStatus.IMPOSED:
        return tr("explanation", "Status: {}").format(word.lower())
    return tr("explanation", "Status: {}, {}").format(word.lower(), pen.days(step.first, step.last))


def _line(step: Step, pen: Pen) -> str:
    words = text.printable(step.name) or tr("explanation", "Penalty")
    words = f"{words}: {product(step, pen)}" if step.rate else words
    if step.first is not None:
        return f"{words} · {pen.day(step.first)}"
    if step.last is not None:
        return tr("explanation", "{} · cap reached on {}").format(words, pen.day(step.last))
    return f"{words} · {text.state_word(State(step.code)).lower()}"


def _left_out(step: Step, _pen: Pen) -> str:
    return tr("explanation", "Left out, cannot be calculated: {} ({})").format(
        text.printable(step.name), step.code
    )


def _ceiling(step: Step, _pen: Pen) -> str:
    citation = f"{step.name[:1].upper()}{step.name[1:]}"
    words = tr("explanation", "The law's ceiling, {}").format(text.printable(citation))
    if step.code:
        words = tr("explanation", "{}: at least, the turnover is not known").format(words)
    return words


def _maximum(step: Step, _pen: Pen) -> str:
    unit = text.unit_word(step.unit)
    if step.code:
        words = tr("explanation", "The rate is above the statutory maximum per {}, {}")
    else:
        words = tr("explanation", "The statutory maximum per {}, {}")
    return words.format(unit, text.printable(step.name))


def _note(step: Step, pen: Pen) -> str:
    days = pen.days(step.first, step.last) if step.first and step.last else ""
    if step.code == "found":
        return tr("explanation", "Found not obeyed: {}").format(days)
    if step.code == "liquidated":
        return tr("explanation", "Liquidated as not obeyed: {}").format(days)
    if step.code == "event":
        return tr("explanation", "{}, as noted: {}").format(days, text.printable(step.name))
    return tr("explanation", "As noted: {}").format(text.printable(step.name))


def _named(step: Step) -> str:
    return {
        StepKind.NOT_ORDERED: tr("explanation", "Not ordered yet on this day"),
        StepKind.NOT_NOTIFIED: tr("explanation", "The day of notification is not published"),
        StepKind.NO_GRACE: tr("explanation", "No time to comply is noted"),
        StepKind.NO_FIRST_DAY: tr("explanation", "The first penalty day cannot be calculated"),
        StepKind.ROUNDED: tr("explanation", "Rounding"),
        StepKind.CUT: tr("explanation", "Above the cap"),
        StepKind.ESTABLISHED: tr("explanation", "Established: found not obeyed"),
        StepKind.ASSUMED: tr("explanation", "Assumed: nothing is known to have changed"),
        StepKind.CONTINGENT: tr("explanation", "If not obeyed: nobody has found a breach"),
        StepKind.LIQUIDATED: tr("explanation", "Liquidated"),
        StepKind.COVERED: tr("explanation", "Covered by what was liquidated"),
        StepKind.UNLIQUIDATED: tr("explanation", "Not liquidated"),
        StepKind.REMITTED: tr("explanation", "Remitted: accrued in the window and not fixed"),
        StepKind.PAID: tr("explanation", "Paid"),
        StepKind.OVERPAID: tr("explanation", "Paid beyond what is payable"),
        StepKind.NOT_PAYABLE: tr("explanation", "Not payable: the act was done before it was collected"),
        StepKind.SUSPENDED: tr("explanation", "Collection is suspended on this day"),
        StepKind.DUE: tr("explanation", "Due: payable and not paid"),
        StepKind.CALCULATED: tr("explanation", "By the rate"),
        StepKind.MODERATED: tr("explanation", "Less than the rate gives: moderated"),
        StepKind.ABOVE: tr("explanation", "More than the rate gives"),
        StepKind.FIXED: tr("explanation", "Fixed by the authority"),
        StepKind.TURNOVER: tr("explanation", "The least turnover this fine rests on, not known"),
        StepKind.TOTAL: tr("explanation", "Together"),
    }.get(step.kind, step.kind.value.capitalize())


def _start_words() -> dict[StepKind, Callable[[Step, Pen], str]]:
    return {
        StepKind.ORDER: _order,
        StepKind.NOTIFIED: _day(tr("explanation", "Notified on {}")),
        StepKind.GRACE: _grace,
        StepKind.GRACE_UNTIL: _last(tr("explanation", "Time to comply until {}")),
        StepKind.FRANC: _last(tr("explanation", "A clear day is added: the end moves to {}")),
        StepKind.ROLLED: _rolled,
        StepKind.LENGTHENED: _last(tr("explanation", "Too few working days in it: the end moves to {}")),
        StepKind.FIRST_DAY: _first_day,
        StepKind.LEADS: _leads,
        StepKind.CONVENTION: lambda step, _pen: convention_words(step),
    }


def _charge_words() -> dict[StepKind, Callable[[Step, Pen], str]]:
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
        StepKind.LAST_DAY: _last(tr("explanation", "The last day that can be charged: {}")),
        StepKind.COMPLIED: _complied,
        StepKind.ANNULLED: _day(tr("explanation", "Annulled from the start, known on {}")),
        StepKind.ACCRUED: _accrued,
    }


def _recovery_words() -> dict[StepKind, Callable[[Step, Pen], str]]:
    return {
        StepKind.LIQUIDATION: _liquidation,
        StepKind.PAYMENT: _payment,
        StepKind.PUBLISHED_PERIOD: _published,
        StepKind.NOT_COUNTED: _day(tr("explanation", "{} is not counted")),
        StepKind.REDUCED: _day(tr("explanation", "Reduced, known on {}")),
    }


def _other_words() -> dict[StepKind, Callable[[Step, Pen], str]]:
    return {
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
        StepKind.TALLY,
    }
)
