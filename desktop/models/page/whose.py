"""Whose a figure is, where an investigation has penalties on several orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text

if TYPE_CHECKING:
    from desktop.domain.case.case import Case
    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.page.page import Page

translate = QCoreApplication.translate
_FIRST_LETTER, _LETTERS = ord("A"), 26


def order_word(terms: PenaltyTerms, case: Case) -> str:
    """The order of a penalty among several, by its letter; empty for a single one."""
    ids = [each.id for each in case.terms]
    if len(ids) < 2 or terms.id not in ids:  # noqa: PLR2004
        return ""
    place = ids.index(terms.id)
    letter = chr(_FIRST_LETTER + place) if place < _LETTERS else text.count(place + 1)
    name = text.printable(terms.label) or letter
    return translate("facts", "order {}").format(name)


def paid_words(page: Page, paid: str) -> str:
    """The sum that was paid, and on which orders where it is not on all."""
    recorded = _orders(page, is_recorded=True)
    if recorded and _orders(page, is_recorded=False):
        return translate("figures", "paid {} on {}").format(paid, recorded)
    return translate("figures", "paid {}").format(paid)


def unrecorded_words(page: Page) -> str:
    """That no payment is recorded, and of what where another was paid."""
    missing = _orders(page, is_recorded=False)
    fines = any(amounts.outstanding != amounts.due for amounts in page.amounts)
    if not missing or not _orders(page, is_recorded=True):
        return translate("figures", "no payment recorded")
    if fines:
        return translate("figures", "no payment recorded on fine, {}").format(missing)
    return translate("figures", "no payment recorded on {}").format(missing)


def _orders(page: Page, *, is_recorded: bool) -> str:
    """The orders with a sum to pay that have a recorded payment, or none."""
    recovered = [(line.terms, line.recovered) for line in page.penalties]
    recovered += [(fault.terms, fault.recovered) for fault in page.faults]
    found = (
        order_word(terms, page.case)
        for terms, one in recovered
        if one.is_recorded is is_recorded and (is_recorded or one.due)
    )
    return ", ".join(word for word in found if word)
