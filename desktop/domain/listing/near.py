"""Names near to one that was mistyped."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST = 3
_LONGEST = 40  # letters compared


def near(typed: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names, at most three, that begin with what was typed, else those a few letters away; all folded."""
    if not typed:
        return ()
    each = tuple(dict.fromkeys(names))
    begun = sorted(name for name in each if name.startswith(typed))
    if begun:
        return tuple(begun[:_MOST])
    allowed = max(1, len(typed) // 3)
    measured = ((distance(typed, name), name) for name in each if abs(len(name) - len(typed)) <= allowed)
    return tuple(name for steps, name in sorted(measured) if steps <= allowed)[:_MOST]


def distance(first: str, second: str) -> int:
    """How many letters must be changed, added, left out or swapped with the next to make one of the other."""
    first, second = first[:_LONGEST], second[:_LONGEST]
    before: list[int] = []
    last = list(range(len(second) + 1))
    for i, letter in enumerate(first):
        row = [i + 1]
        for j, other in enumerate(second):
            steps = min(last[j] + (letter != other), last[j + 1] + 1, row[j] + 1)
            if i and j and letter == second[j - 1] and other == first[i - 1]:
                steps = min(steps, before[j - 1] + 1)
            row.append(steps)
        before, last = last, row
    return last[-1]
