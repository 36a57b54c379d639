"""Where an investigation holds what was looked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.domain.case.case import CaseId, EventId
    from desktop.domain.days.period import UncertainDate
    from desktop.domain.listing.folding import Mark


@dataclass(frozen=True, slots=True)
class Hit:
    """The event of an investigation that holds most of what was looked for, and of these the newest.

    `excerpt` is one line of its text in its own spelling, `marks` what to mark there (in characters of
    Python: beyond the Basic Multilingual Plane Qt counts two), `others` the number of other events that hold
    any of it. Where no event holds it, the excerpt is of what the investigation is, without event and date.
    """

    case_id: CaseId
    event_id: EventId | None
    date: UncertainDate | None
    excerpt: str
    marks: tuple[Mark, ...]
    others: int = 0
