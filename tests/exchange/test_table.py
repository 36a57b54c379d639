from __future__ import annotations

import tomllib

import pytest

from desktop.domain.cases import Authority
from desktop.exchange.case_tables import CaseReader
from desktop.exchange.table import Table, TableError

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


def read(text: str) -> object:
    return CaseReader(AUTHORITIES).read(Table(tomllib.loads(text), "x.toml"), "x")


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


def test_that_a_refusal_names_the_place() -> None:
    with pytest.raises(TableError, match=r"x\.toml, terms 1: unknown until"):
        read(CASE + TERMS + 'until = "2024-01-01"')
