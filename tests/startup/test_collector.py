"""The garbage collector works on the window's thread alone, and only when it is told to."""

from __future__ import annotations

import gc
import threading
from typing import TYPE_CHECKING

import pytest

from desktop.startup.collector import QUIET, Collector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture(autouse=True, scope="module")
def spared() -> None:
    """What is there already is not searched at each of the many collections."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[Collector]:
    made = Collector()
    made.start()
    yield made
    made.stop()
    gc.disable()  # as the other tests have it


@pytest.fixture
def collections() -> Iterator[list[tuple[int, int]]]:
    """The generation and the thread of every collection."""
    found: list[tuple[int, int]] = []

    def note(phase: str, about: dict[str, int]) -> None:
        if phase == "start":
            found.append((about["generation"], threading.get_ident()))

    gc.callbacks.append(note)
    yield found
    gc.callbacks.remove(note)


def make_rings(number: int) -> list[object]:
    """Lists that hold themselves; the last ones stay."""
    rings: list[object] = []
    for _ in range(number):
        ring: list[object] = []
        ring.append(ring)
        rings.append(ring)
    return rings


def test_that_work_on_another_thread_collects_nothing(
    collector: Collector, collections: list[tuple[int, int]]
) -> None:
    thread = threading.Thread(target=make_rings, args=(50_000,))
    thread.start()
    thread.join()
    assert collections == []
    assert collector.look() >= 0
    assert {ident for _, ident in collections} == {threading.get_ident()}


def test_that_nothing_is_collected_where_little_was_made(
    collector: Collector, collections: list[tuple[int, int]]
) -> None:
    gc.collect()
    collections.clear()
    assert collector.look() == -1
    assert collections == []


def test_that_older_ones_follow_after_many_young_ones(collector: Collector) -> None:
    gc.collect()
    kept = []
    looks = []
    for _ in range(gc.get_threshold()[1] + 3):
        kept.append(make_rings(gc.get_threshold()[0] + 10))
        looks.append(collector.look())
    assert set(looks) == {0, 1}


def test_that_the_oldest_are_searched_in_a_quiet_time_alone(collector: Collector) -> None:
    gc.collect()
    kept = []
    for _ in range(gc.get_threshold()[1] + 3):
        kept.append(make_rings(gc.get_threshold()[0] + 10))
        collector.look()
    looks = [collector.look() for _ in range(QUIET)]
    assert looks == [*[-1] * (QUIET - 1), 2]


def test_that_what_is_spared_is_not_searched_again(collector: Collector) -> None:
    before = gc.get_freeze_count()
    collector.spare()
    assert gc.get_freeze_count() > before


def test_that_python_collects_again_afterwards(qtbot: QtBot) -> None:
    collector = Collector()
    collector.start()
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled()
    gc.disable()
