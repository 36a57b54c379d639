"""The authorities and respondents of a case file, with what refers to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.edit.change import Reference
from desktop.domain.shared.parties import (
    AUTHORITIES,
    OTHER_NAMES,
    RESPONDENTS,
    OtherName,
    Party,
    PartyNamed,
    Tie,
)

if TYPE_CHECKING:
    import sqlite3

    from desktop.store.file.casefile import CaseFile

SINCE = 2  # the first schema in which every record has a uid
MOST = 200  # parties listed at once
_CELLS = {
    AUTHORITIES: ("name", "short_name", "country", "zone", "regime"),
    RESPONDENTS: ("name", "short_name", "country", "kind", "lei"),
}
_NUMBER = {
    AUTHORITIES: "SELECT count(*) FROM investigations i WHERE i.authority_id = p.id",
    RESPONDENTS: "SELECT count(DISTINCT j.investigation_id) FROM investigation_respondents j"
    " WHERE j.respondent_id = p.id",
}
# The names of tables are our own: those of the schema.
LISTED = """
SELECT p.uid, p.name, p.short_name, p.country, ({number}) AS cases
  FROM {table} p
 WHERE :words = '' OR p.name LIKE :words ESCAPE '!' OR p.short_name LIKE :words ESCAPE '!'
    OR p.uid IN (SELECT record_uid FROM origins
                  WHERE record_table = :table AND data_set = :other AND external_id LIKE :words ESCAPE '!')
 ORDER BY p.short_name COLLATE NOCASE, p.id
 LIMIT :most
"""
NAMED = "SELECT p.uid, p.name, p.short_name, p.country, ({number}) AS cases FROM {table} p WHERE p.uid = :uid"
PARTY = "SELECT * FROM {table} WHERE uid = :uid"
PARENT = "SELECT uid FROM respondents WHERE id = :id"
CHILDREN = "SELECT uid FROM respondents WHERE parent_id = :id AND id <> :id ORDER BY id"
NAMES = """
SELECT uid, external_id FROM origins
 WHERE record_table = :table AND record_uid = :uid AND data_set = :other ORDER BY id
"""
ABOUT = """
SELECT 'origins' AS place, uid, id FROM origins
 WHERE record_table = :table AND record_uid = :uid AND data_set <> :other
UNION ALL
SELECT 'citations', uid, id FROM citations WHERE record_table = :table AND record_uid = :uid
 ORDER BY 1, 3
"""
TIES = {
    AUTHORITIES: "SELECT i.uid, i.uid AS investigation, i.slug, i.id FROM investigations i"
    " WHERE i.authority_id = :id ORDER BY i.id",
    RESPONDENTS: "SELECT j.uid, i.uid AS investigation, i.slug, i.id FROM investigation_respondents j"
    " JOIN investigations i ON i.id = j.investigation_id WHERE j.respondent_id = :id ORDER BY j.id",
}
LINES = """
SELECT t.investigation_id AS owner, t.uid
  FROM investigations i JOIN penalty_terms t ON t.investigation_id = i.id
 WHERE i.authority_id = :id AND t.zone = :zone ORDER BY t.id
"""
PARTIES_OF = {
    AUTHORITIES: "SELECT a.uid FROM investigations i JOIN authorities a ON a.id = i.authority_id"
    " WHERE i.id = :id",
    RESPONDENTS: "SELECT r.uid FROM investigation_respondents j JOIN respondents r ON r.id = j.respondent_id"
    " WHERE j.investigation_id = :id ORDER BY j.id",
}


def find_parties(file: CaseFile, table: str, words: str) -> tuple[PartyNamed, ...]:
    """The first parties of a table that have these words in a name, by their everyday names.

    Raises CaseFileError.
    """
    if file.version < SINCE:
        return ()
    plain = words.strip()
    for sign in "!%_":
        plain = plain.replace(sign, f"!{sign}")
    asked = {
        "words": f"%{plain}%" if plain else "",
        "table": table,
        "other": OTHER_NAMES,
        "most": MOST,
    }
    return tuple(
        _named(table, row) for row in file.rows(LISTED.format(table=table, number=_NUMBER[table]), asked)
    )


def party_named(file: CaseFile, table: str, uid: str) -> tuple[PartyNamed, ...]:
    """The party of a uid as listed; none for one that is not there. Raises CaseFileError."""
    return tuple(
        _named(table, row)
        for row in file.rows(NAMED.format(table=table, number=_NUMBER[table]), {"uid": uid})
    )


def load_party(file: CaseFile, table: str, uid: str) -> Party | None:
    """A party with what refers to it; None for one that is not there. Raises CaseFileError."""
    rows = file.rows(PARTY.format(table=table), {"uid": uid}) if file.version >= SINCE else []
    if not rows:
        return None
    row, asked = rows[0], {"table": table, "uid": uid, "other": OTHER_NAMES}
    cells = {name: row[name] for name in _CELLS[table]}
    if table == RESPONDENTS:
        cells["parent_id"] = _parent(file, row)
    lines: dict[int, list[str]] = {}
    if table == AUTHORITIES:
        for line in file.rows(LINES, {"id": row["id"], "zone": row["zone"]}):
            lines.setdefault(line["owner"], []).append(line["uid"])
    return Party(
        table,
        uid,
        cells,
        tuple(OtherName(other["uid"], other["external_id"]) for other in file.rows(NAMES, asked)),
        tuple(
            Tie(tie["uid"], tie["investigation"], tie["slug"], tuple(lines.get(tie["id"], ())))
            for tie in file.rows(TIES[table], {"id": row["id"]})
        ),
        tuple(child["uid"] for child in file.rows(CHILDREN, {"id": row["id"]}))
        if table == RESPONDENTS
        else (),
        tuple((found["place"], found["uid"]) for found in file.rows(ABOUT, asked)),
    )


def parties_of(file: CaseFile, table: str, investigation: int) -> tuple[str, ...]:
    """The uids of the parties of an investigation. Raises CaseFileError."""
    rows = file.rows(PARTIES_OF[table], {"id": investigation}) if file.version >= SINCE else []
    return tuple(row["uid"] for row in rows)


def _named(table: str, row: sqlite3.Row) -> PartyNamed:
    return PartyNamed(table, row["uid"], row["name"], row["short_name"], row["country"], row["cases"])


def _parent(file: CaseFile, row: sqlite3.Row) -> Reference | None:
    found = file.rows(PARENT, {"id": row["parent_id"]})
    return Reference(RESPONDENTS, found[0]["uid"]) if found else None
