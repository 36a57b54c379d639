"""Whatever becomes of an index, the case file opens with every row, and what happened is told."""

from __future__ import annotations

import os
import random
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from desktop.domain.days.asof import AsOf
from desktop.domain.listing.facets import Query
from desktop.session.reader.reader import Reader
from desktop.store.file.watch import Sight
from tests.benchmarks.generate import write_benchmark_file
from tests.counts import SEED, dear, some
from tests.disks import small_disk
from tests.inline import overview_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.file import Problem

pytestmark = pytest.mark.costly

ROOT = Path(__file__).parents[3]
AS_OF = AsOf(date(2026, 11, 1))
SIZE = 12
PAGE = 4_096


class Shown(NamedTuple):
    """What a window would show of a file."""

    slugs: tuple[str, ...]
    figures: tuple[bytes, ...]
    found: tuple[int, ...]
    overview: object


def shown(reader: Reader) -> Shown:
    told = reader.listing(Query(), AS_OF)
    found = reader.listing(Query(text="hearing"), AS_OF)
    assert told is not None
    assert found is not None
    assert told.complete
    rows = reader.rows(tuple(told.ids))
    return Shown(
        tuple(row.slug for row in rows),
        tuple(row.figures for row in rows),
        tuple(sorted(found.ids)),
        overview_of(reader, AS_OF),
    )


def opened(path: Path, folder: Path) -> tuple[Shown, Problem | None]:
    """What is shown of a file with the index in a folder, and what is told of that."""
    reader = Reader(folder)
    try:
        problem = reader.open(path, Query()).problem
        found = shown(reader)
        refreshed = reader.refresh(Query())
        return found, problem or (refreshed.opened.problem if refreshed is not None else None)
    finally:
        reader.close()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("spoilt") / "made.casefile"
    write_benchmark_file(path, SIZE)
    return path


def flipped(data: bytearray, draw: random.Random) -> None:
    data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)


def zeroed(data: bytearray, draw: random.Random) -> None:
    start = draw.randrange(0, len(data), PAGE)
    data[start : start + PAGE] = bytes(len(data[start : start + PAGE]))


def garbled(data: bytearray, draw: random.Random) -> None:
    start = draw.randrange(len(data))
    end = min(len(data), start + draw.choice((2, 40, 5_000)))
    data[start:end] = draw.randbytes(end - start)


def exchanged(data: bytearray, draw: random.Random) -> None:
    one, other = (draw.randrange(0, len(data), PAGE) for _ in range(2))
    page = data[one : one + PAGE]
    data[one : one + PAGE], data[other : other + PAGE] = data[other : other + PAGE], page


def cut(data: bytearray, draw: random.Random) -> None:
    del data[draw.randrange(len(data)) :]


def lengthened(data: bytearray, draw: random.Random) -> None:
    data += draw.randbytes(draw.choice((1, PAGE)))


WAYS: tuple[Callable[[bytearray, random.Random], None], ...] = (
    flipped, zeroed, garbled, exchanged, cut, lengthened,
)  # fmt: skip


def spoil(folder: Path, draw: random.Random) -> None:
    """Spoil the index in a folder, or what lies beside it; sometimes so that its time tells nothing."""
    suffix = draw.choices(("", "-seal", "-notes", "-wal"), (12, 1, 1, 1))[0]
    (index,) = folder.glob("*.index")
    path = index.with_name(f"{index.name}{suffix}")
    if suffix == "-wal":
        path.write_bytes(draw.randbytes(draw.choice((10, PAGE))))
        return
    before, data = path.stat(), bytearray(path.read_bytes())
    draw.choice(WAYS)(data, draw)
    path.write_bytes(data)
    if draw.random() < 0.3:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.timeout(1_800)
def test_that_no_spoilt_index_keeps_a_file_shut_or_hides_a_row(made: Path, tmp_path: Path) -> None:
    draw = random.Random(SEED)
    folder = tmp_path / "index"
    whole, _ = opened(made, folder)
    kept = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert len(whole.slugs) == SIZE
    assert whole.found
    told = 0
    for number in range(dear(300)):
        for path in folder.iterdir():
            path.unlink()
        for name, data in kept.items():
            (folder / name).write_bytes(data)
        spoil(folder, draw)
        found, problem = opened(made, folder)
        assert found == whole, number
        if problem is not None:
            told += 1
            assert problem.sentence.startswith("The index of “made.casefile” was damaged.")
    sys.stdout.write(
        f"{dear(300)} spoilt indexes: 0 files kept shut, 0 lists with rows missing, {told} told of\n"
    )
    assert told > dear(300) // 3


