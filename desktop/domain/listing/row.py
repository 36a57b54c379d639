"""One investigation in the list, as of a day."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.case.case import CaseId
    from desktop.domain.money import Money


class Headline(StrEnum):
    """The one word for where an investigation's penalty stands (annulled > paid > liquidated > accrual)."""

    NONE = "none"  # no penalty was ordered (yet)
    NOT_NOTIFIED = "not_notified"
    UNCALCULATED = "uncalculated"  # an order was made, and what it comes to cannot be calculated
    GRACE = "grace"
    RUNNING = "running"
    STAYED = "stayed"
    CAPPED = "capped"
    COMPLIED = "complied"
    ENDED = "ended"
    LIQUIDATED = "liquidated"
    PAID = "paid"
    ANNULLED = "annulled"


class Bounds(NamedTuple):
    """What the penalties of one currency come to at least and at most, those not known among them."""

    least: Money
    most: Money | None  # None where nothing bounds it


class Row(NamedTuple):
    """One investigation in the list, as of the day."""

    id: CaseId
    slug: str
    respondent: str
    title: str
    authority: str
    country: str
    reference: str
    since: date | None  # opened, or else the first decision the file knows of
    closed: date | None
    headline: Headline
    accrued: tuple[Money, ...]  # per currency, of what is known; empty where nothing is
    contingent: bool  # nobody has found a breach: "if not obeyed"
    grace_days_left: int | None
    uncalculated: int = 0  # penalty lines that cannot be calculated: no sum holds them
    unknown: int = 0  # penalty lines of which nobody knows what they come to: no sum holds them either
    bounds: tuple[Bounds, ...] = ()  # per currency with such a line, the largest first
