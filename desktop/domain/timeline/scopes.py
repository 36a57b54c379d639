"""What a timeline shows: one investigation, all of a respondent, or everything in the file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.domain.timeline.chronicle import Chronicle
    from desktop.domain.timeline.density import Density


class Scope(StrEnum):
    """Whose events a timeline shows."""

    INVESTIGATION = "investigation"
    RESPONDENT = "respondent"
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class Stock:
    """All events of a scope as they are counted, and the events themselves where they are few.

    Without a density they are still being counted: `share` of the way is done, or nobody knows how much;
    where they are `missing`, they could not be counted.
    `names` are the everyday names of the respondents.
    """

    scope: Scope
    density: Density | None = None
    chronicle: Chronicle | None = None
    names: tuple[str, ...] = ()
    share: float | None = None
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """The events counted on the days (numbers) from `first` to `last`, both included."""

    first: int
    last: int
    chronicle: Chronicle

    def holds(self, first: int, last: int) -> bool:
        """Whether all events of these days are in it."""
        return self.first <= first and last <= self.last
