from __future__ import annotations

import hashlib
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from desktop.store.cases.cases import load_case, load_cases
from desktop.store.cases.reading import count
from desktop.store.cells.problems import row_problems
from desktop.store.file.casefile import open_case_file
from desktop.store.file.errors import CaseFileError
from desktop.store.file.schema import EXPECTED
from desktop.store.file.uids import uid_of
from desktop.store.file.upgrading import upgrade
from tests.disks import small_disk
from tests.nonsense import write_filled
from tests.old_files import write_schema_1

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.case.case import Case

pytestmark = pytest.mark.costly

# The text of schema 1, which files that are out there were made with.
SCHEMA_1 = "dc6b230caf0a75a42b0097f48fc837322b23f3e052877579df1a87b5f610ace7"
CASE_UID = "5f0c9a3e-8a53-4d0e-9b0b-6d1d5a4c2e10"


@pytest.fixture
def old(sample_path: Path, tmp_path: Path) -> Path:
    filled, path = tmp_path / "filled.casefile", tmp_path / "old.casefile"
    write_filled(sample_path, filled)
    write_schema_1(filled, path)
    return path


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def change(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(statement)


def as_of_schema_1(case: Case) -> Case:
    """A case without the sources and stages that schema 1 has no place for."""

    def bare(facts: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(replace(fact, sources=()) for fact in facts)

    return replace(
        case,
        provisions=bare(case.provisions),
        orders=bare(case.orders),
        fines=tuple(replace(fine, sources=(), stages=()) for fine in case.fines),
        terms=tuple(
            replace(terms, stays=bare(terms.stays), compliance=bare(terms.compliance)) for terms in case.terms
        ),
    )


def test_that_the_text_of_schema_1_stays_as_it_was() -> None:
    text = "\n".join(EXPECTED[1].values())
    assert hashlib.sha256(text.encode()).hexdigest() == SCHEMA_1


def test_that_a_file_of_schema_1_opens_as_it_is(old: Path) -> None:
    before = old.read_bytes()
    with (
        closing(open_case_file(old)) as file,
        closing(open_case_file(old.with_name("filled.casefile"))) as new,
    ):
        assert (file.version, new.version) == (1, 2)
        assert count(file) == 53
        cases = [as_of_schema_1(case) for case in load_cases(new)]
        assert list(load_cases(file)) == cases
        clearview = load_case(new, "fr-cnil-clearview")
        assert clearview is not None
        assert load_case(file, "fr-cnil-clearview") == as_of_schema_1(clearview)
        assert list(row_problems(file)) == []
    assert old.read_bytes() == before


def test_that_a_bad_cell_of_schema_1_is_listed(old: Path) -> None:
    change(old, "UPDATE events SET lane = 'x' WHERE id = 1")
    with closing(open_case_file(old)) as file:
        assert [(one.table, one.row_id, one.column) for one in row_problems(file)] == [("events", 1, "lane")]


def test_that_an_upgrade_keeps_every_row_and_gives_it_its_uid(old: Path) -> None:
    names = [name for name, sql in EXPECTED[1].items() if sql.startswith("CREATE TABLE")]
    columns = {name: ", ".join(row[1] for row in rows(old, f"PRAGMA table_info({name})")) for name in names}
    asked = {
        name: f"SELECT {columns[name]} FROM {name} ORDER BY id"  # noqa: S608 - ours
        for name in names
        if not name.startswith("_")
    }
    before = {name: rows(old, sql) for name, sql in asked.items()}
    upgrade(old)
    assert {name: rows(old, sql) for name, sql in asked.items()} == before
    assert rows(old, "SELECT id, uid FROM events ORDER BY id") == [
        (row[0], uid_of(CASE_UID, "events", row[0])) for row in before["events"]
    ]
    assert rows(old, "SELECT record_uid FROM changes") == [(uid_of(CASE_UID, "events", 1),)]
    assert rows(old, "PRAGMA user_version") == [(2,)]
    assert rows(old, "PRAGMA foreign_key_check") == []
    with closing(open_case_file(old)) as file:
        assert file.version == 2
        assert list(row_problems(file)) == []


def test_that_an_upgraded_sample_is_the_sample_of_today(old: Path, sample_path: Path, tmp_path: Path) -> None:
    path = tmp_path / "plain.casefile"
    write_schema_1(sample_path, path)
    upgrade(path)
    for name, sql in EXPECTED[2].items():
        if sql.startswith("CREATE TABLE") and not name.startswith("_"):
            asked = f"SELECT * FROM {name} ORDER BY id"  # noqa: S608 - ours
            assert rows(path, asked) == rows(sample_path, asked), name


def test_that_a_second_upgrade_changes_nothing(old: Path) -> None:
    upgrade(old)
    before = old.read_bytes()
    upgrade(old)
    assert old.read_bytes() == before


def test_that_links_to_what_is_gone_do_not_bar_an_upgrade(old: Path) -> None:
    change(old, "DELETE FROM sources WHERE id = 1")
    broken = rows(old, "PRAGMA foreign_key_check")
    upgrade(old)
    assert sorted(rows(old, "PRAGMA foreign_key_check")) == sorted(broken)


def test_that_a_file_that_cannot_be_upgraded_is_left_as_it_was(old: Path) -> None:
    change(old, "DELETE FROM _sqlite_migrations")
    before = old.read_bytes()
    with pytest.raises(CaseFileError) as caught:
        upgrade(old)
    assert caught.value.problem.code == "schema"
    assert old.read_bytes() == before


def test_that_an_upgrade_waits_only_a_while_for_another_program(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.store.file.writable.WAIT", 0.01)
    before = old.read_bytes()
    with closing(sqlite3.connect(old, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CaseFileError) as caught:
            upgrade(old)
    assert caught.value.problem.code == "locked"
    assert old.read_bytes() == before


@pytest.mark.timeout(600)
def test_that_a_full_disk_leaves_the_file_as_it_was(old: Path, tmp_path: Path) -> None:
    before, outcomes = old.read_bytes(), set()
    for room in (0, 200, 500, 4_000):
        with small_disk(tmp_path / f"disk{room}", len(before) // 1024 + 16 + room) as disk:
            copy = disk / "copy.casefile"
            shutil.copy(old, copy)
            try:
                upgrade(copy)
            except CaseFileError as error:
                outcomes.add(error.problem.code)
                assert copy.read_bytes() == before
            else:
                outcomes.add("made")
                assert rows(copy, "PRAGMA user_version") == [(2,)]
    assert outcomes == {"not-written", "made"}


def test_that_a_file_with_a_log_is_not_upgraded(old: Path, tmp_path: Path) -> None:
    copy = tmp_path / "logged.casefile"
    shutil.copy(old, copy)
    change(copy, "PRAGMA journal_mode = WAL")
    with pytest.raises(CaseFileError) as caught:
        upgrade(copy)
    assert caught.value.problem.code == "locked"


def test_that_the_version_of_an_open_file_is_looked_up_when_the_file_was_written(old: Path) -> None:
    with closing(open_case_file(old)) as file:
        asked: list[str] = []
        assert file.version == 1
        file.connection.set_trace_callback(asked.append)
        assert file.version == 1
        assert asked == []
        upgrade(old)
        assert file.version == 2
        assert len(asked) == 1
        change(old, "DROP TABLE stays")
        with pytest.raises(CaseFileError, match="table"):
            assert file.version
