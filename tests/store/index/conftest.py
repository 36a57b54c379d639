from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.store.cases.writing import create_case_file
from desktop.store.file.casefile import open_case_file
from tests.store.index.textfiles import indexed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from desktop.domain.case.case import Case
    from desktop.store.file.casefile import CaseFile
    from desktop.store.index.opening import Index

Opened = tuple["CaseFile", "Index"]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """A new case file of some cases, with its index."""
    both: list[Opened] = []

    def make(*cases: Case, plain: bool = False) -> Opened:
        path = tmp_path / f"made{len(both)}.casefile"
        create_case_file(path, cases)
        file = open_case_file(path)
        both.append((file, indexed(file, tmp_path / "index", plain=plain)))
        return both[-1]

    yield make
    for file, index in both:
        index.close()
        file.close()
