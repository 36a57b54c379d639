"""The comparison of a scenario with the record: sums, the day they part, the cost of a week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from desktop.domain.faults import TermsError
from desktop.domain.money import Money
from desktop.domain.penalty.accrual import Accrual, accrual_of, accrue
from desktop.domain.penalty.course import Course, course_of
from desktop.domain.penalty.curve import curves_of, horizon
from desktop.domain.penalty.recovery import recover
from desktop.domain.penalty.shared_cap import share_caps
from desktop.domain.penalty.stretch import State
from desktop.domain.prepared.packing import Pool, growing
from desktop.domain.whatif.scenario import Scenario, ScenarioError, apply

if TYPE_CHECKING:
    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.days.workdays import WorkingDays
    from desktop.domain.penalty.curve import Curve
    from desktop.domain.penalty.stretch import Stretch

_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Side:
    """A penalty line on the day of a comparison, as recorded or under a scenario.

    `full_on` is the day the cap is reached by the known facts. `week` is the cost of another week of not
    obeying; None where it cannot be calculated.
    """

    terms: PenaltyTerms
    accrual: Accrual
    paid: Money
    due: Money
    full_on: date | None
    week: Money | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A penalty line as recorded and under a scenario, both at the end of `then`.

    `then` is the as-of day, or the day by which every change has shown; `today` is the sum recorded on the
    as-of day. `parts_on` is the first day on which the two sums differ.
    """

    as_of: date
    then: date
    today: Money
    record: Side
    changed: Side
    parts_on: date | None

    @property
    def difference(self) -> Money:
        """The sum accrued under the scenario less that of the record, on the same day."""
        return self.changed.accrual.accrued - self.record.accrual.accrued

    @property
    def units(self) -> int:
        """The units charged under the scenario less those of the record."""
        return self.changed.accrual.units - self.record.accrual.units

    @property
    def against_today(self) -> Money:
        """The sum accrued under the scenario by `then` less that of the record on the as-of day."""
        return self.changed.accrual.accrued - self.today


@dataclass(frozen=True, slots=True)
class Unknown:
    """The reason why a scenario cannot be calculated: the code of a fault or flaw, and a sentence."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A scenario compared over all penalty lines of an investigation, or the reason why it cannot be.

    `lines` are in the order of the record; `curves` are of all lines together, one per currency.
    """

    scenario: Scenario
    lines: tuple[Comparison, ...] = ()
    curves: tuple[Curve, ...] = ()
    unknown: Unknown | None = None


class _Courses:
    """The courses of penalty lines with the facts known on one day, each prepared once."""

    def __init__(self, known_on: date) -> None:
        self.known_on = known_on
        self._held: dict[PenaltyTerms, Course] = {}

    def of(self, terms: PenaltyTerms) -> Course:
        """The course of a line. Raises TermsError."""
        if terms not in self._held:
            self._held[terms] = course_of(terms, self.known_on)
        return self._held[terms]

    def accrual(self, terms: PenaltyTerms, day: date) -> Accrual:
        """The accrual of a line at the end of a day. Raises TermsError."""
        annulled = terms.annulment is not None and terms.annulment.known_on <= self.known_on
        early = terms.decided_on is not None and terms.decided_on > min(day, self.known_on)
        if annulled or early:
            return accrue(terms, day, self.known_on)
        return accrual_of(self.of(terms), day, self.known_on)


def weigh(
    lines: tuple[PenaltyTerms, ...],
    scenario: Scenario,
    as_of: date,
    known_on: date,
    working_days: WorkingDays | None = None,
) -> Outcome:
    """The outcome of a scenario over the penalty lines of an investigation, shared caps applied to both."""
    try:
        changed = tuple(apply(terms, scenario, working_days) for terms in lines)
        found = _compared(lines, scenario, as_of, _Courses(known_on), working_days)
        curves = curves_of(share_caps(changed, as_of, known_on), as_of, known_on)
    except ScenarioError as error:
        return Outcome(scenario, unknown=Unknown(error.flaw.value, str(error)))
    except TermsError as error:
        return Outcome(scenario, unknown=Unknown(error.code.value, str(error)))
    return Outcome(scenario, found, curves)


