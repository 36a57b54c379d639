"""The course of one penalty: state, units and amount at the end of any day, prepared once."""

from __future__ import annotations

import dataclasses
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.case.terms import PenaltyTerms, Rate, Tally, Unit
from desktop.domain.days.period import CALENDAR_END, DAY, Span
from desktop.domain.faults import Fault, TermsError
from desktop.domain.penalty.charge import charges_parts
from desktop.domain.penalty.facts import breach_windows, facts_of
from desktop.domain.penalty.layout import lay_out
from desktop.domain.penalty.stretch import State, Stretch

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction


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
        """Why nothing can be calculated after the limit, and what would help."""
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
