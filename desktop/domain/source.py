"""Where a fact comes from, and how well it is supported."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Confidence(StrEnum):
    """How well a fact is supported."""

    CONFIRMED = "confirmed"
    SINGLE_SOURCE = "single-source"
    UNCONFIRMED = "unconfirmed"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from."""

    url: str
    publisher: str = ""
