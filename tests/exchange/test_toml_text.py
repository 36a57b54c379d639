"""Trees as TOML: Python's own reader finds what was written."""

from __future__ import annotations

import random
import tomllib
from typing import TYPE_CHECKING

import pytest

from desktop.exchange.toml_text import as_toml
from tests.counts import SEED, counted

if TYPE_CHECKING:
    from desktop.exchange.toml_text import Tree

SIGNS = "a\"\\\n\r\t\x00\x0b\x1f\x7f\x85\u2028\u00a0\ufeff\ufffd\U0001f600'#=é "


def some_text(chance: random.Random) -> str:
    return "".join(chance.choice(SIGNS) for _ in range(chance.randrange(12)))


def test_that_any_text_is_read_as_it_was_written() -> None:
    chance = random.Random(SEED)
    for _ in range(counted(5_000)):
        words = some_text(chance)
        inner: list[Tree] = [{"y": some_text(chance)}]
        listed: list[Tree] = [{"x": words, "inner": inner}, {"x": ""}]
        tree: Tree = {
            "a": words,
            "with blank": [words, some_text(chance)],
            "table": {some_text(chance): 1, "flag": True},
            "list": listed,
        }
        written = as_toml(tree)
        assert tomllib.loads(written) == tree
        assert as_toml(tomllib.loads(written)) == written


def test_that_lines_are_lines_and_long_lists_stand_below_each_other() -> None:
    events: list[Tree] = [{"n": 1}]
    tree: Tree = {"note": "one\ntwo", "few": ["a", "b"], "many": ["x" * 60, "y" * 60], "events": events}
    assert as_toml(tree) == (
        'note = """\none\ntwo"""\nfew = ["a", "b"]\n'
        f'many = [\n  "{"x" * 60}",\n  "{"y" * 60}",\n]\n\n[[events]]\nn = 1\n'
    )


def test_that_what_has_no_place_in_toml_is_refused() -> None:
    with pytest.raises(TypeError, match="NoneType"):
        as_toml({"a": None})  # type: ignore[dict-item] # the fault that is tried
