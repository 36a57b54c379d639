"""Reading investigations: authority, respondents and references."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.case.case import Authority, Investigation, Respondent
from desktop.domain.case.ids import CaseId
from desktop.domain.printable import shortened
from desktop.domain.source import Confidence
from desktop.store.cases.columns import maybe_date
from desktop.store.cells import kinds
from desktop.store.file.zones import known_zone

if TYPE_CHECKING:
    from desktop.store.cases.asking import CasesAsked
    from desktop.store.cells.table import Row

INVESTIGATIONS = """
SELECT i.id, i.slug, i.title, i.opened_start, i.opened_end, i.opened_precision, i.closed_start, i.closed_end,
       i.closed_precision, i.status, i.field_of_law, i.linked_group, i.note, i.country_note, i.confidence,
       coalesce(a.name, '') AS authority, coalesce(a.short_name, '') AS short_name,
       coalesce(a.country, '') AS country, coalesce(a.zone, 'UTC') AS zone,
       coalesce(a.regime, '') AS regime
  FROM investigations i LEFT JOIN authorities a ON a.id = i.authority_id
 WHERE i.id BETWEEN :first AND :last
 ORDER BY i.id
"""
REFERENCES = """
SELECT investigation_id AS owner, reference
  FROM investigation_references
 WHERE investigation_id BETWEEN :first AND :last
 ORDER BY id
"""
RESPONDENTS = """
SELECT j.investigation_id AS owner, r.name, r.short_name, r.country, r.kind
  FROM investigation_respondents j JOIN respondents r ON r.id = j.respondent_id
 WHERE j.investigation_id BETWEEN :first AND :last
 ORDER BY j.id
"""


def load_investigations(asking: CasesAsked) -> tuple[Investigation, ...]:
    """The investigations in scope, by id."""
    references = asking.grouped(REFERENCES, "investigation_references", lambda row: str(row["reference"]))
    respondents = asking.grouped(RESPONDENTS, "respondents", _respondent)
    return tuple(
        _investigation(cells.row, references.get(row["id"], ()), respondents.get(row["id"], ()))
        for row, cells in asking.checked(INVESTIGATIONS, "investigations")
        if cells.row is not None
    )


def _respondent(row: Row) -> Respondent:
    return Respondent(row["name"], row["short_name"], row["country"], row["kind"])


def _investigation(
    row: Row, references: tuple[str, ...], respondents: tuple[Respondent, ...]
) -> Investigation:
    name, short_name = (shortened(row[column], kinds.LINE.most) for column in ("authority", "short_name"))
    return Investigation(
        id=CaseId(row["id"]),
        slug=row["slug"],
        title=row["title"],
        authority=Authority(name, short_name, row["country"], known_zone(row["zone"]), row["regime"]),
        respondents=respondents,
        references=references,
        opened=maybe_date(row, "opened"),
        closed=maybe_date(row, "closed"),
        status=row["status"],
        field_of_law=row["field_of_law"],
        group=row["linked_group"],
        note=row["note"],
        country_note=row["country_note"],
        confidence=Confidence(row["confidence"]),
    )
