"""What every benchmark is given: two files of the same kind, a user's folder, and how often to measure."""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.session.reader.open_file import OpenFile
from desktop.store.file.casefile import CaseFile
from desktop.store.file.schema import EXPECTED, SCHEMA_VERSION
from desktop.store.index.opening import index_path, open_index
from tests.benchmarks.children import CACHES, Child, ChildError, at_home, run_child
from tests.benchmarks.generate import write_benchmark_file
from tests.benchmarks.investigations import SEED

if TYPE_CHECKING:
    from desktop.store.index.opening import Index

SMALL = 10_000
PREPARING = 1_200.0  # seconds at most for the index of a file
NAMES = "SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'"
COUNT = "SELECT count(*) FROM investigations"


@dataclass(frozen=True, slots=True)
class Bench:
    """The large file and a small one, and `home`, where settings, indexes and caches go."""

    file: Path
    small: Path
    home: Path
    rounds: int

    @property
    def count(self) -> int:
        """The investigations of the large file."""
        return counted(self.file)


def counted(path: Path) -> int:
    """The investigations of a file."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        return int(connection.execute(COUNT).fetchone()[0])


def kept_file(investigations: int) -> Path:
    """A generated file of so many investigations, kept in the folder for temporary files."""
    path = Path(tempfile.gettempdir(), f"astreinte-benchmark-{investigations}-{SEED}.casefile")
    if not _is_current(path):
        print(f"writing {path}", file=sys.stderr)  # noqa: T201
        write_benchmark_file(path, investigations)
    return path


def prepared(path: Path, home: Path) -> Child:
    """Prepare the index of a file and check it, as its window does beside itself. Raises ChildError.

    Both are read once, so that nothing that is measured waits for a disk.
    """
    words = [sys.executable, "-m", "desktop", "index", str(path)]
    child = run_child(words, at_home(home), PREPARING)
    checked = run_child([*words, "--check"], at_home(home), PREPARING)
    if checked.last != "check ok":
        raise ChildError(f"{path} was not found sound: {checked.last}")
    with closing(OpenFile(opened(path), indexed(path, home), _folder(home))) as file:
        file.mark_checked()  # nothing is left to be done when a window opens it
    for kept in (path, index_file(path, home)):
        _read_once(kept)
    return child


def _read_once(path: Path) -> None:
    with path.open("rb") as file:
        while file.read(1 << 20):
            pass


def indexed(path: Path, home: Path) -> Index:
    """The index that was prepared of a file; to be closed."""
    with closing(opened(path)) as file:
        return open_index(_folder(home), file)


def index_file(path: Path, home: Path) -> Path:
    """Where the index of a file lies."""
    with closing(opened(path)) as file:
        return index_path(_folder(home), file)


def _folder(home: Path) -> Path:
    return home / CACHES / "astreinte" / "index"


def opened(path: Path) -> CaseFile:
    """A file of our own making, open without a check; to be closed."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    connection.row_factory = sqlite3.Row
    return CaseFile(path, connection)


def _is_current(path: Path) -> bool:
    """Whether there is a file with the tables and indexes of today."""
    if not path.is_file():
        return False
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        return {name for (name,) in connection.execute(NAMES)} == set(EXPECTED[SCHEMA_VERSION])
