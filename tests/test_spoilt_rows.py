"""Files with rows changed at random: read as far as they can be, or refused in a sentence."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.counts import SEED, dear
from tests.mutants import spoil_rows
from tests.spoiling import WHOLE, told, tried

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.timeout(7_200)
def test_that_rows_changed_at_random_raise_nothing_but_sentences(
    spoilable_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, chance = tmp_path / "rows.casefile", random.Random(SEED)
    outcomes: Counter[str] = Counter()
    seconds = []
    for _ in range(dear(WHOLE)):
        shutil.copy(spoilable_path, path)
        spoil_rows(path, chance)
        seconds.append(tried(path, chance, outcomes))
    told(outcomes, seconds, "files with rows changed", capsys)
    assert 0 < outcomes["read"] < outcomes.total()
