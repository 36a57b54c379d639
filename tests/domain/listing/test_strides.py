from __future__ import annotations

import pytest

from desktop.domain.listing.bitset import STRIDE, strides


@pytest.mark.parametrize("size", [0, 1, STRIDE - 1, STRIDE, STRIDE + 1, 3 * STRIDE])
def test_that_the_pieces_are_the_row(size: int) -> None:
    row = list(range(size))
    pieces = [row[piece] for piece in strides(size)]
    assert [number for piece in pieces for number in piece] == row
    assert all(0 < len(piece) <= STRIDE for piece in pieces)
