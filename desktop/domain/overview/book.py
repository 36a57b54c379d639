"""The book: prepared figures of all investigations with penalty lines, and their headlines on a day."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.listing.answer import Sheet
from desktop.domain.money import exponent
from desktop.domain.penalty.headline import Headline
from desktop.domain.prepared import standing as form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from desktop.domain.days.asof import AsOf

_NONE = tuple(Headline).index(Headline.NONE)
_LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Book:
    """The prepared figures of all investigations with penalty lines, in columns ordered by `ids`.

    `zone_numbers` are places in `zones`, `places` are beginnings of figures in `numbers`. A place below 0 is
    one in `wide` (-1 the first, -2 the second): figures with a number beyond eight bytes. The figures hold
    for each day as known on it or, with `hindsight`, for any day as known on any other. `lines` is the number
    of penalty lines.
    """

    ids: array[int]  # typecode q, ascending
    zones: tuple[str, ...]
    zone_numbers: array[int]  # typecode I
    places: array[int]  # typecode q
    numbers: Sequence[int]
    wide: tuple[Sequence[int], ...]
    lines: int
    hindsight: bool = False

    def __len__(self) -> int:
        return len(self.ids)

    def serves(self, as_of: AsOf) -> bool:
        """Whether the figures have the knowledge of an as-of day, with hindsight or without."""
        return self.hindsight == as_of.hindsight

    def sheet(self, as_of: AsOf) -> Sheet:
        """The headline, largest accrued sum and deadline of every investigation as of a day."""
        headlines, accrued, ahead = bytearray(), array("q"), bytearray()
        scales: dict[int, tuple[int, int]] = {}
        step_on, sums_on = form.step_on, form.sums_on
        for numbers, at, section, day, _ in self.sections(as_of):
            flags = step_on(numbers, section, day)
            if not flags & form.SHOWN:
                headlines.append(_NONE)
                ahead.append(0)
                accrued.append(-1)
                continue
            headlines.append(flags & 15)
            ahead.append(flags & form.AHEAD != 0)
            sums = sums_on(numbers, at, section, day)
            if flags >> form.OPEN & form.MOST_COUNTED:
                # A currency with an unknown line counts at its lower bound, where that is above nothing.
                bounds = form.bounds_on(numbers, at, section, day)
                sums |= {code: least for code, (least, _) in bounds.items() if least}
            accrued.append(_face(sums, scales))
        return Sheet(self.ids, bytes(headlines), accrued, bytes(ahead))

    def with_figures(self, figures: Mapping[int, tuple[str, bytes]]) -> Book:
        """The book with other figures of some investigations: IANA time zone and prepared figures by id.

        Without figures an investigation goes. Raises ValueError where figures are damaged.
        """
        ids, places, zone_numbers = self.ids[:], self.places[:], self.zone_numbers[:]
        zones, wide, lines = list(self.zones), list(self.wide), self.lines
        for case_id, (zone, data) in figures.items():
            at = bisect_left(ids, case_id)
            if at < len(ids) and ids[at] == case_id:
                place = places[at]
                before, begin = (self.numbers, place) if place >= 0 else (wide[-1 - place], 0)
                lines -= before[form.section_of(before, begin, 0) + 1]
                for column in (ids, places, zone_numbers):
                    column.pop(at)
            if data:
                numbers = form.numbers_of(data)
                lines += numbers[form.section_of(numbers, 0, 0) + 1]
                wide.append(numbers)
                if zone not in zones:
                    zones.append(zone)
                ids.insert(at, case_id)
                places.insert(at, -len(wide))
                zone_numbers.insert(at, zones.index(zone))
        return Book(ids, tuple(zones), zone_numbers, places, self.numbers, tuple(wide), lines, self.hindsight)

    def sections(self, as_of: AsOf) -> Iterator[tuple[Sequence[int], int, int, int, int]]:
        """The numbers, beginning, section, as-of day and knowledge day (ordinals) of each investigation."""
        days = [as_of.day_in(zone).toordinal() for zone in self.zones]
        known = [as_of.known_in(zone).toordinal() for zone in self.zones]
        main = self.numbers
        for at, zone in zip(self.places, self.zone_numbers, strict=True):
            numbers, begin = (main, at) if at >= 0 else (self.wide[-1 - at], 0)
            if numbers[begin] == 1:  # most have one section
                yield numbers, begin, begin + numbers[begin + 2], days[zone], known[zone]
            else:
                section = form.section_of(numbers, begin, known[zone])
                yield numbers, begin, section, days[zone], known[zone]


def book_of(figures: Iterable[tuple[int, str, bytes]], *, hindsight: bool = False) -> Book:
    """The book of investigations, given as id, IANA time zone and prepared figures in order of id.

    Raises ValueError where figures are damaged.
    """
    ids, places, zone_numbers = array("q"), array("q"), array("I")
    zones: dict[str, int] = {}
    wide: list[Sequence[int]] = []
    data = bytearray()
    lines = 0
    for case_id, zone, one in figures:
        numbers = form.numbers_of(one)
        lines += numbers[form.section_of(numbers, 0, 0) + 1]
        if isinstance(numbers, list):
            wide.append(numbers)
            places.append(-len(wide))
        else:
            places.append(len(data) // 8)
            data += one
        ids.append(case_id)
        zone_numbers.append(zones.setdefault(zone, len(zones)))
    numbers = memoryview(bytes(data)).cast("q")
    return Book(ids, tuple(zones), zone_numbers, places, numbers, tuple(wide), lines, hindsight)


def _face(sums: dict[int, int], scales: dict[int, tuple[int, int]]) -> int:
    """The face value of the largest sum in hundredths, whatever its currency; -1 without a sum."""
    largest = -1
    for code, minor in sums.items():
        scale = scales.get(code)
        if scale is None:
            digits = exponent(form.currency_of(code))
            scale = scales[code] = (10 ** max(0, 2 - digits), 10 ** max(0, digits - 2))
        largest = max(largest, minor * scale[0] // scale[1])
    return min(largest, _LARGEST)