def _compared(
    lines: tuple[PenaltyTerms, ...],
    scenario: Scenario,
    as_of: date,
    courses: _Courses,
    days: WorkingDays | None,
) -> tuple[Comparison, ...]:
    then = scenario.shown_on(as_of)
    changed = _under(lines, scenario, then, courses, days)
    later = _week_later(scenario)
    delayed = None if later is None else _under(lines, later, then + _WEEK, courses, days)
    today = share_caps(lines, as_of, courses.known_on)
    found = []
    for place, record in enumerate(share_caps(lines, then, courses.known_on)):
        late = None if delayed is None else delayed[place]
        sides = _side(record, then, courses, None), _side(changed[place], then, courses, late)
        accrued = courses.accrual(today[place], as_of).accrued
        stands = all(_stands(side.accrual) for side in sides)
        parts_on = _parting(*(courses.of(side.terms) for side in sides), until=horizon(then))
        found.append(Comparison(as_of, then, accrued, *sides, parts_on if stands else None))
    return tuple(found)


def _under(
    lines: tuple[PenaltyTerms, ...],
    scenario: Scenario,
    day: date,
    courses: _Courses,
    days: WorkingDays | None,
) -> tuple[PenaltyTerms, ...]:
    """The lines under a scenario, their shared caps applied on a day."""
    return share_caps(tuple(apply(terms, scenario, days) for terms in lines), day, courses.known_on)


def _week_later(scenario: Scenario) -> Scenario | None:
    try:
        return scenario.week_later()
    except ScenarioError:
        return None


def _side(terms: PenaltyTerms, then: date, courses: _Courses, late: PenaltyTerms | None) -> Side:
    accrual = courses.accrual(terms, then)
    recovered = recover(terms, accrual)
    course = courses.of(terms)
    stands = _stands(accrual)
    return Side(
        terms=terms,
        accrual=accrual,
        paid=recovered.paid,
        due=recovered.due,
        full_on=course.full_on if stands else None,
        week=_week(course, then, None if late is None else courses.of(late)) if stands else None,
    )


def _stands(accrual: Accrual) -> bool:
    """Whether the order was made and not annulled."""
    return accrual.state not in (State.NOT_ORDERED, State.ANNULLED)


def _week(course: Course, then: date, late: Course | None) -> Money | None:
    """The cost of another week: the week after `then`, or compliance a week later; None beyond the limit."""
    end = then + _WEEK
    if end > min(course.limit, course.limit if late is None else late.limit):
        return None
    more = course.amount(end) - course.amount(then) if late is None else late.amount(end) - course.amount(end)
    return Money(more, course.terms.currency)


def _parting(record: Course, changed: Course, *, until: date) -> date | None:
    """The first day up to `until` at whose end the sums of two lines differ."""
    last = min(until, record.limit, changed.limit).toordinal()
    borders = sorted(border for border in {*record.starts, *changed.starts} if border <= last)
    for first, after in pairwise((*borders, last + 1)):
        if _formula(record.stretch(first)) != _formula(changed.stretch(first)):
            days = date.fromordinal(first), date.fromordinal(after - 1)
            if (parted := _first_difference(record, changed, *days)) is not None:
                return parted
    return None


def _formula(stretch: Stretch) -> tuple[int, ...]:
    """The formula of the sum of a stretch on any day, as numbers independent of its beginning."""
    pool = Pool(1)
    return (*growing(stretch, pool), *pool.numbers)


def _first_difference(record: Course, changed: Course, day: date, last: date) -> date | None:
    """The first day from `day` to `last` at whose end the sums differ: `day` itself, or a day of growth."""
    while record.amount(day) == changed.amount(day):
        later = [growth[0] for course in (record, changed) if (growth := course.growth(day)) is not None]
        if not later or (day := min(later)) > last:
            return None
    return day
