"""Sums of very many days, kept as formulas, against the engine on single days."""

from __future__ import annotations

import random
from datetime import date

import pytest

from desktop.domain.case.terms import Finding, Rate, Stay
from desktop.domain.days.asof import AsOf
from desktop.domain.days.period import CALENDAR_END, DAY, Span
from desktop.domain.law.kinds import MonthStay, PartUnit, Unit
from desktop.domain.overview.book import book_of
from desktop.domain.overview.columns import packed
from desktop.domain.overview.exposure import exposure_from
from desktop.domain.penalty.accrual import accrue
from desktop.domain.prepared.preparing import figures_of
from tests.counts import SEED
from tests.making import case_of, line
from tests.orders import PART_UNITS, WORKING_DAYS
from tests.whole import build_overview, pieces_in, prepare, summed

pytestmark = pytest.mark.costly

FIRST, UNTIL = date(2023, 6, 30), date(2623, 1, 1)


@pytest.mark.parametrize("unit", [*PART_UNITS, Unit.WORKING_DAY])
@pytest.mark.parametrize("part", PartUnit)
def test_that_sums_of_centuries_are_those_of_the_engine(unit: Unit, part: PartUnit) -> None:
    terms = line(
        1,
        FIRST,
        unit=unit,
        part_unit=part,
        month_stay=MonthStay.PRORATE,
        rates=(Rate(73), Rate(111, from_day=FIRST + 4_000 * DAY)),
        working_days=WORKING_DAYS,
        stays=(Stay(FIRST + 90 * DAY, FIRST + 100 * DAY, FIRST),),
        findings=(Finding(Span(FIRST, FIRST + 30_000 * DAY), FIRST),),
        decided_on=None,
    )
    exposure = prepare((case_of(terms),), UNTIL, CALENDAR_END)
    assert exposure.long
    assert exposure_from(exposure.to_bytes()) == exposure
    book = book_of(((1, "UTC", figures_of(case_of(terms)).hindsight),), hindsight=True)
    assert summed(pieces_in(book, UNTIL, CALENDAR_END), UNTIL, CALENDAR_END) == exposure
    dice = random.Random(SEED)
    for _ in range(60):
        day = FIRST + dice.randrange((UNTIL - FIRST).days) * DAY
        accrual = accrue(terms, day, CALENDAR_END)
        (total,) = exposure.totals(day)
        found = (total.established, total.assumed, total.contingent)
        assert found == (accrual.established.minor, accrual.assumed.minor, accrual.contingent.minor), day


def test_that_a_curve_of_centuries_ends_at_the_sum_of_its_day() -> None:
    found = Finding(Span(FIRST, FIRST + DAY), FIRST)
    terms = line(1, FIRST, unit=Unit.WEEK, part_unit=PartUnit.PRO_RATA, findings=(found,))
    (curve,) = build_overview((case_of(terms),), AsOf(UNTIL)).curves
    assert curve.points[-1].minor == accrue(terms, UNTIL).accrued.minor
    assert 100 < len(curve.points) < 300
    sums = [point.minor for point in curve.points]
    assert sums == sorted(sums)


def test_that_damaged_formulas_are_refused() -> None:
    sound = ["EUR", "running", 1, 2, 0, 1, 0, [0, 0, 1, 7, 0]]
    for place, wrong in ((1, "sleeping"), (4, 9), (7, [0, 0, 1, 0, 0]), (7, []), (6, None)):
        long = [*sound[:place], wrong, *sound[place + 1 :]]
        with pytest.raises(ValueError, match=r"."):
            exposure_from(packed(["2023-01-01", None, [], [long]], []))
    assert exposure_from(packed(["2023-01-01", None, [], [sound]], [])).long
