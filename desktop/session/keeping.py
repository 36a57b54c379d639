"""The user's own things about the open file, kept beside other windows: read and written by the worker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.domain.file import Problem
    from desktop.exchange.own.shelf import Held, Shelf
    from desktop.store.side.merging import SideRow
    from desktop.worker import Runner

T = TypeVar("T")
EVERY = 1_000  # milliseconds between two looks for changes of other windows


class _Waiting(NamedTuple, Generic[T]):
    """The things of a file that wait to be written, and the rows that they were made from."""

    folder: Path
    base: tuple[SideRow, ...]
    things: T


class Keeping(Generic[T]):
    """Reads the things kept of a file and writes every change; `tell` is told of problems, each once.

    `show` is handed the things when a file is opened, and when another window changed them. Things that wait
    to be written are remembered until the worker has answered: their job may have been dropped.
    """

    def __init__(
        self, shelf: Shelf[T], runner: Runner, show: Callable[[T], None], tell: Callable[[Problem], object]
    ) -> None:
        self._shelf, self._runner, self._show, self._tell = shelf, runner, show, tell
        self._folder: Path | None = None
        self._identity = ""
        self._base: tuple[SideRow, ...] = ()
        self._commits = 0
        self._waiting: dict[str, _Waiting[T]] = {}
        self._written: dict[str, T] = {}  # the things that the worker is writing now
        self._looking = False
        self._problem: Problem | None = None
        self._timer = QTimer()
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        self.is_ready = False
        self.is_new = True  # the things shown next were not shown before

    def keep_in(self, folder: Path) -> None:
        """Keep the things of every file opened from now on below a folder; without a folder, nothing."""
        self._folder = folder

    def open(self, identity: str) -> None:
        """Read the things kept of a file; for the file open already nothing is read again."""
        self._write_again()
        if identity == self._identity:
            return
        folder = self._folder
        self._identity, self._base, self._looking = identity, (), False
        self.is_ready, self.is_new = folder is None, True
        self._show(self._shelf.nothing)
        if folder is not None:
            self._timer.start()
            self._runner.submit(
                f"{self._shelf.kind}-load",
                lambda: self._shelf.load(folder, identity),
                lambda held: self._on_loaded(identity, held),
                _raise,
            )

    def close(self) -> None:
        """Forget the open file; things that wait are still written."""
        self._write_again()
        self._timer.stop()
        self._identity, self._base, self.is_ready = "", (), False

    def save(self, things: T) -> None:
        """Write the things as changed since they were shown last."""
        if self._folder is not None and self._identity:
            self._waiting[self._identity] = _Waiting(self._folder, self._base, things)
            if self._identity not in self._written:
                self._write(self._identity)

    def look(self) -> None:
        """See whether another window changed anything; writing that failed is tried again first."""
        folder, identity = self._folder, self._identity
        for waiting in self._waiting.keys() - self._written.keys():
            self._write(waiting)
        if folder is None or not self.is_ready or self._looking or self._waiting:
            return
        self._looking = True
        seen = self._commits
        self._runner.submit(
            f"{self._shelf.kind}-look",
            lambda: self._shelf.look(folder, identity, seen),
            lambda held: self._on_looked(identity, held),
            _raise,
        )

    def flush(self) -> None:
        """Write now the things that wait to be written; for the worker, when the program ends."""
        for identity, waiting in self._waiting.items():
            self._shelf.save(waiting.folder, identity, waiting.base, waiting.things)

    def told(self, problem: Problem | None) -> None:
        """Tell of a problem, if any."""
        if problem is not None:
            self._tell(problem)

    def _on_loaded(self, identity: str, held: Held[T]) -> None:
        if identity != self._identity:
            return
        waiting = self._waiting.get(identity)
        self.is_ready = True
        self._base = held.base if waiting is None else waiting.base
        self._commits, self._problem = held.commits, held.problem
        self.told(held.problem)
        self._show(held.things if waiting is None else waiting.things)
        self.is_new = False

    def _on_looked(self, identity: str, held: Held[T] | None) -> None:
        self._looking = False
        if held is not None and identity == self._identity and not self._waiting:
            self._use(held)

    def _write(self, identity: str) -> None:
        """Write the things that wait; a change meanwhile waits for the answer, and for its rows."""
        folder, base, things = self._waiting[identity]
        self._written[identity] = things
        self._runner.submit(
            f"{self._shelf.kind} {identity}",
            lambda: self._shelf.save(folder, identity, base, things),
            lambda held: self._on_saved(identity, things, held),
            _raise,
        )

    def _on_saved(self, identity: str, things: T, held: Held[T]) -> None:
        self._written.pop(identity, None)
        if held.problem != self._problem:
            self.told(held.problem)
        self._problem = held.problem
        waiting = self._waiting.get(identity)
        if waiting is None:
            return
        if waiting.things is not things:
            self._waiting[identity] = waiting._replace(base=held.own)
            self._write(identity)
        elif held.problem is None or held.commits:
            del self._waiting[identity]
            if identity == self._identity:
                self._use(held)

    def _use(self, held: Held[T]) -> None:
        """Show the things as they lie on the disk now, with the changes of other windows."""
        self._base, self._commits = held.base, held.commits
        self._show(held.things)

    def _write_again(self) -> None:
        """Write again the things of the file before, whose jobs the worker dropped."""
        self._looking = False
        self._written.clear()
        for identity in tuple(self._waiting):
            self._write(identity)


def _raise(fault: Exception) -> None:
    raise fault
