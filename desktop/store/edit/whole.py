"""A record with all that belongs to it, as the additions that would make it again."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from typing import TYPE_CHECKING

from desktop.domain.edit.change import Change, Reference
from desktop.store.edit import tables
from desktop.store.edit.records import Records
from desktop.store.edit.seals import Seals
from desktop.store.file.errors import reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.store.file.casefile import CaseFile


def whole_record(file: CaseFile, table: str, uid: str) -> tuple[Change, ...]:
    """The additions of a record and of what goes with it, each after those that it refers to.

    None for a record that is not there. Raises CaseFileError.
    """
    with reading(file.path):
        return tuple(_whole(file, Records(file.connection, Seals(file.connection)), table, uid))


def _whole(file: CaseFile, records: Records, table: str, uid: str) -> Iterator[Change]:
    """The additions of a record and of what goes with it; those of a table in the order of their numbers."""
    found: list[tuple[int, Change]] = []
    for one in dict.fromkeys((Reference(table, uid), *records.hanging(table, uid))):
        cells = records.cells(one.table, one.uid)
        if cells is not None:
            number = cells["id"]
            found.append((number if isinstance(number, int) else 0, Change(one.table, one.uid, None, cells)))
    found.sort(key=lambda pair: (_depth(pair[1].table), pair[1].table, pair[0]))
    for _, change in found:
        yield change
    for number, change in found:
        if change.table == "documents":
            for row in file.rows(tables.SELECT_CONTENT, {"id": number}):
                yield Change(tables.CONTENTS, change.uid, None, {tables.DATA: b64encode(row[0]).decode()})


@cache
def _depth(table: str) -> int:
    """How many owners a record of a table has, one above the other; what is about others comes last."""
    owner = tables.edited()[table].owner
    if table in tables.ABOUT:
        return len(tables.edited())
    return 0 if owner is None else 1 + _depth(owner.points_to)
