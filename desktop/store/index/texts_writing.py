"""Writing the texts of the index file: all texts, or those of changed investigations alone."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from desktop.domain.listing.folding import WORD
from desktop.store.file.transaction import execute_all, writing
from desktop.store.index import full_text, plain_texts
from desktop.store.index.documents import APART, documents, outlines
from desktop.store.index.texts_state import (
    FORGET,
    NOBODY,
    TABLES,
    has_full_text,
    load_state,
    save_state,
    state_mark,
)
from desktop.store.index.vocabulary import vocabulary

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Mapping

    from desktop.store.file.casefile import CaseFile
    from desktop.store.index.documents import Document, Outline
    from desktop.store.index.opening import Index
    from desktop.store.index.texts_state import TextsState
    from desktop.store.index.vocabulary import Vocabulary

_AT_ONCE = 5_000  # documents in one transaction
_MOST_DEAD = 10  # percent of all documents; beyond it, all texts are written anew

REMEMBER = """
INSERT INTO text_documents (docid, case_id, digest) VALUES (:docid, :case_id, :digest)
"""
REMEMBERED = "SELECT docid, case_id, digest FROM text_documents"
REMOVE = "DELETE FROM text_documents WHERE case_id = :case_id"
REMOVE_ALL = "DELETE FROM text_documents"
# While all texts are written, words are gathered in memory (64 MB) and merged once at the end.
SETTINGS = (
    "INSERT INTO texts (texts, rank) VALUES ('hashsize', 67108864)",
    "INSERT INTO texts (texts, rank) VALUES ('automerge', 0)",
)
SETTINGS_AFTER = (
    "INSERT INTO texts (texts, rank) VALUES ('hashsize', 1048576)",
    "INSERT INTO texts (texts, rank) VALUES ('automerge', 4)",
)
MERGE = "INSERT INTO texts (texts, rank) VALUES ('merge', :pages)"
_MERGED_AT_ONCE = 2_000  # pages
WORDS = "CREATE VIRTUAL TABLE temp.text_words USING fts5vocab(main, texts, row)"
ALL_WORDS = "SELECT term, doc FROM temp.text_words WHERE term <> :apart ORDER BY term"
NO_WORDS = "DROP TABLE IF EXISTS temp.text_words"


@dataclass(frozen=True, slots=True)
class _Work:
    """The case file, the index, the kind of table and the listener of one writing of texts."""

    file: CaseFile
    connection: sqlite3.Connection
    is_plain: bool
    tell: Callable[[int, int], None]

    def add(self, docid: int, document: Document) -> tuple[str, str]:
        """Write one document; returns its folded head and body."""
        head, body = document.folded
        if self.is_plain:
            texts = {"docid": docid, "head": plain_texts.spaced(head), "body": plain_texts.spaced(body)}
            self.connection.execute(plain_texts.INSERT, texts)
        else:
            self.connection.execute(full_text.INSERT, {"docid": docid, "head": head, "body": body})
        known = {"docid": docid, "case_id": document.case_id, "digest": document.digest}
        self.connection.execute(REMEMBER, known)
        return head, body


def write_texts(
    file: CaseFile, index: Index, tell: Callable[[int, int], None], *, plain: bool | None = None
) -> frozenset[int]:
    """Bring the texts up to date with the case file: the changed texts, or all texts.

    Returns the ids of the investigations with changed texts, none if all texts were written. `tell` hears
    the number of investigations done and their total. `plain` keeps folded texts instead of a full-text
    table, which is the rule if SQLite has no such tables. Raises CaseFileError on damage.
    """
    connection = index.connection
    work = _Work(file, connection, not has_full_text(connection) if plain is None else plain, tell)
    wanted = sorted(outlines(file), key=lambda outline: (outline.newest, outline.case_id))
    state = load_state(connection) if state_mark(connection) else None
    if state is not None and state.is_plain == work.is_plain:
        changed = _write_changes(work, wanted, state)
        if changed is not None:
            return changed
    _write_all(work, wanted)
    return frozenset()


def _write_all(work: _Work, wanted: list[Outline]) -> None:
    """Write the texts of all investigations, newest first, by falling number."""
    create = (plain_texts.CREATE,) if work.is_plain else (full_text.CREATE, *SETTINGS)
    cleared = (*TABLES, FORGET, REMOVE_ALL, full_text.DROP, plain_texts.DROP)
    execute_all(work.connection, (*cleared, *create))
    cases = array("q", [NOBODY, *(outline.case_id for outline in wanted)])
    numbers = range(len(wanted), 0, -1)
    ready = zip(numbers, documents(work.file, wanted[::-1]), strict=True)
    for left in numbers[::_AT_ONCE]:
        work.tell(len(wanted) - left, len(wanted))
        with writing(work.connection):
            for number, document in islice(ready, _AT_ONCE):
                work.add(number, document)
    work.tell(len(wanted), len(wanted))
    words = vocabulary(()) if work.is_plain else _merged(work.connection)
    with writing(work.connection):
        save_state(work.connection, words, cases, plain=work.is_plain)


def _merged(connection: sqlite3.Connection) -> Vocabulary:
    """Merge the full-text table into one piece, a little at a time; returns its vocabulary."""
    pages, before = -_MERGED_AT_ONCE, 0
    while connection.total_changes - before > 1:  # SQLite's sign that there is more to merge
        before = connection.total_changes
        connection.execute(MERGE, {"pages": pages})
        pages = _MERGED_AT_ONCE
    for statement in (*SETTINGS_AFTER, NO_WORDS, WORDS):
        connection.execute(statement)
    words = connection.execute(ALL_WORDS, {"apart": APART})
    found = vocabulary((row[0].encode(), row[1]) for row in words)
    connection.execute(NO_WORDS)
    return found


def _write_changes(work: _Work, wanted: list[Outline], state: TextsState) -> frozenset[int] | None:
    """Write the changed texts; returns their ids, or None if all texts are better written anew."""
    known = {row[1]: (row[0], row[2]) for row in work.connection.execute(REMEMBERED)}
    differ = _differing(work, wanted, known)
    gone = known.keys() - {outline.case_id for outline in wanted}
    dead = len(state.cases) - 1 - len(known) + len(gone) + sum(one.case_id in known for one in differ)
    if dead * 100 > (len(wanted) + dead) * _MOST_DEAD:
        return None
    if gone or differ:
        with writing(work.connection):
            _replace(work, state, gone, differ, known)
    work.tell(len(wanted), len(wanted))
    return frozenset(outline.case_id for outline in differ)


def _differing(work: _Work, wanted: list[Outline], known: Mapping[int, tuple[int, bytes]]) -> list[Outline]:
    """The investigations whose texts differ from the written ones."""
    found: list[Outline] = []
    both = zip(wanted, documents(work.file, wanted), strict=True)
    for number, (outline, document) in enumerate(both):
        if outline.case_id not in known or known[outline.case_id][1] != document.digest:
            found.append(outline)
        if number % _AT_ONCE == 0:
            work.tell(number, len(wanted))
    return found


def _replace(
    work: _Work,
    state: TextsState,
    gone: Iterable[int],
    differ: list[Outline],
    known: Mapping[int, tuple[int, bytes]],
) -> None:
    """Mark the old documents dead and add the new ones, in an open transaction."""
    cases = state.cases[:]
    for case_id in (*gone, *(outline.case_id for outline in differ)):
        if case_id in known:
            work.connection.execute(REMOVE, {"case_id": case_id})
            cases[known[case_id][0]] = NOBODY
    words: list[str] = []
    numbers = range(len(cases) + len(differ) - 1, len(cases) - 1, -1)
    for number, document in zip(numbers, documents(work.file, differ[::-1]), strict=True):
        words += {word for text in work.add(number, document) for word in WORD.findall(text)}
    cases.extend(outline.case_id for outline in differ)
    more = state.vocabulary if work.is_plain else state.vocabulary.with_more(words)
    save_state(work.connection, more, cases, plain=work.is_plain)
