"""The uids of records that were given none when they were written: the same wherever they are made."""

from __future__ import annotations

from uuid import UUID, uuid5

_OF_RECORDS = UUID("0a3a7f0e-61a5-5d0c-9f57-6f1c4e0f7b52")


def uid_of(case_uid: str, table: str, row_id: int) -> str:
    """The uid of a row of a table, in the case file of a uid."""
    return str(uuid5(_OF_RECORDS, f"{case_uid}/{table}/{row_id}"))
