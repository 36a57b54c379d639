"""The steps to the start of a penalty: order, notification, grace with its rule, first penalty day."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from desktop.domain.explanation.explanation import Step, StepKind
from desktop.domain.explanation.notification import leading_notification
from desktop.domain.faults import TermsError
from desktop.domain.law.deadline import DeadlineStepKind as DeadlineKind
from desktop.domain.law.regime import Setting
from desktop.domain.penalty.alternatives import own_value
from desktop.domain.penalty.start import first_penalty_day, grace_deadline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.law.deadline import Deadline
    from desktop.domain.law.regime import Law

_MOVES = {
    DeadlineKind.FRANC: (StepKind.FRANC, Setting.FRANC),
    DeadlineKind.ROLLED: (StepKind.ROLLED, Setting.ROLLOVER),
    DeadlineKind.EXTENDED: (StepKind.LENGTHENED, Setting.MIN_WORKING_DAYS),
}


def start_steps(terms: PenaltyTerms, law: Law | None) -> tuple[Step, ...]:
    """The steps from the order to the first penalty day. Raises TermsError."""
    day = terms.notified_on
    notified = Step(StepKind.NOT_NOTIFIED if day is None else StepKind.NOTIFIED, first=day)
    steps = (order_step(terms), notified, *_grace(terms, law), _first_day(terms, law))
    leading = leading_notification(terms)
    return steps if leading is None else (*steps, Step(StepKind.LEADS, first=leading, last=terms.first_day))


def order_step(terms: PenaltyTerms) -> Step:
    """The step of the order, with its sources."""
    return Step(
        StepKind.ORDER,
        first=terms.decided_on,
        name=terms.local_name,
        sources=terms.sources,
        confidence=terms.confidence,
    )


def cited(step: Step, terms: PenaltyTerms, law: Law | None, setting: Setting) -> Step:
    """A step with the regime's rule for a setting, marked where the order itself differs from it."""
    if law is None:
        return step
    rule = law.regime.rule(setting)
    own = own_value(terms, setting)
    differs = own is not None and rule.value is not None and own != rule.value
    return dataclasses.replace(step, rule=rule, is_override=differs)


def _grace(terms: PenaltyTerms, law: Law | None) -> Iterator[Step]:
    grace = terms.grace
    if grace is None:
        yield Step(StepKind.NO_GRACE)
        return
    if grace.last_day is not None:
        yield Step(StepKind.GRACE_UNTIL, last=grace.last_day, name=grace.runs_from)
        return
    end = _end(terms)
    lengths = () if end is None else tuple(step for step in end.steps if step.kind not in _MOVES)
    last = lengths[-1].end if lengths else None if end is None else terms.notified_on
    unit = "" if grace.unit is None else grace.unit.value
    length = Step(
        StepKind.GRACE,
        units=grace.length,
        unit=unit,
        first=terms.notified_on,
        last=last,
        name=grace.runs_from,
    )
    if terms.first_day is not None and end is not None and end.last_day >= terms.first_day:
        end = None  # the stated first day holds, and leaves no room for this end
    yield cited(length, terms, law, Setting.MONTH_RULE)
    for step in () if end is None else end.steps:
        if step.kind in _MOVES:
            kind, setting = _MOVES[step.kind]
            code = step.passed[0].why.value if step.passed else ""
            yield cited(Step(kind, first=step.start, last=step.end, code=code), terms, law, setting)


def _end(terms: PenaltyTerms) -> Deadline | None:
    """The end of grace; None where holidays are unknown but a first day is stated. Raises TermsError."""
    try:
        return grace_deadline(terms)
    except TermsError:
        if terms.first_day is None:
            raise
        return None


def _first_day(terms: PenaltyTerms, law: Law | None) -> Step:
    first = first_penalty_day(terms)
    if first is None:
        return Step(StepKind.NO_FIRST_DAY, name=terms.first_day_basis)
    stated = terms.first_day is not None
    step = Step(
        StepKind.FIRST_DAY,
        first=first,
        name=terms.first_day_basis,
        code="stated" if stated else "derived",
        confidence=terms.first_day_confidence if stated else None,
    )
    return cited(step, terms, law, Setting.FIRST_DAY)
