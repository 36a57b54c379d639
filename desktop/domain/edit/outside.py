"""Changes of other programs, found by comparing rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.edit.change import Change

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.edit.change import Cell


class OutsideChange(NamedTuple):
    """A change of another program: when it was noticed, and the last row of the history at that moment."""

    id: int
    noticed_at: str
    after_row: int
    change: Change
    is_seen: bool = False


class Replayed(NamedTuple):
    """The cells of a record as they must be: None for no record; `is_part` if only those given are known."""

    cells: dict[str, Cell] | None
    is_part: bool = False

    def then(self, change: Change) -> Replayed:
        """The cells after a change."""
        if change.after is None:
            return Replayed(None)
        if change.before is None:  # an import tells no cells
            return Replayed(dict(change.after), is_part=not change.after)
        return Replayed({**(self.cells or {}), **change.after}, is_part=self.is_part or self.cells is None)


def replayed(before: dict[str, Cell] | None, changes: Iterable[Change]) -> Replayed:
    """A record after changes in their order."""
    found = Replayed(before)
    for change in changes:
        found = found.then(change)
    return found


def difference(table: str, uid: str, expected: Replayed, now: dict[str, Cell] | None) -> Change | None:
    """The change that nobody told of, from the cells expected to those there now; None without one."""
    cells = expected.cells
    if cells is None or now is None:
        return None if cells is now else Change(table, uid, cells, now)
    names = [
        name
        for name in now
        if name != "id" and (name in cells or not expected.is_part) and cells.get(name) != now[name]
    ]
    if not names:
        return None
    before = {name: cells.get(name) for name in names}
    return Change(table, uid, before, {name: now[name] for name in names})
