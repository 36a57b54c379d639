"""How far preparing an index is."""

from __future__ import annotations

import pytest

from desktop.domain.file import Progress, Stage


@pytest.mark.parametrize(
    ("done", "total", "percent"),
    [(0, 0, 0), (0, 3, 0), (1, 3, 33), (1, 1, 99), (199, 200, 99), (1, 2, 50)],
)
def test_that_the_part_done_is_told_in_whole_percent(done: int, total: int, percent: int) -> None:
    assert Progress(Stage.TEXTS, done, total).percent == percent


def test_that_only_what_is_ready_is_done() -> None:
    assert Progress(Stage.TEXTS, 1, 2, is_ready=True).percent == 100
