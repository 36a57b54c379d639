"""Days and amounts written as a person would type them."""

from __future__ import annotations

from datetime import date
from random import Random

from desktop.domain.money import Money
from desktop.domain.typed.amounts import read_amount
from desktop.domain.typed.dates import ReadDate, read_whole
from desktop.domain.typed.written import written_amount, written_day
from tests.counts import SEED, counted


def test_that_a_written_amount_is_read_as_the_same_amount() -> None:
    random = Random(SEED)
    for currency in ("EUR", "JPY", "KWD", "CLF"):
        for _ in range(counted(200)):
            amount = Money(random.choice((1, -1)) * random.randint(0, 10 ** random.randint(0, 14)), currency)
            assert read_amount(written_amount(amount), currency) == amount


def test_that_amounts_are_written_as_people_write_them() -> None:
    assert written_amount(Money(5_250_000, "EUR")) == "52,500"
    assert written_amount(Money(5_250, "EUR")) == "52.50"
    assert not written_amount(None)


def test_that_a_written_day_is_read_as_the_same_day() -> None:
    for month in range(1, 13):
        day = date(2024, month, month)
        found = read_whole(written_day(day))
        assert isinstance(found, ReadDate)
        assert found.date.earliest == found.date.latest == day
    assert written_day(date(2024, 10, 30)) == "30 Oct 2024"
    assert not written_day(None)
