"""Long rows taken piece by piece.

A loop that runs inside one call of the interpreter lets no other thread run before its end. Of a hundred
thousand numbers that is a dropped frame; of one stride it is not noticed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

STRIDE = 1024


def strides(size: int) -> Iterator[slice]:
    """The pieces of a row of so many, in order; the last one may reach beyond its end."""
    return (slice(first, first + STRIDE) for first in range(0, size, STRIDE))
