"""Faults of terms that cannot be calculated, and cautions about results, each with a permanent code."""

from __future__ import annotations

from enum import StrEnum


class Fault(StrEnum):
    """A contradiction in terms or facts, or a case without a rule."""

    NEGATIVE_RATE = "E_NEGATIVE_RATE"
    TIER_GAP = "E_TIER_GAP"
    TIER_DUPLICATE = "E_TIER_DUPLICATE"
    TIER_MIX = "E_TIER_MIX"
    SPAN_INVERTED = "E_SPAN_INVERTED"
    CURRENCY_MIX = "E_CURRENCY_MIX"
    LIQUIDATION_OVERLAP = "E_LIQUIDATION_OVERLAP"
    MONTH_UNIT_STAY = "E_MONTH_UNIT_STAY"
    HOLIDAYS_UNKNOWN = "E_HOLIDAYS_UNKNOWN"
    DAY_OUT_OF_RANGE = "E_DAY_OUT_OF_RANGE"
    NEGATIVE_TURNOVER = "E_NEGATIVE_TURNOVER"
    OUTSIDE_HISTORY = "E_OUTSIDE_HISTORY"  # no value of law is known for the day
    ROW_UNREADABLE = "E_ROW_UNREADABLE"  # a row of the file holds a value that is not allowed


class Caution(StrEnum):
    """A reason to look twice at a result that stands."""

    RATE_ABOVE_STATUTORY_MAX = "W_RATE_ABOVE_STATUTORY_MAX"
    PERIOD_LABEL_MISMATCH = "W_PERIOD_LABEL_MISMATCH"
    PROJECTION = "W_PROJECTION"
    RETROACTIVE_FACT = "W_RETROACTIVE_FACT"
    ENDPOINT_UNSETTLED = "W_ENDPOINT_UNSETTLED"
    LIQUIDATED_ABOVE_ACCRUED = "W_LIQUIDATED_ABOVE_ACCRUED"
    STAY_IN_GRACE = "W_STAY_IN_GRACE"
    HOLIDAYS_NOT_GIVEN = "W_HOLIDAYS_NOT_GIVEN"


class TermsError(ValueError):
    """Terms that cannot be calculated; `code` is the Fault, the text the reason."""

    def __init__(self, code: Fault, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
