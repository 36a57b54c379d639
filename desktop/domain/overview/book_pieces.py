"""The pieces of a book: the sums of each penalty line over time, read from prepared figures."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.overview.pieces import Piece
from desktop.domain.penalty.stretch import State
from desktop.domain.prepared import standing as form
from desktop.domain.prepared.growth import LONG, growth_of
from desktop.domain.prepared.legs import ASSUMED, CONTINGENT, ESTABLISHED
from desktop.domain.prepared.spells import END

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from desktop.domain.overview.book import Book

_STATES = tuple(State)
_ANNULLED = _STATES.index(State.ANNULLED)


class BookLine(NamedTuple):
    """One penalty line of a book, by places in prepared `numbers`.

    The investigation's figures begin `at` a place, the line's head at `place`, its `size` legs at `legs`.
    """

    numbers: Sequence[int]
    at: int
    size: int
    legs: int
    place: int

    def ordered(self, last: int) -> Iterator[tuple[int, int, int]]:
        """The flags' place, first and last day (ordinals) of each leg up to a day, annulled legs left out.

        Legs that cannot be calculated are included.
        """
        numbers, count, legs = self.numbers, self.size, self.legs
        for leg in range(legs, legs + count):
            flags = numbers[leg + count]
            first = numbers[leg]
            if flags and flags & 15 != _ANNULLED and first <= last:
                end = numbers[leg + 1] - 1 if leg + 1 < legs + count else END
                yield leg + count, first, min(end, last)


def pieces_on(line: BookLine, last: int) -> Iterator[Piece]:
    """The pieces of a penalty line up to a day (an ordinal)."""
    currency = form.currency_of(line.numbers[line.place])
    for leg, first, end in line.ordered(last):
        yield _piece(line, currency, leg, first, end)


def latest_news(book: Book) -> int:
    """The last knowledge day (an ordinal) of a book with hindsight; 0 for an empty book."""
    return max((numbers[at + numbers[at]] for numbers, at in _beginnings(book)), default=0)


def _beginnings(book: Book) -> Iterator[tuple[Sequence[int], int]]:
    """The numbers of each investigation, and the place in them where its figures begin."""
    return ((book.numbers, at) if at >= 0 else (book.wide[-1 - at], 0) for at in book.places)


def lines_in(book: Book, known_on: date) -> Iterator[BookLine]:
    """Every penalty line of a book; the knowledge day selects the facts of a book with hindsight."""
    known = known_on.toordinal()
    for numbers, at in _beginnings(book):
        section = form.section_of(numbers, at, known)
        lines = section + 2 + 2 * numbers[section]
        for place in range(lines, lines + form.LINE * numbers[section + 1], form.LINE):
            yield BookLine(numbers, at, numbers[place + 7], at + numbers[place + 8], place)


def _piece(line: BookLine, currency: str, leg: int, first: int, last: int) -> Piece:
    """The piece of a leg from its first day to the last one wanted; `leg` is the place of its flags."""
    numbers, count = line.numbers, line.size
    flags, base, rate, apart = (numbers[leg + step * count] for step in range(4))
    evidence = ESTABLISHED if flags & form.FOUND else ASSUMED
    evidence = CONTINGENT if flags & form.CONTINGENT else evidence
    state, shape = _STATES[flags & 15], flags >> form.SHAPE
    if not rate or not shape:
        return Piece(currency, state, first, last, evidence, base, rate, apart)
    amount = base + rate * form.turns(numbers, line.at, shape, first)
    piece = Piece(currency, state, first, last, evidence, amount, 0, apart)
    if last - first > LONG:
        return piece._replace(growth=growth_of(numbers, line.at, shape, rate, first))
    return piece._replace(rises=_rises(numbers, line.at, shape, rate, (first, last)))


def _rises(
    numbers: Sequence[int], at: int, shape: int, rate: int, days: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    """The due days (ordinals) of a leg after the first of `days`, each with the minor units charged."""
    place, (first, last) = at + shape, days
    match numbers[place]:
        case form.EVEN:
            begun, length = numbers[place + 1], numbers[place + 2]
            due = ((first + begun) // length + 1) * length - begun
            yield from ((day, rate) for day in range(due, last + 1, length))
        case form.MONTHS:
            yield from ((day, rate) for day in _month_dues(numbers, place, first, last))
        case form.WORKING:
            weekend, holidays = numbers[place + 1], at + numbers[place + 4]
            free = set(numbers[holidays + 1 : holidays + 1 + numbers[holidays]])
            days_after = range(first + 1, last + 1)
            yield from (
                (day, rate) for day in days_after if not weekend >> (day - 1) % 7 & 1 and day not in free
            )
        case form.PARTS:
            begun, slope, length = numbers[place + 1 : place + 4]
            sums = ((begun + slope * day) // length for day in range(first, last + 1))
            yield from _risen(first, sums, rate)
        case _:
            yield from _risen(first, _month_sums(numbers, place, first, last), rate)


def _risen(first: int, sums: Iterable[int], rate: int) -> Iterator[tuple[int, int]]:
    """The days after the first on which a running sum rises, each with `rate` times the rise."""
    for day, (before, now) in enumerate(pairwise(sums), first + 1):
        if now > before:
            yield day, rate * (now - before)


def _month_sums(numbers: Sequence[int], place: int, first: int, last: int) -> Iterator[int]:
    """The sum at the end of each day, in minor units, where parts of months are charged."""
    month, day_of_month, step, rate, numerator, denominator = numbers[place + 1 : place + 7]
    unit, _ = form.months_run(month, day_of_month, step, first - 1)
    begin, day = form.border_of(month + unit * step, day_of_month), first
    while day <= last:
        end = form.border_of(month + (unit + 1) * step, day_of_month)
        length = end - begin
        charged, slope = rate * (numerator + unit * denominator) * length, rate * denominator
        whole = denominator * length
        yield from ((charged + slope * (on + 1 - begin)) // whole for on in range(day, min(end, last + 1)))
        unit, begin, day = unit + 1, end, end


def _month_dues(numbers: Sequence[int], place: int, first: int, last: int) -> Iterator[int]:
    """The days after the first on which a month is due."""
    month, day_of_month, step, full = numbers[place + 1 : place + 5]
    unit, _ = form.months_run(month, day_of_month, step, first)
    while (due := form.border_of(month + unit * step, day_of_month) - (not full)) <= last:
        if due > first:
            yield due
        unit += 1
