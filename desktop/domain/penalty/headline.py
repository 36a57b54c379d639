"""The one word for where a penalty stands."""

from __future__ import annotations

from enum import StrEnum


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
