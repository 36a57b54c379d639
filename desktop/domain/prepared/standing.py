"""Prepared figures read: the headline and accrued sums of an investigation on any day, without the engine.

Prepared figures are whole numbers side by side (typecode q, or a JSON list where a number is too large for
that), made by `preparing.figures_of`. Days are ordinals. The figures hold for every day of the calendar;
reading them imports no engine, so that a list row costs a few microseconds.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.listing.row import Bounds, Row
from desktop.domain.money import Money
from desktop.domain.penalty.headline import Headline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.days.asof import AsOf
    from desktop.domain.listing.row import Listed

HEADLINES = tuple(Headline)

# The flags of a leg (days of one line) and of a step (days of the whole investigation).
SHOWN = 1 << 4  # the order was made, and it can be calculated
CONTINGENT = 1 << 5  # no breach is found
AHEAD = 1 << 6  # a deadline is ahead
FOUND = 1 << 7  # its growth is established
BY_UNITS = 1 << 8  # it is charged by units other than days
UNKNOWN = 1 << 9  # a leg's: its accrued sum is not known, and no total holds it
UNCALCULATED = 9  # from this bit on, a step's flags count the lines that cannot be calculated
OPEN = 21  # from this bit on, a step's flags count the lines whose accrued sum is not known
FIRST_DAY = 33  # from this bit on, a step's flags hold the first penalty day while in grace
COMING = 16  # from this bit on, a leg's flags hold the place of its deadlines
MASK = (1 << 24) - 1
MOST_COUNTED = (1 << OPEN - UNCALCULATED) - 1
SHAPE = 40  # from this bit on, a leg's flags hold the place of its shape, 0 for a leg that runs straight

# The shapes of a leg that does not run straight.
EVEN, MONTHS, PARTS, MONTH_PARTS, WORKING = range(5)

# The numbers of a line: its currency; the count and place of the legs that bound an unknown sum from above;
# the places of its zone and of its fixed sums; the count and place of the legs that bound it from below, and
# of its own legs.
LINE = 9


class FiguresError(ValueError):
    """Prepared figures are damaged: the engine is to be asked instead."""


class Standing(NamedTuple):
    """The headline and sums of an investigation on a day; `accrued` is empty while no sum is known."""

    headline: Headline
    accrued: tuple[Money, ...]  # per currency, the largest first
    contingent: bool  # no breach is found: "if not obeyed"
    grace_days_left: int | None
    has_deadline: bool
    uncalculated: int = 0  # lines that cannot be calculated: `accrued` leaves them out
    unknown: int = 0  # lines whose accrued sum is not known: `accrued` leaves them out too
    bounds: tuple[Bounds, ...] = ()  # per currency with such a line: least and most of all its lines


NOTHING = Standing(Headline.NONE, (), False, None, False)


def standing(figures: bytes, day: date, known_on: date | None = None) -> Standing | None:
    """The standing at the end of `day` with the knowledge of `known_on` (default: `day`).

    Figures prepared for each day as known on it serve the default alone. None for damaged figures: then the
    engine is to be asked.
    """
    if not figures:
        return NOTHING
    number = day.toordinal()
    try:
        return read(numbers_of(figures), 0, number, number if known_on is None else known_on.toordinal())
    except (ValueError, IndexError, OverflowError, ZeroDivisionError, TypeError):
        return None


def row_on(listed: Listed, as_of: AsOf) -> Row:
    """The list row of an investigation as of a day.

    Raises FiguresError where its figures are damaged, LookupError where its hindsight figures were not read.
    """
    day = as_of.picked or as_of.today_in(listed.zone)
    known_on = as_of.today_in(listed.zone) if as_of.hindsight else day
    figures = listed.hindsight if as_of.hindsight else listed.figures
    if figures is None:
        raise LookupError(f"{listed.slug} was read without hindsight")
    found = standing(figures, day, known_on)
    if found is None:
        raise FiguresError(f"the prepared figures of {listed.slug} are damaged")
    closed = listed.closed
    return Row(
        listed.id,
        listed.slug,
        listed.name,
        listed.title,
        listed.authority,
        listed.country,
        listed.reference,
        listed.since,
        closed if closed is not None and closed <= day and closed <= known_on else None,
        found.headline,
        found.accrued,
        found.contingent,
        found.grace_days_left,
        found.uncalculated,
        found.unknown,
        found.bounds,
    )


def numbers_of(figures: bytes) -> Sequence[int]:
    """Prepared figures as numbers. Raises ValueError for bytes of another form."""
    if figures[:1] == b"[":
        found: list[int] = json.loads(figures)
        return found
    try:
        return memoryview(figures).cast("q")
    except TypeError:
        raise ValueError("prepared figures are cut off") from None


def section_of(numbers: Sequence[int], at: int, known: int) -> int:
    """The place of the section for a day of knowledge, in figures that begin at `at`."""
    count = numbers[at]
    return at + numbers[bisect_right(numbers, known, at + 1, at + 1 + count) - 1 + count]


def read(numbers: Sequence[int], at: int, day: int, known: int) -> Standing:
    """The standing on a day by the knowledge of another, from figures that begin at `at`."""
    section = section_of(numbers, at, known)
    flags = step_on(numbers, section, day)
    if not flags & SHOWN:
        return NOTHING
    first_day = flags >> FIRST_DAY
    unknown = flags >> OPEN & MOST_COUNTED
    return Standing(
        HEADLINES[flags & 15],
        tuple(amounts(sums_on(numbers, at, section, day))),
        flags & CONTINGENT != 0,
        first_day - day if first_day else None,
        flags & AHEAD != 0,
        uncalculated_in(flags),
        unknown,
        bounds_of(bounds_on(numbers, at, section, day)) if unknown else (),
    )


def uncalculated_in(flags: int) -> int:
    """The number of lines that cannot be calculated, by the flags of a step."""
    return flags >> UNCALCULATED & MOST_COUNTED


def step_on(numbers: Sequence[int], section: int, day: int) -> int:
    """The flags of an investigation on a day."""
    steps = numbers[section]
    return numbers[bisect_right(numbers, day, section + 2, section + 2 + steps) - 1 + steps]


def sums_on(numbers: Sequence[int], at: int, section: int, day: int) -> dict[int, int]:
    """The sums known to have accrued by the end of a day, in minor units, by currency code."""
    sums: dict[int, int] = {}
    lines = section + 2 + 2 * numbers[section]
    for line in range(lines, lines + LINE * numbers[section + 1], LINE):
        count, legs = numbers[line + 7], at + numbers[line + 8]
        leg = bisect_right(numbers, day, legs, legs + count) - 1 + count
        flags = numbers[leg]
        if flags & SHOWN and not flags & UNKNOWN:
            minor, rate = numbers[leg + count], numbers[leg + 2 * count]
            if rate:
                minor += rate * (turns(numbers, at, flags >> SHAPE, day) if flags >> SHAPE else day)
            code = numbers[line]
            sums[code] = sums.get(code, 0) + minor
    return sums


def bounds_on(numbers: Sequence[int], at: int, section: int, day: int) -> dict[int, tuple[int, int | None]]:
    """The least and most (None: no bound) in minor units of each currency with an unknown line on a day."""
    sums = sums_on(numbers, at, section, day)
    found: dict[int, tuple[int, int | None]] = {}
    lines = section + 2 + 2 * numbers[section]
    for line in range(lines, lines + LINE * numbers[section + 1], LINE):
        code, more, above, _, _, less, below, count, legs = numbers[line : line + LINE]
        flags, minor = _leg_on(numbers, at, (at + legs, count), day)
        if not (flags & SHOWN and flags & UNKNOWN):
            continue
        least, most = found.get(code, (sums.get(code, 0), sums.get(code, 0)))
        shown, bound = _leg_on(numbers, at, (at + below, less), day) if less else (0, 0)
        minor = max(minor, bound) if shown & SHOWN else minor
        shown, bound = _leg_on(numbers, at, (at + above, more), day) if more else (0, 0)
        found[code] = least + minor, most + bound if most is not None and shown & SHOWN else None
    return found


def _leg_on(numbers: Sequence[int], at: int, legs: tuple[int, int], day: int) -> tuple[int, int]:
    """The flags of a line's leg on a day, and its accrued sum at the end of the day."""
    first, count = legs
    leg = bisect_right(numbers, day, first, first + count) - 1 + count
    flags, minor, rate = numbers[leg], numbers[leg + count], numbers[leg + 2 * count]
    if rate:
        minor += rate * (turns(numbers, at, flags >> SHAPE, day) if flags >> SHAPE else day)
    return flags, minor


