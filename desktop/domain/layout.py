"""Laying out the course of a penalty: a step for every rate, hole and cap, never one for every day."""

from __future__ import annotations

import itertools
from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.charge import Count
from desktop.domain.penalty import Unit
from desktop.domain.stretch import State, Stretch

if TYPE_CHECKING:
    from desktop.domain.facts import Facts
    from desktop.domain.period import Span

_START = date.min.toordinal()


def lay_out(facts: Facts, full_on: int | None = None) -> tuple[tuple[Stretch, ...], int | None]:
    """All days up to the end as stretches in order, and the day on which the cap is reached.

    Where that day is known already (`full_on`), no day after it is counted.
    """
    count = Count(facts.terms, facts.rates, facts.first or _START)
    if facts.first is not None and 0 in (facts.terms.cap, facts.terms.max_units):
        count.full_on = facts.first
    for first, after in itertools.pairwise(_edges(facts, full_on)):
        _pass(facts, count, first, after - 1)
    return tuple(count.stretches), count.full_on


def _edges(facts: Facts, full_on: int | None) -> list[int]:
    """The days on which the state can change, by the facts and the cap where it is known."""
    edges = {_START, facts.end + 1}
    edges |= {full_on + 1} if full_on is not None else set()
    edges |= {facts.first} if facts.first is not None else set()
    edges |= {facts.last + 1} if facts.last is not None else set()
    for span in (*facts.stays, *facts.complied, *facts.holes):
        edges |= {span.start.toordinal(), span.end.toordinal()}
    return sorted(edge for edge in edges if edge <= facts.end + 1)


def _pass(facts: Facts, count: Count, first: int, last: int) -> None:
    """Days of one state by the facts: charge them where they count, until the cap."""
    state = _state(facts, first)
    if count.full_on is None and facts.reports is not None:
        first = count.charge_reports(facts.reports, first, last, state)
    elif count.full_on is None and _counts(facts, first):
        if facts.terms.unit is Unit.ONCE:
            first = count.charge_events(() if count.units else (first,), first, last, state)
        elif facts.terms.unit is Unit.OCCURRENCE:
            first = count.charge_events(facts.events, first, last, state)
        else:
            first = count.charge_days(first, last, state)
    if count.full_on is not None and state in (State.RUNNING, State.STAYED):
        state = State.CAPPED
    count.rest(first, last, state)


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
