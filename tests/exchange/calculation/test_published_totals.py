"""Real cases whose totals were published, put to the calculator; amounts there are in major units."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.calculation.asking import result

FILE = Path(__file__).parents[1] / "data" / "published_totals.json"
TOTALS: list[dict[str, Any]] = [
    total for total in json.loads(FILE.read_text(encoding="utf-8")) if total["usable_as_exact_test"]
]
# Where no first day is public any day is as good.
ANY_DAY, LATER = date(2021, 1, 11), date(2031, 1, 10)
UNITS = {"day of breach": "day"}


def minor(major: str, factor: str = "1") -> int:
    """Minor units of the currencies used, which all have two decimals."""
    amount = Decimal(major) * Decimal(factor) * 100
    assert amount == int(amount)
    return int(amount)


def unit_of(model: dict[str, Any]) -> str:
    return UNITS.get(model["unit"], str(model["unit"]))


def of_range(model: dict[str, Any]) -> dict[str, Any]:
    """The first and the last day charged: a half-open range leaves the end out."""
    last = date.fromisoformat(model["to"])
    if model["convention"].startswith("half-open"):
        last -= timedelta(days=1)
    return {
        "first_day": model["from"],
        "as_of": last.isoformat(),
        "unit": unit_of(model),
        "rate": minor(model["rate"], model.get("factor", "1")),
        "max_units": model.get("max_units"),
    }


def of_units(model: dict[str, Any]) -> dict[str, Any]:
    """So many units, whole ones only: between two days, or until that many have run."""
    return {
        "first_day": model.get("from", ANY_DAY.isoformat()),
        "as_of": model.get("to", LATER.isoformat()),
        "unit": unit_of(model),
        "partial_unit": "none",
        "rate": minor(model["rate"], model.get("factor", "1")),
        "cap": minor(model["cap"]) if "cap" in model else None,
        "max_units": model["units"],
    }


def of_steps(model: dict[str, Any], steps: list[tuple[int, str]]) -> dict[str, Any]:
    """Rates by number, each for so many units, and nothing after the last."""
    tiers, before = [], 0
    for units, rate in steps:
        tiers.append({"from_unit": before + 1, "rate": minor(rate)})
        before += units
    return {
        "first_day": ANY_DAY.isoformat(),
        "as_of": LATER.isoformat(),
        "unit": unit_of(model),
        "tiers": tiers,
        "max_units": before,
    }


def of_segments(model: dict[str, Any]) -> dict[str, Any]:
    return of_steps(model, [(segment["units"], segment["rate"]) for segment in model["segments"]])


def of_tiers(model: dict[str, Any]) -> dict[str, Any]:
    asked = of_steps(model, [(tier["days"], tier["rate"]) for tier in model["tiers"]])
    assert asked["max_units"] == model["max_days"]
    return asked


def of_caps(model: dict[str, Any]) -> dict[str, Any]:
    """Several orders that run on until each is at its cap; a part of a month counts as a month."""
    return {
        "notified": "2024-05-16",
        "as_of": LATER.isoformat(),
        "unit": unit_of(model),
        "partial_unit": {"ceil": "full"}[model["rounding"]],
        "obligations": [
            {
                "id": order["id"],
                "grace": [[order["grace_months"], "month"]],
                "rate": minor(order["rate"]),
                "cap": minor(order["cap"]),
            }
            for order in model["orders"]
        ],
    }


def of_multiplier(model: dict[str, Any]) -> dict[str, Any]:
    """The first day of all orders, each on all sites."""
    return {
        "first_day": ANY_DAY.isoformat(),
        "as_of": ANY_DAY.isoformat(),
        "unit": unit_of(model),
        "rate": minor(model["rate"]),
        "multiplier": model["sites"],
        "cap": minor(model["cap"]),
        "obligations": [{"id": str(number)} for number in range(model["orders"])],
    }


MODELS = {
    "range": of_range,
    "units": of_units,
    "segments": of_segments,
    "tiers": of_tiers,
    "caps": of_caps,
    "multiplier": of_multiplier,
}


@pytest.mark.parametrize("total", TOTALS, ids=lambda total: total["id"])
def test_that_the_calculator_comes_to_the_published_total(total: dict[str, Any]) -> None:
    model = total["model"]
    found = result("accrual", currency=total["currency"], **MODELS[model["type"]](model))
    assert found["amount"] == minor(total["published_total"])
    units = model.get("days", model.get("units"))
    if units is not None:
        assert found["units"] == units


def test_that_the_other_convention_comes_to_the_other_total() -> None:
    others = [total["model"] for total in TOTALS if "total_if_other_convention" in total["model"]]
    for model in others:
        swap = "half-open" if model["convention"].startswith("closed") else "closed"
        found = result("accrual", currency=model["currency"], **of_range({**model, "convention": swap}))
        assert found["amount"] == minor(model["total_if_other_convention"])
        assert found["units"] == model["days_if_other_convention"]
    assert len(others) > 5


@pytest.mark.parametrize(
    ("as_of", "amount"),
    [("2024-08-18", 145_000_000), ("2025-01-16", 460_000_000), ("2025-01-17", 510_000_000)],
)
def test_that_the_four_dutch_orders_come_to_what_was_derived_from_them(as_of: str, amount: int) -> None:
    """The sixth month of two of them begins on 17 January."""
    model = next(total["model"] for total in TOTALS if total["id"] == "O23")
    assert result("accrual", currency="EUR", **{**of_caps(model), "as_of": as_of})["amount"] == amount