def bounds_of(sums: dict[int, tuple[int, int | None]]) -> tuple[Bounds, ...]:
    """Bounds by currency code, the largest first."""
    found = [
        Bounds(Money(least, currency_of(code)), None if most is None else Money(most, currency_of(code)))
        for code, (least, most) in sums.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.least.minor, one.least.currency)))


def amounts(sums: dict[int, int]) -> list[Money]:
    """Sums by currency code, the largest first."""
    found = [Money(minor, currency_of(code)) for code, minor in sums.items()]
    if len(found) > 1:
        found.sort(key=lambda amount: (-amount.minor, amount.currency))
    return found


def turns(numbers: Sequence[int], at: int, shape: int, day: int) -> int:
    """The units a shape has charged by the end of a day, counted from any beginning.

    The shapes of parts of units give minor units.
    """
    place = at + shape
    kind, one, two, three = numbers[place], numbers[place + 1], numbers[place + 2], numbers[place + 3]
    if kind == EVEN:
        return (day + one) // two
    if kind == PARTS:
        return (one + two * day) // three
    if kind == WORKING:
        return _working_days(numbers, at + numbers[place + 4], one, two, day) - three
    whole, rest = months_run(one, two, three, day)
    if kind == MONTHS:
        return whole + 1 if rest and numbers[place + 4] else whole
    rate, numerator, denominator = numbers[place + 4 : place + 7]
    begin, end = (border_of(one + units * three, two) for units in (whole, whole + 1))
    run, length = numerator + whole * denominator, end - begin
    return rate * (run * length + (day + 1 - begin) * denominator) // (denominator * length)


