from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from desktop.domain.days.asof import AsOf
from desktop.domain.listing.facets import FacetKind, SortBy
from desktop.store.cases.cases import load_cases
from desktop.store.cases.first import NEWEST, first_page
from desktop.store.file.casefile import open_case_file
from desktop.store.index.catalogue import load_catalogue
from desktop.store.index.faults import throw_away
from desktop.store.index.finder import suggest
from desktop.store.index.listed import FIRST, first_listed, id_of, read_listed
from desktop.store.index.listed_writing import write_listed
from desktop.store.index.opening import Index, index_path, open_index
from tests.benchmarks.generate import write_benchmark_file
from tests.counts import IS_LONG
from tests.whole import build_row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.store.file.casefile import CaseFile

pytestmark = pytest.mark.costly


COUNT = 300 if IS_LONG else 100


def nothing(_done: int, _total: int) -> None:
    """Nobody is told."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("listed") / "made.casefile"
    write_benchmark_file(path, COUNT)
    return path


@pytest.fixture
def file(made: Path, tmp_path: Path) -> Iterator[CaseFile]:
    path = tmp_path / "copy.casefile"
    path.write_bytes(made.read_bytes())
    with closing(open_case_file(path)) as opened:
        yield opened


@pytest.fixture
def index(file: CaseFile, tmp_path: Path) -> Iterator[Index]:
    with closing(open_index(tmp_path / "index", file)) as opened:
        write_listed(file, opened, nothing)
        yield opened


def change(file: CaseFile, *statements: str) -> None:
    with closing(sqlite3.connect(file.path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def test_that_a_row_says_what_the_row_of_a_case_says(file: CaseFile, index: Index) -> None:
    cases = load_cases(file)
    ids = [case.investigation.id for case in cases]
    as_of = AsOf(today=max(case.investigation.opened.latest for case in cases if case.investigation.opened))
    rows = [build_row(case, as_of) for case in cases]
    listed = read_listed(index, ids)
    assert [(one.id, one.slug, one.name, one.title, one.authority, one.country) for one in listed] == [
        (row.id, row.slug, row.respondent, row.title, row.authority, row.country) for row in rows
    ]
    assert [(one.reference, one.since) for one in listed] == [(row.reference, row.since) for row in rows]
    assert [one.zone for one in listed] == [case.investigation.authority.zone for case in cases]


def test_that_rows_come_in_the_order_asked_for(index: Index) -> None:
    assert [one.id for one in read_listed(index, (7, 3, 9_999, 5))] == [7, 3, 5]


@pytest.mark.parametrize("sort", [SortBy.RESPONDENT, SortBy.AUTHORITY, SortBy.OPENED])
@pytest.mark.parametrize("descending", [False, True])
def test_that_the_first_rows_are_those_of_the_catalogue(index: Index, sort: SortBy, descending: bool) -> None:  # noqa: FBT001
    catalogue = load_catalogue(index)
    assert catalogue is not None
    first = first_listed(index, sort, 40, descending=descending)
    assert first is not None
    expected = [catalogue.ids[place] for place in catalogue.orders[sort, descending][:40]]
    assert [one.id for one in first] == expected


def test_that_the_first_rows_are_found_by_plain_indexes(index: Index) -> None:
    plans: list[str] = []
    with closing(sqlite3.connect(index.path or "")) as connection:
        for statement in FIRST.values():
            plans += [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", {"most": 60})]
    assert plans
    assert not [plan for plan in plans if "TEMP B-TREE" in plan or plan == "SCAN l"]


def test_that_only_what_differs_is_written_again(file: CaseFile, index: Index) -> None:
    assert write_listed(file, index, nothing) == frozenset()
    change(
        file,
        "UPDATE investigations SET title = 'Umlaut Ü' WHERE id = 5",
        "UPDATE respondents SET short_name = 'Renamed' WHERE id ="
        " (SELECT respondent_id FROM investigation_respondents WHERE investigation_id = 9 LIMIT 1)",
    )
    changed = write_listed(file, index, nothing)
    assert {5, 9} <= changed
    assert len(changed) < COUNT
    assert read_listed(index, (5,))[0].title == "Umlaut Ü"
    catalogue = load_catalogue(index)
    assert catalogue is not None
    assert catalogue.values[FacetKind.RESPONDENT].code("Renamed") is not None


def test_that_what_was_changed_bit_by_bit_is_what_is_made_at_once(
    file: CaseFile, index: Index, tmp_path: Path
) -> None:
    for number in ("3", "4", str(COUNT)):
        changed = "UPDATE investigations SET slug = 'zz-' || id, opened_start = NULL WHERE id = {0}"
        change(file, changed.format(number))
        write_listed(file, index, nothing)
    with closing(open_index(tmp_path / "other", file)) as anew:
        write_listed(file, anew, nothing)
        assert load_catalogue(anew) == load_catalogue(index)
        ids = range(1, 301)
        assert read_listed(anew, ids, hindsight=True) == read_listed(index, ids, hindsight=True)


def test_that_a_deleted_investigation_vanishes(file: CaseFile, index: Index) -> None:
    change(file, "PRAGMA foreign_keys = OFF", "DELETE FROM investigations WHERE id = 12")
    write_listed(file, index, nothing)
    catalogue = load_catalogue(index)
    assert catalogue is not None
    assert (catalogue.size, catalogue.place(12)) == (COUNT - 1, None)
    assert read_listed(index, (12,)) == ()


def test_that_an_index_that_is_none_is_made_anew(file: CaseFile, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    path = index_path(folder, file)
    folder.mkdir(exist_ok=True)
    path.write_bytes(b"not a database at all" * 400)
    with closing(open_index(folder, file)) as index:
        write_listed(file, index, nothing)
        assert len(read_listed(index, range(1, COUNT + 1))) == COUNT
        assert path.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA user_version = 99")
    with closing(open_index(folder, file)) as index:
        assert index.done == frozenset()


def test_that_a_damaged_catalogue_is_none(index: Index) -> None:
    data = index.blob("catalogue")
    assert data is not None
    for damaged in (data[:-3], data[: len(data) // 2], b"\xff" * 64, b""):
        index.keep("catalogue", damaged)
        assert load_catalogue(index) is None


def test_that_without_a_place_to_write_the_index_is_kept_in_memory(file: CaseFile, tmp_path: Path) -> None:
    (tmp_path / "blocked").write_text("a file where a folder should be")
    with closing(open_index(tmp_path / "blocked" / "index", file)) as index:
        assert index.path is None
        write_listed(file, index, nothing)
        assert len(read_listed(index, (1, 2))) == 2


def test_that_an_index_thrown_away_leaves_nothing(index: Index, tmp_path: Path) -> None:
    assert index.path is not None
    index.close()
    throw_away(index.path)
    assert list((tmp_path / "index").iterdir()) == []


def test_that_investigations_are_suggested_by_any_part_of_their_names(index: Index) -> None:
    listed = read_listed(index, range(1, 301))
    name = listed[10].name
    assert listed[10].slug in [one.slug for one in suggest(index, name, 300)]
    middle = listed[10].title[3:12]
    assert listed[10].slug in [one.slug for one in suggest(index, middle.upper(), 300)]
    assert suggest(index, "  ", 5) == ()
    assert len(suggest(index, "a", 5)) == 5


def test_that_an_investigation_is_found_by_its_name_in_the_file(index: Index) -> None:
    (one,) = read_listed(index, (7,))
    assert id_of(index, one.slug) == 7
    assert id_of(index, "no such") is None


def test_that_without_an_index_the_first_rows_come_by_a_plain_index(file: CaseFile) -> None:
    rows = first_page(file, 60)
    assert len(rows) == 60
    begins = [row.since for row in rows if row.since is not None]
    assert begins == sorted(begins, reverse=True)
    plan = [row[3] for row in file.connection.execute(f"EXPLAIN QUERY PLAN {NEWEST}", {"most": 60})]
    assert not [line for line in plan if "TEMP B-TREE FOR ORDER BY" in line and "SUBQUERY" in line]
    assert any("investigations_by_opening" in line for line in plan)
