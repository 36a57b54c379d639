"""The hits of a search: the places of the words asked in a few investigations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.case.ids import CaseId, EventId
from desktop.domain.listing.answer import Hit
from desktop.domain.listing.folding import excerpt, fold, wanted
from desktop.store.cases.columns import uncertain
from desktop.store.cells.rows import checked
from desktop.store.index.documents import load_heads

if TYPE_CHECKING:
    import re
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
    """The best hit of the words and phrases asked in each of a few investigations, if it has any.

    Reads the newest 500 events of each investigation. Raises CaseFileError on damage.
    """
    if not asked.has_hits:
        return ()
    found = (_hit(file, case_id, asked) for case_id in case_ids)
    return tuple(hit for hit in found if hit is not None)


def _hit(file: CaseFile, case_id: int, asked: Asked) -> Hit | None:
    """The best hit of an investigation: beginnings of words before their insides, events before the head."""
    found = file.rows(NEWEST_EVENTS, {"owner": case_id, "most": _MOST})
    rows = [cells.row for _, cells in checked("events", found) if cells.row is not None]
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
    """The place of the first text with most patterns, and the number of texts with any; None for no text."""
    counts = [sum(pattern.search(text) is not None for pattern in patterns) for text in texts]
    most = max(counts, default=0)
    return (counts.index(most), sum(map(bool, counts))) if most else None


def _text(row: Row) -> str:
    return _BETWEEN.join(filter(None, (row["title"], row["description"])))


def _shown(text: str, asked: Asked) -> Excerpt:
    return excerpt(text, asked.words, _ROOM, asked.phrases)
