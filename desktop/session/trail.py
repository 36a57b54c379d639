"""The places visited, for Back and Forward."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from desktop.domain.listing.facets import Query


class Place(NamedTuple):
    """A place visited: the query of the list, and the investigation shown."""

    query: Query
    slug: str | None


class Trail:
    """The places visited in order, and the present place among them."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1
        self.is_held = False  # while a place is gone back to, no other is visited

    @property
    def can_go_back(self) -> bool:
        """Whether a place lies before the present place."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether a place lies after the present place."""
        return self._at + 1 < len(self._places)

    def visit(self, place: Place) -> None:
        """Go on to a place; the places ahead are forgotten."""
        if self.is_held or (self._places and self._places[self._at] == place):
            return
        self._places[self._at + 1 :] = [place]
        self._at += 1

    def clear(self) -> None:
        """Forget all places: another file is open."""
        self._places, self._at = [], -1

    def back(self) -> Place | None:
        """The place before, or None at the start."""
        if not self.can_go_back:
            return None
        self._at -= 1
        return self._places[self._at]

    def forward(self) -> Place | None:
        """The place after, or None at the end."""
        if not self.can_go_forward:
            return None
        self._at += 1
        return self._places[self._at]
