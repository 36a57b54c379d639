"""Trees of the text as rows: every key by its form, every cell by the rules of its column."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Protocol

from desktop.domain.edit.change import new_uid
from desktop.exchange.cases.case_shapes import CASE, COMMON, ORIGINS
from desktop.exchange.cases.document_files import document_file
from desktop.exchange.cases.forms import read, text
from desktop.exchange.cases.shapes import NEEDED, Form, Same
from desktop.exchange.cases.trees import FILE, RESPONDENTS, UIDS, default_of
from desktop.exchange.table import TableError, TomlTable, flag
from desktop.store.cells import kinds
from desktop.store.cells.rows import TABLES
from desktop.strict import all_of, anything, exactly, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import TypeAlias

    from desktop.exchange.cases.document_files import DocumentFile
    from desktop.exchange.cases.shapes import TextKey, TextShape
    from desktop.exchange.toml_text import Tree
    from desktop.store.cases.whole_rows import Row, Rows
    from desktop.store.cells.table import CellColumn

    Around: TypeAlias = Mapping[str, object]

# Kinds of texts that are read, and listed as a problem, whatever letters they hold.
_READABLE = (kinds.LINE, kinds.MAYBE_LINE, kinds.TEXT, kinds.PAGE)
_LOST = "\N{REPLACEMENT CHARACTER}"
_list = exactly(list, TableError, "must be a list")
_uids = all_of(exactly(list, TableError, "must be a list of uids"), text)


class SharedRows(Protocol):
    """The rows that cases share, by name."""

    def link(self, table: str, value: object, where: str) -> int:
        """The number of the row that a value names, or that it holds. Raises TableError."""

    def zone_of(self, number: int) -> str:
        """The time zone of an authority."""


class Sowing:
    """Makes rows of trees, each with a number and a uid; `problems` tells of letters that are no text.

    `given` holds the records, by table and number, whose uid the text gives, `files` the documents by uid.
    """

    def __init__(self, common: SharedRows, base: Path | None = None) -> None:
        """`base` is the folder that the files of documents lie in."""
        self.rows: Rows = {}
        self.files: dict[str, DocumentFile] = {}
        self._base = base
        self.problems: list[str] = []
        self.given: set[tuple[str, int]] = set()
        self._common = common
        self._seen: set[tuple[str, str]] = set()
        self._uids: dict[str, Iterator[str]] = {}

    def case(self, tree: Tree, where: str, stem: str) -> Row:
        """The row of a case, with all rows that belong to it. Raises TableError."""
        table = TomlTable(tree, where)
        self._uids = _plain_uids(table, tree)
        if not table.has("authority"):
            raise table.fault("authority", "is missing: name one, or write its name, country and zone")
        value, place = table.get("authority", anything), table.place("authority")
        number = self._common.link("authorities", value, place)
        around = {"stem": stem, "zone": self._common.zone_of(number)}
        row = self.record(CASE, table, 0, around, {"authority_id": number})
        if not table.has(RESPONDENTS):
            raise table.fault(RESPONDENTS, "is missing: name at least one, or write [] where nobody is named")
        return row

    def record(
        self, shape: TextShape, table: TomlTable, owner: int | str, around: Around, cells: Row | None = None
    ) -> Row:
        """The row of a record, with all rows inside of it. Raises TableError."""
        row: Row = {"id": 0, "uid": "", **({shape.owner: owner} if shape.owner else {}), **(cells or {})}
        keys = [(table, key) for key in shape.keys]
        file = None
        if shape.table == "documents" and table.has(FILE):
            file = document_file(self._base, table.get(FILE, text, ""), table.place(FILE))
            around = {**around, **file.facts}
        self._cells(row, table, tuple(key for key in shape.keys if key.column not in row), shape, around)
        for group in shape.groups:
            inner = table.inner(group.name) if table.has(group.name) else None
            if group.given:
                row[group.given] = int(inner is not None and inner.get("given", flag, default=True))
            place = inner or TomlTable({}, f"{table.where}, {group.name}")
            self._cells(row, place, group.keys, shape, around)
            place.close()
            keys += ((place, key) for key in group.keys)
        self._add(shape, row, table)
        self._check(shape, row, keys)
        if file is not None:
            if fault := file.check(row, table):
                self.problems.append(fault)
            self.files[row["uid"]] = file
        inside = {**around, "currency": row.get("currency", around.get("currency"))}
        for one in (*shape.inner, *((ORIGINS,) if shape is not ORIGINS else ())):
            if table.has(one.name):
                self._list(one, table, row, shape, inside)
        table.close()
        return row

    def _list(self, shape: TextShape, table: TomlTable, owner: Row, of: TextShape, around: Around) -> None:
        """The rows of a list of texts and tables."""
        for place, value in enumerate(table.need(shape.name, _list)):
            where = f"{table.where}, {shape.name} {place + 1}"
            cells: Row = {}
            if isinstance(value, str) and shape.plain:
                one = TomlTable({shape.plain: value}, where)
                cells["uid"] = next(self._uids.get(shape.table, iter(())), "")
            else:
                one = TomlTable(value, where)
            if shape is ORIGINS:
                cells["record_table"] = of.table
            key = owner["uid"] if shape is ORIGINS else owner["id"]
            self.record(shape, one, key, {**around, "place": place}, cells)

    def _cells(
        self, row: Row, table: TomlTable, keys: tuple[TextKey, ...], shape: TextShape, around: Around
    ) -> None:
        """The cells of keys, the currency first, since amounts are written in it."""
        for key in sorted(keys, key=lambda one: one.column != "currency"):
            currency = str(row.get("currency", around.get("currency")) or "")
            if key.form is Form.LINK:
                row[key.column] = self._linked(key, table, shape)
            elif table.has(key.name):
                row |= read(key, table.get(key.name, anything), table.place(key.name), currency)
            else:
                default = default_of(key, row, around)
                if default is NEEDED or (default is None and isinstance(key.default, Same)):
                    raise table.fault(key.name, f"is missing: {words_for(shape, key)}")
                row |= dict.fromkeys(key.columns, default)

    def _linked(self, key: TextKey, table: TomlTable, shape: TextShape) -> int | None:
        """The number of the shared row that a key names, or that stands in the record itself."""
        if table.has(key.name):
            return self._common.link(shape.links, table.get(key.name, anything), table.place(key.name))
        if key.default is not NEEDED:
            return None
        own = {one.name for one in shape.keys}
        names = [one.name for one in COMMON[shape.links].keys if one.name not in own]
        inline = {name: table.get(name, anything) for name in names if table.has(name)}
        if not inline:
            raise table.fault(key.name, f"is missing: {words_for(shape, key)}")
        return self._common.link(shape.links, inline, table.where)

    def _add(self, shape: TextShape, row: Row, table: TomlTable) -> None:
        """Number a row, and give it the uid that stands in the text or a new one."""
        rows = self.rows.setdefault(shape.table, [])
        row["id"] = len(rows) + 1
        rows.append(row)
        uid = table.get("uid", text) if table.has("uid") else row["uid"]
        row["uid"] = uid or new_uid()
        if not uid:
            return
        self.given.add((shape.table, row["id"]))
        if not kinds.UID.holds(uid):
            raise table.fault("uid", f"{shown(uid)} is not {kinds.UID.words}")
        if (shape.table, uid) in self._seen:
            raise table.fault("uid", f"{shown(uid)} is given to two records")
        self._seen.add((shape.table, uid))

    def _check(self, shape: TextShape, row: Row, keys: list[tuple[TomlTable, TextKey]]) -> None:
        """Refuse cells that a case file may not hold. Raises TableError."""
        columns = {column.name: column for column in TABLES[shape.table].columns}
        named = {column: (table, key) for table, key in keys for column in key.columns}
        is_sound = True
        for name, (table, key) in named.items():
            column = columns[name]
            if column.points_to or column.holds(row[name]):
                continue
            words = f"{shown(row[name])} is not {column.words}"
            if not _is_readable(column, row[name]):
                raise table.fault(key.name, words)
            self.problems.append(f"{table.place(key.name)} {words}")
            is_sound = False
        for rule in TABLES[shape.table].rules if is_sound else ():
            for fault in rule.faults(row):
                if fault.column in named:
                    table, key = named[fault.column]
                    words = f"{shown(fault.value)} is not {fault.words}"
                    missing = f"is missing: it is {fault.words}"
                    raise table.fault(key.name, missing if fault.value is None else words)


def words_for(shape: TextShape, key: TextKey) -> str:
    """What a key may hold, in words."""
    if key.form is Form.LINK:
        return f"the name of one in {shape.links}.toml, or what is known of it"
    if key.form is Form.DATE:
        return "a date, written like 2022-10-17, 2022-10 or 2022-10~"
    if key.form is Form.AMOUNT:
        return "an amount, written like 52500 or 52500.50"
    return next(column.words for column in TABLES[shape.table].columns if column.name == key.column)


def _plain_uids(table: TomlTable, tree: Tree) -> dict[str, Iterator[str]]:
    """The uids of what is written as a text alone, by table; a list that no longer fits is not used."""
    if not table.has(UIDS):
        return {}
    given = table.inner(UIDS)
    count = Counter(_plain_texts(CASE, tree))
    lists = {
        shape.table: given.need(shape.table, _uids)
        for shape in CASE.deep()
        if shape.plain and given.has(shape.table)
    }
    given.close()
    return {name: iter(uids) for name, uids in lists.items() if len(uids) == count[name]}


def _plain_texts(shape: TextShape, tree: object) -> Iterator[str]:
    """The table of each record that is written as a text alone."""
    if not isinstance(tree, dict):
        return
    for inner in shape.inner:
        found = tree.get(inner.name)
        for one in found if isinstance(found, list) else ():
            if isinstance(one, str) and inner.plain:
                yield inner.table
            yield from _plain_texts(inner, one)


def _is_readable(column: CellColumn, value: object) -> bool:
    """Whether a text is left as it is and listed: nothing but letters in it that no case file should hold."""
    if column.kind not in _READABLE or not isinstance(value, str):
        return False
    plain = "".join(sign if sign.isprintable() and sign != _LOST else "x" for sign in value)
    return bool(value.strip()) and column.holds(plain)
