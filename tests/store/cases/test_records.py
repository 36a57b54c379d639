"""The records of a file that a new investigation may refer to."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from desktop.domain.edit.change import Edit, EditKind, Reference, added, changed, deleted, new_uid
from desktop.domain.edit.records import FileRecords
from desktop.domain.slices import finished
from desktop.store.cases.records import load_authorities, reading_records, records_after
from desktop.store.edit.editor import Editor
from desktop.store.file.casefile import open_case_file
from tests.old_files import write_schema_1
from tests.random_edits import uids

if TYPE_CHECKING:
    from pathlib import Path


def test_that_names_references_and_slugs_of_a_file_are_read(sample_path: Path) -> None:
    file = open_case_file(sample_path)
    records = finished(reading_records(file))
    file.close()
    found = records.respondent("clearview ai")
    assert found is not None
    assert found[1].name == "Clearview AI, Inc."
    assert records.slug_of("SAN-2022-019") == "fr-cnil-clearview"
    assert "fr-cnil-clearview" in records.slugs
    assert {known.short_name for _, known in records.authorities} >= {"CNIL", "ACM"}


def test_that_a_file_without_uids_has_no_records_to_refer_to(sample_path: Path, tmp_path: Path) -> None:
    older = tmp_path / "older.casefile"
    write_schema_1(sample_path, older)
    file = open_case_file(older)
    assert finished(reading_records(file)) == FileRecords()
    file.close()


def test_that_records_follow_what_edits_add_and_are_read_anew_after_others(
    sample_path: Path, tmp_path: Path
) -> None:
    path = tmp_path / "mine.casefile"
    path.write_bytes(sample_path.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        title = connection.execute("SELECT title FROM investigations ORDER BY id").fetchone()[0]
    case, party = Reference("investigations", uids(path, "investigations")[0]), new_uid()
    reference, number = new_uid(), "ZZ-2026-1"
    own = {"name": "Zebra GmbH", "short_name": "Zebra", "country": "DE", "kind": "company"}
    edits = (
        (added("respondents", party, **own), True),
        (added("investigation_references", reference, investigation_id=case, reference=number), True),
        (changed("investigations", case.uid, {"title": title}, {"title": "Another"}), True),
        (changed("respondents", party, own, {**own, "name": "Zebra AG"}), False),
        (deleted("investigation_references", reference, {"reference": number}), False),
    )
    with closing(open_case_file(path)) as file, closing(Editor(path, "A")) as editor:
        records = finished(reading_records(file))
        assert load_authorities(file) == records.authorities
        for change, is_followed in edits:
            editor.apply(Edit(EditKind.FACT_CHANGED, (change,), new_uid()))
            found, now = records_after(file, records, (change,)), finished(reading_records(file))
            assert (found == now) if is_followed else found is None
            assert records.slug_of(number) is None or records.respondent("zebra") is not None
            records = found or now
        assert records.respondent("zebra ag") is not None
        assert records.slug_of(number) is None
