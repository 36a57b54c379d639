"""Whether a case file may be edited here, and its last backup: kept in its side file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from desktop.exchange.own.shelf import Shelf
from desktop.store.side.merging import SideEntry

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAME = "editing"


class Mode(NamedTuple):
    """The choice to edit a file, and the name of its last backup with the file's stamp at that moment."""

    is_on: bool = False
    backup: str = ""
    stamp: str = ""


def mode_shelf() -> Shelf[Mode]:
    """The shelf of the mode of a case file."""
    return Shelf("editing", "choice to edit it", Mode(), mode_entries, mode_of, lambda _: (Mode(), ""))


def mode_entries(mode: Mode) -> tuple[SideEntry, ...]:
    """The side-file entry of a mode."""
    return (SideEntry("", _NAME, json.dumps(mode._asdict())),)


def mode_of(entries: Sequence[SideEntry]) -> tuple[Mode, frozenset[int]]:
    """The mode of the last readable side-file entry, and the places of unreadable entries."""
    mode = Mode()
    unread: set[int] = set()
    for place, entry in enumerate(entries):
        try:
            match json.loads(entry.body):
                case {"is_on": bool(is_on), "backup": str(backup), "stamp": str(stamp)}:
                    mode = Mode(is_on, backup, stamp)
                case _:
                    unread.add(place)
        except (ValueError, RecursionError):
            unread.add(place)
    return mode, frozenset(unread)
