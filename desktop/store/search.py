"""The words that investigations can be found by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.cases import CaseId
from desktop.store.asking import Asking
from desktop.store.columns import grouped

if TYPE_CHECKING:
    from desktop.store.casefile import CaseFile

SLUGS = """
SELECT id, slug FROM investigations WHERE id BETWEEN :first AND :last ORDER BY id
"""
TEXTS = """
SELECT i.id AS owner, i.title AS text
  FROM investigations i
UNION ALL
SELECT i.id, a.name || ' ' || a.short_name
  FROM investigations i JOIN authorities a ON a.id = i.authority_id
UNION ALL
SELECT j.investigation_id, r.name || ' ' || r.short_name
  FROM investigation_respondents j JOIN respondents r ON r.id = j.respondent_id
UNION ALL
SELECT investigation_id, reference
  FROM investigation_references
UNION ALL
SELECT investigation_id, title || ' ' || description
  FROM events
"""


@dataclass(frozen=True, slots=True)
class SearchText:
    """Everything an investigation can be found by, as one text."""

    case_id: CaseId
    slug: str
    text: str


def load_texts(file: CaseFile) -> tuple[SearchText, ...]:
    """The text of every investigation: title, parties, references, events. Raises CaseFileError on damage."""
    texts = grouped(file.rows(TEXTS), lambda row: str(row["text"]))
    return tuple(
        SearchText(CaseId(row["id"]), row["slug"], "\n".join(texts.get(row["id"], ())))
        for row in Asking(file).rows(SLUGS)
    )
