"""The ledger: the penalty lines of a case with their figures on a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.money import Money
from desktop.domain.penalty.accrual import Accrual, accrue
from desktop.domain.penalty.lines import PenaltyLine, TermsFault, accrue_case
from desktop.domain.penalty.recovery import recover
from desktop.domain.penalty.stretch import State

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.case.case import Case
    from desktop.domain.case.limits import Limits
    from desktop.domain.case.terms import PenaltyTerms, TermsId
    from desktop.domain.law.regime import Law


@dataclass(frozen=True, slots=True)
class Ledger:
    """The penalty lines of a case on a day, and the faults of lines that cannot be calculated.

    On a day that `is_past` nobody knows whether a fine of an unknown day had been imposed.
    """

    case: Case
    day: date
    known_on: date
    lines: tuple[PenaltyLine, ...]
    faults: tuple[TermsFault, ...]
    law: Law | None = None
    limits: Limits | None = None
    is_past: bool = False

    @property
    def until(self) -> date:
        """The last day whose facts count: the earlier of as-of day and knowledge day."""
        return min(self.day, self.known_on)

    @property
    def slug(self) -> str:
        """The slug of the investigation."""
        return self.case.investigation.slug

    @property
    def subject(self) -> str:
        """The title of the investigation: authority and respondent."""
        return self.case.investigation.title

    @property
    def recorded(self) -> tuple[PenaltyLine, ...]:
        """The lines that cannot be calculated, with the sums liquidated or paid of them."""
        return tuple(self.facts_of(fault) for fault in self.faults if fault.has_facts)

    def facts_of(self, fault: TermsFault) -> PenaltyLine:
        """A line that cannot be calculated, with its liquidated and paid sums alone."""
        terms, none = fault.terms, Money(0, fault.terms.currency)
        sums = none, none, none, none
        accrual = Accrual(terms.id, self.day, self.known_on, State.UNCALCULATED, None, 0, *sums, ())
        return PenaltyLine(terms, terms, accrual, fault.recovered, slug=self.slug, law=self.law)

    def line(self, terms: TermsId | None) -> PenaltyLine | None:
        """The line of the terms, or None where it cannot be calculated."""
        return next((line for line in self.lines if line.terms.id == terms), None)


def ledger_of(  # noqa: PLR0913 - the values of a ledger
    case: Case,
    day: date,
    known_on: date,
    law: Law | None = None,
    limits: Limits | None = None,
    *,
    is_past: bool = False,
) -> Ledger:
    """The ledger of a case at the end of a day, with the facts known on `known_on`, and fines as of then."""
    lines, faults = accrue_case(case, day, known_on, law)
    return Ledger(case.as_known(min(day, known_on)), day, known_on, lines, faults, law, limits, is_past)


def line_of(terms: PenaltyTerms, day: date, known_on: date, law: Law | None = None) -> PenaltyLine:
    """A line on its own, such as a scenario's. Raises TermsError."""
    accrual = accrue(terms, day, known_on)
    return PenaltyLine(terms, terms, accrual, recover(terms, accrual), law=law)
