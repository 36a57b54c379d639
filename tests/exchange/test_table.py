from __future__ import annotations

import tomllib
from datetime import date

import pytest

from desktop.domain.case.case import Authority, Case
from desktop.domain.case.terms import Occurrence, Stay
from desktop.domain.days.period import parse_date
from desktop.domain.law.deadline import DeadlineRule, MonthRule, Rollover
from desktop.domain.law.kinds import CapMode, MonthStay, PartUnit, StayKind
from desktop.domain.money import Money
from desktop.domain.source import Source
from desktop.exchange.sample.case_tables import CaseReader
from desktop.exchange.table import TableError, TomlTable
from desktop.store.law.calendars import calendar

AUTHORITIES = {"cnil": Authority("Commission", "CNIL", "FR", "Europe/Paris")}
CASE = """
title = "CNIL v. Nobody"
authority = "cnil"
group = "none"
field_of_law = "data-protection"
status = "closed"
confidence = "confirmed"
"""
TERMS = """
[[terms]]
label = "P1"
local_name = "astreinte"
currency = "EUR"
unit = "day"
recovery = "liquidation"
confidence = "confirmed"
"""


def read(text: str) -> Case:
    return CaseReader(AUTHORITIES).read(TomlTable(tomllib.loads(text), "x.toml"), "x")


def test_that_a_short_case_is_read() -> None:
    assert read(CASE + TERMS)


@pytest.mark.parametrize(
    "text",
    [
        CASE + 'titel = "x"',
        CASE + TERMS + 'until = "2024-01-01"',
        CASE + TERMS + '[terms.grace]\nruns_from = "now"\nhours = 1',
        CASE + TERMS + '[[terms.liquidations]]\ndecided = "2024-01-01"',
        CASE + TERMS + '[[terms.findings]]\nknown_on = "2024-01-01"',
        CASE + TERMS + '[[terms.findings]]\nknown_on = "2024-01-01"\nwindow_start = "2024-01-01"',
        CASE + TERMS + 'cap = "1.005"',
        CASE + TERMS + "cap = 5",
        CASE + TERMS + 'cap_mode = "half"',
        CASE + TERMS + 'month_stay = "skip"',
        CASE + TERMS + 'rollover = "next working day"',
        CASE + TERMS + "min_working_days = 2",
        CASE + TERMS + 'deadline_calendar = "MARS"',
        CASE + TERMS + 'unit_calendar = "MARS"',
        CASE + TERMS + '[[terms.occurrences]]\non = "2024-01-01"',
        CASE + TERMS + '[[terms.stays]]\nstart = "2024-01-01"\nknown_on = "2024-01-01"\nkind = "rest"',
        CASE + TERMS + 'multiplier = "4"',
        CASE + TERMS + 'compliance_day_counted = "yes"',
        CASE + TERMS + 'decided_on = "2024-02-30"',
        CASE + 'sources = "https://example.org"',
        CASE + 'fines = "none"',
        CASE + "fines = [1]",
        CASE.replace('status = "closed"', ""),
        CASE.replace('"confirmed"', '"certain"'),
    ],
)
def test_that_what_a_case_must_not_hold_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read(text)


FINE = """
[[fines]]
status = "imposed"
status_text = "unpaid"
"""


def test_that_a_fine_needs_no_amount_and_no_day() -> None:
    (fine,) = read(CASE + FINE).fines
    assert (fine.amount, fine.imposed) == (None, None)
    (known,) = read(CASE + FINE + 'amount = "5"\ncurrency = "EUR"\nimposed = "2022"').fines
    assert (known.amount, known.imposed) == (Money(500, "EUR"), parse_date("2022"))


@pytest.mark.parametrize("half", ['amount = "5"', 'currency = "EUR"'])
def test_that_an_amount_and_its_currency_stand_together(half: str) -> None:
    with pytest.raises(TableError, match=r"x\.toml, fines 1"):
        read(CASE + FINE + half)


def test_that_a_refusal_names_the_place() -> None:
    with pytest.raises(TableError, match=r"x\.toml, terms 1: unknown until"):
        read(CASE + TERMS + 'until = "2024-01-01"')


FULL = """
part_unit = "pro rata"
month_stay = "prorate"
month_rule = "eve of date"
franc = true
rollover = "next working day"
min_working_days = 2
min_applies_from = 3
deadline_calendar = "FR"
unit_calendar = "EU"
cap = "9"
cap_mode = "last full unit"
[[terms.stays]]
start = "2024-01-01"
known_on = "2024-01-02"
kind = "recovery"
[[terms.occurrences]]
on = "2024-01-03"
known_on = "2024-01-04"
note = "first"
sources = ["https://example.org"]
"""


def test_that_every_setting_of_a_penalty_line_is_read() -> None:
    (terms,) = read(CASE + TERMS + FULL).terms
    assert (terms.part_unit, terms.month_stay) == (PartUnit.PRO_RATA, MonthStay.PRORATE)
    assert terms.deadline_rule == DeadlineRule(
        MonthRule.EVE_OF_DATE,
        franc=True,
        rollover=Rollover.NEXT_WORKING_DAY,
        min_working_days=2,
        min_applies_from=3,
        working_days=calendar("FR"),
    )
    assert terms.working_days is calendar("EU")
    assert (terms.cap, terms.cap_mode) == (900, CapMode.LAST_FULL_UNIT)
    assert terms.stays == (Stay(date(2024, 1, 1), None, date(2024, 1, 2), kind=StayKind.RECOVERY),)
    (breach,) = terms.occurrences
    assert breach == Occurrence(date(2024, 1, 3), date(2024, 1, 4), "first", (Source("https://example.org"),))


def test_that_what_a_penalty_line_leaves_out_is_plain() -> None:
    (terms,) = read(CASE + TERMS).terms
    assert (terms.deadline_rule, terms.working_days) == (DeadlineRule(), None)
    assert (terms.month_stay, terms.cap_mode, terms.occurrences) == (None, CapMode.TRUNCATE, ())
