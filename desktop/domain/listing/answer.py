"""The answers that search, figures and catalogue give to the list, all by investigation id."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from array import array

    from desktop.domain.case.ids import CaseId, EventId
    from desktop.domain.days.period import UncertainDate
    from desktop.domain.file import Stage
    from desktop.domain.listing.asked import QueryFault
    from desktop.domain.listing.facets import Facet, Section
    from desktop.domain.listing.folding import Mark

RELATED = 50  # related investigations shown at most


class Found(NamedTuple):
    """The ids (typecode q) of the investigations that hold the words searched, the best or newest first.

    Until it is `complete`, only the first ids are there. Until it is `ready`, the texts are not read and no
    search was made.
    """

    ids: array[int]
    complete: bool
    ready: bool = True


class Sheet(NamedTuple):
    """Headlines, amounts and deadlines of all investigations with penalty lines on one day, in columns.

    `headlines` holds places in `Headline`, `accrued` the face value of the largest sum in hundredths (-1
    where none is known), `deadlines` 1 where a deadline is ahead, else 0.
    """

    ids: array[int]  # typecode q, ascending
    headlines: bytes
    accrued: array[int]  # typecode q
    deadlines: bytes


class Answer(NamedTuple):
    """The answer to a query: ids in order, counts of the facet values and of the sidebar's sections.

    Counts not made are left out or None, never 0. Until it is `complete`, only the first ids are there, and
    counted. Without `has_figures` the headlines are not known yet. An answer that `awaits` a stage has no
    ids before the stage is prepared; ids not `ordered` stand in a plain order until the order asked for is
    prepared. `place` is the selected investigation's place among the ids, -1 without one. With `has_hits`
    every row shows an excerpt of its text.
    """

    ids: array[int]  # typecode q
    facets: tuple[Facet, ...]
    sections: tuple[tuple[Section, int], ...]
    complete: bool = True
    fault: QueryFault | None = None
    has_figures: bool = True
    place: int = -1
    has_hits: bool = False
    awaits: Stage | None = None
    ordered: bool = True


class Hit(NamedTuple):
    """The event of an investigation that holds most words searched, of equals the newest.

    `excerpt` is one line of its text in its own spelling, `marks` are the characters to mark (of Python:
    beyond the Basic Multilingual Plane Qt counts two), `others` is the number of other events with any word.
    Without such an event the excerpt is of the investigation's description, without event and date.
    """

    case_id: CaseId
    event_id: EventId | None
    date: UncertainDate | None
    excerpt: str
    marks: tuple[Mark, ...]
    others: int = 0


class Suggestion(NamedTuple):
    """An investigation in a short list, with the texts that identify it."""

    slug: str
    name: str
    authority: str
    reference: str
    title: str
