"""The answers handed over by the worker: lists, files just opened, related pages, sums and unread rows."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.listing.answer import Answer
from desktop.domain.listing.facets import Query

if TYPE_CHECKING:
    from desktop.domain.file import FileInfo, Problem, RowProblems
    from desktop.domain.listing.row import Listed
    from desktop.domain.overview.overview import Overview
    from desktop.domain.page.page import Page

NOTHING = Answer(array("q"), (), ())


class Answered(NamedTuple):
    """An answer with rows to show, the query asked, and the investigation selected then."""

    answer: Answer
    rows: tuple[Listed, ...] = ()
    query: Query = Query()
    selected: str | None = None


class Related(NamedTuple):
    """The other investigations against the same respondents, if known; ask again while it `goes_on`."""

    pages: tuple[Page, ...] | None
    goes_on: bool = False


class Opened(NamedTuple):
    """A file just opened, with its first investigations if they can be shown at once.

    If the file `needs_indexing`, another process is to bring its index up to date.
    """

    info: FileInfo
    first: Answered | None = None
    needs_indexing: bool = False
    problem: Problem | None = None  # with the index; the file itself is open
    is_prepared: bool = False  # once before, so that bringing the index up to date need not be told


class Summed(NamedTuple):
    """The Overview, if its sums are prepared; ask again while it `goes_on`."""

    overview: Overview | None
    goes_on: bool = False


class Unread(NamedTuple):
    """The rows of a file that could not be read, if known; ask again while it `goes_on`."""

    found: RowProblems | None
    goes_on: bool = False


class Reopened(NamedTuple):
    """The file in the place of the open file now, and whether it is another case file than before."""

    opened: Opened
    is_other: bool
