"""One investigation as of a day: what its page shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.domain.case.limits import Limits
from desktop.domain.penalty.known import is_known
from desktop.domain.penalty.stretch import State

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.case.case import Case, CaseId, Fine, FineStatus
    from desktop.domain.case.limits import FineLimit
    from desktop.domain.case.terms import PenaltyTerms, TermsId
    from desktop.domain.days.asof import AsOf
    from desktop.domain.explanation.asides import Aside
    from desktop.domain.explanation.figure import FigureKey
    from desktop.domain.law.regime import Regime
    from desktop.domain.listing.row import Headline
    from desktop.domain.money import Money
    from desktop.domain.penalty.accrual import Accrual
    from desktop.domain.penalty.limitation import TimeLimit
    from desktop.domain.penalty.lines import TermsFault
    from desktop.domain.penalty.recovery import Recovered


@dataclass(frozen=True, slots=True)
class Penalty:
    """One penalty line with its figures as of the day.

    Where its first day depends on holidays nobody checked, they are the least it comes to and `highest` the
    most; in doubt is `day_in_doubt`.
    """

    terms: PenaltyTerms
    accrual: Accrual
    recovered: Recovered
    highest: Accrual | None = None
    day_in_doubt: date | None = None

    @property
    def is_known(self) -> bool:
        """Whether what has accrued is a figure, and not only the nothing that is known of it."""
        return is_known(self.terms, self.accrual, self.highest)

    @property
    def has_course(self) -> bool:
        """Whether its days can be laid out: what was annulled need not have been calculable before."""
        return self.accrual.state is not State.ANNULLED or self.accrual.before_annulment is not None


@dataclass(frozen=True, slots=True)
class Amounts:
    """The figures of an investigation in one currency, never mixed.

    `fines` are in force (not proposed, not annulled); `outstanding` is fines unpaid plus penalties due, of
    which `unrecorded` is what no payment is recorded for: nobody wrote down whether it was paid. `paid` is
    None where no payment of a penalty is recorded. `left_out` counts the penalties whose accrued sum is not
    known: what has accrued and its parts leave them out.
    """

    currency: str
    accrued: Money
    established: Money
    assumed: Money
    contingent: Money
    liquidated: Money
    remitted: Money
    paid: Money | None
    due: Money
    fines: Money
    outstanding: Money
    unrecorded: Money
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class FineStanding:
    """A fine and what it was on the day; None before it was imposed."""

    fine: Fine
    status: FineStatus | None
    key: FigureKey | None = None
    limit: FineLimit | None = None


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """What has accrued in all (minor units of one currency) at the end of a day."""

    day: date
    minor: int


@dataclass(frozen=True, slots=True)
class Curve:
    """An accrued curve in one currency: straight between its points, projected after the as-of day."""

    currency: str
    points: tuple[CurvePoint, ...]  # up to and including the as-of day
    projected: tuple[CurvePoint, ...]  # from the as-of day on; empty where nothing can grow
    cap: Money | None


class BandKind(StrEnum):
    """What a band on the timeline marks."""

    GRACE = "grace"
    STAY = "stay"


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of days of grace or stay; `end` is the first day after it, None while it is open."""

    kind: BandKind
    label: str
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the page of one investigation shows on one day."""

    case: Case
    as_of: AsOf
    day: date
    known_on: date
    headline: Headline
    penalties: tuple[Penalty, ...]
    amounts: tuple[Amounts, ...]  # one per currency, the largest accrued first
    fines: tuple[FineStanding, ...]
    curves: tuple[Curve, ...]
    bands: tuple[Band, ...]
    problems: tuple[str, ...]  # sentences about data that could not be calculated
    faults: tuple[TermsFault, ...] = ()  # the lines that cannot be calculated: no sum holds them
    limits: Limits = field(default_factory=Limits)
    time_limits: tuple[TimeLimit, ...] = ()
    regime: Regime | None = None
    asides: tuple[Aside, ...] = ()

    @property
    def left_out(self) -> int:
        """How many lines that were ordered no sum holds: they cannot be calculated, or are not known."""
        unknown = sum(not penalty.is_known for penalty in self.penalties)
        return len(self.faults) + unknown

    def aside(self, terms_id: TermsId) -> Aside | None:
        """What stands beside the figure of a line."""
        return next((aside for aside in self.asides if aside.terms_id == terms_id), None)

    @property
    def id(self) -> CaseId:
        """The investigation's id."""
        return self.case.investigation.id

    @property
    def uses_today(self) -> bool:
        """Whether it shows all that is known today."""
        return self.as_of.live or self.as_of.hindsight
