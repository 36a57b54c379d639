"""The problems of a case file's rows, noted beside its index so that one search is enough."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

from desktop.domain.file import RowProblem, RowProblems
from desktop.store.cells.problems import Looking, collected
from desktop.store.file.opening import is_checked_at_once
from desktop.store.index.opening import stamp_of

if TYPE_CHECKING:
    from desktop.store.file.casefile import CaseFile
    from desktop.store.index.opening import Index

_NOTE = "problems"


class KnownProblems:
    """The problems of one file in its present state, noted or searched now; used by one thread."""

    def __init__(self, file: CaseFile, index: Index) -> None:
        self._file, self._index = file, index
        self._stamp = ""
        self._looking: Looking | None = None

    def go_on(self, seconds: float) -> RowProblems | None:
        """The problems once known; None while the search goes on, or for a large file without a note.

        Raises CaseFileError on damage.
        """
        stamp = stamp_of(self._file)
        if self._looking is None or self._stamp != stamp:
            self._stamp, self._looking = stamp, None
            kept = _kept(self._index, stamp)
            if kept is not None or not is_checked_at_once(self._file.path):
                return kept
            self._looking = Looking(self._file)
        found = self._looking.go_on(time.monotonic() + seconds)
        if found is not None:
            self._looking = None
            _note(self._file, self._index, stamp, found)
        return found

    @property
    def goes_on(self) -> bool:
        """Whether the search goes on."""
        return self._looking is not None


def keep_problems(file: CaseFile, index: Index) -> RowProblems:
    """Search all rows of a file, and note the problems. Raises CaseFileError on damage."""
    stamp = stamp_of(file)
    found = collected(file)
    _note(file, index, stamp, found)
    return found


def _note(file: CaseFile, index: Index, stamp: str, found: RowProblems) -> None:
    if stamp == stamp_of(file):  # else the file was written meanwhile
        index.keep_note(_NOTE, json.dumps([stamp, found.rows, found.listed]).encode())


def _kept(index: Index, stamp: str) -> RowProblems | None:
    """The problems noted for a stamp; None without a readable note."""
    try:
        noted: Any = json.loads(index.note(_NOTE) or b"null")
        known, rows, listed = noted
        found = RowProblems(tuple(RowProblem(*item) for item in listed), int(rows))
    except (ValueError, TypeError):  # no note, or the note of another version
        return None
    return found if known == stamp else None
