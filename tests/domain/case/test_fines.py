"""Fines whose amount or day nobody knows, counted beside those known."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from desktop.domain.case.case import DatedStage, Fine, FineStage, FineStatus
from desktop.domain.case.fines import NO_FINES, FinesApart, fines_apart
from desktop.domain.days.edtf import parse_edtf
from desktop.domain.days.period import DAY as ONE_DAY
from desktop.domain.days.period import DateError, on_day
from desktop.domain.money import Money
from tests.making import fine

DAY = date(2023, 5, 1)


@pytest.mark.parametrize("is_past", [False, True])
def test_that_a_fine_of_unknown_amount_is_counted_from_its_day_until_it_is_annulled(is_past: bool) -> None:  # noqa: FBT001
    one = fine(None, "2023-05-02", FineStatus.ANNULLED, "2023-06-01")
    counts = [
        fines_apart((one,), day, is_past=is_past)
        for day in (DAY, date(2023, 5, 2), date(2023, 5, 31), date(2023, 6, 1))
    ]
    assert counts == [NO_FINES, FinesApart(amount=1), FinesApart(amount=1), NO_FINES]


def test_that_a_fine_of_which_the_year_is_known_is_counted_at_its_end() -> None:
    one = fine(None, "2023")
    assert fines_apart((one,), date(2023, 12, 30), is_past=True) == NO_FINES
    assert fines_apart((one,), date(2023, 12, 31), is_past=True) == FinesApart(amount=1)


def test_that_a_fine_without_a_day_is_imposed_today_and_in_doubt_on_a_day_before() -> None:
    one = fine(700, None)
    assert one.status_known(DAY, is_past=False) is FineStatus.IMPOSED
    assert not one.is_doubtful(DAY, is_past=False)
    assert one.status_known(DAY, is_past=True) is None
    assert one.is_doubtful(DAY, is_past=True)
    assert fines_apart((one,), DAY, is_past=False) == NO_FINES
    assert fines_apart((one,), DAY, is_past=True) == FinesApart(day=1)


def test_that_a_fine_without_a_day_is_known_from_the_day_of_its_status_on() -> None:
    one = fine(700, None, FineStatus.PAID, "2023-05-02")
    assert one.status_known(DAY, is_past=True) is None
    assert one.is_doubtful(DAY, is_past=True)
    assert one.status_known(date(2023, 5, 2), is_past=True) is FineStatus.PAID
    assert not one.is_doubtful(date(2023, 5, 2), is_past=True)
    assert one.status_known(DAY, is_past=False) is FineStatus.IMPOSED


@pytest.mark.parametrize("status", [FineStatus.PROPOSED, FineStatus.ANNULLED])
def test_that_a_fine_that_was_never_in_force_is_in_no_doubt(status: FineStatus) -> None:
    assert fines_apart((fine(None, None, status),), DAY, is_past=True) == NO_FINES
    assert fines_apart((fine(None, None, status),), DAY, is_past=False) == NO_FINES


def test_that_a_paid_fine_is_beside_the_fines_and_not_beside_what_is_unpaid() -> None:
    fines = (fine(None, "2022", FineStatus.PAID), fine(None, "2022"), fine(5, "2022"))
    assert fines_apart(fines, DAY, is_past=True) == FinesApart(amount=2)
    assert fines_apart(fines, DAY, is_past=True, unpaid=True) == FinesApart(amount=1)


def test_that_all_fines_beside_a_sum_are_counted_together() -> None:
    found = fines_apart((fine(None, "2022"), fine(3, None), fine(None, None)), DAY, is_past=True)
    assert (found, found.number) == (FinesApart(amount=1, day=2), 3)


def test_that_an_amount_that_is_not_known_has_no_currency() -> None:
    assert (fine(None, "2022").currency, fine(0, "2022").currency) == ("", "EUR")


def test_that_a_day_in_doubt_is_still_refused() -> None:
    with pytest.raises(DateError):
        fine(None, None).__class__(None, parse_edtf("2022~"), FineStatus.IMPOSED, None, "", "", "")


def test_that_a_fine_had_the_amount_of_its_stage_on_every_day() -> None:
    imposed, cut, again = date(2022, 10, 17), date(2023, 5, 2), date(2024, 1, 9)
    stages = (
        DatedStage(FineStage.IMPOSED, on_day(imposed), amount=Money(500, "EUR")),
        DatedStage(FineStage.APPEALED, on_day(imposed), amount=Money(1, "EUR")),
        DatedStage(FineStage.REDUCED, on_day(cut), amount=Money(300, "EUR")),
        DatedStage(FineStage.REINSTATED, on_day(again), amount=Money(400, "EUR")),
    )
    fine = Fine(Money(400, "EUR"), on_day(imposed), FineStatus.IMPOSED, None, "", "", "", (), stages)
    for day, minor in (
        (imposed, 500),
        (cut - ONE_DAY, 500),
        (cut, 300),
        (again - ONE_DAY, 300),
        (again, 400),
    ):
        assert fine.as_known(day).amount == Money(minor, "EUR"), day


def test_that_stages_that_do_not_lead_to_the_amount_of_a_fine_change_no_day() -> None:
    imposed = on_day(date(2022, 10, 17))
    fine = Fine(Money(400, "EUR"), imposed, FineStatus.IMPOSED, None, "", "", "")
    for told in (Money(300, "EUR"), Money(400, "USD"), None):
        stages = (DatedStage(FineStage.IMPOSED, imposed, amount=told),)
        assert dataclasses.replace(fine, stages=stages).as_known(date(2022, 1, 1)).amount == fine.amount
    mixed = (
        DatedStage(FineStage.IMPOSED, imposed, amount=Money(9, "USD")),
        DatedStage(FineStage.REDUCED, on_day(date(2023, 1, 1)), amount=Money(400, "EUR")),
    )
    assert dataclasses.replace(fine, stages=mixed).amounts == ((None, fine.amount),)
