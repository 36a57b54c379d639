"""Writing the rows of the list into the index file: all of them, or those that changed."""

from __future__ import annotations

import json
from hashlib import blake2b
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.listing.folding import fold
from desktop.domain.page.build import since
from desktop.store.cases.asking import CasesAsked
from desktop.store.cases.cases import load_outlines
from desktop.store.cases.reading import ranges
from desktop.store.file.transaction import writing
from desktop.store.index.catalogue import save_catalogue
from desktop.store.index.listed import DIGESTS, INDEXES, REMOVE, REPLACE, TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from desktop.domain.case.case import Case
    from desktop.store.file.casefile import CaseFile
    from desktop.store.index.opening import Index

_JSON = json.JSONEncoder(ensure_ascii=False).encode
_AT_ONCE = 20  # handfuls of investigations in one transaction
COUNT = "SELECT count(*) AS number FROM investigations"


class ListedRow(NamedTuple):
    """One row as it is written, with what it is narrowed and sorted by; days are ISO, texts as spelled."""

    id: int
    slug: str
    name: str
    title: str
    authority: str
    country: str
    zone: str
    reference: str
    since: str | None
    closed: str | None
    respondents: str  # JSON
    provisions: str  # JSON
    name_key: str
    authority_key: str
    plain: str  # name, title, authority and reference, folded


def write_listed(file: CaseFile, index: Index, tell: Callable[[int, int], None]) -> frozenset[int]:
    """Bring the rows of the list up to date; the ids of those that were written anew.

    `tell` hears how many investigations of how many are done. Raises CaseFileError on damage.
    """
    _execute(index, TABLES)
    total = file.rows(COUNT)[0]["number"]
    known: dict[int, bytes] = dict(index.connection.execute(DIGESTS))
    is_first = not known
    changed: set[int] = set()
    seen = 0
    handfuls = ranges(file)
    while several := list(islice(handfuls, _AT_ONCE)):
        with writing(index.connection):
            for first, last in several:
                cases = load_outlines(CasesAsked(file, first, last))
                changed.update(_write(index, cases, known))
                seen += len(cases)
                tell(seen, total)
    with writing(index.connection):
        index.connection.executemany(REMOVE, ({"id": number} for number in known))
        if changed or known or is_first:
            save_catalogue(index)
    _execute(index, INDEXES)  # after all rows where they are the first: so they are made at once
    return frozenset(changed)


def _execute(index: Index, statements: Iterable[str]) -> None:
    with writing(index.connection):
        for statement in statements:
            index.connection.execute(statement)


def _write(index: Index, cases: tuple[Case, ...], known: dict[int, bytes]) -> list[int]:
    """Write the rows that differ from those known, which are taken out of `known`; their ids."""
    rows = [listed_row(case) for case in cases]
    differing = [(row, digest) for row in rows if known.pop(row.id, None) != (digest := _digest(row))]
    index.connection.executemany(REPLACE, (row._asdict() | {"digest": digest} for row, digest in differing))
    return [row.id for row, _ in differing]


def _digest(row: ListedRow) -> bytes:
    """Eight bytes that differ where the row does."""
    return blake2b(repr(tuple(row)).encode("utf-8", "surrogatepass"), digest_size=8).digest()


def listed_row(case: Case) -> ListedRow:
    """The row of an investigation, of which events and penalties are not read."""
    investigation, began = case.investigation, since(case)
    names = tuple(dict.fromkeys(item.short_name for item in investigation.respondents))
    closed = investigation.closed.last if investigation.closed is not None else None
    authority = investigation.authority
    reference = investigation.references[0] if investigation.references else ""
    provisions = tuple(dict.fromkeys((provision.law, provision.article) for provision in case.provisions))
    return ListedRow(
        id=investigation.id,
        slug=investigation.slug,
        name=", ".join(names),
        title=investigation.title,
        authority=authority.short_name,
        country=authority.country,
        zone=authority.zone,
        reference=reference,
        since=began.isoformat() if began is not None else None,
        closed=closed.isoformat() if closed is not None else None,
        respondents=_JSON(names),
        provisions=_JSON(provisions),
        name_key=", ".join(names).casefold(),
        authority_key=f"{authority.short_name.casefold()}\0{authority.country}",
        plain=fold("\n".join((", ".join(names), investigation.title, authority.short_name, reference))),
    )
