"""Penalty orders opened to be edited, on the worker's side: their drafts, and the figures that these give."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.orders.draft import new_order, open_order
from desktop.domain.orders.reading import read_order
from desktop.domain.orders.rows import order_edit
from desktop.domain.page.build import build_page
from desktop.store.cases.cases import load_case
from desktop.store.cases.given_holidays import laws_with, load_given
from desktop.store.cases.uids import order_uids
from desktop.store.law.laws import laws_of

if TYPE_CHECKING:
    from desktop.domain.case.limits import Laws
    from desktop.domain.case.terms import TermsId
    from desktop.domain.days.asof import AsOf
    from desktop.domain.edit.change import Edit
    from desktop.domain.edit.draft import Draft
    from desktop.domain.orders.draft import OpenOrder
    from desktop.domain.orders.merge import FieldConflict
    from desktop.domain.orders.reading import OrderRead
    from desktop.domain.page.page import Page
    from desktop.domain.typed.dates import DayOrder
    from desktop.store.file.casefile import CaseFile


class AskedConflict(NamedTuple):
    """A conflict with the values of both sides, and the page that each gives, None where there is none."""

    conflict: FieldConflict
    yours: Draft
    theirs: Draft
    page: Page | None
    page_of_file: Page | None


class OrderAsked(NamedTuple):
    """An open order, its draft, and what another program changed as well."""

    opened: OpenOrder
    draft: Draft
    conflicts: tuple[FieldConflict, ...] = ()


class OrderFigure(NamedTuple):
    """The draft of an open order as read, the edit that saves it, and the conflicts that are open."""

    read: OrderRead
    edit: Edit | None = None
    conflicts: tuple[AskedConflict, ...] = ()


def opened_order(
    file: CaseFile | None, slug: str, number: TermsId | None, order: DayOrder
) -> OpenOrder | None:
    """Terms of an investigation opened, or new ones (None); None where they are gone or cannot be read."""
    case = None if file is None else load_case(file, slug)
    stored = None if file is None or case is None else order_uids(file, case.investigation.id, number)
    if case is None or stored is None:
        return None
    code = stored.regime[0] or case.investigation.authority.regime
    laws = _laws(file, code)
    new = new_order(case, stored.uids, stored.regime, laws)
    if number is None:
        return new
    terms = next((one for one in case.terms if one.id == number and not one.unread), None)
    if terms is None:
        return None
    return open_order(new, terms, laws, order)


def order_figure(file: CaseFile | None, asked: OrderAsked, as_of: AsOf, order: DayOrder) -> OrderFigure:
    """The draft of an open order as read, with the figures that each side of a conflict gives."""
    opened, draft, conflicts = asked

    def read(typed: Draft) -> OrderRead:
        return read_order(opened, typed, _laws(file, typed.regime), order)

    def page(typed: Draft) -> Page | None:
        case = read(typed).case
        if case is None:
            return None
        return build_page(case, as_of, _laws(file, case.investigation.authority.regime))

    own = page(draft) if conflicts else None
    each = ((one, one.taken(draft)) for one in conflicts)
    sides = tuple(AskedConflict(one, draft, theirs, own, page(theirs)) for one, theirs in each)
    found = read(draft)
    return OrderFigure(found, order_edit(opened, found), sides)


def _laws(file: CaseFile | None, code: str) -> Laws:
    """The laws of a regime, with the holidays that the file gives."""
    return laws_of(code) if file is None else laws_with(load_given(file), code)
