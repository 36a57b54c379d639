"""The shelf of a user's scenarios or saved views, read from and written to a case file's side file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from desktop.domain.file import Problem
from desktop.exchange.own.file import own_path, read_bounded
from desktop.output import put_aside
from desktop.store.side.kept import Kept, is_taken, load_kept, save_kept, take
from desktop.store.side.opening import SideFileError, commits, put_side_file_aside, side_path

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from desktop.store.side.merging import SideEntry, SideRow

T = TypeVar("T")
_LARGEST = 4_000_000  # bytes of a file of an older version
_SENTENCES = {
    "damaged": "The {words} of this file could not be read: their file was damaged. It is kept as it is in"
    " {aside}; what you keep from now on is in a new one.",
    "part-damaged": "{number} of the {words} of this file cannot be read by this version of Astreinte. They"
    " stay in {path}, and new ones are kept beside them.",
    "older-damaged": "Not all {words} of this file could be read ({fault}). Their file is kept as it is in"
    " {aside}; what could be read is here, and new ones are kept.",
    "unreadable": "The {words} in {path} could not be read. They were left there.",
    "newer": "The {words} in {path} were written by a newer version of Astreinte. They were left there, and"
    " nothing is added to them.",
    "locked": "The {words} could not be written to {path}: another program holds it. They are written as soon"
    " as it is free.",
    "unwritable": "The {words} could not be written to {path}. Check that the disk has room and that you may"
    " write there.",
}


class Held(NamedTuple, Generic[T]):
    """A shelf's items with side-file rows: `base` of all shown items, `own` of the last writing window."""

    things: T
    base: tuple[SideRow, ...] = ()
    own: tuple[SideRow, ...] = ()
    commits: int = 0
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Shelf(Generic[T]):
    """A kind of kept items, with the functions between items and side-file entries.

    `read` leaves out unreadable entries; `take` reads a file of an older version and names its first fault.
    """

    kind: str
    words: str
    nothing: T
    write: Callable[[T], tuple[SideEntry, ...]]
    read: Callable[[Sequence[SideEntry]], tuple[T, frozenset[int]]]
    take: Callable[[bytes], tuple[T, str]]

    def load(self, folder: Path, identity: str) -> Held[T]:
        """The kept items of a case file; a damaged file is put aside under another name and reported."""
        path = _side_path(folder, identity)
        try:
            taken = self._taken(folder, identity, path)
            held = self._held(load_kept(path, self.kind), path)
        except SideFileError as error:
            return Held(self.nothing, problem=self._problem(error, path))
        return held if taken is None else taken._replace(base=held.base, own=held.own, commits=held.commits)

    def save(self, folder: Path, identity: str, base: Sequence[SideRow], things: T) -> Held[T]:
        """Write a window's items over the rows it knew; the items afterwards, with those of other windows."""
        path = _side_path(folder, identity)
        for is_last in (False, True):
            try:
                return self._held(save_kept(path, self.kind, base, self.write(things)), path)
            except SideFileError as error:
                problem = self._problem(error, path)
                if error.code != "damaged" or is_last or path.exists():
                    break
                base = ()  # the damaged file is put aside, and a new file takes all items
        return Held(things, tuple(base), tuple(base), 0, problem)

    def look(self, folder: Path, identity: str, seen: int) -> Held[T] | None:
        """The kept items, where another window has written since the commit number `seen`; else None."""
        path = _side_path(folder, identity)
        if commits(path) == seen:
            return None
        try:
            return self._held(load_kept(path, self.kind), path)
        except SideFileError:
            return None  # reported at the next write, or when the case file is opened again

    def _held(self, kept: Kept, path: Path) -> Held[T]:
        things, unread = self.read([row.entry for row in kept.rows])
        base = tuple(row for place, row in enumerate(kept.rows) if place not in unread)
        problem = None
        if unread:
            sentence = _SENTENCES["part-damaged"].format(number=len(unread), words=self.words, path=path)
            problem = Problem(f"{self.kind}-part-damaged", sentence)
        return Held(things, base, kept.own, kept.commits, problem)

    def _taken(self, folder: Path, identity: str, path: Path) -> Held[T] | None:
        """The items of a file of an older version, taken once; None where there is nothing to report.

        Raises SideFileError where the side file cannot be used.
        """
        older = own_path(folder / self.kind, identity)
        if not older.exists() or is_taken(path, self.kind):
            return None
        try:
            data = read_bounded(older, _LARGEST)
        except OSError:
            return Held(self.nothing, problem=self._said("unreadable", older))
        things, fault = self.take(data)
        try:
            take(path, self.kind, self.write(things))
        except SideFileError as error:
            if error.code == "damaged":
                raise
            return Held(things, problem=self._problem(error, path))
        if not fault:
            return None
        aside = put_aside(older)
        return Held(things, problem=self._said("older-damaged", older, aside=aside or older, fault=fault))

    def _problem(self, error: SideFileError, path: Path) -> Problem:
        """The problem of a side file; a damaged side file is put aside."""
        if error.code != "damaged":
            return self._said(error.code if error.code in _SENTENCES else "unreadable", path)
        aside = put_side_file_aside(path)
        return (
            self._said("damaged", path, aside=aside) if aside is not None else self._said("unreadable", path)
        )

    def _said(self, code: str, path: Path, **more: object) -> Problem:
        return Problem(f"{self.kind}-{code}", _SENTENCES[code].format(words=self.words, path=path, **more))


def _side_path(folder: Path, identity: str) -> Path:
    return side_path(folder / "side", identity)
