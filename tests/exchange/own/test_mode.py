from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.exchange.own.mode import Mode, mode_entries, mode_of, mode_shelf
from desktop.store.side.merging import SideEntry

if TYPE_CHECKING:
    from pathlib import Path

ON = Mode(is_on=True, backup="mine-20261130T210200000000Z.casefile", stamp="a:1:2")


def test_that_a_mode_is_kept_for_each_file(tmp_path: Path) -> None:
    shelf = mode_shelf()
    assert shelf.load(tmp_path, "mine").things == Mode()
    assert shelf.save(tmp_path, "mine", shelf.load(tmp_path, "mine").base, ON).problem is None
    held = shelf.load(tmp_path, "mine")
    assert held.things == ON
    shelf.save(tmp_path, "mine", held.base, ON._replace(is_on=False))
    assert shelf.load(tmp_path, "mine").things == ON._replace(is_on=False)
    assert shelf.load(tmp_path, "theirs").things == Mode()


@pytest.mark.parametrize(
    "body", ["", "[", "[]", "{}", '{"is_on": 1, "backup": "", "stamp": ""}', '{"is_on": true}', "[" * 10_000]
)
def test_that_what_cannot_be_read_is_off(body: str) -> None:
    assert mode_of([SideEntry("", "editing", body)]) == (Mode(), frozenset({0}))
    assert mode_of([*mode_entries(ON), SideEntry("", "editing", body)]) == (ON, frozenset({1}))
