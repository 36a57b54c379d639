"""What the program makes in slices, made at once, and what it prepares, made anew: to compare with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.days.period import Precision
from desktop.domain.faults import TermsError
from desktop.domain.listing.row import Bounds, Row
from desktop.domain.money import Money, totals
from desktop.domain.overview import curves
from desktop.domain.overview.book_pieces import lines_in, pieces_on
from desktop.domain.overview.build import viewing
from desktop.domain.overview.exposure import Exposure, Summing, preparing
from desktop.domain.overview.few import _deadlines, _lines, building, exposing
from desktop.domain.overview.holdings import Holdings, gathering
from desktop.domain.overview.many import Survey, surveying
from desktop.domain.page.build import since
from desktop.domain.penalty.accrual import accrue
from desktop.domain.penalty.extremes import (
    counts_unknown_breaches,
    latest,
    most_of_breaches,
    published_days,
    soonest,
    within_shared_caps,
)
from desktop.domain.penalty.lines import PenaltyLine, accrue_case, days_of, headline_of
from desktop.domain.penalty.stretch import State
from desktop.domain.slices import finished
from desktop.domain.timeline.chronicle import Chronicle
from desktop.domain.timeline.clusters import Layout, Marking, _dot, _stretch, arranged
from desktop.domain.timeline.density import Density, density
from desktop.domain.whatif.comparison import Comparison, _compared, _Courses
from desktop.store.cases.rolls import Roll, Rolling
from desktop.store.index.sums import loading_holdings

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from desktop.domain.case.case import Case, Event, Lane
    from desktop.domain.case.ids import CaseId
    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.days.asof import AsOf
    from desktop.domain.days.workdays import WorkingDays
    from desktop.domain.law.regime import Law
    from desktop.domain.overview.book import Book
    from desktop.domain.overview.curves import TotalCurve
    from desktop.domain.overview.overview import Overview
    from desktop.domain.overview.pieces import Piece
    from desktop.domain.timeline.timescale import Scale
    from desktop.domain.whatif.scenario import Scenario
    from desktop.store.file.casefile import CaseFile
    from desktop.store.index.opening import Index

    Measure = Callable[[str, bool], float]
    Interval = tuple[float, float]
    Mark = tuple[float, int, float]


def build_overview(cases: tuple[Case, ...], as_of: AsOf, exposure: Exposure | None = None) -> Overview:
    """The sums, curves and lists of the Overview; `exposure` is the one of `exposure_of`, where prepared."""
    return finished(building(cases, as_of, exposure))


def overview_of(
    book: Book,
    holdings: Holdings,
    load: Callable[[tuple[CaseId, ...]], tuple[Case, ...]],
    as_of: AsOf,
    exposure: Exposure | None = None,
) -> Overview:
    """The Overview as of a day, all of it made now; see `viewing`."""
    return finished(viewing(book, holdings, load, as_of, exposure=exposure))


def holdings_for(holdings: Holdings, book: Book, as_of: AsOf) -> Holdings:
    """The same sums, those with the knowledge of a day shown prepared anew where they do not serve it."""
    return finished(gathering(holdings, book, as_of))


def survey(book: Book, as_of: AsOf, most: int) -> Survey:
    """All lines of a book as of a day, and the ids for `most` running orders and `most` deadlines."""
    return finished(surveying(book, as_of, most))


def total_curves(exposure: Exposure) -> tuple[TotalCurve, ...]:
    """The curves of all currencies, by name."""
    return finished(curves.curves_of(exposure))


def pieces_in(book: Book, until: date, known_on: date) -> Iterator[Piece]:
    """The pieces of all lines up to a day, of a book of hindsight with what is known on one."""
    return (piece for line in lines_in(book, known_on) for piece in pieces_on(line, until.toordinal()))


def load_holdings(index: Index) -> Holdings | None:
    """The sums; None where they are not there or damaged."""
    return finished(loading_holdings(index))


def roll_of(file: CaseFile, investigations: array[int] | None = None) -> Roll:
    """The events of some investigations, or of all. Raises CaseFileError on damage."""
    rolling = Rolling(file, investigations)
    while rolling.step():
        pass
    return rolling.roll()


def density_of(events: Iterable[Event]) -> Density:
    """The density of events."""
    counts: dict[tuple[int, Lane], int] = {}
    undated = 0
    for event in events:
        day = event.date.anchor
        if day is None:
            undated += 1
        else:
            key = (day.toordinal(), event.lane)
            counts[key] = counts.get(key, 0) + 1
    return density(counts, undated)


def build_row(case: Case, as_of: AsOf, law: Law | None = None) -> Row:
    """The list row of a case; `law` tells how early an order may begin of unknown notification."""
    day, known_on = days_of(case, as_of)
    penalties, faults = accrue_case(case, day, known_on)
    ordered = [penalty for penalty in penalties if penalty.accrual.state is not State.NOT_ORDERED]
    shown = [penalty.accrual for penalty in ordered]
    known = tuple(penalty.accrual.accrued for penalty in ordered if penalty.is_known)
    investigation = case.investigation
    closed = investigation.closed
    left = [
        (accrual.first_day - day).days
        for accrual in shown
        if accrual.state is State.GRACE and accrual.first_day is not None
    ]
    return Row(
        id=investigation.id,
        slug=investigation.slug,
        respondent=", ".join(dict.fromkeys(item.short_name for item in investigation.respondents)),
        title=investigation.title,
        authority=investigation.authority.short_name,
        country=investigation.authority.country,
        reference=investigation.references[0] if investigation.references else "",
        since=since(case),
        closed=closed.latest if closed and closed.latest <= min(day, known_on) else None,
        headline=headline_of(penalties, has_faults=bool(faults)),
        accrued=totals(known),
        contingent=any(accrual.contingent for accrual in shown),
        grace_days_left=min(left, default=None),
        uncalculated=len(faults),
        unknown=len(ordered) - len(known),
        bounds=_bounds(ordered, law, {} if as_of.hindsight else published_days(case.decisions)),
    )


def deadline_cases(cases: tuple[Case, ...], as_of: AsOf) -> frozenset[str]:
    """The slugs of the investigations with a coming deadline."""
    held = [item for own, _ in finished(_lines(cases, as_of)) for item in own]
    return frozenset(deadline.slug for deadline in finished(_deadlines(held)))


def _bounds(ordered: list[PenaltyLine], law: Law | None, published: dict[date, date]) -> tuple[Bounds, ...]:
    """What the lines of each currency with one that is not known come to at least and at most.

    With hindsight a publication bounds nothing from below.
    """
    found = []
    for currency in dict.fromkeys(one.terms.currency for one in ordered if not one.is_known):
        mine = [one for one in ordered if one.terms.currency == currency]
        least = within_shared_caps(
            [
                (one.terms, one.accrual.accrued.minor if one.is_known else _least(one, law, published))
                for one in mine
            ]
        )
        mosts = [(one.terms, one.accrual.accrued.minor if one.is_known else _most(one, law)) for one in mine]
        bounded = [(terms, minor) for terms, minor in mosts if minor is not None]
        # A row bounds each line of uncounted breaches by itself; the page is tighter.
        counted = [one for one in bounded if not counts_unknown_breaches(one[0])]
        alone = sum(minor for terms, minor in bounded if counts_unknown_breaches(terms))
        together = within_shared_caps(counted) + alone
        most = Money(together, currency) if len(bounded) == len(mosts) else None
        found.append(Bounds(Money(least, currency), most))
    return tuple(sorted(found, key=lambda one: (-one.least.minor, one.least.currency)))


def _least(penalty: PenaltyLine, law: Law | None, published: dict[date, date]) -> int:
    """What a line that is not known comes to at least, in minor units."""
    accrual = penalty.accrual
    known = {made: on for made, on in published.items() if on <= min(accrual.as_of, accrual.known_on)}
    bound = latest(penalty.terms, law, known)
    try:
        least = None if bound is None else accrue(bound, accrual.as_of, accrual.known_on)
    except TermsError:
        least = None
    return accrual.accrued.minor if least is None else max(accrual.accrued.minor, least.accrued.minor)


def _most(penalty: PenaltyLine, law: Law | None) -> int | None:
    """What a line that is not known comes to at most, in minor units; None where nothing bounds it."""
    terms, accrual = penalty.terms, penalty.accrual
    if counts_unknown_breaches(terms):
        return most_of_breaches(terms)
    if penalty.highest is not None:
        return penalty.highest.accrued.minor
    bound = soonest(terms, law)
    try:
        return None if bound is None else accrue(bound, accrual.as_of, accrual.known_on).accrued.minor
    except TermsError:
        return None


def prepare(cases: Iterable[Case], until: date, hindsight: date | None = None) -> Exposure:
    """The exposure of investigations up to a day; lines without a result are counted as orders.

    Without `hindsight` each day is as known on that day, in every authority's own calendar.
    """
    return finished(preparing(cases, until, hindsight))


def summed(pieces: Iterable[Piece], until: date, hindsight: date | None) -> Exposure:
    """The exposure of pieces up to a day."""
    summing = Summing()
    for piece in pieces:
        summing.add(piece)
    return finished(summing.summed(until, hindsight))


def exposure_of(cases: tuple[Case, ...], as_of: AsOf) -> Exposure:
    """The exposure that the curves are read from, with the knowledge of an as-of day."""
    return finished(exposing(cases, as_of))


def arrange(events: Chronicle | Iterable[Event], scale: Scale, size: float, badge: float) -> Layout:
    """The layout of events, colliding marks made one with a badge `badge` pixels wide."""
    chronicle = events if isinstance(events, Chronicle) else Chronicle(events)
    return arranged(chronicle, scale, Marking(size, badge))


def compare(
    record: PenaltyTerms,
    scenario: Scenario,
    as_of: date,
    known_on: date | None = None,
    working_days: WorkingDays | None = None,
) -> Comparison:
    """A penalty line as recorded and under a scenario. Raises ScenarioError or TermsError."""
    (found,) = _compared((record,), scenario, as_of, _Courses(known_on or as_of), working_days)
    return found


def place_of(event: Event, scale: Scale, size: float) -> Interval:
    """The pixels of a mark: a dot in the middle of its day, or a bar as wide as its date is uncertain.

    A date without an end takes the room of a few marks beside its known end, and stays in sight.
    """
    when = event.date
    first, after = when.earliest.toordinal(), when.latest.toordinal() + 1
    if when.precision is Precision.DAY:
        return _dot((first + after) / 2, scale, size)
    return _stretch(first, after, (when.first is None, when.last is None), scale, size)
