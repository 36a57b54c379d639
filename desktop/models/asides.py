"""What stands beside a figure in words: other readings of the law, and the bounds of what is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.deadline import first_penalty_day
from desktop.domain.explanation import Missing
from desktop.models.explanation_words import gap_words, reading_words
from desktop.models.pen import SCREEN

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.explanation import Gap, Reading
    from desktop.domain.page import Page, Penalty

translate = QCoreApplication.translate


def aside_sentences(penalty: Penalty, page: Page) -> tuple[str, ...]:
    """What is missing to know a line's figure, and what it would be under other readings of the law."""
    aside = page.aside(penalty.terms.id)
    if aside is None:
        return ()
    gaps = [gap for gap in aside.gaps if gap.what is not Missing.SINGLE_DAYS or _first_day(penalty)]
    return (*(_gap(gap) for gap in gaps), *(_reading(reading) for reading in aside.readings))


def _first_day(penalty: Penalty) -> date | None:
    """Its first day; without one the reason for it tells that the single days are not public."""
    return penalty.accrual.first_day or first_penalty_day(penalty.terms)


def bounds_text(penalty: Penalty, page: Page) -> str:
    """The results between which a figure lies whose inputs are not all known; empty where it is known."""
    aside = page.aside(penalty.terms.id)
    return gap_words(aside.gaps[0], SCREEN)[1] if aside is not None and aside.gaps else ""


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
