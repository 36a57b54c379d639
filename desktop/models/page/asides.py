"""The words beside a figure: other readings of the law, and the bounds of a sum that is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.explanation.explanation import Missing
from desktop.domain.listing.row import Bounds
from desktop.domain.money import Money
from desktop.domain.penalty.extremes import within_shared_caps
from desktop.domain.penalty.start import first_penalty_day
from desktop.models.explanation.pen import SCREEN
from desktop.models.explanation.titles import gap_words, reading_words

if TYPE_CHECKING:
    from desktop.domain.explanation.explanation import Gap, Reading
    from desktop.domain.page.page import Page
    from desktop.domain.penalty.lines import PenaltyLine

translate = QCoreApplication.translate


def aside_sentences(penalty: PenaltyLine, page: Page) -> tuple[str, ...]:
    """The facts missing for the figure of a line, and the figure under other readings of the law."""
    aside = page.aside(penalty.terms.id)
    if aside is None:
        return ()
    # Without a first penalty day, the reason for that tells already that the single days are not public.
    gaps = (
        gap
        for gap in aside.gaps
        if gap.what is not Missing.SINGLE_DAYS
        or penalty.accrual.first_day
        or first_penalty_day(penalty.terms)
    )
    return (*(_gap(gap) for gap in gaps), *(_reading(reading) for reading in aside.readings))


def _main_gap(penalty: PenaltyLine, page: Page) -> Gap | None:
    """The first gap in the inputs of a line; None if all inputs are known."""
    aside = page.aside(penalty.terms.id)
    return aside.gaps[0] if aside is not None and aside.gaps else None


def bounds_text(penalty: PenaltyLine, page: Page) -> str:
    """The bounds of a figure whose inputs are not all known; empty for a known figure."""
    gap = _main_gap(penalty, page)
    return "" if gap is None else gap_words(gap, SCREEN)[1]


def bounds_of(penalty: PenaltyLine, page: Page) -> Bounds | None:
    """The bounds of a line whose inputs are not all known; None for a line without bounds."""
    gap = _main_gap(penalty, page)
    low, high = (None, None) if gap is None else (gap.lowest, gap.highest)
    if low is None or high is None or low.amount is None or high.amount is None:
        return None
    return Bounds(low.amount, high.amount)


def bounds_words(bounds: Bounds | None, *, short: bool = False) -> str:
    """The range between both bounds of a sum; empty without both."""
    least, most = bounds or (None, None)
    return "" if least is None or most is None else text.money_range(least, most, short=short)


def bounds_together(penalties: tuple[PenaltyLine, ...], page: Page) -> Bounds | None:
    """The bounds of lines of one currency together; None if any of them has no bounds."""
    found = [
        Bounds(penalty.accrual.accrued, penalty.accrual.accrued)
        if penalty.is_known
        else bounds_of(penalty, page)
        for penalty in penalties
    ]
    bounded = [one for one in found if one is not None and one.most is not None]
    currencies = {penalty.terms.currency for penalty in penalties}
    if len(bounded) < len(penalties) or len(currencies) != 1:
        return None
    (currency,) = currencies
    lines = [(penalty.terms, one) for penalty, one in zip(penalties, bounded, strict=True)]
    least = within_shared_caps([(terms, one.least.minor) for terms, one in lines])
    most = within_shared_caps([(terms, (one.most or one.least).minor) for terms, one in lines])
    return Bounds(Money(least, currency), Money(most, currency))


def _gap(gap: Gap) -> str:
    words, between, details = gap_words(gap, SCREEN)
    head = f"{words}: {between}." if between else f"{words}."
    return " ".join([head, *(f"{detail}." for detail in details)])


def _reading(reading: Reading) -> str:
    words, amount, _ = reading_words(reading, SCREEN)
    told = f"{words}: {amount}"
    if reading.units and (counted := text.units(reading.units, reading.unit)):
        told = translate("asides", "{}: {} ({})").format(words, amount, counted)
    if reading.first_day is None or text.day(reading.first_day) in words:
        return f"{told}."
    return translate("asides", "{}, first penalty day {}.").format(told, text.day(reading.first_day))
