"""Files that were changed at random, read as the window reads them, and what came of it."""

from __future__ import annotations

import time
from contextlib import closing
from typing import TYPE_CHECKING

from desktop.domain.days.asof import AsOf
from desktop.domain.listing.facets import Query
from desktop.session.reader.pages import PageReader
from desktop.session.reader.reader import Reader
from desktop.store.cases.cases import load_cases
from desktop.store.file.casefile import open_case_file
from desktop.store.file.errors import CaseFileError
from tests.counts import IS_LONG
from tests.inline import NOON

if TYPE_CHECKING:
    import random
    from collections import Counter
    from pathlib import Path

    import pytest

WHOLE = 1_500
MOST_SECONDS = 1.0


def read_some(path: Path, chance: random.Random) -> int:
    """Open a file, read all cases and show the pages of a few; how many there are. Raises CaseFileError."""
    with closing(open_case_file(path)) as file:
        cases = load_cases(file)
        pages, as_of = PageReader(file), AsOf(NOON.date())
        for case in chance.sample(cases, min(3, len(cases))):
            assert pages.page(case.investigation.slug, as_of) is not None
    return len(cases)


def read_all(path: Path) -> int:
    """Open a file as the window does and show everything in it; how many pages. Raises CaseFileError."""
    reader, as_of = Reader(), AsOf(NOON.date())
    try:
        reader.open(path)
        reader.problems()
        answer = reader.listing(Query(), as_of)
        assert answer is not None
        rows = reader.rows(tuple(answer.ids))
        reader.overview(as_of)
        for row in rows:
            reader.page(row.slug, as_of)
        return len(rows)
    finally:
        reader.close()


def tried(path: Path, chance: random.Random, outcomes: Counter[str]) -> float:
    """Seconds of CPU that reading a file takes, or finding that it cannot be read.

    All of it is shown in the long run, and of every thirtieth file otherwise.
    """
    is_whole = IS_LONG or outcomes.total() % 30 == 0
    began = time.process_time()
    try:
        outcomes["read" if (read_all(path) if is_whole else read_some(path, chance)) else "read, empty"] += 1
    except CaseFileError as error:
        outcomes[error.problem.code] += 1
    return time.process_time() - began


def told(outcomes: Counter[str], seconds: list[float], what: str, capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        words = f"\n{outcomes.total()} {what}: {dict(outcomes)}; slowest {max(seconds):.2f} s of CPU"
        print(words)  # noqa: T201 - the figure of the test
    assert max(seconds) < MOST_SECONDS
