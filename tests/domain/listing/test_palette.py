"""How letters fit words, by a plain slow walk over every way to find them; and days after the mark @."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.listing.palette import fit, ranked, read_day

TODAY = date(2026, 11, 22)


def slow_fit(sought: str, words: str) -> int:
    """The best of all places where the letters stand in their order."""
    letters = sought.replace(" ", "")
    ways = [
        places
        for places in combinations(range(len(words)), len(letters))
        if all(words[place] == letter for place, letter in zip(places, letters, strict=True))
    ]
    return max(
        (sum(points(words, places, turn) for turn in range(len(places))) for places in ways), default=-1
    )


def points(words: str, places: tuple[int, ...], turn: int) -> int:
    place = places[turn]
    starts = place == 0 or not words[place - 1].isalnum()
    follows = turn > 0 and places[turn - 1] == place - 1
    return 1 + 6 * starts + 7 * follows


@given(st.text("ab c", max_size=4), st.text("abc -", max_size=9))
def test_that_the_best_way_is_found(sought: str, words: str) -> None:
    assert fit(sought, words) == slow_fit(sought, words)


@pytest.mark.parametrize(
    ("sought", "better", "worse"),
    [
        ("tl", "text larger", "title"),  # starts of words
        ("time", "fit timeline", "this is my name"),  # letters side by side
        ("lar", "text larger", "light arrow"),
    ],
)
def test_that_starts_and_runs_count_more(sought: str, better: str, worse: str) -> None:
    assert fit(sought, better) > fit(sought, worse) >= 0


@pytest.mark.parametrize(("sought", "words"), [("x", "dark"), ("kd", "dark"), ("darkk", "dark"), ("a", "")])
def test_that_letters_out_of_order_do_not_fit(sought: str, words: str) -> None:
    assert fit(sought, words) == -1


def test_that_the_best_comes_first_and_of_equals_the_shorter_and_then_the_earlier() -> None:
    texts = [
        ("long", "dark brown"),
        ("one", "dark"),
        ("none", "light"),
        ("two", "dark"),
        ("far", "deark"),
    ]
    assert [name for _, name in ranked("dark", texts)] == ["one", "two", "long", "far"]


def test_that_an_empty_text_fits_everything() -> None:
    assert [name for _, name in ranked("", [("a", "abc"), ("b", "ab")])] == ["b", "a"]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2023-02-08", date(2023, 2, 8)),
        ("2023-2-8", date(2023, 2, 8)),
        (" 2023-02 ", date(2023, 2, 1)),
        ("2023", date(2023, 1, 1)),
        ("Today", TODAY),
        ("2023-02-30", None),
        ("2023-13", None),
        ("0000", None),
        ("8.2.2023", None),
        ("2023-02-08x", None),
        ("٢٠٢٣", None),
        ("", None),
    ],
)
def test_that_days_are_read(typed: str, day: date | None) -> None:
    assert read_day(typed, TODAY) == day
