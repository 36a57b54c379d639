"""Where penalties stand over time, investigation by investigation, in the index file."""

from __future__ import annotations

from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.book import Book, book_of
from desktop.domain.standings import courses_of, prepared
from desktop.store.asking import Asking
from desktop.store.errors import reading
from desktop.store.index.listed import TABLES
from desktop.store.index.opening import writing
from desktop.store.index.reading import ranges
from desktop.store.penalties import load_terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from desktop.domain.penalty import PenaltyTerms
    from desktop.domain.workdays import WorkingDays
    from desktop.store.casefile import CaseFile
    from desktop.store.index.opening import Index

_LAYOUT = 1  # raised when the engine comes to other figures, or they are written in another way

COUNT = "SELECT count(*) AS number FROM investigations"
DIGESTS = "SELECT id, digest FROM figures"
REPLACE = """
INSERT OR REPLACE INTO figures (id, known, hindsight, digest) VALUES (:id, :known, :hindsight, :digest)
"""
REMOVE = "DELETE FROM figures WHERE id = :id"
KNOWN = "SELECT f.id, l.zone, f.known FROM figures f JOIN listed l ON l.id = f.id ORDER BY f.id"
HINDSIGHT = "SELECT f.id, l.zone, f.hindsight FROM figures f JOIN listed l ON l.id = f.id ORDER BY f.id"


class _Row(NamedTuple):
    """What is kept of one investigation."""

    id: int
    known: bytes
    hindsight: bytes
    digest: bytes


def write_figures(file: CaseFile, index: Index, tell: Callable[[int, int], None]) -> frozenset[int]:
    """Bring the prepared figures up to date; the ids of the investigations that were prepared anew.

    `tell` hears how many investigations of how many are done. Raises CaseFileError on damage.
    """
    with writing(index.connection):
        for statement in TABLES:
            index.connection.execute(statement)
    total = file.rows(COUNT)[0]["number"]
    known: dict[int, bytes] = dict(index.connection.execute(DIGESTS))
    changed: set[int] = set()
    seen = 0
    for first, last in ranges(file):
        with reading(file.path):
            terms = load_terms(Asking(file, first, last))
        rows = list(_prepared(terms, known))
        with writing(index.connection):
            index.connection.executemany(REPLACE, (row._asdict() for row in rows))
        changed.update(row.id for row in rows)
        seen = min(total, seen + 250)
        tell(seen, total)
    with writing(index.connection):
        index.connection.executemany(REMOVE, ({"id": number} for number in known))
    return frozenset(changed)


def load_book(index: Index, *, hindsight: bool = False) -> Book | None:
    """The figures of all investigations with penalties; None where they are not there or damaged."""
    rows = index.connection.execute(HINDSIGHT if hindsight else KNOWN)
    try:
        return book_of(rows, hindsight=hindsight)
    except (ValueError, IndexError):
        return None


def _prepared(terms: dict[int, tuple[PenaltyTerms, ...]], known: dict[int, bytes]) -> Iterable[_Row]:
    """The rows that differ from those known, which are taken out of `known`."""
    for case_id, lines in terms.items():
        digest = _digest(lines)
        if known.pop(case_id, None) != digest:
            figures = prepared(courses_of(lines))
            yield _Row(case_id, figures.known, figures.hindsight, digest)


def _digest(lines: tuple[PenaltyTerms, ...]) -> bytes:
    """Eight bytes that differ where the lines do; a calendar is told by its name and what it holds."""
    calendars = [_calendar(terms.working_days) for terms in lines]
    calendars += [_calendar(terms.deadline_rule.working_days) for terms in lines]
    plain = [
        replace(terms, working_days=None, deadline_rule=replace(terms.deadline_rule, working_days=None))
        for terms in lines
    ]
    return blake2b(repr((_LAYOUT, calendars, plain)).encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _calendar(days: WorkingDays | None) -> str:
    return "" if days is None else f"{days.code} {days.first_year} {days.last_year} {len(days.holidays)}"
