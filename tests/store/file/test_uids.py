from __future__ import annotations

from uuid import uuid5

from desktop.store.file.uids import OF_RECORDS, uid_of


def test_that_a_uid_is_a_uuid_of_version_5() -> None:
    for number in range(200):
        assert uid_of("case", "events", number) == str(uuid5(OF_RECORDS, f"case/events/{number}"))


def test_that_uids_are_told_apart_by_file_table_and_row() -> None:
    asked = [("a", "events", 1), ("b", "events", 1), ("a", "fines", 1), ("a", "events", 2)]
    assert len({uid_of(*one) for one in asked}) == 4
    assert uid_of("a", "events", 1) == uid_of("a", "events", 1)
