"""A case file that other programs change in any way while the window is open."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, NamedTuple

import pytest
from PySide6.QtWidgets import QLabel

from desktop.store.cases.writing import create_case_file
from tests.counts import IS_LONG, SEED
from tests.making import case_of
from tests.views.standing import opened_anew, standing_window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from desktop.views.window.window import MainWindow

SLUG, OTHER = "fr-cnil-clearview", "nl-ap-clearview"
LOOKS = 2  # a quarter of a second apart, and a lock is waited for as long: within a second
PNG = b"\x89PNG\r\n\x1a\n" + bytes(3_000)
TABLES = ("events", "authorities", "penalty_terms", "fines")
ROUNDS = 300 if IS_LONG else 0  # beyond each way once


class Disturbed(NamedTuple):
    """What another program does to the file for a while, and words that must be said meanwhile, if any."""

    way: Callable[[Path], AbstractContextManager[None]]
    said: str


@pytest.fixture
def path(tmp_path: Path, few_path: Path) -> Path:
    path = tmp_path / "case.casefile"
    shutil.copy(few_path, path)
    return path


@pytest.fixture(scope="module")
def standing(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    folder = tmp_path_factory.mktemp("standing")
    with standing_window(folder / "sample", folder / "index", folder) as made:
        yield made


@pytest.fixture
def window(standing: MainWindow, path: Path) -> MainWindow:
    made = opened_anew(standing, path)
    made.resize(1200, 800)
    made.session.select(SLUG)
    made.session.live.look()
    made.show()
    return made


def look(window: MainWindow) -> None:
    for _ in range(LOOKS):
        window.session.live.look()


def said(window: MainWindow) -> str:
    """What the bar says, if anything is wrong."""
    label = window.fault_bar.findChild(QLabel, "fault_sentence")
    assert label is not None
    return label.text() if window.fault_bar.isVisible() else ""


def execute(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement).close()


@contextmanager
def written_over(path: Path, data: bytes) -> Iterator[None]:
    """Other bytes in place, then the old ones."""
    kept = path.read_bytes()
    path.write_bytes(data)
    yield
    path.write_bytes(kept)


@contextmanager
def truncated(path: Path) -> Iterator[None]:
    kept = path.read_bytes()
    os.truncate(path, len(kept) // 2)
    yield
    path.write_bytes(kept)


@contextmanager
def damaged_inside(path: Path) -> Iterator[None]:
    kept = path.read_bytes()
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xa5" * 60_000)
    yield
    path.write_bytes(kept)


@contextmanager
def moved_away(path: Path) -> Iterator[None]:
    path.rename(path.with_name("aside"))
    yield
    path.with_name("aside").rename(path)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        yield
        writer.execute("ROLLBACK")


@contextmanager
def with_a_log(path: Path) -> Iterator[None]:
    """The log is begun and left while the window is open; each must succeed at once."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as writer:
        assert writer.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
        writer.execute("UPDATE investigations SET note = note || '.' WHERE id = 1")
        yield
        assert writer.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",)


@contextmanager
def without_a_table(path: Path) -> Iterator[None]:
    execute(path, "ALTER TABLE stays RENAME TO elsewhere")
    yield
    execute(path, "ALTER TABLE elsewhere RENAME TO stays")


@contextmanager
def without_rows(path: Path) -> Iterator[None]:
    """What was paid and fixed is deleted, and comes back."""
    kept = path.read_bytes()
    execute(path, "DELETE FROM payments", "DELETE FROM liquidations")
    yield
    path.write_bytes(kept)


@contextmanager
def without_what_rows_point_to(path: Path) -> Iterator[None]:
    """Another program that does not keep references deletes rows that others point to."""
    kept = path.read_bytes()
    own = f"(SELECT id FROM investigations WHERE slug = '{OTHER}')"  # noqa: S608 - a constant
    execute(
        path,
        f"DELETE FROM authorities WHERE id IN (SELECT authority_id FROM investigations WHERE id IN {own})",  # noqa: S608
        f"DELETE FROM penalty_terms WHERE id % 3 = 0 AND id NOT IN {own}",  # noqa: S608
    )
    yield
    path.write_bytes(kept)


@contextmanager
def without_most_investigations(path: Path) -> Iterator[None]:
    kept = path.read_bytes()
    execute(path, f"DELETE FROM investigations WHERE slug NOT IN ('{SLUG}', '{OTHER}')")  # noqa: S608
    yield
    path.write_bytes(kept)


@contextmanager
def made_unreadable(path: Path) -> Iterator[None]:
    """A folder stands in its place."""
    path.rename(path.with_name("aside"))
    path.mkdir()
    yield
    path.rmdir()
    path.with_name("aside").rename(path)


WAYS = (
    Disturbed(lambda path: written_over(path, PNG), "not a case file"),
    Disturbed(lambda path: written_over(path, b""), "empty"),
    Disturbed(lambda path: written_over(path, b"\0" * 4096), "not a case file"),
    Disturbed(truncated, "damaged"),
    Disturbed(damaged_inside, "damaged"),
    Disturbed(moved_away, "no longer in its place"),
    Disturbed(made_unreadable, "folder"),
    Disturbed(locked, "Another program is writing"),
    Disturbed(without_a_table, "its tables are not those"),
    Disturbed(with_a_log, ""),
    Disturbed(without_rows, ""),
    Disturbed(without_what_rows_point_to, ""),
    Disturbed(without_most_investigations, ""),
)


