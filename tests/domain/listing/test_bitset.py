from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.listing.bitset import STRIDE, flags_of, full, of_flags, of_numbers, strides


@given(st.sets(st.integers(0, 299)), st.integers(300, 400))
def test_that_a_set_comes_back_as_it_was_given(numbers: set[int], size: int) -> None:
    bits = of_numbers(numbers, size)
    flags = flags_of(bits, size)
    assert len(flags) == size
    assert {place for place, flag in enumerate(flags) if flag} == numbers
    assert of_flags(flags) == bits
    assert bits.bit_count() == len(numbers)
    assert full(size) & bits == bits
    assert full(size).bit_count() == size


def test_that_a_file_without_investigations_has_an_empty_set() -> None:
    assert (full(0), of_flags(b""), of_numbers((), 0), flags_of(0, 0)) == (0, 0, 0, b"")


@pytest.mark.parametrize("size", [0, 1, STRIDE - 1, STRIDE, STRIDE + 1, 3 * STRIDE])
def test_that_the_pieces_are_the_row(size: int) -> None:
    row = list(range(size))
    pieces = [row[piece] for piece in strides(size)]
    assert [number for piece in pieces for number in piece] == row
    assert all(0 < len(piece) <= STRIDE for piece in pieces)
