"""The command palette: points for entries that fit the letters typed, and the days typed."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeVar

    T = TypeVar("T")

DAY_MARK = "@"

_LETTER, _START, _RUN = 1, 6, 7  # points of a letter: found; at the start of a word; next to the last one
_NONE = -1
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)


def fit(sought: str, words: str) -> int:
    """The points of folded words that hold the letters of a folded text in order; -1 without a fit.

    Starts of words and letters side by side count more; spaces in the text are left out.
    """
    letters = sought.replace(" ", "")
    starts = [not (place and words[place - 1].isalnum()) for place in range(len(words))]
    ending, least = [_NONE] * len(words), 0
    for letter in letters:
        ending = _with_one_more(letter, words, starts, ending, least)
        least = _NONE
    return max(ending, default=_NONE) if letters else 0


def ranked(sought: str, texts: Iterable[tuple[T, str]]) -> list[tuple[int, T]]:
    """The entries that fit a folded text, with their points: the best, the shorter, the earlier first."""
    fits = ((fit(sought, words), len(words), one) for one, words in texts)
    found = sorted(
        ((points, size, one) for points, size, one in fits if points >= 0),
        key=lambda each: (-each[0], each[1]),
    )
    return [(points, one) for points, _, one in found]


def read_day(typed: str, today: date) -> date | None:
    """The day typed after the mark: 2023-02-08, the first of 2023-02 or of 2023, today; else None."""
    words = typed.strip().casefold()
    if words == "today":
        return today
    found = _DAY.fullmatch(words)
    if found is None:
        return None
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _with_one_more(letter: str, words: str, starts: list[bool], ending: list[int], least: int) -> list[int]:
    """The points at each place with one more letter, from the points with the letters before it."""
    found, best, last = [], least, _NONE
    for place, here in enumerate(words):
        points = _NONE
        if here == letter and best >= 0:
            together = max(best, last + _RUN) if last >= 0 else best
            points = together + _LETTER + (_START if starts[place] else 0)
        found.append(points)
        last = ending[place]
        best = max(best, last)
    return found
