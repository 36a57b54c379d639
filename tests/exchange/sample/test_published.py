from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.domain.days.period import DAY
from desktop.domain.penalty.accrual import accrue
from desktop.domain.penalty.lines import accrue_case
from tests.sampled import sampled

if TYPE_CHECKING:
    from desktop.domain.case.terms import PenaltyTerms

CASES = {case.investigation.slug: case for case in sampled()}
LATER = date(2026, 11, 22)


def terms_of(slug: str, label: str) -> PenaltyTerms:
    return next(terms for terms in CASES[slug].terms if terms.label == label)


# Days are those charged: an end day that a source names and the authority did not charge is left out.
@pytest.mark.parametrize(
    ("slug", "label", "first", "last", "units", "minor", "source"),
    [
        ("eu-commission-microsoft", "P1", "2005-12-16", "2006-06-20", 187, 28_050_000_000, "O01"),
        ("eu-poland-judges", "P1", "2021-11-03", "2022-01-10", 69, 6_900_000_000, "O03.1"),
        ("eu-poland-judges", "P1", "2022-01-11", "2022-02-21", 42, 4_200_000_000, "O03.2"),
        ("eu-poland-judges", "P1", "2022-03-24", "2022-04-25", 33, 3_300_000_000, "O03.4"),
        ("eu-poland-judges", "P1", "2022-05-26", "2022-06-27", 33, 3_300_000_000, "O03.6"),
        ("eu-poland-judges", "P1", "2021-11-03", "2022-08-29", 300, 30_000_000_000, "O03.sum"),
        ("eu-poland-judges", "P1", "2021-11-03", "2022-07-14", 254, 25_400_000_000, "O03.cut"),
        ("eu-poland-judges", "P1", "2021-11-04", "2022-10-27", 358, 35_800_000_000, "O03.off1"),
        ("fr-cnil-clearview", "P1", "2022-12-19", "2023-02-08", 52, 520_000_000, "O09"),
        ("fr-cnil-kourou", "P1", "2024-02-19", "2024-04-04", 46, 690_000, "O10"),
        ("nl-ap-menzis", "P1", "2018-09-10", "2018-09-20", 1, 5_000_000, "O11"),
        ("fr-ce-air", "P1", "2021-01-11", "2021-07-11", 1, 1_000_000_000, "O17.1"),
        ("gb-ofcom-4chan", "P1", "2025-10-14", "2025-12-12", 60, 600_000, "O22"),
        ("nl-ap-clearview", "I", "2024-08-17", "2025-01-17", 6, 150_000_000, "O23"),
        ("nl-ap-clearview", "II", "2024-08-17", "2025-01-17", 6, 150_000_000, "O23"),
        ("nl-ap-clearview", "III", "2024-06-17", "2025-01-17", 6, 150_000_000, "O23"),
        ("nl-ap-clearview", "IV", "2024-08-17", "2025-01-17", 3, 60_000_000, "O23"),
    ],
)
def test_that_the_days_charged_come_to_the_published_total(
    slug: str, label: str, first: str, last: str, units: int, minor: int, source: str
) -> None:
    terms = terms_of(slug, label)
    before = accrue(terms, date.fromisoformat(first) - DAY, LATER)
    after = accrue(terms, date.fromisoformat(last), LATER)
    assert after.units - before.units == units, source
    assert after.accrued.minor - before.accrued.minor == minor, source


@pytest.mark.parametrize(
    ("slug", "label", "first", "last", "units", "minor", "source"),
    [
        ("eu-commission-microsoft", "P1", "2005-12-16", "2006-06-20", 187, 28_050_000_000, "O01"),
        ("eu-poland-judges", "P1", "2021-11-03", "2022-01-10", 69, 6_900_000_000, "O03.1"),
        ("eu-poland-judges", "P1", "2022-01-11", "2022-02-21", 42, 4_200_000_000, "O03.2"),
        ("fr-cnil-clearview", "P1", "2022-12-19", "2023-02-08", 52, 520_000_000, "O09"),
        ("fr-cnil-kourou", "P1", "2024-02-19", "2024-04-04", 46, 690_000, "O10"),
        ("nl-ap-menzis", "P1", "2018-09-10", "2018-09-19", 1, 5_000_000, "O11"),
        ("nl-coa-westerwolde", "A", "2024-03-02", "2024-03-08", 7, 5_250_000, "O15.half"),
        ("fr-ce-air", "P1", "2021-01-11", "2021-07-10", 1, 1_000_000_000, "O17.1"),
    ],
)
def test_that_a_window_holds_the_published_total(
    slug: str, label: str, first: str, last: str, units: int, minor: int, source: str
) -> None:
    windows = [
        (str(fixed.window.start), str(fixed.window.last), fixed.units, fixed.amount.minor)
        for fixed in terms_of(slug, label).liquidations
        if fixed.window
    ]
    assert (first, last, units, minor) in windows, source


@pytest.mark.parametrize(
    ("slug", "known_on", "accrued", "liquidated", "source"),
    [
        ("fr-ce-air", "2023-11-24", 5_000_000_000, 4_000_000_000, "O17.sum"),
        ("nl-ap-clearview", "2025-01-17", 510_000_000, 0, "O23"),
    ],
)
def test_that_the_lines_of_a_case_come_to_the_published_sum(
    slug: str, known_on: str, accrued: int, liquidated: int, source: str
) -> None:
    penalties, _ = accrue_case(CASES[slug], date.fromisoformat(known_on))
    assert sum(penalty.accrual.accrued.minor for penalty in penalties) == accrued, source
    assert sum(penalty.recovered.liquidated.minor for penalty in penalties) == liquidated, source


def test_that_a_begun_day_on_all_sites_costs_what_was_published_for_both_orders() -> None:
    """O24; no first day is public, so any day is as good."""
    case = CASES["be-apd-mediahuis"]
    day = date(2025, 1, 1)
    begun = tuple(dataclasses.replace(terms, first_day=day) for terms in case.terms)
    penalties, _ = accrue_case(dataclasses.replace(case, terms=begun), day)
    assert sum(penalty.accrual.accrued.minor for penalty in penalties) == 20_000_000
