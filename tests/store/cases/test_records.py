"""The records of a file that a new investigation may refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.edit.records import FileRecords
from desktop.store.cases.records import load_records
from desktop.store.file.casefile import open_case_file
from tests.old_files import write_schema_1

if TYPE_CHECKING:
    from pathlib import Path


def test_that_names_references_and_slugs_of_a_file_are_read(sample_path: Path) -> None:
    file = open_case_file(sample_path)
    records = load_records(file)
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
    assert load_records(file) == FileRecords()
    file.close()
