"""The penalty lines of an investigation over time: what is known of each, and its legs."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from desktop.domain.legs import Leg, between, legs_of
from desktop.domain.spells import END, START, knowledge_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.penalty import PenaltyTerms


@dataclass(frozen=True, slots=True)
class LineCourse:
    """One line over time: the days on which more became known (ordinals), and its legs as known from each."""

    terms: PenaltyTerms
    since: tuple[int, ...]
    legs: tuple[tuple[Leg, ...], ...]

    def known(self) -> Iterator[Leg]:
        """Each day as known on it."""
        for (first, after), legs in zip(pairwise((*self.since, END + 1)), self.legs, strict=True):
            yield from between(legs, first, after - 1)

    def legs_known(self, day: int) -> tuple[Leg, ...]:
        """All days with what was known on one."""
        return self.legs[bisect_right(self.since, max(day, START)) - 1]


def courses_of(lines: tuple[PenaltyTerms, ...]) -> tuple[LineCourse, ...]:
    """The lines of an investigation over time, shared caps applied."""
    return tuple(
        LineCourse(terms, tuple(one.since for one in known), tuple(legs_of(one) for one in known))
        for terms, known in zip(lines, knowledge_of(lines), strict=True)
    )
