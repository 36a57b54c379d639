"""The Overview of few penalty lines: every investigation calculated as of a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.case.fines import FinesApart, fines_apart
from desktop.domain.days.period import Span
from desktop.domain.law.kinds import Unit
from desktop.domain.money import Money, totals
from desktop.domain.overview.curves import curves_of, drawing
from desktop.domain.overview.exposure import Exposure, preparing
from desktop.domain.overview.many import next_change
from desktop.domain.overview.overview import ComingDeadline, Overview, RunningOrder
from desktop.domain.penalty.course import Course, course_of
from desktop.domain.penalty.curve import horizon
from desktop.domain.penalty.lines import accrue_case, days_of
from desktop.domain.penalty.stretch import State
from desktop.domain.penalty.waiting import Wait, waits

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from typing import TypeAlias

    from desktop.domain.case.case import Case
    from desktop.domain.case.ids import CaseId
    from desktop.domain.days.asof import AsOf
    from desktop.domain.penalty.lines import PenaltyLine, TermsFault
    from desktop.domain.slices import Slices

    CaseListing: TypeAlias = tuple[tuple[RunningOrder, ...], tuple[ComingDeadline, ...]]


@dataclass(frozen=True, slots=True)
class _Held:
    """A penalty line with its investigation, its as-of day and its knowledge day."""

    case: Case
    penalty: PenaltyLine
    day: date
    known_on: date

    @property
    def course(self) -> Course:
        return course_of(self.penalty.terms, self.known_on)

    @property
    def name(self) -> str:
        return ", ".join(dict.fromkeys(item.short_name for item in self.case.investigation.respondents))


def building(cases: tuple[Case, ...], as_of: AsOf, exposure: Exposure | None = None) -> Slices[Overview]:
    """The Overview of investigations as of a day, in slices; `exposure` is prepared, or made here."""
    lines = yield from _lines(cases, as_of)
    held = [item for own, _ in lines for item in own]
    running = [item for item in held if item.penalty.accrual.state is State.RUNNING]
    certain = [item for item in running if not item.penalty.accrual.contingent]
    imposed, apart = _imposed(cases, as_of)
    exposure = exposure or (yield from exposing(cases, as_of))
    curves, established = yield from drawing((yield from curves_of(exposure)), exposure, as_of)
    recovered = [item.penalty.recovered for item in held]
    recovered += [fault.recovered for _, faults in lines for fault in faults]
    orders = _running_orders(running)
    deadlines = yield from _deadlines(held)
    return Overview(
        as_of=as_of,
        running=_sum(item.penalty.accrual.accrued for item in certain),
        established=_sum(item.penalty.accrual.established for item in certain),
        assumed=_sum(item.penalty.accrual.assumed for item in certain),
        contingent=_sum(item.penalty.accrual.contingent for item in held),
        imposed=_sum(imposed),
        imposed_count=len(imposed),
        imposed_apart=apart,
        liquidated=_sum(one.liquidated for one in recovered),
        liquidated_count=sum(len(one.liquidations) for one in recovered),
        next_change=next_change(
            (item.penalty.terms.zone, increase.on, 1)
            for item in held
            if (increase := item.penalty.accrual.next_increase) is not None
        ),
        curves=curves,
        established_curves=established,
        running_orders=orders,
        deadlines=deadlines,
        running_count=len(orders),
        deadline_count=len(deadlines),
        bounded_count=sum(not item.penalty.is_known for item in running),
        uncalculated_count=sum(len(faults) for _, faults in lines),
    )


def _imposed(cases: tuple[Case, ...], as_of: AsOf) -> tuple[list[Money], FinesApart]:
    """The known amounts of the fines in force, and the numbers of the fines beside their sum."""
    amounts, apart = [], FinesApart()
    for case in cases:
        known_on, is_past = min(days_of(case, as_of)), as_of.is_past_in(case.investigation.authority.zone)
        own = fines_apart(case.fines, known_on, is_past=is_past)
        apart = FinesApart(apart.amount + own.amount, apart.day + own.day)
        for fine in (fine.as_known(known_on) for fine in case.fines):
            status = fine.status_known(known_on, is_past=is_past)
            if fine.amount is not None and status is not None and status.is_in_force:
                amounts.append(fine.amount)
    return amounts, apart


def listing(
    cases: tuple[Case, ...], as_of: AsOf, known: dict[CaseId, CaseListing]
) -> Slices[tuple[tuple[RunningOrder, ...], tuple[ComingDeadline, ...]]]:
    """The running orders and the deadlines of investigations, in slices; `known` are those made before."""
    for case in cases:
        if case.investigation.id not in known:
            held = [item for own, _ in (yield from _lines((case,), as_of)) for item in own]
            running = [item for item in held if item.penalty.accrual.state is State.RUNNING]
            made = _running_orders(running), (yield from _deadlines(held))
            known[case.investigation.id] = made
    found = [known[case.investigation.id] for case in cases]
    orders = (order for orders, _ in found for order in orders)
    deadlines = dict.fromkeys(deadline for _, deadlines in found for deadline in deadlines)
    return tuple(sorted(orders, key=_by_sum)), tuple(sorted(deadlines, key=_by_day))


def _lines(cases: tuple[Case, ...], as_of: AsOf) -> Slices[list[tuple[list[_Held], tuple[TermsFault, ...]]]]:
    """Each investigation's lines ordered and not annulled, and its faults, in slices."""
    lines = []
    for case in cases:
        day, known_on = days_of(case, as_of)
        penalties, faults = accrue_case(case, day, known_on)
        held = [
            _Held(case, penalty, day, known_on)
            for penalty in penalties
            if penalty.accrual.state not in (State.NOT_ORDERED, State.ANNULLED)
        ]
        lines.append((held, faults))
        yield
    return lines


