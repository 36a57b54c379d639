from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.slices import finished

if TYPE_CHECKING:
    from desktop.domain.slices import Slices


def counting(turns: list[int], number: int) -> Slices[int]:
    for turn in range(number):
        turns.append(turn)
        yield
    return number


def test_that_work_is_done_to_its_end() -> None:
    turns: list[int] = []
    assert finished(counting(turns, 3)) == 3
    assert turns == [0, 1, 2]


def test_that_nothing_is_done_before_it_is_asked_for() -> None:
    turns: list[int] = []
    work = counting(turns, 3)
    assert turns == []
    next(work)
    assert turns == [0]
