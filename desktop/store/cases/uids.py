"""The uids behind the numbers of records, by which edits name them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.store.file.casefile import CaseFile

UID_OF_INVESTIGATION = "SELECT uid FROM investigations WHERE id = :id"
UID_OF_EVENT = "SELECT uid FROM events WHERE id = :id"
SOURCES_BY_ADDRESS = """
SELECT url, min(uid) AS uid
  FROM sources
 WHERE url IN (SELECT value FROM json_each(:urls))
 GROUP BY url
"""

SLUGS = "SELECT slug FROM investigations WHERE substr(slug, 1, length(:stem)) = :stem"
DOCUMENTS = "SELECT count(*) FROM documents WHERE investigation_id = :id"


def slugs_from(file: CaseFile, stem: str) -> frozenset[str]:
    """The slugs that begin with some letters. Raises CaseFileError."""
    return frozenset(str(row["slug"]) for row in file.rows(SLUGS, {"stem": stem}))


def count_documents(file: CaseFile, number: int) -> int:
    """The number of documents of an investigation. Raises CaseFileError."""
    return int(file.rows(DOCUMENTS, {"id": number})[0][0])


PROVISIONS_BY_TEXT = """
SELECT text, law, article, min(uid) AS uid
  FROM provisions
 WHERE text IN (SELECT value FROM json_each(:texts))
 GROUP BY text, law, article
"""


def uid_of_investigation(file: CaseFile, number: int) -> str:
    """The uid of an investigation by its number; empty for one that is gone. Raises CaseFileError."""
    rows = file.rows(UID_OF_INVESTIGATION, {"id": number})
    return str(rows[0]["uid"]) if rows else ""


def uid_of_event(file: CaseFile, number: int) -> str:
    """The uid of an event by its number; empty for one that is gone. Raises CaseFileError."""
    rows = file.rows(UID_OF_EVENT, {"id": number})
    return str(rows[0]["uid"]) if rows else ""


def known_sources(file: CaseFile, urls: tuple[str, ...]) -> dict[str, str]:
    """The uids of the sources that the file has already, by address. Raises CaseFileError."""
    rows = file.rows(SOURCES_BY_ADDRESS, {"urls": json.dumps(urls)})
    return {row["url"]: row["uid"] for row in rows}


def known_provisions(file: CaseFile, texts: tuple[str, ...]) -> dict[tuple[str, ...], str]:
    """The uids of the provisions of the file, by text, law and article. Raises CaseFileError."""
    rows = file.rows(PROVISIONS_BY_TEXT, {"texts": json.dumps(texts)})
    return {(row["text"], row["law"], row["article"]): row["uid"] for row in rows}