def _sum(amounts: Iterable[Money]) -> tuple[Money, ...]:
    """The totals per currency; a currency with nothing is left out."""
    return totals(tuple(amount for amount in amounts if amount))


def exposing(cases: tuple[Case, ...], as_of: AsOf) -> Slices[Exposure]:
    """The exposure that the curves are read from, with the knowledge of an as-of day; in slices."""
    return (yield from preparing(cases, horizon(as_of.day), _known_on(as_of)))


def serves(exposure: Exposure, as_of: AsOf) -> bool:
    """Whether an exposure prepared for another as-of day is good for this one."""
    return exposure.hindsight == _known_on(as_of) and exposure.until >= horizon(as_of.day)


def _known_on(as_of: AsOf) -> date:
    return as_of.today if as_of.hindsight else as_of.day


def _running_orders(running: list[_Held]) -> tuple[RunningOrder, ...]:
    orders = [
        RunningOrder(
            case_id=item.case.investigation.id,
            slug=item.case.investigation.slug,
            name=item.name,
            authority=item.case.investigation.authority.short_name,
            label=item.penalty.terms.label,
            units=item.penalty.accrual.units,
            unit=item.penalty.terms.unit,
            rate=Money(item.course.rate(item.day), item.penalty.terms.currency),
            accrued=item.penalty.accrual.accrued,
            contingent=bool(item.penalty.accrual.contingent),
            terms_id=item.penalty.terms.id,
            most=_most(item.penalty),
        )
        for item in running
    ]
    return tuple(sorted(orders, key=_by_sum))


def _by_sum(order: RunningOrder) -> tuple[bool, int, str]:
    return order.contingent, -order.accrued.minor, order.slug


def _by_day(deadline: ComingDeadline) -> tuple[date, str, str]:
    return deadline.on, deadline.slug, deadline.kind


def _most(penalty: PenaltyLine) -> Money | None:
    highest = penalty.highest
    return None if highest is None or highest.accrued == penalty.accrual.accrued else highest.accrued


def _deadlines(held: list[_Held]) -> Slices[tuple[ComingDeadline, ...]]:
    deadlines = []
    for item in held:
        deadlines += [
            ComingDeadline(
                case_id=item.case.investigation.id,
                slug=item.case.investigation.slug,
                on=on,
                kind=kind,
                name=item.name,
                authority=item.case.investigation.authority.short_name,
                days_left=(on - item.day).days,
            )
            for kind, on in _coming(item)
        ]
        yield
    return tuple(sorted(dict.fromkeys(deadlines), key=_by_day))


def _coming(item: _Held) -> list[tuple[str, date]]:
    """The kind and day of each coming deadline: grace, penalty start, unit due, cap, last day."""
    accrual, course = item.penalty.accrual, item.course
    coming: list[tuple[str, date]] = []
    if accrual.state is State.GRACE and course.first_day is not None:
        for days, why in waits(course.terms, Span(item.day, course.first_day)):
            ends = why in (Wait.GIVEN, Wait.UNKNOWN)
            coming.append(("grace_ends", days.last) if ends else ("penalty_starts", days.end))
    if accrual.state in (State.GRACE, State.RUNNING):
        start = max(item.day, course.first_day or item.day)
        full_on = course.first_when(course.is_full, start, course.limit)
        coming += [("cap_reached", full_on)] if full_on is not None else []
        coming += [("last_day", course.last_day)] if course.last_day is not None else []
    if accrual.state is State.RUNNING and course.terms.unit is not Unit.DAY and accrual.next_increase:
        coming.append(("next_unit", accrual.next_increase.on))
    return coming
