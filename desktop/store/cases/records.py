"""The records of a case file that a new investigation may refer to, or must not repeat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.case.case import Authority, Respondent
from desktop.domain.edit.records import FileRecords
from desktop.domain.shared.parties import OTHER_NAMES

if TYPE_CHECKING:
    from desktop.store.file.casefile import CaseFile

WITH_UIDS = 2  # the first schema whose records have uids
SELECT_AUTHORITIES = "SELECT uid, name, short_name, country, zone, regime FROM authorities ORDER BY id"
SELECT_RESPONDENTS = "SELECT uid, name, short_name, country, kind FROM respondents ORDER BY id"
SELECT_REFERENCES = """
SELECT reference, slug FROM investigation_references
JOIN investigations ON investigations.id = investigation_id ORDER BY investigation_references.id
"""
SELECT_SLUGS = "SELECT slug FROM investigations"
SELECT_OTHER_NAMES = """
SELECT external_id AS name, record_uid AS uid FROM origins
 WHERE data_set = :other AND record_table IN ('respondents', 'authorities') ORDER BY id
"""


def load_records(file: CaseFile) -> FileRecords:
    """The respondents, authorities, references and slugs of a file; none before it has uids."""
    if file.version < WITH_UIDS:
        return FileRecords()
    return FileRecords(
        respondents=tuple(
            (row["uid"], Respondent(row["name"], row["short_name"], row["country"], row["kind"]))
            for row in file.rows(SELECT_RESPONDENTS)
        ),
        authorities=tuple(
            (
                row["uid"],
                Authority(row["name"], row["short_name"], row["country"], row["zone"], row["regime"]),
            )
            for row in file.rows(SELECT_AUTHORITIES)
        ),
        references=tuple((row["reference"], row["slug"]) for row in file.rows(SELECT_REFERENCES)),
        slugs=frozenset(row["slug"] for row in file.rows(SELECT_SLUGS)),
        other_names=tuple(
            (row["name"], row["uid"]) for row in file.rows(SELECT_OTHER_NAMES, {"other": OTHER_NAMES})
        ),
    )
