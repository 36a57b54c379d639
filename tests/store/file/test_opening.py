from __future__ import annotations

import dataclasses
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from desktop.domain.case.case import Authority
from desktop.store.cases.cases import load_case, load_cases
from desktop.store.cells.problems import row_problems
from desktop.store.file.casefile import open_case_file
from desktop.store.file.errors import CaseFileError
from desktop.store.index.documents import documents, outlines
from tests.counts import counted

NOBODY = 65534
PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)


@pytest.fixture
def copy(sample_path: Path, tmp_path: Path) -> Path:
    path = tmp_path / "copy.casefile"
    shutil.copy(sample_path, path)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(CaseFileError) as caught:
        open_case_file(path)
    problem = caught.value.problem
    assert path.name in problem.sentence
    return problem.code


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement).close()


def test_that_the_sample_opens_and_says_what_it_holds(sample_path: Path) -> None:
    with closing(open_case_file(sample_path)) as file:
        assert file.path == sample_path
        assert (file.info.investigations, file.info.events, file.info.check) == (53, 300, "ok")
        assert file.info.read_only
        assert "Europe/Paris" in file.info.zones


def test_that_looking_at_a_file_leaves_its_bytes_and_its_folder_as_they_were(copy: Path) -> None:
    before = copy.read_bytes()
    with closing(open_case_file(copy)) as file:
        load_cases(file)
    assert copy.read_bytes() == before
    assert [entry.name for entry in copy.parent.iterdir()] == ["copy.casefile"]


@pytest.mark.parametrize("name", ["nowhere.casefile", "no/such/folder/x.casefile", "nul\0byte.casefile"])
def test_that_a_missing_file_is_not_created(tmp_path: Path, name: str) -> None:
    assert refusal(tmp_path / name) == "missing"
    assert list(tmp_path.iterdir()) == []


def test_that_a_file_of_zero_bytes_is_called_empty(tmp_path: Path) -> None:
    path = tmp_path / "zero.casefile"
    path.touch()
    assert refusal(path) == "empty"


@pytest.mark.parametrize("data", [PNG, b"id,title\n1,CNIL\n", b"SQLite format 3\0"])
def test_that_other_kinds_of_files_are_not_case_files(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "picture.casefile"
    path.write_bytes(data)
    assert refusal(path) == "not-sqlite"


def test_that_a_database_of_another_program_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    change(path, "CREATE TABLE mail (id INTEGER)")
    assert refusal(path) == "other-program"


def test_that_a_folder_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "directory"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs here")
def test_that_a_fifo_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "pipe.casefile"
    os.mkfifo(path)
    assert refusal(path) == "not-a-file"


@pytest.mark.skipif(sys.platform == "win32", reason="devices of another kind")
def test_that_a_device_and_a_loop_of_links_are_refused(tmp_path: Path) -> None:
    assert refusal(Path("/dev/zero")) == "not-a-file"
    loop = tmp_path / "loop.casefile"
    loop.symlink_to(loop)
    assert refusal(loop) == "not-a-file"


OPEN_AS_NOBODY = f"""
import os, sys, pathlib
from desktop.domain.case.case import Authority
from desktop.store.file.casefile import CaseFileError, open_case_file
from desktop.store.cases.writing import create_case_file
if os.getuid() == 0:
    os.setuid({NOBODY})
for verb in (open_case_file, lambda path: create_case_file(path.with_name("new.casefile"), ())):
    try:
        verb(pathlib.Path(sys.argv[1]))
    except CaseFileError as error:
        print(error.problem.code)
"""


def problems_of_nobody(path: Path) -> list[str]:
    """The problems of opening a file, and of creating another beside it, without the right to do so."""
    command = [sys.executable, "-c", OPEN_AS_NOBODY, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.split()


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of another kind")
def test_that_a_file_that_may_not_be_read_is_refused(copy: Path) -> None:
    for folder in list(copy.parents)[:3]:
        folder.chmod(0o755)
    copy.chmod(0)
    copy.parent.chmod(0o555)
    try:
        assert problems_of_nobody(copy) == ["no-permission", "no-permission"]
        copy.parent.chmod(0o600)
        assert problems_of_nobody(copy)[0] == "no-permission"
    finally:
        copy.parent.chmod(0o700)


def test_that_a_newer_schema_asks_for_an_update(copy: Path) -> None:
    change(copy, "PRAGMA user_version = 99")
    assert refusal(copy) == "newer"


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE fines ADD COLUMN paid_by TEXT",
        "DROP TABLE payments",
        "CREATE TABLE notes (id INTEGER)",
        "CREATE VIEW all_fines AS SELECT * FROM fines",
        "CREATE TRIGGER t AFTER INSERT ON fines BEGIN DELETE FROM events; END",
        "DROP INDEX events_by_investigation",
        "CREATE VIRTUAL TABLE words USING fts5(text)",
    ],
)
def test_that_a_changed_schema_is_refused(copy: Path, statement: str) -> None:
    change(copy, statement)
    assert refusal(copy) == "schema"


