"""How a figure is made: steps that add up to it, other readings, and what is missing to know it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from desktop.domain.days.period import Precision
from desktop.domain.money import Money
from desktop.domain.source import Source

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.days.period import UncertainDate
    from desktop.domain.explanation.figure import FigureKey
    from desktop.domain.law.regime import Rule
    from desktop.domain.source import Confidence


class Effect(StrEnum):
    """What a step does to the sum so far."""

    NONE = "none"
    ADD = "add"
    SUBTRACT = "subtract"
    RESULT = "result"  # the sum so far
    PART = "part"  # parts that follow one another make up the result before them


class StepKind(StrEnum):
    """What a step is about."""

    ORDER = "order"
    NOT_ORDERED = "not ordered"
    NOTIFIED = "notified"
    NOT_NOTIFIED = "not notified"
    GRACE = "grace"
    GRACE_UNTIL = "grace until"
    NO_GRACE = "no grace"
    FRANC = "franc"
    ROLLED = "rolled"
    LENGTHENED = "lengthened"
    FIRST_DAY = "first day"
    LEADS = "leads"  # the notification that would lead to a stated first day
    NO_FIRST_DAY = "no first day"
    CONVENTION = "convention"
    RATE = "rate"
    ITEMS = "items"  # the rate for all sites or items together
    NOT_CHARGED = "not charged"
    CHARGED = "charged"
    PART_CHARGED = "part charged"
    ROUNDED = "rounded"
    REPORTED = "reported"
    CUT = "cut"  # what the cap takes away
    CAP = "cap"
    MOST_UNITS = "most units"
    LAST_DAY = "last day"
    COMPLIED = "complied"
    ANNULLED = "annulled"
    ACCRUED = "accrued"
    ESTABLISHED = "established"
    ASSUMED = "assumed"
    CONTINGENT = "contingent"
    LIQUIDATED = "liquidated"
    COVERED = "covered"  # accrued on the days of liquidated windows
    UNLIQUIDATED = "unliquidated"
    REMITTED = "remitted"
    PAID = "paid"
    NO_PAYMENT = "no payment"  # none is recorded
    OVERPAID = "overpaid"
    NOT_PAYABLE = "not payable"  # the threat fell away (DE VwVG 15(3))
    SUSPENDED = "suspended"
    DUE = "due"
    PUBLISHED_PERIOD = "published period"
    NOT_COUNTED = "not counted"
    CALCULATED = "calculated"
    MODERATED = "moderated"
    ABOVE = "above"
    FIXED = "fixed"
    REDUCED = "reduced"
    LIQUIDATION = "liquidation"
    PAYMENT = "payment"
    TALLY = "tally"
    FINE = "fine"
    FINE_STATUS = "fine status"
    CEILING = "ceiling"
    TURNOVER = "turnover"  # the least turnover that a fine above the fixed sum rests on
    STATUTORY_MAXIMUM = "statutory maximum"
    LINE = "line"
    LEFT_OUT = "left out"
    TOTAL = "total"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Within:
    """That an amount is not known, and what it comes to at least and at most, where that is bounded."""

    least: Money | None
    most: Money | None


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `units` of `unit` at `rate` (and `part` of one more) make `amount`, where there is a rate.

    `first` and `last` are days, both included; `in_doubt` is the date that is not plain days. `name` is as
    the file writes it, `code` names a state, a setting or a status of the program. `key` leads to the
    explanation of the step's own amount. Where that is not known it lies `in_bounds`.
    """

    kind: StepKind
    effect: Effect = Effect.NONE
    amount: Money | None = None
    units: int | None = None
    unit: str = ""
    rate: Money | None = None
    part: Fraction = Fraction(0)
    first: date | None = None
    last: date | None = None
    in_doubt: UncertainDate | None = None
    name: str = ""
    code: str = ""
    rule: Rule[object] | None = None
    is_override: bool = False
    sources: tuple[Source, ...] = ()
    confidence: Confidence | None = None
    key: FigureKey | None = None
    in_bounds: Within | None = None


class ReadingKind(StrEnum):
    """What is read differently."""

    SETTING = "setting"  # a setting on which the law is open
    COUNT = "count"  # other end days of a published period
    NOTIFIED = "notified"  # a day of notification nobody has published


@dataclass(frozen=True, slots=True)
class Reading:
    """What a figure would be under another reading; `held` is the reading that was used.

    `day` is the assumed notification. `is_used` says that it leads to the figure itself. A notification is
    read with `last_day` counted; without it there is one unit less. Without an amount the reading cannot be
    calculated, and `why` says why.
    """

    kind: ReadingKind
    amount: Money | None
    units: int | None = None
    unit: str = ""
    rule: Rule[object] | None = None
    value: object = None
    held: object = None
    day: date | None = None
    first_day: date | None = None
    last_day: date | None = None
    is_used: bool = False
    why: str = ""


class Missing(StrEnum):
    """What nobody has published."""

    NOTIFICATION = "notification"
    FIRST_DAY = "first day"
    OCCURRENCES = "occurrences"
    SINGLE_DAYS = "single days"
    HOLIDAYS = "holidays"
    PARTS = "parts"  # what some of the rows of a sum come to
    RESULT = "result"  # there is none: `sentence` says why


class Basis(StrEnum):
    """What bounds a missing day."""

    DECIDED = "decided"
    PUBLISHED = "published"
    CHARGED = "charged"  # a window the authority charged
    NEVER = "never"  # nothing shows that it has happened
    CAP = "cap"
    HOLIDAY = "holiday"  # the day was one
    HOLIDAYS = "holidays"  # it and days after it were some
    NO_HOLIDAY = "no holiday"
    NO_BOUND = "no bound"


@dataclass(frozen=True, slots=True)
class Bound:
    """The result at one end of what is possible: the day assumed, and the first penalty day it leads to."""

    basis: Basis
    amount: Money | None
    units: int | None = None
    day: date | None = None
    first_day: date | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """A missing input with the results that bound the figure; it is never filled in."""

    what: Missing
    unit: str = ""
    lowest: Bound | None = None
    highest: Bound | None = None
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A figure and how it is made; `subject` and `line` say whose it is, as the file writes them."""

    key: FigureKey
    figure: Money
    subject: str
    line: str
    as_of: date
    known_on: date
    steps: tuple[Step, ...]
    readings: tuple[Reading, ...] = ()
    gaps: tuple[Gap, ...] = ()
    scenario: str = ""

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of its steps, then of the rules behind its steps and readings, each once."""
        rules = [step.rule for step in self.steps] + [reading.rule for reading in self.readings]
        law = (Source(rule.source) for rule in rules if rule is not None)
        return tuple(dict.fromkeys([*(source for step in self.steps for source in step.sources), *law]))


def not_to_the_day(value: UncertainDate) -> UncertainDate | None:
    """A date that is not known to the day, as it is written: a year is no stretch of days."""
    return None if value.precision is Precision.DAY and value.is_firm else value


def result(kind: StepKind, amount: Money, key: FigureKey | None = None) -> Step:
    """The step that states the sum of the steps before it."""
    return Step(kind, Effect.RESULT, amount, key=key)


def signed(kind: StepKind, amount: Money, key: FigureKey | None = None) -> Step:
    """A step that adds an amount, or takes it away where it is negative."""
    if amount.minor < 0:
        return Step(kind, Effect.SUBTRACT, Money(-amount.minor, amount.currency), key=key)
    return Step(kind, Effect.ADD, amount, key=key)
