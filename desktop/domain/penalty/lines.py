"""Penalty lines: the penalties of a case, its headline, its sums by currency and its next increase."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.case.case import Case, Fine, FineStatus
from desktop.domain.faults import TermsError
from desktop.domain.money import Money, totals
from desktop.domain.penalty.accrual import Increase, accrue
from desktop.domain.penalty.course import course_of
from desktop.domain.penalty.headline import Headline
from desktop.domain.penalty.holiday_doubt import both_ends, doubt_of
from desktop.domain.penalty.known import is_known
from desktop.domain.penalty.recovery import recorded, recover
from desktop.domain.penalty.shared_cap import share_caps
from desktop.domain.penalty.stretch import State

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.days.asof import AsOf
    from desktop.domain.law.regime import Law
    from desktop.domain.penalty.accrual import Accrual
    from desktop.domain.penalty.course import Course
    from desktop.domain.penalty.recovery import Recovered

# An investigation has the first of these states that any of its penalties has.
_LOUDEST = (
    State.RUNNING,
    State.GRACE,
    State.STAYED,
    State.UNCALCULATED,
    State.CAPPED,
    State.COMPLIED,
    State.ENDED,
    State.NOT_NOTIFIED,
    State.ANNULLED,
)
# The states beside which a settlement does not matter.
_ALONE = (State.RUNNING, State.GRACE, State.STAYED, State.UNCALCULATED, State.ANNULLED)


@dataclass(frozen=True, slots=True)
class TermsFault:
    """A penalty line that cannot be calculated, with the reason and the sums fixed and paid (`recovered`)."""

    label: str
    code: str
    sentence: str
    terms: PenaltyTerms
    recovered: Recovered

    @property
    def has_facts(self) -> bool:
        """Whether a sum was fixed or paid."""
        return bool(self.recovered.liquidations) or self.recovered.is_recorded


def accrue_case(
    case: Case, as_of: date, known_on: date | None = None, law: Law | None = None
) -> tuple[tuple[PenaltyLine, ...], tuple[TermsFault, ...]]:
    """The penalty lines of a case at the end of a day, shared caps applied, and the faults of the others."""
    known_on = as_of if known_on is None else known_on
    penalties: list[PenaltyLine] = []
    faults: list[TermsFault] = []
    doubts = tuple(doubt_of(terms) for terms in case.terms)
    lines, earliest = both_ends(case.terms, doubts)
    capped = share_caps(lines, as_of, known_on)
    soonest = capped if earliest is lines else share_caps(earliest, as_of, known_on)
    for terms, cut, soon, doubt in zip(lines, capped, soonest, doubts, strict=True):
        try:
            accrual = accrue(cut, as_of, known_on)
            highest = None if doubt is None else accrue(soon, as_of, known_on)
            day = None if doubt is None else doubt.day
            slug = case.investigation.slug
            penalties.append(PenaltyLine(terms, cut, accrual, recover(cut, accrual), highest, day, slug, law))
        except TermsError as error:
            facts = recorded(terms, min(as_of, known_on))
            faults.append(TermsFault(terms.label, error.code, str(error), terms, facts))
    return tuple(penalties), tuple(faults)


def headline_of(penalties: tuple[PenaltyLine, ...], *, has_faults: bool = False) -> Headline:
    """The headline of all penalties: an open state first, then the settlement, then the accrual state.

    With `has_faults` there are further lines that cannot be calculated: they count as open.
    """
    ordered = [penalty for penalty in penalties if penalty.accrual.state is not State.NOT_ORDERED]
    states = {penalty.accrual.state for penalty in ordered} | ({State.UNCALCULATED} if has_faults else set())
    if not states:
        return Headline.NONE
    state = next(state for state in _LOUDEST if state in states)
    if state in _ALONE:
        return Headline(state.value)
    liquidated = sum(penalty.recovered.liquidated.minor for penalty in ordered)
    if liquidated and all(_is_settled(penalty) for penalty in ordered):
        due = sum(penalty.recovered.due.minor for penalty in ordered)
        return Headline.LIQUIDATED if due else Headline.PAID
    return Headline(state.value)


def _is_settled(penalty: PenaltyLine) -> bool:
    """Whether the authority has fixed a sum for the whole accrued sum, or nothing accrued."""
    accrued, recovered = penalty.accrual.accrued.minor, penalty.recovered
    return recovered.unliquidated.minor <= 0 or recovered.liquidated.minor >= accrued


def amounts_of(
    penalties: tuple[PenaltyLine, ...],
    fines: tuple[Fine, ...],
    known_on: date,
    faults: tuple[TermsFault, ...] = (),
    *,
    is_past: bool,
) -> tuple[Amounts, ...]:
    """The figures of a case per currency, the largest first; `faults` add the sums fixed and paid.

    Fines of unknown amount are in no figure, and fines of an unknown day in none of a day that `is_past`.
    """
    facts = tuple(fault for fault in faults if fault.has_facts)
    currencies = dict.fromkeys(penalty.terms.currency for penalty in penalties)
    currencies.update(dict.fromkeys(fault.terms.currency for fault in facts))
    standing = tuple(
        (fine.amount, fine.status_known(known_on, is_past=is_past))
        for fine in fines
        if fine.amount is not None
    )
    currencies.update(dict.fromkeys(amount.currency for amount, _ in standing))
    figures = [_amounts(currency, penalties, standing, facts) for currency in currencies]
    return tuple(sorted(figures, key=lambda item: (-item.accrued.minor, -item.fines.minor, item.currency)))


def _amounts(
    currency: str,
    penalties: tuple[PenaltyLine, ...],
    fines: tuple[tuple[Money, FineStatus | None], ...],
    facts: tuple[TermsFault, ...],
) -> Amounts:
    mine = [penalty for penalty in penalties if penalty.terms.currency == currency]
    known = [penalty for penalty in mine if penalty.is_known]
    settled = [penalty.recovered for penalty in mine]
    settled += [fault.recovered for fault in facts if fault.terms.currency == currency]
    standing = [
        (amount.minor, status)
        for amount, status in fines
        if amount.currency == currency and status is not None and status.is_in_force
    ]
    imposed = sum(minor for minor, _ in standing)
    unpaid = sum(minor for minor, status in standing if status is not FineStatus.PAID)

    def total(values: Iterable[Money]) -> Money:
        return Money(sum(value.minor for value in values), currency)

    due = total(one.due for one in settled)
    payments = [one.paid for one in settled if one.is_recorded]
    open_due = sum(one.due.minor for one in settled if not one.is_due_known)
    return Amounts(
        currency=currency,
        accrued=total(penalty.accrual.accrued for penalty in known),
        established=total(penalty.accrual.established for penalty in known),
        assumed=total(penalty.accrual.assumed for penalty in known),
        contingent=total(penalty.accrual.contingent for penalty in known),
        liquidated=total(one.liquidated for one in settled),
        remitted=total(one.remitted for one in settled),
        paid=total(payments) if payments else None,
        due=due,
        fines=Money(imposed, currency),
        outstanding=Money(unpaid + due.minor, currency),
        unrecorded=Money(unpaid + open_due, currency),
        left_out=len(mine) - len(known),
    )


def days_of(case: Case, as_of: AsOf) -> tuple[date, date]:
    """The as-of day and the knowledge day of a case, in its authority's time zone."""
    zone = case.investigation.authority.zone
    return as_of.day_in(zone), as_of.known_in(zone)


