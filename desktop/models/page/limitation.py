"""The limitation of forfeited sums in words: the time in which they can be collected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.models.page.terms import length_text

if TYPE_CHECKING:
    from desktop.domain.page.page import Page
    from desktop.domain.penalty.limitation import TimeLimit
    from desktop.domain.penalty.lines import PenaltyLine

translate = QCoreApplication.translate


def limitation_note(penalty: PenaltyLine, page: Page) -> str:
    """The time in which the sums of a line can be collected, its end, and a suspension of the collection."""
    limit = next((one for one in page.time_limits if one.terms_id == penalty.terms.id), None)
    suspended = translate("limitation", "Collection is suspended.") if penalty.recovered.suspended else ""
    if limit is None:
        return suspended
    rule = translate(
        "limitation", "Each sum can be collected for {}, unless something interrupts that time ({})."
    )
    length = length_text(limit.period.length, limit.period.unit)
    told = f"{rule.format(length, limit.rule.citation)} {_standing(limit, page)}"
    return f"{told} {suspended}".rstrip()


def _standing(limit: TimeLimit, page: Page) -> str:
    """The time limits of the first and the last sum, as of the day of the page."""
    first, last = text.day(limit.first_until), text.day(limit.last_until)
    if page.day <= limit.first_until:
        return translate("limitation", "The first can be until {}.").format(first)
    words = translate("limitation", "It ended on {} for the first and on {} for the last.")
    if page.day <= limit.last_until:
        words = translate("limitation", "For the first it ended on {}; for the latest it ends on {}.")
    return words.format(first, last)
