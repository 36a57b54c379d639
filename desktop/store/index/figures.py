"""The prepared figures in the index file: the penalties of each investigation over time, and their sums."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.overview.book import Book, book_of
from desktop.domain.overview.day_sums import day_sums, fine_changes
from desktop.domain.overview.holdings import holdings_of
from desktop.domain.penalty.extremes import published_days
from desktop.domain.prepared.legs import courses_of
from desktop.domain.prepared.preparing import prepared
from desktop.store.cases.asking import CasesAsked
from desktop.store.cases.cases import load_fines, load_published, load_range
from desktop.store.cases.given_holidays import laws_with, load_given
from desktop.store.cases.penalties import load_terms
from desktop.store.cases.reading import AT_ONCE, count, ranges
from desktop.store.file.transaction import execute_all, writing
from desktop.store.file.zones import known_zone
from desktop.store.index.listed import TABLES
from desktop.store.index.sums import holdings_mark, save_holdings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from typing import Any

    from desktop.domain.case.case import Case
    from desktop.domain.case.limits import Laws
    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.days.workdays import WorkingDays
    from desktop.domain.law.regime import Law
    from desktop.domain.overview.day_sums import DaySums, FineChange
    from desktop.store.file.casefile import CaseFile
    from desktop.store.index.opening import Index

_LAYOUT = 7  # raised when the engine computes other figures, or their written form changes

DIGESTS = "SELECT id, digest FROM figures"
ALL = "SELECT f.id, f.digest, l.zone FROM figures f JOIN listed l ON l.id = f.id ORDER BY f.id"
ZONES = """
SELECT i.id AS owner, a.zone
  FROM investigations i LEFT JOIN authorities a ON a.id = i.authority_id
 WHERE i.id BETWEEN :first AND :last
"""
REGIMES = """
SELECT i.id AS owner, coalesce(a.regime, '') AS regime
  FROM investigations i LEFT JOIN authorities a ON a.id = i.authority_id
 WHERE i.id BETWEEN :first AND :last AND i.id IN (SELECT t.investigation_id FROM penalty_terms t)
