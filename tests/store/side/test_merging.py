"""Windows that know of each other only by the side file lose nothing of each other."""

from __future__ import annotations

import random

import pytest

from desktop.store.side.merging import SideEntry, SideRow, merge
from tests.counts import SEED, counted


def entry(name: str, body: str = "1") -> SideEntry:
    return SideEntry("", name, body)


A, B, C = entry("A"), entry("B", "2"), entry("C", "3")
BASE = (SideRow(1, 1.0, A), SideRow(2, 2.0, B))


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        ([A, B], BASE, [A, B]),
        ([A, B, C], BASE, [A, B, C]),
        ([A, C, B], BASE, [A, C, B]),
        ([C, A, B], BASE, [C, A, B]),
        ([B], BASE, [B]),
        ([A, B, C], [*BASE, SideRow(3, 3.0, entry("D"))], [A, B, entry("D"), C]),
        ([A, B, C], [*BASE, SideRow(3, 3.0, C)], [A, B, C]),  # both added the very same
        ([A, B, C], [*BASE, SideRow(3, 3.0, entry("c", "9"))], [A, B, entry("c", "9"), entry("C 2", "3")]),
        ([entry("Z"), B], BASE, [entry("Z"), B]),  # another name
        ([entry("Z"), B], [SideRow(1, 1.0, entry("A", "9")), BASE[1]], [entry("Z", "9"), B]),
        (
            [entry("A", "7"), B],
            [SideRow(1, 1.0, entry("A", "9")), BASE[1]],
            [entry("A", "9"), entry("A 2", "7"), B],
        ),
        ([entry("A", "7"), B], [SideRow(1, 1.0, entry("A", "7")), BASE[1]], [entry("A", "7"), B]),
        (
            [B],
            [SideRow(1, 1.0, entry("A", "9")), BASE[1]],
            [entry("A", "9"), B],
        ),  # removed here, changed there
        ([entry("A", "7"), B], BASE[1:], [entry("A", "7"), B]),  # changed here, removed there
        ([A, B], BASE[1:], [B]),
        ([], BASE, []),
        ([], (), []),
    ],
)
def test_that_what_two_windows_made_of_the_same_is_brought_together(
    mine: list[SideEntry], theirs: list[SideRow], merged: list[SideEntry]
) -> None:
    found = merge(BASE, mine, theirs, 10)
    assert [row.entry for row in found.rows] == merged
    assert merge(found.rows, [row.entry for row in found.rows], found.rows, 20).rows == found.rows


def test_that_things_of_different_owners_may_have_one_name() -> None:
    mine = [SideEntry("one", "A", "1"), SideEntry("other", "A", "2")]
    assert [row.entry for row in merge((), mine, (), 1).rows] == mine


def test_that_a_long_name_has_room_for_its_number() -> None:
    long = entry("x" * 80, "2")
    (_, row) = merge((), [long], [SideRow(1, 1.0, entry("X" * 80))], 2).rows
    assert row.entry.name == f"{'x' * 75} 2"


class Window:
    """What one window shows and knows; it changes things without looking."""

    def __init__(self, file: list[SideRow]) -> None:
        self.base, self.mine = tuple(file), [row.entry for row in file]

    def save(self, file: list[SideRow], next_id: int) -> list[SideRow]:
        rows = merge(self.base, self.mine, file, next_id).rows
        self.base, self.mine = rows, [row.entry for row in rows]
        return list(rows)


def test_that_in_any_order_of_saves_every_thing_stays_until_it_is_removed() -> None:
    draw = random.Random(SEED)
    for _ in range(counted(2_000)):
        file: list[SideRow] = []
        windows = [Window(file), Window(file), Window(file)]
        alive: set[str] = set()
        for step in range(30):
            window = draw.choice(windows)
            name = f"{draw.randrange(9)}"
            deed = draw.random()
            if deed < 0.6 and all(one.name != name for one in window.mine):
                window.mine.insert(draw.randrange(len(window.mine) + 1), entry(name, f"{step}"))
                alive.add(f"{step}")
            elif deed > 0.8 and window.mine:
                alive.discard(window.mine.pop(draw.randrange(len(window.mine))).body)
            file = window.save(file, step * 100 + 1)
            assert len({row.entry.name for row in file}) == len(file)
            assert {row.entry.body for row in file} == alive
