"""Titles, other readings and gaps of an explanation in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.explanation.explanation import Basis, Missing, ReadingKind, StepKind
from desktop.domain.explanation.figure import FigureKind
from desktop.domain.money import Money
from desktop.models.explanation.conventions import rule_words, value_words, way_words

if TYPE_CHECKING:
    from desktop.domain.explanation.explanation import Bound, Explanation, Gap, Reading
    from desktop.models.explanation.pen import Pen

Words = tuple[str, str, tuple[str, ...]]  # a sentence, an amount, quieter sentences
translate = QCoreApplication.translate


def title_of(explanation: Explanation, pen: Pen) -> str:
    """The name of a figure and its amount."""
    name = name_of(explanation.key.kind)
    if explanation.scenario:
        name = translate("explanation", "{} in a scenario").format(name)
    if explanation.line:
        name = translate("explanation", "{}, line {}").format(name, text.printable(explanation.line))
    if not explanation.figure.currency:
        is_quoted = explanation.key.kind is FigureKind.QUOTED
        return f"{name}: {text.NOTHING if is_quoted else text.amount_not_known()}"
    return f"{name}: {figure_words(explanation, pen)}"


def figure_words(explanation: Explanation, pen: Pen) -> str:
    """The amount of a figure; if not known, the results that bound the figure, else a dash."""
    kinds = {gap.what for gap in explanation.gaps}
    in_doubt = Missing.HOLIDAYS in kinds and explanation.key.kind is FigureKind.ACCRUED
    if not is_unknown(explanation) and not in_doubt and kinds.isdisjoint((Missing.PARTS, Missing.FINES)):
        return pen.money(explanation.figure)
    between = next((gap_words(gap, pen)[1] for gap in explanation.gaps), "")
    return between or text.NOTHING


def is_unknown(explanation: Explanation) -> bool:
    """Whether the accrued sum cannot be calculated, rather than being zero."""
    unknown = any(step.kind is StepKind.NO_FIRST_DAY for step in explanation.steps) or any(
        gap.what in (Missing.OCCURRENCES, Missing.RESULT) for gap in explanation.gaps
    )
    return explanation.key.kind is FigureKind.ACCRUED and unknown and not explanation.figure


def name_of(kind: FigureKind) -> str:
    """The name of a kind of figure."""
    return {
        FigureKind.ACCRUED: translate("explanation", "Accrued penalty"),
        FigureKind.ESTABLISHED: translate("explanation", "Established"),
        FigureKind.ASSUMED: translate("explanation", "Assumed"),
        FigureKind.CONTINGENT: translate("explanation", "If not obeyed"),
        FigureKind.WOULD_HAVE: translate("explanation", "Accrued but for the annulment"),
        FigureKind.STRETCH: translate("explanation", "Charged in these days"),
        FigureKind.NEXT_INCREASE: translate("explanation", "Next increase"),
        FigureKind.RATE: translate("explanation", "Rate"),
        FigureKind.CAP: translate("explanation", "Cap"),
        FigureKind.LIQUIDATED: translate("explanation", "Liquidated"),
        FigureKind.UNLIQUIDATED: translate("explanation", "Not liquidated"),
        FigureKind.REMITTED: translate("explanation", "Remitted"),
        FigureKind.PAID: translate("explanation", "Paid"),
        FigureKind.DUE: translate("explanation", "Due"),
        FigureKind.LIQUIDATION: translate("explanation", "Liquidation"),
        FigureKind.PAYMENT: translate("explanation", "Payment"),
        FigureKind.TALLY: translate("explanation", "Reported total"),
        FigureKind.FINE: translate("explanation", "Fine"),
        FigureKind.FINES: translate("explanation", "Fines in force"),
        FigureKind.OUTSTANDING: translate("explanation", "Outstanding"),
        FigureKind.QUOTED: translate("explanation", "Amounts as the file quotes them"),
        FigureKind.RUNNING: translate("explanation", "Running penalties"),
    }[kind]


def reading_group(reading: Reading) -> str:
    """The heading over readings of the same kind."""
    return {
        ReadingKind.SETTING: translate("explanation", "Where the law is open"),
        ReadingKind.COUNT: translate("explanation", "Other counts of the published period"),
        ReadingKind.NOTIFIED: translate(
            "explanation", "If it was notified on another day, or the end is read otherwise"
        ),
    }[reading.kind]


def reading_words(reading: Reading, pen: Pen) -> Words:
    """A figure under another reading of the law or of the file."""
    if reading.kind is ReadingKind.COUNT:
        return _count(reading, pen)
    if reading.kind is ReadingKind.NOTIFIED:
        return _notified(reading, pen)
    rule = reading.rule
    if rule is None:
        return "", _sum(reading, pen), ()
    words = translate("explanation", "With {}").format(value_words(rule.setting, reading.value))
    held = translate("explanation", "used here: the first day as stated")
    if reading.held is not None:
        held = translate("explanation", "used here: {}").format(value_words(rule.setting, reading.held))
    if reading.amount is None:
        why = text.printable(reading.why[:1].upper() + reading.why[1:])
        return words, _sum(reading, pen), (f"{why} · {held}", rule_words(rule))
    counted = [text.units(reading.units, reading.unit)] if reading.units else []
    return words, _sum(reading, pen), (" · ".join([*counted, held]), rule_words(rule))


def gap_words(gap: Gap, pen: Pen) -> Words:
    """The fact that is missing, and the results that bound the figure."""
    if gap.what is Missing.RESULT:
        sentence = text.printable(gap.sentence)
        return translate("explanation", "It cannot be calculated: {}").format(sentence), "", ()
    words = {
        Missing.NOTIFICATION: translate("explanation", "The day of notification is not published"),
        Missing.FIRST_DAY: translate("explanation", "The first penalty day cannot be calculated"),
        Missing.HOLIDAYS: translate(
            "explanation", "Whether the grace period ended on a public holiday was not checked"
        ),
        Missing.PARTS: translate("explanation", "Not every row is known, and the sum lies between bounds"),
        Missing.FINES: translate(
            "explanation", "The amount or the day of a fine is not known, and the sum leaves it out"
        ),
        Missing.OCCURRENCES: translate("explanation", "The number of breaches is not published"),
        Missing.SINGLE_DAYS: translate(
            "explanation", "The single days are not published; the reported totals are used"
        ),
    }[gap.what]
    if gap.lowest is None or gap.highest is None:
        return words, "", ()
    low, high = _money(gap.lowest, pen), _money(gap.highest, pen)
    between = low if low == high else translate("explanation", "{} to {}").format(low, high)
    if gap.highest.amount is None and gap.lowest.amount is None:
        between = text.amount_not_known() if gap.what is Missing.FINES else high
    elif gap.highest.amount is None:
        between = translate("explanation", "at least {}").format(low)
    if gap.what in (Missing.PARTS, Missing.FINES):
        return words, between, ()
    details = (_bound(gap.lowest, gap, pen), _bound(gap.highest, gap, pen))
    return words, between, tuple(detail for detail in details if detail)


def _sum(reading: Reading, pen: Pen) -> str:
    """The amount of a reading, if it has any."""
    if reading.amount is None:
        return translate("explanation", "cannot be calculated")
    return pen.money(reading.amount)


def _count(reading: Reading, pen: Pen) -> Words:
    left = reading.value if isinstance(reading.value, int) else 0
    words = {
        0: translate("explanation", "both end days counted"),
        1: translate("explanation", "one end day counted"),
        2: translate("explanation", "no end day counted"),
    }.get(left, "")
    counted = text.units(reading.units or 0, reading.unit)
    used = (translate("explanation", "this is what was charged"),) if reading.is_used else ()
    return f"{counted}, {words}" if words else counted, _sum(reading, pen), used


def _notified(reading: Reading, pen: Pen) -> Words:
    if reading.amount is None or reading.day is None or reading.first_day is None:
        return "", _sum(reading, pen), ()
    head = translate("explanation", "{}, {}: first penalty day {}")
    words = head.format(pen.day(reading.day), way_words(reading.value), pen.day(reading.first_day))
    if reading.last_day is None or not reading.units:
        counted = (text.units(reading.units, reading.unit),) if reading.units else ()
        return words, _sum(reading, pen), counted
    rate = reading.amount.minor // reading.units
    less = Money(reading.amount.minor - rate, reading.amount.currency)
    told = translate("explanation", "{} with {} counted, {} without: {} or {}").format(
        text.units(reading.units, reading.unit),
        pen.day(reading.last_day),
        text.count(reading.units - 1),
        pen.money(reading.amount),
        pen.money(less),
    )
    fits = translate("explanation", "one of them is the sum that was fixed")
    return words, "", (told, fits) if reading.is_used else (told,)


def _money(bound: Bound, pen: Pen) -> str:
    return pen.money(bound.amount) if bound.amount is not None else translate("explanation", "not calculable")


def _bound(bound: Bound, gap: Gap, pen: Pen) -> str:
    if bound.basis is Basis.NEVER:
        words = translate("explanation", "{} if it was never notified: nothing shows that it was")
        if gap.what is Missing.OCCURRENCES:
            words = translate("explanation", "{} if there was none")
        return words.format(_money(bound, pen))
    if bound.basis is Basis.CAP:
        return translate("explanation", "{} at most: the cap").format(_money(bound, pen))
    if bound.day is None:
        return ""
    words = {
        Basis.DECIDED: translate("explanation", "{} if notified on the day of the decision, {}"),
        Basis.HOLIDAY: translate("explanation", "{} if {} was a public holiday"),
        Basis.HOLIDAYS: translate("explanation", "{} if {} and days after it were public holidays"),
        Basis.NO_HOLIDAY: translate("explanation", "{} if {} was a working day"),
        Basis.PUBLISHED: translate("explanation", "{} if notified as late as it was published, {}"),
    }.get(bound.basis, "{} {}")
    told = words.format(_money(bound, pen), pen.day(bound.day))
    if bound.first_day is not None:
        told = translate("explanation", "{}: first penalty day {}").format(told, pen.day(bound.first_day))
    if bound.units:
        told = f"{told}, {text.units(bound.units, gap.unit)}"
    return told