"""
REPLACE = (
    "INSERT OR REPLACE INTO figures (id, known, digest) VALUES (:id, :known, :digest)",
    "INSERT OR REPLACE INTO hindsight (id, figures) VALUES (:id, :hindsight)",
)
REMOVE = ("DELETE FROM figures WHERE id = :id", "DELETE FROM hindsight WHERE id = :id")
KNOWN = "SELECT f.id, l.zone, f.known FROM figures f JOIN listed l ON l.id = f.id ORDER BY f.id"
HINDSIGHT = "SELECT h.id, l.zone, h.figures FROM hindsight h JOIN listed l ON l.id = h.id ORDER BY h.id"


class _FigureRow(NamedTuple):
    """The prepared figures of one investigation, as kept."""

    id: int
    known: bytes
    hindsight: bytes
    digest: bytes


def write_figures(
    file: CaseFile, index: Index, tell: Callable[[int, int], None], *, until: date | None = None
) -> frozenset[int]:
    """Bring prepared figures and sums up to date; returns the ids of the investigations prepared anew.

    Sums reach to `until`, by default years beyond the last known day. `tell` hears the number of
    investigations done and their total. An interruption leaves the rows written so far. Raises CaseFileError
    on damage.
    """
    execute_all(index.connection, TABLES)
    total = count(file)
    known: dict[int, bytes] = dict(index.connection.execute(DIGESTS))
    changed: set[int] = set()
    fines: list[FineChange] = []
    seen = 0
    for first, last in ranges(file):
        asking = CasesAsked(file, first, last)
        changed.update(_write(index, asking, known))
        fines += _fines(asking)
        seen = min(total, seen + AT_ONCE)
        tell(seen, total)
    _for_each(index, REMOVE, [{"id": number} for number in known])
    _write_sums(index, day_sums(fines), until)
    return frozenset(changed)


def load_book(index: Index, *, hindsight: bool = False) -> Book | None:
    """The prepared figures of all investigations with penalties; None if they are missing or damaged."""
    try:
        rows = index.connection.execute(HINDSIGHT if hindsight else KNOWN)
        return book_of(rows, hindsight=hindsight)
    except (sqlite3.OperationalError, ValueError, IndexError):  # no table yet, or damaged figures
        return None


def load_some(file: CaseFile, ids: Iterable[int]) -> tuple[Case, ...]:
    """The cases of the given ids without their events, by id. Raises CaseFileError on damage."""
    return tuple(case for case_id in sorted(set(ids)) for case in load_range(file, case_id, case_id))


def _write(index: Index, asking: CasesAsked, known: dict[int, bytes]) -> list[int]:
    """Write the changed rows of the investigations in scope; returns their ids."""
    regimes = {row["owner"]: row["regime"] for row in asking.rows(REGIMES)}
    published = {owner: published_days(own) for owner, own in load_published(asking).items()}
    given = load_given(asking.file)
    laws = {case_id: laws_with(given, code) for case_id, code in regimes.items()}
    rows = list(_prepared(load_terms(asking), laws, published, known))
    _for_each(index, REPLACE, [row._asdict() for row in rows])
    return [row.id for row in rows]


def _for_each(index: Index, statements: tuple[str, ...], rows: list[dict[str, Any]]) -> None:
    """Execute statements with every row, in one transaction; without rows nothing is locked."""
    if rows:
        with writing(index.connection):
            for statement in statements:
                index.connection.executemany(statement, rows)


def _fines(asking: CasesAsked) -> Iterator[FineChange]:
    """The changes in the sum of imposed fines, from the fines of the investigations in scope."""
    zones = {row["owner"]: known_zone(row["zone"]) for row in asking.rows(ZONES)}
    for owner, own in load_fines(asking).items():
        if owner in zones:  # else the fines refer to a missing investigation
            for fine in own:
                yield from fine_changes(fine, zones[owner])


def _write_sums(index: Index, imposed: DaySums, until: date | None) -> None:
    """Add up all figures anew, unless they are those of the kept sums."""
    made = blake2b(repr((_LAYOUT, until)).encode(), digest_size=16)
    made.update(imposed.to_bytes())
    for row in index.connection.execute(ALL):
        made.update(repr(row).encode())
    if made.digest() == holdings_mark(index):
        return
    known, hindsight = load_book(index), load_book(index, hindsight=True)
    if known is not None and hindsight is not None:
        save_holdings(index, holdings_of(known, hindsight, imposed, until), made.digest())


def _prepared(
    terms: dict[int, tuple[PenaltyTerms, ...]],
    laws: dict[int, Laws],
    published: dict[int, dict[date, date]],
    known: dict[int, bytes],
) -> Iterator[_FigureRow]:
    """The rows whose digests differ from the known ones; removes the rows seen from `known`."""
    for case_id, lines in terms.items():
        law, days = laws[case_id].law if case_id in laws else None, published.get(case_id, {})
        digest = _digest(lines, law, days)
        if known.pop(case_id, None) != digest:
            figures = prepared(courses_of(lines, law, days))
            yield _FigureRow(case_id, figures.known, figures.hindsight, digest)


def _digest(lines: tuple[PenaltyTerms, ...], law: Law | None, published: dict[date, date]) -> bytes:
    """A digest of penalty lines, of eight bytes; a calendar counts by its code and its holidays."""
    regime = "" if law is None else law.regime.code
    if law is not None and law.working_days is not None and law.working_days.given:
        regime = f"{regime} {law.working_days.given}"
    calendars = [_calendar(terms.working_days) for terms in lines]
    calendars += [_calendar(terms.deadline_rule.working_days) for terms in lines]
    plain = [
        replace(terms, working_days=None, deadline_rule=replace(terms.deadline_rule, working_days=None))
        for terms in lines
    ]
    return blake2b(
        repr((_LAYOUT, regime, sorted(published.items()), calendars, plain)).encode("utf-8", "surrogatepass"),
        digest_size=8,
    ).digest()


def _calendar(days: WorkingDays | None) -> str:
    if days is None:
        return ""
    plain = f"{days.code} {days.first_year} {days.last_year} {len(days.holidays)}"
    return f"{plain} {days.given}" if days.given else plain
