"""Amounts and currencies."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop.domain.money import CurrencyMixError, Money, exponent, from_major, totals


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [("20000000", "EUR", 2_000_000_000), ("12.50", "EUR", 1250), ("100", "JPY", 100), ("1.234", "KWD", 1234)],
)
def test_that_amounts_are_read_into_minor_units_of_their_currency(
    text: str, currency: str, minor: int
) -> None:
    amount = from_major(text, currency)
    assert amount == Money(minor, currency)
    assert amount.decimal == Decimal(text)


# By list one of ISO 4217 (SIX Financial Information): all that have not two decimals, and some that do.
NOUGHT = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
TWO = (
    "ALL AFN AOA ARS AUD BAM BRL CAD CHE CHF CHW CNY COP COU CZK DKK EUR GBP HKD HUF IDR INR LAK LBP MGA MRU"
    " MXN MXV MYR NGN NOK NZD PKR PLN RON RSD RUB SEK SGD SLE SYP THB TRY TWD TZS UAH USD USN UYU UZS VED VES"
    " XCG YER ZAR ZWG"
)
THREE, FOUR = "BHD IQD JOD KWD LYD OMR TND", "CLF UYW"


def test_that_currencies_have_the_decimals_of_the_standard() -> None:
    for number, codes in enumerate((NOUGHT, "", TWO, THREE, FOUR)):
        assert {code for code in codes.split() if exponent(code) != number} == set()


def test_that_a_unit_of_account_is_read_to_its_last_decimal() -> None:
    assert from_major("1.2345", "CLF") == Money(12345, "CLF")
    assert Money(12345, "UYW").decimal == Decimal("1.2345")
    with pytest.raises(ValueError, match="whole number"):
        from_major("1.5", "UYI")


@pytest.mark.parametrize("text", ["", "ten", "0.001", "NaN", "Infinity", "1e400000000"])
def test_that_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"amount|whole number"):
        from_major(text, "EUR")


def test_that_an_amount_is_told_from_others_by_both_its_parts() -> None:
    assert Money(5, "EUR") == Money(5, "EUR")
    assert Money(5, "EUR") != Money(5, "GBP")
    assert Money(5, "EUR") != Money(6, "EUR")
    assert Money(5, "EUR") != (5, "EUR")
    assert len({Money(5, "EUR"), Money(5, "EUR"), Money(5, "GBP")}) == 2
    assert repr(Money(5, "EUR")) == "Money(5, 'EUR')"


def test_that_currencies_are_never_added_together() -> None:
    with pytest.raises(CurrencyMixError, match="EUR and NOK"):
        Money(1, "EUR") + Money(1, "NOK")
    with pytest.raises(CurrencyMixError):
        _ = Money(1, "EUR") < Money(1, "NOK")
    assert totals((Money(1, "EUR"), Money(5, "NOK"), Money(2, "EUR"))) == (Money(5, "NOK"), Money(3, "EUR"))


def test_that_equal_sums_are_in_order_of_their_currencies() -> None:
    assert totals((Money(3, "NOK"), Money(3, "EUR"))) == (Money(3, "EUR"), Money(3, "NOK"))


def test_that_amounts_of_one_currency_add_subtract_and_compare() -> None:
    assert Money(3, "EUR") - Money(1, "EUR") == Money(2, "EUR")
    assert Money(1, "EUR") < Money(2, "EUR")
    assert Money(1, "EUR")
    assert not Money(0, "EUR")
