"""What a timeline shows: one investigation, all of a respondent, or everything in the file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.domain.chronicle import Chronicle
    from desktop.domain.density import Density


class Scope(StrEnum):
    """Whose events a timeline shows."""

    INVESTIGATION = "investigation"
    RESPONDENT = "respondent"
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class Stock:
    """All events of a scope as they are counted, and the events themselves where they are few.

    Without a density they are still being counted. `names` are the respondents' everyday names.
    """

    scope: Scope
    density: Density | None = None
    chronicle: Chronicle | None = None
    names: tuple[str, ...] = ()
    investigations: int = 0


@dataclass(frozen=True, slots=True)
class Window:
    """The events counted on the days (numbers) from `first` to `last`, both included."""

    first: int
    last: int
    chronicle: Chronicle

    def holds(self, first: int, last: int) -> bool:
        """Whether all events of these days are in it."""
        return self.first <= first and last <= self.last
