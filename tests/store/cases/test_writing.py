from __future__ import annotations

import sqlite3
import stat
import sys
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlite_utils import Database

from desktop.domain.case.case import DatedStage, FineStage
from desktop.domain.days.edtf import parse_edtf
from desktop.domain.money import Money
from desktop.domain.source import Source
from desktop.store.cases.cases import load_case, load_cases, load_named
from desktop.store.cases.citing import load_cited
from desktop.store.cases.writing import create_case_file
from desktop.store.file.casefile import open_case_file
from desktop.store.file.errors import CaseFileError
from desktop.store.file.migrations import MIGRATIONS
from desktop.store.file.schema import APPLICATION_ID, SCHEMA_VERSION
from desktop.store.index.documents import documents, outlines
from tests.sampled import sampled

if TYPE_CHECKING:
    from pathlib import Path


def test_that_every_case_comes_back_as_it_was_written(sample_path: Path) -> None:
    with closing(open_case_file(sample_path)) as file:
        for case in sampled():
            assert load_case(file, case.investigation.slug) == case


def test_that_the_cases_of_the_list_come_without_their_events(sample_path: Path) -> None:
    with closing(open_case_file(sample_path)) as file:
        assert load_cases(file) == tuple(replace(case, events=()) for case in sampled())


def test_that_the_stages_of_a_fine_come_back_with_their_sources(tmp_path: Path) -> None:
    case = next(case for case in sampled() if case.fines)
    stages = (
        DatedStage(
            FineStage.IMPOSED, parse_edtf("2022-10-17"), None, Money(2_000_000_000, "EUR"), "As printed"
        ),
        DatedStage(FineStage.SUSPENDED, None, date(2023, 6, 2), sources=(Source("https://example.org/"),)),
    )
    staged = replace(case, fines=(replace(case.fines[0], stages=stages), *case.fines[1:]))
    create_case_file(tmp_path / "staged.casefile", [staged])
    with closing(open_case_file(tmp_path / "staged.casefile")) as file:
        assert load_case(file, case.investigation.slug) == staged
        cited = [
            one for one in load_cited(file, int(case.investigation.id)) if one.key.table == "fine_stages"
        ]
    assert [one.words for one in cited] == ["imposed", "suspended"]
    assert [len(one.sources) for one in cited] == [0, 1]
    assert [one.key.place for one in cited] == [0, 1]


def test_that_cases_read_together_are_those_read_alone(sample_path: Path) -> None:
    every = {case.investigation.slug: case for case in sampled()}
    with closing(open_case_file(sample_path)) as file:
        assert load_named(file, (*every, "fr-cnil-nobody")) == every
        assert load_named(file, ("nl-acm-apple",)) == {"nl-acm-apple": every["nl-acm-apple"]}


def test_that_an_unknown_slug_gives_nothing(sample_path: Path) -> None:
    with closing(open_case_file(sample_path)) as file:
        assert load_case(file, "fr-cnil-nobody") is None


def test_that_a_file_may_hold_no_case(tmp_path: Path) -> None:
    path = tmp_path / "none.casefile"
    create_case_file(path, ())
    with closing(open_case_file(path)) as file:
        assert load_cases(file) == ()
        assert tuple(documents(file, outlines(file))) == ()
        assert file.info.investigations == 0


def test_that_the_words_of_an_investigation_hold_its_parties_references_and_events(sample_path: Path) -> None:
    with closing(open_case_file(sample_path)) as file:
        texts = {one.case_id: "\n".join((*one.head, *one.body)) for one in documents(file, outlines(file))}
        slugs = {case.investigation.slug: case.investigation.id for case in load_cases(file)}
    assert len(texts) == 53
    for words in (
        "CNIL v. Clearview AI",
        "SAN-2022-019",
        "Commission nationale",
        "Sitting of the restricted",
    ):
        assert words in texts[slugs["fr-cnil-clearview"]]


def test_that_another_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "there.casefile"
    path.write_text("mine")
    with pytest.raises(CaseFileError) as caught:
        create_case_file(path, ())
    assert caught.value.problem.code == "exists"
    assert path.read_text() == "mine"


def test_that_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError) as caught:
        create_case_file(tmp_path / "no" / "x.casefile", ())
    assert caught.value.problem.code == "not-written"


def test_that_a_case_that_cannot_be_written_leaves_no_file(tmp_path: Path) -> None:
    case = next(case for case in sampled() if case.fines)
    broken = replace(case, fines=(replace(case.fines[0], amount=Money(2**63, "EUR")),))
    with pytest.raises(OverflowError):
        create_case_file(tmp_path / "x.casefile", (broken,))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of another kind")
def test_that_only_its_owner_may_read_a_new_file(sample_path: Path) -> None:
    assert stat.S_IMODE(sample_path.stat().st_mode) == 0o600


def test_that_a_case_file_is_marked_and_is_one_file(sample_path: Path) -> None:
    with closing(sqlite3.connect(sample_path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        kinds = connection.execute("SELECT DISTINCT type FROM sqlite_schema ORDER BY type").fetchall()
    assert kinds == [("index",), ("table",)]


def test_that_every_table_of_ours_is_strict(sample_path: Path) -> None:
    with closing(sqlite3.connect(sample_path)) as connection:
        tables = connection.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'")
        loose = {name for name, strict in tables if not strict}
    assert loose == {"sqlite_schema", "_sqlite_migrations"}


def test_that_there_is_one_migration_for_each_schema_version(sample_path: Path) -> None:
    with closing(sqlite3.connect(sample_path)) as connection:
        database = Database(connection, execute_plugins=False)
        assert MIGRATIONS.pending(database) == []
        assert len(MIGRATIONS.applied(database)) == SCHEMA_VERSION


def test_that_two_new_files_have_two_ids(tmp_path: Path) -> None:
    uids = set()
    for name in ("a", "b"):
        create_case_file(tmp_path / name, ())
        with closing(open_case_file(tmp_path / name)) as file:
            uids.add(file.uid)
    assert len(uids) == 2