@pytest.mark.timeout(1_200)  # in the long run
def test_that_whatever_happens_to_the_file_is_said_and_recovered_from(window: MainWindow, path: Path) -> None:
    draw = random.Random(SEED)
    session = window.session
    page = session.page
    assert page is not None
    every = len(session.answer.ids)
    ways = [*WAYS, *(draw.choice(WAYS) for _ in range(ROUNDS))]
    for disturbed in ways:
        with disturbed.way(path):
            look(window)
            assert disturbed.said in said(window)
            assert bool(said(window)) == bool(disturbed.said)
            assert session.page is not None
            assert session.page.case.investigation.slug == page.case.investigation.slug
            if draw.random() < 0.5:
                session.select(OTHER)
        look(window)
        assert said(window) == "", disturbed.said
        if session.selected == OTHER:
            assert session.page is not None
            assert session.page.case.investigation.slug == OTHER
            session.select(SLUG)
        assert session.page is not None
        assert session.page.case.events == page.case.events
        assert len(session.answer.ids) == every
    print(f"{len(ways)} disturbances, all said within {LOOKS} looks and recovered from")  # noqa: T201


@pytest.mark.parametrize("way", ["renamed", "written in place", "by a backup"])
def test_that_another_case_file_in_its_place_is_said_and_followed(
    window: MainWindow, path: Path, tmp_path: Path, way: str
) -> None:
    other = tmp_path / "other.casefile"
    create_case_file(other, [case_of(slug="quite-another")])
    if way == "renamed":
        other.replace(path)
    elif way == "written in place":
        path.write_bytes(other.read_bytes())
    else:
        with closing(sqlite3.connect(other)) as source, closing(sqlite3.connect(path)) as target:
            source.backup(target)
    look(window)
    assert "Another case file lies at “case.casefile” now" in said(window)
    session = window.session
    assert session.selected is None
    assert session.info is not None
    assert session.info.investigations == 1
    assert not session.trail.can_go_back
    session.select("quite-another")
    assert session.page is not None


def test_that_the_same_case_file_written_anew_keeps_what_is_chosen(
    window: MainWindow, path: Path, tmp_path: Path
) -> None:
    newer = tmp_path / "newer.casefile"
    shutil.copy(path, newer)
    execute(newer, "UPDATE investigations SET title = 'Newer' WHERE slug = 'fr-cnil-clearview'")
    newer.replace(path)
    look(window)
    assert said(window) == ""
    assert window.session.page is not None
    assert window.session.page.case.investigation.title == "Newer"


def test_that_a_file_still_damaged_is_not_opened_again_at_every_look(window: MainWindow, path: Path) -> None:
    path.write_bytes(PNG)
    look(window)
    runner = window.session._asking.runner
    before = len(runner.keys)  # type: ignore[attr-defined]  # the runner without a thread
    for _ in range(6):
        window.session.live.look()
    assert set(runner.keys[before:]) == {"look"}  # type: ignore[attr-defined]


def test_that_what_is_dismissed_does_not_come_back_while_nothing_changes(
    window: MainWindow, path: Path
) -> None:
    execute(path, "ALTER TABLE stays RENAME TO elsewhere")
    look(window)
    window.fault_bar._dismiss()
    look(window)
    assert said(window) == ""


def test_that_an_investigation_deleted_while_it_is_shown_is_no_longer_chosen(
    window: MainWindow, path: Path
) -> None:
    execute(path, f"DELETE FROM investigations WHERE slug = '{SLUG}'")  # noqa: S608 - a constant
    look(window)
    assert window.session.selected is None
    assert window.session.page is None


@pytest.mark.parametrize("table", TABLES)
def test_that_any_table_dropped_is_said_and_not_a_bug(window: MainWindow, path: Path, table: str) -> None:
    execute(path, f"DROP TABLE {table}")
    window.session.select(OTHER)  # before anybody looked
    look(window)
    assert "its tables are not those" in said(window)
    window.session.list.find("hearing")
    window.session.list.find_all()


def test_that_a_window_on_a_file_lets_another_program_begin_and_leave_a_log(
    window: MainWindow, path: Path
) -> None:
    """As people do it: with the command line of sqlite-utils, in a process of its own."""
    for word, mode in (("enable-wal", "wal"), ("disable-wal", "delete"), ("enable-wal", "wal")):
        done = subprocess.run(
            [sys.executable, "-m", "sqlite_utils", word, str(path)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        with closing(sqlite3.connect(path)) as reader:
            assert reader.execute("PRAGMA journal_mode").fetchone() == (mode,)
        look(window)
        assert said(window) == ""
        window.session.select(OTHER)
        assert window.session.page is not None
        window.session.select(SLUG)
    assert [one.name for one in path.parent.glob("case.casefile-*")] == []
