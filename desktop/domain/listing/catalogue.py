"""The catalogue: the properties by which the investigations of a file are narrowed, counted and sorted.

An investigation's place is its number in the order of ids, from 0. Arrays and bitsets hold the properties
by place, so that a query over a hundred thousand investigations takes milliseconds.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from itertools import chain, compress
from typing import TYPE_CHECKING

from desktop.domain.listing.bitset import full, of_numbers, strides

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from desktop.domain.listing.facets import FacetKind, SortBy

FEW = 512  # values of a property kept as bitsets; more are kept as codes alone
NOBODY = 0  # the day of an investigation without one


@dataclass(frozen=True, slots=True)
class Values:
    """One property: its values in order, their labels, and the investigations that have them.

    `owners` (places, ascending) and `codes` (numbers of values) stand side by side. `bits` holds one bitset a
    value, or nothing for more than FEW values.
    """

    names: tuple[str, ...]
    labels: tuple[str, ...]
    owners: array[int]  # typecode I
    codes: array[int]  # typecode I
    bits: tuple[int, ...]
    totals: Counter[int]  # of investigations by code

    def any_of(self, codes: Iterable[int], size: int) -> int:
        """The set of places with any of the values."""
        if not self.bits:
            return of_numbers(self.having(frozenset(codes)), size)
        found = 0
        for code in codes:
            found |= self.bits[code]
        return found

    def having(self, codes: frozenset[int]) -> Iterator[int]:
        """The places with any of the values, in order; a place with several values comes several times."""
        return chain.from_iterable(
            compress(self.owners[piece], map(codes.__contains__, self.codes[piece]))
            for piece in strides(len(self.codes))
        )

    def code(self, name: str) -> int | None:
        """The code of a value, or None."""
        place = bisect_left(self.names, name)
        return place if place < len(self.names) and self.names[place] == name else None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All investigations of a file.

    `ids` ascend. `since` holds the day (ordinal) an investigation began, or 0. `named` are the places by name
    and slug, `ranks` their ranks in it; `orders` are the places by a property, ascending or descending, and
    by name among equals.
    """

    ids: array[int]  # typecode q
    since: array[int]  # typecode i
    named: array[int]  # typecode I
    ranks: array[int]  # typecode I
    orders: Mapping[tuple[SortBy, bool], array[int]]
    values: Mapping[FacetKind, Values]
    articles: Values  # as written: the law, a line feed, the article

    @property
    def everything(self) -> int:
        """The set of all places."""
        return full(len(self.ids))

    @property
    def size(self) -> int:
        """The number of investigations."""
        return len(self.ids)

    def place(self, case_id: int) -> int | None:
        """The place of an investigation, or None for an id not in the file."""
        if not self.ids:
            return None
        first, last = self.ids[0], self.ids[-1]
        if last - first + 1 == len(self.ids):  # no gaps
            return case_id - first if first <= case_id <= last else None
        place = bisect_left(self.ids, case_id)
        return place if place < len(self.ids) and self.ids[place] == case_id else None

    def places(self, case_ids: Iterable[int]) -> Iterator[int]:
        """The places of investigations, in the order given; ids not in the file are left out."""
        return (place for place in map(self.place, case_ids) if place is not None)

    def near(self, case_id: int, kind: FacetKind, most: int) -> tuple[int, ...]:
        """The ids of up to `most` other investigations that share a value of a kind, ascending."""
        place = self.place(case_id)
        if place is None:
            return ()
        values = self.values[kind]
        first, after = bisect_left(values.owners, place), bisect_left(values.owners, place + 1)
        found = dict.fromkeys(values.having(frozenset(values.codes[first:after])))
        found.pop(place, None)
        return tuple(self.ids[owner] for owner in list(found)[:most])


def values_of(columns: Iterable[Iterable[tuple[str, str]]], size: int) -> Values:
    """A property from the values and labels of every investigation, in order of place."""
    labels: dict[str, str] = {}
    owners, names = array("I"), []
    for place, column in enumerate(columns):
        for name, label in dict(column).items():
            labels[name] = label
            owners.append(place)
            names.append(name)
    ordered = tuple(sorted(labels))
    numbers = {name: number for number, name in enumerate(ordered)}
    codes = array("I", map(numbers.__getitem__, names))
    spoken = tuple(labels[name] for name in ordered)
    bits = bits_of(owners, codes, len(ordered), size)
    return Values(ordered, spoken, owners, codes, bits, totals_of(codes))


def totals_of(codes: array[int]) -> Counter[int]:
    """The number of times each code occurs."""
    totals: Counter[int] = Counter()
    for piece in strides(len(codes)):
        totals.update(codes[piece])
    return totals


def bits_of(owners: array[int], codes: array[int], values: int, size: int) -> tuple[int, ...]:
    """The bitset of each value, or nothing for more than FEW values."""
    if values > FEW:
        return ()
    having: list[list[int]] = [[] for _ in range(values)]
    for owner, code in zip(owners, codes, strict=True):
        having[code].append(owner)
    return tuple(of_numbers(owners_of_one, size) for owners_of_one in having)


def ranks_of(named: array[int]) -> array[int]:
    """The rank of each place in an order of places."""
    ranks = array("I", bytes(named.itemsize * len(named)))
    for rank, place in enumerate(named):
        ranks[place] = rank
    return ranks
