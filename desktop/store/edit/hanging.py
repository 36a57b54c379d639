"""The uids of records with all that hangs on them, or did before it was deleted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from desktop.store.edit import tables
from desktop.store.edit.records import Records
from desktop.store.edit.seals import Seals
from desktop.store.file.errors import reading

if TYPE_CHECKING:
    from desktop.domain.edit.change import Reference
    from desktop.store.file.casefile import CaseFile

# The records that were deleted and referred to one of some records.
GONE = f"""
SELECT DISTINCT c.record_uid
  FROM changes c
  JOIN json_each(:uids) u ON instr(c.before, u.value) > 0
 WHERE c.after IS NULL AND c.table_name NOT IN ('', '{tables.CONTENTS}')
"""  # noqa: S608 - a name of our own


def uids_with(file: CaseFile, about: tuple[Reference, ...]) -> frozenset[str]:
    """The uids of records and of what hangs or hung on them. Raises CaseFileError."""
    with reading(file.path):
        records = Records(file.connection, Seals(file.connection))
        hanging = {one.uid for at in about for one in records.hanging(at.table, at.uid)}
    found = {at.uid for at in about} | hanging
    gone = file.rows(GONE, {"uids": json.dumps(sorted(found))})
    return frozenset(found | {row["record_uid"] for row in gone})
