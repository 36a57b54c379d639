"""Writing the rows of the list into the index file: all rows, or the changed rows alone."""

from __future__ import annotations

import json
from hashlib import blake2b
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.listing.folding import fold
from desktop.domain.page.build import since
from desktop.store.cases.asking import CasesAsked
from desktop.store.cases.cases import load_outlines
from desktop.store.cases.reading import count, ranges
from desktop.store.file.transaction import execute_all, writing
from desktop.store.index.catalogue import save_catalogue
from desktop.store.index.listed import DIGESTS, INDEXES, REMOVE, REPLACE, TABLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.case.case import Case
    from desktop.store.file.casefile import CaseFile
    from desktop.store.index.opening import Index

_JSON = json.JSONEncoder(ensure_ascii=False).encode
_AT_ONCE = 20  # reads in one transaction


class ListedRow(NamedTuple):
    """A row as written, with the keys of its facets and orders; days are ISO, texts as spelled."""

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
    """Bring the rows of the list up to date; returns the ids of the rows written anew.

    `tell` hears the number of investigations done and their total. Raises CaseFileError on damage.
    """
    execute_all(index.connection, TABLES)
    total = count(file)
    known: dict[int, bytes] = dict(index.connection.execute(DIGESTS))
    is_first = not known
    changed: set[int] = set()
    seen = 0
    reads = ranges(file)
    while several := list(islice(reads, _AT_ONCE)):
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
    execute_all(index.connection, INDEXES)  # after the rows of a new file, so that each is made in one go
    return frozenset(changed)


def _write(index: Index, cases: tuple[Case, ...], known: dict[int, bytes]) -> list[int]:
    """Write the rows whose digests differ from the known ones; removes the rows seen from `known`."""
    rows = [listed_row(case) for case in cases]
    differing = [(row, digest) for row in rows if known.pop(row.id, None) != (digest := _digest(row))]
    index.connection.executemany(REPLACE, (row._asdict() | {"digest": digest} for row, digest in differing))
    return [row.id for row, _ in differing]


def _digest(row: ListedRow) -> bytes:
    """A digest of a row, of eight bytes."""
    return blake2b(repr(tuple(row)).encode("utf-8", "surrogatepass"), digest_size=8).digest()


def listed_row(case: Case) -> ListedRow:
    """The row of an investigation, from a case without events and penalties."""
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
