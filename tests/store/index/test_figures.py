"""Prepared figures in the index file: written, written anew where a case changed, read, damaged."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.domain.days.asof import AsOf
from desktop.domain.prepared.standing import row_on
from desktop.store.cases.cases import load_cases
from desktop.store.file.casefile import open_case_file
from desktop.store.index.figures import load_book, load_some, write_figures
from desktop.store.index.listed import read_listed
from desktop.store.index.listed_writing import write_listed
from desktop.store.index.opening import open_index
from desktop.store.law.laws import laws_of
from tests.whole import build_overview, build_row, load_holdings, overview_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.store.file.casefile import CaseFile
    from desktop.store.index.opening import Index

pytestmark = pytest.mark.costly

TODAY = date(2026, 11, 22)
DAYS = (
    AsOf(TODAY),
    AsOf(TODAY, picked=date(2023, 2, 8)),
    AsOf(TODAY, picked=date(2023, 2, 8), hindsight=True),
)


@pytest.fixture
def path(few_path: Path, tmp_path: Path) -> Path:
    """A copy of the sample that may be changed."""
    return Path(shutil.copy(few_path, tmp_path / "copy.casefile"))


@pytest.fixture
def file(path: Path) -> Iterator[CaseFile]:
    with closing(open_case_file(path)) as file:
        yield file


@pytest.fixture
def index(file: CaseFile, tmp_path: Path) -> Iterator[Index]:
    with closing(open_index(tmp_path / "cache", file)) as index:
        write_listed(file, index, lambda _done, _total: None)
        yield index


def changed(path: Path, sql: str, *values: int) -> None:
    """Let another program write to the case file."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(sql, values)


DEARER = """
UPDATE penalty_rates SET amount = amount + 100
 WHERE term_id IN (SELECT id FROM penalty_terms WHERE investigation_id = ?)
"""
UNDATED = """
UPDATE fines SET imposed_start = NULL, imposed_end = NULL, imposed_precision = NULL WHERE id % 4 = 0
"""
MOVED = "UPDATE penalty_terms SET investigation_id = ? WHERE investigation_id = ?"


def written(file: CaseFile, index: Index) -> frozenset[int]:
    return write_figures(file, index, lambda _done, _total: None)


def check(file: CaseFile, index: Index) -> None:
    """Rows and the Overview are those of the engine."""
    cases = load_cases(file)
    ids = [case.investigation.id for case in cases]
    holdings = load_holdings(index)
    assert holdings is not None
    for as_of in DAYS:
        rows = read_listed(index, ids, hindsight=as_of.hindsight)
        laws = [laws_of(case.investigation.authority.regime).law for case in cases]
        expected = [build_row(case, as_of, law) for case, law in zip(cases, laws, strict=True)]
        assert [row_on(row, as_of) for row in rows] == expected
        book = load_book(index, hindsight=as_of.hindsight)
        assert book is not None
        found = overview_of(book, holdings, lambda ids: load_some(file, ids), as_of)
        assert found == build_overview(cases, as_of)


def test_that_rows_and_overview_from_the_index_are_those_of_the_engine(file: CaseFile, index: Index) -> None:
    told: list[tuple[int, int]] = []
    anew = write_figures(file, index, lambda done, total: told.append((done, total)))
    assert anew == {case.investigation.id for case in load_cases(file) if case.terms}
    assert told[-1] == (file.info.investigations, file.info.investigations)
    check(file, index)


def test_that_only_what_changed_is_prepared_anew(file: CaseFile, index: Index, path: Path) -> None:
    everything = written(file, index)
    kept = index.blob("sums_of")
    assert written(file, index) == frozenset()
    assert index.blob("sums_of") == kept
    one = min(everything)
    changed(path, DEARER, one)
    assert written(file, index) == {one}
    assert index.blob("sums_of") != kept
    check(file, index)


def test_that_a_penalty_that_is_gone_has_no_figures(file: CaseFile, index: Index, path: Path) -> None:
    everything = written(file, index)
    gone = max(everything)
    changed(path, MOVED, min(everything), gone)
    assert written(file, index) == {min(everything)}
    book = load_book(index)
    assert book is not None
    assert set(book.ids) == everything - {gone}
    check(file, index)


def test_that_a_fine_that_changed_is_summed_anew(file: CaseFile, index: Index, path: Path) -> None:
    written(file, index)
    changed(path, "UPDATE fines SET amount = amount + 1")
    assert written(file, index) == frozenset()
    check(file, index)


def test_that_fines_of_unknown_amount_or_day_are_kept_beside_the_sum(
    file: CaseFile, index: Index, path: Path
) -> None:
    written(file, index)
    before = load_holdings(index)
    changed(path, "UPDATE fines SET amount = NULL, currency = NULL WHERE id % 3 = 0")
    changed(path, UNDATED)
    assert written(file, index) == frozenset()
    check(file, index)
    after = load_holdings(index)
    assert before is not None
    assert after is not None
    assert before.imposed.on(DAYS[0]).apart.number == 0
    (_, _, apart), (_, _, today) = after.imposed.on(DAYS[1]), after.imposed.on(DAYS[0])
    assert apart.amount > 0
    assert apart.day > 0
    assert today.amount > apart.amount
    assert today.day == 0


def test_that_what_was_interrupted_goes_on(file: CaseFile, index: Index) -> None:
    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_figures(file, index, stop)
    assert load_holdings(index) is None
    assert written(file, index) == frozenset()
    check(file, index)


def test_that_sums_reach_to_the_day_asked_for(file: CaseFile, index: Index) -> None:
    write_figures(file, index, lambda _done, _total: None, until=date(2031, 1, 1))
    holdings = load_holdings(index)
    assert holdings is not None
    assert holdings.known.exposure.until == date(2031, 1, 1)


@pytest.mark.parametrize("name", ["sums_latest", "sums_imposed", "sums_known", "sums_hindsight_curves"])
def test_that_damaged_sums_are_as_none(file: CaseFile, index: Index, name: str) -> None:
    written(file, index)
    index.keep(name, b"\0\1\2")
    assert load_holdings(index) is None


def test_that_damaged_figures_are_as_none(file: CaseFile, index: Index) -> None:
    written(file, index)
    index.connection.execute("UPDATE figures SET known = x'0102' WHERE id = (SELECT min(id) FROM figures)")
    assert load_book(index) is None
    assert load_book(index, hindsight=True) is not None
