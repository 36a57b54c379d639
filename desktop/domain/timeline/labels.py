"""The labels of a row of marks: beside the mark, beneath it, shortened, or left out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Measure = Callable[[str, bool], float]  # (text, bold) -> pixels

SPACE = 6.0  # pixels between a mark and its label, and between two labels
SHORTEST = 60.0  # pixels of a shortened label at least
LONGEST = 190.0  # pixels of a label at most
ELLIPSIS = "…"


class Want(NamedTuple):
    """A mark from `left` to `right` (pixels) to be labelled; a lower `rank` comes first.

    A `hollow` mark is wide and faint: other labels may cross it, and its own may stand inside.
    """

    left: float
    right: float
    text: str
    bold: bool = False
    rank: int = 0
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A label in its place: `index` is that of its want; `below` puts it on the line beneath the marks."""

    index: int
    text: str
    left: float
    right: float
    bold: bool
    below: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """The ground of a row: labels avoid `soft` stretches if they can and `hard` ones always.

    Without `two_lines` there is no line beneath the marks. No label is shortened below `least` pixels.
    """

    width: float
    soft: tuple[tuple[float, float], ...] = ()
    hard: tuple[tuple[float, float], ...] = ()
    two_lines: bool = True
    least: float = SHORTEST


def place(wants: Iterable[Want], ground: Ground, measure: Measure) -> tuple[Label, ...]:
    """The labels that have room, overlapping neither each other nor a mark.

    Labels stand beside their marks. If that leaves labels out, or the marks are too many to try, the line
    beneath is used as well.
    """
    rows = tuple(wants)
    if ground.two_lines and len(rows) * (SHORTEST + SPACE) > ground.width:  # too many to try
        return _Row(rows, ground, measure).placed(below=True)
    beside = _Row(rows, ground, measure).placed(below=False)
    if len(beside) == len(rows) or not ground.two_lines:
        return beside
    both = _Row(rows, ground, measure).placed(below=True)
    return both if len(both) > len(beside) else beside


def elided(text: str, room: float, measure: Measure, *, bold: bool) -> str:
    """The text, or as much of it as fits with an ellipsis; empty where nothing fits."""
    full = measure(text, bold)
    if full <= room:
        return text

    def shown(count: int) -> str:
        return text[:count].rstrip() + ELLIPSIS

    # Letters differ little in width, so the first guess is near.
    fit = max(int(len(text) * (room - measure(ELLIPSIS, bold)) / full), 0)
    while fit and measure(shown(fit), bold) > room:
        fit -= 1
    while fit + 1 < len(text) and measure(shown(fit + 1), bold) <= room:
        fit += 1
    return shown(fit) if fit else ""


# A free stretch for a label: its room, its anchor, whether it grows to the right, whether it is beneath.
_Spot = tuple[float, float, bool, bool]


class _Line:
    """The taken stretches of a line of a row, from left to right, never overlapping."""

    __slots__ = ("_ends", "_starts", "_width")

    def __init__(self, taken: Iterable[tuple[float, float]], width: float) -> None:
        self._starts: list[float] = []
        self._ends: list[float] = []
        self._width = width
        for start, end in sorted(taken):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def take(self, start: float, end: float) -> None:
        """Take a free stretch."""
        place = bisect_right(self._starts, start)
        self._starts.insert(place, start)
        self._ends.insert(place, end)

    def meets(self, start: float, end: float) -> bool:
        """Whether any part of a stretch is taken."""
        place = bisect_left(self._starts, end)
        return place > 0 and self._ends[place - 1] > start

    def room_right(self, x: float) -> float:
        """The free room right of a place, less the space before the next taken stretch."""
        place = bisect_right(self._starts, x)
        if x < 0 or (place and self._ends[place - 1] + SPACE > x):
            return 0.0
        end = min(self._starts[place] - SPACE, self._width) if place < len(self._starts) else self._width
        return max(end - x, 0.0)

    def room_left(self, x: float) -> float:
        """The free room left of a place, less the space after the last taken stretch."""
        place = bisect_right(self._starts, x)
        if x > self._width or (place < len(self._starts) and self._starts[place] - SPACE < x):
            return 0.0
        if place and self._ends[place - 1] + SPACE > x:
            return 0.0
        return x - max(self._ends[place - 1] + SPACE if place else 0.0, 0.0)


@dataclass(slots=True)
class _Row:
    wants: tuple[Want, ...]
    ground: Ground
    measure: Measure
    beside: _Line = field(init=False)
    beneath: _Line = field(init=False)
    soft: _Line = field(init=False)

    def placed(self, *, below: bool) -> tuple[Label, ...]:
        width = self.ground.width
        marks = [(want.left, want.right) for want in self.wants if not want.hollow]
        self.beside = _Line([*marks, *self.ground.hard], width)
        self.beneath, self.soft = _Line((), width), _Line(self.ground.soft, width)
        order = sorted(range(len(self.wants)), key=lambda i: (self.wants[i].rank, self.wants[i].left))
        labels = (self._label(index, self.wants[index], below=below) for index in order)
        return tuple(label for label in labels if label)

    def _label(self, index: int, want: Want, *, below: bool) -> Label | None:
        full = 0.0
        first: _Spot | None = None  # with room for the full label, though it crosses a soft stretch
        widest: _Spot = (0.0, 0.0, True, False)
        for spot in self._spots(want, below=below):
            room = spot[0]
            if room <= 0:
                continue
            if room > widest[0]:
                widest = spot
            full = full or min(self.measure(want.text, want.bold), LONGEST)
            if room >= full:
                if not self._crosses(spot, full):
                    return self._taken(index, want, spot)
                first = first or spot
        if first is None and widest[0] >= self.ground.least:
            first = widest
        return None if first is None else self._taken(index, want, first)

    def _taken(self, index: int, want: Want, spot: _Spot) -> Label | None:
        room, anchor, rightwards, is_below = spot
        text = elided(want.text, min(room, LONGEST), self.measure, bold=want.bold)
        if len(text) <= 1:
            return None
        wide = self.measure(text, want.bold)
        left = anchor if rightwards else anchor - wide
        (self.beneath if is_below else self.beside).take(left, left + wide)
        return Label(index, text, left, left + wide, want.bold, is_below)

    def _spots(self, want: Want, *, below: bool) -> Iterator[_Spot]:
        """The free stretches around a mark, the best first."""
        beside, beneath, right, left = self.beside, self.beneath, want.right + SPACE, want.left - SPACE
        if want.hollow:
            inside = max(want.left, 0.0) + SPACE
            yield min(beside.room_right(inside), want.right - SPACE - inside), inside, True, False
        yield beside.room_right(right), right, True, False
        yield beside.room_left(left), left, False, False
        if below:
            start, stop = max(want.left, 0.0), min(want.right, self.ground.width)
            yield beneath.room_right(start), start, True, True
            yield beneath.room_left(stop), stop, False, True

    def _crosses(self, spot: _Spot, full: float) -> bool:
        _, anchor, rightwards, is_below = spot
        left = anchor if rightwards else anchor - full
        return not is_below and self.soft.meets(left, left + full)
