"""The investigations of the sample, read once for all tests."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from desktop.exchange.sample.sample import sample_cases

if TYPE_CHECKING:
    from desktop.domain.case.case import Case


@cache
def sampled() -> tuple[Case, ...]:
    """Every investigation of the sample."""
    return sample_cases()
