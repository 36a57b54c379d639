from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from desktop.exchange.sample import write_sample

if TYPE_CHECKING:
    from pathlib import Path

# Property tests over random orders take shares of these examples; see tests/orders.py.
settings.register_profile("local", max_examples=100, deadline=None)
settings.register_profile("ci", max_examples=1_000, deadline=None, derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.fixture(scope="session")
def sample_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as a case file, written once; not to be changed."""
    path = tmp_path_factory.mktemp("sample") / "sample.casefile"
    write_sample(path)
    return path
