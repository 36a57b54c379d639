"""What is kept while answers are late, files change and another window writes: nothing is lost of either."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from desktop.domain.listing.facets import Query
from desktop.domain.listing.saved_view import SavedView, added, renamed, without
from desktop.exchange.own.saved_views import view_shelf
from desktop.session.keeping import Keeping
from desktop.store.side.opening import side_path
from tests.counts import SEED, counted

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.domain.file import Problem

pytestmark = pytest.mark.usefixtures("qapp")
Views = tuple[SavedView, ...]


class LateRunner:
    """A worker whose jobs run, and whose answers come, when the test says so; in order."""

    def __init__(self) -> None:
        self.waiting: dict[str, tuple[Callable[[], Any], Callable[[Any], None]]] = {}
        self.answers: list[tuple[Callable[[Any], None], Any]] = []

    def submit(self, key: str, job: Any, answer: Any, _: object) -> None:
        self.waiting.pop(key, None)
        self.waiting[key] = job, answer

    def work(self) -> None:
        """Run the job that waits longest."""
        if self.waiting:
            job, answer = self.waiting.pop(next(iter(self.waiting)))
            self.answers.append((answer, job()))

    def hand_over(self) -> None:
        """Hand over the answer that waits longest."""
        if self.answers:
            answer, value = self.answers.pop(0)
            answer(value)

    def drop(self, *, but: str) -> None:
        """Forget what waits and what was answered, as when a file is opened."""
        assert but
        self.waiting.clear()
        self.answers.clear()

    def settle(self) -> None:
        """Run and hand over everything."""
        while self.waiting or self.answers:
            self.work()
            self.hand_over()


class Window:
    """What one window shows of the views of a file."""

    def __init__(self, folder: Path) -> None:
        self.views: Views = ()
        self.told: list[Problem] = []
        self.runner = LateRunner()
        self.keeping: Keeping[Views] = Keeping(view_shelf(), self.runner, self.show, self.told.append)  # type: ignore[arg-type]  # as much of a runner as is needed
        self.keeping.keep_in(folder)
        self.open()

    def open(self, identity: str = "id") -> None:
        self.keeping.open(identity)
        self.runner.settle()

    def show(self, views: Views) -> None:
        self.views = views

    def set(self, views: Views) -> None:
        self.views = views
        self.keeping.save(views)

    def add(self, name: str) -> None:
        self.set(added(self.views, view(name)))

    @property
    def names(self) -> list[str]:
        return [one.name for one in self.views]


def view(name: str, text: str = "") -> SavedView:
    return SavedView(name, Query(text=text or name))


@pytest.fixture
def window(tmp_path: Path) -> Window:
    return Window(tmp_path)


@pytest.fixture
def other(window: Window, tmp_path: Path) -> Window:
    assert window.views == ()
    return Window(tmp_path)


def test_that_what_is_changed_while_it_is_written_is_written_next(window: Window, other: Window) -> None:
    window.add("A")
    window.runner.work()
    other.add("X")
    other.runner.settle()
    window.set(renamed(window.views, "A", "B"))
    window.add("C")
    window.runner.settle()
    assert sorted(window.names) == ["B", "C", "X"]
    other.keeping.look()
    other.runner.settle()
    assert other.names == window.names


def test_that_what_was_written_and_taken_back_meanwhile_is_gone(window: Window, other: Window) -> None:
    window.add("A")
    window.runner.work()
    window.set(without(window.views, "A"))
    window.runner.settle()
    other.keeping.look()
    other.runner.settle()
    assert (window.names, other.names) == ([], [])


def test_that_a_look_under_way_does_not_hide_what_was_added_meanwhile(window: Window, other: Window) -> None:
    other.add("X")
    other.runner.settle()
    window.keeping.look()
    window.runner.work()
    window.add("A")
    window.runner.settle()
    assert sorted(window.names) == ["A", "X"]


def test_that_what_waited_when_the_worker_forgot_it_is_written(window: Window, other: Window) -> None:
    window.add("A")
    window.runner.drop(but="file")
    window.open("another")
    assert window.names == []
    window.open()
    assert window.names == ["A"]
    other.keeping.look()
    other.runner.settle()
    assert other.names == ["A"]


def test_that_what_could_not_be_written_is_told_once_and_written_later(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.add("A")
    window.runner.settle()
    monkeypatch.setattr("desktop.store.side.opening._WAIT", 0.0)
    with closing(sqlite3.connect(side_path(tmp_path / "side", "id"), isolation_level=None)) as locking:
        locking.execute("BEGIN EXCLUSIVE")
        for name in ("B", "C"):
            window.add(name)
            window.runner.settle()
        window.keeping.look()
        window.runner.settle()
        assert [problem.code for problem in window.told] == ["views-locked"]
        assert window.names == ["A", "B", "C"]
    window.keeping.look()
    window.runner.settle()
    assert Window(tmp_path).names == ["A", "B", "C"]


def test_that_one_that_cannot_be_read_is_told_of_and_stays(window: Window, tmp_path: Path) -> None:
    window.add("A")
    window.runner.settle()
    with closing(sqlite3.connect(side_path(tmp_path / "side", "id"), isolation_level=None)) as writing:
        writing.execute(
            "INSERT INTO kept (kind, owner, position, name, body) VALUES ('views', '', 9, 'Z', '{')"
        )
    again = Window(tmp_path)
    assert [problem.code for problem in again.told] == ["views-part-damaged"]
    again.set(())
    again.runner.settle()
    assert again.names == []
    assert len(again.told) == 1
    with closing(sqlite3.connect(side_path(tmp_path / "side", "id"))) as reading:
        assert reading.execute("SELECT name FROM kept").fetchall() == [("Z",)]


def test_that_in_any_order_of_late_answers_every_view_stays_until_it_is_removed(tmp_path: Path) -> None:
    draw = random.Random(SEED)
    for number in range(counted(200)):
        folder, alive, moved = tmp_path / f"{number}", set[str](), set[str]()
        windows = [Window(folder), Window(folder)]
        for step in range(40):
            window = draw.choice(windows)
            match draw.randrange(8):
                case 0 | 1:
                    window.add(f"{step}")
                    alive.add(f"{step}")
                case 2 if window.views:
                    gone = draw.choice(window.views)
                    window.set(without(window.views, gone.name))
                    alive.discard(gone.query.text)
                case 3 if window.views:
                    one = draw.choice(window.views)
                    window.set(renamed(window.views, one.name, f"renamed {step}"))
                    moved.add(one.query.text)
                case 4 | 5:
                    window.runner.work()
                case 6:
                    window.runner.hand_over()
                case _:
                    window.keeping.look()
        for window in (*windows, *windows):
            window.runner.settle()
            window.keeping.look()
            window.runner.settle()
        kept = [one.query.text for one in Window(folder).views]
        assert len(set(kept)) == len(kept), number
        # What one removed and the other gave a new name meanwhile, stays.
        assert alive <= set(kept) <= alive | moved, number
        for window in windows:
            assert sorted(one.query.text for one in window.views) == sorted(kept), number
