"""Places where a command may be told to write though it must not: links, devices, folders, other files."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PLACES = (
    *(
        "itself",
        "symlink",
        "chain of symlinks",
        "hard link",
        "symlink to a folder",
        "folder",
        "fifo",
        "socket",
    ),
    *("terminal", "symlink to a terminal", "text", "database", "archive", "cut case file", "other JSON"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A path not to be written to, and the case file that is in use."""

    path: Path
    case_file: Path
    held: tuple[Callable[[], object], ...] = field(default=())

    def state(self) -> tuple[object, ...]:
        """What would differ if anything had been written."""
        status = os.lstat(self.path)
        data = self.path.read_bytes() if self.path.is_file() else b""
        around = sorted(one.name for one in self.case_file.parent.iterdir())
        return status.st_mode, status.st_ino, data, self.case_file.read_bytes(), around

    def close(self) -> None:
        """Let go of what had to be held open."""
        for let_go in self.held:
            let_go()


def made(name: str, folder: Path, sample: Path) -> Place:
    """A place of one kind in a folder, with a case file of its own beside it."""
    case_file, path = folder / "mine.casefile", folder / "out"
    case_file.write_bytes(sample.read_bytes())
    match name:
        case "itself":
            path = case_file
        case "symlink":
            path.symlink_to(case_file)
        case "chain of symlinks":
            (folder / "between").symlink_to(case_file)
            path.symlink_to(folder / "between")
        case "hard link":
            os.link(case_file, path)
        case "folder":
            path.mkdir()
        case "symlink to a folder":
            (folder / "inside").mkdir()
            path.symlink_to(folder / "inside")
        case "fifo":
            os.mkfifo(path)
        case "socket":
            os.mknod(path, stat.S_IFSOCK | 0o600)
        case "terminal" | "symlink to a terminal":
            return _terminal(name, path, case_file)
        case _:
            _fill(name, path, sample)
    return Place(path, case_file)


def _fill(name: str, path: Path, sample: Path) -> None:
    match name:
        case "text":
            path.write_text("what was said on the telephone")
        case "database":
            with closing(sqlite3.connect(path)) as other:
                other.execute("CREATE TABLE clients (name TEXT)")
        case "archive":
            path.write_bytes(b"PK\x03\x04" + bytes(500))
        case "cut case file":
            path.write_bytes(sample.read_bytes()[:50_000])
        case "other JSON":
            path.write_text('{"name": "a package"}')


def _terminal(name: str, path: Path, case_file: Path) -> Place:
    """A device of our own, in the place of which nothing can be put even by the superuser."""
    ends = os.openpty()
    device = os.ttyname(ends[1])
    held = tuple(lambda end=end: os.close(end) for end in ends)
    if name != "terminal":
        path.symlink_to(device)
        return Place(path, case_file, held)
    return Place(Path(device), case_file, held)
