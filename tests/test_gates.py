"""That what is done for a key, a page, a first look and a day does not grow with the file."""

from __future__ import annotations

import re
import shutil
import statistics
import sys
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from desktop.domain.listing.facets import Choice, FacetKind, Section, SortBy
from desktop.store.file.casefile import open_case_file
from desktop.store.index.building import build
from desktop.store.index.opening import open_index
from tests.benchmarks.children import CACHES, run_program
from tests.benchmarks.generate import write_benchmark_file
from tests.counts import IS_LONG
from tests.inline import inline_session

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from desktop.session.session import Session

pytestmark = pytest.mark.timeout(600)  # the larger file is written and prepared first

SMALL, LARGE = 1_001 if IS_LONG else 200, 10_000  # all open on the list, see `large_soon`
GROWN = 1.25
WORDS = ("dat", "datenschutz", "cookies", "okland", "lodz", "strasse", "consent records", "ελλ")
PAGE = 128
TICK = 20  # instructions of SQLite's machine in one tick
# What must not be loaded before the first painting: it takes longer than everything that is.
LATE = (
    "sqlite_utils", "numpy", "holidays", "dateutil", "asyncio", "decimal", "fractions",
    "desktop.domain.penalty.course", "desktop.domain.penalty.accrual", "desktop.domain.page.build",
    "desktop.domain.overview.few",
    "desktop.store.cases.cases", "desktop.views.page.page", "desktop.views.timeline.tab",
    "desktop.views.page.penalty", "desktop.views.overview.overview", "desktop.exchange",
)  # fmt: skip
_WALKED = re.compile(r"SCAN (?!.*(VIRTUAL TABLE|USING|CONSTANT|SUBQUERY))(\w+)")
_FEW_ROWS = {"stages", "blobs", "text_state", "authorities"}


@dataclass(frozen=True, slots=True)
class Kept:
    """A file, and the folder in which its index is ready."""

    path: Path
    home: Path

    @property
    def index_folder(self) -> Path:
        return self.home / CACHES / "astreinte" / "index"


@dataclass(slots=True)
class Told:
    """What a stretch of the program asked SQLite: the statements, and the work they took in ticks."""

    statements: list[tuple[sqlite3.Connection, str]] = field(default_factory=list)
    ticks: int = 0


def _kept(folder: Path, count: int) -> Kept:
    kept = Kept(folder / f"{count}.casefile", folder / f"home-{count}")
    write_benchmark_file(kept.path, count)
    with closing(open_case_file(kept.path)) as file, closing(open_index(kept.index_folder, file)) as index:
        assert build(file, index, lambda _: None)
    return kept


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Kept:
    return _kept(tmp_path_factory.mktemp("gates"), SMALL)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory, small: Kept) -> Kept:
    """The larger file in the long run; else the small one again, where the plans are the same."""
    return _kept(tmp_path_factory.mktemp("gates"), LARGE) if IS_LONG else small


compares = pytest.mark.skipif(not IS_LONG, reason="two files are compared: in the long run")


