"""Long work in small pieces, between which others may have their turn."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

T = TypeVar("T")

# Work that stops after every little piece of it and goes on when asked; it returns what it was for.
Slices = Generator[None, None, T]


def finished(work: Slices[T]) -> T:
    """What some work was for, all of it done now."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            found: T = end.value
            return found
