"""`astreinte index`: prepare a large case file, so that it is listed, summed and searched at once."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from desktop.commands.arguments import index_parser
from desktop.places import index_folder
from desktop.store.casefile import open_case_file
from desktop.store.checking import check_apart
from desktop.store.index.building import build
from desktop.store.index.opening import IndexDamagedError, open_index, relying_on

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from desktop.domain.preparing import Progress
    from desktop.store.casefile import CaseFile

_NO_FOLDER = "“{folder}” is not a folder, so no index can be kept in it. Name a folder with --folder."
MOST_ROUNDS = 3  # while another program keeps writing


def run(words: Sequence[str]) -> int:
    """Prepare a file and print how far it is: `STAGE DONE TOTAL` a line. Raises CaseFileError."""
    asked = index_parser().parse_args(words)
    _step_back()
    with closing(open_case_file(asked.casefile)) as file:
        folder = asked.folder or index_folder()
        if os.path.lexists(folder) and not folder.is_dir():
            print(_NO_FOLDER.format(folder=folder), file=sys.stderr)
            return 2
        try:
            _prepare(folder, file)
        except IndexDamagedError:  # it was thrown away
            _prepare(folder, file)
    if asked.check:
        print(f"check {check_apart(asked.casefile)}", flush=True)
    return 0


def _prepare(folder: Path, file: CaseFile) -> None:
    with closing(open_index(folder, file)) as index, relying_on(index):
        for _ in range(MOST_ROUNDS):
            if build(file, index, _tell):
                break


def _step_back() -> None:
    """Let a process that wakes go first, the window above all, and hold nothing of the file for long.

    It is not made nicer than others: beside two busy processes, one of niceness 10 that has begun a read of
    4 ms comes to its end after 140 ms, and a writer waits as long.
    """
    gc.disable()  # a collection in the middle of a read would keep writers waiting; there is none to collect
    if sys.platform == "linux":
        with suppress(OSError):  # a sandbox may forbid it
            os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


def _tell(progress: Progress) -> None:
    words = "ready" if progress.is_ready else f"{progress.done} {progress.total}"
    print(f"{progress.stage} {words}", flush=True)
