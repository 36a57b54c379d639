"""Searching that another thread can break off."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from desktop.domain.listing.query import understood
from desktop.store.file.casefile import open_case_file
from desktop.store.index.building import build
from desktop.store.index.finder import Finder
from desktop.store.index.opening import open_index

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(params=["kept", "in memory"])
def finder(request: pytest.FixtureRequest, sample_path: Path, tmp_path: Path) -> Iterator[Finder]:
    folder = tmp_path if request.param == "kept" else None
    with closing(open_case_file(sample_path)) as file, closing(open_index(folder, file)) as index:
        build(file, index, lambda _: None)
        with closing(Finder(index)) as finder:
            yield finder


def test_that_words_are_found(finder: Finder) -> None:
    found = finder.find(understood("clearview"), None)
    assert found is not None
    assert found.complete
    assert len(found.ids) > 10


def test_that_a_search_that_is_broken_off_finds_nothing_and_the_next_one_does(finder: Finder) -> None:
    connection = finder._index.connection
    connection.set_progress_handler(finder.interrupt, 1)
    assert finder.find(understood("clearview"), None) is None
    connection.set_progress_handler(None, 0)
    assert finder.find(understood("clearview"), 5) is not None


def test_that_breaking_off_a_closed_one_does_no_harm(finder: Finder) -> None:
    finder.close()
    finder.interrupt()