def test_that_statistics_of_sqlite_change_nothing(copy: Path) -> None:
    change(copy, "ANALYZE")
    open_case_file(copy).close()


def test_that_investigations_without_their_authority_are_shown_in_utc(copy: Path) -> None:
    change(copy, "PRAGMA foreign_keys = OFF", "DELETE FROM authorities WHERE short_name = 'CNIL'")
    with closing(open_case_file(copy)) as file:
        case = load_case(file, "fr-cnil-clearview")
        assert len(load_cases(file)) == 53
    assert case is not None
    assert case.investigation.authority == Authority("", "", "", "UTC", "")
    assert len(case.terms) == 1


def test_that_a_damaged_index_is_damage(copy: Path) -> None:
    change(copy, "PRAGMA writable_schema = ON", "DELETE FROM sqlite_schema WHERE name = 'events_by_day'")
    data = bytearray(copy.read_bytes())
    change(copy, "CREATE INDEX events_by_day ON events (date_end)")
    with closing(sqlite3.connect(copy, isolation_level=None)) as writer:
        writer.execute("PRAGMA writable_schema = ON")
        sql = "CREATE INDEX events_by_day ON events (date_start)"
        writer.execute("UPDATE sqlite_schema SET sql = :sql WHERE name = 'events_by_day'", {"sql": sql})
    assert data != copy.read_bytes()
    assert refusal(copy) == "damaged"


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("PRAGMA ignore_check_constraints = ON; UPDATE case_file SET id = 2", "case_file 2, id: “2” is not"),
    ],
)
def test_that_a_cell_that_breaks_a_constraint_is_one_bad_cell(
    copy: Path, statement: str, sentence: str
) -> None:
    change(copy, *statement.split("; "))
    with closing(open_case_file(copy)) as file:
        (problem,) = row_problems(file)
    assert problem.sentence.startswith(sentence)


@pytest.mark.parametrize("missing", [1, 100, 4096, 50_000])
def test_that_a_truncated_file_is_damaged(copy: Path, missing: int) -> None:
    os.truncate(copy, copy.stat().st_size - missing)
    assert refusal(copy) == "damaged"


def test_that_a_file_being_written_is_locked(copy: Path) -> None:
    with closing(sqlite3.connect(copy, isolation_level=None)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        assert refusal(copy) == "locked"


def test_that_we_never_block_a_writer(copy: Path) -> None:
    with closing(open_case_file(copy)) as file, closing(sqlite3.connect(copy, timeout=0)) as writer:
        load_cases(file)
        writer.execute("UPDATE investigations SET status = 'changed'")
        writer.commit()
        assert {case.investigation.status for case in load_cases(file)} == {"changed"}


def test_that_a_misspelt_column_stays_a_bug(sample_path: Path) -> None:
    with closing(open_case_file(sample_path)) as file, pytest.raises(sqlite3.OperationalError):
        file.rows("SELECT titel FROM investigations")


@pytest.mark.parametrize(
    "statement",
    ["ATTACH ':memory:' AS other", "PRAGMA query_only = OFF", "SELECT load_extension('x')"],
)
def test_that_the_open_connection_denies_what_reaches_out(sample_path: Path, statement: str) -> None:
    with closing(open_case_file(sample_path)) as file, pytest.raises(sqlite3.DatabaseError):
        file.connection.execute(statement)


def test_that_nothing_can_be_written_through_it(sample_path: Path) -> None:
    with closing(open_case_file(sample_path)) as file, pytest.raises(sqlite3.OperationalError):
        file.connection.execute("DELETE FROM events")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET lane = 'balcony' WHERE id = 1",
        "UPDATE events SET date_start = '2024-02-30' WHERE id = 1",
        "UPDATE events SET date_precision = 'hour' WHERE id = 1",
    ],
)
def test_that_an_event_that_cannot_be_is_left_out(copy: Path, statement: str) -> None:
    with closing(open_case_file(copy)) as file:
        whole = load_case(file, "at-dsb-clearview")
    change(copy, statement)
    with closing(open_case_file(copy)) as file:
        left = load_case(file, "at-dsb-clearview")
    assert whole is not None
    assert left == dataclasses.replace(whole, events=whole.events[1:])


