"""The live figure of a draft in words: its start step by step, other readings, agreement with a fixed sum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.explanation.explanation import Missing, StepKind
from desktop.domain.faults import Fault
from desktop.models.explanation.conventions import value_words
from desktop.models.explanation.pen import SCREEN
from desktop.models.explanation.titles import gap_words

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.explanation.explanation import Reading, Step
    from desktop.domain.law.regime import Rule
    from desktop.domain.page.drafted import Drafted

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class StartLine:
    """A day on the way to the first penalty day, with its words."""

    day: str
    words: str


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """Another reading of the law: its words, first penalty day and figure, and the rule that is unsettled."""

    words: str
    figure: str
    citation: str


def accrued_title(drafted: Drafted) -> str:
    """The day of the figure, and the number of units charged until then."""
    line, page = drafted.line, drafted.page
    if line is None or page is None:
        return translate("draft", "Accrued")
    title = translate("draft", "Accrued on {}").format(text.day(page.day))
    units = line.history.units
    if not units:
        return title
    unit, number = text.unit_word(line.terms.unit), text.count(units)
    return translate("draft", "{} · {} {}").format(title, unit, number)


def first_day_words(drafted: Drafted) -> str:
    """The first penalty day as a heading; empty where it is not known."""
    line = drafted.line
    first = None if line is None else line.history.first_day
    return "" if first is None else translate("draft", "First penalty day: {}").format(text.long_day(first))


def start_lines(drafted: Drafted) -> tuple[StartLine, ...]:
    """The days from the notification to the first penalty day; that day alone where the decision names it."""
    steps = () if drafted.explanation is None else drafted.explanation.steps
    if _is_named(drafted):
        words = translate("draft", "first penalty day, named in the decision")
        first = (step.first for step in steps if step.kind is StepKind.FIRST_DAY)
        return tuple(StartLine(text.long_day(day), words) for day in first if day is not None)
    found = (_start_line(step) for step in steps)
    return tuple(line for line in found if line is not None)


def _is_named(drafted: Drafted) -> bool:
    """Whether the decision names the first penalty day."""
    return bool(drafted.read.draft.first_day.strip())


def citations(drafted: Drafted) -> str:
    """The rules of law behind the first penalty day, each once; none where the decision names it."""
    steps = () if drafted.explanation is None or _is_named(drafted) else drafted.explanation.steps
    rules = (step.rule for step in steps if step.kind in _STARTS and step.rule is not None)
    return "; ".join(dict.fromkeys(text.printable(rule.citation) for rule in rules if rule.citation))


def reading_lines(drafted: Drafted) -> tuple[ReadingLine, ...]:
    """The other readings of the law with their figures; those of one figure and day as one."""
    if drafted.explanation is None:
        return ()
    lines: dict[str, ReadingLine] = {}
    for reading in drafted.explanation.readings:
        if reading.rule is None:
            continue
        figure = _reading_figure(reading)
        words = value_words(reading.rule.setting, reading.value)
        known = lines.get(figure)
        if known is None:
            lines[figure] = ReadingLine(words, figure, _cited(reading.rule))
        else:
            both = translate("draft", "{} or {}").format(known.words, words)
            lines[figure] = ReadingLine(both, figure, f"{known.citation}; {_cited(reading.rule)}")
    return tuple(lines.values())


def gap_lines(drafted: Drafted) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """What is not known, the bounds that it leaves, and how each of them comes about."""
    gaps = () if drafted.explanation is None else drafted.explanation.gaps
    return tuple(gap_words(gap, SCREEN) for gap in gaps)


def waits_for_holidays(drafted: Drafted) -> bool:
    """Whether the holidays of a year without a checked list leave the figure open, or without a result."""
    gaps = () if drafted.explanation is None else drafted.explanation.gaps
    faults = () if drafted.page is None else drafted.page.faults
    return any(gap.what is Missing.HOLIDAYS for gap in gaps) or any(
        fault.code == Fault.HOLIDAYS_UNKNOWN for fault in faults
    )


def agreement_words(drafted: Drafted) -> tuple[str, str]:
    """Whether the fixed sum agrees with the calculation, and why; empty where nothing is compared."""
    found = drafted.settlement
    if found is None or found.agrees is None or found.calculated is None:
        return "", ""
    fixed = found.liquidation
    name = text.printable(fixed.note) or text.money(fixed.amount)
    heading = translate("draft", "Agrees with {}") if found.agrees else translate("draft", "Differs from {}")
    words = translate("draft", "Calculated for the days charged: {}.").format(text.money(found.calculated))
    rate = None if drafted.line is None else drafted.line.terms.rates[0]
    if found.agrees and found.charged and rate is not None and drafted.line is not None:
        each = text.per_unit(type(fixed.amount)(rate.minor, fixed.amount.currency), drafted.line.terms.unit)
        counted = text.units(found.charged, drafted.line.terms.unit)
        words = translate("draft", "{} at {} = {}.").format(counted, each, text.money(fixed.amount))
    first, last = fixed.published_from, fixed.published_to
    if found.counted_days and first is not None and last is not None and found.not_counted:
        more = translate("draft", "The published period, {}, holds {} days; {} is not counted.")
        left_out = ", ".join(text.day(day) for day in found.not_counted)
        words = f"{words} {more.format(text.stretch(first, last), found.counted_days, left_out)}"
    return heading.format(name), words


def _start_line(step: Step) -> StartLine | None:
    day: date | None = step.last
    words = {
        StepKind.NOTIFIED: translate("draft", "notified; not counted"),
        StepKind.FRANC: translate("draft", "a clear day added"),
        StepKind.ROLLED: translate("draft", "next working day"),
        StepKind.LENGTHENED: translate("draft", "lengthened for working days"),
        StepKind.GRACE_UNTIL: translate("draft", "last day of the grace period"),
        StepKind.FIRST_DAY: translate("draft", "first penalty day"),
    }.get(step.kind, "")
    if step.kind is StepKind.GRACE and step.units is not None:
        words = translate("draft", "end of {}").format(text.units(step.units, step.unit))
    if step.kind in (StepKind.NOTIFIED, StepKind.FIRST_DAY):
        day = step.first
    return StartLine(text.long_day(day), words) if words and day is not None else None


def _reading_figure(reading: Reading) -> str:
    if reading.amount is None:
        return translate("draft", "cannot be calculated")
    figure = text.money(reading.amount)
    parts = [] if reading.first_day is None else [text.day(reading.first_day)]
    parts += [text.units(reading.units, reading.unit)] if reading.units else []
    return " · ".join([*parts, figure])


def _cited(rule: Rule[object]) -> str:
    return text.printable(rule.citation)


_STARTS = frozenset(
    {
        StepKind.GRACE,
        StepKind.GRACE_UNTIL,
        StepKind.FRANC,
        StepKind.ROLLED,
        StepKind.LENGTHENED,
        StepKind.FIRST_DAY,
    }
)
