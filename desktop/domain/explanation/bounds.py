"""The bounds of a figure with unknown inputs, which are never filled in."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.explanation.explanation import Basis, Bound, Gap, Missing
from desktop.domain.explanation.readings import accrued_readings
from desktop.domain.faults import TermsError
from desktop.domain.money import Money
from desktop.domain.penalty.accrual import accrue
from desktop.domain.penalty.alternatives import alternatives
from desktop.domain.penalty.extremes import counts_unknown_breaches, most_of_breaches, published_days
from desktop.domain.penalty.holiday_doubt import are_several
from desktop.domain.penalty.start import first_penalty_day
from desktop.domain.penalty.stretch import State

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.case.terms import PenaltyTerms, TermsId
    from desktop.domain.explanation.explanation import Reading
    from desktop.domain.explanation.ledger import Ledger
    from desktop.domain.penalty.accrual import Accrual
    from desktop.domain.penalty.lines import PenaltyLine


def gaps(line: PenaltyLine, ledger: Ledger) -> tuple[Gap, ...]:
    """The inputs missing for the accrued figure of a line, with the results that bound it."""
    terms = line.terms
    if line.highest is not None and line.highest.accrued != line.accrual.accrued:
        return (_holidays(line, line.highest),)
    if counts_unknown_breaches(terms):
        return () if line.accrual.state is State.GRACE else (_occurrences(line),)
    if first_penalty_day(terms) is not None:
        return ()
    if terms.tallies:
        return (Gap(Missing.SINGLE_DAYS, terms.unit),)
    grace = terms.grace
    if (
        terms.decided_on is None
        or terms.notified_on is not None
        or (grace is not None and grace.length is None)
    ):
        return (Gap(Missing.FIRST_DAY, terms.unit),)
    highest = _bound(line, Basis.DECIDED, terms.decided_on, latest=False)
    return (Gap(Missing.NOTIFICATION, terms.unit, _latest(line, ledger), highest),)


def _holidays(line: PenaltyLine, highest: Accrual) -> Gap:
    """The results if the day on which grace would end was a holiday, and if it was none."""
    low, day = line.accrual, line.day_in_doubt
    several = day is not None and are_several(line.terms, day, low.first_day)
    return Gap(
        Missing.HOLIDAYS,
        line.terms.unit,
        Bound(Basis.HOLIDAYS if several else Basis.HOLIDAY, low.accrued, low.units, day, low.first_day),
        Bound(Basis.NO_HOLIDAY, highest.accrued, highest.units, day, highest.first_day),
    )


def _occurrences(line: PenaltyLine) -> Gap:
    """The results from nothing to the cap, for an unknown number of breaches."""
    terms, currency = line.terms, line.terms.currency
    most = most_of_breaches(terms)
    highest = Bound(Basis.NO_BOUND, None) if most is None else Bound(Basis.CAP, Money(most, currency))
    return Gap(Missing.OCCURRENCES, terms.unit, Bound(Basis.NEVER, Money(0, currency), 0), highest)


def _latest(line: PenaltyLine, ledger: Ledger) -> Bound:
    """The result of the latest notification that the facts allow; nothing if it may never have been made."""
    # Published as known on the day and beyond doubt.
    known = [one for one in ledger.case.decisions if one.published and one.published.latest <= ledger.until]
    decided_on = line.terms.decided_on
    published = None if decided_on is None else published_days(known).get(decided_on)
    if published is not None:
        return _bound(line, Basis.PUBLISHED, published, latest=True)
    return Bound(Basis.NEVER, Money(0, line.terms.currency), 0)


def _bound(line: PenaltyLine, basis: Basis, event: date, *, latest: bool) -> Bound:
    """The result of a notification under the reading of the law with the latest or earliest first day."""
    terms = dataclasses.replace(line.cut, notified_on=event)
    read = [terms]
    if line.law is not None:
        others = alternatives(terms, line.law.regime, line.law.working_days)
        read += [item.terms for item in others if item.terms is not None]
    found = [bound for one in read if (bound := _result(line, one, basis, event)) is not None]
    if not found:
        return Bound(basis, None, day=event)
    choose = max if latest else min
    return choose(found, key=lambda bound: bound.first_day.toordinal() if bound.first_day else 0)


def _result(line: PenaltyLine, terms: PenaltyTerms, basis: Basis, event: date) -> Bound | None:
    try:
        accrual = accrue(terms, line.accrual.as_of, line.accrual.known_on)
        # Raises for unknown holidays even before the order, when nothing accrues.
        first = first_penalty_day(terms)
    except TermsError:
        return None
    return Bound(basis, accrual.accrued, accrual.units, event, first)


@dataclass(frozen=True, slots=True)
class Aside:
    """The readings of a penalty line with another figure, and the gaps in its inputs."""

    terms_id: TermsId
    readings: tuple[Reading, ...]
    gaps: tuple[Gap, ...]


def asides_of(ledger: Ledger) -> tuple[Aside, ...]:
    """The asides of the penalty lines of a case, empty ones left out."""
    found = (
        Aside(line.terms.id, accrued_readings(line), gaps(line, ledger))
        for line in ledger.lines
        if line.accrual.state is not State.ANNULLED
    )
    return tuple(aside for aside in found if aside.readings or aside.gaps)
