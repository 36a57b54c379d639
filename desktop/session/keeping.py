"""Where the user's own things about the open file are kept; read and written by the worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.domain.problem import Problem
    from desktop.worker import Runner

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shelf(Generic[T]):
    """One kind of things: its name among the requests, where its file lies, how it is read and written.

    `unreadable` is the code of the problem after which what lies there is not to be written over.
    """

    name: str
    nothing: T
    place: Callable[[Path, str], Path]
    load: Callable[[Path], tuple[T, Problem | None]]
    save: Callable[[Path, T], Problem | None]
    unreadable: str


class Keeping(Generic[T]):
    """Reads what is kept of a file once and writes every change; `tell` is told of problems, each once.

    What waits to be written is remembered until the worker has answered: it may have been dropped.
    """

    def __init__(self, shelf: Shelf[T], runner: Runner, tell: Callable[[Problem], object]) -> None:
        self._shelf, self._runner, self._tell = shelf, runner, tell
        self._folder: Path | None = None
        self._identity = ""
        self._path: Path | None = None
        self._waiting: dict[Path, T] = {}
        self._problem: Problem | None = None
        self.is_ready = False

    def keep_in(self, folder: Path) -> None:
        """Keep the things of every file opened from now on in this folder; without one nothing is kept."""
        self._folder = folder

    def open(self, identity: str, show: Callable[[T], None]) -> None:
        """Read what is kept of a file; the file that is open already is not read again."""
        self._write_again()
        if identity == self._identity:
            return
        self._identity, self._path, self.is_ready = identity, None, self._folder is None
        show(self._shelf.nothing)
        if self._folder is None:
            return
        path = self._shelf.place(self._folder, identity)
        waits, held = path in self._waiting, self._waiting.get(path)

        def on_loaded(loaded: tuple[T, Problem | None]) -> None:
            if identity == self._identity:
                self._on_loaded(path, loaded[1])
                show(held if waits and held is not None else loaded[0])

        self._runner.submit(f"{self._shelf.name}-load", lambda: self._shelf.load(path), on_loaded, _raise)

    def close(self) -> None:
        """No file is open any more; what waits is still written."""
        self._write_again()
        self._identity, self._path, self.is_ready = "", None, False

    def save(self, things: T) -> None:
        """Write the things of the open file."""
        if self._path is not None:
            self._waiting[self._path] = things
            self._write(self._path, things)

    def flush(self) -> None:
        """Write now what waits to be written; for the worker, when the program ends."""
        for path, things in self._waiting.items():
            self._shelf.save(path, things)

    def told(self, problem: Problem | None) -> None:
        """Tell of a problem, where there is one."""
        if problem is not None:
            self._tell(problem)

    def _on_loaded(self, path: Path, problem: Problem | None) -> None:
        self.is_ready = True
        # What lies there and cannot be read is not to be overwritten.
        refused = problem is not None and problem.code == self._shelf.unreadable
        self._path = None if refused else path
        self.told(problem)

    def _write(self, path: Path, things: T) -> None:
        def on_saved(problem: Problem | None) -> None:
            if problem is None and self._waiting.get(path) is things:
                del self._waiting[path]
            if problem != self._problem:
                self.told(problem)
            self._problem = problem

        self._runner.submit(
            f"{self._shelf.name} {path.name}", lambda: self._shelf.save(path, things), on_saved, _raise
        )

    def _write_again(self) -> None:
        """The worker dropped what waited for the file before."""
        for path, things in tuple(self._waiting.items()):
            self._write(path, things)


def _raise(fault: Exception) -> None:
    raise fault
