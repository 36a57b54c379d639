"""The sample in the folder where the program keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.exchange.sample import sample_digest, write_sample
from desktop.store.errors import CaseFileError

if TYPE_CHECKING:
    from pathlib import Path


def kept_sample(folder: Path, *, anew: bool = False) -> Path:
    """The sample's case file, written where it is missing or wanted anew. Raises CaseFileError."""
    path = folder / sample_digest() / "sample.casefile"
    if anew or not path.is_file():
        _build(path)
    return path


def _build(path: Path) -> None:
    """Write the sample in the place of whatever is there. Raises CaseFileError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
    except OSError:
        raise CaseFileError("not-written", path) from None
    write_sample(path)
