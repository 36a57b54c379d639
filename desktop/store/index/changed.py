"""The investigations that other programs changed since they were last asked for."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.store.index.opening import Index

_BLOB = "changed"


def add_changed(index: Index, ids: Iterable[int]) -> None:
    """Remember that investigations were changed."""
    index.keep_note(_BLOB, array("q", sorted({*_known(index), *ids})).tobytes())


def take_changed(index: Index) -> frozenset[int]:
    """The investigations changed since they were last taken; none yet while the index is being written."""
    found = frozenset(_known(index))
    return found if found and index.keep_note(_BLOB, b"") else frozenset()


def _known(index: Index) -> array[int]:
    found = array("q")
    data = index.note(_BLOB) or b""
    found.frombytes(data[: len(data) // found.itemsize * found.itemsize])
    return found
