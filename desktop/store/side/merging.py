"""The merge of one window's changes to the side file with those of other windows."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST_NAME = 80
_GONE = -1


class SideEntry(NamedTuple):
    """An entry: its owner (an investigation, or "" for the file), its name, and its body as JSON."""

    owner: str
    name: str
    body: str


class SideRow(NamedTuple):
    """An entry in the side file; its `id` never changes."""

    id: int
    position: float
    entry: SideEntry


class Merged(NamedTuple):
    """All rows to be written, in order, and the rows of the window's own entries as it knows them."""

    rows: tuple[SideRow, ...]
    own: tuple[SideRow, ...]


def merge(
    base: Sequence[SideRow], mine: Sequence[SideEntry], theirs: Sequence[SideRow], first_id: int
) -> Merged:
    """The merged rows, without loss: a row changed by both sides is kept twice, and no changed row goes.

    `base` are the rows that the window knew, `mine` its entries now, and `theirs` the rows in the file. New
    rows have ids from `first_id` on.
    """
    now, known = {row.id: row for row in theirs}, {row.id: row.entry for row in base}
    ids = _matched(base, mine)
    for number in known.keys() - set(ids):
        if number in now and now[number].entry == known[number]:
            del now[number]
    for place, entry in enumerate(mine):
        was = ids[place]
        if was is not None:
            ids[place] = _change(now, was, known[was], entry)
    numbers = count(first_id)
    for place, entry in enumerate(mine):
        if ids[place] is None:
            ids[place] = _add(now, ids, place, entry, numbers)
    own = tuple(
        SideRow(number, now[number].position, entry)
        for number, entry in zip(ids, mine, strict=True)
        if number is not None and number != _GONE
    )
    _number_names(now, {row.id for row in theirs})
    return Merged(tuple(sorted(now.values(), key=_order)), own)


def _matched(base: Sequence[SideRow], mine: Sequence[SideEntry]) -> list[int | None]:
    """The id of the row behind each entry: by name or, if the name is new, by body."""
    named = {_key(row.entry): row.id for row in base}
    found = [named.get(_key(entry)) for entry in mine]
    left = {(row.entry.owner, row.entry.body): row.id for row in base if row.id not in found}
    return [
        number if number is not None else left.pop((entry.owner, entry.body), None)
        for number, entry in zip(found, mine, strict=True)
    ]


def _change(now: dict[int, SideRow], number: int, before: SideEntry, entry: SideEntry) -> int | None:
    """Give a row the entry of the window; None if the entry needs a row of its own."""
    row = now.get(number)
    if row is None:
        return _GONE if entry == before else None
    if entry.body != before.body and row.entry.body not in (before.body, entry.body):
        return None
    name = row.entry.name if entry.name == before.name else entry.name
    body = row.entry.body if entry.body == before.body else entry.body
    now[number] = row._replace(entry=SideEntry(entry.owner, name, body))
    return number


def _add(
    now: dict[int, SideRow], ids: list[int | None], place: int, entry: SideEntry, numbers: count[int]
) -> int:
    """Add a row between its neighbours, unless another window added the same entry; returns its id."""
    for row in now.values():
        if row.id not in ids and _key(row.entry) == _key(entry) and row.entry.body == entry.body:
            return row.id
    before = next((now[one].position for one in reversed(ids[:place]) if one in now), None)
    after = next((now[one].position for one in ids[place + 1 :] if one in now), None)
    last = max((row.position for row in now.values()), default=0.0)
    middle = after if after is None or before is None else (before + after) / 2
    position = last + 1.0 if middle is None else middle if before is not None else middle - 1.0
    number = next(numbers)
    now[number] = SideRow(number, position, entry)
    return number


def _number_names(now: dict[int, SideRow], theirs: set[int]) -> None:
    """Number the names that occur twice; the rows that were in the file keep theirs."""
    taken: set[tuple[str, str]] = set()
    for row in sorted(now.values(), key=lambda row: (row.id not in theirs, *_order(row))):
        entry, number = row.entry, 1
        while _key(entry) in taken:
            number += 1
            entry = row.entry._replace(name=f"{row.entry.name[: _LONGEST_NAME - 5]} {number}")
        taken.add(_key(entry))
        if entry != row.entry:
            now[row.id] = row._replace(entry=entry)


def _key(entry: SideEntry) -> tuple[str, str]:
    return entry.owner, entry.name.strip().casefold()


def _order(row: SideRow) -> tuple[float, int]:
    return row.position, row.id
