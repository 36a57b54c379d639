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


@dataclass(frozen=True, slots=True)
class Source:
    """The public source of a fact."""

    url: str
    publisher: str = ""
