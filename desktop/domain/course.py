"""The course of one penalty: state, units and amount at the end of any day, prepared once."""

from __future__ import annotations

import dataclasses
import itertools
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.charge import Report
from desktop.domain.codes import Fault, TermsError
from desktop.domain.deadline import first_penalty_day
from desktop.domain.layout import Facts, lay_out
from desktop.domain.measure import MONTHS
from desktop.domain.penalty import MonthStay, PartUnit, PenaltyTerms, Rate, StayKind, Tally, Unit
from desktop.domain.period import CALENDAR_END, DAY, Span, union
from desktop.domain.stretch import State, Stretch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from fractions import Fraction

    from desktop.domain.penalty import Finding


@dataclass(frozen=True, slots=True)
class Course:
    """Terms with the facts known on one day, laid out in stretches; spans are disjoint and in order.

    `limit` is the last day that can be calculated, and `limit_fault` says why nothing can after it;
    `full_on` is the day on which the cap (in money or in units) is reached.
    """

    terms: PenaltyTerms
    first_day: date | None
    last_day: date | None
    stays: tuple[Span, ...]
    complied: tuple[Span, ...]
    holes: tuple[Span, ...]
    rates: tuple[Rate, ...]
    tallies: tuple[Tally, ...]
    findings: tuple[Span, ...]
    stretches: tuple[Stretch, ...]
    starts: tuple[int, ...]
    full_on: date | None
    limit: date
    limit_fault: Fault

    def stretch(self, day: int) -> Stretch:
        """The stretch that holds a day (an ordinal). Raises TermsError after the limit."""
        found = self.stretches[bisect_right(self.starts, day) - 1]
        if day > found.last:
            raise TermsError(self.limit_fault, f"nothing can be calculated after {self.limit}")
        return found

    def units(self, day: date) -> int:
        """Units charged by the end of `day`, at most `max_units`."""
        number = day.toordinal()
        return self.stretch(number).units_on(number)

    def part(self, day: date) -> Fraction | int:
        """The part of a unit charged by the end of `day` beside the whole ones."""
        number = day.toordinal()
        return self.stretch(number).part_on(number)

    def amount(self, day: date) -> int:
        """Minor units charged by the end of `day`, at most the cap."""
        number = day.toordinal()
        return self.stretch(number).amount_on(number)

    def state(self, day: date) -> State:
        """The accrual state at the end of `day`, the annulment of the whole aside."""
        state = self.stretch(day.toordinal()).state
        filled = self.full_on is not None and day >= self.full_on
        return State.CAPPED if filled and state in (State.RUNNING, State.STAYED) else state

    def established(self, day: date) -> int:
        """Minor units of `amount(day)` that fall on days found breached; reported totals are found."""
        if self.first_day is None or self.is_reported:
            return self.amount(day)
        return sum(
            self.amount(min(window.last, day)) - self.amount(window.start - DAY)
            for window in self.findings
            if window.start <= day
        )

    def is_full(self, day: date) -> bool:
        """Nothing more can accrue: the cap in money or in units is reached."""
        return self.full_on is not None and day >= self.full_on

    def rate(self, day: date) -> int:
        """The rate in force on `day`, all sites together."""
        return self.stretch(day.toordinal()).rate

    def growth(self, day: date) -> tuple[date, int] | None:
        """The first later day at whose end more is charged, and how much more, as far as facts reach."""
        now = self.amount(day)
        number = day.toordinal()
        for stretch in self.stretches[bisect_right(self.starts, number) - 1 :]:
            if stretch.amount_on(stretch.last) > now:
                on = date.fromordinal(stretch.first_above(now, number + 1))
                return on, self.amount(on) - now
        return None

    def first_when(self, is_true: Callable[[date], bool], start: date, until: date) -> date | None:
        """The first day from `start` to `until` on which a condition holds that, once true, stays true."""
        if start > until or not is_true(until):
            return None
        low, high = start.toordinal(), until.toordinal()
        while low < high:
            middle = (low + high) // 2
            if is_true(date.fromordinal(middle)):
                high = middle
            else:
                low = middle + 1
        return date.fromordinal(low)

    @property
    def is_reported(self) -> bool:
        """Single days are not public: only totals reported up to some days."""
        return _is_reported(self.terms, self.first_day, self.tallies)


