"""Public holidays as typed, and the edits made of them."""

from __future__ import annotations

from datetime import date

from desktop.domain.edit.holidays import (
    GivenHoliday,
    TypedHoliday,
    holidays_changed,
    lacks_list,
    lines_of,
    read_year,
)
from desktop.domain.typed.dates import DayOrder
from desktop.store.law.calendars import calendar

NEW_YEAR, EASTER = date(2031, 1, 1), date(2031, 4, 14)


def test_that_each_line_is_a_day_with_its_name_and_counts_once() -> None:
    typed = read_year(
        "14 April 2031: Easter Monday\n\n2031-01-01\n1 Jan 2031 New Year", 2031, DayOrder.DAY_FIRST
    )
    assert typed.days == (TypedHoliday(NEW_YEAR, ""), TypedHoliday(EASTER, "Easter Monday"))
    assert typed.is_sound


def test_that_a_line_without_a_day_of_the_year_is_told() -> None:
    order = DayOrder.DAY_FIRST
    assert not read_year("", 2031, order).is_sound
    assert read_year("New Year", 2031, order).unread is not None
    assert read_year("1 Jan 2030", 2031, order).outside == date(2030, 1, 1)
    assert read_year("Jan 2031", 2031, order).outside == date(2031, 1, 1)


def test_that_an_edit_leaves_exactly_the_holidays_asked_for() -> None:
    held = (
        GivenHoliday("a", "FR", NEW_YEAR, "New Year", "a law"),
        GivenHoliday("b", "FR", EASTER, "Easter", "a law"),
    )
    assert lines_of(held) == "2031-01-01 New Year\n2031-04-14 Easter"
    assert holidays_changed("FR", held, [TypedHoliday(one.day, one.name) for one in held], "a law") is None
    edit = holidays_changed("FR", held, (TypedHoliday(NEW_YEAR, "New Year"),), "a law")
    assert edit is not None
    assert [(one.uid, one.after) for one in edit.changes] == [("b", None)]
    edit = holidays_changed("FR", (), (TypedHoliday(NEW_YEAR, "New Year"),), "")
    assert edit is not None
    assert [one.after for one in edit.changes] == [
        {"calendar": "FR", "day": "2031-01-01", "name": "New Year", "source": ""}
    ]


def test_that_only_years_without_a_checked_list_can_be_given() -> None:
    france = calendar("FR")
    last = france.last_year or 0
    assert not lacks_list(france, last)
    assert lacks_list(france, last + 1)
    given = france.with_given((date(last + 2, 1, 1), date(last, 3, 3)))
    assert given.is_checked(last + 2)
    assert not given.is_checked(last + 1)
    assert not given.is_working(date(last + 2, 1, 1))
    assert given.is_working(date(last, 3, 3)) is france.is_working(date(last, 3, 3))
    assert lacks_list(given, last + 2)
    assert france.with_given((date(last, 3, 3),)) is france
