"""One worked example for each preset: what its rules make of an order, counted by hand beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from desktop.domain.law.deadline import MonthRule, Rollover
from desktop.domain.law.kinds import PartUnit, Unit
from desktop.exchange.calculation.deadlines import MONTH_RULES, ROLLOVERS
from desktop.exchange.calculation.terms import PARTS, UNITS
from desktop.store.law.calendars import calendar_codes
from desktop.store.law.rules import regime, regimes
from tests.exchange.calculation.asking import result

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.domain.law.regime import Regime

# Worked examples of these stand in tests/exchange/data/worked_examples.json.
ELSEWHERE = {
    "BE-JUD", "DE-VWVG", "EU-1/2003", "EU-279", "FR-CNIL", "FR-CPCE", "IT-614",
    "NL-4:17", "NL-AWB", "NO-FVL", "UK-CA98", "UK-SCH55",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Example:
    """The facts of an order, and what they come to by hand: first penalty day, units, minor units, state."""

    code: str
    facts: dict[str, Any]
    first_day: str
    units: int
    amount: int
    state: str = "running"


EXAMPLES = (
    # Rv 611a(4): a month from service on Saturday 11 February ends on Saturday 11 March and does not roll.
    # 12 to 31 March: 20 days of EUR 500.
    Example(
        "NL-RV",
        {"notified": "2023-02-11", "grace": [[1, "month"]], "rate": 50_000, "as_of": "2023-03-31"},
        "2023-03-12", 20, 1_000_000,
    ),
    # DSA art. 76(1): from the date appointed, here a Sunday, which does not roll. March has 31 days.
    Example(
        "EU-DSA",
        {"first_day": "2026-03-01", "rate": 100_000_000, "as_of": "2026-03-31"},
        "2026-03-01", 31, 3_100_000_000,
    ),
    # DMA art. 31(1): from the date set by the decision; 26 to 30 June are 5 days.
    Example(
        "EU-DMA",
        {"first_day": "2025-06-26", "rate": 200_000_000, "as_of": "2025-06-30"},
        "2025-06-26", 5, 1_000_000_000,
    ),
    # C-261/18: EUR 15,000 a day from the judgment of 12 November 2019 until 4 February 2022, when consent was
    # refused; that day was not charged. Paid: 183 + 183 + 182 + 184 + 83 = 815 days, EUR 12,225,000.
    Example(
        "EU-CJ-260",
        {
            "notified": "2019-11-12", "first_day": "on_event_day", "rate": 1_500_000,
            "compliance": [{"date": "2022-02-04"}], "as_of": "2022-12-31",
        },
        "2019-11-12", 815, 1_222_500_000, "complied",
    ),
    # Conseil d'État, n° 428409: EUR 10 million a half-year; 11 January to 10 July 2021 was the first.
    Example(
        "FR-CJA",
        {"first_day": "2021-01-11", "unit": "half_year", "rate": 1_000_000_000, "as_of": "2021-07-10"},
        "2021-01-11", 1, 1_000_000_000,
    ),
    # C. com. L. 464-2, II: per day of delay from the date fixed; obeyed on the eleventh day, not charged.
    Example(
        "FR-ADLC",
        {
            "first_day": "2025-01-02", "rate": 2_000_000, "as_of": "2025-01-31",
            "compliance": [{"date": "2025-01-12"}],
        },
        "2025-01-02", 10, 20_000_000, "complied",
    ),
    # Code de la consommation: EUR 3,000 a day from the day after the month; EUR 300,000 at most are claimed,
    # which are reached after 27 + 31 + 30 + 12 = 100 days, on 12 July.
    Example(
        "FR-CONSO",
        {
            "notified": "2025-03-03", "grace": [[1, "month"]], "rate": 300_000, "cap": 30_000_000,
            "as_of": "2025-12-31",
        },
        "2025-04-04", 100, 30_000_000, "capped",
    ),
    # Ley 39/2015 art. 103: one sum once the time to obey has passed: 15 days from 3 March end on 18 March.
    Example(
        "ES-LPAC",
        {"notified": "2025-03-03", "grace": [[15, "day"]], "rate": 300_000, "as_of": "2025-06-30"},
        "2025-03-19", 1, 300_000,
    ),
    # VVG § 5(2): the threatened sum once, after two weeks from 3 March.
    Example(
        "AT-VVG",
        {"notified": "2025-03-03", "grace": [[2, "week"]], "rate": 200_000, "as_of": "2025-03-31"},
        "2025-03-18", 1, 200_000,
    ),
    # XVII Ama 97/02: PLN 386,175.69 for 129 days, 10 August to 17 December 2001; 22 + 30 + 31 + 30 + 16 = 129
    # without the last day, at PLN 2,993.61.
    Example(
        "PL-UOKIK",
        {
            "first_day": "2001-08-10", "rate": 299_361, "as_of": "2001-12-31",
            "compliance": [{"date": "2001-12-17"}],
        },
        "2001-08-10", 129, 38_617_569, "complied",
    ),
    # Viteslagen 4 §: SEK 400,000 (as in PMÖD 2018:13) for each whole period, here a month: to 15 March and to
    # 15 April; the third ends on 15 May.
    Example(
        "SE-VITE",
        {"notified": "2024-01-15", "grace": [[1, "month"]], "rate": 40_000_000, "as_of": "2024-05-14"},
        "2024-02-16", 2, 80_000_000,
    ),
    # Uhkasakkolaki 6 §: a fixed sum, after three months.
    Example(
        "FI-UHKA",
        {"notified": "2024-01-10", "grace": [[3, "month"]], "rate": 5_000_000, "as_of": "2024-12-31"},
        "2024-04-11", 1, 5_000_000,
    ),
    # Konkurrenceloven § 22: a daily sum after four weeks, which end on 29 November; 1 + 9 days.
    Example(
        "DK-KRL",
        {"notified": "2024-11-01", "grace": [[4, "week"]], "rate": 1_000_000, "as_of": "2024-12-09"},
        "2024-11-30", 10, 10_000_000,
    ),
    # CNPD v. Amazon: EUR 746,000 a day after 15 January 2022, had it not been suspended; 16 days in January.
    Example(
        "LU-CNPD",
        {"grace": {"last_day": "2022-01-15"}, "rate": 74_600_000, "as_of": "2022-01-31"},
        "2022-01-16", 16, 1_193_600_000,
    ),
    # ZPO 343(1)(c): CHF 1,000 for each day after ten days from 1 March; 12 to 31 March are 20 days.
    Example(
        "CH-ZPO",
        {"notified": "2024-03-01", "grace": [[10, "day"]], "rate": 100_000, "as_of": "2024-03-31"},
        "2024-03-12", 20, 2_000_000,
    ),
)  # fmt: skip


def word(words: Mapping[str, object], value: object) -> str:
    return next(name for name, meant in words.items() if meant is value)


def preset(law: Regime) -> dict[str, Any]:
    """The rules of a regime as the fields of a question."""
    rule: dict[str, Any] = {
        "month_rule": word(MONTH_RULES, law.month_rule.value or MonthRule.SAME_DATE),
        "rollover": word(ROLLOVERS, law.rollover.value),
        "franc": law.franc.value,
        "min_working_days": law.min_working_days.value,
    }
    if law.calendars.value and law.calendars.value[0] in calendar_codes():
        rule["calendar"] = law.calendars.value[0]
    fields: dict[str, Any] = {
        "currency": law.currency,
        "rule": rule,
        "unit": word(UNITS, law.unit.value),
        "partial_unit": word(PARTS, law.part_unit.value or PartUnit.NONE),
        "compliance_day_counted": law.compliance_day_counted.value,
    }
    if law.maxima:
        fields["statutory_max"] = law.maxima[0].values[-1].value
    return fields


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_that_a_preset_comes_to_the_figure_counted_by_hand(example: Example) -> None:
    found = result("accrual", **preset(regime(example.code)) | example.facts)
    figures = (found["first_day"], found["units"], found["amount"], found["state"])
    assert figures == (example.first_day, example.units, example.amount, example.state)
    assert found["warnings"] == []


def test_that_every_preset_has_a_worked_example() -> None:
    assert {found.code for found in regimes()} == ELSEWHERE | {example.code for example in EXAMPLES}


def test_that_a_dutch_court_s_sums_are_barred_six_months_after_each_day() -> None:
    # Rv 611g: on 20 September the days 12 to 19 March are barred, 8 of 20; 20 to 31 March are not.
    law = regime("NL-RV")
    period = law.limitation.value
    assert period is not None
    fields = preset(law) | {"first_day": "2023-03-12", "last_day": "2023-03-31", "rate": 50_000}
    fields |= {"on": "2023-09-20", "period": [period.length, period.unit.value]}
    found = result("limitation", **fields)
    assert (found["barred_units"], found["barred"]) == (8, 400_000)
    assert (found["recoverable_units"], found["recoverable"]) == (12, 600_000)


@pytest.mark.parametrize("code", ["EU-DSA", "EU-DMA", "FR-ADLC", "DK-KRL", "LU-CNPD"])
def test_that_a_share_of_turnover_is_the_most_per_day(code: str) -> None:
    # EUR 3,650,000,000 in the 365 days of 2025 are EUR 10,000,000 a day; 5 % of that is EUR 500,000.
    (share,) = regime(code).shares
    year = {"year_start": "2025-01-01", "year_end": "2025-12-31"}
    most = str(float(share.values[-1].value))
    found = result("turnover_cap", turnover=365_000_000_000, pct=most, **year)
    assert (found["daily_average"], found["ceiling_per_day"]) == (1_000_000_000, 50_000_000)


def test_that_a_rate_above_the_swiss_maximum_is_told() -> None:
    fields = preset(regime("CH-ZPO")) | {"first_day": "2024-03-12", "as_of": "2024-03-12", "rate": 100_001}
    assert result("accrual", **fields)["warnings"] == ["W_RATE_ABOVE_STATUTORY_MAX"]


def test_that_threatened_sums_are_charged_once_and_lapse_on_compliance() -> None:
    for code in ("AT-VVG", "DE-VWVG", "FI-UHKA"):
        law = regime(code)
        assert law.unit.value is Unit.ONCE
        assert law.void_on_compliance.value


def test_that_a_last_day_on_a_day_off_shows_the_other_reading() -> None:
    unread = {"AT-VVG", "CH-ZPO", "DK-KRL", "ES-LPAC", "FI-UHKA", "LU-CNPD", "PL-UOKIK", "SE-VITE"}
    for code in unread:
        law = regime(code)
        assert law.rollover.value is Rollover.NONE
        assert law.rollover.alternatives == (Rollover.NEXT_WORKING_DAY,)
        assert law.rollover.sentence.endswith("the last day stands, and the other reading is shown.")
