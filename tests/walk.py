"""A penalty walked one day after the other: the slow, plain calculation that the closed form is held against.

It knows the values of an order and nothing else of the program; months and working days are its own.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from desktop.domain.codes import Fault, TermsError
from desktop.domain.penalty import CapMode, MonthStay, PartUnit, StayKind, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.penalty import PenaltyTerms, Rate

DAY = timedelta(days=1)
LENGTHS = {Unit.DAY: 1, Unit.WORKING_DAY: 1, Unit.WEEK: 7, Unit.TWO_WEEKS: 14}
MONTHS = {Unit.MONTH: 1, Unit.HALF_YEAR: 6, Unit.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Walked:
    """Where a penalty stands at the end of a day; amounts are minor units."""

    state: str
    units: int | Fraction
    amount: int
    is_full: bool = False


@dataclass(frozen=True, slots=True)
class Walk:
    """The days of a penalty, from the first one walked to the last, or to a stay without a rule."""

    first_day: date | None
    days: dict[date, Walked]
    no_rule_from: date | None = None

    def on(self, day: date) -> Walked:
        """Where it stands at the end of a day. Raises TermsError after a stay without a rule."""
        if self.no_rule_from is not None and day >= self.no_rule_from:
            raise TermsError(Fault.MONTH_UNIT_STAY, f"no rule for the stay before {self.no_rule_from}")
        return self.days[day]

    @property
    def cap_reached_on(self) -> date | None:
        """The first day at whose end the sum without the cap reaches it, or all units are charged."""
        return next((day for day, walked in self.days.items() if walked.is_full), None)


def walk(terms: PenaltyTerms, since: date, until: date, known_on: date) -> Walk:
    """Walk from `since`, or the first penalty day, to `until` with the facts of `known_on`."""
    first = first_day(terms)
    if first is None:
        known = ((day, standing(terms, known_on, None, day)) for day in days_of(since, until))
        return Walk(None, {day: Walked(state, 0, 0) for day, state in known})
    days: dict[date, Walked] = {}
    counter, charge = Counter(terms, known_on, first), Charge(terms, known_on)
    endless = endless_from(terms, known_on)
    for day in days_of(min(first, since), until):
        state = standing(terms, known_on, first, day)
        if is_counted(terms, state, first, day, endless):
            if not charge.is_full and counter.is_without_rule(day):
                return Walk(first, days, no_rule_from=day)
            for unit in counter.grown(day):
                charge.add(unit, day)
        if charge.is_full and state in {"running", "stayed"}:
            state = "capped"
        days[day] = Walked(state, charge.units, charge.amount, charge.is_full)
    return Walk(first, days)


def days_of(since: date, until: date) -> Iterator[date]:
    """The days from `since` to `until`, one after the other."""
    while since <= until:
        yield since
        since += DAY


def first_day(terms: PenaltyTerms) -> date | None:
    """The first penalty day as stated, or the day after a grace period of days or one with a fixed end."""
    grace = terms.grace
    if terms.first_day is not None:
        return terms.first_day
    if grace is not None and grace.last_day is not None:
        return grace.last_day + DAY
    if terms.notified_on is None:
        return None
    return terms.notified_on + DAY * (1 + (grace.length or 0 if grace is not None else 0))


def standing(terms: PenaltyTerms, known_on: date, first: date | None, day: date) -> str:
    """The state at the end of a day, but for the cap: the first that applies."""
    last = terms.last_day
    if last is not None and last.known_on <= known_on and day > last.on:
        return "ended"
    if is_complied(terms, known_on, day):
        return "complied"
    if first is None:
        return "not_notified"
    if day < first:
        return "grace"
    return "stayed" if is_stayed(terms, known_on, day) else "running"


def is_stayed(terms: PenaltyTerms, known_on: date, day: date) -> bool:
    """Whether a stay known by then covers the day; one whose end is not known yet goes on."""
    for stay in terms.stays:
        if stay.kind is StayKind.RECOVERY or stay.known_on > known_on or day < stay.start:
            continue
        is_lifted = stay.end is not None and (stay.end_known_on or stay.known_on) <= known_on
        if not is_lifted or (stay.end is not None and day < stay.end):
            return True
    return False


def is_complied(terms: PenaltyTerms, known_on: date, day: date) -> bool:
    """Whether the order is obeyed on a day: from a day of compliance (or the next) until a relapse."""
    obeyed = starts_next = False
    for fact in sorted(terms.compliance, key=lambda fact: fact.on):
        if fact.known_on <= known_on and fact.on <= day:
            starts_next = not obeyed and not fact.relapse and terms.compliance_day_counted and fact.on == day
            obeyed = not fact.relapse
    return obeyed and not starts_next


def is_counted(terms: PenaltyTerms, state: str, first: date, day: date, endless: date | None) -> bool:
    """Whether the day counts for the unit; units of months may run on through what ends again."""
    days = terms.working_days
    if terms.unit in MONTHS and terms.month_stay is MonthStay.IGNORE and state in {"stayed", "complied"}:
        return day >= first and (endless is None or day < endless)
    if terms.unit is Unit.WORKING_DAY and days is not None:
        return state == "running" and day.weekday() not in days.weekend and day not in days.holidays
    return state == "running"


def endless_from(terms: PenaltyTerms, known_on: date) -> date | None:
    """The day from which the order is stayed or obeyed for good, where it is."""
    borders = [fact.on for fact in terms.compliance]
    borders += [day for stay in terms.stays for day in (stay.start, stay.end) if day is not None]
    if not borders:
        return None
    day = max(borders) + 2 * DAY
    if not (is_stayed(terms, known_on, day) or is_complied(terms, known_on, day)):
        return None
    while is_stayed(terms, known_on, day - DAY) or is_complied(terms, known_on, day - DAY):
        day -= DAY
    return day


def same_date(anchor: date, months: int) -> date:
    """The same date so many months later, or the last day of a shorter month."""
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
    return date(year, month + 1, min(anchor.day, calendar.monthrange(year, month + 1)[1]))


@dataclass(slots=True)
class Counter:
    """The units that each day adds, handed over day by day."""

    terms: PenaltyTerms
    known_on: date
    anchor: date
    ticks: int = 0
    number: int = 0
    begun: bool = False
    seen: date | None = None

    @property
    def part(self) -> PartUnit:
        """What a part of a unit costs; where a stay is prorated, its days."""
        is_prorated = self.terms.unit in MONTHS and self.terms.month_stay is MonthStay.PRORATE
        return PartUnit.PRO_RATA if is_prorated else self.terms.part_unit

    def grown(self, day: date) -> list[int | Fraction]:
        """What is charged for on this day: whole units one by one, or a part of one."""
        unit = self.terms.unit
        self.ticks += 1
        if unit is Unit.OCCURRENCE:
            known = [fact for fact in self.terms.occurrences if fact.known_on <= self.known_on]
            return [1] * sum(fact.on == day for fact in known)
        if unit is Unit.ONCE:
            return [1] if self.ticks == 1 else []
        if unit in MONTHS:
            return self._months(day, MONTHS[unit])
        length = LENGTHS[unit]
        if length > 1 and self.part is PartUnit.PRO_RATA:
            return [Fraction(1, length)]
        due = 1 % length if self.part is PartUnit.FULL else 0
        return [1] if self.ticks % length == due else []

    def _months(self, day: date, step: int) -> list[int | Fraction]:
        if self._resumes(day) and self.terms.month_stay is MonthStay.RESTART:
            self.anchor, self.number, self.begun = day, 0, False
        self.seen = day
        while same_date(self.anchor, (self.number + 1) * step) <= day:
            self.number, self.begun = self.number + 1, False
        start, end = (same_date(self.anchor, (self.number + more) * step) for more in (0, 1))
        begins, self.begun = not self.begun, True
        if self.part is PartUnit.PRO_RATA:
            return [Fraction(1, (end - start).days)]
        is_due = begins if self.part is PartUnit.FULL else day + DAY == end
        return [1] if is_due else []

    def is_without_rule(self, day: date) -> bool:
        """Whether months were interrupted before this day, and the order does not say what then."""
        is_ruled = self.terms.month_stay is not None
        if self.part is PartUnit.PRO_RATA:  # a day may lie in two units, which must then cost the same
            rates = self.terms.rates
            is_ruled = all((rate.from_unit or 1) == 1 or rate.minor == rates[0].minor for rate in rates)
        return self.terms.unit in MONTHS and not is_ruled and self._resumes(day)

    def _resumes(self, day: date) -> bool:
        return day != (self.anchor if self.seen is None else self.seen + DAY)


@dataclass(slots=True)
class Charge:
    """The sum of the units charged so far; those of each stretch of one rate are rounded down together."""

    terms: PenaltyTerms
    known_on: date
    rates: list[Rate] = field(init=False)
    shares: list[int | Fraction] = field(init=False)
    run: int | Fraction = 0
    units: int | Fraction = 0
    amount: int = 0
    is_full: bool = False

    def __post_init__(self) -> None:
        known = [rate for rate in self.terms.rates if rate.known_on is None or rate.known_on <= self.known_on]
        known.sort(key=lambda rate: (rate.from_unit or 1, rate.from_day or date.min))
        self.rates = [rate for n, rate in enumerate(known) if n == 0 or rate.minor != known[n - 1].minor]
        self.shares = [0] * len(self.rates)

    @property
    def is_by_date(self) -> bool:
        """Whether the rates change by date, not by the number of the unit."""
        return any(rate.from_day is not None for rate in self.rates)

    def add(self, unit: int | Fraction, day: date) -> None:
        """Charge a unit, or a part of one, on a day, as far as the cap lets."""
        if self.is_full:
            return
        most, cap = self.terms.max_units, self.terms.cap
        grown = unit if most is None else min(unit, most - self.run)
        self.run += grown
        if self.is_by_date:
            in_force = sum(rate.from_day is None or rate.from_day <= day for rate in self.rates) - 1
            self.shares[in_force] += grown
        else:
            self.shares = self._by_number(self.run)
        total = self._sum(self.shares)
        self.is_full = (cap is not None and total >= cap) or (most is not None and self.run >= most)
        if cap is not None and self.terms.cap_mode is CapMode.TRUNCATE:
            self.units, self.amount = self.run, min(cap, total)
        elif cap is None or not self._passes(total, cap):
            self.units, self.amount = self.run, total

    def _passes(self, total: int, cap: int) -> bool:
        """Whether the unit that runs passes the cap, or would when it is full."""
        is_part = self.run != int(self.run)
        return (self._sum(self._by_number(int(self.run) + 1)) if is_part else total) > cap

    def _by_number(self, units: int | Fraction) -> list[int | Fraction]:
        """How many of the first units fall to each rate."""
        starts = [(rate.from_unit or 1) - 1 for rate in self.rates]
        stops = [*starts[1:], units]
        return [max(0, min(stop, units) - start) for start, stop in zip(starts, stops, strict=True)]

    def _sum(self, shares: list[int | Fraction]) -> int:
        sites = self.terms.multiplier
        return sum(int(rate.minor * sites * share) for rate, share in zip(self.rates, shares, strict=True))
