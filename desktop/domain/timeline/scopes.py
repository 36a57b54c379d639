"""The scopes of a timeline (an investigation, a respondent, everything) and the events they hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.domain.timeline.chronicle import Chronicle
    from desktop.domain.timeline.density import Density


class Scope(StrEnum):
    """The investigations whose events a timeline shows."""

    INVESTIGATION = "investigation"
    RESPONDENT = "respondent"
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class Stock:
    """The events of a scope: their density, and the chronicle where they are few.

    Without a density they are being counted: `share` of the way is done, None if unknown; `missing` events
    could not be counted. `names` are the everyday names of the respondents.
    """

    scope: Scope
    density: Density | None = None
    chronicle: Chronicle | None = None
    names: tuple[str, ...] = ()
    share: float | None = None
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """The chronicle of the days (ordinals) from `first` to `last`, both included."""

    first: int
    last: int
    chronicle: Chronicle

    def holds(self, first: int, last: int) -> bool:
        """Whether the window covers the days."""
        return self.first <= first and last <= self.last