def course_of(terms: PenaltyTerms, known_on: date) -> Course:
    """The course of `terms` with the facts known on a day.

    Raises TermsError where the rates leave a gap, contradict each other or are negative.
    """
    first = first_penalty_day(terms)
    last = terms.last_day.on if terms.last_day is not None and terms.last_day.known_on <= known_on else None
    stays = union(tuple(_stay_spans(terms, known_on)))
    complied = union(tuple(_complied_spans(terms, known_on)))
    tallies = tuple(sorted((t for t in terms.tallies if t.known_on <= known_on), key=lambda t: t.by))
    rates = _known_rates(terms, first, known_on)
    if terms.unit is Unit.WORKING_DAY and terms.working_days is None:
        raise TermsError(
            Fault.HOLIDAYS_UNKNOWN, "working days are charged, and no calendar says which they are"
        )
    holes = _holes(terms, stays, complied)
    limit, fault = _limit(terms, first, last, holes)
    is_reported = _is_reported(terms, first, tallies)
    facts = Facts(
        terms=terms,
        first=None if first is None else first.toordinal(),
        last=None if last is None else last.toordinal(),
        end=limit.toordinal(),
        stays=stays,
        complied=complied,
        holes=holes,
        rates=rates,
        events=_events(terms, known_on),
        reports=_reports(terms, rates, tallies) if is_reported else None,
        is_notified=first is not None or (is_reported and terms.unit is Unit.OCCURRENCE),
    )
    stretches, full_on = lay_out(facts)
    if full_on is not None and fault is Fault.MONTH_UNIT_STAY:  # nothing is charged after it
        limit, fault = CALENDAR_END, Fault.DAY_OUT_OF_RANGE
        stretches, full_on = lay_out(dataclasses.replace(facts, end=limit.toordinal()))
    return Course(
        terms=terms,
        first_day=first,
        last_day=last,
        stays=stays,
        complied=complied,
        holes=union(stays + complied),
        rates=rates,
        tallies=tallies,
        findings=breach_windows(terms, known_on),
        stretches=stretches,
        starts=tuple(stretch.first for stretch in stretches),
        full_on=None if full_on is None else date.fromordinal(full_on),
        limit=limit,
        limit_fault=fault,
    )


def breach_windows(terms: PenaltyTerms, known_on: date) -> tuple[Span, ...]:
    """The days found breached by a finding or a liquidation known on a day."""
    facts: list[Span] = [finding.window for finding in known_findings(terms, known_on)]
    facts += [fixed.window for fixed in terms.liquidations if fixed.window and fixed.known_on <= known_on]
    return union(tuple(facts))


def known_findings(terms: PenaltyTerms, known_on: date) -> tuple[Finding, ...]:
    """The findings of breach known on a day."""
    return tuple(finding for finding in terms.findings if finding.known_on <= known_on)


def _is_reported(terms: PenaltyTerms, first: date | None, tallies: tuple[Tally, ...]) -> bool:
    return bool(tallies) and (first is None or terms.unit is Unit.OCCURRENCE)


def _holes(terms: PenaltyTerms, stays: tuple[Span, ...], complied: tuple[Span, ...]) -> tuple[Span, ...]:
    """The days that do not count; the order may let units of months run on through what ends again."""
    holes = union(stays + complied)
    if terms.month_stay is MonthStay.IGNORE and terms.unit in MONTHS:
        return tuple(hole for hole in holes if hole.end > CALENDAR_END)
    return holes


def _limit(
    terms: PenaltyTerms, first: date | None, last: date | None, holes: tuple[Span, ...]
) -> tuple[date, Fault]:
    """The last day that can be calculated: an interruption of units of months needs a rule of the order."""
    has_rule = terms.part_unit is PartUnit.PRO_RATA or terms.month_stay is not None
    if first is not None and terms.unit in MONTHS and not has_rule:
        for hole in holes:
            if first < hole.end <= (last or CALENDAR_END):
                return hole.end - DAY, Fault.MONTH_UNIT_STAY
    days = terms.working_days
    if terms.unit is Unit.WORKING_DAY and days is not None and days.last_year is not None:
        return date(max(days.last_year, 1), 12, 31), Fault.HOLIDAYS_UNKNOWN
    return CALENDAR_END, Fault.DAY_OUT_OF_RANGE


