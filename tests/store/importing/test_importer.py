"""Importing into a case file: whole or not at all, each row once, undone as one step."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
import tracemalloc
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from desktop.domain.case.case import Authority, Lane, ProvisionFinding
from desktop.domain.days.period import parse_date
from desktop.domain.edit.change import EditKind
from desktop.domain.edit.imported import ImportedEvent, Key, Taken
from desktop.domain.shared.parties import AUTHORITIES, RESPONDENTS, party_changed
from desktop.store.cases.cases import load_cases
from desktop.store.cases.parties import find_parties, load_party
from desktop.store.cases.writing import create_case_file
from desktop.store.cells.problems import row_problems
from desktop.store.edit.editor import Editor
from desktop.store.edit.errors import EditError
from desktop.store.edit.seals import verify
from desktop.store.file.casefile import open_case_file
from desktop.store.file.errors import CaseFileError
from desktop.store.importing.importer import investigation_names
from tests.counts import IS_LONG, SEED, counted
from tests.store.importing.making import CNIL, case, imported

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.edit.imported import ImportedRow

_NOT_COMPARED = {"changes", "seals", "sqlite_stat1", "_sqlite_migrations"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "a.casefile"
    create_case_file(made, ())
    return made


def tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The rows of every table but the history."""
    with closing(sqlite3.connect(path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {
            name: connection.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall()  # noqa: S608 - from the file
            for name in names
            if name not in _NOT_COMPARED
        }


def test_that_rows_become_investigations_that_the_program_reads(path: Path) -> None:
    done = imported(path, [case(number) for number in range(4)])
    assert (done.new, done.unchanged, done.changed) == (4, 0, [])
    found = tables(path)
    assert [row[4:5] for row in found["respondents"]] == [("",)] * 4  # no country is known
    assert len(found["provisions"]) == 5
    assert [row[3] for row in found["fines"]] == [0, None, 200, None]
    origin = dict(zip(("table", "uid"), found["origins"][1][2:4], strict=True))
    assert origin == {"table": "investigations", "uid": found["investigations"][1][1]}
    assert found["origins"][1][4:] == ("list.csv", "CC BY 4.0", "2026-11-30", "ETid-1", "digest 1", 2)
    assert imported(path, [case(number) for number in range(5)]).new == 1
    assert verify(path).changed == ()
    with closing(open_case_file(path)) as file:
        assert list(row_problems(file)) == []
        assert {row["slug"] for row in file.rows("SELECT slug FROM investigations")} == {
            f"fr-cnil-etid-{number}" for number in range(5)
        }


def test_that_investigations_with_every_fact_known_are_read_back(path: Path) -> None:
    imported(path, [case(0), case(6)])
    with closing(open_case_file(path)) as file:
        cases = {one.investigation.slug: one for one in load_cases(file)}
    one = cases["fr-cnil-etid-6"]
    assert one.investigation.authority == CNIL
    assert [respondent.name for respondent in one.investigation.respondents] == ["Acme 6"]
    assert one.investigation.references == ("SAN-6",)
    assert [decision.decided for decision in one.decisions] == [parse_date("2019-05-24")]
    assert {(held.law, held.article, held.finding) for held in one.provisions} == {
        ("GDPR", "5(1)(a)", ProvisionFinding.BREACHED),
        ("GDPR", "7", ProvisionFinding.BREACHED),
    }
    assert [source.url for source in one.sources] == ["https://example.org/6"]


def test_that_the_same_rows_again_change_nothing_and_changed_rows_are_left_and_named(path: Path) -> None:
    rows: list[ImportedRow] = [case(number) for number in range(20)]
    rows.append(case(90, key=Key(50, "", "no id")))
    assert imported(path, rows).new == 21
    before = path.read_bytes()
    again = imported(path, rows)
    assert (again.new, again.unchanged, again.changed) == (0, 21, [])
    changed = case(3, key=Key(4, "ETid-3", "another digest"), title="Another title")
    third = imported(path, [changed, case(4), case(21)])
    assert (third.new, third.unchanged, third.changed) == (1, 1, [4])
    assert "Another title" not in str(tables(path))
    assert imported(path, [case(3)], Taken("other.csv", "", "2026-11-30")).new == 1
    assert before != path.read_bytes()


def test_that_the_same_file_again_leaves_every_byte(path: Path) -> None:
    rows: list[ImportedRow] = [case(number) for number in range(20)]
    imported(path, rows)
    before = tables(path)
    imported(path, rows)
    assert tables(path) == before
    with closing(sqlite3.connect(path)) as connection:
        batches = connection.execute("SELECT count(DISTINCT batch) FROM changes").fetchone()
    assert batches == (1,)


def test_that_authorities_sources_and_provisions_of_the_file_are_used_again(
    sample_path: Path, tmp_path: Path
) -> None:
    path = tmp_path / "sample.casefile"
    path.write_bytes(sample_path.read_bytes())
    before = {name: len(rows) for name, rows in tables(path).items()}
    with closing(sqlite3.connect(path)) as connection:
        name, short, country, zone, regime = connection.execute(
            "SELECT name, short_name, country, zone, regime FROM authorities ORDER BY id LIMIT 1"
        ).fetchone()
        url = connection.execute("SELECT url FROM sources LIMIT 1").fetchone()[0]
    one = case(
        1,
        authority=Authority(name, short, country, zone, regime),
        sources=(url,),
        provisions=(("GDPR", "6"),),
    )
    imported(path, [one])
    after = {name: len(rows) for name, rows in tables(path).items()}
    assert {name: after[name] - before[name] for name in after if after[name] != before[name]} == {
        **dict.fromkeys(
            ("investigations", "investigation_references", "investigation_respondents", "decisions", "fines"),
            1,
        ),
        **dict.fromkeys(("investigation_provisions", "respondents", "origins"), 1),
        **dict.fromkeys(("investigation_sources", "decision_sources", "fine_sources"), 1),
    }


def test_that_parties_are_known_by_their_other_names(path: Path) -> None:
    imported(path, [case(6)])
    with closing(open_case_file(path)) as file, closing(Editor(path, "You")) as editor:
        for table, words in ((RESPONDENTS, "Acme 6"), (AUTHORITIES, CNIL.name)):
            (listed,) = find_parties(file, table, words)
            party = load_party(file, table, listed.uid)
            assert party is not None
            named = {**party.cells, "name": "Renamed", "short_name": "R"}
            edit = party_changed(party, named, (words,))
            assert edit is not None
            editor.apply(edit)
        again = replace(case(6), key=Key(9, "ETid-9", "digest 9"))
    imported(path, [again])
    after = tables(path)
    assert len(after["investigations"]) == 2
    assert [row[2] for row in after["respondents"]] == [row[2] for row in after["authorities"]] == ["Renamed"]


def test_that_slugs_stay_unique(path: Path) -> None:
    imported(path, [case(1), case(2, key=Key(3, "ETID 1", "x"))])
    imported(path, [case(1)], Taken("other.csv", "", "2026-11-30"))
    assert sorted(str(row[2]) for row in tables(path)["investigations"]) == [
        "fr-cnil-etid-1",
        "fr-cnil-etid-1-2",
        "fr-cnil-etid-1-3",
    ]


def test_that_events_follow_those_of_their_investigation(sample_path: Path, tmp_path: Path) -> None:
    path = tmp_path / "sample.casefile"
    path.write_bytes(sample_path.read_bytes())
    with closing(open_case_file(path)) as file:
        names = investigation_names(file)
    slug = next(iter(names.values()))
    (last,) = _one(
        path,
        "SELECT max(position) FROM events e JOIN investigations i ON i.id = investigation_id WHERE slug = ?",
        slug,
    )
    rows: list[ImportedRow] = [
        ImportedEvent(
            Key(n, "", f"d{n}"),
            slug,
            parse_date("2021-05"),
            "other",
            Lane.COURTS,
            f"E{n}",
            "",
            ("https://x.org",),
        )
        for n in (2, 3)
    ]
    assert imported(path, rows).new == 2
    assert imported(path, rows).unchanged == 2
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(
            "SELECT position, date_start, title FROM events WHERE title LIKE 'E_' ORDER BY id"
        )
        assert found.fetchall() == [(last + 1, "2021-05-01", "E2"), (last + 2, "2021-05-01", "E3")]


def _one(path: Path, sql: str, *values: object) -> tuple[int, ...]:
    with closing(sqlite3.connect(path)) as connection:
        found: tuple[int, ...] = connection.execute(sql, values).fetchone()
    return found


def test_that_an_import_is_undone_and_made_again_as_one_step(sample_path: Path, tmp_path: Path) -> None:
    path = tmp_path / "sample.casefile"
    path.write_bytes(sample_path.read_bytes())
    before = tables(path)
    done = imported(path, [case(number) for number in range(30)])
    after = tables(path)
    with closing(Editor(path, "You")) as editor:
        assert editor.next_undo is not None
        assert (editor.next_undo.kind, editor.next_undo.batch) == (EditKind.IMPORTED, done.batch)
        editor.undo()
        assert tables(path) == before
        editor.redo()
        assert tables(path) == after
        editor.undo()
        assert editor.next_undo is None
    assert imported(path, [case(number) for number in range(30)]).new == 30


def test_that_rows_that_stop_leave_nothing(path: Path) -> None:
    def rows(stop: int) -> Iterator[ImportedRow]:
        for number in range(1_100):
            if number == stop:
                raise KeyboardInterrupt
            yield case(number)

    before = tables(path)
    for stop in (0, 499, 1_001):
        with pytest.raises(KeyboardInterrupt):
            imported(path, rows(stop))
        assert tables(path) == before


def test_that_an_import_asks_for_the_next_row_at_least_every_200_ms(path: Path) -> None:
    gaps: list[float] = []

    def rows() -> Iterator[ImportedRow]:
        before = time.process_time()
        for number in range(1_600):
            yield case(number)
            gaps.append(time.process_time() - before)
            before += gaps[-1]

    imported(path, rows())
    assert max(gaps) < 0.2


def test_that_files_that_cannot_be_written_are_refused(path: Path, tmp_path: Path) -> None:
    with pytest.raises(CaseFileError):
        imported(tmp_path / "no.casefile", [case(1)])
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(EditError, match="Another program is writing"):
            imported(path, [case(1)])
    assert imported(path, [case(1)]).new == 1


@pytest.mark.costly
def test_that_the_memory_for_many_rows_stays_small(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    part = 1 if IS_LONG else 4
    monkeypatch.setattr("desktop.store.importing.importer._CHUNK", 500 // part)
    tracemalloc.start()
    try:
        imported(path, (case(number) for number in range(1_100 // part)))
        few = tracemalloc.get_traced_memory()[1]
        tracemalloc.reset_peak()
        imported(path, (case(number) for number in range(10_000, 10_000 + 2_300 // part)))
        many = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert many < few + 3_000_000 // part


_KILLED = """
import os, sys
from pathlib import Path
from tests.store.importing.making import case, imported
def rows(after):
    for number in range(2_500):
        if number == after:
            os.kill(os.getpid(), 9)
        yield case(number)
kept = Path(sys.argv[1]).read_bytes()
for number, after in enumerate(map(int, sys.argv[2:])):
    path = Path(f"{number}.casefile")
    path.write_bytes(kept)
    if not os.fork():
        imported(path, rows(after))
        os.kill(os.getpid(), 9)
    assert os.wait()[1] == 9
"""


@pytest.mark.costly
def test_that_a_killed_import_leaves_nothing_or_all(path: Path, tmp_path: Path) -> None:
    random, root = Random(SEED), Path(__file__).parents[3]
    imported(path, [case(number) for number in range(40)])
    held = tables(path)
    moments = [2_500, *(random.randrange(40, 2_500) for _ in range(counted(50)))]
    subprocess.run(
        [sys.executable, "-c", _KILLED, path, *map(str, moments)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(root)},
        check=True,
    )
    for number, moment in enumerate(moments):
        killed = tmp_path / f"{number}.casefile"
        found = tables(killed)  # SQLite takes back what was not finished
        if moment == 2_500:
            assert len(found["investigations"]) == 2_500
        else:
            assert found == held
    assert imported(killed, [case(number) for number in range(45)]).new == 5
