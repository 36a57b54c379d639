"""Laying out the course of a penalty: a step for every rate, hole and cap, never one for every day."""

from __future__ import annotations

import dataclasses
import itertools
from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.case.terms import Unit
from desktop.domain.days.period import CALENDAR_END
from desktop.domain.penalty.allowance import full_units, met_on, needs_allowance
from desktop.domain.penalty.charge import Count
from desktop.domain.penalty.stretch import State, Stretch

if TYPE_CHECKING:
    from desktop.domain.days.period import Span
    from desktop.domain.penalty.facts import Facts

_START = date.min.toordinal()
_NEVER = date.max.toordinal() + 1


def lay_out(facts: Facts, full_on: int | None = None) -> tuple[tuple[Stretch, ...], int | None]:
    """All days up to the end as stretches in order, and the day on which the cap is reached.

    Where that day is known already (`full_on`), no day after it is counted.
    """
    if needs_allowance(facts.terms) and facts.reports is None:
        return _under_allowance(facts, full_on)
    count = _counted(facts, full_on)
    return tuple(count.stretches), count.full_on


def _under_allowance(facts: Facts, full_on: int | None) -> tuple[tuple[Stretch, ...], int | None]:
    """The full units that fit under the cap; it is reached when what is charged without it reaches it."""
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
    """The same facts with no cap but a number of units."""
    terms = dataclasses.replace(facts.terms, cap=None, max_units=units)
    return dataclasses.replace(facts, terms=terms)


def _counted(facts: Facts, full_on: int | None, capped_from: int | None = None) -> Count:
    """All days counted; the cap is reached before `capped_from`, or when no more can be charged."""
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
    """The days on which the state can change, by the facts and the cap where it is known."""
    edges = {_START, facts.end + 1}
    edges |= {full_on + 1} if full_on is not None else set()
    edges |= {facts.first} if facts.first is not None else set()
    edges |= {facts.last + 1} if facts.last is not None else set()
    for span in (*facts.stays, *facts.complied, *facts.holes):
        edges |= {span.start.toordinal(), span.end.toordinal()}
    return sorted(edge for edge in edges if edge <= facts.end + 1)


def _charge(facts: Facts, count: Count, first: int, last: int) -> int:
    """Charge days of one state by the facts, where they count, until the cap; the day after those charged."""
    state = _state(facts, first)
    if facts.reports is not None:
        return count.charge_reports(facts.reports, first, last, state)
    if not _counts(facts, first):
        return first
    if facts.terms.unit is Unit.ONCE:
        return count.charge_events(() if count.units else (first,), first, last, state)
    if facts.terms.unit is Unit.OCCURRENCE:
        return count.charge_events(facts.events, first, last, state)
    return count.charge_days(first, last, state)


def _counts(facts: Facts, day: int) -> bool:
    begun = facts.first is not None and facts.first <= day
    return begun and (facts.last is None or day <= facts.last) and not _within(facts.holes, day)


def _state(facts: Facts, day: int) -> State:
    """The state at the end of a day, the cap aside; the first that applies."""
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
