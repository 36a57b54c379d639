from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

import pytest

from desktop.store.file.casefile import open_case_file
from desktop.store.file.errors import CaseFileError
from desktop.store.file.opening import check_header
from desktop.store.file.repairing import save_repaired
from tests.counts import counted

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.file import Repair

PAGE = 4096


class Damaged(NamedTuple):
    """A copy of a sound file in memory, to be damaged page by page."""

    data: bytearray

    def wipe(self, page: int) -> None:
        """Fill a page with zeros."""
        self.data[(page - 1) * PAGE : page * PAGE] = bytes(PAGE)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory, few_path: Path) -> Path:
    """A file whose events fill many pages."""
    path = tmp_path_factory.mktemp("sound") / "sound.casefile"
    path.write_bytes(few_path.read_bytes())
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE events SET description = printf('%.900c', 'x')")
    return path


def leaves(data: bytes, root: int) -> list[int]:
    """The leaf pages of a table of two levels: the children named in the cells of its root page."""
    at = (root - 1) * PAGE
    assert data[at] == 5  # an inner page of a table
    count = int.from_bytes(data[at + 3 : at + 5], "big")
    cells = [int.from_bytes(data[at + 12 + 2 * place : at + 14 + 2 * place], "big") for place in range(count)]
    return [
        *(int.from_bytes(data[at + cell : at + cell + 4], "big") for cell in cells),
        int.from_bytes(data[at + 8 : at + 12], "big"),
    ]


def root_of(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        return int(connection.execute(sql, (table,)).fetchone()[0])


def rows(path: Path, table: str) -> dict[int, tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return {row[0]: row for row in connection.execute(f"SELECT * FROM {table}")}  # noqa: S608 - ours


def repaired(folder: Path, data: bytes) -> tuple[Path, Repair]:
    source, path = folder / "damaged.casefile", folder / "repaired.casefile"
    source.write_bytes(data)
    repair = save_repaired(source, path)
    assert source.read_bytes() == data
    assert sorted(one.name for one in folder.iterdir()) == ["damaged.casefile", "repaired.casefile"]
    return path, repair


def test_that_a_sound_file_is_copied_whole(tmp_path: Path, sound: Path) -> None:
    path, repair = repaired(tmp_path, sound.read_bytes())
    assert repair.losses == ()
    assert repair.taken > 1_000
    for table in repair.tables:
        assert rows(path, table.table) == rows(sound, table.table)
    with closing(open_case_file(path)) as file, closing(open_case_file(sound)) as before:
        assert (file.uid, file.version) == (before.uid, before.version)


def test_that_only_the_rows_of_a_destroyed_page_are_lost(tmp_path: Path, sound: Path) -> None:
    data = Damaged(bytearray(sound.read_bytes()))
    pages = leaves(bytes(data.data), root_of(sound, "events"))
    assert len(pages) > 5
    data.wipe(pages[2])
    source = tmp_path / "seen.casefile"
    source.write_bytes(data.data)
    with pytest.raises(CaseFileError) as caught:
        open_case_file(source)
    assert caught.value.problem.code == "damaged"
    source.unlink()
    path, repair = repaired(tmp_path, bytes(data.data))
    (loss,) = repair.losses
    every, left = rows(sound, "events"), rows(path, "events")
    assert left.items() <= every.items()
    gone = sorted(every.keys() - left.keys())
    assert 0 < len(gone) < 10
    assert (loss.table, loss.lost, list(loss.ids), loss.is_cut) == ("events", len(gone), gone, False)
    open_case_file(path).close()


def test_that_a_table_without_its_first_page_is_told_of_and_all_others_are_kept(
    tmp_path: Path, sound: Path
) -> None:
    data = Damaged(bytearray(sound.read_bytes()))
    data.wipe(root_of(sound, "events"))
    path, repair = repaired(tmp_path, bytes(data.data))
    (loss,) = repair.losses
    assert (loss.table, loss.taken, loss.is_cut) == ("events", 0, True)
    assert rows(path, "investigations") == rows(sound, "investigations")


def test_that_a_copy_cut_short_a_spoilt_header_and_random_bytes_leave_what_can_be_read(
    tmp_path: Path, sound: Path
) -> None:
    chance, data = random.Random(7), sound.read_bytes()
    spoilt = [data[: len(data) - 20 * PAGE], b"x" * 16 + data[16:], data[:60] + bytes(4) + data[64:]]
    for _ in range(counted(60)):
        bytes_ = bytearray(data)
        for _ in range(chance.randint(1, 30)):
            bytes_[chance.randrange(PAGE, len(data))] = chance.randrange(256)
        spoilt.append(bytes(bytes_))
    for number, one in enumerate(spoilt):
        folder = tmp_path / str(number)
        folder.mkdir()
        path, repair = repaired(folder, one)
        assert repair.taken > 100
        for table in ("investigations", "authorities"):
            taken = next(found.taken for found in repair.tables if found.table == table)
            assert len(rows(path, table)) == taken


def test_that_nothing_is_written_where_nothing_can_be_read_or_a_file_is_there(
    tmp_path: Path, sound: Path
) -> None:
    path, other = tmp_path / "new.casefile", tmp_path / "other.casefile"
    other.write_bytes(b"mine")
    for name, data, target, code in (
        ("picture.casefile", b"\x89PNG" + bytes(8_000), path, "beyond-repair"),
        ("sound.casefile", sound.read_bytes(), other, "exists"),
        ("same.casefile", sound.read_bytes(), tmp_path / "same.casefile", "exists"),
        ("lost.casefile", sound.read_bytes(), tmp_path / "none" / "new.casefile", "no-folder"),
        ("newer.casefile", newer(sound.read_bytes()), path, "newer"),
    ):
        source = tmp_path / name
        source.write_bytes(data)
        with pytest.raises(CaseFileError) as caught:
            save_repaired(source, target)
        assert caught.value.problem.code == code
        assert source.read_bytes() == data
    assert other.read_bytes() == b"mine"
    assert not path.exists()
    assert not list(tmp_path.glob(".*"))
    with pytest.raises(CaseFileError):
        check_header(tmp_path / "picture.casefile")


def newer(data: bytes) -> bytes:
    return data[:60] + (9).to_bytes(4, "big") + data[64:]