@pytest.fixture(autouse=True)
def large_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the ordinary run the file is small; it is treated as a large one is."""
    if not IS_LONG:
        monkeypatch.setattr("desktop.session.reader.open_file._OPENED_ON_THE_LIST", 10)


@contextmanager
def opened(kept: Kept) -> Iterator[Session]:
    """A session on the file, showing the list of all investigations."""
    session = inline_session(kept.home / "sample", kept.index_folder)
    session.file.open(kept.path)
    session.show_section(Section.ALL)
    assert session.answer.complete
    yield session
    session.shut_down()


def connections(session: Session) -> tuple[sqlite3.Connection, ...]:
    """The connections to the file, to its index, and to the index for searching."""
    reader = session._asking.reader
    assert reader.file is not None
    assert reader.index is not None
    assert reader._open is not None
    return (
        reader.file.connection,
        reader.index.connection,
        reader._open.listing._finder._index.connection,
    )


@contextmanager
def watched(session: Session) -> Iterator[Told]:
    """What is asked while it lasts."""
    told, held = Told(), connections(session)

    def tick() -> None:
        told.ticks += 1

    for one in held:
        one.set_trace_callback(lambda text, c=one: told.statements.append((c, text)))  # type: ignore[misc]
        one.set_progress_handler(tick, TICK)
    try:
        yield told
    finally:
        for one in held:
            one.set_trace_callback(None)
            one.set_progress_handler(None, 0)


def asked(told: Told) -> list[str]:
    """The statements that ask something: not transactions, nor what full-text search asks of itself."""
    other = ("BEGIN", "COMMIT", "ROLLBACK", "--")
    return [text for _, text in told.statements if not text.lstrip().upper().startswith(other)]


def of_both(small: Kept, large: Kept, use: Callable[[Session], object]) -> tuple[Told, Told]:
    """What a use of the program asks, in the small file and in the large one; not the first time."""
    found = []
    for kept in (small, large):
        with opened(kept) as session:
            use(session)
            _back(session)
            with watched(session) as told:
                use(session)
            found.append(told)
    return found[0], found[1]


def _back(session: Session) -> None:
    session.list.clear_choices()
    session.day.go_live()


def type_words(session: Session) -> None:
    """A key for every letter."""
    for word in WORDS:
        for end in range(1, len(word) + 1):
            session.list.find(word[:end])


def scroll(session: Session) -> None:
    """Pages anywhere in the list."""
    ids = session.answer.ids
    for first in range(0, len(ids), len(ids) // 7):
        session.list.want_rows(tuple(ids[first : first + PAGE]))


def sort_and_narrow(session: Session) -> None:
    """Every order, and a country."""
    for sort in SortBy:
        session.list.sort(sort, descending=True)
    session.list.toggle(Choice(FacetKind.COUNTRY, "DE"))


def drag(session: Session) -> None:
    """The playhead over a year and a half."""
    for step in range(60):
        session.day.drag(date(2021, 3, 1) + timedelta(9 * step))


@compares
@pytest.mark.parametrize(
    ("use", "most"),
    [(type_words, 4 * sum(map(len, WORDS))), (scroll, 8), (drag, 0)],
    ids=["keys", "pages", "playhead"],
)
def test_that_the_number_of_statements_does_not_grow_with_the_file(
    small: Kept, large: Kept, use: Callable[[Session], object], most: int
) -> None:
    few, many = of_both(small, large, use)
    assert len(asked(many)) <= most
    assert len(asked(many)) <= len(asked(few)) * GROWN


@compares
@pytest.mark.parametrize("use", [scroll, drag], ids=["pages", "playhead"])
def test_that_the_work_of_statements_does_not_grow_with_the_file(
    small: Kept, large: Kept, use: Callable[[Session], object]
) -> None:
    few, many = of_both(small, large, use)
    assert many.ticks <= few.ticks * GROWN + 5


@pytest.mark.parametrize("use", [type_words, scroll, sort_and_narrow, drag])
def test_that_no_statement_walks_a_table_or_sorts(large: Kept, use: Callable[[Session], object]) -> None:
    with opened(large) as session:
        use(session)
        _back(session)
        with watched(session) as told:
            use(session)
        assert faults_of(told) == []


def test_that_opening_a_prepared_file_walks_no_table_and_sorts_nothing(large: Kept) -> None:
    session = inline_session(large.home / "sample", large.index_folder)
    session.file.open(large.path)
    with watched(session) as told:
        first = session._asking.reader._open.listing.first(session.query)  # type: ignore[union-attr]
    assert len(first.rows) >= 40
    assert faults_of(told) == []
    assert told.ticks * TICK < 20_000
    session.shut_down()


def faults_of(told: Told) -> list[str]:
    """The steps of plans that look at every row of a table, or sort, each with its statement."""
    wanted = set(asked(told))
    texts = {(connection, text) for connection, text in told.statements if text in wanted}
    return [
        f"{step} in {text.strip()[:120]}"
        for connection, text in texts
        for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {text}")
        if _is_fault(step)
    ]


def _is_fault(step: str) -> bool:
    walked = _WALKED.match(step)
    return "TEMP B-TREE" in step or (walked is not None and walked[2] not in _FEW_ROWS)


def test_that_a_walk_and_a_sort_are_noticed(large: Kept) -> None:
    with opened(large) as session, watched(session) as told:
        connections(session)[0].execute(
            "SELECT title FROM events WHERE title > 'x' ORDER BY title"
        ).fetchone()
        found = " ".join(faults_of(told))
    assert "SCAN events" in found
    assert "TEMP B-TREE" in found


@pytest.mark.skipif(not IS_LONG, reason="a file of more than 1,000: in the long run")
@pytest.mark.skipif(sys.platform == "win32", reason="the programs for measuring read /proc")
def test_that_little_is_loaded_when_the_list_is_first_painted(large: Kept, tmp_path: Path) -> None:
    shutil.copytree(large.home, tmp_path, dirs_exist_ok=True)
    found = run_program("list_window", str(large.path), "--modules", home=tmp_path).answer["modules"]
    assert [name for name in found if name.startswith(LATE) and _is_of(name)] == []
    assert "desktop.views.listing.list" in found


def _is_of(name: str) -> bool:
    return any(name == late or name.startswith(f"{late}.") for late in LATE)


@compares
def test_that_the_time_of_keys_does_not_grow_with_the_file(small: Kept, large: Kept) -> None:
    with opened(small) as few, opened(large) as many:
        # Once more where a busy machine was in the way.
        assert any(_times_as_long(few, many, type_words) <= GROWN for _ in range(2))


def _times_as_long(few: Session, many: Session, use: Callable[[Session], object]) -> float:
    """How many times as long the same use takes in the large file, by the CPU of pairs."""
    ratios = []
    for _ in range(15):
        taken = []
        for session in (few, many):
            _back(session)
            began = time.process_time()
            use(session)
            taken.append(time.process_time() - began)
        ratios.append(taken[1] / taken[0])
    return statistics.median(ratios)
