"""The uids behind the numbers of records, by which edits name them, and slugs that are taken."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.case.terms import TermsId
from desktop.domain.orders.draft import OrderUids

if TYPE_CHECKING:
    from desktop.domain.case.ids import CaseId
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
PROVISIONS_BY_TEXT = """
SELECT text, law, article, min(uid) AS uid
  FROM provisions
 WHERE text IN (SELECT value FROM json_each(:texts))
 GROUP BY text, law, article
"""
TERMS_OF_CASE = (
    "SELECT id, uid, regime, regime_version FROM penalty_terms WHERE investigation_id = :owner ORDER BY id"
)
ORDERS_OF_CASE = "SELECT label, uid FROM orders WHERE investigation_id = :owner ORDER BY id"
RATES_OF_TERMS = "SELECT uid FROM penalty_rates WHERE term_id = :terms ORDER BY id"
JOINS_OF_TERMS = "SELECT label, uid FROM term_orders WHERE term_id = :terms ORDER BY id"


class OrderStored(NamedTuple):
    """The uids behind an order, and the regime that its terms are stored with: its code and version."""

    uids: OrderUids
    regime: tuple[str, str] = ("", "")


def slugs_from(file: CaseFile, stem: str) -> frozenset[str]:
    """The slugs that begin with some letters. Raises CaseFileError."""
    return frozenset(str(row["slug"]) for row in file.rows(SLUGS, {"stem": stem}))


def count_documents(file: CaseFile, number: int) -> int:
    """The number of documents of an investigation. Raises CaseFileError."""
    return int(file.rows(DOCUMENTS, {"id": number})[0][0])


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


def order_uids(file: CaseFile, case: CaseId, terms: TermsId | None) -> OrderStored | None:
    """The uids behind terms of an investigation; None where they are gone. Raises CaseFileError."""
    of_case, of_terms = {"owner": case}, {"terms": terms}
    owner = file.rows(UID_OF_INVESTIGATION, {"id": case})
    lines = {row["id"]: row for row in file.rows(TERMS_OF_CASE, of_case)}
    if not owner or (terms is not None and terms not in lines):
        return None
    uids = OrderUids(
        str(owner[0]["uid"]),
        "" if terms is None else str(lines[terms]["uid"]),
        tuple(str(row["uid"]) for row in file.rows(RATES_OF_TERMS, of_terms)),
        {row["label"]: row["uid"] for row in file.rows(ORDERS_OF_CASE, of_case)},
        {row["label"]: row["uid"] for row in file.rows(JOINS_OF_TERMS, of_terms)},
        {TermsId(number): row["uid"] for number, row in lines.items()},
    )
    if terms is None:
        return OrderStored(uids)
    return OrderStored(uids, (str(lines[terms]["regime"]), str(lines[terms]["regime_version"])))
