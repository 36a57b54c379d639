"""Everything summed over all investigations, prepared once: any sum on any day costs microseconds."""

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

# How far beyond the last day on which anything became known sums are prepared, where no day is given.
AHEAD = timedelta(days=4_400)


_TOGETHER = 8  # lines of one slice


@dataclass(frozen=True, slots=True)
class Sides:
    """What orders come to, with one kind of knowledge."""

    exposure: Exposure
    curves: tuple[TotalCurve, ...]


@dataclass(frozen=True, slots=True)
class Holdings:
    """All sums over time: each day as `known` on it, and in `hindsight` with all that the file knows.

    `latest` is the last day on which a fact of a penalty became known: before it hindsight knows too much.
    """

    latest: date
    known: Sides
    hindsight: Sides
    imposed: DaySums

    def side(self, as_of: AsOf) -> Sides:
        """The sums with the knowledge of a day shown."""
        return self.hindsight if as_of.hindsight else self.known

    def is_known(self, as_of: AsOf) -> bool:
        """Whether the sums know what is known where everything is shown as of a day, and no more."""
        return not as_of.hindsight or self.latest <= as_of.today


def holdings_of(known: Book, hindsight: Book, imposed: DaySums, until: date | None = None) -> Holdings:
    """The sums of the two books of a file and its fines up to a day, by default long after all is known."""
    latest = date.fromordinal(max(latest_news(hindsight), CALENDAR_START.toordinal()))
    last = until or min(latest, CALENDAR_END - AHEAD) + AHEAD
    return Holdings(latest, _sides(known, last), _sides(hindsight, last), imposed)


def gathering(holdings: Holdings, book: Book, as_of: AsOf) -> Slices[Holdings]:
    """The same sums, those with the knowledge of a day shown prepared anew where they do not serve it.

    In slices, as it may take as long as preparing all: keep it as long as today lasts. `book` is the one that
    serves the day.
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


def _sides(book: Book, until: date, known_on: date = CALENDAR_END) -> Sides:
    return finished(_gathered(book, until, known_on))


def _gathered(book: Book, until: date, known_on: date = CALENDAR_END) -> Slices[Sides]:
    summing, last = Summing(), until.toordinal()
    for number, line in enumerate(lines_in(book, known_on)):
        for piece in pieces_on(line, last):
            summing.add(piece)
        if number % _TOGETHER == 0:
            yield
    exposure = yield from summing.summed(until, known_on if book.hindsight else None)
    curves = yield from curves_of(exposure)
    return Sides(exposure, curves)
