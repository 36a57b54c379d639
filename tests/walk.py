"""A penalty walked one day after the other: the slow, plain calculation that the closed form is held against.

It knows the values of an order and nothing else of the program; months and working days are its own.
"""

from __future__ import annotations

import calendar
import dataclasses
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from desktop.domain.faults import Fault, TermsError
from desktop.domain.law.kinds import CapMode, MonthStay, PartUnit, StayKind, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.case.terms import PenaltyTerms, Rate

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
    full = last_full_unit(terms, known_on, first, until)
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
        units, amount = charge.under_cap(full)
        days[day] = Walked(state, units, amount, charge.is_full)
    return Walk(first, days)


def last_full_unit(terms: PenaltyTerms, known_on: date, first: date, until: date) -> End | None:
    """B: the largest sum at a unit's end within the cap, on the course as if it went on.

    Where parts are charged, the unit that runs on the last day walked is walked to its end. None where each
    unit is charged at once, which shows its end.
    """
    counter, charge = Counter(terms, known_on, first), Charge(terms, known_on)
    if terms.cap is None or terms.cap_mode is CapMode.TRUNCATE or not counter.charges_parts:
        return None
    charge.stops_at_cap = False
    for day in as_if_it_went_on(counter):
        ends = len(charge.ends)
        for unit in counter.grown(day):
            charge.add(unit, day)
        if charge.ends[-1].amount > terms.cap or charge.is_full or (day > until and len(charge.ends) > ends):
            break
    return charge.last_end


def as_if_it_went_on(counter: Counter) -> Iterator[date]:
    """The days that count where nothing ends the order: no last day, no stay or compliance for good.

    An interruption without a rule and all that comes later are left out.
    """
    endless, first = without_an_end(counter.terms, counter.known_on), counter.anchor
    day = first
    while True:
        if is_counted(endless, standing(endless, counter.known_on, first, day), first, day, None):
            if counter.is_without_rule(day):
                break
            yield day
        day += DAY
    day = (counter.seen or first - DAY) + DAY
    while True:
        yield day
        day += DAY


def without_an_end(terms: PenaltyTerms, known_on: date) -> PenaltyTerms:
    """The same order with what interrupts it for a while, and nothing that ends it."""
    known = [fact for fact in terms.compliance if fact.known_on <= known_on]
    last = max((fact.on for fact in known if fact.relapse), default=date.min)
    stays = [stay for stay in terms.stays if stay.end is not None]
    return dataclasses.replace(
        terms,
        last_day=None,
        compliance=tuple(fact for fact in known if fact.on <= last),
        stays=tuple(stay for stay in stays if (stay.end_known_on or stay.known_on) <= known_on),
    )


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


@dataclass(frozen=True, slots=True)
class End:
    """The end of a unit: how many are full, and what they come to."""

    units: int
    amount: int


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

    @property
    def charges_parts(self) -> bool:
        """Whether parts of units are charged by their days."""
        is_long = self.terms.unit in MONTHS or LENGTHS.get(self.terms.unit, 1) > 1
        return is_long and self.part is PartUnit.PRO_RATA

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
    amount: int = 0
    ends: list[End] = field(default_factory=lambda: [End(0, 0)])
    is_full: bool = False
    stops_at_cap: bool = True

    def __post_init__(self) -> None:
        known = [rate for rate in self.terms.rates if rate.known_on is None or rate.known_on <= self.known_on]
        known.sort(key=lambda rate: (rate.from_unit or 1, rate.from_day or date.min))
        self.rates = [rate for n, rate in enumerate(known) if n == 0 or rate.minor != known[n - 1].minor]
        self.shares = [0] * len(self.rates)

    @property
    def is_by_date(self) -> bool:
        """Whether the rates change by date, not by the number of the unit."""
        return any(rate.from_day is not None for rate in self.rates)

    @property
    def last_end(self) -> End:
        """The end of the last full unit within the cap."""
        cap = self.terms.cap
        return [end for end in self.ends if cap is None or end.amount <= cap][-1]

    def under_cap(self, full: End | None) -> tuple[int | Fraction, int]:
        """Units and sum under the cap: min(S, cap), or min(S, B) where full units alone count."""
        cap = self.terms.cap
        if cap is None or self.terms.cap_mode is CapMode.TRUNCATE:
            return self.run, self.amount if cap is None else min(self.amount, cap)
        full = full or self.last_end
        return min(self.run, full.units), min(self.amount, full.amount)

    def add(self, unit: int | Fraction, day: date) -> None:
        """Charge a unit, or a part of one, on a day, until the sum meets the cap or all units are charged."""
        if self.is_full:
            return
        cap, most = self.terms.cap, self.terms.max_units
        grown = unit if most is None else min(unit, most - self.run)
        whole = int(self.run + grown)
        if whole > int(self.run):
            self.ends.append(End(whole, self._sum(self._with(whole - self.run, day))))
        self.shares = self._with(grown, day)
        self.run += grown
        self.amount = self._sum(self.shares)
        is_met = self.stops_at_cap and cap is not None and self.amount >= cap
        self.is_full = is_met or (most is not None and self.run >= most)

    def _with(self, grown: int | Fraction, day: date) -> list[int | Fraction]:
        """The shares of the rates once so much more is run on a day."""
        if not self.is_by_date:
            return self._by_number(self.run + grown)
        in_force = sum(rate.from_day is None or rate.from_day <= day for rate in self.rates) - 1
        return [share + (grown if at == in_force else 0) for at, share in enumerate(self.shares)]

    def _by_number(self, units: int | Fraction) -> list[int | Fraction]:
        """How many of the first units fall to each rate."""
        starts = [(rate.from_unit or 1) - 1 for rate in self.rates]
        stops = [*starts[1:], units]
        return [max(0, min(stop, units) - start) for start, stop in zip(starts, stops, strict=True)]

    def _sum(self, shares: list[int | Fraction]) -> int:
        sites = self.terms.multiplier
        return sum(int(rate.minor * sites * share) for rate, share in zip(self.rates, shares, strict=True))
