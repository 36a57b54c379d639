"""Standings read from prepared figures: what they cannot hold, and what goes with the list alone."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.domain.case.terms import Rate
from desktop.domain.days.asof import AsOf
from desktop.domain.days.period import CALENDAR_END, CALENDAR_START, DAY, parse_date
from desktop.domain.law.kinds import PartUnit, Unit
from desktop.domain.money import Money
from desktop.domain.penalty.headline import Headline
from desktop.domain.prepared.preparing import figures_of
from desktop.domain.prepared.standing import NOTHING, FiguresError, row_on, standing, text_of, words_of
from tests.domain.prepared.test_preparing import check, listed_of
from tests.making import case_of, line
from tests.sampled import sampled
from tests.whole import build_row

if TYPE_CHECKING:
    from desktop.domain.case.case import Case

FIRST = date(2023, 1, 1)
TODAY = date(2026, 11, 22)


def test_that_without_penalties_nothing_is_known() -> None:
    assert figures_of(case_of()).known == b""
    assert standing(b"", FIRST) == NOTHING


def test_that_what_was_not_read_is_not_taken_for_nothing() -> None:
    listed = listed_of(case_of(line(1, FIRST)))._replace(hindsight=None)
    assert row_on(listed, AsOf(TODAY)).headline is Headline.RUNNING
    with pytest.raises(LookupError, match="without hindsight"):
        row_on(listed, AsOf(TODAY, picked=FIRST, hindsight=True))


def test_that_days_outside_the_calendar_have_no_standing() -> None:
    listed = listed_of(case_of(line(1, FIRST)))
    for day in (date.min, CALENDAR_START - DAY, CALENDAR_END + DAY, date.max):
        assert standing(listed.figures, day) == NOTHING
        assert standing(listed.hindsight or b"", day, TODAY) == NOTHING
    for day in (CALENDAR_START, CALENDAR_END):
        check(
            case_of(line(1, FIRST, decided_on=None)),
            listed_of(case_of(line(1, FIRST, decided_on=None))),
            AsOf(TODAY, picked=day),
        )


@pytest.mark.parametrize("cut", [1, 24, 40, 100])
def test_that_damaged_figures_are_told_from_no_penalty(cut: int) -> None:
    listed = listed_of(case_of(line(1, FIRST)))
    damaged = listed.figures[:-cut]
    assert standing(damaged, date(2023, 2, 1)) is None
    with pytest.raises(FiguresError, match="the prepared figures of case are damaged"):
        row_on(listed._replace(figures=damaged), AsOf(TODAY, picked=date(2023, 2, 1)))
    assert standing(b"[]", FIRST) is None
    assert standing(b"{", FIRST) is None


def test_that_amounts_of_any_size_are_held() -> None:
    case = case_of(line(1, FIRST, rates=(Rate(10**30),)), line(2, FIRST))
    check(case, listed_of(case), AsOf(TODAY, picked=date(2023, 2, 1)))
    check(case, listed_of(case), AsOf(TODAY, picked=date(2023, 2, 1), hindsight=True))


def test_that_currencies_stand_apart_the_largest_first() -> None:
    case = case_of(
        line(1, FIRST, currency="NOK"),
        line(2, FIRST, currency="EUR"),
        line(3, FIRST, currency="A currency of many letters"),
        line(4, FIRST, currency="NOK"),
    )
    found = standing(figures_of(case).known, date(2023, 1, 10))
    assert found is not None
    assert found.accrued == (
        Money(2_000, "NOK"),
        Money(1_000, "A currency of many letters"),
        Money(1_000, "EUR"),
    )


def test_that_an_investigation_is_closed_from_its_last_day_on_as_known() -> None:
    case = case_of(line(1, FIRST))
    closed = dataclasses.replace(case.investigation, closed=parse_date("2024-05"))
    case = dataclasses.replace(case, investigation=closed)
    listed = listed_of(case)
    for picked in (date(2024, 5, 30), date(2024, 5, 31)):
        for today in (date(2024, 5, 30), TODAY):
            for hindsight in (False, True):
                check(case, listed, AsOf(today, picked=picked, hindsight=hindsight))


def test_that_live_is_today_in_the_zone_of_the_authority() -> None:
    case = case_of(line(1, FIRST))
    listed = listed_of(case)
    for paris in (date(2023, 1, 9), date(2023, 1, 10)):
        days = (("Asia/Tokyo", date(2023, 1, 11)), ("Europe/Paris", paris))
        check(case, listed, AsOf(date(2023, 1, 11), days=days))
        check(case, listed, AsOf(date(2023, 1, 11), days=days, hindsight=True))
    assert row_on(listed, AsOf(date(2023, 1, 10))) == build_row(case, AsOf(date(2023, 1, 10)))


@pytest.mark.parametrize("case", sampled(), ids=lambda case: case.investigation.slug)
def test_that_the_rows_of_the_sample_are_those_of_the_engine(case: Case) -> None:
    listed = listed_of(case)
    for days in range(0, 9_000, 431):
        picked = date(2004, 1, 1) + days * DAY
        check(case, listed, AsOf(TODAY, picked=picked))
        check(case, listed, AsOf(TODAY, picked=picked, hindsight=True))
    check(case, listed, AsOf(TODAY))


def test_that_a_text_is_held_as_numbers() -> None:
    for text in ("", "UTC", "Europe/Paris", "America/Argentina/ComodRivadavia", "Zürich"):
        assert text_of(words_of(text)) == text


def test_that_a_headline_of_nothing_is_none() -> None:
    assert NOTHING.headline is Headline.NONE


def test_that_reading_figures_loads_no_engine() -> None:
    program = """
import sys
import desktop.domain.prepared.standing
heavy = "course", "accrual", "stretch", "lines", "legs", "case.case", "period"
found = [name for name in sys.modules if name.startswith("desktop.") and name.endswith(heavy)]
assert not found, found
assert "decimal" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True)


def test_that_parts_of_a_week_after_a_change_of_rate_are_charged_by_their_days() -> None:
    # EUR 1 a day up to 4 January, EUR 2 a day from the 5th, inside the first week.
    rates = (Rate(700), Rate(1_400, from_day=date(2023, 1, 5)))
    case = case_of(line(1, FIRST, unit=Unit.WEEK, part_unit=PartUnit.PRO_RATA, rates=rates))
    figures = figures_of(case)
    for day, minor in ((4, 400), (5, 600), (7, 1_000), (8, 1_200), (31, 5_800)):
        for prepared in (figures.known, figures.hindsight):
            found = standing(prepared, date(2023, 1, day))
            assert found is not None
            assert found.accrued == (Money(minor, "EUR"),)