@pytest.mark.timeout(1_800)
def test_that_an_index_spoilt_while_it_is_open_hides_no_row(made: Path, tmp_path: Path) -> None:
    draw, folder = random.Random(SEED), tmp_path / "index"
    whole, _ = opened(made, folder)
    for number in range(dear(100)):
        reader = Reader(folder)
        reader.open(made, Query())
        if draw.random() < 0.5:
            assert shown(reader) == whole
        (index,) = folder.glob("*.index")
        data = bytearray(index.read_bytes())
        draw.choice(WAYS)(data, draw)
        # In a process of its own: here it would take the locks away.
        write = "import pathlib, sys; pathlib.Path(sys.argv[1]).write_bytes(sys.stdin.buffer.read())"
        subprocess.run([sys.executable, "-S", "-c", write, str(index)], input=bytes(data), check=True)
        assert reader.look() is Sight.CHANGED
        told = reader.refresh(Query())
        assert told is not None
        assert told.opened.problem is not None, number
        assert shown(reader) == whole, number
        reader.close()
        assert opened(made, folder) == (whole, None)
    sys.stdout.write(f"{dear(100)} indexes spoilt while they were open: 0 lists with rows missing\n")


@pytest.mark.parametrize("left", [0, 64, 300, 4_000])
def test_that_a_full_cache_disk_keeps_no_file_shut(left: int, made: Path, tmp_path: Path) -> None:
    whole, _ = opened(made, tmp_path / "index")
    with small_disk(tmp_path / "small", left) as disk:
        for _ in range(2):
            found, problem = opened(made, disk / "index")
            assert found == whole
        if left < 4_000:
            assert problem is not None
            assert problem.sentence.startswith(
                "There is no room on the disk for the index of “made.casefile”"
            )
            assert problem.sentence.endswith(
                "Everything works without it; it is made anew whenever the file is opened."
            )
            assert [path for path in (disk / "index").glob("*") if path.stat().st_size] == []
        words = [sys.executable, "-m", "desktop", "index", str(made), "--folder", str(disk / "index")]
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == (2 if left < 4_000 else 0)
        assert ("no room" in done.stderr, done.stderr.count("\n")) == (
            (True, 1) if left < 4_000 else (False, 0)
        )
        assert left == 4_000 or list((disk / "index").glob("*")) == []


def test_that_a_folder_that_cannot_be_written_to_keeps_no_file_shut(made: Path, tmp_path: Path) -> None:
    (tmp_path / "blocked").write_text("a file where a folder should be")
    whole, _ = opened(made, tmp_path / "index")
    found, problem = opened(made, tmp_path / "blocked" / "index")
    assert found == whole
    assert problem is not None
    assert problem.code == "index-unwritable"


def test_that_of_a_large_file_a_spoilt_index_is_told_of_and_made_anew(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "index"
    whole, _ = opened(made, folder)
    monkeypatch.setattr("desktop.session.reader.open_file.FEW", SIZE - 1)
    (index,) = folder.glob("*.index")
    index.write_bytes(index.read_bytes()[:-1] + b"?")
    reader = Reader(folder)
    told = reader.open(made, Query())
    assert told.problem is not None
    assert (told.problem.code, told.needs_indexing) == ("index-damaged", True)
    listed = reader.listing(Query(), AS_OF)
    assert listed is not None
    assert not listed.complete
    reader.build()
    assert shown(reader) == whole
    reader.close()


@pytest.mark.parametrize("rest", ["", "-seal", "-notes", "-wal", "-shm", "-journal"])
def test_that_whatever_stands_in_the_place_of_an_index_keeps_no_file_shut(
    rest: str, made: Path, few_path: Path, tmp_path: Path
) -> None:
    folder, other = tmp_path / "index", tmp_path / "other.casefile"
    whole, _ = opened(made, folder)
    (index,) = folder.glob("*.index")
    other.write_bytes(few_path.read_bytes())
    path = index.with_name(f"{index.name}{rest}")
    kinds: tuple[Callable[[], object], ...] = (
        path.mkdir,
        lambda: os.mkfifo(path),
        lambda: os.mknod(path, stat.S_IFSOCK | 0o600),
        lambda: path.symlink_to(other),
        lambda: path.symlink_to("/dev/full"),
        lambda: os.link(other, path),
        lambda: path.write_bytes(other.read_bytes()),
    )
    for number, make in some([*enumerate(kinds)]):
        for left in folder.iterdir():
            left.unlink() if not left.is_dir() else left.rmdir()
        make()
        assert opened(made, folder)[0] == whole, number
        assert other.read_bytes() == few_path.read_bytes()
