"""The sentences for typed dates and amounts."""

from __future__ import annotations

import pytest

from desktop.domain.money import Money
from desktop.domain.typed.amounts import NoAmount, read_amount
from desktop.domain.typed.dates import DayOrder, NoDate, ReadDate, read_date
from desktop.domain.typed.guesses import guess_kind
from desktop.models.typed.words import (
    date_words,
    guess_words,
    no_amount_words,
    no_date_words,
    place_words,
    precision_words,
    rate_words,
)


@pytest.mark.parametrize(
    ("typed", "words", "length"),
    [
        ("27 May 2021", "Thu 27 May 2021", "a day · EDTF 2021-05-27"),
        ("4/5/2021", "Tue 4 May 2021 (day first)", "a day · EDTF 2021-05-04"),
        ("décembre 2021", "December 2021", "a month · EDTF 2021-12"),
        ("environ 2021", "c. 2021", "a year · EDTF 2021~"),
        ("vor Juni 2022", "before June 2022", "a period · EDTF ../2022-05"),
        ("tussen 3 en 7 mei 2021", "3 May – 7 May 2021", "a period · EDTF 2021-05-03/2021-05-07"),
        ("XXXX", "undated", "no date · EDTF XXXX"),
    ],
)
def test_that_a_date_is_said_as_it_was_understood(typed: str, words: str, length: str) -> None:
    read = read_date(typed)
    assert isinstance(read, ReadDate)
    assert (date_words(read), precision_words(read.date)) == (words, length)


def test_that_the_other_order_is_said_as_well() -> None:
    read = read_date("03/04/2022", DayOrder.MONTH_FIRST)
    assert isinstance(read, ReadDate)
    assert date_words(read) == "Fri 4 Mar 2022 (month first)"
    assert place_words(read.date) == "4 Mar 2022 goes here"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "No date yet. Write 27 May 2021, May 2021, 2021 or EDTF such as 2021-05~."),
        ("31 Nov 2022", "31 Nov 2022 does not exist."),
        ("31/11/2022", "31 Nov 2022 does not exist."),
        ("13/13/2022", "13/13/2022 does not exist."),
        ("04/05/21", "Write the year of 04/05/21 with four digits."),
        ("between 2021 and 2019", "2021 and 2019 ends before it starts. Write the earlier date first."),
        ("3 May 1650", "A case file holds days from 1700 to 9997."),
    ],
)
def test_that_a_date_that_is_not_read_is_told_with_the_remedy(typed: str, sentence: str) -> None:
    read = read_date(typed)
    assert isinstance(read, NoDate)
    assert no_date_words(read) == sentence


@pytest.mark.parametrize(
    ("typed", "currency", "sentence"),
    [
        ("52.500", "EUR", "52.500 can be read two ways. Write 52,500 or 52.50."),
        ("52.505", "EUR", "52.505 can be read two ways. Write 52,505, or fewer decimals."),
        ("1.5", "JPY", "JPY has no decimals. Write a whole number."),
        ("1.2345", "EUR", "EUR has 2 decimals. Write fewer."),
        ("much", "EUR", "Write an amount such as 52,500 or 52.50."),
    ],
)
def test_that_a_refused_amount_is_told_with_the_remedy(typed: str, currency: str, sentence: str) -> None:
    found = read_amount(typed, currency)
    assert isinstance(found, NoAmount)
    assert no_amount_words(found) == sentence
    assert rate_words(found) == sentence


def test_that_what_the_sentence_says_to_write_is_read() -> None:
    assert read_amount("52,500", "EUR") == Money(5_250_000, "EUR")
    assert read_amount("52.50", "EUR") == Money(5_250, "EUR")


def test_that_a_rate_is_not_negative() -> None:
    assert rate_words(Money(-1, "EUR")) == "A rate is not negative."
    assert rate_words(Money(0, "EUR")) == ""


def test_that_the_words_of_a_guess_are_named() -> None:
    guess = guess_kind("NGO complaint")
    assert guess is not None
    assert guess_words(guess) == "lane and kind guessed from “complaint”"
