"""Writing the rows of the list into the index file: all of them, or those that changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from desktop.domain.report import since
from desktop.domain.search import fold
from desktop.store.asking import Asking
from desktop.store.cases import load_outlines
from desktop.store.index.catalogue import save_catalogue
from desktop.store.index.listed import DIGESTS, REMOVE, REPLACE, TABLES, ListedRow
from desktop.store.index.opening import writing
from desktop.store.index.reading import ranges

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.cases import Case
    from desktop.store.casefile import CaseFile
    from desktop.store.index.opening import Index

COUNT = "SELECT count(*) AS number FROM investigations"


def write_listed(file: CaseFile, index: Index, tell: Callable[[int, int], None]) -> frozenset[int]:
    """Bring the rows of the list up to date; the ids of those that were written anew.

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
        cases = load_outlines(Asking(file, first, last))
        changed.update(_write(index, cases, known))
        seen += len(cases)
        tell(seen, total)
    with writing(index.connection):
        index.connection.executemany(REMOVE, ({"id": number} for number in known))
        if changed or known or index.blob("catalogue") is None:
            save_catalogue(index)
    return frozenset(changed)


def _write(index: Index, cases: tuple[Case, ...], known: dict[int, bytes]) -> list[int]:
    """Write the rows that differ from those known, which are taken out of `known`; their ids."""
    rows = [listed_row(case) for case in cases]
    differing = [(row, digest) for row in rows if known.pop(row.id, None) != (digest := row.digest)]
    if differing:
        with writing(index.connection):
            index.connection.executemany(
                REPLACE, (row._asdict() | {"digest": digest} for row, digest in differing)
            )
    return [row.id for row, _ in differing]


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
        respondents=json.dumps(names, ensure_ascii=False),
        provisions=json.dumps(provisions, ensure_ascii=False),
        name_key=", ".join(names).casefold(),
        authority_key=f"{authority.short_name.casefold()}\0{authority.country}",
        plain=fold("\n".join((", ".join(names), investigation.title, authority.short_name, reference))),
    )
