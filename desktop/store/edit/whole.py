"""A record with all that belongs to it, as the additions that would make it again."""

from __future__ import annotations

from base64 import b64encode
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
    hanging = dict.fromkeys(records.hanging(table, uid))
    ordered = sorted((Reference(table, uid), *reversed(hanging)), key=lambda one: one.table in tables.ABOUT)
    for one in ordered:
        cells = records.cells(one.table, one.uid)
        if cells is None:
            continue
        yield Change(one.table, one.uid, None, cells)
    for one in ordered:
        if one.table == "documents":
            for row in file.connection.execute(
                tables.SELECT_CONTENT, {"id": records.number(one.table, one.uid)}
            ):
                yield Change(tables.CONTENTS, one.uid, None, {tables.DATA: b64encode(row[0]).decode()})
