"""New case files without an investigation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.edit.change import new_uid
from desktop.store.cases.writing import create_case_file
from desktop.store.file.errors import CaseFileError

if TYPE_CHECKING:
    from pathlib import Path


def create_empty(path: Path) -> str:
    """Write a new, empty case file; returns its id. Raises CaseFileError, never over another file."""
    uid = new_uid()
    try:
        if path.is_dir():
            raise CaseFileError("directory", path)
        if not path.parent.is_dir():
            raise CaseFileError("no-folder", path)
        create_case_file(path, (), uid=uid)
    except (OSError, ValueError):  # a name too long, or with a null byte
        raise CaseFileError("not-written", path) from None
    return uid
