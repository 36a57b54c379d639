"""The course of one penalty line: its state, units and amount at the end of any day, laid out once."""

from __future__ import annotations

import dataclasses
import itertools
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.days.period import CALENDAR_END, DAY, Span
from desktop.domain.faults import Fault, TermsError
from desktop.domain.law.kinds import Unit
from desktop.domain.penalty.allowance import full_units, met_on, needs_allowance
from desktop.domain.penalty.charge import Count, charges_parts
from desktop.domain.penalty.facts import breach_windows, facts_of
from desktop.domain.penalty.stretch import State, Stretch, first_where

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

    from desktop.domain.case.terms import PenaltyTerms, Rate, Tally
    from desktop.domain.penalty.facts import Facts


@dataclass(frozen=True, slots=True)
class Course:
    """Terms with the facts known on one day, laid out in stretches; spans are disjoint and in order.

    `limit` is the last day that can be calculated, and `limit_fault` the reason for it; `full_on` is the day
    on which the cap (in money or in units) is reached.
    """

    terms: PenaltyTerms
    first_day: date | None
    last_day: date | None
    stays: tuple[Span, ...]
    complied: tuple[Span, ...]
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
            raise TermsError(self.limit_fault, self._sentence())
        return found

    def _sentence(self) -> str:
        """The reason why nothing can be calculated after the limit, and the remedy."""
        sentence = f"nothing can be calculated after {self.limit}"
        if self.limit_fault is not Fault.MONTH_UNIT_STAY:
            return sentence
        ways = "ignore" if charges_parts(self.terms) else "prorate, restart or ignore"
        reason = f"days inside a {self.terms.unit.value} do not count, and the order does not say what then"
        return f"{sentence}: {reason}; say so as month_stay ({ways})"

    def units(self, day: date) -> int:
        """Units charged by the end of `day`, at most `max_units`."""
        number = day.toordinal()
        return self.stretch(number).units_on(number)

    def part(self, day: date) -> Fraction | int:
        """The part of a unit charged by the end of `day` beside the whole units."""
        number = day.toordinal()
        return self.stretch(number).part_on(number)

    def amount(self, day: date) -> int:
        """Minor units charged by the end of `day`, at most the cap."""
        number = day.toordinal()
        return self.stretch(number).amount_on(number)

    def state(self, day: date) -> State:
        """The accrual state at the end of `day`, an annulment of the penalty aside."""
        state = self.stretch(day.toordinal()).state
        return State.CAPPED if self.is_full(day) and state in (State.RUNNING, State.STAYED) else state

    def established(self, day: date) -> int:
        """Minor units of `amount(day)` that fall on days found breached; reported totals count as found."""
        if self.first_day is None or self.is_reported:
            return self.amount(day)
        return sum(
            self.amount(min(window.last, day)) - self.amount(window.start - DAY)
            for window in self.findings
            if window.start <= day
        )

    def is_full(self, day: date) -> bool:
        """Whether the cap in money or in units is reached, so that nothing more accrues."""
        return self.full_on is not None and day >= self.full_on

    def rate(self, day: date) -> int:
        """The rate in force on `day` in minor units, all sites together."""
        return self.stretch(day.toordinal()).rate

    def growth(self, day: date) -> tuple[date, int] | None:
        """The first later day at whose end the sum is higher, and its growth in minor units; or None."""
        now = self.amount(day)
        number = day.toordinal()
        for stretch in self.stretches[bisect_right(self.starts, number) - 1 :]:
            if stretch.amount_on(stretch.last) > now:
                on = date.fromordinal(stretch.first_above(now, number + 1))
                return on, self.amount(on) - now
        return None

    def first_when(self, is_true: Callable[[date], bool], start: date, until: date) -> date | None:
        """The first day from `start` to `until` on which a lasting condition holds, None for none."""
        if start > until or not is_true(until):
            return None
        found = first_where(lambda day: is_true(date.fromordinal(day)), start.toordinal(), until.toordinal())
        return date.fromordinal(found)

    @property
    def is_reported(self) -> bool:
        """Whether only totals are reported, and the single days are not public."""
        return bool(self.tallies) and (self.first_day is None or self.terms.unit is Unit.OCCURRENCE)


def course_of(terms: PenaltyTerms, known_on: date) -> Course:
    """The course of `terms` with the facts known on a day.

    Raises TermsError where the rates leave a gap, contradict each other or are negative, and where a row
    cannot be read.
    """
    if terms.unread:
        raise TermsError(Fault.ROW_UNREADABLE, f"a row of it cannot be read: {terms.unread[0]}")
    facts = facts_of(terms, known_on)
    stretches, full_on = lay_out(facts)
    if full_on is not None and facts.end < CALENDAR_END.toordinal():  # nothing is charged after it
        facts = dataclasses.replace(facts, end=CALENDAR_END.toordinal(), fault=Fault.DAY_OUT_OF_RANGE)
        stretches, full_on = lay_out(facts, full_on)
    return Course(
        terms=terms,
        first_day=None if facts.first is None else date.fromordinal(facts.first),
        last_day=None if facts.last is None else date.fromordinal(facts.last),
        stays=facts.stays,
        complied=facts.complied,
        rates=facts.rates,
        tallies=facts.tallies,
        findings=breach_windows(terms, known_on),
        stretches=stretches,
        starts=tuple(stretch.first for stretch in stretches),
        full_on=None if full_on is None else date.fromordinal(full_on),
        limit=date.fromordinal(facts.end),
        limit_fault=facts.fault,
    )


