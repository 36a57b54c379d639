"""Dates in doubt: EDTF level 1."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.case.case import Fine, FineStatus
from desktop.domain.case.terms import Liquidation, Payment
from desktop.domain.days.edtf import from_stored, parse_edtf, precision_code, stored_days
from desktop.domain.days.period import (
    CALENDAR_END,
    CALENDAR_START,
    UNDATED,
    DateError,
    Doubt,
    Precision,
    parse_date,
    season_of,
)
from desktop.domain.money import Money

years = st.integers(1, 9999).map(lambda year: f"{year:04}")
months = st.tuples(years, st.integers(1, 12)).map(lambda parts: f"{parts[0]}-{parts[1]:02}")
points = st.one_of(
    years,
    months,
    st.dates().map(lambda day: day.isoformat()),
    years.map(lambda year: f"{year[:3]}X"),
    years.map(lambda year: f"{year[:2]}XX"),
    months.map(lambda month: f"{month}-XX"),
    years.map(lambda year: f"{year}-XX"),
    years.map(lambda year: f"{year}-XX-XX"),
    st.tuples(years, st.integers(21, 24)).map(lambda parts: f"{parts[0]}-{parts[1]}"),
)
qualified = st.tuples(points, st.sampled_from(["", "?", "~", "%"])).map("".join)
ends = st.one_of(qualified, st.sampled_from(["", ".."]))


@given(qualified)
def test_that_a_date_is_written_as_it_was_read(text: str) -> None:
    read = parse_edtf(text)
    assert read.iso == text
    assert from_stored(*stored_days(read), precision_code(read)) == read


@given(ends, ends)
def test_that_a_range_is_written_as_it_was_read(first: str, last: str) -> None:
    try:
        read = parse_edtf(f"{first}/{last}")
    except DateError as fault:
        assert "must not end before it starts" in str(fault)  # noqa: PT017 - the one reason there may be
        return
    assert parse_edtf(read.iso) == read
    assert from_stored(*stored_days(read), precision_code(read)) == read
    assert read.iso == ("XXXX" if read.is_undated else f"{first}/{last}")


@pytest.mark.parametrize(
    ("text", "first", "last", "code"),
    [
        ("2022", "2022-01-01", "2022-12-31", "year"),
        ("2022-03~", "2022-03-01", "2022-03-31", "month~"),
        ("2022-03-05?", "2022-03-05", "2022-03-05", "day?"),
        ("2022%", "2022-01-01", "2022-12-31", "year%"),
        ("202X", "2020-01-01", "2029-12-31", "decade"),
        ("20XX", "2000-01-01", "2099-12-31", "century"),
        ("000X", "0001-01-01", "0009-12-31", "decade"),
        ("2022-XX", "2022-01-01", "2022-12-31", "month-in-year"),
        ("2022-XX-XX", "2022-01-01", "2022-12-31", "day-in-year"),
        ("2024-02-XX", "2024-02-01", "2024-02-29", "day-in-month"),
        ("2022-21", "2022-03-01", "2022-05-31", "season"),
        ("2022-22", "2022-06-01", "2022-08-31", "season"),
        ("2022-23~", "2022-09-01", "2022-11-30", "season~"),
        ("2023-24", "2023-12-01", "2024-02-29", "season"),
        ("9999-24", "9999-12-01", "9999-12-31", "season"),
        ("2022-01-11/2022-02-03", "2022-01-11", "2022-02-03", "range"),
        ("2022-03~/2022-06", "2022-03-01", "2022-06-30", "month~/month"),
        ("../2022-05", None, "2022-05-31", "../month"),
        ("/2022", None, "2022-12-31", "/year"),
        ("2022-05/..", "2022-05-01", None, "month/.."),
        ("2022-05-03~/", "2022-05-03", None, "day~/"),
        ("..", None, None, "undated"),
        ("", None, None, "undated"),
        ("XXXX", None, None, "undated"),
        ("XXXX-XX-XX", None, None, "undated"),
        ("../..", None, None, "undated"),
        ("/", None, None, "undated"),
    ],
)
def test_that_a_date_reaches_over_all_days_it_may_be(
    text: str, first: str | None, last: str | None, code: str
) -> None:
    read = parse_edtf(text)
    assert read.first == (date.fromisoformat(first) if first else None)
    assert read.last == (date.fromisoformat(last) if last else None)
    assert (read.earliest, read.latest) == (read.first or CALENDAR_START, read.last or CALENDAR_END)
    assert read.anchor == (read.first or read.last)
    assert precision_code(read) == code


@pytest.mark.parametrize(
    "text",
    [
        "2024-13",
        "2024-02-30",
        "0000",
        "0000-XX",
        "2024-25",
        "2024-13-XX",
        "2024-XX-03",
        "2X24",
        "2XXX",
        "~2024",
        "2024?~",
        "2024-03~-05",
        "2020/2021/2022",
        "2024-06/2024-05",
        "2024/yesterday",
        "circa 2024",
        "２０２４~",
        "..~",
        "../~",
    ],
)
def test_that_other_texts_are_no_dates(text: str) -> None:
    with pytest.raises(DateError):
        parse_edtf(text)


def test_that_the_sentence_says_how_a_date_is_written() -> None:
    with pytest.raises(DateError, match=r"'2024-25~' is not a date such as 2023-02-08, 2022-03~, 202X"):
        parse_edtf("2024-25~")


@pytest.mark.parametrize(
    "text", ["2020", "2020-05", "2020-05-03", "2020-05-03/2020-06-01", "2020-05/2020-06-02"]
)
def test_that_a_date_beyond_doubt_reads_the_same_with_and_without_doubt(text: str) -> None:
    assert parse_edtf(text) == parse_date(text)
    assert parse_edtf(text).is_firm


@pytest.mark.parametrize(
    "code",
    [
        "",
        "..",
        "../..",
        "/",
        "monht",
        "month!",
        "range~",
        "undated~",
        "month/range",
        "undated/day",
        "day/day/day",
        "~",
    ],
)
def test_that_an_unknown_code_is_no_date(code: str) -> None:
    with pytest.raises(DateError, match="does not say how exactly a date is known"):
        from_stored(date(2022, 1, 1), date(2022, 1, 1), code)


def test_that_what_was_stored_before_means_the_same() -> None:
    first, last = date(2022, 3, 1), date(2022, 3, 31)
    for code in ("day", "month", "year", "range"):
        read = from_stored(first, last, code)
        assert (read.earliest, read.latest, read.precision) == (first, last, Precision(code))
        assert (read.doubt, read.ends) == (Doubt.NONE, ())


def test_that_what_has_no_date_is_stored_behind_every_day() -> None:
    assert stored_days(UNDATED) == (date.max, date.max)
    assert stored_days(parse_edtf("../2022")) == (date.min, date(2022, 12, 31))
    assert stored_days(parse_edtf("2022/..")) == (date(2022, 1, 1), date.max)


def test_that_a_season_is_the_one_of_each_of_its_days() -> None:
    assert [season_of(date(2022, month, 1)) for month in range(1, 13)] == [
        *[(2021, 24)] * 2,
        *[(2022, 21)] * 3,
        *[(2022, 22)] * 3,
        *[(2022, 23)] * 3,
        (2022, 24),
    ]


@pytest.mark.parametrize(
    ("sign", "uncertain", "approximate"),
    [("", False, False), ("?", True, False), ("~", False, True), ("%", True, True)],
)
def test_that_the_sign_of_a_doubt_says_what_is_in_doubt(
    sign: str,
    uncertain: bool,  # noqa: FBT001
    approximate: bool,  # noqa: FBT001
) -> None:
    doubt = parse_edtf(f"2022{sign}").doubt
    assert (doubt.is_uncertain, doubt.is_approximate) == (uncertain, approximate)


@pytest.mark.parametrize(
    "text", ["2022~", "2022-03?", "202X", "2022-21", "2022-XX", "../2022", "2022/..", "2022~/2023", ".."]
)
def test_that_no_figure_takes_a_date_in_doubt(text: str) -> None:
    doubtful, known, euro = parse_edtf(text), parse_edtf("2022-01-01"), Money(100, "EUR")
    sentence = "is in doubt, and figures depend on it"
    with pytest.raises(DateError, match=sentence):
        Fine(euro, doubtful, FineStatus.IMPOSED, None, "", "", "")
    with pytest.raises(DateError, match=sentence):
        Fine(euro, known, FineStatus.PAID, doubtful, "", "", "")
    with pytest.raises(DateError, match=sentence):
        Payment(doubtful, euro, date(2022, 1, 1))
    with pytest.raises(DateError, match=sentence):
        Liquidation(doubtful, euro, "", "", date(2022, 1, 1))
