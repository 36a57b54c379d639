"""Amounts as people type them."""

from __future__ import annotations

import pytest

from desktop.models.whatif.typed import scenario_amount


@pytest.mark.parametrize(
    ("typed", "currency", "minor"),
    [
        ("100000", "EUR", 10_000_000),
        ("100,000", "EUR", 10_000_000),
        ("100.000", "EUR", 10_000_000),
        ("€100,000", "EUR", 10_000_000),
        ("100 000 EUR", "EUR", 10_000_000),
        ("1 250,50", "EUR", 125_050),
        ("1,250.50", "EUR", 125_050),
        ("1.250,50 €", "EUR", 125_050),
        ("1'250.5", "EUR", 125_050),
        ("12.5", "EUR", 1_250),
        ("1,000,000", "EUR", 100_000_000),
        ("0", "EUR", 0),
        ("-5", "EUR", -500),
        ("\N{MINUS SIGN}5", "EUR", -500),
        ("£7", "GBP", 700),
        ("NOK\N{NO-BREAK SPACE}1,000,000", "NOK", 100_000_000),
        ("1000", "JPY", 1000),
        ("1.5", "BHD", 1500),
    ],
)
def test_that_amounts_are_read(typed: str, currency: str, minor: int) -> None:
    found = scenario_amount(typed, currency)
    assert found is not None
    assert (found.minor, found.currency) == (minor, currency)


@pytest.mark.parametrize(
    ("typed", "currency"),
    [
        ("", "EUR"),
        ("a lot", "EUR"),
        ("$5", "EUR"),
        ("1e9", "EUR"),
        ("1,00,000", "EUR"),
        ("1,000.000,5", "EUR"),
        ("12.345.6", "EUR"),
        ("1.2345", "EUR"),
        ("0.5", "JPY"),
        ("1.500", "BHD"),
        ("1234567890123456", "EUR"),
        ("\N{ARABIC-INDIC DIGIT FIVE}", "EUR"),
        ("--5", "EUR"),
        (".", "EUR"),
    ],
)
def test_that_what_is_no_amount_or_could_be_two_is_refused(typed: str, currency: str) -> None:
    assert scenario_amount(typed, currency) is None
