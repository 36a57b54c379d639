"""CPU time of alternating runs, set beside each other."""

from __future__ import annotations

import gc
import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Timing:
    """The CPU seconds of one call, run by run."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle of all runs."""
        return statistics.median(self.seconds)


def alternate(calls: tuple[Callable[[], object], ...], *, rounds: int, repeat: int = 1) -> tuple[Timing, ...]:
    """Time calls in turns, A B then B A, so that a disturbance hits all of them; one round goes before."""
    seconds: list[list[float]] = [[] for _ in calls]
    places = list(range(len(calls)))
    for number in range(rounds + 1):
        for place in places if number % 2 else reversed(places):
            taken = _once(calls[place], repeat)
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
    return statistics.median(one / other for one, other in zip(slow.seconds, quick.seconds, strict=True))


def spoken(seconds: float) -> str:
    """A time with three digits and its unit."""
    for factor, unit in ((1, "s"), (1e3, "ms"), (1e6, "us")):
        if seconds * factor >= 1:
            return f"{seconds * factor:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"
