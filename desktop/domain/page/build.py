"""Building the page of an investigation as of a day."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.case.fines import fines_apart
from desktop.domain.case.limits import Laws, limits_of
from desktop.domain.days.period import DAY, Span
from desktop.domain.explanation.bounds import asides_of
from desktop.domain.explanation.figure import FigureKey, FigureKind
from desktop.domain.explanation.ledger import ledger_of
from desktop.domain.page.page import Band, BandKind, FineStanding, Page
from desktop.domain.penalty.course import course_of
from desktop.domain.penalty.curve import curves_of
from desktop.domain.penalty.limitation import time_limits
from desktop.domain.penalty.lines import PenaltyLine, amounts_of, days_of, headline_of
from desktop.domain.penalty.waiting import Wait, waits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.case.case import Case
    from desktop.domain.case.limits import Limits
    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.days.asof import AsOf
    from desktop.domain.explanation.ledger import Ledger


def build_page(case: Case, as_of: AsOf, laws: Laws | None = None) -> Page:
    """The page of a case as of a day. Terms that cannot be calculated are problems, not errors."""
    day, known_on = days_of(case, as_of)
    laws = laws or Laws()
    limits = limits_of(case.as_known(min(day, known_on)), laws)
    is_past = as_of.is_past_in(case.investigation.authority.zone)
    ledger = ledger_of(case, day, known_on, laws.law, limits, is_past=is_past)
    penalties = ledger.lines
    sound = tuple(penalty for penalty in penalties if penalty.has_course)
    return Page(
        case=case,
        as_of=as_of,
        day=day,
        known_on=known_on,
        headline=headline_of(penalties, has_faults=bool(ledger.faults)),
        penalties=penalties,
        amounts=amounts_of(penalties, ledger.case.fines, ledger.until, ledger.faults, is_past=is_past),
        fines=tuple(_standing(ledger, number, as_of, limits) for number in range(len(case.fines))),
        curves=curves_of(tuple(penalty.cut for penalty in sound), day, known_on),
        bands=_bands(tuple(penalty.terms for penalty in sound), day, known_on),
        problems=(*(f"{fault.label}: {fault.sentence}" for fault in ledger.faults), *_overlaps(penalties)),
        faults=ledger.faults,
        limits=limits,
        time_limits=time_limits(penalties, laws.regime),
        regime=laws.regime,
        working_days=laws.working_days,
        asides=asides_of(ledger),
        fines_apart=fines_apart(case.fines, ledger.until, is_past=is_past),
        unpaid_apart=fines_apart(case.fines, ledger.until, is_past=is_past, unpaid=True),
    )


def _standing(ledger: Ledger, number: int, as_of: AsOf, limits: Limits) -> FineStanding:
    """A fine on the day; its printed status has no day and is shown with today's knowledge only."""
    fine = ledger.case.fines[number]
    printed = fine.status_text if as_of.live or as_of.hindsight else ""
    key = FigureKey(FigureKind.FINE, ledger.slug, None, fine.currency, number)
    return FineStanding(
        dataclasses.replace(fine, status_text=printed),
        fine.status_known(ledger.until, is_past=ledger.is_past),
        key,
        limits.fines[number],
        fine.is_doubtful(ledger.until, is_past=ledger.is_past),
    )


def _overlaps(penalties: tuple[PenaltyLine, ...]) -> Iterator[str]:
    """A sentence for each overlap of liquidations: days that two of them charge."""
    for penalty in penalties:
        if (days := penalty.recovered.overlap) is not None:
            words = f"two liquidations charge {days.start} to {days.last}; check the days of their windows"
            yield f"{penalty.terms.label}: {words}"


def since(case: Case) -> date | None:
    """The day an investigation was opened, else the day of its first decision or fine in the file."""
    opened = case.investigation.opened
    if opened is not None and opened.first is not None:
        return opened.first
    dates = [decision.decided for decision in case.decisions if decision.decided is not None]
    decided = [known.first for known in dates if known.first is not None]
    imposed = [fine.imposed.earliest for fine in case.fines if fine.imposed is not None]
    return min(decided + imposed, default=None)


def _bands(lines: tuple[PenaltyTerms, ...], day: date, known_on: date) -> tuple[Band, ...]:
    """The bands of grace periods and stays known on the day."""
    bands = []
    for terms in lines:
        if terms.decided_on is not None and terms.decided_on > min(day, known_on):
            continue
        begins = terms.notified_on or terms.decided_on
        course = course_of(terms, known_on)
        first = course.first_day
        if begins is not None and first is not None and begins + DAY < first:
            bands += [
                Band(BandKind.GRACE, terms.label, days.start, days.end)
                for days, why in waits(terms, Span(begins + DAY, first))
                if why in (Wait.GIVEN, Wait.UNKNOWN)
            ]
        for stay in course.stays:
            end = None if stay.end == date.max else stay.end
            bands.append(Band(BandKind.STAY, terms.label, stay.start, end))
    return tuple(dict.fromkeys(bands))
