"""Penalty terms: one penalty line of an order, with its stays, compliance, findings and payments."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, NewType

from desktop.domain.days.period import firm
from desktop.domain.law.deadline import CALENDAR_ALONE, DeadlineRule, GraceUnit
from desktop.domain.law.kinds import CapMode, MonthStay, PartUnit, Recovery, StayKind, Unit
from desktop.domain.money import Money
from desktop.domain.source import Confidence, Source

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.days.period import Span, UncertainDate
    from desktop.domain.days.workdays import WorkingDays

TermsId = NewType("TermsId", int)


@dataclass(frozen=True, slots=True)
class Grace:
    """The time to comply before the penalty starts: a length from an event, or a fixed last day."""

    length: int | None
    unit: GraceUnit | None
    runs_from: str
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate in minor units per unit and site, from the n-th unit (from 1) or from a day on."""

    minor: int
    from_unit: int | None = None
    from_day: date | None = None
    known_on: date | None = None


@dataclass(frozen=True, slots=True)
class Stay:
    """Days on which nothing accrues, or (RECOVERY) nothing can be collected.

    `end` is the first day after the stay, None while it is not lifted.
    """

    start: date
    end: date | None
    known_on: date
    end_known_on: date | None = None
    note: str = ""
    kind: StayKind = StayKind.ACCRUAL
    sources: tuple[Source, ...] = ()

    def end_known(self, known_on: date) -> date | None:
        """The first day after the stay by the knowledge of a day, None while it is not lifted."""
        return self.end if (self.end_known_on or self.known_on) <= known_on else None


@dataclass(frozen=True, slots=True)
class Compliance:
    """Compliance with the order from a day on, or (relapse) disobedience again."""

    on: date
    known_on: date
    relapse: bool = False
    confidence: Confidence = Confidence.CONFIRMED
    note: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A single breach that costs the rate once, where the unit is an occurrence."""

    on: date
    known_on: date
    note: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day that can be charged, and the day on which it became known."""

    on: date
    known_on: date
    confidence: Confidence = Confidence.CONFIRMED
    note: str = ""


@dataclass(frozen=True, slots=True)
class Annulment:
    """The annulment of a penalty with effect from the start."""

    known_on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding of an authority or court that the order was not obeyed in a window of days."""

    window: Span
    known_on: date
    note: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """Total units or minor units reported as forfeited by a day, where the single days are not public."""

    by: date
    known_on: date
    units: int | None = None
    minor: int | None = None
    note: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Liquidation:
    """A sum the authority fixed.

    `published_from` and `published_to` are the period as printed; `window` holds the days that were charged.
    Neither follows from the other (rules of law leave open whether end days count). A day of decision in
    doubt raises DateError.
    """

    decided: UncertainDate
    amount: Money
    kind: str
    status: str
    known_on: date
    window: Span | None = None
    published_from: date | None = None
    published_to: date | None = None
    units: int | None = None
    unit: str = ""
    convention: str = ""
    note: str = ""
    confidence: Confidence = Confidence.CONFIRMED
    sources: tuple[Source, ...] = ()
    reduced_to: int | None = None  # minor units, after an appeal
    reduced_known_on: date | None = None

    def __post_init__(self) -> None:
        firm(self.decided)

    def amount_known(self, known_on: date) -> Money:
        """The sum as it stood on a day, after any reduction known by then."""
        if self.reduced_to is not None and self.reduced_known_on and self.reduced_known_on <= known_on:
            return Money(self.reduced_to, self.amount.currency)
        return self.amount


@dataclass(frozen=True, slots=True)
class Payment:
    """A sum paid or set off; a day in doubt raises DateError."""

    paid: UncertainDate
    amount: Money
    known_on: date
    kind: str = "paid"
    note: str = ""
    sources: tuple[Source, ...] = ()

    def __post_init__(self) -> None:
        firm(self.paid)


@dataclass(frozen=True, slots=True)
class PenaltyTerms:
    """One penalty line of an order: its rates, cap, first and last day, and the facts known about it.

    Amounts are minor units of `currency`. `multiplier` counts the sites or items that each bear the rate.
    """

    id: TermsId
    label: str
    local_name: str
    currency: str
    unit: Unit
    rates: tuple[Rate, ...]
    part_unit: PartUnit = PartUnit.NONE
    month_stay: MonthStay | None = None
    deadline_rule: DeadlineRule = CALENDAR_ALONE
    working_days: WorkingDays | None = None  # for units of working days
    recovery: Recovery = Recovery.LIQUIDATION
    zone: str = "UTC"
    decided_on: date | None = None
    notified_on: date | None = None
    grace: Grace | None = None
    first_day: date | None = None
    first_day_basis: str = ""
    first_day_confidence: Confidence = Confidence.UNKNOWN
    multiplier: int = 1
    multiplier_by: str = ""
    cap: int | None = None
    cap_mode: CapMode = CapMode.TRUNCATE
    max_units: int | None = None
    shared_cap: str = ""  # lines of one investigation with the same word here share `cap`
    last_day: LastDay | None = None
    compliance_day_counted: bool = False
    stays: tuple[Stay, ...] = ()
    compliance: tuple[Compliance, ...] = ()
    findings: tuple[Finding, ...] = ()
    tallies: tuple[Tally, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()
    annulment: Annulment | None = None
    liquidations: tuple[Liquidation, ...] = ()
    payments: tuple[Payment, ...] = ()
    outcome: str = ""  # "nothing to liquidate" where the authority closed the order without a sum
    outcome_known_on: date | None = None
    order_labels: tuple[str, ...] = ()
    rounding: str = ""  # as printed
    trigger: str = ""
    status: str = ""  # as printed
    note: str = ""
    confidence: Confidence = Confidence.CONFIRMED
    sources: tuple[Source, ...] = ()
    unread: tuple[str, ...] = ()  # the words for rows that cannot be read: no figure can be made without them

    def is_annulled(self, known_on: date) -> bool:
        """Whether an annulment is known on a day."""
        return self.annulment is not None and self.annulment.known_on <= known_on

    def last_day_known(self, known_on: date) -> LastDay | None:
        """The last day that can be charged by the knowledge of a day, None where none is set."""
        return self.last_day if self.last_day is not None and self.last_day.known_on <= known_on else None


def as_known(terms: PenaltyTerms, known_on: date) -> PenaltyTerms:
    """The terms by the knowledge of a day: no last day known later, no printed words, which are undated."""
    return dataclasses.replace(terms, last_day=terms.last_day_known(known_on), status="", note="")