def test_that_a_missing_day_leaves_its_penalty_without_a_figure(copy: Path) -> None:
    change(copy, "UPDATE penalty_terms SET last_day = '2024-01-01', last_day_known_on = NULL WHERE id = 1")
    with closing(open_case_file(copy)) as file:
        unread = [terms.unread for case in load_cases(file) for terms in case.terms if terms.unread]
    assert unread == [
        ("penalty_terms 1, last_day_known_on: NULL is not given where last_day is given (2024-01-01)",)
    ]


def test_that_a_file_that_breaks_while_it_is_open_is_damage(copy: Path) -> None:
    with closing(open_case_file(copy)) as file:
        change(copy, "PRAGMA user_version = 1", "UPDATE events SET title = title || '.'")
        os.truncate(copy, 8192)
        with pytest.raises(CaseFileError) as caught:
            load_cases(file)
    assert caught.value.problem.code == "damaged"


def test_that_a_table_dropped_while_it_is_open_is_told_and_no_bug(copy: Path) -> None:
    with closing(open_case_file(copy)) as file:
        change(copy, "DROP TABLE payments")
        with pytest.raises(CaseFileError) as caught:
            load_cases(file)
        assert caught.value.problem.code == "schema"
        with pytest.raises(CaseFileError):
            file.check_tables()


def test_that_rows_deleted_while_it_is_open_leave_the_others(copy: Path) -> None:
    with closing(open_case_file(copy)) as file:
        before = load_cases(file)
        change(
            copy,
            "PRAGMA foreign_keys = OFF",
            "DELETE FROM investigations WHERE id = 1",
            "DELETE FROM authorities",
        )
        file.check_tables()
        after = load_cases(file)
        assert {case.investigation.authority.zone for case in after} == {"UTC"}
        assert [case.terms for case in after] == [case.terms for case in before[1:]]
        assert load_case(file, before[0].investigation.slug) is None
        assert {one.table for one in row_problems(file)} >= {
            "investigations",
            "events",
            "investigation_sources",
        }


def test_that_text_that_is_no_utf_8_is_shown_and_no_crash(copy: Path) -> None:
    change(copy, "UPDATE investigations SET note = CAST(X'436166E9' AS TEXT) WHERE id = 1")
    with closing(open_case_file(copy)) as file:
        assert load_cases(file)[0].investigation.note == "Caf\N{REPLACEMENT CHARACTER}"


def test_that_flipped_bytes_raise_nothing_but_case_file_errors(sample_path: Path, tmp_path: Path) -> None:
    original = sample_path.read_bytes()
    chance = random.Random(20221019)
    path = tmp_path / "flipped.casefile"
    refused = 0
    tried = counted(300)
    for _ in range(tried):
        data = bytearray(original)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        try:
            with closing(open_case_file(path)) as file:
                for case in load_cases(file)[:5]:
                    load_case(file, case.investigation.slug)
                tuple(documents(file, outlines(file)))
        except CaseFileError:
            refused += 1
    assert 0 < refused < tried


def test_that_a_table_whose_text_is_bytes_is_none_of_ours(copy: Path) -> None:
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_schema SET sql = CAST(sql AS BLOB) WHERE name = 'stays'")
    assert refusal(copy) in {"schema", "damaged"}
