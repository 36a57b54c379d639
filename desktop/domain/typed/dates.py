"""The date at the start of a text, as people type it in English, French, Dutch or German."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.days.edtf import parse_edtf
from desktop.domain.days.period import (
    CALENDAR_END,
    CALENDAR_START,
    DAY,
    FIRST_DAY,
    LAST_DAY,
    UNDATED,
    DateError,
    Doubt,
    End,
    Precision,
    UncertainDate,
    month_length,
    ranged,
)
from desktop.domain.typed.words import (
    ANDS,
    ARTICLES,
    LEADS,
    MONTHS,
    SEASONS,
    UNCERTAIN_WORDS,
    UNDATED_WORDS,
    WEEKDAYS,
    Lead,
    bare,
)

if TYPE_CHECKING:
    from collections.abc import Collection


class DayOrder(StrEnum):
    """The order of a date written in numbers."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


class DateFault(StrEnum):
    """The reason that no date was read."""

    NOT_READ = "not read"
    MISSING_DAY = "missing day"  # 31 November
    SHORT_YEAR = "short year"
    BACKWARDS = "backwards"
    OUT_OF_RANGE = "out of range"


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A date read at the start of a text.

    `length` counts the characters understood, `order` is that of a date in numbers, and `is_assumed` tells
    that another order would give another day.
    """

    date: UncertainDate
    length: int
    order: DayOrder | None = None
    is_assumed: bool = False


@dataclass(frozen=True, slots=True)
class NoDate:
    """The reason that a text has no date at its start; `parts` are year, month and day of a missing day."""

    fault: DateFault
    typed: str = ""
    parts: tuple[int, int, int] | None = None


class _Found(NamedTuple):
    date: UncertainDate
    end: int
    order: DayOrder | None = None
    is_assumed: bool = False


class _Part(NamedTuple):
    """A date without its year, or a day alone (month 0): the first of two days."""

    day: int
    month: int
    end: int


class _WrongError(Exception):
    """A date that was understood, and cannot be."""

    def __init__(self, unread: NoDate) -> None:
        super().__init__(unread.fault)
        self.unread = unread


_BLANKS = re.compile(r"[\s,]*")
_WORD = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f])+\.?")
_DAY = re.compile(r"(\d{1,2})(?!\d)(?:st|nd|rd|th|ers?|ste|de|e)?(?![^\W\d_])\.?", re.IGNORECASE)
_BETWEEN_PARTS = re.compile(r"[\s,-]*")
_YEAR = re.compile(r"([1-9]\d{3})(?!\w|[./-]\w)")
_TWO_DIGITS = re.compile(r"['\N{RIGHT SINGLE QUOTATION MARK}]?\d{2}(?!\w)")
_EDTF = re.compile(r"[0-9X./~?%-]++(?!\w)", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\w)", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})([./-])(\d{1,2})\2(\d{1,2})(?!\w)", re.ASCII)
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})[./-]([1-9]\d{3})(?!\w|[./-]\w)", re.ASCII)
_DASH = re.compile(r"\s*[\N{EN DASH}\N{EM DASH}]\s*|\s+-\s+|-(?=\d)")
_SURE_NOT = re.compile(r"\s*\(([^\W\d_]+)\)|\?")
_MONTHS = 12


def read_date(text: str, order: DayOrder = DayOrder.DAY_FIRST) -> ReadDate | NoDate:
    """Read the date at the start of a text: 27 May 2021, le 1er mai 2021, vor Juni 2022, 2021-05~."""
    reader = _Reader(text, order)
    try:
        found = reader.phrase(reader.past_blanks(0))
    except _WrongError as wrong:
        return wrong.unread
    except (OverflowError, DateError):  # before the first day of the calendar, or after the last
        return NoDate(DateFault.OUT_OF_RANGE, text.strip())
    if found is None:
        return NoDate(DateFault.NOT_READ)
    first, last = found.date.first or FIRST_DAY, found.date.last or LAST_DAY
    if first < FIRST_DAY or last > LAST_DAY:
        return NoDate(DateFault.OUT_OF_RANGE, text[: found.end].strip())
    return ReadDate(found.date, len(text[: found.end].rstrip(" \t\n,")), found.order, found.is_assumed)


def read_whole(text: str, order: DayOrder = DayOrder.DAY_FIRST) -> ReadDate | NoDate:
    """Read a text that is a date and nothing else."""
    read = read_date(text, order)
    if isinstance(read, ReadDate) and text[read.length :].strip():
        return NoDate(DateFault.NOT_READ)
    return read


def order_of(date_format: str) -> DayOrder:
    """The order of the numbers in a date format such as `M/d/yy`."""
    month, day = date_format.find("M"), date_format.find("d")
    return DayOrder.MONTH_FIRST if -1 < month < day else DayOrder.DAY_FIRST


class _Reader:
    """A text, and readings of it from a place on; each is None where the text is something else."""

    def __init__(self, text: str, order: DayOrder) -> None:
        self._text, self._order = text, order

    def past_blanks(self, place: int) -> int:
        return self._past(_BLANKS, place)

    def phrase(self, place: int) -> _Found | None:
        """A date with the words around it."""
        word, after = self._word(place)
        lead = LEADS.get(word)
        if lead is Lead.BETWEEN:
            return self._two(after, is_between=True)
        if lead in (Lead.BEFORE, Lead.AFTER, Lead.SINCE):
            found = self._hedged(after)
            if found is None or found.date.is_undated or found.date.precision is Precision.RANGE:
                return None
            return found._replace(date=_bounded(found.date, lead))
        if word in UNDATED_WORDS or (word == "sans" and self._word(after)[0] == "date"):
            return _Found(UNDATED, after if word in UNDATED_WORDS else self._word(after)[1])
        return self._two(place, is_between=False) or self._hedged(place)

    def _two(self, place: int, *, is_between: bool) -> _Found | None:
        """A range of two dates; the first may lack what the second gives."""
        whole = self._hedged(place)
        first = whole or self._part(place)
        if first is None:
            return None
        if is_between:
            word, start = self._word(self.past_blanks(first.end))
            if word not in ANDS:
                return None
        else:
            match = _DASH.match(self._text, first.end)
            if match is None:
                return None
            start = match.end()
        second = self._hedged(start)
        if second is None or second.date.precision is Precision.RANGE:
            return None
        if isinstance(first, _Part):
            first = self._completed(first, second, place)
        elif first.date.precision is Precision.RANGE:
            return None
        if second.date.latest < first.date.earliest:
            raise _WrongError(NoDate(DateFault.BACKWARDS, self._text[place : second.end].strip()))
        ends = first.date.both_ends[0], second.date.both_ends[1]
        order, is_assumed = first.order or second.order, first.is_assumed or second.is_assumed
        return _Found(ranged(first.date.earliest, second.date.latest, ends), second.end, order, is_assumed)

    def _completed(self, part: _Part, by: _Found, place: int) -> _Found:
        """The first of two dates with the month and year of the second."""
        year, month = by.date.latest.year, part.month or by.date.latest.month
        if part.day:
            return _Found(self._on(year, month, part.day, place, by.end), part.end)
        return _Found(_in_month(year, month), part.end)

    def _part(self, place: int) -> _Part | None:
        place = self._past_words(place, ARTICLES | WEEKDAYS)
        day, after = 0, place
        if match := _DAY.match(self._text, place):
            day, after = int(match[1]), match.end()
        word, end = self._word(self.past_blanks(after))
        month = MONTHS.get(word, 0)
        end = end if month else after
        while self._text[end - 1 : end].isspace():
            end -= 1
        return _Part(day, month, end) if day or month else None

    def _hedged(self, place: int) -> _Found | None:
        """A single date, with “about” before it or a sign of doubt behind it."""
        place = self._past_words(place, ARTICLES)
        word, after = self._word(place)
        is_about = LEADS.get(word) is Lead.ABOUT
        found = self._point(after if is_about else place)
        if found is None:
            return None
        doubt = found.date.doubt
        is_unsure, end = doubt.is_uncertain, found.end
        match = _SURE_NOT.match(self._text, end)
        if match and (match[1] is None or bare(match[1]) in UNCERTAIN_WORDS):
            is_unsure, end = True, match.end()
        if found.date.precision is Precision.RANGE or found.date.is_undated:
            return found if not is_about else None
        signs = {(False, False): Doubt.NONE, (True, False): Doubt.APPROXIMATE, (False, True): Doubt.UNCERTAIN}
        doubt = signs.get((is_about or doubt.is_approximate, is_unsure), Doubt.BOTH)
        return found._replace(date=replace(found.date, doubt=doubt), end=end)

    def _point(self, place: int) -> _Found | None:
        """A day, month, season or year without words around it, or EDTF."""
        place = self._past_words(place, ARTICLES | WEEKDAYS)
        return self._edtf(place) or self._numbers(place) or self._words(place)

    def _numbers(self, place: int) -> _Found | None:
        if match := _YEAR_FIRST.match(self._text, place):
            year, month, day = int(match[1]), int(match[3]), int(match[4])
            return _Found(self._on(year, month, day, place, match.end()), match.end())
        if match := _MONTH_AND_YEAR.match(self._text, place):
            if 1 <= int(match[1]) <= _MONTHS:
                return _Found(_in_month(int(match[2]), int(match[1])), match.end())
            return None
        match = _NUMBERS.match(self._text, place)
        if match is None:
            return None
        if len(match[4]) == len("21"):
            raise _WrongError(NoDate(DateFault.SHORT_YEAR, match[0]))
        numbers = int(match[1]), int(match[3])
        day, month = numbers if self._order is DayOrder.DAY_FIRST else numbers[::-1]
        order, other = self._order, next(each for each in DayOrder if each is not self._order)
        if month > _MONTHS >= day:  # only the other order gives a month
            day, month, order = month, day, other
        found = self._on(int(match[4]), month, day, place, match.end())
        is_assumed = day <= _MONTHS and day != month
        return _Found(found, match.end(), order, is_assumed)

    def _edtf(self, place: int) -> _Found | None:
        match = _EDTF.match(self._text, place)
        if match is None:
            return None
        written = match[0]
        for text in dict.fromkeys((written, written.rstrip(".-"), written.rstrip(".-?"))):
            if text.strip("./"):
                try:
                    return _Found(parse_edtf(text), place + len(text))
                except DateError:
                    continue
        return None

    def _words(self, place: int) -> _Found | None:
        """A date whose month is a word: 27 May 2021, May 27, 2021, May 2021; a season; a year."""
        day, after = 0, place
        if match := _DAY.match(self._text, place):
            day, after = int(match[1]), match.end()
            after = self._past_words(self._past(_BETWEEN_PARTS, after), ARTICLES)
        word, after_word = self._word(after, _BETWEEN_PARTS)
        if word in SEASONS and not day:
            year, end = self._year(after_word)
            return _Found(parse_edtf(f"{year:04}-{SEASONS[word]}"), end) if year else None
        if word not in MONTHS:
            year, end = (0, 0) if day else self._year(place)
            return _Found(parse_edtf(f"{year:04}"), end) if year else None
        after = self._past_words(after_word, ARTICLES)
        if not day and (match := _DAY.match(self._text, after)):
            day, after = int(match[1]), self._past(_BETWEEN_PARTS, match.end())
        year, end = self._year(after)
        if not year:
            if day and (match := _TWO_DIGITS.match(self._text, after)):
                raise _WrongError(NoDate(DateFault.SHORT_YEAR, self._text[place : match.end()]))
            return None
        if day:
            return _Found(self._on(year, MONTHS[word], day, place, end), end)
        return _Found(_in_month(year, MONTHS[word]), end)

    def _year(self, place: int) -> tuple[int, int]:
        match = _YEAR.match(self._text, place)
        return (int(match[1]), match.end()) if match else (0, place)

    def _on(self, year: int, month: int, day: int, start: int, end: int) -> UncertainDate:
        """A day. Raises _WrongError where there is none."""
        try:
            found = date(year, month, day)
        except ValueError:
            parts = (year, month, day) if 1 <= month <= _MONTHS else None
            unread = NoDate(DateFault.MISSING_DAY, self._text[start:end].strip(), parts)
            raise _WrongError(unread) from None
        return UncertainDate(found, found, Precision.DAY)

    def _word(self, place: int, blanks: re.Pattern[str] = _BLANKS) -> tuple[str, int]:
        """The bare word at a place, and the place after it and its blanks."""
        match = _WORD.match(self._text, place)
        return (bare(match[0]), self._past(blanks, match.end())) if match else ("", place)

    def _past_words(self, place: int, words: Collection[str]) -> int:
        """The place after any words of a set, and after an apostrophe."""
        while True:
            word, after = self._word(place)
            if word not in words:
                return place
            after += self._text[after : after + 1] in ("'", "\N{RIGHT SINGLE QUOTATION MARK}")
            place = after

    def _past(self, pattern: re.Pattern[str], place: int) -> int:
        match = pattern.match(self._text, place)
        return match.end() if match else place


def _in_month(year: int, month: int) -> UncertainDate:
    start = date(year, month, 1)
    return UncertainDate(start, start.replace(day=month_length(year, month)), Precision.MONTH)


def _bounded(value: UncertainDate, lead: Lead) -> UncertainDate:
    """The days before, after or since a date, with the precision of that date."""
    open_end = End(Precision.OPEN)
    if lead is Lead.BEFORE:
        end = End(_unit(value), value.doubt)
        return ranged(CALENDAR_START, value.earliest - DAY, (open_end, end))
    if lead is Lead.SINCE:
        return ranged(value.earliest, CALENDAR_END, (End(value.precision, value.doubt), open_end))
    return ranged(value.latest + DAY, CALENDAR_END, (End(_unit(value), value.doubt), open_end))


def _unit(value: UncertainDate) -> Precision:
    is_plain = value.precision in (Precision.DAY, Precision.MONTH, Precision.SEASON, Precision.YEAR)
    return value.precision if is_plain else Precision.DAY
