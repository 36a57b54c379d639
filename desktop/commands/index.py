"""`astreinte index`: prepare a large case file for quick listing, sums and search."""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from desktop.commands.arguments import index_parser
from desktop.places import index_folder
from desktop.store.file.casefile import open_case_file
from desktop.store.file.checking import check_apart
from desktop.store.index.building import build
from desktop.store.index.faults import IndexDamagedError, IndexStoppedError, relying_on
from desktop.store.index.opening import open_index
from desktop.store.index.problems import keep_problems

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from desktop.domain.file import Progress
    from desktop.store.file.casefile import CaseFile

_NO_FOLDER = "“{folder}” is not a folder, so no index can be kept in it. Name a folder with --folder."
MOST_ROUNDS = 3  # of building while another program keeps writing


def run(words: Sequence[str]) -> int:
    """Prepare a case file and print the progress: `STAGE DONE TOTAL` a line. Raises CaseFileError."""
    asked = index_parser().parse_args(words)
    _step_back()
    with closing(open_case_file(asked.casefile)) as file:
        folder = asked.folder or index_folder()
        if os.path.lexists(folder) and not folder.is_dir():
            print(_NO_FOLDER.format(folder=folder), file=sys.stderr)
            return 2
        code = _prepared(folder, file, check=asked.check)
    if code:
        return code
    if asked.check:
        print(f"check {check_apart(asked.casefile)}", flush=True)
    return 0


def _prepared(folder: Path, file: CaseFile, *, check: bool) -> int:
    """Prepare a case file; 2 and a sentence where no index can be made, 1 after SIGTERM."""
    asked: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: asked.append(number))
    for is_last in (False, True):  # a damaged index is thrown away, and built once more
        try:
            _prepare(folder, file, lambda: bool(asked), check=check)
        except IndexStoppedError:
            return 1
        except IndexDamagedError as error:
            print(error.problem.sentence, file=sys.stderr)
            if is_last or error.problem.code != "index-damaged":
                return 2
        else:
            break
    return 0


def _prepare(folder: Path, file: CaseFile, is_asked_to_end: Callable[[], bool], *, check: bool) -> None:
    """Build the index of a case file. Raises IndexDamagedError and IndexStoppedError."""

    def tell(progress: Progress) -> None:
        _tell(progress)
        if is_asked_to_end():
            raise IndexStoppedError

    with closing(open_index(folder, file)) as index, relying_on(index):
        if index.path is None and index.problem is not None:
            raise IndexDamagedError(index.problem)
        if index.problem is not None:
            print(index.problem.sentence, file=sys.stderr)
        index.end_when(is_asked_to_end)
        for _ in range(MOST_ROUNDS):
            if build(file, index, tell):
                break
        if check:
            keep_problems(file, index)


def _step_back() -> None:
    """Give way to waking processes, the window above all, and keep reads of the case file short.

    The niceness stays as it is: beside two busy processes, a read of 4 ms in a process of niceness 10 takes
    140 ms, and a writer waits as long.
    """
    gc.disable()  # a collection in the middle of a read keeps writers waiting; there are no cycles to collect
    if sys.platform == "linux":
        with suppress(OSError):  # a sandbox may forbid it
            os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


def _tell(progress: Progress) -> None:
    words = "ready" if progress.is_ready else f"{progress.done} {progress.total}"
    print(f"{progress.stage} {words}", flush=True)
