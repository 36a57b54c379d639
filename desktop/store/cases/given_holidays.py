"""The public holidays that a case file holds itself, for years without a shipped list."""

from __future__ import annotations

import dataclasses
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from desktop.domain.edit.holidays import GivenHoliday
from desktop.store.cases.columns import day, working_days
from desktop.store.cases.records import WITH_UIDS
from desktop.store.cells.rows import checked
from desktop.store.law.laws import laws_of

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.case.limits import Laws
    from desktop.domain.days.workdays import WorkingDays
    from desktop.store.cases.asking import RowSource

# The holidays given in a file, by the code of their calendar.
Given: TypeAlias = "dict[str, tuple[date, ...]]"

SELECT = "SELECT id, uid, calendar, day, name, source FROM holidays ORDER BY calendar, day, id"


def load_given(file: RowSource) -> Given:
    """The holidays given in a file. Raises CaseFileError on damage."""
    found: dict[str, list[date]] = {}
    for one in given_in(file):
        found.setdefault(one.calendar, []).append(one.day)
    return {code: tuple(days) for code, days in found.items()}


def given_in(file: RowSource) -> tuple[GivenHoliday, ...]:
    """The holidays given in a file with their names and sources; rows that cannot be read are left out."""
    if file.version < WITH_UIDS:
        return ()
    rows = (cells.row for _, cells in checked("holidays", file.rows(SELECT)))
    return tuple(
        GivenHoliday(row["uid"], row["calendar"], day(row["day"]), row["name"], row["source"])
        for row in rows
        if row is not None
    )


def calendar_with(given: Given, code: str) -> WorkingDays | None:
    """The calendar of a code with the holidays given for it; None for an empty code."""
    days = given.get(code, ())
    return _with(code, days) if days else working_days(code)


def laws_with(given: Given, code: str) -> Laws:
    """The laws of a regime, its calendar with the holidays given for it."""
    laws = laws_of(code)
    days = laws.working_days
    if days is None or days.code not in given:
        return laws
    return dataclasses.replace(laws, working_days=calendar_with(given, days.code))


@lru_cache(maxsize=64)
def _with(code: str, days: tuple[date, ...]) -> WorkingDays | None:
    held = working_days(code)
    return None if held is None else held.with_given(days)
