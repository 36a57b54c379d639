"""The program on a file, gone after the first painting of the list with rows."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.programs.starting import Painted, list_of, memory, start, tell

if TYPE_CHECKING:
    from desktop.app import Program

MODULES = "--modules"


def main() -> None:
    start(Path(sys.argv[1]), _watch)


def _watch(program: Program) -> None:
    Painted(list_of(program), _leave)


def _leave() -> None:
    if MODULES in sys.argv:
        tell(modules=sorted(sys.modules))
    else:
        tell(**memory())
    os._exit(0)


if __name__ == "__main__":
    main()
