"""The texts by which investigations are found, read from the case file in short reads."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from desktop.domain.listing.countries import country_name
from desktop.domain.listing.folding import fold
from desktop.store.cases.reading import ranges

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from desktop.store.file.casefile import CaseFile

# A word between two texts, so that no phrase is found across both.
APART = "\x1e"
_ONE_READ = 600  # events
_ONE_WALK = 100  # investigations

NEWEST = """
SELECT i.id, count(e.id) AS events,
       max(CASE WHEN e.date_precision <> 'undated' THEN e.date_start END) AS newest
  FROM investigations i LEFT JOIN events e ON e.investigation_id = i.id
 WHERE i.id BETWEEN :first AND :last
 GROUP BY i.id
 ORDER BY i.id
"""
HEADS = """
SELECT i.id AS owner, 1 AS place, i.title AS text, '' AS more
  FROM investigations i
 WHERE i.id IN (SELECT value FROM json_each(:ids))
UNION ALL
SELECT j.investigation_id, 2, r.name, r.short_name
  FROM investigation_respondents j JOIN respondents r ON r.id = j.respondent_id
 WHERE j.investigation_id IN (SELECT value FROM json_each(:ids))
UNION ALL
SELECT i.id, 3, a.name, a.short_name
  FROM investigations i JOIN authorities a ON a.id = i.authority_id
 WHERE i.id IN (SELECT value FROM json_each(:ids))
UNION ALL
SELECT investigation_id, 4, reference, ''
  FROM investigation_references
 WHERE investigation_id IN (SELECT value FROM json_each(:ids))
UNION ALL
SELECT investigation_id, 5, title, reference
  FROM decisions
 WHERE investigation_id IN (SELECT value FROM json_each(:ids))
UNION ALL
SELECT i.id, 6, a.country, ''
  FROM investigations i JOIN authorities a ON a.id = i.authority_id
 WHERE i.id IN (SELECT value FROM json_each(:ids))
 ORDER BY 1, 2
"""
BODIES = """
SELECT investigation_id AS owner, title, description
  FROM events
 WHERE investigation_id IN (SELECT value FROM json_each(:ids))
"""
LONG_BODY = """
SELECT id, title, description
  FROM events
 WHERE investigation_id = :owner AND id > :after
 ORDER BY id
 LIMIT :most
"""


@dataclass(frozen=True, slots=True)
class Outline:
    """An investigation's newest event day (ISO, empty without a dated event) and number of events."""

    case_id: int
    newest: str
    events: int


@dataclass(frozen=True, slots=True)
class Document:
    """The texts of one investigation, as spelled: the head on the case, the body on its events."""

    case_id: int
    head: tuple[str, ...]
    body: tuple[str, ...]

    @property
    def digest(self) -> bytes:
        """A digest of the texts, of eight bytes."""
        text = "\x1f".join((*self.head, "\x1d", *self.body))
        return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()

    @property
    def folded(self) -> tuple[str, str]:
        """Head and body, folded, with a separator between texts."""
        return _joined(self.head), _joined(self.body)


def _joined(texts: Iterable[str]) -> str:
    return fold(f" {APART} ".join(text.replace(APART, " ") for text in texts if text))


def outlines(file: CaseFile) -> Iterator[Outline]:
    """The outlines of all investigations, by id. Raises CaseFileError on damage."""
    for first, last in ranges(file, _ONE_WALK):
        for row in file.rows(NEWEST, {"first": first, "last": last}):
            yield Outline(row["id"], row["newest"] or "", row["events"])


def documents(file: CaseFile, wanted: Iterable[Outline]) -> Iterator[Document]:
    """The documents of investigations, in the order given. Raises CaseFileError on damage."""
    for several in _together(wanted):
        ids = [outline.case_id for outline in several]
        heads = load_heads(file, ids)
        bodies = _long_body(file, ids[0]) if several[0].events > _ONE_READ else _bodies(file, ids)
        for case_id in ids:
            yield Document(case_id, tuple(heads.get(case_id, ())), tuple(bodies.get(case_id, ())))


def _together(wanted: Iterable[Outline]) -> Iterator[list[Outline]]:
    """Outlines in groups, each for one short read; an investigation with very many events is alone."""
    group: list[Outline] = []
    events = 0
    for outline in wanted:
        if group and (events + outline.events > _ONE_READ or len(group) == _ONE_WALK):
            yield group
            group, events = [], 0
        group.append(outline)
        events += outline.events
    if group:
        yield group


def load_heads(file: CaseFile, ids: Sequence[int]) -> dict[int, list[str]]:
    """The heads of a few investigations: title, parties, authority, references, decisions, country."""
    heads: dict[int, list[str]] = {}
    for row in file.rows(HEADS, {"ids": json.dumps(ids)}):
        country = country_name(row["text"]) if row["place"] == 6 else ""  # noqa: PLR2004 - as in HEADS
        heads.setdefault(row["owner"], []).extend(filter(None, (row["text"], row["more"], country)))
    return heads


def _bodies(file: CaseFile, ids: Sequence[int]) -> dict[int, list[str]]:
    bodies: dict[int, list[str]] = {}
    for row in file.rows(BODIES, {"ids": json.dumps(ids)}):
        bodies.setdefault(row["owner"], []).extend((row["title"], row["description"]))
    return bodies


def _long_body(file: CaseFile, case_id: int) -> dict[int, list[str]]:
    """The body of one investigation, in several short reads."""
    texts: list[str] = []
    for rows in file.pages(LONG_BODY, _ONE_READ, owner=case_id):
        for row in rows:
            texts += (row["title"], row["description"])
    return {case_id: texts}
