"""The small files in which a user's own things are kept, away from every case file."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def own_path(folder: Path, identity: str) -> Path:
    """Where what belongs to a case file is kept; `identity` is its id, which may hold any characters."""
    return folder / f"{hashlib.sha256(identity.encode('utf-8', 'replace')).hexdigest()[:32]}.json"


def write_whole(path: Path, words: str) -> None:
    """Write all or nothing, readable to the user alone, in the place of what was there. Raises OSError."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            part.unlink()
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(words.encode())
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        with suppress(OSError):
            part.unlink()


def read_bounded(path: Path, largest: int) -> bytes:
    """What a file holds, and no more than one byte above what is too much. Raises OSError."""
    if path.exists() and not path.is_file():
        raise OSError(f"{path} is not a file")
    with path.open("rb") as file:
        return file.read(largest + 1)


def put_aside(path: Path) -> Path | None:
    """Keep a damaged file under another name, which is given back; None where it could not be moved."""
    number = 1
    while (aside := path.with_name(f"{path.stem}.damaged-{number}.json")).exists():
        number += 1
    try:
        path.rename(aside)
    except OSError:
        return None
    return aside
