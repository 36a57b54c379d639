"""What is wrong with a file or its data, as values that are shown."""

from __future__ import annotations

from typing import NamedTuple


class Problem(NamedTuple):
    """A fault for people: where it is, what is wrong, what to do. `code` is stable for tests and scripts."""

    code: str
    sentence: str


class FileInfo(NamedTuple):
    """An open case file: its name and place, what it holds, and what the check on opening found."""

    path: str
    name: str
    investigations: int
    events: int
    read_only: bool
    check: str
    zones: tuple[str, ...]
    uid: str = ""  # the id that the file keeps wherever it is copied
