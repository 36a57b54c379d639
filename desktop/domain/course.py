"""The course of one penalty: units and amount at the end of any day, in closed form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.codes import Fault, TermsError
from desktop.domain.deadline import first_penalty_day
from desktop.domain.penalty import Finding, PartUnit, PenaltyTerms, Rate, Tally, Unit
from desktop.domain.period import CALENDAR_END, DAY, MonthRounding, Span, add_months, union

if TYPE_CHECKING:
    from collections.abc import Callable

_DAYS = {Unit.DAY: 1, Unit.WEEK: 7, Unit.TWO_WEEKS: 14}
_MONTHS = {Unit.MONTH: 1, Unit.HALF_YEAR: 6}


@dataclass(frozen=True, slots=True)
class Course:
    """Terms with the facts known on one day; `stays` and `complied` are disjoint spans in order.

    Raises TermsError where the rates leave a gap, contradict each other or are negative.
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

    def units(self, day: date) -> int:
        """Units charged by the end of `day`, at most `max_units`."""
        most = self.terms.max_units
        units = self._reported(day)[0] if self._is_reported else self._elapsed(day)
        return units if most is None else min(units, most)

    def amount(self, day: date) -> int:
        """Minor units charged by the end of `day`, at most the cap."""
        if self._is_reported:
            charged = self._reported(day)[1]
        elif self.rates[0].from_day is None and len(self.rates) > 1 and self.rates[1].from_day is None:
            charged = self._by_ordinal(self.units(day))
        else:
            charged = self._by_date(day)
        return charged if self.terms.cap is None else min(charged, self.terms.cap)

    def established(self, day: date) -> int:
        """Minor units of `amount(day)` that fall on days found breached; reported totals are found."""
        if self.first_day is None or self._is_reported:
            return self.amount(day)
        return sum(
            self.amount(min(window.last, day)) - self.amount(window.start - DAY)
            for window in self.findings
            if window.start <= day
        )

    def is_full(self, day: date) -> bool:
        """Nothing more can accrue: the cap in money or in units is reached."""
        cap, most = self.terms.cap, self.terms.max_units
        return (cap is not None and self.amount(day) >= cap) or (most is not None and self.units(day) >= most)

    def rate(self, day: date) -> int:
        """The rate in force on `day` or for the unit that is running on it, all sites together."""
        running = self.units(day - DAY) + 1
        held = self.rates[0]
        for rate in self.rates[1:]:
            if (rate.from_day is not None and rate.from_day <= day) or (
                rate.from_unit is not None and rate.from_unit <= running
            ):
                held = rate
        return held.minor * self.terms.multiplier

    def rate_borders(self, until: date) -> tuple[date, ...]:
        """The days up to `until` on which another rate begins."""
        days = [rate.from_day for rate in self.rates[1:] if rate.from_day is not None]
        for rate in self.rates[1:]:
            number = rate.from_unit
            if number is not None and self.first_day is not None:
                reached = self.first_when(lambda day, n=number: self.units(day) >= n, self.first_day, until)  # type: ignore[misc]
                days += [reached] if reached is not None else []
        return tuple(sorted(day for day in days if day <= until))

    def first_when(self, true_on: Callable[[date], bool], start: date, until: date) -> date | None:
        """The first day from `start` to `until` on which a condition holds that, once true, stays true."""
        if start > until or not true_on(until):
            return None
        low, high = start.toordinal(), until.toordinal()
        while low < high:
            middle = (low + high) // 2
            if true_on(date.fromordinal(middle)):
                high = middle
            else:
                low = middle + 1
        return date.fromordinal(low)

    @property
    def limit(self) -> date:
        """The last day that can be calculated: units of months have no rule for a stay inside them."""
        if self.terms.unit in _MONTHS and self.first_day is not None:
            for hole in self.holes:
                if hole.end > self.first_day and hole.end < CALENDAR_END:
                    return hole.end - DAY
        return CALENDAR_END

    @property
    def _is_reported(self) -> bool:
        """Single days are not public: only totals reported up to some days."""
        return bool(self.tallies) and (self.first_day is None or self.terms.unit is Unit.OCCURRENCE)

    def _reported(self, day: date) -> tuple[int, int]:
        """Units and minor units reported by the end of `day`."""
        known = [tally for tally in self.tallies if tally.by <= day]
        if not known:
            return 0, 0
        last = known[-1]
        units = last.units
        minor = last.minor if last.minor is not None else self._by_ordinal(units or 0)
        if units is None:
            rate = self.rates[0].minor * self.terms.multiplier
            units = minor // rate if rate and len(self.rates) == 1 and minor % rate == 0 else 0
        return units, minor

    def _elapsed(self, day: date) -> int:
        """Units run by the end of `day`, from the first penalty day, without holes, before any cap."""
        if self.first_day is None or self.terms.unit is Unit.OCCURRENCE:
            return 0
        end = day if self.last_day is None else min(day, self.last_day)
        if end < self.first_day:
            return 0
        if self.terms.unit in _MONTHS:
            return self._elapsed_months(self.first_day, end, _MONTHS[self.terms.unit])
        counted = _counted(Span(self.first_day, end + DAY), self.holes)
        length = _DAYS[self.terms.unit]
        return -(-counted // length) if self.terms.part_unit is PartUnit.FULL else counted // length

    def _elapsed_months(self, first: date, end: date, step: int) -> int:
        """Whole or begun units of `step` months, anchored at the first day and never added one by one."""
        for hole in self.holes:
            if hole.end <= first or hole.start > end:
                continue
            if hole.end <= end:
                raise TermsError(Fault.MONTH_UNIT_STAY, "a stay inside a unit of months has no general rule")
            end = max(hole.start, first) - DAY
        after = end + DAY
        months = (after.year - first.year) * 12 + after.month - first.month
        units = months // step
        if add_months(first, units * step, MonthRounding.DOWN) > after:
            units -= 1
        begun = add_months(first, units * step, MonthRounding.DOWN) < after
        return units + 1 if begun and self.terms.part_unit is PartUnit.FULL else units

    def _by_ordinal(self, units: int) -> int:
        """The sum of the first `units` units, each at the rate of its number."""
        total = 0
        for index, rate in enumerate(self.rates):
            start = (rate.from_unit or 1) - 1
            end = (self.rates[index + 1].from_unit or 1) - 1 if index + 1 < len(self.rates) else units
            total += max(0, min(units, end) - start) * rate.minor
        return total * self.terms.multiplier

    def _by_date(self, day: date) -> int:
        """Units charged at the rate in force on the day each was completed."""
        total, before = 0, 0
        for index, rate in enumerate(self.rates):
            following = self.rates[index + 1].from_day if index + 1 < len(self.rates) else None
            end = day if following is None else min(day, following - DAY)
            units = max(before, self.units(end))
            total += (units - before) * rate.minor
            before = units
        return total * self.terms.multiplier


def course_of(terms: PenaltyTerms, known_on: date) -> Course:
    """The course of `terms` with the facts known on a day. Raises TermsError."""
    stays = union(tuple(_stay_spans(terms, known_on)))
    complied = union(tuple(_complied_spans(terms, known_on)))
    last = terms.last_day
    first = first_penalty_day(terms)
    return Course(
        terms=terms,
        first_day=first,
        last_day=last.on if last is not None and last.known_on <= known_on else None,
        stays=stays,
        complied=complied,
        holes=union(stays + complied),
        rates=_known_rates(terms, first, known_on),
        tallies=tuple(sorted((t for t in terms.tallies if t.known_on <= known_on), key=lambda t: t.by)),
        findings=breach_windows(terms, known_on),
    )


def breach_windows(terms: PenaltyTerms, known_on: date) -> tuple[Span, ...]:
    """The days found breached by a finding or a liquidation known on a day."""
    facts: list[Span] = [finding.window for finding in known_findings(terms, known_on)]
    facts += [fixed.window for fixed in terms.liquidations if fixed.window and fixed.known_on <= known_on]
    return union(tuple(facts))


def known_findings(terms: PenaltyTerms, known_on: date) -> tuple[Finding, ...]:
    """The findings of breach known on a day."""
    return tuple(finding for finding in terms.findings if finding.known_on <= known_on)


def _stay_spans(terms: PenaltyTerms, known_on: date) -> list[Span]:
    spans = []
    for stay in terms.stays:
        if stay.known_on > known_on:
            continue
        lifted = stay.end is not None and (stay.end_known_on or stay.known_on) <= known_on
        end = stay.end if lifted and stay.end is not None else date.max
        if end <= stay.start:
            raise TermsError(Fault.SPAN_INVERTED, f"a stay from {stay.start} ends on {end}, before it starts")
        spans.append(Span(stay.start, end))
    return spans


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
    return tuple(rates)


def _counted(days: Span, holes: tuple[Span, ...]) -> int:
    """The days of a span that lie in no hole (holes are disjoint)."""
    return days.days - sum(cut.days for hole in holes if (cut := days.overlap(hole)))
