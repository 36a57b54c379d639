"""The table of the other investigations against the same respondents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.explanation.figure import FigureKind, currency_keys
from desktop.domain.penalty.headline import Headline
from desktop.models.page.asides import bounds_together, bounds_words
from desktop.models.page.stretches import is_unknown
from desktop.models.table import Column
from desktop.theme import state_role

if TYPE_CHECKING:
    from desktop.domain.explanation.figure import FigureKey
    from desktop.domain.page.page import Page

translate = QCoreApplication.translate


def related_columns() -> tuple[Column[Page], ...]:
    """The columns of investigations: authority, opening, fine, accrued sum and state."""
    return (
        Column(
            translate("related", "Authority"),
            _authority,
            _authority,
            stretch=True,
            tip=lambda page: text.printable(page.case.investigation.authority.name),
        ),
        Column(translate("related", "Country"), _country, _country),
        Column(translate("related", "Opened"), _opened, _opened_first),
        Column(
            translate("related", "Fine"),
            _fines,
            _largest_fine,
            True,
            figures=_fine_keys,
        ),
        Column(
            translate("related", "Accrued"),
            _accrued,
            _largest_accrued,
            True,
            colour=lambda page: "running" if page.headline is Headline.RUNNING else "text",
            figures=_accrued_keys,
        ),
        Column(translate("related", "State"), _state, _state, pill=lambda page: state_role(page.headline)),
        Column(translate("related", "References"), _references, _references, tip=_references),
    )


def _authority(page: Page) -> str:
    authority = page.case.investigation.authority
    return text.printable(authority.short_name or authority.name)


def _country(page: Page) -> str:
    return text.country(page.case.investigation.authority.country)


def _opened(page: Page) -> str:
    opened = page.case.investigation.opened
    return text.uncertain(opened) if opened is not None else text.NOTHING


def _opened_first(page: Page) -> object:
    opened = page.case.investigation.opened
    return opened.first if opened is not None else None


def _accrued(page: Page) -> str:
    if all(is_unknown(penalty) for penalty in page.penalties):
        return bounds_words(bounds_together(page.penalties, page)) or text.NOTHING
    shown = tuple(amounts.accrued for amounts in page.amounts if amounts.accrued)
    amount = text.all_money(shown or tuple(penalty.accrual.accrued for penalty in page.penalties[:1]))
    return text.and_unknown(amount, page.left_out)


def _largest_accrued(page: Page) -> object:
    if all(is_unknown(penalty) for penalty in page.penalties):
        bounds = bounds_together(page.penalties, page)
        return bounds.most.minor if bounds is not None and bounds.most is not None else None
    return max((amounts.accrued.minor for amounts in page.amounts), default=None)


def _fines(page: Page) -> str:
    known = tuple(amounts.fines for amounts in page.amounts if amounts.fines)
    if known:
        return text.and_unknown(text.all_money(known), page.fines_apart.number)
    if page.fines_apart.amount:
        return text.amount_not_known()
    return text.day_not_known() if page.fines_apart.day else text.NOTHING


def _largest_fine(page: Page) -> object:
    sums = [amounts.fines for amounts in page.amounts]
    if page.fines_apart.number and not any(sums):
        return None
    return max((amount.minor for amount in sums), default=None)


def _fine_keys(page: Page) -> tuple[FigureKey, ...]:
    shown = [amounts.currency for amounts in page.amounts if amounts.fines]
    if not shown and page.fines_apart.number:
        shown = list(page.fine_currencies)
    return currency_keys(page.case.investigation.slug, shown, FigureKind.FINES)


def _accrued_keys(page: Page) -> tuple[FigureKey, ...]:
    shown = (penalty.terms.currency for penalty in page.penalties)
    return currency_keys(page.case.investigation.slug, shown, FigureKind.ACCRUED)


def _state(page: Page) -> str:
    return text.headline_word(page.headline)


def _references(page: Page) -> str:
    return ", ".join(text.printable(reference) for reference in page.case.investigation.references)
