"""The headline of an investigation: one word for the state of its penalties."""

from __future__ import annotations

from enum import StrEnum


class Headline(StrEnum):
    """One word for the state of an investigation's penalties (annulled > paid > liquidated > accrual)."""

    NONE = "none"  # no penalty was ordered (yet)
    NOT_NOTIFIED = "not_notified"
    UNCALCULATED = "uncalculated"  # an order was made, and its sum cannot be calculated
    GRACE = "grace"
    RUNNING = "running"
    STAYED = "stayed"
    CAPPED = "capped"
    COMPLIED = "complied"
    ENDED = "ended"
    LIQUIDATED = "liquidated"
    PAID = "paid"
    ANNULLED = "annulled"
