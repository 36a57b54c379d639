"""The problems of a case file's rows, noted beside its index so that they are looked for once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from desktop.domain.problem import RowProblem, RowProblems
from desktop.store.index.opening import stamp_of
from desktop.store.opening import is_checked_at_once
from desktop.store.problems import collected

if TYPE_CHECKING:
    from desktop.store.casefile import CaseFile
    from desktop.store.index.opening import Index

_NOTE = "problems"


def problems_now(file: CaseFile, index: Index) -> RowProblems | None:
    """The problems of a file as it is; None for a large one that was not looked through since it changed.

    Raises CaseFileError on damage.
    """
    kept = _kept(index, stamp_of(file))
    return keep_problems(file, index) if kept is None and is_checked_at_once(file.path) else kept


def keep_problems(file: CaseFile, index: Index) -> RowProblems:
    """Look through all rows of a file, and note what is found. Raises CaseFileError on damage."""
    stamp = stamp_of(file)
    found = collected(file)
    if stamp == stamp_of(file):  # else it was written to meanwhile
        index.keep_note(_NOTE, json.dumps([stamp, found.rows, found.listed]).encode())
    return found


def _kept(index: Index, stamp: str) -> RowProblems | None:
    """What was noted of a file in this state; None where there is nothing that can be read."""
    try:
        noted: Any = json.loads(index.note(_NOTE) or b"null")
        known, rows, listed = noted
        found = RowProblems(tuple(RowProblem(*item) for item in listed), int(rows))
    except (ValueError, TypeError):  # nothing, or what another version noted
        return None
    return found if known == stamp else None
