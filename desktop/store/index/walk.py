"""Documents found, one after the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.listing.asked import Asked

FIRST = 60  # results that are enough while typing


@dataclass(frozen=True, slots=True)
class Walk:
    """Documents by number, the newest first, none dead; `is_cut` where seldom words were left out.

    `cost` is how often lists are moved at most while few documents hold several words together.
    """

    documents: Iterator[int] = field(default_factory=lambda: iter(()))
    is_cut: bool = False
    cost: int = 0


class Search(Protocol):
    """A way to find documents."""

    def beginning(self, asked: Asked) -> Walk:
        """Those whose words begin with the words asked; of very many words the most frequent count."""

    def holding(self, asked: Asked) -> Walk:
        """The same, and those whose words hold the words asked inside."""

    def every(self, asked: Asked) -> Walk:
        """All whose words begin with the words asked, none left out."""

    def better(self, asked: Asked) -> tuple[Walk, ...]:
        """Some of these that stand before the others, the best first."""

    def unwanted(self, asked: Asked) -> Walk:
        """Those that hold what is excluded."""