@dataclass(frozen=True, slots=True)
class PenaltyLine:
    """One penalty line of an investigation (`slug`) with its figures as of a day.

    `cut` are its terms with its part of a shared cap as their cap; `law` is the law it is read under. Where
    its first penalty day depends on holidays that were not checked, the figures are its lowest, `highest` is
    its highest accrual, and `day_in_doubt` the day in doubt.
    """

    terms: PenaltyTerms
    cut: PenaltyTerms
    accrual: Accrual
    recovered: Recovered
    highest: Accrual | None = None
    day_in_doubt: date | None = None
    slug: str = ""
    law: Law | None = None

    @property
    def course(self) -> Course:
        """The course of the line by the knowledge of its accrual."""
        return course_of(self.cut, self.accrual.known_on)

    @property
    def history(self) -> Accrual:
        """The accrual, before any annulment."""
        return self.accrual.before_annulment or self.accrual

    @property
    def is_known(self) -> bool:
        """Whether the accrued sum is a figure, not merely a nought for lack of facts."""
        return is_known(self.terms, self.accrual, self.highest)

    @property
    def has_course(self) -> bool:
        """Whether its days can be laid out; an annulled line may never have been calculable."""
        return self.accrual.state is not State.ANNULLED or self.accrual.before_annulment is not None


@dataclass(frozen=True, slots=True)
class Amounts:
    """The figures of an investigation in one currency, never mixed.

    `fines` are in force (not proposed, not annulled); `outstanding` is fines unpaid plus penalties due, of
    which `unrecorded` is the part without any recorded payment, paid or not. `paid` is None where no payment
    of a penalty is recorded. `left_out` counts the penalties whose accrued sum is not known: `accrued` and
    its parts leave them out.
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


def next_increases(penalties: tuple[PenaltyLine, ...]) -> tuple[Increase, ...]:
    """The increases on the first day on which any line grows: one per currency, the largest first."""
    coming = [penalty.accrual.next_increase for penalty in penalties]
    known = [increase for increase in coming if increase is not None]
    if not known:
        return ()
    on = min(increase.on for increase in known)
    sums = totals(tuple(increase.by for increase in known if increase.on == on))
    return tuple(Increase(on, amount) for amount in sums)
