"""The uids behind a penalty order, by which edits name its records."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.case.terms import TermsId
from desktop.domain.edit.order_draft import OrderUids

if TYPE_CHECKING:
    from desktop.domain.case.ids import CaseId
    from desktop.store.file.casefile import CaseFile

UID_OF_CASE = "SELECT uid FROM investigations WHERE id = :owner"
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


def order_uids(file: CaseFile, case: CaseId, terms: TermsId | None) -> OrderStored | None:
    """The uids behind terms of an investigation; None where they are gone. Raises CaseFileError."""
    of_case, of_terms = {"owner": case}, {"terms": terms}
    owner = file.rows(UID_OF_CASE, of_case)
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
