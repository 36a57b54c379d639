"""Where the labels of one row of marks go: beside the mark, beneath it, shortened, or nowhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Measure = Callable[[str, bool], float]  # (text, bold) -> pixels

SPACE = 6.0  # pixels between a mark and its label, and between two labels
SHORTEST = 60.0  # a shortened label narrower than this says nothing
LONGEST = 190.0
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Want:
    """A mark from `left` to `right` that would like to be labelled; a lower `rank` comes first.

    A `hollow` mark is wide and faint: labels of others may cross it, and its own may stand inside.
    """

    left: float
    right: float
    text: str
    bold: bool = False
    rank: int = 0
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A label that has its place: `index` is that of its want; `below` is on the line beneath the marks."""

    index: int
    text: str
    left: float
    right: float
    bold: bool
    below: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies behind a row: labels avoid `soft` stretches where they can and `hard` ones always.

    Without `two_lines` there is no line beneath the marks.
    """

    width: float
    soft: tuple[tuple[float, float], ...] = ()
    hard: tuple[tuple[float, float], ...] = ()
    two_lines: bool = True


def place(wants: Iterable[Want], ground: Ground, measure: Measure) -> tuple[Label, ...]:
    """Labels that overlap neither each other nor a mark; those without room are left out.

    Labels stand beside their marks; only where that leaves some out is the line beneath used as well.
    """
    rows = tuple(wants)
    beside = _Row(rows, ground, measure).placed(below=False)
    if len(beside) == len(rows) or not ground.two_lines:
        return beside
    both = _Row(rows, ground, measure).placed(below=True)
    return both if len(both) > len(beside) else beside


def elided(text: str, room: float, measure: Measure, *, bold: bool) -> str:
    """The text, or as much of it as fits followed by an ellipsis; empty where nothing fits."""
    if measure(text, bold) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle].rstrip() + ELLIPSIS, bold) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + ELLIPSIS if low else ""


@dataclass(frozen=True, slots=True)
class _Spot:
    """A free stretch for one label, which grows from `anchor` to the right or to the left."""

    anchor: float
    room: float
    rightwards: bool
    below: bool = False


@dataclass(slots=True)
class _Row:
    wants: tuple[Want, ...]
    ground: Ground
    measure: Measure
    beside: list[tuple[float, float]] = field(default_factory=list)
    beneath: list[tuple[float, float]] = field(default_factory=list)

    def placed(self, *, below: bool) -> tuple[Label, ...]:
        self.beside = [(want.left, want.right) for want in self.wants if not want.hollow]
        self.beside += self.ground.hard
        order = sorted(range(len(self.wants)), key=lambda i: (self.wants[i].rank, self.wants[i].left))
        labels = (self._label(index, self.wants[index], below=below) for index in order)
        return tuple(label for label in labels if label)

    def _label(self, index: int, want: Want, *, below: bool) -> Label | None:
        full = min(self.measure(want.text, want.bold), LONGEST)
        spots = self._spots(want, below=below)
        fits = [spot for spot in spots if spot.room >= full]
        spot = next((s for s in fits if not self._crosses(s, full)), fits[0] if fits else None)
        if spot is None:
            spot = max(spots, key=lambda s: s.room, default=None)
            if spot is None or spot.room < SHORTEST:
                return None
        text = elided(want.text, min(spot.room, LONGEST), self.measure, bold=want.bold)
        return self._taken(index, want, spot, text) if len(text) > 1 else None

    def _taken(self, index: int, want: Want, spot: _Spot, text: str) -> Label:
        wide = self.measure(text, want.bold)
        left = spot.anchor if spot.rightwards else spot.anchor - wide
        (self.beneath if spot.below else self.beside).append((left, left + wide))
        return Label(index, text, left, left + wide, want.bold, spot.below)

    def _spots(self, want: Want, *, below: bool) -> list[_Spot]:
        right, left = want.right + SPACE, want.left - SPACE
        spots = [
            _Spot(right, self._room_right(right, self.beside), rightwards=True),
            _Spot(left, self._room_left(left, self.beside), rightwards=False),
        ]
        if want.hollow:
            inside = max(want.left, 0.0) + SPACE
            room = min(self._room_right(inside, self.beside), want.right - SPACE - inside)
            spots.insert(0, _Spot(inside, room, rightwards=True))
        if below:
            start, stop = max(want.left, 0.0), min(want.right, self.ground.width)
            spots.append(_Spot(start, self._room_right(start, self.beneath), rightwards=True, below=True))
            spots.append(_Spot(stop, self._room_left(stop, self.beneath), rightwards=False, below=True))
        return spots

    def _room_right(self, x: float, taken: list[tuple[float, float]]) -> float:
        if x < 0 or any(start - SPACE < x < end + SPACE for start, end in taken):
            return 0.0
        return min([start - SPACE for start, _ in taken if start >= x] + [self.ground.width]) - x

    def _room_left(self, x: float, taken: list[tuple[float, float]]) -> float:
        if x > self.ground.width or any(start - SPACE < x < end + SPACE for start, end in taken):
            return 0.0
        return x - max([end + SPACE for _, end in taken if end <= x] + [0.0])

    def _crosses(self, spot: _Spot, full: float) -> bool:
        if spot.below:
            return False
        left = spot.anchor if spot.rightwards else spot.anchor - full
        return any(start < left + full and left < end for start, end in self.ground.soft)
