"""Kinds in rules of law: units, parts of units, caps, stays, and the ways a sum becomes payable."""

from __future__ import annotations

from enum import StrEnum


class Unit(StrEnum):
    """The unit that one rate is charged for."""

    DAY = "day"
    WORKING_DAY = "working day"
    WEEK = "week"
    TWO_WEEKS = "two weeks"
    MONTH = "month"
    HALF_YEAR = "half-year"
    YEAR = "year"
    ONCE = "once"  # one sum, charged on the first penalty day
    OCCURRENCE = "occurrence"


class PartUnit(StrEnum):
    """The charge for a unit begun and not ended: nothing yet, the full rate, or its days (rounded down)."""

    NONE = "none"
    FULL = "full"
    PRO_RATA = "pro rata"


class CapMode(StrEnum):
    """The effect of a cap on the unit that would pass it: the rest is charged, or nothing of the unit.

    Where parts of units are charged by their days, LAST_FULL_UNIT leaves out every part of that unit.
    """

    TRUNCATE = "truncate"
    LAST_FULL_UNIT = "last full unit"


class MonthStay(StrEnum):
    """The order's rule for a stay inside a unit of months; a silent order has no rule."""

    PRORATE = "prorate"  # units are charged by their days
    RESTART = "restart"  # a new unit begins after the stay
    IGNORE = "ignore"  # the units run on


class StayKind(StrEnum):
    """The effect of a stay."""

    ACCRUAL = "accrual"
    RECOVERY = "recovery"  # the penalty runs on, but nothing can be collected
    ANNULMENT = "annulment"  # the days never counted


class Recovery(StrEnum):
    """The way an accrued sum becomes payable."""

    LIQUIDATION = "liquidation"  # the authority fixes it first (FR LIL 20 III 2, EU Reg. 1/2003 art. 24)
    BY_LAW = "by law"  # forfeited without a further act (NL Awb 5:33, BE Jud. Code 1385quater)
    THREAT = "threat"  # a fixed sum per threat, set after expiry (DE VwVG 13-14)
    TWO_STEPS = "two steps"  # a second decision fixes the definitive amount (EU Reg. 1/2003 art. 24(2))
    BY_NOTICE = "by notice"  # each notice states the sum due (UK CA98 s. 40A, FA 2009 Sch. 55)
    BY_TITLE = "by title"  # the order itself can be enforced for what has accrued (IT CPC 614-bis)
