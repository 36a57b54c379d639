"""The uids of records that were given none when they were written: the same wherever they are made."""

from __future__ import annotations

from hashlib import sha1
from uuid import UUID

OF_RECORDS = UUID("0a3a7f0e-61a5-5d0c-9f57-6f1c4e0f7b52")
_VARIANTS = "89ab"


def uid_of(case_uid: str, table: str, row_id: int) -> str:
    """The uid of a row of a table, in the case file of a uid: a UUID of version 5, as `uuid5` makes it.

    Large files have millions of rows, and `uuid5` itself takes several times as long.
    """
    name = OF_RECORDS.bytes + f"{case_uid}/{table}/{row_id}".encode()
    found = sha1(name, usedforsecurity=False).hexdigest()
    variant = _VARIANTS[int(found[16], 16) & 3]
    return f"{found[:8]}-{found[8:12]}-5{found[13:16]}-{variant}{found[17:20]}-{found[20:32]}"
