"""What cases share, by name: in texts beside them, in the file that they come into, or in themselves."""

from __future__ import annotations

from dataclasses import asdict
from difflib import get_close_matches
from typing import TYPE_CHECKING

from desktop.exchange.cases.case_shapes import COMMON
from desktop.exchange.cases.reading import Sowing
from desktop.exchange.cases.trees import named
from desktop.exchange.table import TableError, TomlTable, text
from desktop.store.law.authorities import authority_directory
from desktop.strict import shown

if TYPE_CHECKING:
    from desktop.domain.case.case import Authority
    from desktop.exchange.cases.shapes import TextShape
    from desktop.exchange.toml_text import Tree
    from desktop.store.cases.whole_rows import Row, Rows

_MOST_NAMES = 5


class Common:
    """The shared rows of an import, each with a number of its own.

    `known` are the rows that the file has already; `there` are their uids, by the numbers of those that
    are named. `used` are the numbers named since it was emptied, `listed` those of the texts beside.
    """

    def __init__(self, known: Rows) -> None:
        self.sowing = Sowing(self)
        self.used: set[tuple[str, int]] = set()
        self.listed: set[tuple[str, int]] = set()
        self.there: dict[tuple[str, int], str] = {}
        self._known = {name: row for shape in COMMON.values() for name, row in _names(shape, known).items()}
        self._numbers: dict[tuple[str, str], int] = {}
        self._inline: dict[tuple[str, str], int] = {}
        self._parents: list[tuple[Row, object, str]] = []

    @property
    def rows(self) -> Rows:
        """The shared rows by table, in the order in which they were read."""
        return self.sowing.rows

    def read(self, shape: TextShape, trees: list[Tree], where: str) -> None:
        """The rows of a text of one shared table. Raises TableError."""
        for place, tree in enumerate(trees, 1):
            number = self._read(shape, TomlTable(tree, f"{where}, {shape.name} {place}"))
            self.listed.add((shape.table, number))

    def settle(self) -> None:
        """Find the parents of respondents, which may stand after them. Raises TableError."""
        while self._parents:
            row, parent, where = self._parents.pop()
            row["parent_id"] = self.link("respondents", parent, where)

    def link(self, table: str, value: object, where: str) -> int:
        """The number of the row that a value names, or that it holds. Raises TableError."""
        if isinstance(value, dict):
            number = self._written(COMMON[table], value, where)
        else:
            number = self._named(COMMON[table], text(value, where), where)
        self.used.add((table, number))
        return number

    def zone_of(self, number: int) -> str:
        """The time zone of an authority."""
        return str(self.rows["authorities"][number - 1]["zone"])

    def _read(self, shape: TextShape, table: TomlTable) -> int:
        key = table.get("key", text)
        parent = table.get("parent", lambda value, where: (value, where)) if shape.links else None
        row = self.sowing.record(shape, table, 0, {}, {"parent_id": None} if shape.links else None)
        if parent is not None:
            self._parents.append((row, *parent))
        if shape.plain:
            names = (key,) if key is not None else _also(shape, row)
            for name in names:
                self._numbers.setdefault((shape.table, name), row["id"])
        return int(row["id"])

    def _written(self, shape: TextShape, value: dict[str, object], where: str) -> int:
        """The row that a case itself holds; the same words are the same row."""
        words = repr(sorted(value.items()))
        if (shape.table, words) not in self._inline:
            self._inline[shape.table, words] = self._read(shape, TomlTable(value, where))
        return self._inline[shape.table, words]

    def _named(self, shape: TextShape, name: str, where: str) -> int:
        """The row of a name; a name that nothing has becomes a row, but an authority needs its time zone."""
        number = self._numbers.get((shape.table, name))
        if number is not None:
            return number
        listed = _listed(name) if shape.table == "authorities" else None
        known = self._known.get((shape.table, name))
        if known is None and listed is not None:
            known = self._known.get((shape.table, listed.name))
        if known is not None:
            rows = self.rows.setdefault(shape.table, [])
            row = {**known, "id": len(rows) + 1, **({"parent_id": None} if shape.links else {})}
            rows.append(row)
            self.there[shape.table, row["id"]] = row["uid"]
            self._numbers[shape.table, name] = row["id"]
            return int(row["id"])
        if listed is not None:
            return self._written(shape, asdict(listed), where)
        if shape.table == "authorities":
            raise TableError(f"{where} {shown(name)} is not known: {self._near(name)}")
        return self._read(shape, TomlTable({shape.plain: name}, where))

    def _near(self, name: str) -> str:
        """What an authority's name may be."""
        names = [one for table, one in (*self._numbers, *self._known) if table == "authorities"]
        near = get_close_matches(name, names, _MOST_NAMES, 0.5)
        near += (one.authority.name for one in authority_directory().suggestions(name))
        rest = "write its name, country and zone in place of the name"
        return f"{rest}, or one of {', '.join(shown(one) for one in near)}" if near else rest


def _listed(name: str) -> Authority | None:
    """The authority of the shipped directory with a key, or with a name that is one's alone."""
    directory = authority_directory()
    entry = directory.of_key(name)
    found = (entry,) if entry is not None else directory.named(name)
    return found[0].authority if len(found) == 1 else None


def _names(shape: TextShape, rows: Rows) -> dict[tuple[str, str], Row]:
    """The rows of a file by name, and by other names where those are one row's alone."""
    mine = rows.get(shape.table, [])
    if not shape.plain:
        return {}
    found: dict[tuple[str, str], Row] = {}
    names = named(shape, mine)
    for row in mine:
        found[shape.table, names[shape.table, row["id"]]] = row
    for row in mine:
        for name in _also(shape, row):
            found.setdefault((shape.table, name), row)
    return found


def _also(shape: TextShape, row: Row) -> tuple[str, ...]:
    """The names that a row goes by: the plain key, and a respondent's or authority's other name."""
    others = ("name", "short_name") if shape.table in {"authorities", "respondents"} else ()
    return tuple(dict.fromkeys(str(row[column]) for column in (shape.plain, *others)))