_START = date.min.toordinal()
_NEVER = date.max.toordinal() + 1


def lay_out(facts: Facts, full_on: int | None = None) -> tuple[tuple[Stretch, ...], int | None]:
    """All days up to the end as stretches in order, and the day on which the cap is reached.

    Where that day is known already (`full_on`), no later day is counted.
    """
    if needs_allowance(facts.terms) and facts.reports is None:
        return _under_allowance(facts, full_on)
    count = _counted(facts, full_on)
    return tuple(count.stretches), count.full_on


def _under_allowance(facts: Facts, full_on: int | None) -> tuple[tuple[Stretch, ...], int | None]:
    """The days with the full units that fit under the cap, reached when the uncapped sum reaches it."""
    cap, most = facts.terms.cap or 0, facts.terms.max_units
    free = _counted(_limited(facts, most), full_on)
    days = [day for day in (free.full_on, met_on(free.stretches, cap)) if day is not None]
    full = min(days, default=None)
    endless = dataclasses.replace(facts, last=None, holes=facts.passing, end=CALENDAR_END.toordinal())
    room = full_units(_counted(_limited(endless, most), None), cap)
    limited = _limited(facts, room if most is None else min(most, room))
    count = _counted(limited, full, capped_from=_NEVER if full is None else full + 1)
    return tuple(count.stretches), full


def _limited(facts: Facts, units: int | None) -> Facts:
    """The facts with a maximum of units in place of the cap."""
    terms = dataclasses.replace(facts.terms, cap=None, max_units=units)
    return dataclasses.replace(facts, terms=terms)


def _counted(facts: Facts, full_on: int | None, capped_from: int | None = None) -> Count:
    """The count of all days; the cap is reached before `capped_from`, or when nothing more can be charged."""
    count = Count(facts.terms, facts.rates, facts.first or _START)
    if facts.first is not None and 0 in (facts.terms.cap, facts.terms.max_units):
        count.full_on = facts.first
    for first, after in itertools.pairwise(_edges(facts, full_on)):
        state = _state(facts, first)
        is_capped = capped_from is not None and first >= capped_from
        rest = first if is_capped or count.full_on is not None else _charge(facts, count, first, after - 1)
        is_capped = is_capped or (capped_from is None and count.full_on is not None)
        if is_capped and state in (State.RUNNING, State.STAYED):
            state = State.CAPPED
        count.rest(rest, after - 1, state)
    return count


def _edges(facts: Facts, full_on: int | None) -> list[int]:
    """The days on which the state can change: by the facts, and by the cap once its day is known."""
    edges = {_START, facts.end + 1}
    edges |= {full_on + 1} if full_on is not None else set()
    edges |= {facts.first} if facts.first is not None else set()
    edges |= {facts.last + 1} if facts.last is not None else set()
    for span in (*facts.stays, *facts.complied, *facts.holes):
        edges |= {span.start.toordinal(), span.end.toordinal()}
    return sorted(edge for edge in edges if edge <= facts.end + 1)


def _charge(facts: Facts, count: Count, first: int, last: int) -> int:
    """Charge days of one state that count, until the cap; gives the day after the last day charged."""
    state = _state(facts, first)
    if facts.reports is not None:
        return count.charge_reports(facts.reports, first, last, state)
    is_over = facts.last is not None and first > facts.last
    if facts.first is None or first < facts.first or is_over or _within(facts.holes, first):
        return first
    if facts.terms.unit is Unit.ONCE:
        return count.charge_events(() if count.units else (first,), first, last, state)
    if facts.terms.unit is Unit.OCCURRENCE:
        return count.charge_events(facts.events, first, last, state)
    return count.charge_days(first, last, state)


def _state(facts: Facts, day: int) -> State:
    """The first state that applies at the end of a day, the cap aside."""
    if facts.last is not None and day > facts.last:
        return State.ENDED
    if _within(facts.complied, day):
        return State.COMPLIED
    if not facts.is_notified:
        return State.NOT_NOTIFIED
    if facts.first is not None and day < facts.first:
        return State.GRACE
    return State.STAYED if _within(facts.stays, day) else State.RUNNING


def _within(spans: tuple[Span, ...], day: int) -> bool:
    return any(span.start.toordinal() <= day < span.end.toordinal() for span in spans)
