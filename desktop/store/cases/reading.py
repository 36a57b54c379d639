"""Reading a case file in short reads, so that no other program waits long for its turn to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.store.file.casefile import CaseFile

AT_ONCE = 250  # investigations in one read

NEXT = """
SELECT id FROM investigations WHERE id > :after ORDER BY id LIMIT :most
"""
COUNT = "SELECT count(*) AS number FROM investigations"


def count(file: CaseFile) -> int:
    """The number of investigations. Raises CaseFileError."""
    return int(file.rows(COUNT)[0]["number"])


def ranges(file: CaseFile, most: int = AT_ONCE) -> Iterator[tuple[int, int]]:
    """The first and last id of each group of `most` investigations, by id. Raises CaseFileError."""
    for rows in file.pages(NEXT, most):
        yield rows[0]["id"], rows[-1]["id"]
