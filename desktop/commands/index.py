"""`astreinte index`: prepare a large case file, so that it is listed, summed and searched at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.commands.arguments import index_parser
from desktop.places import index_folder
from desktop.store.casefile import open_case_file
from desktop.store.checking import check_apart
from desktop.store.index.building import build
from desktop.store.index.opening import open_index

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.preparing import Progress

MOST_ROUNDS = 3  # while another program keeps writing


def run(words: Sequence[str]) -> int:
    """Prepare a file and print how far it is: `STAGE DONE TOTAL` a line. Raises CaseFileError."""
    asked = index_parser().parse_args(words)
    file = open_case_file(asked.casefile)
    index = open_index(asked.folder or index_folder(), file)
    for _ in range(MOST_ROUNDS):
        if build(file, index, _tell):
            break
    index.close()
    file.close()
    if asked.check:
        print(f"check {check_apart(asked.casefile)}", flush=True)
    return 0


def _tell(progress: Progress) -> None:
    words = "ready" if progress.is_ready else f"{progress.done} {progress.total}"
    print(f"{progress.stage} {words}", flush=True)
