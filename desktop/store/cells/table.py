"""Tables as data: their columns, their rules, and the reading of a row with a wrong cell."""

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

_MOST_KNOWN = 20_000  # sound values of a column that are remembered


class _Effect:
    """The effect of a wrong cell on its row."""


LEFT_OUT: Final = _Effect()  # the row is left out
AS_IT_IS: Final = _Effect()  # the row is read, with the cell as it stands


@dataclass(frozen=True, slots=True)
class CellColumn:
    """A column: the kind of its cells, whether they may be NULL, and the value read for a wrong cell.

    In a table that is read whole, a wrong cell reads as the `neutral` value. `points_to` is the table of a
    reference; `is_owner` marks the reference to the owner of the row. `since` is the first version of the
    schema with the column.
    """

    name: str
    kind: Kind
    optional: bool = False
    instead: object = LEFT_OUT
    neutral: object = None
    points_to: str = ""
    is_owner: bool = False
    since: int = 1

    @property
    def words(self) -> str:
        """The allowed values, in words."""
        return f"{self.kind.words}, or NULL" if self.optional else self.kind.words

    def holds(self, value: object) -> bool:
        """Whether the column allows a value."""
        return self.optional if value is None else self.kind.holds(value)


@dataclass(frozen=True, slots=True)
class CellFault:
    """The fault of a cell: its value, and words for the allowed values."""

    column: str
    value: object
    words: str


class RowRule(Protocol):
    """A rule on several cells of one row, applied if each of them is sound."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns under the rule."""

    @property
    def instead(self) -> Mapping[str, object] | None:
        """The values read for cells that break the rule; None if the row is left out."""

    def faults(self, row: Row) -> tuple[CellFault, ...]:
        """The faults of a row under the rule."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a case file; `is_whole` if a row with faults is read with its sound cells, and marked.

    `since` is the first version of the schema with the table.
    """

    name: str
    columns: tuple[CellColumn, ...]
    rules: tuple[RowRule, ...] = ()
    is_whole: bool = False
    since: int = 1

    @property
    def owner(self) -> CellColumn | None:
        """The column that refers to the owner of a row, if any."""
        return next((column for column in self.columns if column.is_owner), None)


@dataclass(frozen=True, slots=True)
class Cells:
    """A checked row: its readable cells, or None for a row left out, and its faults."""

    row: Row | None
    faults: tuple[CellFault, ...]
    spoilt: tuple[CellFault, ...] = ()  # faults that leave the row or its figure without a meaning


@dataclass(slots=True)
class Checker:
    """The checker of one query's rows on a table; remembers the values found sound."""

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
        """The row with all faults of its cells."""
        wrong = [column for place, column, known in self._columns if not _is_sound(column, known, row[place])]
        names = {column.name for column in wrong}
        rules = [rule for rule in self._rules if names.isdisjoint(rule.columns)] if wrong else self._rules
        broken = [rule for rule in rules if rule.faults(row)]
        return self._mended(row, wrong, broken) if wrong or broken else Cells(row, ())

    def _mended(self, row: sqlite3.Row, wrong: Sequence[CellColumn], broken: Sequence[RowRule]) -> Cells:
        """The row with values in the place of its wrong cells, or no row if it is left out."""
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
    """The value as it stands, of the column's type and cut to the length that is read."""
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
