"""The small files in which a user's own things are kept, away from every case file."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def own_path(folder: Path, identity: str) -> Path:
    """Where what belongs to a case file is kept; `identity` is its id, which may hold any characters."""
    return folder / f"{hashlib.sha256(identity.encode('utf-8', 'replace')).hexdigest()[:32]}.json"


def read_bounded(path: Path, largest: int) -> bytes:
    """What a file holds, and no more than one byte above what is too much. Raises OSError."""
    if path.exists() and not path.is_file():
        raise OSError(f"{path} is not a file")
    with path.open("rb") as file:
        return file.read(largest + 1)
