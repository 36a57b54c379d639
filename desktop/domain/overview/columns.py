"""Columns of whole numbers as bytes: arrays of eight-byte numbers, or lists where a number is larger."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from itertools import chain, pairwise, repeat
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Column: TypeAlias = Sequence[int]

_LENGTH = 8  # bytes of the length of the head
_SPREAD = 64  # days for each start, on average, beyond which no places are listed


def column_of(numbers: Iterable[int]) -> Column:
    """A column of numbers: an array, or a list where a number is beyond eight bytes."""
    held = list(numbers)
    try:
        return array("q", held)
    except OverflowError:
        return held


def packed(head: object, columns: Iterable[Column]) -> bytes:
    """A head (any JSON value) and columns as bytes."""
    kept = list(columns)
    sizes = [list(one) if isinstance(one, list) else len(one) for one in kept]
    text = json.dumps([head, sizes]).encode()
    text += b" " * (-len(text) % _LENGTH)
    body = (one.tobytes() for one in kept if isinstance(one, array))
    return b"".join((len(text).to_bytes(_LENGTH, "little"), text, *body))


def unpacked(data: bytes) -> tuple[Any, list[Column]]:
    """The head and the columns of packed bytes. Raises ValueError where the bytes are damaged."""
    length = int.from_bytes(data[:_LENGTH], "little")
    try:
        head, sizes = json.loads(data[_LENGTH : _LENGTH + length])
        return head, list(_columns(sizes, memoryview(data)[_LENGTH + length :]))
    except (TypeError, RecursionError) as error:
        raise ValueError(f"the sums kept are damaged: {error}") from None


def _columns(sizes: list[Any], body: memoryview) -> Iterator[Column]:
    place = 0
    for size in sizes:
        if isinstance(size, list):
            yield [int(number) for number in size]
            continue
        column = array("q")
        column.frombytes(body[place : place + 8 * size])
        if size < 0 or len(column) != size:
            raise ValueError("the sums kept are cut off")
        place += 8 * size
        yield column
    if place != len(body):
        raise ValueError("the sums kept are damaged: there is more than was written")


def grouped(
    head: object, columns: list[Column], widths: tuple[int, ...], kept: str
) -> Iterator[tuple[Any, list[Column]]]:
    """Each key of a head with its columns: ascending days, then columns with `widths` numbers a day.

    Raises ValueError where they are damaged, naming them as `kept`.
    """
    size = len(widths)
    if not isinstance(head, list) or len(columns) != size * len(head):
        raise ValueError(f"the {kept} kept are damaged: their head does not go with them")
    for number, key in enumerate(head):
        own = columns[size * number : size * number + size]
        fits = all(len(one) == width * len(own[0]) for one, width in zip(own, widths, strict=True))
        if not fits or not rises_strictly(own[0]):
            raise ValueError(f"the {kept} kept are damaged: their days are not in order")
        yield key, own


def rises_strictly(column: Column) -> bool:
    """Whether the numbers ascend without equals."""
    return all(one < other for one, other in pairwise(column))


def places_by_day(starts: Column) -> Column:
    """For each day from the first start until the last, the place of the latest start up to that day.

    Empty where starts lie so far apart that the table would be many times longer than they are.
    """
    if not starts or starts[-1] - starts[0] > _SPREAD * len(starts):
        return array("i")
    lasting = (after - start for start, after in pairwise(starts))
    return array("i", chain.from_iterable(map(repeat, range(len(starts) - 1), lasting)))
