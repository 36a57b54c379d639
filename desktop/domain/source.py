"""The source of a fact, and the confidence in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Confidence(StrEnum):
    """The confidence in a fact."""

    CONFIRMED = "confirmed"
    SINGLE_SOURCE = "single-source"
    UNCONFIRMED = "unconfirmed"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


class SourceKind(StrEnum):
    """The kind of a source: who speaks in it."""

    OFFICIAL = "official"
    COURT = "court"
    PARTY = "party"
    LAW_FIRM = "law firm"
    PRESS = "press"
    SECONDARY = "secondary"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Source:
    """The public source of a fact."""

    url: str
    publisher: str = ""
