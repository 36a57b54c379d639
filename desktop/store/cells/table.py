"""Tables as data: their columns, what each cell may hold, and what becomes of a row whose cell is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Protocol

from desktop.domain.printable import shortened

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence
    from typing import TypeAlias

    from desktop.store.cells.kinds import Kind

    Row: TypeAlias = sqlite3.Row | dict[str, Any]

_MOST_KNOWN = 20_000  # values of a column that are remembered as sound


class _Effect:
    """What a wrong cell does to its row."""


LEFT_OUT: Final = _Effect()  # the row is left out
AS_IT_IS: Final = _Effect()  # the row is read, and the cell as it stands


@dataclass(frozen=True, slots=True)
class CellColumn:
    """A column: what its cells hold, whether they may be NULL, and what is read in the place of a wrong one.

    Where a row with a wrong cell is read whole all the same, the cell reads as its `neutral` value.
    `points_to` is the table that a reference points to, `is_owner` says so where the row belongs to that row.
    """

    name: str
    kind: Kind
    optional: bool = False
    instead: object = LEFT_OUT
    neutral: object = None
    points_to: str = ""
    is_owner: bool = False

    @property
    def words(self) -> str:
        """What is allowed, in words."""
        return f"{self.kind.words}, or NULL" if self.optional else self.kind.words

    def holds(self, value: object) -> bool:
        """Whether a value is allowed."""
        return self.optional if value is None else self.kind.holds(value)


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong with a cell of a row."""

    column: str
    value: object
    words: str


class RowRule(Protocol):
    """What cells of one row must be together; asked where each of them is sound."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it looks at."""

    @property
    def instead(self) -> Mapping[str, object] | None:
        """What is read where they are not; None where the row is left out."""

    def faults(self, row: Row) -> tuple[CellFault, ...]:
        """What is wrong with a row."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a case file. `is_whole` where a wrong row is read with what is sound, and marked."""

    name: str
    columns: tuple[CellColumn, ...]
    rules: tuple[RowRule, ...] = ()
    is_whole: bool = False

    def column(self, name: str) -> CellColumn:
        """The column of a name."""
        return next(column for column in self.columns if column.name == name)

    @property
    def owner(self) -> CellColumn | None:
        """The column that says what a row belongs to, where there is one."""
        return next((column for column in self.columns if column.is_owner), None)


@dataclass(frozen=True, slots=True)
class Cells:
    """A row as it was checked: with what can be read of it, or None where it is left out."""

    row: Row | None
    faults: tuple[CellFault, ...]
    spoilt: tuple[CellFault, ...] = ()  # those that leave the row, or a figure made of it, without a meaning


@dataclass(slots=True)
class Checker:
    """Checks the rows of one query, whose columns may be some of a table's; knows what it found sound."""

    table: Table
    names: tuple[str, ...]
    _columns: tuple[tuple[int, CellColumn, set[object]], ...] = field(init=False)
    _rules: tuple[RowRule, ...] = field(init=False)

    def __post_init__(self) -> None:
        places = {name: place for place, name in reversed(tuple(enumerate(self.names)))}
        self._columns = tuple(
            (places[column.name], column, set()) for column in self.table.columns if column.name in places
        )
        self._rules = tuple(rule for rule in self.table.rules if all(name in places for name in rule.columns))

    def check(self, row: sqlite3.Row) -> Cells:
        """The row, with every fault of its cells."""
        wrong = [column for place, column, known in self._columns if not _is_sound(column, known, row[place])]
        if not wrong and not (broken := [rule for rule in self._rules if rule.faults(row)]):
            return Cells(row, ())
        if not wrong:
            return self._mended(row, [], broken)
        names = {column.name for column in wrong}
        broken = [rule for rule in self._rules if names.isdisjoint(rule.columns) and rule.faults(row)]
        return self._mended(row, wrong, broken)

    def _mended(self, row: sqlite3.Row, wrong: Sequence[CellColumn], broken: Sequence[RowRule]) -> Cells:
        """The row with what stands in the place of its wrong cells, or none."""
        values = dict(zip(row.keys(), tuple(row), strict=False))
        faults, spoilt = [], []
        for column in wrong:
            fault = CellFault(column.name, row[column.name], column.words)
            faults.append(fault)
            rule = next((rule for rule in self.table.rules if column.name in rule.columns), None)
            if rule is not None and rule.instead is not None:
                values.update(rule.instead)
            elif isinstance(column.instead, _Effect):
                if column.instead is LEFT_OUT:
                    spoilt.append(fault)
                    values[column.name] = column.neutral
                else:
                    values[column.name] = _as_it_is(column, row[column.name])
            else:
                values[column.name] = column.instead
        for rule in broken:
            found = rule.faults(row)
            faults += found
            if rule.instead is None:
                spoilt += found
            else:
                values.update(rule.instead)
        kept = values if self.table.is_whole or not spoilt else None
        return Cells(kept, tuple(faults), tuple(spoilt))


def _as_it_is(column: CellColumn, value: object) -> object:
    """A value of the column's type, its end cut where it would take too long to lay out."""
    if not isinstance(value, type(column.kind.blank)):
        return column.kind.blank
    if isinstance(value, str) and column.kind.most:
        return shortened(value, column.kind.most)
    return value


def _is_sound(column: CellColumn, known: set[object], value: object) -> bool:
    if value in known:
        return True
    if not column.holds(value):
        return False
    if len(known) < _MOST_KNOWN:
        known.add(value)
    return True
