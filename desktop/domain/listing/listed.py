"""What the list keeps of one investigation, whatever the day."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.case.case import CaseId


class Listed(NamedTuple):
    """One investigation in plain words and days, with its figures over time as prepared for the list.

    `closed` is the day it was closed, whenever that is; `zone` the authority's IANA time zone. `figures` and
    `hindsight` are prepared standings as bytes, each day as known on it and with all that the file knows;
    both are empty where no penalty was ordered. The second is many times longer and rarely wanted: None where
    it was not read.
    """

    id: CaseId
    slug: str
    name: str  # the respondents' everyday names
    title: str
    authority: str  # its short name
    country: str
    zone: str
    reference: str
    since: date | None
    closed: date | None
    figures: bytes = b""
    hindsight: bytes | None = b""
