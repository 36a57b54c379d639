"""Typed amounts that are read in whole minor units, and those that are refused with their readings."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.money import Money, exponent
from desktop.domain.typed.amounts import AmountFault, NoAmount, read_amount
from tests.counts import counted


@pytest.mark.parametrize(
    ("typed", "currency", "minor"),
    [
        ("52,500", "EUR", 5_250_000),
        ("52.50", "EUR", 5_250),
        ("52,50", "EUR", 5_250),
        ("52 500", "EUR", 5_250_000),
        ("52'500", "EUR", 5_250_000),
        ("1.052.500", "EUR", 105_250_000),
        ("1.052,50 €", "EUR", 105_250),
        ("0.500", "EUR", 50),
        ("52.500", "JPY", 52_500),
        ("-5", "EUR", -500),
        ("0.1", "EUR", 10),
        ("999999999999999.99", "EUR", 99_999_999_999_999_999),
    ],
)
def test_that_an_amount_is_read_in_minor_units(typed: str, currency: str, minor: int) -> None:
    assert read_amount(typed, currency) == Money(minor, currency)


def test_that_an_amount_with_two_readings_is_refused_with_both() -> None:
    both = Money(5_250_000, "EUR"), Money(5_250, "EUR")
    assert read_amount("52.500 ", "EUR") == NoAmount(AmountFault.TWO_WAYS, "52.500", "EUR", *both)
    no_cents = NoAmount(AmountFault.TWO_WAYS, "52.505", "EUR", Money(5_250_500, "EUR"))
    assert read_amount("52.505", "EUR") == no_cents
    dinars = Money(52_500_000, "KWD"), Money(52_500, "KWD")
    assert read_amount("52,500", "KWD") == NoAmount(AmountFault.TWO_WAYS, "52,500", "KWD", *dinars)


@pytest.mark.parametrize(
    ("typed", "currency", "fault"),
    [
        ("", "EUR", AmountFault.NOT_READ),
        ("a lot", "EUR", AmountFault.NOT_READ),
        ("1,00,000", "EUR", AmountFault.NOT_READ),
        ("1e9", "EUR", AmountFault.NOT_READ),
        ("12.5055", "EUR", AmountFault.TOO_FINE),
        ("0.5", "JPY", AmountFault.TOO_FINE),
        ("0,505", "EUR", AmountFault.TOO_FINE),
    ],
)
def test_that_what_is_no_amount_of_the_currency_is_refused(
    typed: str, currency: str, fault: AmountFault
) -> None:
    found = read_amount(typed, currency)
    assert isinstance(found, NoAmount)
    assert found.fault is fault


@settings(max_examples=counted(2_000))
@given(st.integers(-(10**14), 10**14), st.sampled_from(["EUR", "JPY", "KWD"]))
def test_that_an_amount_in_plain_digits_reads_back_as_itself(minor: int, currency: str) -> None:
    places = exponent(currency)
    whole, rest = divmod(abs(minor), 10**places)
    written = f"{'-' * (minor < 0)}{whole:,}" + (f".{rest:0{places}}" if places else "")
    expected = Money(minor, currency)
    found = read_amount(written, currency)
    if isinstance(found, NoAmount):
        assert (currency, found.fault) == ("KWD", AmountFault.TWO_WAYS)
        assert expected in (found.whole, found.decimal)
    else:
        assert found == expected
