"""Investigations by a part of their name, title, authority or reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.listing.answer import Suggestion
from desktop.domain.listing.folding import fold

if TYPE_CHECKING:
    from desktop.store.index.opening import Index

BEGINNING = """
SELECT slug, name, authority, reference, title
  FROM listed
 WHERE plain >= :first AND plain < :after
 ORDER BY plain, slug
 LIMIT :most
"""
HOLDING = """
SELECT slug, name, authority, reference, title
  FROM listed
 WHERE instr(plain, :part)
 LIMIT :most
"""
_LAST = "\U0010ffff"


def suggest(index: Index, text: str, most: int) -> tuple[Suggestion, ...]:
    """Those whose name begins with a text, then those that hold it anywhere; whatever the spelling."""
    part = fold(text).strip()
    if not part:
        return ()
    bounds = {"first": part, "after": part + _LAST, "most": most}
    found = [Suggestion._make(row) for row in index.connection.execute(BEGINNING, bounds)]
    if len(found) < most:
        others = index.connection.execute(HOLDING, {"part": part, "most": most})
        found += [one for one in map(Suggestion._make, others) if one not in found]
    return tuple(found[:most])
