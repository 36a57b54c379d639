"""The search for documents through SQLite's full-text tables (FTS5)."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from desktop.store.index import matching
from desktop.store.index.matching import FIRST, DocumentWalk
from desktop.store.index.texts_state import NOBODY

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from desktop.domain.listing.asked import Asked
    from desktop.store.index.matching import Match
    from desktop.store.index.texts_state import TextsState

# Contentless: the table keeps no texts. The texts are folded already, with a separating word between two.
CREATE = """
CREATE VIRTUAL TABLE texts USING fts5(
    head, body, content = '', detail = full, columnsize = 0,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N*' tokenchars '\x1e'")
"""
DROP = "DROP TABLE IF EXISTS texts"
# SQLite reads a list of documents from its beginning, whatever its length: so the newest documents, with the
# highest numbers, have the lowest row ids, below 2^31. Documents are written in the order of row ids.
INSERT = "INSERT INTO texts (rowid, head, body) VALUES (2147483648 - :docid, :head, :body)"
FIND = "SELECT 2147483648 - rowid FROM texts WHERE texts MATCH :expression ORDER BY rowid"
_AT_ONCE = 500  # rows fetched at a time, after the first


class FullText:
    """The search for documents by expressions; a walk costs as much as its part that is read."""

    def __init__(self, connection: sqlite3.Connection, state: TextsState) -> None:
        self._connection = connection
        self._vocabulary = state.vocabulary
        self._cases = state.cases

    def beginning(self, asked: Asked) -> DocumentWalk:
        """Documents with words that begin with the words asked; of too many words, the most frequent."""
        return self._walk(matching.beginning(asked, self._vocabulary))

    def holding(self, asked: Asked) -> DocumentWalk:
        """The same documents, and those with words that contain the words asked."""
        return self._walk(matching.holding(asked, self._vocabulary))

    def every(self, asked: Asked) -> DocumentWalk:
        """All documents with words that begin with the words asked."""
        match, wide = matching.every(asked, self._vocabulary), matching.wide(asked, self._vocabulary)
        if not wide:
            return self._walk(match)
        holders = [self._holders(word) for word in wide]
        if len(wide) == len(asked.words) and not asked.phrases:
            unwanted = set(self.unwanted(asked).documents)
            every = sorted(set.intersection(*holders) - unwanted, reverse=True)
            return DocumentWalk(iter(every))
        walked = self._walk(match).documents
        return DocumentWalk(document for document in walked if all(document in some for some in holders))

    def better(self, asked: Asked) -> tuple[DocumentWalk, ...]:
        """Documents with whole words in the head, then with words there, then with whole words anywhere."""
        whole, begun = matching.whole(asked, self._vocabulary), matching.beginning(asked, self._vocabulary)
        return tuple(map(self._walk, (matching.in_head(whole), matching.in_head(begun), whole)))

    def _holders(self, word: str) -> set[int]:
        """All documents with a word that begins with a very short word, found in interruptible steps."""
        found: set[int] = set()
        for terms in self._vocabulary.blocks(word, matching.MANY):
            found.update(self._walk(matching.some(terms)).documents)
        return found

    def unwanted(self, asked: Asked) -> DocumentWalk:
        """Documents that hold an excluded word or phrase."""
        return self._walk(matching.unwanted(asked, self._vocabulary))

    def _walk(self, match: Match) -> DocumentWalk:
        return (
            DocumentWalk(self._documents(match.expression), match.is_cut, match.cost)
            if match.expression
            else DocumentWalk()
        )

    def _documents(self, expression: str) -> Iterator[int]:
        with closing(self._connection.execute(FIND, {"expression": expression})) as rows:
            size = FIRST
            while several := rows.fetchmany(size):
                yield from (row[0] for row in several if self._cases[row[0]] != NOBODY)
                size = _AT_ONCE