def _events(terms: PenaltyTerms, known_on: date) -> tuple[int, ...]:
    """The days of the breaches known, in order."""
    return tuple(sorted(item.on.toordinal() for item in terms.occurrences if item.known_on <= known_on))


def _reports(terms: PenaltyTerms, rates: tuple[Rate, ...], tallies: tuple[Tally, ...]) -> tuple[Report, ...]:
    """The reported totals; what one of units and money says of the other is read from a single rate."""
    reports = []
    for tally in tallies:
        minor = _sum_of(rates, tally.units or 0) * terms.multiplier if tally.minor is None else tally.minor
        units = tally.units
        if units is None:
            rate = rates[0].minor * terms.multiplier
            units = minor // rate if rate and len(rates) == 1 and minor % rate == 0 else 0
        reports.append(Report(tally.by.toordinal(), units, minor))
    return tuple(reports)


def _sum_of(rates: tuple[Rate, ...], units: int) -> int:
    """The sum of the first `units` units, each at the rate of its number, for one site."""
    ends = [(rate.from_unit or 1) - 1 for rate in rates[1:]] + [units]
    starts = [(rate.from_unit or 1) - 1 for rate in rates]
    return sum(
        max(0, min(units, end) - start) * rate.minor
        for rate, start, end in zip(rates, starts, ends, strict=True)
    )


def _stay_spans(terms: PenaltyTerms, known_on: date) -> Iterable[Span]:
    for stay in terms.stays:
        if stay.known_on > known_on or stay.kind is StayKind.RECOVERY:
            continue
        lifted = stay.end is not None and (stay.end_known_on or stay.known_on) <= known_on
        end = stay.end if lifted and stay.end is not None else date.max
        if end <= stay.start:
            sentence = f"a stay from {stay.start} ends on {end}, before it starts"
            raise TermsError(Fault.SPAN_INVERTED, sentence)
        yield Span(stay.start, end)


def _complied_spans(terms: PenaltyTerms, known_on: date) -> list[Span]:
    """From the day of compliance (or the day after, where it is counted) until a relapse."""
    spans: list[Span] = []
    start: date | None = None
    facts = sorted((fact for fact in terms.compliance if fact.known_on <= known_on), key=lambda f: f.on)
    for fact in facts:
        if fact.relapse and start is not None:
            spans += [Span(start, fact.on)] if fact.on > start else []
            start = None
        elif not fact.relapse and start is None:
            start = fact.on + DAY if terms.compliance_day_counted else fact.on
    return spans if start is None else [*spans, Span(start, date.max)]


def _known_rates(terms: PenaltyTerms, first_day: date | None, known_on: date) -> tuple[Rate, ...]:
    rates = [rate for rate in terms.rates if rate.known_on is None or rate.known_on <= known_on]
    if not rates:
        raise TermsError(Fault.TIER_GAP, "no rate is known for the first unit")
    if any(rate.minor < 0 for rate in rates):
        raise TermsError(Fault.NEGATIVE_RATE, "a rate is negative")
    if any(rate.from_unit is not None for rate in rates) and any(r.from_day is not None for r in rates):
        raise TermsError(Fault.TIER_MIX, "rates step both by number and by date")
    rates.sort(key=lambda rate: (rate.from_unit or 1, rate.from_day or date.min))
    starts = [(rate.from_unit or 1, rate.from_day) for rate in rates]
    if len(set(starts)) != len(starts):
        raise TermsError(Fault.TIER_DUPLICATE, "two rates start at the same point")
    first = rates[0]
    late = first.from_day is not None and first_day is not None and first.from_day > first_day
    if late or (first.from_unit or 1) > 1:
        raise TermsError(Fault.TIER_GAP, "no rate is in force for the first unit")
    repeated = (before.minor == rate.minor for before, rate in itertools.pairwise(rates))
    return (first, *(rate for rate, repeats in zip(rates[1:], repeated, strict=True) if not repeats))
