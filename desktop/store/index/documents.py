"""What investigations are found by, read from the case file a few at a time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from desktop.domain.listing.countries import country_name
from desktop.domain.listing.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from desktop.store.file.casefile import CaseFile

# A word of its own between texts, so that no phrase is found across two of them.
APART = "\x1e"
_ONE_READ = 600  # events
_ONE_WALK = 100  # investigations

NEXT = """
SELECT id FROM investigations WHERE id > :after ORDER BY id LIMIT :most
"""
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
    """An investigation with its newest event day (ISO, empty where it has no event) and number of events."""

    case_id: int
    newest: str
    events: int


@dataclass(frozen=True, slots=True)
class Document:
    """All that one investigation is found by, as spelled: what it is, and what happened in it."""

    case_id: int
    head: tuple[str, ...]
    body: tuple[str, ...]

    @property
    def digest(self) -> bytes:
        """Eight bytes that differ where the texts do."""
        text = "\x1f".join((*self.head, "\x1d", *self.body))
        return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()

    @property
    def folded(self) -> tuple[str, str]:
        """Head and body in plain form, their texts kept apart."""
        return _joined(self.head), _joined(self.body)


def _joined(texts: Iterable[str]) -> str:
    return fold(f" {APART} ".join(text.replace(APART, " ") for text in texts if text))


def outlines(file: CaseFile) -> Iterator[Outline]:
    """Every investigation in outline, by id. Raises CaseFileError on damage."""
    after = -(2**63)
    while ids := [row["id"] for row in file.rows(NEXT, {"after": after, "most": _ONE_WALK})]:
        for row in file.rows(NEWEST, {"first": ids[0], "last": ids[-1]}):
            yield Outline(row["id"], row["newest"] or "", row["events"])
        after = ids[-1]


def documents(file: CaseFile, wanted: Iterable[Outline]) -> Iterator[Document]:
    """The documents of investigations, in the order given. Raises CaseFileError on damage."""
    for several in _together(wanted):
        ids = [outline.case_id for outline in several]
        heads = load_heads(file, ids)
        bodies = _long_body(file, ids[0]) if several[0].events > _ONE_READ else _bodies(file, ids)
        for case_id in ids:
            yield Document(case_id, tuple(heads.get(case_id, ())), tuple(bodies.get(case_id, ())))


def _together(wanted: Iterable[Outline]) -> Iterator[list[Outline]]:
    """Outlines in groups that one short read each is enough for; one with very many events is alone."""
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
    """What each of a few investigations is: title, parties, authority, references, decisions, country."""
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
    """The texts of one investigation's events, read in several short reads."""
    texts: list[str] = []
    after = -(2**63)
    while rows := file.rows(LONG_BODY, {"owner": case_id, "after": after, "most": _ONE_READ}):
        for row in rows:
            texts += (row["title"], row["description"])
        after = rows[-1]["id"]
    return {case_id: texts}
