"""What is prepared from a case file before it can be listed, summed and searched at once."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Stage(StrEnum):
    """What is prepared, in this order."""

    LISTED = "listed"  # a row for every investigation, and the catalogue
    FIGURES = "figures"  # where penalties stand over time, and the sums of all
    DAYS = "days"  # events per day and lane
    TEXTS = "texts"  # the words of every investigation


class Progress(NamedTuple):
    """How far a stage is: `done` investigations of `total`; it is finished where `is_ready`."""

    stage: Stage
    done: int
    total: int
    is_ready: bool = False

    @property
    def percent(self) -> int:
        """The part that is done, in whole percent."""
        return 100 if self.is_ready else min(99, self.done * 100 // max(self.total, 1))


class Unprepared(NamedTuple):
    """Why a file could not be prepared, a sentence or nothing where nobody knows; `done` is what there is."""

    reason: str
    done: frozenset[Stage]
