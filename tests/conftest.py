from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.exchange.sample import write_sample

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def sample_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as a case file, written once; not to be changed."""
    path = tmp_path_factory.mktemp("sample") / "sample.casefile"
    write_sample(path)
    return path
