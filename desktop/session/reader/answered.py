"""What the worker hands over at once: the answer to a query, or a file just opened, with the rows to show."""

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
    """An answer with some of its rows, and what was asked: the query, and the selected investigation."""

    answer: Answer
    rows: tuple[Listed, ...] = ()
    query: Query = Query()
    selected: str | None = None


class Related(NamedTuple):
    """The other investigations against the same respondents; None while they are not known.

    Where it `goes_on`, more of them are to be made: ask again.
    """

    pages: tuple[Page, ...] | None
    goes_on: bool = False


class Opened(NamedTuple):
    """A file that was opened, with the first of its investigations where they can be shown at once.

    Where it `needs_indexing`, its index is to be brought up to date by another process.
    """

    info: FileInfo
    first: Answered | None = None
    needs_indexing: bool = False
    problem: Problem | None = None  # with the index; the file itself is open
    is_prepared: bool = False  # as it was once, so that nothing need be told of bringing it up to date


class Summed(NamedTuple):
    """The Overview; None while its sums are not prepared. Where it `goes_on`, ask again."""

    overview: Overview | None
    goes_on: bool = False


class Unread(NamedTuple):
    """The rows of a file that could not be read; None while they are not known.

    Where it `goes_on`, more of the file is to be looked through: ask again.
    """

    found: RowProblems | None
    goes_on: bool = False


class Reopened(NamedTuple):
    """What lies in the place of the open file now; whether it is another case file than before."""

    opened: Opened
    is_other: bool
