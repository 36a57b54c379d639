"""The Overview: sums, curves and lists of all investigations as of a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.case.fines import NO_FINES, FinesApart

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.case.ids import CaseId
    from desktop.domain.case.terms import TermsId
    from desktop.domain.days.asof import AsOf
    from desktop.domain.money import Money
    from desktop.domain.penalty.curve import Curve


@dataclass(frozen=True, slots=True)
class RunningOrder:
    """A penalty line that is running on the as-of day."""

    case_id: CaseId
    slug: str
    name: str  # respondent
    authority: str
    label: str
    units: int
    unit: str
    rate: Money
    accrued: Money
    contingent: bool
    terms_id: TermsId | None = None
    most: Money | None = None  # the upper bound, where unchecked holidays leave the sum open


@dataclass(frozen=True, slots=True)
class ComingDeadline:
    """A deadline of a penalty line, and the days left until it."""

    case_id: CaseId
    slug: str
    on: date
    kind: str  # grace_ends, penalty_starts, cap_reached, next_unit, last_day, event
    name: str
    authority: str
    days_left: int


@dataclass(frozen=True, slots=True)
class NextChange:
    """The next instant at which figures grow: the start of a civil day in an authority's time zone."""

    day: date  # the first day with the new figure
    zone: str
    orders: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Sums per currency, never added together; contingent sums stay apart from running ones.

    Of very many running orders and deadlines only the first are listed, while the counts are of all. The
    curves have the knowledge of the as-of day or, with `has_days_as_known`, of each of their own days.
    """

    as_of: AsOf
    running: tuple[Money, ...]  # established + assumed of running penalties
    established: tuple[Money, ...]  # part of `running`
    assumed: tuple[Money, ...]  # part of `running`
    contingent: tuple[Money, ...]  # of all penalties whose breach nobody has found
    imposed: tuple[Money, ...]
    imposed_count: int
    liquidated: tuple[Money, ...]
    liquidated_count: int
    next_change: NextChange | None
    curves: tuple[Curve, ...]  # accrued over time, established + assumed, per currency
    established_curves: tuple[Curve, ...]
    running_orders: tuple[RunningOrder, ...]
    deadlines: tuple[ComingDeadline, ...]
    running_count: int = 0
    deadline_count: int = 0
    uncalculated_count: int = 0  # penalty lines that no sum holds
    bounded_count: int = 0  # running lines of which the sums hold the least they may come to
    has_days_as_known: bool = False
    imposed_apart: FinesApart = NO_FINES  # fines beside `imposed`
