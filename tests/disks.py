"""A disk with little room left, as long as a test takes."""

from __future__ import annotations

import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.counts import IS_LONG

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SIZE = 16_384  # KB


@contextmanager
def small_disk(folder: Path, left: int) -> Iterator[Path]:
    """A folder on a disk of its own with so many KB left; the long run fails where there can be none."""
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}k", "tmpfs", str(folder)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode and not IS_LONG:
        pytest.skip(f"no disk can be mounted here: {done.stderr.strip()}")
    assert done.returncode == 0, done.stderr
    try:
        (folder / "filling").write_bytes(bytes((SIZE - left) * 1024))
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
