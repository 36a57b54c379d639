"""That what is seen costs the same for a small file as for a large one."""

from __future__ import annotations

import random
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

from desktop.domain.listing.query import understood
from desktop.store.index.listed import read_listed
from desktop.store.index.texts import Texts
from tests.benchmarks.bench import SMALL, Bench, counted, indexed
from tests.benchmarks.children import run_program
from tests.benchmarks.prefixes import FIRST, typed
from tests.benchmarks.table import Line, compared
from tests.benchmarks.timing import alternate, in_turns, ratio_of, spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.benchmarks.timing import Timing

GROWN = 1.25
PAGE, PAGES = 128, 40
KEYS = 200


def lines(bench: Bench) -> Iterator[Line]:
    """CPU of the first painting, of a page of the list and of a key, large against small."""
    name = f"launch with {bench.count:,} investigations against {SMALL:,}, CPU"
    yield _compared(
        name, *in_turns(tuple(_launch(bench, path) for path in _both(bench)), rounds=bench.rounds)
    )
    with ExitStack() as stack:
        for name, make in (("  a page of 128 rows, CPU", _page), ("  a key's search, CPU", _keys)):
            calls = tuple(make(bench, path, stack) for path in _both(bench))
            yield _compared(name, *alternate(calls, rounds=bench.rounds))


def _both(bench: Bench) -> tuple[Path, Path]:
    return bench.file, bench.small


def _compared(name: str, large: Timing, small: Timing) -> Line:
    return compared(name, spoken(large.median), spoken(small.median), ratio_of(large, small), GROWN)


def _launch(bench: Bench, path: Path) -> Callable[[], float]:
    return lambda: run_program("list_window", str(path), home=bench.home).cpu


def _page(bench: Bench, path: Path, stack: ExitStack) -> Callable[[], object]:
    """Reading pages of the list that lie anywhere in the file."""
    index = stack.enter_context(closing(indexed(path, bench.home)))
    dice, count = random.Random(PAGE), counted(path)
    pages = [[dice.randint(1, count) for _ in range(PAGE)] for _ in range(PAGES)]
    return lambda: [read_listed(index, page) for page in pages]


def _keys(bench: Bench, path: Path, stack: ExitStack) -> Callable[[], object]:
    """Searching for beginnings of words, the same in both files."""
    search = Texts(stack.enter_context(closing(indexed(path, bench.home))))
    asked = [understood(one.text) for one in typed(bench.small, KEYS)]
    return lambda: [search.find(one, FIRST) for one in asked]
