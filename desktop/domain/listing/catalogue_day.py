"""The catalogue on a day: headlines, amounts and deadlines by place, and the orders that follow them."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from itertools import compress, product
from typing import TYPE_CHECKING

from desktop.domain.listing.bitset import of_flags, of_numbers, strides
from desktop.domain.listing.facets import Section, SortBy
from desktop.domain.penalty.headline import Headline

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desktop.domain.listing.answer import Sheet
    from desktop.domain.listing.catalogue import Catalogue

    _Held = tuple[int, int, int, int]  # place, number of the headline, amount, 1 with a deadline ahead
    _Ranked = tuple[int, int, int]  # amount or rank of the state, rank by name, place

# The order of the list by state: running penalties first, ended ones last.
BY_STATE = (
    Headline.RUNNING,
    Headline.GRACE,
    Headline.STAYED,
    Headline.UNCALCULATED,
    Headline.CAPPED,
    Headline.NOT_NOTIFIED,
    Headline.LIQUIDATED,
    Headline.PAID,
    Headline.COMPLIED,
    Headline.ENDED,
    Headline.ANNULLED,
    Headline.NONE,
)
_HEADLINES = tuple(Headline)
_STATE_RANKS = bytes(BY_STATE.index(headline) for headline in _HEADLINES)


@dataclass(frozen=True, slots=True)
class CatalogueDay:
    """The sheet of one day by place: bitsets of states and deadlines, amounts, and orders.

    `places` are those with penalty lines, `accrued` their amounts in the same order (face value in
    hundredths, -1 where none is known). Without `has_figures` no headline is known yet: only the orders may
    be read, and they are by name.
    """

    states: Mapping[Headline, int]  # bitsets; every state, empty ones too
    deadlines: int
    places: array[int]
    accrued: array[int]
    orders: Mapping[tuple[SortBy, bool], array[int]]
    has_figures: bool = True

    def section(self, section: Section, everything: int) -> int:
        """The set of places that a section of the sidebar shows."""
        match section:
            case Section.RUNNING:
                return self.states[Headline.RUNNING]
            case Section.DEADLINES:
                return self.deadlines
        return everything

    def where_accrued(self, wanted: Callable[[int], bool], size: int) -> int:
        """The set of places with a known amount (hundredths) that is `wanted`."""
        return of_numbers(
            compress(self.places, (minor >= 0 and wanted(minor) for minor in self.accrued)), size
        )


def day_of(catalogue: Catalogue, sheet: Sheet | None) -> CatalogueDay:
    """The catalogue on a day from its sheet; without a sheet, one without figures.

    Investigations not in the catalogue are left out.
    """
    if sheet is None:
        named = dict.fromkeys(product((SortBy.ACCRUED, SortBy.STATE), (False, True)), catalogue.named)
        return CatalogueDay({}, 0, array("I"), array("q"), named, has_figures=False)
    size = catalogue.size
    held = [
        (place, headline, minor, deadline)
        for case_id, headline, minor, deadline in zip(
            sheet.ids, sheet.headlines, sheet.accrued, sheet.deadlines, strict=True
        )
        if (place := catalogue.place(case_id)) is not None
    ]
    places = array("I", (place for place, _, _, _ in held))
    flags = [bytearray(size) for _ in _HEADLINES]
    ahead = bytearray(size)
    for place, headline, _, deadline in held:
        flags[headline][place] = 1
        ahead[place] = deadline
    states = {state: of_flags(row) for state, row in zip(_HEADLINES, flags, strict=True)}
    states[Headline.NONE] |= catalogue.everything & ~of_numbers(places, size)
    return CatalogueDay(
        states=states,
        deadlines=of_flags(ahead),
        places=places,
        accrued=array("q", (minor for _, _, minor, _ in held)),
        orders=_orders(catalogue, held),
    )


def _orders(catalogue: Catalogue, held: list[_Held]) -> dict[tuple[SortBy, bool], array[int]]:
    """The orders by amount and by state; a place without penalty lines has no amount and the last state."""
    rank, none = catalogue.ranks.__getitem__, _HEADLINES.index(Headline.NONE)
    amounts = sorted((minor, rank(place), place) for place, _, minor, _ in held if minor >= 0)
    states = sorted(
        (_STATE_RANKS[headline], rank(place), place) for place, headline, _, _ in held if headline != none
    )
    without_amount, without_state = _others(catalogue, amounts), _others(catalogue, states)
    return {
        (SortBy.ACCRUED, False): without_amount + _places(amounts),
        (SortBy.ACCRUED, True): _places(_descending(amounts)) + without_amount,
        (SortBy.STATE, False): _places(states) + without_state,
        (SortBy.STATE, True): without_state + _places(_descending(states)),
    }


def _descending(ranked: list[_Ranked]) -> list[_Ranked]:
    """The places in falling order, equal ones still by name."""
    return sorted(ranked, key=lambda one: -one[0])


def _places(ranked: list[_Ranked]) -> array[int]:
    return array("I", (place for _, _, place in ranked))


def _others(catalogue: Catalogue, ranked: list[_Ranked]) -> array[int]:
    """All other places, by name."""
    flags = bytearray(b"\1") * catalogue.size
    for _, _, place in ranked:
        flags[place] = 0
    others = array("I")
    for piece in strides(catalogue.size):
        named = catalogue.named[piece]
        others.extend(compress(named, map(flags.__getitem__, named)))
    return others
