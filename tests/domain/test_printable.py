from __future__ import annotations

import pytest

from desktop.domain.printable import on_one_line, printable, short_line, shortened


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain Økland", "plain Økland"),
        ("\x1b[31m\0", "\N{SYMBOL FOR ESCAPE}[31m\N{SYMBOL FOR NULL}"),
        ("a\tb\rc\nd", "a b c\nd"),
        ("\x85", "[U+0085]"),
        ("\u202eABC\u2028", "[U+202E]ABC[U+2028]"),
        ("\ud800", "[U+D800]"),
    ],
)
def test_that_nothing_in_a_text_commands_or_hides(text: str, seen: str) -> None:
    assert printable(text) == seen


def test_that_a_long_text_is_cut_and_a_short_one_is_not() -> None:
    assert shortened("x" * 100_000, 5) == "xxxx…"
    assert shortened("abcde", 5) == "abcde"


def test_that_a_line_holds_no_breaks() -> None:
    assert on_one_line("a\nb\x1b") == "a b\N{SYMBOL FOR ESCAPE}"


def test_that_a_line_is_cut_before_the_rest_of_a_text_is_looked_at() -> None:
    for text in ("abc", "abcde", "a\nb\x1b" + "x" * 9, "\u202e" * 9, "e\tf\ng" * 9):
        assert short_line(text, 5) == shortened(on_one_line(text), 5)
