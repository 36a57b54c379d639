"""Finding investigations by the words of their texts, in the index file.

The index is one of SQLite's full-text tables over texts that we folded, one document an investigation, numbered
in order of the newest event (one changed later counts as new). It keeps no texts: it can be searched, not read.
Where SQLite was built without full-text search, the folded texts are kept and looked through one by one
(`plain_texts`). What is typed never reaches a full-text query of the case file itself.
"""

from __future__ import annotations

from array import array
from contextlib import closing
from itertools import chain, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Protocol

from desktop.domain.answer import Found
from desktop.store.index import matching
from desktop.store.index.plain_texts import PlainSearch
from desktop.store.index.texts_state import NOBODY, TextsState, load_state, state_mark

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from desktop.domain.asked import Asked
    from desktop.store.index.matching import Match

FIRST = 60  # results that are enough while typing
_AT_ONCE = 500  # rows fetched at a time

FIND = """
SELECT rowid FROM texts WHERE texts MATCH :expression ORDER BY rowid DESC
"""


class Indexed(Protocol):
    """What has a connection to the index file."""

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection."""


class Search(Protocol):
    """Ways to find documents by number, the newest first."""

    def beginning(self, asked: Asked) -> Iterator[int]:
        """Those whose words begin with what is asked, seldom ones of very many words left out."""

    def holding(self, asked: Asked) -> Iterator[int]:
        """Those whose words hold what is asked, anywhere."""

    def ranks(self, asked: Asked) -> tuple[Iterable[int], ...]:
        """All that are found by beginnings, last; before them those that are better, the best first."""

    def unwanted(self, asked: Asked) -> Iterator[int]:
        """Those that hold what is excluded."""
