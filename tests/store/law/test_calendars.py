"""Calendars against the lists of the laws, written out here by hand, for every checked year."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

import pytest

from desktop.domain.faults import Fault, TermsError
from desktop.domain.law.deadline import DeadlineRule, GraceUnit, Rollover, deadline
from desktop.store.law.calendars import Added, CalendarListing, UnknownCalendarError, _listings, calendar

if TYPE_CHECKING:
    from collections.abc import Iterable

LISTINGS = tuple({id(one): one for one in _listings().values()}.values())
EVERY = tuple((code, listing) for listing in LISTINGS for code in listing.codes)

Named: TypeAlias = "str | int | tuple[str | int, int]"

# Days of Easter, from Good Friday to Corpus Christi.
THURSDAY, FRIDAY, MONDAY, ASCENSION, WHIT, CORPUS = -3, -2, 1, 39, 50, 60

FRENCH: list[Named] = [
    "01-01",
    MONDAY,
    "05-01",
    "05-08",
    ASCENSION,
    WHIT,
    "07-14",
    "08-15",
    "11-01",
    "11-11",
    "12-25",
]
GERMAN: list[Named] = ["01-01", FRIDAY, MONDAY, "05-01", ASCENSION, WHIT, "10-03", "12-25", "12-26"]
LUXEMBOURG: list[Named] = [
    "01-01",
    MONDAY,
    "05-01",
    ASCENSION,
    WHIT,
    "06-23",
    "08-15",
    "11-01",
    "12-25",
    "12-26",
]

# The days that each law names, those since a year, and those of one year alone.
LAWS: dict[str, list[Named]] = {
    "FR": [*FRENCH],
    "FR-AM": [*FRENCH, FRIDAY, "12-26"],
    "NL": ["01-01", FRIDAY, MONDAY, "04-27", "05-05", ASCENSION, WHIT, "12-25", "12-26"],
    "NO": ["01-01", THURSDAY, FRIDAY, MONDAY, "05-01", "05-17", ASCENSION, WHIT, "12-25", "12-26"],
    "BE": ["01-01", MONDAY, "05-01", ASCENSION, WHIT, "07-21", "08-15", "11-01", "11-11", "12-25"],
    "LU": [*LUXEMBOURG, ("05-09", 2019)],
    "EU-CJ": [*LUXEMBOURG, ("05-09", 2019)],
    "IT": [
        "01-01",
        "01-06",
        MONDAY,
        "04-25",
        "05-01",
        "06-02",
        "08-15",
        "11-01",
        "12-08",
        "12-25",
        "12-26",
        ("10-04", 2026),
    ],
    "AT": [
        "01-01",
        "01-06",
        FRIDAY,
        MONDAY,
        "05-01",
        ASCENSION,
        WHIT,
        CORPUS,
        "08-15",
        "10-26",
        "11-01",
        "12-08",
        "12-24",
        "12-25",
        "12-26",
    ],
    "PL": [
        "01-01",
        "01-06",
        MONDAY,
        "05-01",
        "05-03",
        CORPUS,
        "08-15",
        "11-01",
        "11-11",
        ("12-24", 2025),
        "12-25",
        "12-26",
    ],
    "DE-BW": [*GERMAN, "01-06", CORPUS, "11-01"],
    "DE-BY": [*GERMAN, "01-06", CORPUS, "11-01"],
    "DE-BE": [*GERMAN, ("03-08", 2019)],
    "DE-BB": [*GERMAN, "10-31"],
    "DE-HB": [*GERMAN, ("10-31", 2017)],
    "DE-HH": [*GERMAN, ("10-31", 2017)],
    "DE-HE": [*GERMAN, CORPUS],
    "DE-MV": [*GERMAN, "10-31", ("03-08", 2023)],
    "DE-NI": [*GERMAN, ("10-31", 2017)],
    "DE-NW": [*GERMAN, CORPUS, "11-01"],
    "DE-RP": [*GERMAN, CORPUS, "11-01"],
    "DE-SL": [*GERMAN, CORPUS, "08-15", "11-01"],
    "DE-SN": [*GERMAN, "10-31"],
    "DE-ST": [*GERMAN, "01-06", "10-31"],
    "DE-SH": [*GERMAN, ("10-31", 2017)],
    "DE-TH": [*GERMAN, "10-31", ("09-20", 2019)],
}
ONCE = {
    "NL": "2023-04-28 2023-05-19 2024-05-10 2024-12-27 2025-05-30 2026-01-02 2026-05-15 2027-05-07 2028-04-28"
    " 2028-05-26",
    "IT": "2011-03-17",
    "DE-BE": "2020-05-08 2025-05-08 2017-10-31",
    **dict.fromkeys(("DE-BW", "DE-BY", "DE-HE", "DE-NW", "DE-RP", "DE-SL"), "2017-10-31"),
}

EU_SPRING = "01-02 04-06 04-07 04-10 05-01 05-09 05-18 05-19 05-29"
EU_AUTUMN = "08-15 11-01 11-02 12-25 12-26 12-27 12-28 12-29"
EU_2014 = "01-01 01-02 04-17 04-18 04-21 05-01 05-09 05-29 05-30 06-09 07-21 08-15"
EU_END_OF_2014 = "12-24 12-25 12-26 12-29 12-30 12-31"


def easter(year: int) -> date:
    """Easter Sunday, by the rule of Lilius and Clavius as Meeus gives it."""
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    days = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (year % 19 + 11 * moon + 22 * days) // 451
    month, day = divmod(moon + days - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def repentance(year: int) -> date:
    """Buß- und Bettag: the Wednesday before 23 November."""
    last = date(year, 11, 22)
    return last - timedelta(days=(last.weekday() - 2) % 7)


def of_law(code: str, year: int) -> Iterable[date]:
    for entry in LAWS[code]:
        day, since = entry if isinstance(entry, tuple) else (entry, 0)
        if year >= since:
            fixed = isinstance(day, str)
            yield date.fromisoformat(f"{year}-{day}") if fixed else easter(year) + timedelta(days=int(day))
    if code == "DE-SN":
        yield repentance(year)


@pytest.mark.parametrize("code", LAWS)
def test_that_a_calendar_holds_the_days_that_its_law_names(code: str) -> None:
    days = calendar(code)
    assert days.first_year
    assert days.last_year
    years = set(range(days.first_year, days.last_year + 1)) - days.gaps
    named = set(chain.from_iterable(of_law(code, year) for year in years))
    named |= {date.fromisoformat(day) for day in ONCE.get(code, "").split()}
    if code == "FR":
        assert len(LAWS[code]) == 11
    assert set(days.holidays) == {day for day in named if day.weekday() < 5}


@pytest.mark.parametrize(
    ("code", "days"),
    [
        ("GB-ENG", "2022: 01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),
        ("GB-ENG", "2023: 01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"),
        ("GB-WLS", "2020: 01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"),
        ("GB-SCT", "2023: 01-02 01-03 04-07 05-01 05-08 05-29 08-07 11-30 12-25 12-26"),
        ("GB-NIR", "2023: 01-02 03-17 04-07 04-10 05-01 05-08 05-29 07-12 08-28 12-25 12-26"),
        ("IE", "2022: 03-17 03-18 04-18 05-02 06-06 08-01 10-31 12-26"),
        ("IE", "2023: 02-06 03-17 04-10 05-01 06-05 08-07 10-30 12-25 12-26"),
        ("EU", f"2023: {EU_SPRING} 07-21 {EU_AUTUMN}"),
        ("EU-LUX", f"2023: {EU_SPRING} 06-23 {EU_AUTUMN}"),
        # The Court's decision of 9 March 2016 (2016/C 145/02), art. 1, without those at a weekend.
        ("EU-CJ", "2016: 01-01 03-28 05-05 05-16 06-23 08-15 11-01 12-26"),
        ("EU-BRU", f"2014: {EU_2014} {EU_END_OF_2014}"),
        ("EU-LUX", f"2014: {EU_2014} {EU_END_OF_2014}"),
    ],
)
def test_that_a_year_holds_the_days_that_were_published_for_it(code: str, days: str) -> None:
    year, rest = days.split(": ")
    found = [day.isoformat()[5:] for day in calendar(code).holidays if day.year == int(year)]
    assert found == rest.split()


@pytest.mark.parametrize(
    ("code", "day", "works"),
    [
        ("NL", "2023-05-05", "no"),  # the holidays package knows it in lustrum years alone
        ("NL", "2024-12-27", "no"),
        ("FR", "2022-12-26", "yes"),
        ("FR-AM", "2022-12-26", "no"),
        ("FR-57", "2023-04-07", "no"),
        ("DE-BY", "2023-10-03", "no"),
        ("NO", "2023-05-17", "no"),
        ("NO", "2023-05-07", "no"),
        ("EU", "2023-05-09", "no"),
        ("EU", "2023-11-11", "no"),
        ("EU", "2023-11-13", "yes"),
    ],
)
def test_that_a_day_works_or_does_not(code: str, day: str, works: str) -> None:
    assert calendar(code).is_working(date.fromisoformat(day)) is (works == "yes")


@pytest.mark.parametrize(
    ("code", "event", "last"),
    [
        # A published question on 14 days that end on 25 December: https://zawodowe.edu.pl, 1d94c6f7.
        ("PL", "2023-12-11", "2023-12-27"),
        ("PL", "2024-12-10", "2024-12-24"),
        ("PL", "2025-12-10", "2025-12-29"),
        # AVG § 33(2): Good Friday, and 24 December.
        ("AT", "2024-03-15", "2024-04-02"),
        ("AT", "2024-12-10", "2024-12-27"),
    ],
)
def test_that_fourteen_days_end_on_a_day_that_is_not_off(code: str, event: str, last: str) -> None:
    rule = DeadlineRule(rollover=Rollover.NEXT_WORKING_DAY, working_days=calendar(code))
    assert deadline(date.fromisoformat(event), ((14, GraceUnit.DAY),), rule).last_day.isoformat() == last


@pytest.mark.parametrize(("code", "last"), [("FR", "2022-12-26"), ("FR-AM", "2022-12-27")])
def test_that_a_period_ends_a_day_later_in_alsace_moselle(code: str, last: str) -> None:
    rule = DeadlineRule(rollover=Rollover.NEXT_WORKING_DAY, working_days=calendar(code))
    assert deadline(date(2022, 10, 26), ((2, GraceUnit.MONTH),), rule).last_day.isoformat() == last


@pytest.mark.parametrize(
    ("code", "day"), [("FR", "2007-12-31"), ("FR", "2028-01-03"), ("EU", "2022-12-01"), ("NL", "2022-12-01")]
)
def test_that_a_year_that_was_not_checked_is_an_error(code: str, day: str) -> None:
    with pytest.raises(TermsError, match=f"of {code} in {day[:4]} were not checked") as caught:
        calendar(code).is_working(date.fromisoformat(day))
    assert caught.value.code is Fault.HOLIDAYS_UNKNOWN


def test_that_a_holiday_on_a_saturday_counts_where_saturdays_are_worked() -> None:
    six = calendar("FR", frozenset({6}))
    assert six.is_working(date(2021, 12, 18))
    assert not six.is_working(date(2021, 12, 25))
    assert date(2021, 12, 25) not in calendar("FR").holidays


def test_that_a_calendar_is_made_once_and_an_unknown_one_is_refused() -> None:
    assert calendar("FR") is calendar("FR")
    assert calendar("FR").holidays[:2] == (date(2008, 1, 1), date(2008, 3, 24))
    with pytest.raises(UnknownCalendarError, match=r"no calendar 'DE'; there are AT, BE, DE-BB, .*, NO, PL"):
        calendar("DE")


@pytest.mark.parametrize(("code", "listing"), EVERY)
def test_that_every_calendar_has_a_law_a_source_and_checked_years(
    code: str, listing: CalendarListing
) -> None:
    days = calendar(code)
    assert days.code == code
    assert (days.first_year, days.last_year) == (listing.years[0], listing.years[-1])
    assert list(listing.years) == sorted(set(listing.years))
    assert all(2000 <= year <= 2028 for year in listing.years)
    assert listing.name
    cited: list[CalendarListing | Added] = [listing, *listing.added]
    assert all(one.law and one.sources for one in cited)
    urls = [url for one in cited for url in one.sources]
    assert all(url.startswith(("https://", "http://")) for url in urls)
    for added in listing.added:
        assert bool(added.every) is not bool(added.days)
    if not listing.country:
        assert {day.year for day in days.holidays} == set(listing.years)
    assert {day.year for day in days.holidays} <= set(listing.years)


def test_that_no_two_calendars_have_one_code() -> None:
    codes = [code for code, _ in EVERY]
    assert len(codes) == len(set(codes))
    folder = files("desktop.resources") / "rules" / "holidays"
    written = sum(entry.read_text(encoding="utf-8").count("[[calendars]]") for entry in folder.iterdir())
    assert written == len(LISTINGS)


def test_that_the_package_of_holidays_waits_until_it_is_needed() -> None:
    lines = (
        "import sys, datetime",
        "from desktop.store.law.calendars import calendar",
        "days = calendar('FR')",
        "print('holidays' in sys.modules)",
        "print(days.is_working(datetime.date(2023, 7, 14)), 'holidays' in sys.modules)",
    )
    command = [sys.executable, "-c", "\n".join(lines)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False", "True"]
