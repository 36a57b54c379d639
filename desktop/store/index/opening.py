"""The index file of a case file, in the user's cache; it can be deleted at any time."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack, closing, suppress
from typing import TYPE_CHECKING
from zlib import crc32

from desktop.domain.file import Stage
from desktop.store.file.private_copy import log_of
from desktop.store.file.transaction import connect, writing
from desktop.store.file.watch import identity
from desktop.store.index.faults import IndexDamagedError, code_of, discard, is_busy, problem_of, throw_away
from desktop.store.index.notes import Notes
from desktop.store.index.seal import Seal, clear_way, make_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.domain.file import Problem
    from desktop.store.file.casefile import CaseFile

LAYOUT = 6  # raised when a table of the index file, or the form of its contents, changes
_APPLICATION = 0x41535458  # "ASTX"
_WAIT = 5.0  # seconds for the lock of a writing process
_STEPS = 100_000  # of SQLite between two looks for an interruption
_TRIES = 20  # to begin a log beside other processes
_SEALED_AT_ONCE = 64_000_000  # bytes: a larger file is sealed on closing
LOG = "PRAGMA journal_mode = WAL"
_SETTINGS = ("PRAGMA synchronous = NORMAL", "PRAGMA temp_store = MEMORY")
NO_LOG = "PRAGMA wal_checkpoint(TRUNCATE)"
KINDS = "SELECT application_id, user_version FROM pragma_application_id, pragma_user_version"
TABLE_COUNT = "SELECT count(*) FROM sqlite_schema"
_MARKS = (f"PRAGMA application_id = {_APPLICATION}", f"PRAGMA user_version = {LAYOUT}")
TABLES = (
    "CREATE TABLE IF NOT EXISTS stages (name TEXT PRIMARY KEY, stamp TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS blobs (name TEXT PRIMARY KEY, data BLOB NOT NULL)",
)
STAMPS = "SELECT name, stamp FROM stages"
SET_STAMP = "INSERT OR REPLACE INTO stages (name, stamp) VALUES (:name, :stamp)"
LOAD_BLOB = "SELECT data FROM blobs WHERE name = :name"
SAVE_BLOB = "INSERT OR REPLACE INTO blobs (name, data) VALUES (:name, :data)"


class Index:
    """An open index file, or an index in memory without a path; used by one thread.

    `problem` tells the reason that the kept index could not be used.
    """

    def __init__(
        self, connection: sqlite3.Connection, path: Path | None, name: str, seal: Seal | None = None
    ) -> None:
        self.connection, self.path, self.name = connection, path, name
        self.problem: Problem | None = None
        self._seal = seal
        self._sealed = connection.total_changes
        self._identity = identity(path) if path is not None else None
        self._notes = Notes(path.with_name(f"{path.name}-notes") if path is not None else None)
        for statement in TABLES:
            connection.execute(statement)

    @property
    def is_in_place(self) -> bool:
        """Whether the file is still in place and sound: caches are emptied, and disks fail."""
        if self.path is None or self._identity is None:
            return True
        now = identity(self.path)
        if now is None or not now.is_same_file(self._identity):
            return False
        if now != self._identity and self._is_broken():
            return False
        self._identity = now
        return True

    @property
    def stamps(self) -> dict[Stage, str]:
        """The stamp of the case file behind each stage that is ready."""
        known = set(Stage)
        return {Stage(name): stamp for name, stamp in self.connection.execute(STAMPS) if name in known}

    @property
    def done(self) -> frozenset[Stage]:
        """The stages that are ready, even if the case file has changed since."""
        return frozenset(self.stamps)

    def is_current(self, stamp: str) -> bool:
        """Whether all stages are ready for the stamp of a case file."""
        found = self.stamps
        return all(found.get(stage) == stamp for stage in Stage)

    def finish(self, stage: Stage, stamp: str) -> None:
        """Record a stage as ready."""
        self.connection.execute(SET_STAMP, {"name": stage.value, "stamp": stamp})

    def blob(self, name: str) -> bytes | None:
        """The bytes kept under a name, or None."""
        row = self.connection.execute(LOAD_BLOB, {"name": name}).fetchone()
        return bytes(row[0]) if row else None

    def keep(self, name: str, data: bytes) -> None:
        """Keep bytes under a name. Raises IndexDamagedError, see begin_writing."""
        if self._sealed >= 0:
            self.begin_writing()
        self.connection.execute(SAVE_BLOB, {"name": name, "data": data})

    def note(self, name: str) -> bytes | None:
        """The bytes that the window noted under a name, or None."""
        return self._notes.get(name)

    def keep_note(self, name: str, data: bytes) -> bool:
        """Note bytes under a name; False if another process is writing its notes."""
        return self._notes.keep(name, data)

    def end_when(self, asked: Callable[[], bool]) -> None:
        """Interrupt a running statement as soon as `asked` says so."""
        self.connection.set_progress_handler(asked, _STEPS)

    def begin_writing(self) -> None:
        """Lift the seal, so that nobody relies on the file if this process is killed.

        Raises IndexDamagedError if the file differs from its seal: the damage would be sealed, too.
        """
        if self._seal is None or self.path is None:
            return
        if self._is_broken():
            self.give_up()
            throw_away(self.path)
            raise IndexDamagedError(problem_of("index-damaged", self.name, self.path))
        self._sealed = -1
        if self.is_in_place:  # else the file is written while open, and never sealed
            self._seal.begin_writing()

    def seal(self) -> None:
        """Seal the file as written, if it is small; a large file is sealed on closing."""
        if self._seal is None or self.path is None or self._sealed == self.connection.total_changes:
            return
        found = identity(self.path)
        if found is not None and found.size <= _SEALED_AT_ONCE and self.is_in_place and self._is_whole():
            with suppress(OSError):  # an index without a seal is made anew
                self._seal.put(self.connection.serialize())
                self._sealed = self.connection.total_changes

    def give_up(self) -> None:
        """Close the file, which is not reliable any more, without a seal."""
        if self._seal is not None:
            with suppress(OSError):
                self._seal.lift()
            self._seal.close()
        self._seal = None
        self.close()

    def close(self) -> None:
        """Seal the file as written, and close it; a second call does nothing."""
        self._notes.close()
        seal, self._seal = self._seal, None
        if seal is None:
            self.connection.close()
            return
        is_whole = self._sealed != self.connection.total_changes and self._is_whole()
        self.connection.close()
        if is_whole and self.is_in_place:
            with suppress(OSError):  # an index without a seal is made anew
                seal.put()
        seal.close()

    def _is_broken(self) -> bool:
        """Whether another program changed the file, as far as its size, place and times tell."""
        try:
            return self._seal is not None and self._seal.is_broken
        except OSError:  # it is gone
            return False

    def _is_whole(self) -> bool:
        """Whether all changes are in the file itself, none in its log."""
        try:
            return bool(self.connection.execute(NO_LOG).fetchone()[0] == 0)
        except sqlite3.DatabaseError as error:
            if code_of(error) is None:
                raise
            return False


def stamp_of(file: CaseFile) -> str:
    """The stamp of a case file's state: its id, SQLite's count of commits, and the file's identity.

    The count alone would not do, as another file may take this file's place; nor would the time, which some
    disks tell by the second. Nothing is opened: closing a descriptor would drop our locks on the file.
    """
    found = identity(file.path)
    if found is None:
        return ""
    log = identity(log_of(file.path))
    logged = f":{log.size}:{log.written_at}" if log is not None else ""
    return f"{file.uid}:{found.inode}:{found.size}:{found.written_at}:{file.commits}{logged}"


def index_path(folder: Path, file: CaseFile) -> Path:
    """The path of the index of a case file; a copy of the file elsewhere has an index of its own."""
    name = f"{file.uid}\0{file.path.absolute()}".encode("utf-8", "surrogatepass")
    # Enough to tell files apart: the stamps inside name the case file, and hashlib is slow to load.
    return folder / f"{crc32(name):08x}{crc32(name[::-1]):08x}.index"


def open_index(folder: Path | None, file: CaseFile) -> Index:
    """The index of a case file; a file that differs from its seal, or of another version, is deleted.

    Without a folder, or if the folder takes no file, the index is in memory. Its `problem` tells the reason.
    """
    if folder is None:
        return in_memory(file)
    path, problem = index_path(folder, file), None
    for _ in range(2):
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            return _opened(path, file.path.name)
        except OSError as error:
            problem = problem_of(code_of(error) or "index-unwritable", file.path.name, path)
            kept = identity(path)
            if kept is None or kept.size == 0:
                throw_away(path)
            break
        except sqlite3.DatabaseError as error:
            problem = problem_of(code_of(error) or "index-damaged", file.path.name, path)
            if is_busy(error):
                break
            throw_away(path)
    return in_memory(file, problem)


def in_memory(file: CaseFile, problem: Problem | None = None) -> Index:
    """An index of a case file in memory, for as long as the file is open."""
    index = Index(connect(":memory:", _WAIT), None, file.path.name)
    index.problem = problem
    return index


def opened_again(index: Index) -> Index:
    """A second connection to the file of an index; the same index if it is in memory."""
    return index if index.path is None else Index(connect(index.path, _WAIT), index.path, index.name)


def _opened(path: Path, name: str) -> Index:
    """The checked index file at a path. Raises OSError, and sqlite3.DatabaseError for a file not of ours."""
    make_file(path)
    clear_way(path)
    with ExitStack() as stack:
        seal = stack.enter_context(closing(Seal(path)))
        is_new, problem = path.stat().st_size == 0, None
        if not is_new and not seal.holds():
            problem = problem_of("index-damaged", name, path) if seal.is_put else None
            is_new = True
            seal.lift()
            discard(path)
            make_file(path)
        connection = stack.enter_context(closing(connect(path, _WAIT)))
        _check(connection)
        seal.share()
        for setting in _SETTINGS:
            connection.execute(setting).close()
        index = Index(connection, path, name, seal)
        index.problem = problem
        if is_new:
            index.begin_writing()
            index.seal()
        stack.pop_all()  # the file is sound: it stays open
        return index


def _check(connection: sqlite3.Connection) -> None:
    """Mark a new file as ours, and refuse a file of another kind. Raises sqlite3.DatabaseError."""
    if _is_new(connection):
        _begin_log(connection)
        with writing(connection):
            if _is_new(connection):  # or else another process marked it meanwhile
                for statement in (*_MARKS, *TABLES):
                    connection.execute(statement)
    if connection.execute(KINDS).fetchone() != (_APPLICATION, LAYOUT):
        raise sqlite3.DatabaseError("the index file is of another program or version")


def _begin_log(connection: sqlite3.Connection) -> None:
    """Begin a write-ahead log. Raises sqlite3.OperationalError if the file stays locked.

    SQLite does not wait for the lock that this needs, so the program waits for the other process.
    """
    for left in reversed(range(_TRIES)):
        try:
            connection.execute(LOG).close()
        except sqlite3.OperationalError as error:
            if not left or not is_busy(error):
                raise
            with writing(connection):
                pass  # the lock is free for a moment
        else:
            return


def _is_new(connection: sqlite3.Connection) -> bool:
    marked = connection.execute(KINDS).fetchone() != (0, 0)
    return not marked and connection.execute(TABLE_COUNT).fetchone() == (0,)
