"""The pieces of a penalty line: its sums over time, cut where they stop running straight."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.penalty.holiday_doubt import certain
from desktop.domain.penalty.stretch import State
from desktop.domain.prepared.growth import LONG, growth_of
from desktop.domain.prepared.legs import CONTINGENT, ESTABLISHED, Leg, courses_of, legs_of
from desktop.domain.prepared.packing import Pool, growing
from desktop.domain.prepared.spells import knowledge_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.prepared.growth import Growth


class Piece(NamedTuple):
    """Days `first` to `last` (ordinals) of one line and state: `base` + `rate` x the day, and the `rises`.

    A `growth` by a formula stands for very many rises. The sum (minor units) has one `evidence` of legs,
    but its part `apart` has the other.
    """

    currency: str
    state: State
    first: int
    last: int
    evidence: int
    base: int
    rate: int
    apart: int
    rises: Iterable[tuple[int, int]] = ()
    growth: Growth | None = None

    @property
    def growths(self) -> tuple[tuple[int, int], tuple[int, int], tuple[int, int]]:
        """The established, assumed and contingent sums as a value and its growth a day, without the rises."""
        grows, rests, none = (self.base - self.apart, self.rate), (self.apart, 0), (0, 0)
        if self.evidence == CONTINGENT:
            return none, none, grows
        return (grows, rests, none) if self.evidence == ESTABLISHED else (rests, grows, none)


def pieces_of(lines: tuple[PenaltyTerms, ...], until: date, hindsight: date | None) -> Iterator[Piece]:
    """The pieces of the penalty lines of one investigation, shared caps applied, up to a day.

    A line that cannot be calculated has pieces of nothing in that state; an annulled line has none.
    """
    final = until.toordinal()
    for legs in _legs(lines, hindsight):
        for leg in legs:
            if leg.state is not State.ANNULLED and leg.first <= final:
                yield _piece(leg, min(leg.last, final))


def _legs(lines: tuple[PenaltyTerms, ...], hindsight: date | None) -> Iterator[Iterable[Leg]]:
    """The legs of each penalty line, each as known while it lasts or all with one day's knowledge."""
    if hindsight is None:
        return (course.known() for course in courses_of(lines))
    sure = tuple(certain(terms) for terms in lines)
    return (legs_of(known) for known in knowledge_on(sure, hindsight))


def _piece(leg: Leg, last: int) -> Piece:
    """The piece of a leg up to a day."""
    stretch, currency = leg.stretch, leg.terms.currency
    pace = None if stretch is None else stretch.pace
    if stretch is None or pace is None or pace.is_daily:
        rate = 0 if pace is None or stretch is None else stretch.rate
        base = leg.amount - rate * leg.first
        return Piece(currency, leg.state, leg.first, last, leg.evidence, base, rate, leg.apart)
    piece = Piece(currency, leg.state, leg.first, last, leg.evidence, leg.amount, 0, leg.apart)
    if last - leg.first <= LONG:
        return piece._replace(rises=stretch.rises(leg.first, last))
    pool = Pool(1)
    _, rate, shape = growing(stretch, pool)
    return piece._replace(growth=growth_of((0, *pool.numbers), 0, shape, rate, leg.first)) if rate else piece
