"""What passes between the search, the figures, the catalogue and the list: all by investigation id."""

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

RELATED = 50  # other investigations against the same respondents that are shown at most


class Found(NamedTuple):
    """The investigations (ids, typecode q) that hold the words looked for, the best or newest first.

    While it is not `complete`, only the first of them are there. Where it is not `ready`, the texts were
    not read yet and nothing was looked through.
    """

    ids: array[int]
    complete: bool
    ready: bool = True


class Sheet(NamedTuple):
    """Where penalties stand on one day, for the investigations that have any; all columns side by side.

    `headlines` holds the place of each one's headline among all of `Headline`, `accrued` the largest amount's
    face value in hundredths (-1 where none is known), `deadlines` 1 where a deadline is ahead, else 0.
    """

    ids: array[int]  # typecode q, ascending
    headlines: bytes
    accrued: array[int]  # typecode q
    deadlines: bytes


class Answer(NamedTuple):
    """The answer to a query: ids in order, the count of every facet value, counts of the fixed entries.

    Counts that were not made are left out or None, never 0. While it is not `complete`, only the first ids
    are there and the counts are those of what is. Without `has_figures` it is not known yet where penalties
    stand. Where it `awaits` a stage, the query cannot be answered before that is prepared, and there are no
    ids; where the ids are not `ordered`, they stand in a plain order until that asked for can be had.
    `place` is that of the selected investigation among the ids, -1 where it is not there. With `has_hits`
    each tells where it was found.
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
    """The event of an investigation that holds most of what was looked for, and of these the newest.

    `excerpt` is one line of its text in its own spelling, `marks` what to mark there (in characters of
    Python: beyond the Basic Multilingual Plane Qt counts two), `others` the number of other events that hold
    any of it. Where no event holds it, the excerpt is of what the investigation is, without event and date.
    """

    case_id: CaseId
    event_id: EventId | None
    date: UncertainDate | None
    excerpt: str
    marks: tuple[Mark, ...]
    others: int = 0


class Suggestion(NamedTuple):
    """What tells one investigation from another in a short list."""

    slug: str
    name: str
    authority: str
    reference: str
    title: str
