"""Slices: long work in small pieces, between which other work has its turn."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

T = TypeVar("T")

# Work that stops after every small piece and goes on when asked; it returns its result.
Slices = Generator[None, None, T]


def finished(work: Slices[T]) -> T:
    """The result of work in slices, all done at once."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            found: T = end.value
            return found
