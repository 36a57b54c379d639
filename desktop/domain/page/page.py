"""The page of an investigation: its penalty lines, amounts, fines, curves and bands as of a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.domain.case.fines import NO_FINES, FinesApart
from desktop.domain.case.limits import Limits

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.case.case import Case, Fine, FineStatus
    from desktop.domain.case.ids import CaseId
    from desktop.domain.case.limits import FineLimit
    from desktop.domain.case.terms import TermsId
    from desktop.domain.days.asof import AsOf
    from desktop.domain.days.workdays import WorkingDays
    from desktop.domain.explanation.bounds import Aside
    from desktop.domain.explanation.figure import FigureKey
    from desktop.domain.law.regime import Regime
    from desktop.domain.penalty.curve import Curve
    from desktop.domain.penalty.headline import Headline
    from desktop.domain.penalty.limitation import TimeLimit
    from desktop.domain.penalty.lines import Amounts, PenaltyLine, TermsFault


@dataclass(frozen=True, slots=True)
class FineStanding:
    """A fine and its status on the day; None before it was imposed, or where nobody knows (`is_doubtful`)."""

    fine: Fine
    status: FineStatus | None
    key: FigureKey | None = None
    limit: FineLimit | None = None
    is_doubtful: bool = False


class BandKind(StrEnum):
    """The kind of a band on the timeline."""

    GRACE = "grace"
    STAY = "stay"


@dataclass(frozen=True, slots=True)
class Band:
    """A band of days of grace or stay; `end` is the first day after it, None while it is open."""

    kind: BandKind
    label: str
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class Page:
    """The page of an investigation at the end of a day, with the facts known on `known_on`."""

    case: Case
    as_of: AsOf
    day: date
    known_on: date
    headline: Headline
    penalties: tuple[PenaltyLine, ...]
    amounts: tuple[Amounts, ...]  # one per currency, the largest accrued first
    fines: tuple[FineStanding, ...]
    curves: tuple[Curve, ...]
    bands: tuple[Band, ...]
    problems: tuple[str, ...]  # sentences about data that could not be calculated
    faults: tuple[TermsFault, ...] = ()  # of lines that cannot be calculated: no sum holds them
    limits: Limits = field(default_factory=Limits)
    time_limits: tuple[TimeLimit, ...] = ()
    regime: Regime | None = None
    working_days: WorkingDays | None = None  # of the regime
    asides: tuple[Aside, ...] = ()
    fines_apart: FinesApart = NO_FINES  # beside the sums of fines
    unpaid_apart: FinesApart = NO_FINES  # beside the sums outstanding
    is_unsaved: bool = False  # with the values of an open form

    @property
    def fine_currencies(self) -> tuple[str, ...]:
        """The currencies of the fines, each once; a single empty one if no amount is known."""
        found = tuple(dict.fromkeys(standing.fine.currency for standing in self.fines))
        return tuple(currency for currency in found if currency) or found

    @property
    def left_out(self) -> int:
        """The number of ordered lines in no sum: they cannot be calculated, or are unknown."""
        return len(self.faults) + sum(not penalty.is_known for penalty in self.penalties)

    def aside(self, terms_id: TermsId) -> Aside | None:
        """The other readings and gaps of a penalty line, or None."""
        return next((aside for aside in self.asides if aside.terms_id == terms_id), None)

    @property
    def id(self) -> CaseId:
        """The investigation's id."""
        return self.case.investigation.id

    @property
    def uses_today(self) -> bool:
        """Whether the page has today's knowledge."""
        return self.as_of.live or self.as_of.hindsight
