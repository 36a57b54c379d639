"""The records of a case file that a new investigation may refer to, or must not repeat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.case.case import Authority, Respondent
from desktop.domain.edit.records import FileRecords
from desktop.domain.shared.parties import OTHER_NAMES

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from desktop.domain.edit.change import Change
    from desktop.domain.slices import Slices
    from desktop.store.file.casefile import CaseFile

WITH_UIDS = 2  # the first schema whose records have uids
SELECT_AUTHORITIES = "SELECT id, uid, name, short_name, country, zone, regime FROM authorities"
SELECT_RESPONDENTS = "SELECT id, uid, name, short_name, country, kind FROM respondents"
SELECT_REFERENCES = """
SELECT r.id, r.reference, i.slug
  FROM investigation_references r JOIN investigations i ON i.id = r.investigation_id
"""
SELECT_SLUGS = "SELECT id, slug FROM investigations"
SELECT_OTHER_NAMES = """
SELECT id, external_id AS name, record_uid AS uid FROM origins
 WHERE data_set = :other AND record_table IN ('respondents', 'authorities')
"""
_ONE_READ = 1_000  # rows
# The tables that records are read from.
_TABLES = frozenset({"respondents", "authorities", "investigation_references", "investigations", "origins"})


def reading_records(file: CaseFile) -> Slices[FileRecords]:
    """The respondents, authorities, references and slugs of a file, in slices; none before it has uids."""
    if file.version < WITH_UIDS:
        return FileRecords()
    authorities = load_authorities(file)
    respondents: list[tuple[str, Respondent]] = []
    for rows in file.pages(f"{SELECT_RESPONDENTS} WHERE id > :after ORDER BY id LIMIT :most", _ONE_READ):
        respondents += [(row["uid"], _respondent(row)) for row in rows]
        yield
    references: list[tuple[str, str]] = []
    for rows in file.pages(f"{SELECT_REFERENCES} WHERE r.id > :after ORDER BY r.id LIMIT :most", _ONE_READ):
        references += [(row["reference"], row["slug"]) for row in rows]
        yield
    slugs: set[str] = set()
    for rows in file.pages(f"{SELECT_SLUGS} WHERE id > :after ORDER BY id LIMIT :most", _ONE_READ):
        slugs.update(row["slug"] for row in rows)
        yield
    others: list[tuple[str, str]] = []
    sql = f"{SELECT_OTHER_NAMES} AND id > :after ORDER BY id LIMIT :most"
    for rows in file.pages(sql, _ONE_READ, other=OTHER_NAMES):
        others += [(row["name"], row["uid"]) for row in rows]
        yield
    return FileRecords(tuple(respondents), authorities, tuple(references), frozenset(slugs), tuple(others))


def load_authorities(file: CaseFile) -> tuple[tuple[str, Authority], ...]:
    """The authorities of a file with their uids; none before it has uids."""
    if file.version < WITH_UIDS:
        return ()
    return tuple((row["uid"], _authority(row)) for row in file.rows(f"{SELECT_AUTHORITIES} ORDER BY id"))


def records_after(file: CaseFile, records: FileRecords, changes: Iterable[Change]) -> FileRecords | None:
    """The records after an edit; None where more than additions changed them, so that they are read anew."""
    found = [change for change in changes if change.table in _TABLES]
    if not found:
        return records
    uids: dict[str, list[str]] = {table: [] for table in _TABLES}
    for change in found:
        if change.before is not None or change.table == "origins":
            if change.table != "investigations" or change.after is None or "slug" in change.after:
                return None
        else:
            uids[change.table].append(change.uid)
    return records.with_added(
        tuple((row["uid"], _respondent(row)) for row in _of(file, SELECT_RESPONDENTS, uids["respondents"])),
        tuple((row["uid"], _authority(row)) for row in _of(file, SELECT_AUTHORITIES, uids["authorities"])),
        tuple(
            (row["reference"], row["slug"])
            for row in _of(file, SELECT_REFERENCES, uids["investigation_references"], "r.uid")
        ),
        frozenset(row["slug"] for row in _of(file, SELECT_SLUGS, uids["investigations"])),
    )


def _of(file: CaseFile, sql: str, uids: list[str], column: str = "uid") -> Iterator[sqlite3.Row]:
    """The rows of records by uid."""
    for uid in uids:
        yield from file.rows(f"{sql} WHERE {column} = :uid", {"uid": uid})


def _respondent(row: sqlite3.Row) -> Respondent:
    return Respondent(row["name"], row["short_name"], row["country"], row["kind"])


def _authority(row: sqlite3.Row) -> Authority:
    return Authority(row["name"], row["short_name"], row["country"], row["zone"], row["regime"])
