"""Rows as trees of keys and values: what the text of a case or of shared rows holds, in its order."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from desktop.exchange.cases.case_shapes import CASE, ORIGINS
from desktop.exchange.cases.forms import written
from desktop.exchange.cases.shapes import NEEDED, Form, Group, Same, TextKey

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from desktop.exchange.cases.shapes import TextShape
    from desktop.exchange.toml_text import Leaf, Tree
    from desktop.store.cases.whole_rows import Row, Rows

    Around: TypeAlias = Mapping[str, object]

Names: TypeAlias = "Mapping[tuple[str, int], str]"
UIDS, FILE, RESPONDENTS = "uids", "file", "respondents"


def named(shape: TextShape, rows: Iterable[Row]) -> dict[tuple[str, int], str]:
    """The name of each row of a shared table: its plain key, with a number where another has it already."""
    taken: set[str] = set()
    names = {}
    for row in rows:
        plain = str(row[shape.plain])
        name, count = plain, 1
        while name in taken:
            count += 1
            name = f"{plain} ({count})"
        taken.add(name)
        names[shape.table, row["id"]] = name
    return names


class Planting:
    """Makes trees of rows; `names` are the names of shared rows."""

    def __init__(self, rows: Rows, names: Names) -> None:
        self._names = names
        self._files: Mapping[int, str] = {}
        self._inner: dict[tuple[str, int | str], list[Row]] = {}
        for shape in CASE.deep():
            for row in rows.get(shape.table, ()) if shape.owner else ():
                self._inner.setdefault((shape.table, row[shape.owner]), []).append(row)
        for row in rows.get(ORIGINS.table, ()):
            self._inner.setdefault((row["record_table"], row["record_uid"]), []).append(row)

    def case(self, row: Row, stem: str, zone: str, files: Mapping[int, str]) -> Tree:
        """The tree of an investigation; the uids of what is written as a text alone come last.

        `files` are the places of documents by their numbers.
        """
        uids: dict[str, list[str]] = {}
        self._files = files
        tree = self._record(CASE, row, {"stem": stem, "zone": zone}, uids)
        if RESPONDENTS not in tree:
            tree = {RESPONDENTS: [], **tree}  # nobody is named: said, as a text must say it
        return tree | ({UIDS: dict(uids)} if uids else {})

    def shared(self, shape: TextShape, row: Row) -> Tree:
        """The tree of a shared row."""
        tree = self._record(shape, row, {}, {})
        if shape.plain and (name := self._names[shape.table, row["id"]]) != row[shape.plain]:
            return {"key": name, **tree}
        return tree

    def _record(self, shape: TextShape, row: Row, around: Around, uids: dict[str, list[str]]) -> Tree:
        currency = str(row.get("currency", around.get("currency")) or "")
        tree: Tree = {}
        self._write(tree, shape.keys, shape, row, around)
        if shape.table == "documents" and row["id"] in self._files:
            tree[FILE] = self._files[row["id"]]
        for group in shape.groups:
            if table := self._group(group, shape, row, around):
                tree[group.name] = table
        inside = {**around, "currency": currency}
        for inner in (*shape.inner, *((ORIGINS,) if shape is not ORIGINS else ())):
            owner = (shape.table, row["uid"]) if inner is ORIGINS else (inner.table, row["id"])
            if rows := self._inner.get(owner):
                tree[inner.name] = self._list(inner, rows, inside, uids)
        return _ordered({**tree, "uid": row["uid"]})

    def _list(
        self, shape: TextShape, rows: list[Row], around: Around, uids: dict[str, list[str]]
    ) -> Leaf | list[Tree]:
        """The rows as a list of texts where each is one alone, else as a list of tables."""
        mine: dict[str, list[str]] = {}
        trees = [
            self._record(shape, row, {**around, "place": place}, mine)
            for place, row in enumerate(rows)
            if self._is_linked(shape, row)
        ]
        if shape.plain and all(tree.keys() == {shape.plain, "uid"} for tree in trees):
            uids.setdefault(shape.table, []).extend(str(tree["uid"]) for tree in trees)
            return [str(tree[shape.plain]) for tree in trees]
        for table, found in mine.items():
            uids.setdefault(table, []).extend(found)
        return trees

    def _is_linked(self, shape: TextShape, row: Row) -> bool:
        """Whether the shared row is there that a row joins to another; `check` lists one that is not."""
        return all(
            (shape.links, row[key.column]) in self._names
            for key in shape.keys
            if key.form is Form.LINK and key.default is NEEDED
        )

    def _group(self, group: Group, shape: TextShape, row: Row, around: Around) -> Tree:
        """A table inside of a record, empty where nothing is in it."""
        tree: Tree = {}
        self._write(tree, group.keys, shape, row, around)
        if not group.given or bool(row[group.given]) == bool(tree):
            return tree
        return {**tree, "given": bool(row[group.given])}

    def _write(
        self, tree: Tree, keys: tuple[TextKey, ...], shape: TextShape, row: Row, around: Around
    ) -> None:
        """The values of keys, without those that are the default."""
        currency = str(row.get("currency", around.get("currency")) or "")
        for key in keys:
            value: Leaf | Tree | None
            if key.form is Form.LINK:
                value = self._names.get((shape.links, row[key.column]))
            elif row[key.columns[0]] == default_of(key, row, around):
                continue
            else:
                value = written(key, row, currency)
            if value is not None:
                tree[key.name] = value


def default_of(key: TextKey, row: Row, around: Around) -> object:
    """The cell of a key that is not given; NEEDED where it must be."""
    if key.default is NEEDED or not isinstance(key.default, Same):
        return key.default
    return around.get(key.default.name, row.get(key.default.name))


def _ordered(tree: Tree) -> Tree:
    """Plain values first, as TOML wants them, then tables."""
    plain = {name: value for name, value in tree.items() if not _is_table(value)}
    return plain | {name: value for name, value in tree.items() if _is_table(value)}


def _is_table(value: object) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(one, dict) for one in value)
    )
