from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.counts import counted
from tests.nonsense import write_filled
from tests.old_files import write_schema_1

ROOT = Path(__file__).parents[3]

pytestmark = [
    pytest.mark.costly,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="processes of another kind"),
]


def outcome(what: str, sample: Path, tmp_path: Path, number: int) -> dict[str, int]:
    path = tmp_path / "copy.casefile"
    if what == "upgraded":
        write_schema_1(sample, path)
    else:
        write_filled(sample, path)
    command = [sys.executable, "-m", "tests.store.edit.children", what, str(path), str(number)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=environment)
    assert done.returncode == 0, done.stderr
    found: dict[str, int] = json.loads(done.stdout)
    return found


@pytest.mark.timeout(1_800)
def test_that_a_killed_program_loses_no_saved_edit_and_leaves_none_half(
    few_path: Path, tmp_path: Path
) -> None:
    found = outcome("killed", few_path, tmp_path, counted(100))
    assert (found["lost"], found["half"]) == (0, 0), found
    assert found["saved"] >= counted(100)


@pytest.mark.timeout(1_800)
def test_that_four_writers_at_once_lose_nothing(few_path: Path, tmp_path: Path) -> None:
    found = outcome("together", few_path, tmp_path, counted(150))
    assert found == {"told": 4 * counted(150), "there": 4 * counted(150), "authors": 4}


@pytest.mark.timeout(1_800)
def test_that_a_killed_upgrade_leaves_a_whole_file_of_either_version(few_path: Path, tmp_path: Path) -> None:
    found = outcome("upgraded", few_path, tmp_path, counted(50))
    assert found["whole"] == counted(50)
    assert found["first"] + found["second"] == counted(50)
