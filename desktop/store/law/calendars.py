"""The working days of places: the holidays package, corrected and bounded by dated lists of our own."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any, overload

from desktop.domain.days.period import parse_day
from desktop.domain.days.workdays import WEEKEND, WorkingDays, in_order

if TYPE_CHECKING:
    from collections.abc import Iterator


class UnknownCalendarError(ValueError):
    """There is no calendar of that code."""

    def __init__(self, code: str) -> None:
        known = ", ".join(sorted(_listings()))
        super().__init__(f"there is no calendar {code!r}; there are {known}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """Holidays missing from the package: the same day of every year (`every`, MM-DD), or single `days`."""

    name: str
    law: str
    sources: list[str]
    every: str = ""
    days: list[str] | None = None

    def in_years(self, years: tuple[int, ...]) -> Iterator[date]:
        """The added holidays in the years. Raises DateError for an invalid date."""
        if self.every:
            yield from (parse_day(f"{year}-{self.every}") for year in years)
        yield from (parse_day(day) for day in self.days or ())


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarListing:
    """A calendar as written in resources/rules/holidays: its law, sources and checked years.

    `country` and `subdivision` are codes of the holidays package; without a country every day is `added`.
    """

    codes: list[str]
    name: str
    law: str
    sources: list[str]
    country: str = ""
    subdivision: str = ""
    years: tuple[int, ...]
    added: tuple[Added, ...] = ()
    note: str = ""

    def working_days(self, code: str, weekend: frozenset[int] = WEEKEND) -> WorkingDays:
        """The calendar under a code of the listing; its holidays are looked up on first use."""
        return WorkingDays(
            holidays=_Holidays(self, weekend),
            first_year=self.years[0],
            last_year=self.years[-1],
            code=code,
            weekend=weekend,
            gaps=frozenset(range(self.years[0], self.years[-1])) - set(self.years),
        )

    def days(self, weekend: frozenset[int] = WEEKEND) -> tuple[date, ...]:
        """The holidays, in order, without days of the weekend."""
        added = (day for one in self.added for day in one.in_years(self.years))
        return in_order((*added, *self._of_package()), weekend)

    def _of_package(self) -> Iterator[date]:
        if not self.country:
            return
        import holidays  # noqa: PLC0415 - a tenth of a second, and few files need it

        yield from holidays.country_holidays(
            self.country, subdiv=self.subdivision or None, years=self.years, categories=("public",)
        )


class _Holidays(Sequence[date]):
    """The holidays of a listing, looked up on first use."""

    def __init__(self, listing: CalendarListing, weekend: frozenset[int]) -> None:
        self._listing = listing
        self._weekend = weekend

    @cached_property
    def _days(self) -> tuple[date, ...]:
        return self._listing.days(self._weekend)

    @overload
    def __getitem__(self, index: int) -> date: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[date]: ...
    def __getitem__(self, index: int | slice) -> date | Sequence[date]:
        return self._days[index]

    def __len__(self) -> int:
        return len(self._days)


@cache
def calendar(code: str, weekend: frozenset[int] = WEEKEND) -> WorkingDays:
    """The working days of a place, such as "FR", "DE-BY" or "EU". Raises UnknownCalendarError."""
    listing = _listings().get(code)
    if listing is None:
        raise UnknownCalendarError(code)
    return listing.working_days(code, weekend)


@cache
def calendar_codes() -> frozenset[str]:
    """The codes of all calendars."""
    return frozenset(_listings())


def calendar_names() -> tuple[tuple[str, str], ...]:
    """The codes of all calendars with their names, by code."""
    return tuple(sorted((code, listing.name) for code, listing in _listings().items()))


@cache
def _listings() -> dict[str, CalendarListing]:
    """Every listed calendar by its codes."""
    folder = files("desktop.resources") / "rules" / "holidays"
    texts = [entry.read_text(encoding="utf-8") for entry in folder.iterdir() if entry.name.endswith(".toml")]
    found = (_listing(values) for text in texts for values in tomllib.loads(text)["calendars"])
    return {code: listing for listing in found for code in listing.codes}


def _listing(values: dict[str, Any]) -> CalendarListing:
    """A calendar from its table; tests refuse missing and unknown keys."""
    rest = dict(values)
    years = rest.pop("years", None) or range(rest.pop("first_year"), rest.pop("last_year") + 1)
    added = tuple(Added(**one) for one in rest.pop("added", ()))
    return CalendarListing(years=tuple(years), added=added, **rest)
