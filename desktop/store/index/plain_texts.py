"""The search for documents without full-text tables: each text is read, which is slow with many."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

from desktop.store.index.documents import APART
from desktop.store.index.matching import DocumentWalk
from desktop.store.index.vocabulary import SHORT

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from desktop.domain.listing.asked import Asked

CREATE = """
CREATE TABLE plain_texts (docid INTEGER PRIMARY KEY, head TEXT NOT NULL, body TEXT NOT NULL) STRICT
"""
DROP = "DROP TABLE IF EXISTS plain_texts"
INSERT = "INSERT INTO plain_texts (docid, head, body) VALUES (:docid, :head, :body)"
FIND = """
SELECT t.docid FROM plain_texts t JOIN text_documents d ON d.docid = t.docid
 WHERE {conditions}
 ORDER BY t.docid DESC
"""
IN_HEAD = "instr(t.head, :text{0}) > 0"
ANYWHERE = "(instr(t.head, :text{0}) > 0 OR instr(t.body, :text{0}) > 0)"
_PARTS = re.compile(rf"[^\W_]+|{APART}")


def spaced(folded: str) -> str:
    """The words of a folded text with a space around each, so that every word begins after a space."""
    return f" {' '.join(_PARTS.findall(folded))} "


class PlainTexts:
    """The search for documents by parts of their texts."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def beginning(self, asked: Asked) -> DocumentWalk:
        """Documents with words that begin with the words asked."""
        return self.every(asked)

    def holding(self, asked: Asked) -> DocumentWalk:
        """Documents with words that contain the words asked."""
        return self._walk(asked, [word if " " not in word else f" {word}" for word in asked.words])

    def every(self, asked: Asked) -> DocumentWalk:
        """Documents with words that begin with the words asked."""
        return self._walk(asked, [f" {word}" for word in asked.words])

    def better(self, asked: Asked) -> tuple[DocumentWalk, ...]:
        """Documents with whole words in the head, then with words there, then with whole words anywhere."""
        begun, whole = [f" {word}" for word in asked.words], [f" {word} " for word in asked.words]
        return (
            self._walk(asked, whole, IN_HEAD), self._walk(asked, begun, IN_HEAD), self._walk(asked, whole),
        )  # fmt: skip

    def unwanted(self, asked: Asked) -> DocumentWalk:
        """Documents that hold an excluded word or phrase."""
        unwanted = _unwanted(asked)
        return DocumentWalk(self._documents([ANYWHERE] * len(unwanted), unwanted, " OR "))

    def _walk(self, asked: Asked, words: list[str], where: str = ANYWHERE) -> DocumentWalk:
        wanted = [*words, *(f" {' '.join(phrase)} " for phrase in asked.phrases)]
        unwanted = _unwanted(asked)
        places = [where] * len(wanted) + [f"NOT {ANYWHERE}"] * len(unwanted)
        return DocumentWalk(self._documents(places, [*wanted, *unwanted], " AND "))

    def _documents(self, places: list[str], texts: list[str], joint: str) -> Iterator[int]:
        conditions = joint.join(place.format(number) for number, place in enumerate(places))
        parameters = {f"text{number}": text for number, text in enumerate(texts)}
        with closing(self._connection.execute(FIND.format(conditions=conditions), parameters)) as rows:
            yield from (row[0] for row in rows)


def _unwanted(asked: Asked) -> list[str]:
    """The excluded words with all endings, and short words and phrases as they stand."""
    words = (f" {word}" if len(word) > SHORT else f" {word} " for word in asked.excluded)
    return [*words, *(f" {' '.join(phrase)} " for phrase in asked.excluded_phrases)]
