"""An order with several obligations, each a penalty line, under a shared cap."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.days.period import DAY
from desktop.domain.law.kinds import CapMode
from desktop.domain.penalty.course import course_of
from desktop.domain.penalty.stretch import State
from desktop.exchange.calculation.question import as_known, read_line, versions_of
from desktop.exchange.calculation.reading import Fields, InputError, mapping
from desktop.exchange.calculation.values import amount, items

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.penalty.course import Course
    from desktop.exchange.calculation.question import Question
    from desktop.exchange.calculation.terms import TermsRead, Usual

# States by prominence: the state of an order is the first state here among its obligations.
LOUDEST = (
    State.RUNNING,
    State.GRACE,
    State.STAYED,
    State.CAPPED,
    State.COMPLIED,
    State.ENDED,
    State.NOT_NOTIFIED,
    State.ANNULLED,
)

# The fields that an obligation does not inherit from its order.
_OWN = ("obligations", "versions", "cap", "caps", "id")


@dataclass(frozen=True, slots=True)
class Obligations:
    """The obligations of an order with their names; `cap` is the order's cap in minor units."""

    names: tuple[str, ...]
    lines: tuple[TermsRead, ...]
    cap: int | None


@dataclass(frozen=True, slots=True)
class Shared:
    """The penalty lines of an order with their parts of its cap, and the day the cap is reached."""

    lines: tuple[PenaltyTerms, ...]
    full_on: date | None


def read_order(
    values: Mapping[str, object], question: Question, usual: Usual | None = None
) -> Obligations | None:
    """The obligations of an entry; None for an entry of a single line. Raises InputError and TermsError."""
    known = as_known(values, versions_of(Fields(values, "inputs")), question.known_at)
    fields = Fields(known, "inputs")
    obligations = fields.get("obligations", items(mapping))
    if obligations is None:
        return None
    if not obligations:
        raise InputError("inputs.obligations is empty; leave it out, or list the obligations.")
    shared = {name: value for name, value in known.items() if name not in _OWN}
    lines = tuple(
        read_line({**shared, **own}, f"inputs.obligations[{number}]", question.known_at, usual=usual)
        for number, own in enumerate(obligations)
    )
    names = tuple(read.terms.label or str(number) for number, read in enumerate(lines, 1))
    if len(set(names)) != len(names):
        raise InputError("inputs.obligations has two obligations of one id; give each its own.")
    return Obligations(names, lines, _cap(fields))


def share(lines: tuple[PenaltyTerms, ...], cap: int | None, question: Question) -> Shared:
    """The penalty lines under their order's cap; the latest units bear the cut. Raises TermsError."""
    if cap is None:
        return Shared(lines, None)
    courses = tuple(_course(terms, question.known_at) for terms in lines)
    running = tuple(course for course in courses if course is not None)
    if not running:
        return Shared(lines, None)

    def together(day: date) -> int:
        return sum(course.amount(day) for course in running)

    first = min(course.first_day for course in running if course.first_day is not None)
    limit = min(course.limit for course in running)
    full_on = running[0].first_when(lambda day: together(day) >= cap, first, max(limit, first))
    if full_on is None or full_on > question.as_of:
        return Shared(lines, full_on)
    left = cap - together(full_on - DAY)
    cut = []
    for terms, course in zip(lines, courses, strict=True):
        if course is None:
            cut.append(terms)
            continue
        before = course.amount(full_on - DAY)
        growth = min(left, course.amount(full_on) - before)
        left -= growth
        cut.append(dataclasses.replace(terms, cap=before + growth, cap_mode=CapMode.TRUNCATE))
    return Shared(tuple(cut), full_on)


def _course(terms: PenaltyTerms, known_at: date) -> Course | None:
    """The course of a penalty line; None where it is annulled or not notified."""
    if terms.annulment is not None and terms.annulment.known_on <= known_at:
        return None
    course = course_of(terms, known_at)
    return None if course.first_day is None else course


def _cap(fields: Fields) -> int | None:
    cap = fields.get("cap", amount)
    caps = fields.get("caps", Fields)
    if caps is None:
        return cap
    total = caps.get("order_total", amount)
    caps.close()
    if cap is not None and total is not None:
        raise InputError("inputs.cap stands beside inputs.caps.order_total; give one of the two.")
    return cap if total is None else total
