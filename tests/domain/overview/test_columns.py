"""Columns of whole numbers as bytes, whole and damaged."""

from __future__ import annotations

import random
from array import array
from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.domain.case.terms import Rate
from desktop.domain.overview.columns import column_of, packed, places_by_day, rises_strictly, unpacked
from desktop.domain.overview.curves import curves_from, curves_to_bytes
from desktop.domain.overview.day_sums import FineChange, day_sums, day_sums_from
from desktop.domain.overview.exposure import exposure_from
from tests.making import case_of, line
from tests.whole import prepare, total_curves

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST = date(2023, 1, 1)
CASE = case_of(line(1, FIRST), line(2, FIRST, currency="NOK", cap=900))
EXPOSURE = prepare((CASE,), date(2023, 12, 31))
SUMS = day_sums((FineChange("UTC", "EUR", 9, 5, 1), FineChange("UTC", "EUR", 12, -5, -1)))

KEPT: tuple[tuple[bytes, Callable[[bytes], object]], ...] = (
    (EXPOSURE.to_bytes(), exposure_from),
    (SUMS.to_bytes(), day_sums_from),
    (curves_to_bytes(total_curves(EXPOSURE)), curves_from),
)


def test_that_columns_come_back_as_they_were() -> None:
    columns = [column_of((1, 2, -3)), column_of((10**40, 5)), column_of(())]
    assert isinstance(columns[0], array)
    assert isinstance(columns[1], list)
    assert unpacked(packed(["head"], columns)) == (["head"], columns)


def test_that_an_order_of_numbers_is_seen() -> None:
    assert rises_strictly(column_of((1, 2, 9)))
    assert rises_strictly(column_of(()))
    assert not rises_strictly(column_of((1, 1)))


def test_that_sums_over_time_are_kept_as_bytes() -> None:
    assert exposure_from(EXPOSURE.to_bytes()) == EXPOSURE
    known = prepare((CASE,), date(2023, 12, 31), date(2023, 6, 1))
    assert exposure_from(known.to_bytes()) == known
    rich = prepare((case_of(line(1, FIRST, rates=(Rate(10**25),))),), date(2023, 12, 31))
    assert exposure_from(rich.to_bytes()) == rich
    curves = total_curves(EXPOSURE)
    assert curves_from(curves_to_bytes(curves)) == curves


@pytest.mark.parametrize(("data", "read"), KEPT, ids=["exposure", "sums", "curves"])
def test_that_damaged_sums_raise_value_error_and_nothing_else(
    data: bytes, read: Callable[[bytes], object]
) -> None:
    odd = b"[[], 7]"
    for wrong in (
        b"",
        b"\0" * 8,
        len(odd).to_bytes(8, "little") + odd,
        data[:-1],
        data[:-8],
        data + b"\0" * 8,
        data[:40],
    ):
        with pytest.raises(ValueError):  # noqa: PT011 - whatever it says
            read(wrong)
    dice = random.Random(1)
    for _ in range(2_000):
        spoilt = bytearray(data)
        for _ in range(dice.randrange(1, 4)):
            spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
        try:
            read(bytes(spoilt))
        except ValueError:
            continue


@pytest.mark.parametrize(
    ("head", "columns", "read"),
    [
        (None, [], exposure_from),
        (["2023-01-01", None, [["EUR", "running"]]], [], exposure_from),
        (["2023-01-01", None, [["EUR", "running"]]], [(2, 1), (1,) * 14], exposure_from),
        (["2023-01-01", None, [["EUR", "running"]]], [(1, 2), (1,) * 13], exposure_from),
        (["2023-01-01", None, [["EUR", "running"]]], [(), ()], exposure_from),
        (["2023-01-01", None, [["EUR", "sleeping"]]], [(1,), (1,) * 7], exposure_from),
        ([1, None, []], [], exposure_from),
        ({}, [], day_sums_from),
        ([["UTC", "EUR"]], [], day_sums_from),
        ([["UTC"]], [(1,), (1,), (1,)], day_sums_from),
        ([["UTC", "EUR"]], [(1, 1), (1, 1), (1, 1)], day_sums_from),
        ([["UTC", "EUR"]], [(1,), (1, 2), (1,)], day_sums_from),
        (["EUR"], [], curves_from),
        (7, [], curves_from),
        (["EUR"], [(2, 1), (1, 1), (1, 1)], curves_from),
        (["EUR"], [(1,), (1, 1), (1,)], curves_from),
    ],
)
def test_that_what_does_not_go_together_is_refused(
    head: object, columns: list[tuple[int, ...]], read: Callable[[bytes], object]
) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever it says
        read(packed(head, [column_of(column) for column in columns]))


@pytest.mark.parametrize("starts", [[5], [5, 6], [3, 4, 9, 70], list(range(-4, 40, 3))])
def test_that_places_are_those_found_by_a_search(starts: list[int]) -> None:
    found = places_by_day(column_of(starts))
    assert list(found) == [bisect_right(starts, number) - 1 for number in range(starts[0], starts[-1])]


def test_that_starts_far_apart_have_no_places() -> None:
    assert len(places_by_day(column_of([0, 128]))) == 128
    assert len(places_by_day(column_of([0, 129]))) == 0
    assert len(places_by_day(column_of([]))) == 0
