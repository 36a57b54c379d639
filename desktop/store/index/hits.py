"""Where the investigations of a few rows hold what was looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.case.ids import CaseId, EventId
from desktop.domain.listing.answer import Hit
from desktop.domain.listing.folding import excerpt, fold, wanted
from desktop.store.cases.columns import uncertain
from desktop.store.cells.rows import checker_of
from desktop.store.index.documents import load_heads

if TYPE_CHECKING:
    import re
    import sqlite3
    from collections.abc import Iterable, Sequence

    from desktop.domain.listing.asked import Asked
    from desktop.domain.listing.folding import Excerpt
    from desktop.store.cells.table import Row
    from desktop.store.file.casefile import CaseFile

_ROOM = 160  # characters of an excerpt
_BETWEEN = " \N{MIDDLE DOT} "  # title and description
_MOST = 500  # events of one investigation, the newest

NEWEST_EVENTS = """
SELECT id, date_start, date_end, date_precision, title, description
  FROM events
 WHERE investigation_id = :owner
 ORDER BY date_precision = 'undated', date_start DESC, id DESC
 LIMIT :most
"""


def hits(file: CaseFile, case_ids: Iterable[int], asked: Asked) -> tuple[Hit, ...]:
    """Where each of a few investigations holds the words and phrases asked; none for those that do not.

    Reads the newest 500 events of each, one investigation at a time. Raises CaseFileError on damage.
    """
    if not asked.has_hits:
        return ()
    found = (_hit(file, case_id, asked) for case_id in case_ids)
    return tuple(hit for hit in found if hit is not None)


def _hit(file: CaseFile, case_id: int, asked: Asked) -> Hit | None:
    """The best of its texts: words at beginnings count before words inside, events before the head."""
    rows = _sound(file.rows(NEWEST_EVENTS, {"owner": case_id, "most": _MOST}))
    events = [fold(_text(row)) for row in rows]
    looked = wanted(asked.words, asked.phrases)
    heads: list[str] | None = None
    for patterns in ([one.beginning for one in looked], [one.inside or one.beginning for one in looked]):
        if best := _best(patterns, events):
            place, held = best
            shown = _shown(_text(rows[place]), asked)
            event, day = EventId(rows[place]["id"]), uncertain(rows[place], "date")
            return Hit(CaseId(case_id), event, day, shown.text, shown.marks, held - 1)
        heads = load_heads(file, [case_id]).get(case_id, []) if heads is None else heads
        if best := _best(patterns, [fold(text) for text in heads]):
            shown = _shown(heads[best[0]], asked)
            return Hit(CaseId(case_id), None, None, shown.text, shown.marks)
    return None


def _best(patterns: Sequence[re.Pattern[str]], texts: Sequence[str]) -> tuple[int, int] | None:
    """The place of the first text that holds most, and how many hold any; None where none does."""
    counts = [sum(pattern.search(text) is not None for pattern in patterns) for text in texts]
    most = max(counts, default=0)
    return (counts.index(most), sum(map(bool, counts))) if most else None


def _sound(rows: list[sqlite3.Row]) -> list[Row]:
    """The rows of events without those that hold what they may not."""
    if not rows:
        return []
    check = checker_of("events", tuple(rows[0].keys())).check
    return [read for row in rows if (read := check(row).row) is not None]


def _text(row: Row) -> str:
    return _BETWEEN.join(filter(None, (row["title"], row["description"])))


def _shown(text: str, asked: Asked) -> Excerpt:
    return excerpt(text, asked.words, _ROOM, asked.phrases)
