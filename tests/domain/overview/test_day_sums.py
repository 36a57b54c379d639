"""Sums that change on single days, against adding up one by one."""

from __future__ import annotations

from array import array
from datetime import date
from itertools import product

import pytest

from desktop.domain.case.case import DatedStage, Fine, FineStage, FineStatus
from desktop.domain.case.fines import NO_FINES
from desktop.domain.days.asof import AsOf
from desktop.domain.days.period import DAY, on_day, parse_date
from desktop.domain.money import Money, totals
from desktop.domain.overview.columns import packed
from desktop.domain.overview.day_sums import FineChange, day_sums, day_sums_from, fine_changes

TODAY = date(2026, 11, 22)
FIRST = date(2023, 5, 1)
OUT = (None, FineStatus.PROPOSED, FineStatus.ANNULLED)
ZONES = ("Europe/Paris", "Asia/Tokyo")


def fines() -> tuple[tuple[str, Fine], ...]:
    """A fine of every status, changed before, on and after the day it was imposed, or on no known day.

    Each of them also with an unknown amount, an unknown day, and with both unknown.
    """
    changed = (None, FIRST - 9 * DAY, FIRST, FIRST + 40 * DAY)
    found = []
    for number, (status, on) in enumerate(product(FineStatus, changed)):
        money = Money(10**number if number else 0, ("EUR", "NOK")[number % 2])
        imposed = on_day(FIRST + number % 3 * DAY)
        later = None if on is None else on_day(on)
        for amount, day in product((money, None), (imposed, None)):
            found.append((ZONES[number % 3 % 2], Fine(amount, day, status, later, "", "", "")))
    for number, status in enumerate((FineStatus.REDUCED, FineStatus.PAID, FineStatus.ANNULLED)):
        for since in (on_day(FIRST), None):
            stages = (
                DatedStage(FineStage.REDUCED, on_day(FIRST + 30 * DAY), amount=Money(300 + number, "EUR")),
                DatedStage(FineStage.IMPOSED, since, amount=Money(1_000 + number, "EUR")),
                DatedStage(FineStage.REDUCED, on_day(FIRST + 10 * DAY), amount=Money(700 + number, "EUR")),
                DatedStage(FineStage.PAID, on_day(FIRST + 50 * DAY), amount=Money(3, "EUR")),
            )
            later = on_day(FIRST + 50 * DAY)
            present = Money(300 + number, "EUR")
            found.append(("Europe/Paris", Fine(present, since, status, later, "", "", "", (), stages)))
    found.append(("UTC", Fine(Money(5, "GBP"), parse_date("2023-06"), FineStatus.IMPOSED, None, "", "", "")))
    return tuple(found)


@pytest.mark.parametrize("hindsight", [False, True])
def test_that_fines_imposed_are_those_whose_status_says_so_on_the_day(hindsight: bool) -> None:  # noqa: FBT001
    sums = day_sums(change for zone, fine in fines() for change in fine_changes(fine, zone))
    for days in range(-15, 80):
        day = FIRST + days * DAY
        for as_of in (
            AsOf(FIRST + 20 * DAY, picked=day, hindsight=hindsight),
            AsOf(day, days=(("Asia/Tokyo", day + DAY),), hindsight=hindsight),
            AsOf(day, days=(("Asia/Tokyo", day + DAY),), picked=day, hindsight=hindsight),
        ):
            known, apart, doubtful = [], 0, 0
            for zone, fine in fines():
                on, is_past = min(as_of.day_in(zone), as_of.known_in(zone)), as_of.is_past_in(zone)
                in_force = fine.status_known(on, is_past=is_past) not in OUT
                had = fine.as_known(on).amount
                known += [had] if in_force and had is not None else []
                apart += in_force and fine.amount is None
                doubtful += fine.is_doubtful(on, is_past=is_past)
            amounts = totals(tuple(amount for amount in known if amount))
            assert sums.on(as_of) == (amounts, len(known), (apart, doubtful))


def test_that_sums_kept_before_there_were_undated_fines_are_refused() -> None:
    with pytest.raises(ValueError, match="unpack"):
        day_sums_from(packed([["UTC", "EUR"]], (array("q", [1]),) * 3))


def test_that_sums_are_kept_as_bytes() -> None:
    sums = day_sums(change for zone, fine in fines() for change in fine_changes(fine, zone))
    assert day_sums_from(sums.to_bytes()) == sums
    large = day_sums((FineChange("UTC", "EUR", FIRST.toordinal(), 10**30, 1),))
    assert day_sums_from(large.to_bytes()).on(AsOf(TODAY)) == ((Money(10**30, "EUR"),), 1, NO_FINES)
    assert day_sums_from(day_sums(()).to_bytes()).on(AsOf(TODAY)) == ((), 0, NO_FINES)