def months_run(month: int, day_of_month: int, step: int, day: int) -> tuple[int, bool]:
    """The whole units of months run by the end of a day, and whether another has begun."""
    after = date.fromordinal(day + 1)
    whole, rest = divmod(after.year * 12 + after.month - 1 - month, step)
    if rest or after.day > day_of_month:
        return whole, True
    border = min(day_of_month, _length(after.year, after.month))
    return (whole, False) if after.day == border else (whole - 1, True)


def border_of(month: int, day_of_month: int) -> int:
    """The day on which a unit of months begins, by the number of its month.

    A unit that begins inside the calendar ends a year later at most: before Python's dates do.
    """
    year, month0 = divmod(month, 12)
    return date(year, month0 + 1, min(day_of_month, _length(year, month0 + 1))).toordinal()


def _length(year: int, month: int) -> int:
    """The days of a month."""
    if month == 2:  # noqa: PLR2004 - February
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _working_days(numbers: Sequence[int], holidays: int, weekend: int, first: int, day: int) -> int:
    """The working days from a first day on: whole weeks, the rest, less the holidays."""
    weeks, rest = divmod(day - first + 1, 7)
    free = weekend.bit_count()
    begun = sum(not weekend >> (first - 1 + step) % 7 & 1 for step in range(rest))
    count = numbers[holidays]
    days = holidays + 1
    low = bisect_right(numbers, first - 1, days, days + count)
    return weeks * (7 - free) + begun - (bisect_right(numbers, day, days, days + count) - low)


def text_of(words: Sequence[int]) -> str:
    """The text of numbers that hold seven bytes each."""
    return b"".join(word.to_bytes(7, "big").lstrip(b"\0") for word in words).decode("utf-8", "surrogatepass")


def words_of(text: str) -> tuple[int, ...]:
    """A text as numbers of seven bytes each."""
    data = text.encode("utf-8", "surrogatepass")
    return tuple(int.from_bytes(data[place : place + 7], "big") for place in range(0, len(data), 7))


@lru_cache(maxsize=1024)
def currency_of(code: int) -> str:
    """The currency of a number made by `code_of`."""
    return code.to_bytes((code.bit_length() + 7) // 8, "big").decode("utf-8", "surrogatepass")


def code_of(currency: str) -> int:
    """A currency as a number."""
    return int.from_bytes(currency.encode("utf-8", "surrogatepass"), "big")
