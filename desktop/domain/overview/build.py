"""The Overview of a file as of a day: calculated from few penalty lines, read from many prepared ones."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from desktop.domain.case.ids import CaseId
from desktop.domain.overview.curves import drawing
from desktop.domain.overview.few import building, listing
from desktop.domain.overview.holdings import gathering
from desktop.domain.overview.many import surveying
from desktop.domain.overview.overview import Overview

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.case.case import Case
    from desktop.domain.days.asof import AsOf
    from desktop.domain.overview.book import Book
    from desktop.domain.overview.exposure import Exposure
    from desktop.domain.overview.few import CaseListing
    from desktop.domain.overview.holdings import Holdings, Sides
    from desktop.domain.penalty.curve import Curve
    from desktop.domain.slices import Slices

FEW = 500  # penalty lines: up to this number all are calculated anew
MOST = 100  # running orders, and deadlines, listed of more lines


@dataclasses.dataclass(slots=True)
class KeptOverview:
    """What the Overview of a day is made of again: the listings of investigations, and the curves of sums."""

    listings: dict[CaseId, CaseListing] = dataclasses.field(default_factory=dict)
    drawn: tuple[Sides, tuple[tuple[Curve, ...], tuple[Curve, ...]]] | None = None


def viewing(  # noqa: PLR0913 - what an Overview is made of
    book: Book,
    holdings: Holdings,
    load: Callable[[tuple[CaseId, ...]], tuple[Case, ...]],
    as_of: AsOf,
    *,
    exposure: Exposure | None = None,
    kept: KeptOverview | None = None,
) -> Slices[Overview]:
    """The Overview as of a day in slices; the book must serve the day, `load` gives investigations by id.

    Up to FEW penalty lines are calculated (`exposure` is the one made by `exposing`, if any). Beyond them the
    sums are read from prepared figures, the curves show each day as known on it, and only the largest running
    orders and the next deadlines are listed; `kept` is what was made before for the day.
    """
    imposed, imposed_count, apart = holdings.imposed.on(as_of)
    if book.lines <= FEW:
        cases = yield from loading(load, tuple(map(CaseId, book.ids)))
        small = yield from building(cases, as_of, exposure)
        return dataclasses.replace(small, imposed=imposed, imposed_count=imposed_count, imposed_apart=apart)
    found = yield from surveying(book, as_of, MOST)
    side = (yield from gathering(holdings, book, as_of)).side(as_of)
    kept = KeptOverview() if kept is None else kept
    if kept.drawn is None or kept.drawn[0] is not side:
        kept.drawn = side, (yield from drawing(side.curves, side.exposure, as_of))
    curves, established = kept.drawn[1]
    cases = yield from loading(load, tuple(map(CaseId, (*found.largest, *found.nearest))))
    orders, deadlines = yield from listing(cases, as_of, kept.listings)
    return Overview(
        as_of=as_of,
        running=found.running,
        established=found.established,
        assumed=found.assumed,
        contingent=found.contingent,
        imposed=imposed,
        imposed_count=imposed_count,
        liquidated=found.liquidated,
        liquidated_count=found.liquidated_count,
        next_change=found.next_change,
        curves=curves,
        established_curves=established,
        running_orders=orders[:MOST],
        deadlines=deadlines[:MOST],
        running_count=found.running_count,
        deadline_count=found.deadline_count,
        uncalculated_count=found.uncalculated_count,
        bounded_count=found.bounded_count,
        has_days_as_known=not as_of.hindsight,
        imposed_apart=apart,
    )


def loading(
    load: Callable[[tuple[CaseId, ...]], tuple[Case, ...]], ids: tuple[CaseId, ...]
) -> Slices[tuple[Case, ...]]:
    """The investigations of some ids in slices, each once, in order of id."""
    found: list[Case] = []
    for one in sorted(set(ids)):
        found += load((one,))
        yield
    return tuple(found)
