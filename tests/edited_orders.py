"""Penalty orders of the sample opened to be edited, without a file."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from desktop.domain.orders.draft import OpenOrder, OrderUids, new_order, open_order
from desktop.domain.orders.reading import OrderRead, read_order
from desktop.domain.typed.dates import DayOrder
from desktop.store.law.laws import laws_of
from tests.pages import case_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from desktop.domain.case.case import Case
    from desktop.domain.edit.draft import Draft

COA = "nl-coa-westerwolde"  # order B: EUR 50,000 each time, at most 100 times and EUR 5,000,000


def opened(slug: str = COA, label: str = "B") -> OpenOrder:
    """The terms of a label, opened."""
    return next(one for one in every(case_of(slug)) if one.label == label)


def added(slug: str = COA) -> OpenOrder:
    """A new order of an investigation."""
    case = case_of(slug)
    return new_order(case, OrderUids("case"), ("", ""), laws_of(case.investigation.authority.regime))


def every(case: Case) -> Iterator[OpenOrder]:
    """All terms of a case, opened."""
    laws = laws_of(case.investigation.authority.regime)
    others = {terms.id: f"terms {terms.id}" for terms in case.terms}
    orders = {order.label: f"order {order.label}" for order in case.orders}
    for terms in case.terms:
        uids = OrderUids(
            "case",
            others[terms.id],
            tuple(f"rate {number}" for number in range(len(terms.rates))),
            orders,
            {label: f"join {label}" for label in terms.order_labels},
            others,
        )
        yield open_order(new_order(case, uids, ("", ""), laws), terms, laws, DayOrder.DAY_FIRST)


def read(one: OpenOrder, draft: Draft | None = None, **changes: Any) -> OrderRead:
    """The draft of an open order as read, with other fields."""
    draft = dataclasses.replace(draft or one.draft, **changes)
    return read_order(one, draft, laws_of(draft.regime), DayOrder.DAY_FIRST)
