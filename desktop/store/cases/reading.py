"""Reading a case file a little at a time, so that no writer beside us ever waits for long."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.store.file.casefile import CaseFile

AT_ONCE = 250  # investigations in one read
_BEFORE = -(2**63)

NEXT = """
SELECT id FROM investigations WHERE id > :after ORDER BY id LIMIT :most
"""


def ranges(file: CaseFile, most: int = AT_ONCE) -> Iterator[tuple[int, int]]:
    """The first and the last id of one handful of investigations after the other. Raises CaseFileError."""
    after = _BEFORE
    while ids := [row["id"] for row in file.rows(NEXT, {"after": after, "most": most})]:
        yield ids[0], ids[-1]
        after = ids[-1]
