"""Penalty orders opened to be edited, on the worker's side: their drafts, and the figures that these give."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.edit.order_draft import new_order, open_order
from desktop.domain.edit.order_reading import read_order
from desktop.domain.edit.order_rows import order_edit
from desktop.domain.page.build import build_page
from desktop.store.cases.cases import load_case
from desktop.store.cases.order_uids import order_uids
from desktop.store.law.laws import laws_of

if TYPE_CHECKING:
    from desktop.domain.case.terms import TermsId
    from desktop.domain.days.asof import AsOf
    from desktop.domain.edit.change import Edit
    from desktop.domain.edit.draft import Draft
    from desktop.domain.edit.order_draft import OpenOrder
    from desktop.domain.edit.order_merge import FieldConflict
    from desktop.domain.edit.order_reading import OrderRead
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
    code = stored.regime or case.investigation.authority.regime
    laws = laws_of(code)
    new = new_order(case, stored.uids, stored.regime, laws)
    if number is None:
        return new
    terms = next((one for one in case.terms if one.id == number and not one.unread), None)
    if terms is None:
        return None
    return open_order(new, terms, laws, order)


def order_figure(
    opened: OpenOrder, draft: Draft, conflicts: tuple[FieldConflict, ...], as_of: AsOf, order: DayOrder
) -> OrderFigure:
    """The draft of an open order as read, with the figures that each side of a conflict gives."""
    read = _read(opened, draft, order)
    own = _page(read, as_of) if conflicts else None
    asked = tuple(
        AskedConflict(one, draft, theirs, own, _page(_read(opened, theirs, order), as_of))
        for one, theirs in ((one, one.taken(draft)) for one in conflicts)
    )
    return OrderFigure(read, order_edit(opened, read), asked)


def _read(opened: OpenOrder, draft: Draft, order: DayOrder) -> OrderRead:
    return read_order(opened, draft, laws_of(draft.regime), order)


def _page(read: OrderRead, as_of: AsOf) -> Page | None:
    if read.case is None:
        return None
    return build_page(read.case, as_of, laws_of(read.case.investigation.authority.regime))
