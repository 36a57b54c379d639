"""Where the user's scenarios of the open file are kept; read and written by the worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.exchange.scenario_file import load_scenarios, save_scenarios, scenario_path

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.domain.problem import Problem
    from desktop.exchange.scenarios import CaseScenarios
    from desktop.worker import Runner

Cases = tuple["CaseScenarios", ...]
Loaded = tuple[Cases, "Problem | None"]


class Keeping:
    """Reads the scenarios of a file once and writes every change; `tell` is told of problems, each once.

    What waits to be written is remembered until the worker has answered: it may have been dropped.
    """

    def __init__(self, runner: Runner, tell: Callable[[Problem], object]) -> None:
        self._runner, self._tell = runner, tell
        self._folder: Path | None = None
        self._identity = ""
        self._path: Path | None = None
        self._waiting: dict[Path, Cases] = {}
        self._problem: Problem | None = None
        self.is_ready = False

    def keep_in(self, folder: Path) -> None:
        """Keep the scenarios of every file opened from now on in this folder; without one nothing is kept."""
        self._folder = folder

    def open(self, identity: str, show: Callable[[Cases], None]) -> None:
        """Read what is kept of a file; the file that is open already is not read again."""
        self._write_again()
        if identity == self._identity:
            return
        self._identity, self._path, self.is_ready = identity, None, self._folder is None
        show(())
        if self._folder is None:
            return
        path = scenario_path(self._folder, identity)
        held = self._waiting.get(path)

        def on_loaded(loaded: Loaded) -> None:
            if identity == self._identity:
                self._on_loaded(path, loaded[1])
                show(loaded[0] if held is None else held)

        self._runner.submit("scenarios-load", lambda: load_scenarios(path), on_loaded, _raise)

    def close(self) -> None:
        """No file is open any more; what waits is still written."""
        self._write_again()
        self._identity, self._path, self.is_ready = "", None, False

    def save(self, cases: Cases) -> None:
        """Write the scenarios of the open file."""
        if self._path is not None:
            self._waiting[self._path] = cases
            self._write(self._path, cases)

    def flush(self) -> None:
        """Write now what waits to be written; for the worker, when the program ends."""
        for path, cases in self._waiting.items():
            save_scenarios(path, cases)

    def told(self, problem: Problem | None) -> None:
        """Tell of a problem, where there is one."""
        if problem is not None:
            self._tell(problem)

    def _on_loaded(self, path: Path, problem: Problem | None) -> None:
        self.is_ready = True
        # What lies there and cannot be read is not to be overwritten.
        self._path = None if problem is not None and problem.code == "scenarios-unreadable" else path
        self.told(problem)

    def _write(self, path: Path, cases: Cases) -> None:
        def on_saved(problem: Problem | None) -> None:
            if problem is None and self._waiting.get(path) is cases:
                del self._waiting[path]
            if problem != self._problem:
                self.told(problem)
            self._problem = problem

        self._runner.submit(f"scenarios {path.name}", lambda: save_scenarios(path, cases), on_saved, _raise)

    def _write_again(self) -> None:
        """The worker dropped what waited for the file before."""
        for path, cases in tuple(self._waiting.items()):
            self._write(path, cases)


def _raise(fault: Exception) -> None:
    raise fault
