"""Dates and amounts: read in one way or refused, never moved and never zero for unknown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.domain.importing.profile import DateOrder, Profile, WhenDoubtful
from desktop.exchange.tables.values import Amount, CellError, read_amount, read_date

if TYPE_CHECKING:
    from desktop.exchange.tables.content import Raw

EURO = Profile(
    name="p",
    no_date=("01/01/1970", "Unknown"),
    no_amount=("0", "Unknown"),
    no_fine=("None",),
    no_value=("n/a",),
)
COMMA = replace(EURO, decimal_sign=",")


def iso(raw: Raw, order: DateOrder = DateOrder.DAY_FIRST, profile: Profile = EURO) -> str | None:
    found = read_date(raw, replace(profile, date_order=order))
    return None if found is None else found.iso


@pytest.mark.parametrize(
    ("raw", "order", "meant"),
    [
        ("10/09/2019", DateOrder.DAY_FIRST, "2019-09-10"),
        ("10/09/2019", DateOrder.MONTH_FIRST, "2019-10-09"),
        ("17.10.2022", DateOrder.DAY_FIRST, "2022-10-17"),
        ("2022/10/17", DateOrder.YEAR_FIRST, "2022-10-17"),
        ("2022/10/17", DateOrder.DAY_FIRST, "2022-10-17"),
        ("2022-10-17", DateOrder.MONTH_FIRST, "2022-10-17"),
        ("2022-10-17T08:30:00Z", DateOrder.MONTH_FIRST, "2022-10-17"),
        ("2019-03", DateOrder.DAY_FIRST, "2019-03"),
        ("2018", DateOrder.DAY_FIRST, "2018"),
        (2018.0, DateOrder.DAY_FIRST, "2018"),
        ("2018.0", DateOrder.DAY_FIRST, "2018"),
        ("xx.yy.2020", DateOrder.DAY_FIRST, "2020"),
        (date(2018, 12, 9), DateOrder.MONTH_FIRST, "2018-12-09"),
        ("18 October 2019", DateOrder.MONTH_FIRST, "2019-10-18"),
        ("Oct 18, 2019", DateOrder.DAY_FIRST, "2019-10-18"),
        ("2019-05~", DateOrder.DAY_FIRST, "2019-05~"),
        ("1/1/1970", DateOrder.MONTH_FIRST, None),
        (date(1970, 1, 1), DateOrder.MONTH_FIRST, None),
        ("unknown", DateOrder.MONTH_FIRST, None),
        ("n/a", DateOrder.MONTH_FIRST, None),
        (None, DateOrder.MONTH_FIRST, None),
    ],
)
def test_that_a_date_is_read_as_it_is_written(raw: Raw, order: DateOrder, meant: str | None) -> None:
    assert iso(raw, order) == meant


@pytest.mark.parametrize(
    "raw",
    [
        "24/05/2019",
        "02/30/2019",
        "05/04/19",
        "43831",
        "2019-02-30",
        "yesterday",
        "Ma 2019",
        43831,
        20191018,
        2018.5,
        "0001-01-01",
        "1/2/3/2019",
        True,
        "٠١/٠٢/٢٠١٩",
    ],
)
def test_that_a_date_of_no_or_two_readings_is_refused_and_never_moved(raw: Raw) -> None:
    with pytest.raises(CellError):
        iso(raw, DateOrder.MONTH_FIRST)


def test_that_every_day_of_figures_keeps_the_order_of_the_profile() -> None:
    for first in range(1, 32):
        for second in range(1, 32):
            words = f"{first:02}/{second:02}/2020"
            for order, month, day in (
                (DateOrder.DAY_FIRST, second, first),
                (DateOrder.MONTH_FIRST, first, second),
            ):
                try:
                    meant = date(2020, month, day).isoformat()
                except ValueError:
                    with pytest.raises(CellError):
                        iso(words, order)
                else:
                    assert iso(words, order) == meant


def test_that_a_number_is_no_year_where_the_profile_says_so() -> None:
    with pytest.raises(CellError):
        iso(2018.0, profile=replace(EURO, number_is_year=WhenDoubtful.REFUSE))


@pytest.mark.parametrize(
    ("raw", "profile", "meant"),
    [
        ("20000", EURO, Amount(2_000_000, "EUR")),
        ("20,000,000 EUR", EURO, Amount(2_000_000_000, "EUR")),
        ("€ 1 234.50", EURO, Amount(123_450, "EUR")),
        ("1.234,50 €", COMMA, Amount(123_450, "EUR")),
        ("SEK 75000", EURO, Amount(7_500_000, "SEK")),
        ("136 ISK", EURO, Amount(136, "ISK")),
        ("1'234.5 CHF", EURO, Amount(123_450, "CHF")),
        (4800.0, EURO, Amount(480_000, "EUR")),
        (0.29, EURO, Amount(29, "EUR")),
        ("0", EURO, Amount(None, "EUR")),
        (0, EURO, Amount(None, "EUR")),
        ("0.00", EURO, Amount(None, "EUR")),
        ("unknown", EURO, Amount(None, "EUR")),
        ("", EURO, Amount(None, "EUR")),
        (None, EURO, Amount(None, "EUR")),
        ("None", EURO, None),
        ("0", replace(EURO, no_amount=()), Amount(0, "EUR")),
    ],
)
def test_that_an_amount_is_read_or_unknown(raw: Raw, profile: Profile, meant: Amount | None) -> None:
    assert read_amount(raw, "EUR", profile) == meant


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("52.500", "52.500 can be read two ways. Write 52500 or 52.50."),
        ("1.234,50", "two ways"),
        ("1,23", "two ways"),
        ("-5", "not negative"),
        ("1E5", "not an amount"),
        ("about 500", "not an amount"),
        ("Only intention to issue fine (2.500.000,00 €)", "not an amount"),
        ("5 EUR USD", "not an amount"),
        ("EUR 5 USD", "not one currency"),
        ("5 XXQ", "not one currency"),
        (0.125, "has 2 decimals"),
        (float("nan"), "not an amount"),
        (float("inf"), "not an amount"),
        (1e300, "larger"),
        (True, "not an amount"),
        (date(2020, 1, 1), "not an amount"),
        ("٥٠٠", "not an amount"),
    ],
)
def test_that_an_amount_of_two_readings_or_none_is_refused(raw: Raw, words: str) -> None:
    with pytest.raises(CellError, match=words.replace("(", r"\(").replace(")", r"\)")):
        read_amount(raw, "EUR", EURO)
