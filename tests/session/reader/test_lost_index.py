"""The index is lost while the file is open: caches are emptied, disks fail."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.domain.days.asof import AsOf
from desktop.domain.listing.facets import Query
from desktop.session.reader.open_file import FEW
from desktop.session.reader.reader import Reader
from desktop.store.file.watch import Sight
from desktop.store.index.faults import throw_away
from tests.benchmarks.generate import write_benchmark_file
from tests.inline import overview_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.store.index.opening import Index

pytestmark = pytest.mark.costly

AS_OF = AsOf(date(2026, 11, 1))
SIZE = 60


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lost") / "made.casefile"
    write_benchmark_file(path, SIZE)
    return path


@pytest.fixture
def reader(made: Path, tmp_path: Path) -> Iterator[Reader]:
    reader = Reader(tmp_path / "index")
    reader.open(made)
    yield reader
    reader.close()


def index_of(reader: Reader) -> Index:
    assert reader.index is not None
    return reader.index


def spoil(reader: Reader) -> None:
    """Write over everything in the index file but its first page, and forget what was read of it."""
    index = index_of(reader)
    assert index.path is not None
    index.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
    size = index.path.stat().st_size
    with index.path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (size - 4096))
    index.connection.execute("PRAGMA shrink_memory").close()


def shown(reader: Reader) -> int:
    told = reader.listing(Query(), AS_OF)
    assert told is not None
    return len(reader.rows(tuple(told.ids)))


def test_that_an_index_deleted_while_in_use_is_made_anew(reader: Reader) -> None:
    path = index_of(reader).path
    assert path is not None
    assert shown(reader) == SIZE
    assert reader.look() is Sight.SAME
    throw_away(path)
    assert shown(reader) == SIZE
    assert reader.look() is Sight.CHANGED
    assert reader.refresh(Query()) is not None
    assert path.exists()
    assert index_of(reader).is_in_place
    assert shown(reader) == SIZE
    assert [reader.look(), reader.look()] == [Sight.CHANGED, Sight.SAME]


def test_that_a_damaged_index_answers_from_a_new_one(reader: Reader) -> None:
    spoil(reader)
    reader.renew()
    assert shown(reader) == SIZE
    assert len(reader.suggest("a", 5) or ()) == 5
    assert overview_of(reader, AS_OF) is not None
    assert reader.look() is Sight.CHANGED  # so that a large file is prepared again


def test_that_a_file_whose_index_is_damaged_can_be_opened(made: Path, reader: Reader) -> None:
    spoil(reader)
    reader.close()
    reader.open(made)
    assert shown(reader) == SIZE


def test_that_of_a_large_file_the_beginning_is_shown_until_it_is_prepared_again(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.session.reader.open_file.FEW", SIZE - 1)
    assert FEW >= SIZE
    spoil(reader)
    reader.renew()
    told = reader.listing(Query(), AS_OF)
    assert told is not None
    assert not told.complete
    opened = reader.refresh(Query())
    assert opened is not None
    assert opened.opened.needs_indexing
    reader.build()
    assert shown(reader) == SIZE
