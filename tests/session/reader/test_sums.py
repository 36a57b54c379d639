"""The Overview made in slices, between which the worker answers others."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.domain.days.asof import AsOf
from desktop.domain.listing.facets import Query
from desktop.session.reader.reader import Reader
from desktop.store.cases.cases import load_cases
from desktop.store.index.figures import load_book
from tests.benchmarks.generate import write_benchmark_file
from tests.whole import load_holdings
from tests.whole import overview_of as all_at_once

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.domain.case.case import Case
    from desktop.domain.case.ids import CaseId
    from desktop.domain.overview.overview import Overview

pytestmark = pytest.mark.costly

SIZE = 120
# Hindsight of a day before the last news: nothing that was prepared serves it.
EARLY = AsOf(date(2012, 1, 1), picked=date(2011, 6, 1), hindsight=True)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sums") / "made.casefile"
    write_benchmark_file(path, SIZE)
    return path


@pytest.fixture
def reader(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    """A reader of a file that counts as one of many penalties; each of its slices is as short as can be."""
    monkeypatch.setattr("desktop.domain.overview.build.FEW", 0)
    monkeypatch.setattr("desktop.session.reader.sums.FEW", 0)
    monkeypatch.setattr("desktop.session.reader.sums._SLICE", 1e-6)
    reader = Reader(tmp_path / "index")
    reader.open(made)
    yield reader
    reader.close()


def at_once(reader: Reader, as_of: AsOf) -> Overview:
    file, index = reader.file, reader.index
    assert file is not None
    assert index is not None
    book, holdings = load_book(index, hindsight=as_of.hindsight), load_holdings(index)
    assert book is not None
    assert holdings is not None
    cases = {case.investigation.id: case for case in load_cases(file)}

    def load(ids: tuple[CaseId, ...]) -> tuple[Case, ...]:
        return tuple(cases[one] for one in ids)

    return all_at_once(book, holdings, load, as_of)


def test_that_slices_come_to_the_same_as_all_at_once(reader: Reader) -> None:
    for as_of in (EARLY, AsOf(date(2026, 11, 1)), AsOf(date(2026, 11, 1), picked=date(2400, 1, 1))):
        slices = 0
        while (summed := reader.overview(as_of)).goes_on:
            slices += 1
        assert summed.overview is not None
        # Read from the index the investigations have no events, which tell no sums.
        expected = at_once(reader, as_of)
        for name in ("running", "contingent", "liquidated", "curves", "next_change", "running_orders"):
            assert getattr(summed.overview, name) == getattr(expected, name), name
        assert slices > 1


def test_that_others_are_answered_between_two_slices(reader: Reader) -> None:
    assert reader.overview(EARLY).goes_on
    found = reader.listing(Query(text="hearing"), EARLY)
    assert found is not None
    assert found.complete
    assert reader.overview(EARLY).goes_on


def test_that_what_was_gathered_for_one_day_serves_the_next(reader: Reader) -> None:
    first = sum(1 for _ in iter(lambda: reader.overview(EARLY).goes_on, False))
    later = EARLY._replace(picked=date(2011, 6, 2))
    second = sum(1 for _ in iter(lambda: reader.overview(later).goes_on, False))
    assert second < first
