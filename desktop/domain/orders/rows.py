"""Edits of penalty orders: an order added, changed or deleted, with its terms and rates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.edit.change import Edit, EditKind, Reference, added, changed, deleted, new_uid
from desktop.domain.edit.draft_rows import order_addition, terms_cells
from desktop.domain.edit.regime_version import version_of
from desktop.domain.orders.reading import rate_uids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.case.terms import PenaltyTerms, Rate
    from desktop.domain.edit.change import Cell, Change
    from desktop.domain.orders.draft import OpenOrder
    from desktop.domain.orders.reading import OrderRead


def order_edit(opened: OpenOrder, read: OrderRead) -> Edit | None:
    """The edit that saves an order as it is read; None where nothing changes, or where it cannot be saved."""
    if read.case is None or read.terms is None:
        return None
    if opened.terms is None:
        changes = order_addition(read.case, opened.uids.investigation, read.terms, read.regime)
        return Edit(EditKind.ORDER_ADDED, changes, new_uid())
    made = (
        *_terms(opened, read, opened.terms, read.terms),
        *_rates(opened, read, opened.terms, read.terms),
        *_orders(opened, read, opened.terms, read.terms),
    )
    changes = tuple(change for change in made if change.before != change.after)
    return Edit(EditKind.ORDER_CHANGED, changes, new_uid()) if changes else None


def order_deletion(opened: OpenOrder) -> Edit | None:
    """The edit that deletes an order with its terms; a text that other terms name as well stays."""
    terms = opened.terms
    if terms is None:
        return None
    others = {label for one in opened.case.terms if one.id != terms.id for label in one.order_labels}
    gone = [
        deleted("orders", uid, {})
        for label, uid in opened.uids.orders.items()
        if label in terms.order_labels and label not in others
    ]
    return Edit(EditKind.ORDER_DELETED, (deleted("penalty_terms", opened.uids.terms, {}), *gone), new_uid())


def _terms(opened: OpenOrder, read: OrderRead, before: PenaltyTerms, after: PenaltyTerms) -> Iterator[Change]:
    cells, now = terms_cells(before), terms_cells(after)
    if read.draft.regime != opened.draft.regime:
        cells |= {"regime": opened.regime, "regime_version": opened.version}
        now |= {"regime": read.draft.regime, "regime_version": version_of(read.regime)}
    yield changed("penalty_terms", opened.uids.terms, cells, now)
    known = {one.id: one for one in opened.case.terms}
    for other in () if read.case is None else read.case.terms:
        if other.id != after.id and other.cap != known[other.id].cap:
            uid = opened.uids.others[other.id]
            yield changed("penalty_terms", uid, {"cap": known[other.id].cap}, {"cap": other.cap})


def _rates(opened: OpenOrder, read: OrderRead, before: PenaltyTerms, after: PenaltyTerms) -> Iterator[Change]:
    there = dict(zip(opened.uids.rates, before.rates, strict=True))
    uids = rate_uids(opened, read.draft)
    for uid in there.keys() - set(uids):
        yield deleted("penalty_rates", uid, _rate_cells(there[uid]))
    for uid, rate in zip(uids, after.rates, strict=True):
        if uid in there:
            yield changed("penalty_rates", uid, _rate_cells(there[uid]), _rate_cells(rate))
        else:
            owner = Reference("penalty_terms", opened.uids.terms)
            yield added("penalty_rates", new_uid(), term_id=owner, **_rate_cells(rate))


def _orders(
    opened: OpenOrder, read: OrderRead, before: PenaltyTerms, after: PenaltyTerms
) -> Iterator[Change]:
    """The texts of the orders, and the joins of the terms to them."""
    now = {one.label: one.text for one in (() if read.case is None else read.case.orders)}
    then = {one.label: one.text for one in opened.case.orders}
    uids = opened.uids
    for label in after.order_labels:
        if label in uids.orders:
            yield changed("orders", uids.orders[label], {"text": then[label]}, {"text": now[label]})
        elif label in now:
            owner = Reference("investigations", uids.investigation)
            yield added("orders", new_uid(), investigation_id=owner, label=label, text=now[label])
        if label not in uids.joins:
            yield added("term_orders", new_uid(), term_id=Reference("penalty_terms", uids.terms), label=label)
    for label in before.order_labels:
        if label not in after.order_labels:
            yield deleted("term_orders", uids.joins[label], {})
            if label not in now and label in uids.orders:
                yield deleted("orders", uids.orders[label], {})


def _rate_cells(rate: Rate) -> dict[str, Cell]:
    return {
        "amount": rate.minor,
        "from_unit": rate.from_unit,
        "from_day": None if rate.from_day is None else rate.from_day.isoformat(),
        "known_on": None if rate.known_on is None else rate.known_on.isoformat(),
    }
