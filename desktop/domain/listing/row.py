"""One investigation in the list, as of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.case.ids import CaseId
    from desktop.domain.money import Money
    from desktop.domain.penalty.headline import Headline


class Bounds(NamedTuple):
    """What the penalties of one currency come to at least and at most, those not known among them."""

    least: Money
    most: Money | None  # None where nothing bounds it


class Row(NamedTuple):
    """One investigation in the list, as of the day."""

    id: CaseId
    slug: str
    respondent: str
    title: str
    authority: str
    country: str
    reference: str
    since: date | None  # opened, or else the first decision the file knows of
    closed: date | None
    headline: Headline
    accrued: tuple[Money, ...]  # per currency, of what is known; empty where nothing is
    contingent: bool  # nobody has found a breach: "if not obeyed"
    grace_days_left: int | None
    uncalculated: int = 0  # penalty lines that cannot be calculated: no sum holds them
    unknown: int = 0  # penalty lines of which nobody knows what they come to: no sum holds them either
    bounds: tuple[Bounds, ...] = ()  # per currency with such a line, the largest first


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
