"""The row of an investigation in the list, and the record it is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.case.ids import CaseId
    from desktop.domain.money import Money
    from desktop.domain.penalty.headline import Headline


class Bounds(NamedTuple):
    """The bounds of the sum accrued in one currency, unknown penalty lines included."""

    least: Money
    most: Money | None  # None without an upper bound


class Row(NamedTuple):
    """The row of an investigation in the list, as of a day."""

    id: CaseId
    slug: str
    respondent: str
    title: str
    authority: str
    country: str
    reference: str
    since: date | None  # the day it was opened, else of its first decision in the file
    closed: date | None
    headline: Headline
    accrued: tuple[Money, ...]  # per currency, of known lines; empty without any
    contingent: bool  # nobody has found a breach: "if not obeyed"
    grace_days_left: int | None
    uncalculated: int = 0  # penalty lines that cannot be calculated: no sum holds them
    unknown: int = 0  # penalty lines whose sum nobody knows: no sum holds them either
    bounds: tuple[Bounds, ...] = ()  # per currency with such a line, the largest first


class Listed(NamedTuple):
    """An investigation in plain words and days, with its prepared figures.

    `closed` is the day it was closed, past or future; `zone` the authority's IANA time zone. `figures` and
    `hindsight` are prepared figures as bytes, for each day as known on it and with all facts of the file;
    both are empty without an order. `hindsight` is many times longer and rarely wanted: None if not read.
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
