"""Pages, rows, explanations and curves of orders of every unit on any day of eight thousand years."""

from __future__ import annotations

import random
import time
from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.case.terms import Compliance, Grace, Rate, Stay
from desktop.domain.days.asof import AsOf
from desktop.domain.days.period import DAY
from desktop.domain.explanation.explainer import explain
from desktop.domain.explanation.figure import FigureKey, FigureKind
from desktop.domain.explanation.ledger import ledger_of
from desktop.domain.law.deadline import DeadlineRule, GraceUnit
from desktop.domain.law.kinds import CapMode, MonthStay, PartUnit, Unit
from desktop.domain.page.build import build_page
from desktop.domain.prepared.standing import row_on
from desktop.store.law.laws import laws_of
from tests.counts import SEED, dear
from tests.domain.prepared.test_preparing import listed_of
from tests.making import case_of, line
from tests.orders import WORKING_DAYS
from tests.whole import build_overview

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.case.case import Case
    from desktop.domain.case.terms import PenaltyTerms

EARLIEST, LATEST = date(1700, 1, 1), date(9998, 11, 1)
MOST = {"page": 0.2, "explanation": 0.2, "row": 0.2, "overview": 1.0}  # seconds of CPU


def some_day(dice: random.Random) -> date:
    return date.fromordinal(dice.randint(EARLIEST.toordinal(), LATEST.toordinal()))


def some_line(dice: random.Random, number: int) -> PenaltyTerms:
    """An order of any unit that begins on any day, as stated or as its notification is led to."""
    unit = dice.choice([unit for unit in Unit if unit is not Unit.OCCURRENCE])
    first = min(some_day(dice), LATEST - 1_000 * DAY)
    stays = (Stay(first + 20 * DAY, first + 45 * DAY, first),) if dice.random() < 0.3 else ()
    obeyed = (
        Compliance(first + 400 * DAY, first + 400 * DAY),
        Compliance(first + 900 * DAY, first, relapse=True),
    )
    return line(
        number,
        first,
        unit=unit,
        part_unit=dice.choice(tuple(PartUnit)),
        month_stay=dice.choice(tuple(MonthStay)),
        rates=(Rate(dice.randint(1, 999)), Rate(dice.randint(1, 999), from_day=first + 100 * DAY)),
        working_days=WORKING_DAYS,
        decided_on=max(EARLIEST, first - dice.choice((1, 40, 4_000, 900_000)) * DAY)
        if first > EARLIEST + 900_001 * DAY
        else None,
        grace=Grace(dice.randint(0, 40), dice.choice(tuple(GraceUnit)), "notification"),
        deadline_rule=DeadlineRule(working_days=WORKING_DAYS),
        cap=dice.choice((None, 10_000, 10**9)),
        cap_mode=dice.choice(tuple(CapMode)),
        shared_cap=dice.choice(("", "order")),
        stays=stays,
        compliance=obeyed if dice.random() < 0.2 else (),
    )


def asked(case: Case, day: date) -> tuple[tuple[str, Callable[[], object]], ...]:
    """All that the window asks of an investigation on a day."""
    laws = laws_of("FR-CNIL")
    terms = case.terms[0]
    key = FigureKey(FigureKind.ACCRUED, "case", terms.id, terms.currency)
    as_of = AsOf(day)
    listed = listed_of(case)
    return (
        ("page", lambda: build_page(case, as_of, laws)),
        ("explanation", lambda: explain(key, (ledger_of(case, day, day, laws.law),), as_of)),
        ("row", lambda: row_on(listed, as_of)),
        ("overview", lambda: build_overview((case,), as_of)),
    )


def test_that_no_page_of_any_day_takes_long() -> None:
    dice = random.Random(SEED)
    slowest: dict[str, float] = {}
    law = laws_of("FR-CNIL").law
    assert law is not None
    assert law.working_days is not None
    assert law.working_days.is_working(date(2023, 1, 3))  # holidays are read once
    for number in range(dear(1_000)):
        case = case_of(*(some_line(dice, n) for n in range(1, dice.choice((2, 2, 3)))))
        day = some_day(dice)
        for name, ask in asked(case, day):
            begun = time.process_time()
            ask()
            took = time.process_time() - begun
            slowest[name] = max(slowest.get(name, 0), took)
            assert took < MOST[name], (number, name, day, took, case.terms)
    print({name: f"{took:.3f} s" for name, took in slowest.items()})  # noqa: T201 - the figure of the run
