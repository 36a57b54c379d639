"""Searching by the beginnings of words, against SQLite's own prefix search in the same index."""

from __future__ import annotations

import random
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.listing.folding import parts
from desktop.domain.listing.query import understood
from desktop.store.index import full_text
from desktop.store.index.texts import Texts
from tests.benchmarks.bench import indexed
from tests.benchmarks.table import Line, verdict
from tests.benchmarks.timing import percentile, ratio_at, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.benchmarks.bench import Bench

SEED = 417
COUNT = 600
FIRST = 60
TIMES_DEARER = 50
LONGEST = 0.016
EXACT_FROM = 3  # letters of the last word from which the results must be the same
MOST = "SELECT max(id) FROM events"
EVENT = "SELECT title || ' ' || description FROM events WHERE id = :id"
NATIVE = f"{full_text.FIND} LIMIT 60"
CASES = "SELECT docid, case_id FROM text_documents"


@dataclass(frozen=True, slots=True)
class Typed:
    """Words typed so far, in plain form, the last one perhaps not to its end."""

    words: tuple[str, ...]

    @property
    def text(self) -> str:
        """As it stands in the search field."""
        return " ".join(self.words)

    @property
    def native(self) -> str:
        """As SQLite's full-text search takes it: every word is found by its beginning."""
        return " AND ".join(f'"{word}"*' for word in self.words)


@dataclass(slots=True)
class Searched:
    """What both searches took, query by query, and how often they found something else."""

    ours: list[float]
    native: list[float]
    differing: int = 0
    compared: int = 0


def lines(bench: Bench) -> Iterator[Line]:
    """CPU of our search and of the native one over the same beginnings, and whether they find the same."""
    found = _searched(bench)
    dearer = ratio_at(95, found.native, found.ours)
    yield Line(
        f"{COUNT} beginnings of words, CPU p95",
        spoken(percentile(found.ours, 95)),
        f"{spoken(percentile(found.native, 95))} native",
        dearer.spoken,
        f">= {TIMES_DEARER} x dearer",
        verdict(is_met=dearer.median >= TIMES_DEARER),
    )
    most, native = max(found.ours), max(found.native)
    met = verdict(is_met=most <= LONGEST)
    yield Line("  the dearest of them", spoken(most), spoken(native), "", f"<= {spoken(LONGEST)}", met)
    same = f"{found.compared - found.differing} of {found.compared} the same"
    met = verdict(is_met=not found.differing)
    yield Line("  what they find, from three letters on", same, "", "", "all", met)


def _searched(bench: Bench) -> Searched:
    asked = typed(bench.file, COUNT)
    found = Searched([], [])
    with closing(indexed(bench.file, bench.home)) as index:
        search = Texts(index)
        cases = dict(index.connection.execute(CASES).fetchall())
        _ours(search, asked[0])  # what it keeps in memory is loaded first
        for one in asked:
            began = time.thread_time()
            mine = _ours(search, one)
            between = time.thread_time()
            theirs = index.connection.execute(NATIVE, {"expression": one.native}).fetchall()
            found.native.append(time.thread_time() - between)
            found.ours.append(between - began)
            if min(map(len, one.words)) >= EXACT_FROM:
                found.compared += 1
                # Ours adds what holds a word inside where few begin with it.
                found.differing += mine[: len(theirs)] != [cases[row[0]] for row in theirs]
    return found


def _ours(search: Texts, asked: Typed) -> list[int]:
    return list(search.find(understood(asked.text), FIRST).ids)


def typed(path: Path, count: int) -> list[Typed]:
    """Beginnings of words as they stand in the file, one word or two, the common ones the most often."""
    dice = random.Random(SEED)
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        most = connection.execute(MOST).fetchone()[0]
        found: list[Typed] = []
        while len(found) < count:
            row = connection.execute(EVENT, {"id": dice.randint(1, most)}).fetchone()
            words = parts(row[0]) if row else ()
            if len(words) > 1:
                last = dice.choice(words)
                cut = last[: dice.randint(1, len(last))]
                found.append(Typed((dice.choice(words), cut) if dice.random() < 0.4 else (cut,)))
    return found
