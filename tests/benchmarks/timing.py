"""CPU time of alternating runs, set beside each other."""

from __future__ import annotations

import gc
import random
import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeVar

    T = TypeVar("T")

RESAMPLED = 2_000


@dataclass(frozen=True, slots=True)
class Timing:
    """The CPU seconds of one call, run by run."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle of all runs."""
        return statistics.median(self.seconds)


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times one is another: the median over pairs, and the ends of its 95 % interval."""

    median: float
    low: float
    high: float

    @property
    def spoken(self) -> str:
        """In digits."""
        digits = 2 if self.median < 10 else 0
        return f"{self.median:,.{digits}f} [{self.low:,.{digits}f}, {self.high:,.{digits}f}]"


def alternate(calls: tuple[Callable[[], object], ...], *, rounds: int, repeat: int = 1) -> tuple[Timing, ...]:
    """Time calls in turns, A B then B A, so that a disturbance hits all of them; one round goes before."""
    timed = tuple(lambda call=call: _once(call, repeat) for call in calls)
    return in_turns(timed, rounds=rounds)


def in_turns(calls: tuple[Callable[[], float], ...], *, rounds: int) -> tuple[Timing, ...]:
    """What calls measure of themselves, in turns, A B then B A; one round goes before and is dropped."""
    seconds: list[list[float]] = [[] for _ in calls]
    places = list(range(len(calls)))
    for number in range(rounds + 1):
        for place in places if number % 2 else reversed(places):
            taken = calls[place]()
            if number:
                seconds[place].append(taken)
    return tuple(Timing(tuple(each)) for each in seconds)


def _once(call: Callable[[], object], repeat: int) -> float:
    gc.collect()
    gc.disable()
    began = time.process_time()
    for _ in range(repeat):
        call()
    taken = time.process_time() - began
    gc.enable()
    return taken / repeat


def ratio(slow: Timing, quick: Timing) -> float:
    """How many times slower: the median of the ratios of pairs run one after the other."""
    return ratio_of(slow, quick).median


def ratio_of(ours: Timing, floor: Timing) -> Ratio:
    """How many times the floor ours is, by pairs run one after the other."""
    found = [one / other for one, other in zip(ours.seconds, floor.seconds, strict=True)]
    return with_interval(found, statistics.median)


def ratio_at(share: int, ours: Sequence[float], floor: Sequence[float]) -> Ratio:
    """How many times the floor ours is where so many of a hundred are quicker; of the same questions."""

    def ratio_of_some(pairs: Sequence[tuple[float, float]]) -> float:
        return percentile([one for one, _ in pairs], share) / percentile([other for _, other in pairs], share)

    return with_interval(list(zip(ours, floor, strict=True)), ratio_of_some)


def with_interval(values: Sequence[T], measure: Callable[[Sequence[T]], float]) -> Ratio:
    """A measure of values and its 95 % interval, by drawing them anew; the same draws on every run."""
    dice = random.Random(len(values))
    drawn = sorted(measure(dice.choices(values, k=len(values))) for _ in range(RESAMPLED))
    return Ratio(measure(values), drawn[RESAMPLED // 40], drawn[-RESAMPLED // 40])


def percentile(values: Sequence[float], share: int) -> float:
    """The value that so many of a hundred do not pass."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * share // 100)]


def spoken(seconds: float) -> str:
    """A time with three digits and its unit."""
    for factor, unit in ((1, "s"), (1e3, "ms"), (1e6, "us")):
        if seconds * factor >= 1:
            return f"{seconds * factor:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"
