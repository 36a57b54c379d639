"""Readings: a figure under other readings of the law or of a printed period."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from desktop.domain.days.period import DAY
from desktop.domain.explanation.explanation import Reading, ReadingKind
from desktop.domain.explanation.notification import first_day_after, leading_notification, ways
from desktop.domain.faults import TermsError
from desktop.domain.law.kinds import Unit
from desktop.domain.money import Money
from desktop.domain.penalty.accrual import accrue
from desktop.domain.penalty.alternatives import alternatives, own_value
from desktop.domain.penalty.settlement import compare

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from desktop.domain.case.terms import Liquidation, PenaltyTerms
    from desktop.domain.law.regime import Law
    from desktop.domain.penalty.lines import PenaltyLine

_BEFORE, _AFTER = 1, 2  # notifications told around the one that leads to the first day charged


def accrued_readings(line: PenaltyLine) -> tuple[Reading, ...]:
    """The readings of open law under which the accrued figure differs."""
    if line.history.first_day is None:
        return ()
    settings = tuple(_by_setting(line))
    told = {reading.first_day for reading in settings if reading.amount is not None}
    others = (*settings, *(one for one in _by_end_of_grace(line) if one.first_day not in told))
    return tuple(one for one in others if not one.is_used)


def count_readings(line: PenaltyLine, item: Liquidation) -> tuple[Reading, ...]:
    """The readings of a printed period that does not say whether its end days count."""
    found = compare(item, line.terms)
    rate = _daily_rate(line.terms, item)
    if found.counted_days is None or found.charged is None or rate is None:
        return ()
    both = found.counted_days
    counts = sorted({both, both - 1, both - 2, found.charged} - {0, -1}, reverse=True)
    return tuple(
        Reading(
            ReadingKind.COUNT,
            Money(rate * count, line.terms.currency),
            units=count,
            unit=line.terms.unit,
            value=both - count,
            is_used=count == found.charged,
        )
        for count in counts
    )


def notification_readings(line: PenaltyLine, item: Liquidation) -> tuple[Reading, ...]:
    """The readings of notifications around the fitting one, the last day printed counted or not.

    Empty where the notification is published or the penalty does not run by the day.
    """
    rate, last = _daily_rate(line.terms, item), item.published_to
    event, decided = leading_notification(line.terms), line.terms.decided_on
    if rate is None or last is None or event is None or decided is None:
        return ()
    days = [event + step * DAY for step in range(-_BEFORE, _AFTER + 1)]
    fitting = (item.amount.minor, item.amount.minor + rate)
    return tuple(
        Reading(
            ReadingKind.NOTIFIED,
            Money(rate * units, line.terms.currency),
            units=units,
            unit=line.terms.unit,
            value=names,
            day=day,
            first_day=first,
            last_day=last,
            is_used=rate * units in fitting,
        )
        for day in days
        if day >= decided
        for first, names in _first_days(line.terms, line.law, day).items()
        for units in (max(0, (last - first).days + 1),)
    )


def _first_days(terms: PenaltyTerms, law: Law | None, day: date) -> dict[date, tuple[str, ...]]:
    """The first penalty days after a notification, each with the ways of reading that lead to it."""
    found: dict[date, tuple[str, ...]] = {}
    for way in ways(terms, law):
        first = first_day_after(terms, law, day, way)
        if first is not None:
            found[first] = (*found.get(first, ()), way.value)
    return found


def _by_setting(line: PenaltyLine) -> Iterator[Reading]:
    law = line.law
    if law is None:
        return
    for item in alternatives(line.cut, law.regime, law.working_days):
        held = own_value(line.cut, item.rule.setting)
        reading = _unread(item.why) if item.terms is None else _read(line, item.terms)
        yield dataclasses.replace(reading, rule=item.rule, value=item.value, held=held)


def _by_end_of_grace(line: PenaltyLine) -> Iterator[Reading]:
    """The readings of other ends of grace, where a first day is stated and its notification unknown."""
    event = leading_notification(line.terms)
    if event is None:
        return
    for first, names in _first_days(line.terms, line.law, event).items():
        if first == line.terms.first_day:
            continue
        reading = _read(line, dataclasses.replace(line.cut, first_day=first))
        yield dataclasses.replace(reading, kind=ReadingKind.NOTIFIED, value=names, day=event)


def _read(line: PenaltyLine, terms: PenaltyTerms) -> Reading:
    """The reading under other terms, without an amount where they cannot be calculated."""
    accrual = line.accrual
    try:
        other = accrue(terms, accrual.as_of, accrual.known_on)
    except TermsError as error:
        return _unread(str(error))
    return Reading(
        ReadingKind.SETTING,
        other.accrued,
        units=other.units,
        unit=terms.unit,
        first_day=other.first_day,
        is_used=other.accrued == accrual.accrued,
    )


def _unread(why: str) -> Reading:
    """A reading that cannot be calculated."""
    return Reading(ReadingKind.SETTING, None, why=why)


def _daily_rate(terms: PenaltyTerms, item: Liquidation) -> int | None:
    """The rate a day for all sites, in minor units; None if it changes or the sum is in another currency."""
    rates = {rate.minor for rate in terms.rates}
    if terms.unit is not Unit.DAY or len(rates) != 1 or item.amount.currency != terms.currency:
        return None
    return rates.pop() * terms.multiplier
