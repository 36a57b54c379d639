from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.listing.bitset import flags_of, full, of_flags, of_numbers


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
