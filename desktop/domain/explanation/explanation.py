"""The explanation of a figure: the steps that add up to it, other readings, and gaps in its inputs."""

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
    """The effect of a step on the sum so far."""

    NONE = "none"
    ADD = "add"
    SUBTRACT = "subtract"
    RESULT = "result"  # the sum so far
    PART = "part"  # parts that follow one another make up the result before them


class StepKind(StrEnum):
    """The subject of a step."""

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
    CUT = "cut"  # the sum above the cap
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
    TURNOVER = "turnover"  # the least turnover under which a fine above the fixed sum stands
    STATUTORY_MAXIMUM = "statutory maximum"
    LINE = "line"
    LEFT_OUT = "left out"
    TOTAL = "total"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Within:
    """The bounds of an unknown amount; None without a bound."""

    least: Money | None
    most: Money | None


@dataclass(frozen=True, slots=True)
class Step:
    """A step: with a `rate`, `units` of `unit` (and `part` of another) at the rate make `amount`.

    `first` and `last` are days, both included; `in_doubt` is a date not known to the day. `name` is as the
    file writes it, `code` names a state, a setting or a status of the program. `key` leads to the explanation
    of the step's own amount; an unknown amount lies `in_bounds`.
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
    """The subject of another reading."""

    SETTING = "setting"  # a setting on which the law is open
    COUNT = "count"  # other end days of a published period
    NOTIFIED = "notified"  # an unpublished day of notification


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure under another reading; `held` is the reading used, `is_used` marks one with the same figure.

    `day` is the assumed notification, read with `last_day` counted; without that day there is a unit less.
    Without an amount the reading cannot be calculated, for the reason `why`.
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
    """An input that nobody has published."""

    NOTIFICATION = "notification"
    FIRST_DAY = "first day"
    OCCURRENCES = "occurrences"
    SINGLE_DAYS = "single days"
    HOLIDAYS = "holidays"
    PARTS = "parts"  # the amounts of some rows of a sum
    FINES = "fines"  # the amounts or days of some fines of a sum
    RESULT = "result"  # without one, for the reason `sentence`


class Basis(StrEnum):
    """The ground of a bound."""

    DECIDED = "decided"
    PUBLISHED = "published"
    CHARGED = "charged"  # a window the authority charged
    NEVER = "never"  # no evidence that it has happened
    CAP = "cap"
    HOLIDAY = "holiday"  # the day was a holiday
    HOLIDAYS = "holidays"  # the day and days after it were holidays
    NO_HOLIDAY = "no holiday"
    NO_BOUND = "no bound"


@dataclass(frozen=True, slots=True)
class Bound:
    """The lowest or highest possible result, with the day assumed and the first penalty day it leads to."""

    basis: Basis
    amount: Money | None
    units: int | None = None
    day: date | None = None
    first_day: date | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """A missing input, never filled in, with the lowest and highest results it allows."""

    what: Missing
    unit: str = ""
    lowest: Bound | None = None
    highest: Bound | None = None
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A figure with its steps, readings and gaps; `subject` and `line` name its owner as the file does."""

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
    """The date as written if it is not known to the day (a year is no stretch of days), else None."""
    return None if value.precision is Precision.DAY and value.is_firm else value


def result(kind: StepKind, amount: Money, key: FigureKey | None = None) -> Step:
    """The step that states the sum of the steps before it."""
    return Step(kind, Effect.RESULT, amount, key=key)


def signed(kind: StepKind, amount: Money, key: FigureKey | None = None) -> Step:
    """A step that adds an amount, or subtracts a negative one."""
    if amount.minor < 0:
        return Step(kind, Effect.SUBTRACT, Money(-amount.minor, amount.currency), key=key)
    return Step(kind, Effect.ADD, amount, key=key)
