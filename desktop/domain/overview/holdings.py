"""The holdings: sums over all investigations, prepared once, so that any day costs microseconds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from desktop.domain.days.period import CALENDAR_END, CALENDAR_START
from desktop.domain.overview.book_pieces import latest_news, lines_in, pieces_on
from desktop.domain.overview.curves import curves_of
from desktop.domain.overview.exposure import Summing
from desktop.domain.penalty.curve import PROJECTION, horizon
from desktop.domain.slices import finished

if TYPE_CHECKING:
    from desktop.domain.days.asof import AsOf
    from desktop.domain.overview.book import Book
    from desktop.domain.overview.curves import TotalCurve
    from desktop.domain.overview.day_sums import DaySums
    from desktop.domain.overview.exposure import Exposure
    from desktop.domain.slices import Slices

AHEAD = timedelta(days=4_400)  # prepared beyond the last knowledge day, unless a day is given
_TOGETHER = 8  # penalty lines of one slice


@dataclass(frozen=True, slots=True)
class Sides:
    """The exposure and its curves, with hindsight or without."""

    exposure: Exposure
    curves: tuple[TotalCurve, ...]


@dataclass(frozen=True, slots=True)
class Holdings:
    """All sums over time: each day as `known` on it, and in `hindsight` with all facts of the file.

    `latest` is the last knowledge day of a penalty line; for a today before it the hindsight knows too much.
    """

    latest: date
    known: Sides
    hindsight: Sides
    imposed: DaySums

    def side(self, as_of: AsOf) -> Sides:
        """The sums with the knowledge of an as-of day."""
        return self.hindsight if as_of.hindsight else self.known

    def is_known(self, as_of: AsOf) -> bool:
        """Whether the sums have exactly the knowledge of an as-of day."""
        return not as_of.hindsight or self.latest <= as_of.today


def holdings_of(known: Book, hindsight: Book, imposed: DaySums, until: date | None = None) -> Holdings:
    """The holdings of the two books of a file and its fines, up to `until` or AHEAD of all knowledge."""
    latest = date.fromordinal(max(latest_news(hindsight), CALENDAR_START.toordinal()))
    last = until or min(latest, CALENDAR_END - AHEAD) + AHEAD
    return Holdings(latest, finished(_gathered(known, last)), finished(_gathered(hindsight, last)), imposed)


def gathering(holdings: Holdings, book: Book, as_of: AsOf) -> Slices[Holdings]:
    """The holdings, prepared anew for an as-of day they do not serve; `book` is the book that serves it.

    In slices, as it may take as long as preparing all: keep the result until today ends.
    """
    exposure = holdings.side(as_of).exposure
    latest = min(as_of.today, CALENDAR_END - AHEAD - PROJECTION) + AHEAD
    reaches = exposure.until >= horizon(min(as_of.day, latest))
    if reaches and holdings.is_known(as_of):
        return holdings
    until = exposure.until if reaches else latest + PROJECTION
    if not as_of.hindsight:
        return replace(holdings, known=(yield from _gathered(book, until)))
    hindsight = yield from _gathered(book, until, CALENDAR_END if holdings.is_known(as_of) else as_of.today)
    return replace(holdings, latest=min(as_of.today, holdings.latest), hindsight=hindsight)


def _gathered(book: Book, until: date, known_on: date = CALENDAR_END) -> Slices[Sides]:
    """The sums of a book up to a day; `known_on` is the knowledge day of a book with hindsight."""
    summing, last = Summing(), until.toordinal()
    for number, line in enumerate(lines_in(book, known_on)):
        for piece in pieces_on(line, last):
            summing.add(piece)
        if number % _TOGETHER == 0:
            yield
    exposure = yield from summing.summed(until, known_on if book.hindsight else None)
    curves = yield from curves_of(exposure)
    return Sides(exposure, curves)
