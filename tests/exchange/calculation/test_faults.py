"""The kind `error`: every code of the specification, from the least that leads to it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.exchange.calculation.asking import code, result

STAY = {"from": "2023-02-10", "until": "2023-02-20"}
WINDOW = {"from": "2023-01-01", "to": "2023-01-31", "amount": 100}
NEXT = {"from": "2023-01-31", "to": "2023-02-28", "amount": 100}
ONE = {"first_day": "2023-01-01", "rate": 100}

FAULTS: list[tuple[str | None, str | None, dict[str, Any]]] = [
    ("E_NEGATIVE_RATE", None, {"rate": -1}),
    ("E_NEGATIVE_RATE", None, {"tiers": [{"from_unit": 1, "rate": 5}, {"from_unit": 9, "rate": -5}]}),
    ("E_TIER_GAP", None, {"tiers": [{"from_unit": 2, "rate": 100}]}),
    ("E_TIER_GAP", None, {"tiers": []}),
    ("E_TIER_GAP", None, {"first_day": "2023-03-01", "tiers": [{"from_date": "2023-03-02", "rate": 1}]}),
    (None, None, {"first_day": "2023-03-02", "tiers": [{"from_date": "2023-03-02", "rate": 1}]}),
    (None, None, {"tiers": [{"from_date": "2023-03-02", "rate": 1}]}),
    ("E_TIER_DUPLICATE", None, {"tiers": [{"from_unit": 1, "rate": 1}, {"from_unit": 1, "rate": 2}]}),
    (
        "E_TIER_DUPLICATE",
        None,
        {"tiers": [{"from_date": "2023-01-01", "rate": 1}, {"from_date": "2023-01-01", "rate": 2}]},
    ),
    ("E_TIER_MIX", None, {"tiers": [{"from_unit": 1, "rate": 1}, {"from_date": "2023-01-01", "rate": 2}]}),
    ("E_TIER_MIX", None, {"tier_basis": "date", "tiers": [{"from_unit": 1, "rate": 1}]}),
    ("E_SPAN_INVERTED", None, {"stays": [{"from": "2023-01-25", "until": "2023-01-20"}]}),
    ("E_SPAN_INVERTED", None, {"from": "2023-01-25", "to": "2023-01-20"}),
    ("E_SPAN_INVERTED", None, {"liquidations": [{"from": "2023-01-25", "to": "2023-01-20", "amount": 1}]}),
    ("E_CURRENCY_MIX", None, {"currency": "EUR", "payments": [{"amount": 5, "currency": "USD"}]}),
    (
        "E_CURRENCY_MIX",
        None,
        {"amounts": [{"amount": 1, "currency": "EUR"}, {"amount": 1, "currency": "NOK"}]},
    ),
    ("E_CURRENCY_MIX", None, {"liquidations": [WINDOW | {"currency": "GBP"}], "currency": "EUR"}),
    ("E_LIQUIDATION_OVERLAP", None, ONE | {"liquidations": [NEXT, WINDOW]}),
    ("E_LIQUIDATION_OVERLAP", None, {"liquidations": [WINDOW, WINDOW]}),
    (None, None, ONE | {"liquidations": [WINDOW, {"from": "2023-02-01", "to": "2023-02-28", "amount": 100}]}),
    ("E_MONTH_UNIT_STAY", None, {"unit": "month", "stays": [STAY]}),
    ("E_MONTH_UNIT_STAY", None, ONE | {"unit": "half_year", "stays": [STAY], "as_of": "2024-01-01"}),
    (None, None, {"unit": "month", "stays": [STAY], "month_stay": "ignore"}),
    (None, None, {"unit": "week", "stays": [STAY]}),
    (
        "E_HOLIDAYS_UNKNOWN",
        None,
        {
            "event": "2150-01-01",
            "add": [[2, "month"]],
            "rule": {"rollover": "next_working_day", "calendar": "FR"},
        },
    ),
    ("E_HOLIDAYS_UNKNOWN", None, {"calendar": "FR", "year": 2150}),
    (None, None, {"calendar": "FR", "year": 2023}),
    (
        "E_HOLIDAYS_UNKNOWN",
        None,
        {"unit": "working_day", "holidays": [], "verified_years": [2020, 2022], **ONE},
    ),
    ("E_HOLIDAYS_UNKNOWN", None, {"unit": "working_day", "holidays": None, **ONE}),
    (None, "W_RATE_ABOVE_STATUTORY_MAX", {"rate": 10_000_001, "statutory_max": 10_000_000}),
    (None, None, {"rate": 10_000_000, "statutory_max": 10_000_000}),
    (
        None,
        "W_PERIOD_LABEL_MISMATCH",
        {"from": "2022-12-19", "to": "2023-02-09", "rate": 10_000_000, "amount": 520_000_000},
    ),
    (None, None, {"from": "2022-12-20", "to": "2023-02-09", "rate": 10_000_000, "amount": 520_000_000}),
    (None, "W_PROJECTION", {"as_of": "2030-01-01", "today": "2026-11-22"}),
    (None, None, {"as_of": "2026-11-22", "today": "2026-11-22"}),
    (None, "W_RETROACTIVE_FACT", ONE | {"stays": [STAY | {"known_on": "2023-02-11"}]}),
    (None, None, ONE | {"stays": [STAY | {"known_on": "2023-02-10"}]}),
    (None, "W_RETROACTIVE_FACT", {"first_day": "2023-03-08", "known_on": "2023-03-10"}),
    (None, "W_RETROACTIVE_FACT", ONE | {"versions": [{"known_on": "2023-03-10", "first_day": "2023-03-08"}]}),
    (None, "W_ENDPOINT_UNSETTLED", {"compliance_day_counted": None}),
    (None, "W_ENDPOINT_UNSETTLED", {"compliance_day_counted": "unsettled"}),
    (None, "W_ENDPOINT_UNSETTLED", ONE | {"compliance": [{"date": "2023-02-01", "status": "full"}]}),
    (
        None,
        None,
        ONE | {"compliance": [{"date": "2023-02-01", "status": "full"}], "compliance_day_counted": False},
    ),
    (None, "W_LIQUIDATED_ABOVE_ACCRUED", ONE | {"liquidations": [WINDOW | {"amount": 3_101}]}),
    (None, None, ONE | {"liquidations": [WINDOW | {"amount": 3_100}]}),
    (None, "W_LIQUIDATED_ABOVE_ACCRUED", {"accrued": 100, "liquidated": 101}),
    (None, None, {"accrued": 100, "liquidated": 100}),
    (None, "W_STAY_IN_GRACE", ONE | {"stays": [{"from": "2022-12-25", "until": "2023-01-05"}]}),
    (None, "W_STAY_IN_GRACE", {"notified": "2023-01-05", "grace": [[2, "month"]], "stays": [STAY]}),
    (None, None, ONE | {"stays": [{"from": "2023-01-01", "until": "2023-01-05"}]}),
    (None, "W_HOLIDAYS_NOT_GIVEN", ONE | {"unit": "working_day"}),
    ("E_DAY_OUT_OF_RANGE", None, {"first_day": "9999-12-31"}),
    (None, None, {}),
]


@pytest.mark.parametrize(("fault", "caution", "inputs"), FAULTS)
def test_that_what_is_given_leads_to_its_code(
    fault: str | None, caution: str | None, inputs: dict[str, Any]
) -> None:
    found = result("error", **inputs)
    assert (found["error"], found["warning"]) == (fault, caution)
    assert (found["message"] is None) is (fault is None)


def test_that_a_misspelt_field_leads_to_no_code_of_law() -> None:
    assert code("error", rat=-1) == "E_INPUT"


@pytest.mark.parametrize(
    ("fault", "kind", "inputs"),
    [
        ("E_NEGATIVE_RATE", "accrual", ONE | {"rate": -1, "as_of": "2023-01-01"}),
        ("E_TIER_GAP", "interest", {"rates": [{"from": "2023-01-02", "rate": "0.01"}], "principal": 1}),
        (
            "E_TIER_DUPLICATE",
            "interest",
            {"rates": [{"from": "2023-01-01", "rate": "0.01"}] * 2, "principal": 1},
        ),
        ("E_NEGATIVE_RATE", "interest", {"rate": "-0.01", "principal": 1}),
        (
            "E_LIQUIDATION_OVERLAP",
            "settlement",
            ONE | {"as_of": "2023-03-01", "liquidations": [WINDOW, NEXT]},
        ),
        (
            "E_CURRENCY_MIX",
            "settlement",
            ONE
            | {
                "as_of": "2023-03-01",
                "payments": [{"date": "2023-02-01", "amount": 1, "currency": "EUR"}],
                "currency": "NOK",
            },
        ),
        ("E_MONTH_UNIT_STAY", "accrual", ONE | {"as_of": "2023-05-01", "unit": "month", "stays": [STAY]}),
        ("E_SPAN_INVERTED", "instant", {"tz": "Europe/Paris", "from": "2023-01-02", "to": "2023-01-01"}),
        (
            "E_SPAN_INVERTED",
            "turnover_cap",
            {"turnover": 1, "year_start": "2023-01-02", "year_end": "2023-01-01", "pct": "0.05"},
        ),
        (
            "E_NEGATIVE_TURNOVER",
            "turnover_cap",
            {"turnover": -1, "year_start": "2023-01-01", "year_end": "2023-12-31", "pct": "0.05"},
        ),
        ("E_DAY_OUT_OF_RANGE", "deadline", {"event": "9990-01-01", "add": [[20, "year"]]}),
    ],
)
def test_that_the_other_kinds_refuse_with_the_same_codes(
    fault: str, kind: str, inputs: dict[str, Any]
) -> None:
    if kind == "interest":
        inputs = {"from": "2023-01-01", "to": "2023-01-31", "basis": 365, **inputs}
    assert code(kind, **inputs) == fault
