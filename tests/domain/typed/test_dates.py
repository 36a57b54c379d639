"""Dates at the start of a text, in four languages, in numbers and in EDTF."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from desktop.datewords import uncertain_words
from desktop.domain.days.edtf import parse_edtf
from desktop.domain.days.period import FIRST_DAY, LAST_DAY, UncertainDate
from desktop.domain.typed.dates import DateFault, DayOrder, NoDate, ReadDate, order_of, read_date, read_whole
from tests.counts import dear

LANGUAGES = (QLocale.Language.C, QLocale.Language.French, QLocale.Language.German, QLocale.Language.Dutch)


def _read(text: str, order: DayOrder = DayOrder.DAY_FIRST) -> ReadDate:
    found = read_date(text, order)
    assert isinstance(found, ReadDate), (text, found)
    return found


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("27 May 2021", "2021-05-27"),
        ("Thu 27 May 2021", "2021-05-27"),
        ("Thursday, 27 May 2021", "2021-05-27"),
        ("the 27th of May, 2021", "2021-05-27"),
        ("On May 27, 2021", "2021-05-27"),
        ("May 27 2021", "2021-05-27"),
        ("27-May-2021", "2021-05-27"),
        ("1er mai 2021", "2021-05-01"),
        ("le 1er août 2021", "2021-08-01"),
        ("le 1er aou\N{COMBINING CIRCUMFLEX ACCENT}t 2021", "2021-08-01"),
        ("le jeudi 27 mai 2021", "2021-05-27"),
        ("3 fevr. 2021", "2021-02-03"),
        ("am 27. Mai 2021", "2021-05-27"),
        ("3. März 2021", "2021-03-03"),
        ("3. Mrz. 2021", "2021-03-03"),
        ("donderdag 27 mei 2021", "2021-05-27"),
        ("op 3 mrt 2021", "2021-03-03"),
        ("May 2021", "2021-05"),
        ("en décembre 2021", "2021-12"),
        ("05/2021", "2021-05"),
        ("2021", "2021"),
        ("In 2021", "2021"),
        ("2021-05-27", "2021-05-27"),
        ("2021-05~", "2021-05~"),
        ("2021/05/27", "2021-05-27"),
        ("2021-5-7", "2021-05-07"),
        ("../2021-05", "../2021-05"),
        ("2021-05-27/..", "2021-05-27/.."),
        ("202X", "202X"),
        ("2021-22", "2021-22"),
        ("XXXX", "XXXX"),
        ("undated", "XXXX"),
        ("sans date", "XXXX"),
        ("about March 2022", "2022-03~"),
        ("environ le 3 mars 2022", "2022-03-03~"),
        ("27 May 2021?", "2021-05-27?"),
        ("c. 2021 (uncertain)", "2021%"),
        ("before 27 May 2021", "../2021-05-26"),
        ("before June 2022", "../2022-05"),
        ("avant le 1er juin 2022", "../2022-05-31"),
        ("vor dem 1. Juni 2022", "../2022-05-31"),
        ("vóór 2022", "../2021"),
        ("after 27 May 2021", "2021-05-28/.."),
        ("après mai 2021", "2021-06/.."),
        ("nach 2021", "2022/.."),
        ("na 27 mei 2021", "2021-05-28/.."),
        ("since about 2021", "2021~/.."),
        ("between 3 May 2021 and 7 June 2021", "2021-05-03/2021-06-07"),
        ("between 3 and 7 May 2021", "2021-05-03/2021-05-07"),
        ("between 3 May and 7 June 2021", "2021-05-03/2021-06-07"),
        ("between May and July 2021", "2021-05/2021-07"),
        ("entre le 3 et le 7 mai 2021", "2021-05-03/2021-05-07"),
        ("zwischen dem 3. und dem 7. Mai 2021", "2021-05-03/2021-05-07"),
        ("tussen 3 en 7 mei 2021", "2021-05-03/2021-05-07"),
        ("between 2019 and 2021", "2019/2021"),
        ("3 – 7 May 2021", "2021-05-03/2021-05-07"),
        ("3-7 May 2021", "2021-05-03/2021-05-07"),
        ("3 May 2021 – 7 June 2021", "2021-05-03/2021-06-07"),
        ("spring 2021", "2021-21"),
        ("automne 2021", "2021-23"),
    ],
)
@pytest.mark.parametrize(
    "rest", ["", " NGO complaint", ": NGO complaint", ", a complaint", " – 2 complaints"]
)
def test_that_the_date_is_read_and_the_rest_left(text: str, edtf: str, rest: str) -> None:
    found = _read(text + rest)
    assert (found.date.iso, text) == (edtf, (text + rest)[: found.length])
    assert found.date == parse_edtf(edtf)
    assert found.order is None


@pytest.mark.parametrize(
    ("text", "order", "edtf", "said", "is_assumed"),
    [
        ("04/05/2021", DayOrder.DAY_FIRST, "2021-05-04", DayOrder.DAY_FIRST, True),
        ("04/05/2021", DayOrder.MONTH_FIRST, "2021-04-05", DayOrder.MONTH_FIRST, True),
        ("4.5.2021", DayOrder.DAY_FIRST, "2021-05-04", DayOrder.DAY_FIRST, True),
        ("27-05-2021", DayOrder.DAY_FIRST, "2021-05-27", DayOrder.DAY_FIRST, False),
        ("27/05/2021", DayOrder.MONTH_FIRST, "2021-05-27", DayOrder.DAY_FIRST, False),
        ("05/05/2021", DayOrder.MONTH_FIRST, "2021-05-05", DayOrder.MONTH_FIRST, False),
        ("before 04/05/2021", DayOrder.DAY_FIRST, "../2021-05-03", DayOrder.DAY_FIRST, True),
        ("04/05/2021 – 05/05/2021", DayOrder.DAY_FIRST, "2021-05-04/2021-05-05", DayOrder.DAY_FIRST, True),
    ],
)
def test_that_numbers_are_read_by_the_order_given_and_the_order_is_told(
    text: str, order: DayOrder, edtf: str, said: DayOrder, *, is_assumed: bool
) -> None:
    found = _read(f"{text} complaint", order)
    assert (found.date.iso, found.order, found.is_assumed) == (edtf, said, is_assumed)
    assert found.length == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "complaint",
        "may be a complaint",
        "27 May NGO complaint",
        "May report",
        "100 complaints",
        "20210527",
        "2021/134 decision",
        "2021st",
        "2021-05-27T10:00",
        "..",
        "/",
        "before",
        "between 2019",
        "between May and a day",
        "before 2021/2022",
        "in the end",
        "13/2021 report",
        "between 2021-05-01/2021-05-03 and June 2021",
    ],
)
def test_that_other_texts_have_no_date(text: str) -> None:
    assert read_date(text) == NoDate(DateFault.NOT_READ)


@pytest.mark.parametrize(
    ("text", "no_date"),
    [
        ("31 Nov 2022", NoDate(DateFault.MISSING_DAY, "31 Nov 2022", (2022, 11, 31))),
        ("before 31/11/2022 x", NoDate(DateFault.MISSING_DAY, "31/11/2022", (2022, 11, 31))),
        ("2022-11-31", NoDate(DateFault.MISSING_DAY, "2022-11-31", (2022, 11, 31))),
        ("29 février 2021", NoDate(DateFault.MISSING_DAY, "29 février 2021", (2021, 2, 29))),
        ("13/13/2022", NoDate(DateFault.MISSING_DAY, "13/13/2022")),
        ("between 30 and 31 February 2021", NoDate(DateFault.MISSING_DAY, "31 February 2021", (2021, 2, 31))),
        ("04/05/21 x", NoDate(DateFault.SHORT_YEAR, "04/05/21")),
        ("27 May 21 x", NoDate(DateFault.SHORT_YEAR, "27 May 21")),
        ("between 2021 and 2019", NoDate(DateFault.BACKWARDS, "2021 and 2019")),
        ("3 May 1650 x", NoDate(DateFault.OUT_OF_RANGE, "3 May 1650")),
        ("after 9999 x", NoDate(DateFault.OUT_OF_RANGE, "after 9999 x")),
        ("before 0001-01-01", NoDate(DateFault.OUT_OF_RANGE, "before 0001-01-01")),
    ],
)
def test_that_a_date_that_cannot_be_is_told(text: str, no_date: NoDate) -> None:
    assert read_date(text) == no_date


def test_that_a_field_for_a_date_holds_nothing_else() -> None:
    whole = read_whole(" 27 May 2021 ")
    assert isinstance(whole, ReadDate)
    assert whole.date.iso == "2021-05-27"
    assert read_whole("27 May 2021 x") == NoDate(DateFault.NOT_READ)
    assert read_whole("31 Nov 2022") == read_date("31 Nov 2022")


def test_that_the_order_of_numbers_is_that_of_the_date_format() -> None:
    formats = {name: QLocale(name).dateFormat(QLocale.FormatType.ShortFormat) for name in ("en_US", "fr_FR")}
    assert order_of(formats["en_US"]) is DayOrder.MONTH_FIRST
    assert order_of(formats["fr_FR"]) is DayOrder.DAY_FIRST
    assert order_of("yyyy-MM-dd") is DayOrder.MONTH_FIRST
    assert order_of("") is DayOrder.DAY_FIRST


_days = st.dates(FIRST_DAY.replace(year=1750), LAST_DAY.replace(year=9000))


@st.composite
def _dates(draw: st.DrawFn) -> UncertainDate:
    day = draw(_days)
    points = (day.isoformat(), f"{day:%Y-%m}", f"{day.year}", f"{day.year}-{21 + day.day % 4}")
    first = draw(st.sampled_from(points)) + draw(st.sampled_from(["", "?", "~", "%"]))
    is_season = "-2" in first[4:6]
    kind = draw(st.sampled_from(["point"] if is_season else ["point", "before", "since", "range"]))
    if kind == "range":
        later = date(day.year + draw(st.integers(1, 3)), day.month, 1 + day.day % 28)
        second = draw(st.sampled_from([later.isoformat(), f"{later:%Y-%m}", f"{later.year}"]))
        return parse_edtf(f"{first}/{second}")
    return parse_edtf({"point": first, "before": f"../{first}", "since": f"{first}/.."}[kind])


@settings(max_examples=dear(2_000))
@given(_dates(), st.sampled_from(LANGUAGES))
def test_that_a_date_in_words_of_each_language_reads_back_as_itself(
    value: UncertainDate, language: QLocale.Language
) -> None:
    words = uncertain_words(value, QLocale(language))
    found = _read(f"{words} complaint")
    assert (found.date.iso, found.length) == (value.iso, len(words)), words
    assert found.date == value


@settings(max_examples=dear(2_000))
@given(_days, _days)
def test_that_two_days_of_one_month_or_year_read_back(first: date, second: date) -> None:
    start, last = sorted((first, second.replace(year=first.year, day=min(second.day, 28))))
    value = parse_edtf(f"{start}/{last}")
    for language in LANGUAGES:
        words = uncertain_words(value, QLocale(language))
        expected = value if start != last else parse_edtf(start.isoformat())
        assert _read(words).date == expected, words


@settings(max_examples=dear(2_000))
@given(st.text(st.sampled_from("0123456789 ./-~?%XMay mai März d'avant between and le (er)"), max_size=24))
def test_that_any_text_gets_an_answer_within_the_text(text: str) -> None:
    found = read_date(text)
    if isinstance(found, ReadDate):
        assert 0 < found.length <= len(text)
        assert parse_edtf(found.date.iso).iso == found.date.iso
