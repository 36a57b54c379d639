"""Days, spans, months and uncertain dates."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.days.period import (
    DateError,
    MissingDayError,
    MonthRounding,
    Precision,
    Span,
    UncertainDate,
    add_months,
    on_day,
    parse_date,
    parse_day,
    union,
)

days = st.dates(date(1990, 1, 1), date(2060, 12, 31))
spans = st.builds(lambda start, length: Span(start, start + timedelta(length)), days, st.integers(1, 400))


@pytest.mark.parametrize(
    ("start", "months", "down", "up"),
    [
        ("2022-10-19", 2, "2022-12-19", "2022-12-19"),
        ("2022-12-30", 2, "2023-02-28", "2023-03-01"),
        ("2023-12-31", 2, "2024-02-29", "2024-03-01"),
        ("2024-02-29", 12, "2025-02-28", "2025-03-01"),
        ("2023-03-31", -1, "2023-02-28", "2023-03-01"),
    ],
)
def test_that_months_are_added_by_the_same_date(start: str, months: int, down: str, up: str) -> None:
    day = date.fromisoformat(start)
    assert add_months(day, months, MonthRounding.DOWN).isoformat() == down
    assert add_months(day, months, MonthRounding.UP).isoformat() == up


def test_that_a_missing_day_is_refused_unless_a_rounding_is_chosen() -> None:
    with pytest.raises(MissingDayError, match="2023-01-31 plus 1 months has no day 31"):
        add_months(date(2023, 1, 31), 1)


@given(days, st.integers(-300, 300))
def test_that_rounding_up_is_at_most_a_day_after_rounding_down(day: date, months: int) -> None:
    down, up = (add_months(day, months, rounding) for rounding in (MonthRounding.DOWN, MonthRounding.UP))
    assert (up - down).days in (0, 1)


def test_that_a_span_is_never_empty_and_leaves_its_end_out() -> None:
    span = Span(date(2022, 12, 19), date(2023, 2, 9))
    assert (span.days, span.last) == (52, date(2023, 2, 8))
    assert date(2023, 2, 8) in span
    assert date(2023, 2, 9) not in span
    with pytest.raises(ValueError, match="must end after"):
        Span(date(2023, 1, 1), date(2023, 1, 1))


@given(st.lists(spans, max_size=6))
def test_that_a_union_holds_the_same_days_once_and_in_order(parts: list[Span]) -> None:
    merged = union(tuple(parts))
    expected = {day for span in parts for day in range(span.start.toordinal(), span.end.toordinal())}
    assert sum(span.days for span in merged) == len(expected)
    assert all(before.end < after.start for before, after in pairwise(merged))


def test_that_spans_that_touch_become_one() -> None:
    first, second = Span(date(2023, 1, 1), date(2023, 1, 5)), Span(date(2023, 1, 5), date(2023, 1, 9))
    assert union((second, first)) == (Span(date(2023, 1, 1), date(2023, 1, 9)),)


def test_that_an_overlap_is_none_where_spans_only_touch() -> None:
    first, second = Span(date(2023, 1, 1), date(2023, 1, 5)), Span(date(2023, 1, 5), date(2023, 1, 9))
    assert first.overlap(second) is None
    assert first.overlap(Span(date(2023, 1, 3), date(2023, 2, 1))) == Span(date(2023, 1, 3), date(2023, 1, 5))


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2020", "2020-01-01", "2020-12-31", Precision.YEAR),
        ("2020-02", "2020-02-01", "2020-02-29", Precision.MONTH),
        ("2020-05-03", "2020-05-03", "2020-05-03", Precision.DAY),
        ("2020-05-03/2020-06-02", "2020-05-03", "2020-06-02", Precision.RANGE),
    ],
)
def test_that_dates_are_read_as_precisely_as_they_are_written(
    text: str, earliest: str, latest: str, precision: Precision
) -> None:
    read = parse_date(text)
    assert read == UncertainDate(date.fromisoformat(earliest), date.fromisoformat(latest), precision)
    assert parse_date(read.iso) == read
    assert read.span.start == read.earliest


def test_that_the_ends_of_a_range_stay_as_exact_as_they_are_written() -> None:
    read = parse_date("2020-05/2020-06-02")
    assert (read.earliest, read.latest, read.iso) == (
        date(2020, 5, 1),
        date(2020, 6, 2),
        "2020-05/2020-06-02",
    )
    assert parse_date("2020-05-01/2020-05-31") != parse_date("2020-05/2020-05")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "20240131",
        "2024-W05-3",
        "2024-02-30",
        "2024-13",
        "0000",
        "31.01.2024",
        "2024-01-31T10:00",
        "２０２４",
        "2024-06/2024-05",
        "2020/2021/2022",
    ],
)
def test_that_other_texts_are_no_dates(text: str) -> None:
    with pytest.raises(DateError):
        parse_date(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2024-13", "'2024-13' is not a date written like 2023, 2023-02 or 2023-02-08"),
        ("31.01.2024", "'31.01.2024' is not a day written like 2023-02-08"),
        ("2024-06/2024-05", "a date range must not end before it starts: 2024-06-01/2024-05-31"),
    ],
)
def test_that_the_sentence_names_the_text_that_is_no_date(text: str, words: str) -> None:
    with pytest.raises(DateError, match=words):
        parse_date(text)


def test_that_a_day_is_read_in_one_form_only() -> None:
    assert parse_day("2023-02-08") == date(2023, 2, 8)
    assert on_day(date(2023, 2, 8)).iso == "2023-02-08"
    with pytest.raises(DateError, match="2023-02-08"):
        parse_day("8 Feb 2023")
