"""What stands beside a figure in words: other readings of the law, and the bounds of what is not known."""

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
    from datetime import date

    from desktop.domain.explanation.explanation import Gap, Reading
    from desktop.domain.page.page import Page
    from desktop.domain.penalty.lines import PenaltyLine

translate = QCoreApplication.translate


def aside_sentences(penalty: PenaltyLine, page: Page) -> tuple[str, ...]:
    """What is missing to know a line's figure, and what it would be under other readings of the law."""
    aside = page.aside(penalty.terms.id)
    if aside is None:
        return ()
    gaps = [gap for gap in aside.gaps if gap.what is not Missing.SINGLE_DAYS or _first_day(penalty)]
    return (*(_gap(gap) for gap in gaps), *(_reading(reading) for reading in aside.readings))


def _first_day(penalty: PenaltyLine) -> date | None:
    """Its first day; without one the reason for it tells that the single days are not public."""
    return penalty.accrual.first_day or first_penalty_day(penalty.terms)


def bounds_text(penalty: PenaltyLine, page: Page) -> str:
    """The results between which a figure lies whose inputs are not all known; empty where it is known."""
    aside = page.aside(penalty.terms.id)
    return gap_words(aside.gaps[0], SCREEN)[1] if aside is not None and aside.gaps else ""


def bounds_of(penalty: PenaltyLine, page: Page) -> Bounds | None:
    """The sums between which a line lies whose inputs are not all known; None where nothing bounds it."""
    aside = page.aside(penalty.terms.id)
    gap = aside.gaps[0] if aside is not None and aside.gaps else None
    low, high = (None, None) if gap is None else (gap.lowest, gap.highest)
    if low is None or high is None or low.amount is None or high.amount is None:
        return None
    return Bounds(low.amount, high.amount)


def bounds_together(penalties: tuple[PenaltyLine, ...], page: Page) -> Bounds | None:
    """The sums between which lines of one currency lie together; None where one of them is not bounded."""
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
    lines = [penalty.terms for penalty in penalties]
    least = within_shared_caps([(terms, one.least.minor) for terms, one in zip(lines, bounded, strict=True)])
    most = within_shared_caps(
        [(terms, (one.most or one.least).minor) for terms, one in zip(lines, bounded, strict=True)]
    )
    return Bounds(Money(least, currency), Money(most, currency))


def _gap(gap: Gap) -> str:
    words, between, details = gap_words(gap, SCREEN)
    head = f"{words}: {between}." if between else f"{words}."
    return " ".join([head, *(f"{detail}." for detail in details)])


def _reading(reading: Reading) -> str:
    words, amount, _ = reading_words(reading, SCREEN)
    counted = text.units(reading.units, reading.unit) if reading.units else ""
    told = (
        translate("asides", "{}: {} ({})").format(words, amount, counted) if counted else f"{words}: {amount}"
    )
    if reading.first_day is None or text.day(reading.first_day) in words:
        return f"{told}."
    return translate("asides", "{}, first penalty day {}.").format(told, text.day(reading.first_day))
