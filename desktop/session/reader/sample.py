"""The sample case file in the folder of the program, or in a folder borrowed for a while."""

from __future__ import annotations

from pathlib import Path
from tempfile import mkdtemp

from desktop.domain.file import Problem
from desktop.exchange.sample.sample import sample_digest, sample_names, write_sample
from desktop.store.file.errors import CaseFileError


def kept_sample(folder: Path, *, anew: bool = False) -> Path:
    """The sample's case file, written if missing or wanted anew. Raises CaseFileError."""
    path = folder / sample_digest() / "sample.casefile"
    if anew or not path.is_file():
        _build(path)
    return path


def sample_size() -> int:
    """The number of investigations in the sample."""
    return len(sample_names())


def borrowed_folder(error: CaseFileError) -> Path:
    """A folder for as long as the program runs. Raises the given error if there is no such folder either."""
    try:
        return Path(mkdtemp(prefix="astreinte-"))
    except OSError:
        raise error from None


def unkept(folder: Path) -> Problem:
    """The problem of a sample that cannot be kept in a folder."""
    sentence = (
        f"The sample could not be kept in “{folder}”: check that the disk has room and that you may write"
        " there. It is shown all the same, and written again at the next start."
    )
    return Problem("sample-unkept", sentence)


def _build(path: Path) -> None:
    """Write the sample in the place of any file there. Raises CaseFileError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
    except OSError:
        raise CaseFileError("not-written", path) from None
    write_sample(path)
