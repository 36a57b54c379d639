from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from desktop.domain.file import RowProblems
from desktop.store.cells.problems import collected, row_problems
from desktop.store.file.casefile import open_case_file
from desktop.store.index.opening import open_index
from desktop.store.index.problems import KnownProblems
from tests.nonsense import write_filled

if TYPE_CHECKING:
    from pathlib import Path

FIRST = "at-dsb-clearview"  # the slug of the first investigation


@pytest.fixture
def copy(sample_path: Path, tmp_path: Path) -> Path:
    path = tmp_path / "copy.casefile"
    write_filled(sample_path, path)
    return path


def spoil(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def found(path: Path) -> list[tuple[str, int, str, str]]:
    with closing(open_case_file(path)) as file:
        return [(one.table, one.row_id, one.column, one.slug) for one in row_problems(file)]


def test_that_the_sample_has_no_problem(sample_path: Path) -> None:
    assert found(sample_path) == []


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE events SET lane = 'x' WHERE id = 1", ("events", 1, "lane", FIRST)),
        ("UPDATE event_sources SET source_id = 999 WHERE id = 1", ("event_sources", 1, "source_id", FIRST)),
        ("UPDATE penalty_rates SET term_id = 999 WHERE id = 1", ("penalty_rates", 1, "term_id", "")),
        (
            "UPDATE investigations SET authority_id = 999 WHERE id = 1",
            ("investigations", 1, "authority_id", FIRST),
        ),
        ("UPDATE authorities SET zone = 'x' WHERE id = 1", ("authorities", 1, "zone", FIRST)),
        ("UPDATE respondents SET country = 'x' WHERE id = 1", ("respondents", 1, "country", FIRST)),
        ("UPDATE sources SET url = '' WHERE id = 1", ("sources", 1, "url", FIRST)),
        ("UPDATE document_contents SET data = x'01'", ("document_contents", 1, "data", FIRST)),
        (
            "UPDATE payments SET currency = 'USD' WHERE id = 1",
            ("payments", 1, "currency", "eu-poland-judges"),
        ),
        ("UPDATE case_file SET case_uid = 'x'", ("case_file", 1, "case_uid", "")),
    ],
)  # fmt: skip
def test_that_a_problem_names_the_investigation_it_belongs_to(
    copy: Path, statement: str, expected: tuple[str, int, str, str]
) -> None:
    spoil(copy, statement)
    assert found(copy) == [expected]


def test_that_links_to_what_was_deleted_are_named_row_by_row(copy: Path) -> None:
    spoil(copy, "DELETE FROM sources WHERE id = 1")
    with closing(sqlite3.connect(copy)) as connection:
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    assert len(broken) > 1
    assert sorted((table, row_id) for table, row_id, *_ in found(copy)) == sorted(row[:2] for row in broken)


def test_that_rows_are_counted_beyond_those_listed(copy: Path) -> None:
    spoil(copy, "UPDATE events SET lane = 'x', kind = ''")
    with closing(open_case_file(copy)) as file:
        few, events = collected(file, 5), file.info.events
    assert few.rows == events
    assert len(few.listed) == 5


def test_that_problems_are_noted_until_the_file_changes(copy: Path, tmp_path: Path) -> None:
    spoil(copy, "UPDATE fines SET amount = -5 WHERE id = 1")
    with closing(open_case_file(copy)) as file, closing(open_index(tmp_path / "index", file)) as index:
        first = KnownProblems(file, index).go_on(60)
        assert isinstance(first, RowProblems)
        assert [one.sentence for one in first.listed] == [
            "fines 1, amount: “-5” is not an amount in minor units, from 0 to 9,007,199,254,740,991, or NULL"
        ]
        assert KnownProblems(file, index).go_on(60) == first
        spoil(copy, "UPDATE fines SET amount = 5 WHERE id = 1")
        assert KnownProblems(file, index).go_on(60) == RowProblems()


def test_that_a_large_file_is_not_looked_through_at_once(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.store.index.problems.is_checked_at_once", lambda _: False)
    with closing(open_case_file(copy)) as file, closing(open_index(tmp_path / "index", file)) as index:
        assert KnownProblems(file, index).go_on(60) is None


def test_that_a_note_that_cannot_be_read_is_none(copy: Path, tmp_path: Path) -> None:
    with closing(open_case_file(copy)) as file, closing(open_index(tmp_path / "index", file)) as index:
        index.keep_note("problems", b"[1, 2")
        assert KnownProblems(file, index).go_on(60) == RowProblems()


def test_that_the_copy_is_not_changed_by_looking(copy: Path, tmp_path: Path) -> None:
    shutil.copy(copy, tmp_path / "before")
    found(copy)
    assert copy.read_bytes() == (tmp_path / "before").read_bytes()


def test_that_a_file_is_looked_through_a_little_at_a_time(copy: Path, tmp_path: Path) -> None:
    spoil(copy, "UPDATE events SET lane = 'x'")
    with closing(open_case_file(copy)) as file, closing(open_index(tmp_path / "index", file)) as index:
        known, steps = KnownProblems(file, index), 1
        while (found := known.go_on(0)) is None:
            assert known.goes_on
            steps += 1
        assert steps > 100
        assert found == collected(file)
        assert not known.goes_on
