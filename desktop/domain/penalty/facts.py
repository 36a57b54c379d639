"""The facts of one penalty line by the knowledge of one day: first day, stays, rates, breaches, reports."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.days.period import CALENDAR_END, DAY, Span, union
from desktop.domain.faults import Fault, TermsError
from desktop.domain.law.kinds import MonthStay, StayKind, Unit
from desktop.domain.penalty.charge import Report, charges_parts
from desktop.domain.penalty.measure import MONTHS
from desktop.domain.penalty.start import first_penalty_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.case.terms import PenaltyTerms, Rate, Tally


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one penalty known on one day; days are ordinals, spans disjoint and in order.

    `first` is None where not known, `last` where none is set; after `end` nothing can be calculated, because
    of `fault`. `holes` are the days that do not count, `passing` the holes known to end, where the order has
    a rule for them. `events` are the days of single breaches; `reports` stand in for all days where only
    totals were reported.
    """

    terms: PenaltyTerms
    first: int | None
    last: int | None
    end: int
    fault: Fault
    stays: tuple[Span, ...]
    complied: tuple[Span, ...]
    holes: tuple[Span, ...]
    passing: tuple[Span, ...]
    rates: tuple[Rate, ...]
    tallies: tuple[Tally, ...]
    events: tuple[int, ...]
    reports: tuple[Report, ...] | None
    is_notified: bool


def facts_of(terms: PenaltyTerms, known_on: date) -> Facts:
    """The facts known on a day. Raises TermsError where the rates leave a gap, contradict or are negative."""
    first = first_penalty_day(terms)
    last_day = terms.last_day_known(known_on)
    last = None if last_day is None else last_day.on
    stay_spans, complied_spans = tuple(_stay_spans(terms, known_on)), tuple(_complied_spans(terms, known_on))
    stays, complied = union(stay_spans), union(complied_spans)
    tallies = tuple(sorted((t for t in terms.tallies if t.known_on <= known_on), key=lambda t: t.by))
    rates = _known_rates(terms, first, known_on)
    holes = _holes(terms, stays, complied)
    limit, fault = _limit(terms, rates, (first, last), holes)
    is_reported = bool(tallies) and (first is None or terms.unit is Unit.OCCURRENCE)
    return Facts(
        terms=terms,
        first=None if first is None else first.toordinal(),
        last=None if last is None else last.toordinal(),
        end=limit.toordinal(),
        fault=fault,
        stays=stays,
        complied=complied,
        holes=holes,
        passing=_passing(terms, rates, stay_spans + complied_spans),
        rates=rates,
        tallies=tallies,
        events=tuple(sorted(item.on.toordinal() for item in terms.occurrences if item.known_on <= known_on)),
        reports=_reports(terms, rates, tallies) if is_reported else None,
        is_notified=first is not None or (is_reported and terms.unit is Unit.OCCURRENCE),
    )


def breach_windows(terms: PenaltyTerms, known_on: date) -> tuple[Span, ...]:
    """The days found breached by a finding or a liquidation known on a day."""
    facts: list[Span] = [finding.window for finding in terms.findings if finding.known_on <= known_on]
    facts += [fixed.window for fixed in terms.liquidations if fixed.window and fixed.known_on <= known_on]
    return union(tuple(facts))


def has_stay_rule(terms: PenaltyTerms) -> bool:
    """Whether the order has a rule for a stay inside a unit."""
    return _has_rule(terms, terms.rates)


def _holes(terms: PenaltyTerms, stays: tuple[Span, ...], complied: tuple[Span, ...]) -> tuple[Span, ...]:
    """The days that do not count; the order may let units of months run on through a hole that ends."""
    holes = union(stays + complied)
    if terms.month_stay is MonthStay.IGNORE and terms.unit in MONTHS:
        return tuple(hole for hole in holes if hole.end > CALENDAR_END)
    return holes


def _passing(terms: PenaltyTerms, rates: tuple[Rate, ...], holes: tuple[Span, ...]) -> tuple[Span, ...]:
    """The holes that end, where units run on after them as the order says."""
    if terms.unit in MONTHS and (terms.month_stay is MonthStay.IGNORE or not _has_rule(terms, rates)):
        return ()
    return union(tuple(hole for hole in holes if hole.end <= CALENDAR_END))


def _has_rule(terms: PenaltyTerms, rates: tuple[Rate, ...]) -> bool:
    """Whether the order has a rule for the interruption of a unit."""
    if terms.unit not in MONTHS:
        return True
    by_number = any((rate.from_unit or 1) > 1 for rate in rates)
    return not by_number if charges_parts(terms) else terms.month_stay is not None


def _limit(
    terms: PenaltyTerms,
    rates: tuple[Rate, ...],
    days: tuple[date | None, date | None],
    holes: tuple[Span, ...],
) -> tuple[date, Fault]:
    """The last day that can be calculated: an interruption of units of months needs a rule of the order.

    Units charged by their days need none, unless the rate steps by number: a day may then lie in two units.
    """
    first, last = days
    if first is not None and not _has_rule(terms, rates):
        for hole in holes:
            if first < hole.end <= (last or CALENDAR_END):
                return hole.end - DAY, Fault.MONTH_UNIT_STAY
    calendar = terms.working_days
    if terms.unit is Unit.WORKING_DAY:
        if calendar is None:
            sentence = "working days are charged, and no calendar says which they are"
            raise TermsError(Fault.HOLIDAYS_UNKNOWN, sentence)
        if calendar.last_year is not None:
            return date(max(calendar.last_year, 1), 12, 31), Fault.HOLIDAYS_UNKNOWN
    return CALENDAR_END, Fault.DAY_OUT_OF_RANGE


def _reports(terms: PenaltyTerms, rates: tuple[Rate, ...], tallies: tuple[Tally, ...]) -> tuple[Report, ...]:
    """The reported totals; a single rate turns units into money, or money into units."""
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
    """The sum of the first `units` units in minor units, each at the rate of its number, for one site."""
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
        end = stay.end_known(known_on) or date.max
        if end <= stay.start:
            raise TermsError(Fault.SPAN_INVERTED, f"a stay from {stay.start} ends on {end}, before it starts")
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
