"""Importing cases from text: what is new comes in, what is there and the same stays, what differs is told."""

from __future__ import annotations

import os
from contextlib import closing, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.domain.edit.change import Change, Reference
from desktop.exchange.cases.case_shapes import CASE, COMMON, ORIGINS, SHARED
from desktop.exchange.cases.common import Common
from desktop.exchange.cases.layout import texts_at, tree_in
from desktop.exchange.cases.reading import Sowing
from desktop.exchange.cases.same import first_difference
from desktop.exchange.cases.shapes import Form
from desktop.exchange.cases.trees import Planting
from desktop.exchange.table import TableError, TomlTable
from desktop.output import part_of, put_in_place, remove_parts
from desktop.store.cases.whole_rows import case_rows, ids_of, shared_rows, taken_uids
from desktop.store.cases.writing import create_case_file
from desktop.store.edit.adding import add_records
from desktop.store.file.casefile import open_case_file
from desktop.store.file.errors import CaseFileError
from desktop.strict import exactly

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    from desktop.exchange.cases.layout import CaseTexts
    from desktop.exchange.cases.shapes import TextShape
    from desktop.store.cases.whole_rows import Row, Rows
    from desktop.store.file.casefile import CaseFile


_list = exactly(list, TableError, "must be a list of tables")


@dataclass(slots=True)
class TextsImported:
    """What an import of texts brought, by slug, or would bring; `different` are there and not the same.

    Each of `different` says where it differs first. `shared` counts new authorities, respondents, provisions,
    sources and holidays by table.
    """

    new: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    different: dict[str, str] = field(default_factory=dict)
    shared: dict[str, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    batch: str = ""  # of the step that was written into a file that was there

    @property
    def is_all_in(self) -> bool:
        """Whether everything is in the file now as the texts have it."""
        return not self.different and not self.problems


def import_cases(
    path: Path, into: Path, author: str, *, replace: bool = False, dry_run: bool = False
) -> TextsImported:
    """Import the texts in a folder, or one case's text, into a case file; one that is not there is made.

    A case that is there and differs is left as it is or, with `replace`, replaced.
    All of it comes in, or nothing. Raises TableError for a faulty text, CaseFileError, EditError and OSError.
    """
    texts = texts_at(path)
    if os.path.lexists(into):
        with closing(open_case_file(into)) as file:
            plan = _Plan(texts, file, replace=replace)
        if not dry_run and plan.brings_anything:
            records, contents = plan.records(), plan.contents()
            plan.imported.batch = add_records(into, records, contents, author, replacing=plan.replaced)
        return plan.imported
    plan = _Plan(texts, None)
    if not dry_run:
        _import_as_new(into, plan, author)
    return plan.imported


def _import_as_new(into: Path, plan: _Plan, author: str) -> None:
    """Make a new case file with what a plan brings, under another name until it is whole."""
    remove_parts(into.parent)
    part = part_of(into)
    try:
        create_case_file(part, ())
        add_records(part, plan.records(), plan.contents(), author)
        put_in_place(part, into, is_new=True)
    except FileExistsError:
        raise CaseFileError("exists", into) from None
    finally:
        for rest in (part, part.with_name(f"{part.name}-journal")):
            with suppress(OSError):
                rest.unlink()


class _Plan:
    """What an import will bring into a file, None for a new one; everything is read and checked."""

    def __init__(self, texts: CaseTexts, file: CaseFile | None, *, replace: bool = False) -> None:
        self.replaced: list[str] = []
        self._replace, self._going = replace, set[tuple[str, str]]()
        self.imported = TextsImported()
        self._file = file
        self._known: Rows = shared_rows(file) if file is not None else {}
        self._common = Common(self._known)
        self._names_there = _contents(self._known)
        self._names: dict[tuple[str, int], str] = {}
        self._cases: list[Sowing] = []
        self._new_shared: set[tuple[str, int]] = set()
        self._settle_shared(self._read(texts))
        self._refuse_taken()

    @property
    def brings_anything(self) -> bool:
        """Whether anything is new."""
        return bool(self._cases) or bool(self._new_shared)

    def records(self) -> Iterator[Change]:
        """The new records, each after those that it refers to."""
        rows = self._common.rows
        shared = {
            table: [row for row in rows.get(table, ()) if (table, row["id"]) in self._new_shared]
            for table in COMMON
        }
        for shape in SHARED:
            yield from self._changes(shape, shared[shape.table], {})
        kept = {(table, row["uid"]) for table, group in shared.items() for row in group}
        origins = [
            row for row in rows.get(ORIGINS.table, ()) if (row["record_table"], row["record_uid"]) in kept
        ]
        yield from self._changes(ORIGINS, origins, {})
        for sowing in self._cases:
            for shape in (*CASE.deep(), ORIGINS):
                yield from self._changes(shape, sowing.rows.get(shape.table, []), sowing.rows)

    def contents(self) -> dict[str, Callable[[], bytes]]:
        """The bytes of new documents by uid."""
        return {uid: file.data for sowing in self._cases for uid, file in sowing.files.items()}

    def _read(self, texts: CaseTexts) -> set[tuple[str, int]]:
        """Read all texts; the shared rows that come along."""
        for table, path in texts.shared:
            self._read_shared(COMMON[table], path)
        self._common.settle()
        wanted = set(self._common.listed) if texts.is_whole else set()
        slugs: dict[str, str] = {}
        for path in texts.cases:
            self._common.used.clear()
            sowing = Sowing(self._common, texts.base)
            row = sowing.case(tree_in(path), path.name, path.stem)
            self._common.settle()
            if row["slug"] in slugs:
                raise TableError(f"{path.name}: slug “{row['slug']}” is that of {slugs[row['slug']]} as well")
            slugs[row["slug"]] = path.name
            if self._take(sowing, row, path):
                wanted |= self._common.used
        return wanted

    def _read_shared(self, shape: TextShape, path: Path) -> None:
        table = TomlTable(tree_in(path), path.name)
        trees = table.get(shape.name, _list) or []
        table.close()
        self._common.read(shape, trees, path.name)

    def _take(self, sowing: Sowing, row: Row, path: Path) -> bool:
        """Sort a case: new or replacing one (true), there and the same, or there and different."""
        self.imported.problems += sowing.problems
        uid = row["uid"] if ("investigations", row["id"]) in sowing.given else ""
        there = [] if self._file is None else ids_of(self._file, row["slug"], uid)
        if not there:
            self._cases.append(sowing)
            self.imported.new.append(row["slug"])
            return True
        difference = "it has the slug of one investigation and the uid of another"
        if len(there) == 1:
            difference = self._difference(sowing, row, there[0], path)
        if difference and self._replace and len(there) == 1 and self._file is not None:
            rows = case_rows(self._file, there)
            self._going |= {(table, one["uid"]) for table, group in rows.items() for one in group}
            self.replaced.append(rows["investigations"][0]["uid"])
            self._cases.append(sowing)
            self.imported.replaced.append(row["slug"])
            return True
        if difference:
            self.imported.different[row["slug"]] = difference
        else:
            self.imported.same.append(row["slug"])
        return False

    def _difference(self, sowing: Sowing, row: Row, number: int, path: Path) -> str:
        """Where a case differs from the one in the file, in words; empty for the same."""
        if self._file is None:
            return ""
        mine = {**sowing.rows, "investigations": [row]}
        rows = case_rows(self._file, (number,))
        zone = self._common.zone_of(row["authority_id"])
        found = rows["investigations"][0]
        zones = {one["id"]: one["zone"] for one in self._known["authorities"]}
        self._names |= _contents(self._common.rows, self._names)
        text = Planting(mine, self._names).case(row, "", zone, {})
        there = Planting(rows, self._names_there).case(found, "", str(zones.get(found["authority_id"])), {})
        return first_difference(text, there, {uid for _, uid in self._given(sowing)}, path.name)

    @staticmethod
    def _given(sowing: Sowing) -> Iterator[tuple[str, str]]:
        for table, number in sowing.given:
            yield table, sowing.rows[table][number - 1]["uid"]

    def _settle_shared(self, wanted: set[tuple[str, int]]) -> None:
        """Find each shared row in the file, by its uid or its words, or mark it as new where it is wanted."""
        common, known, words = self._common, self._names_there, _contents(self._common.rows)
        for table, shape in COMMON.items():
            mine = self._known.get(table, ())
            by_uid = {row["uid"]: known[table, row["id"]] for row in mine}
            by_words = {known[table, row["id"]]: row["uid"] for row in reversed(mine)}
            for row in common.rows.get(table, ()):
                place = table, row["id"]
                if place in common.there:
                    continue
                if row["uid"] in by_uid:
                    common.there[place] = row["uid"]
                    if by_uid[row["uid"]] != words[place]:
                        name = f"{table}: {row[shape.keys[0].column]}"
                        self.imported.different[name] = "it stands in the file with other words"
                elif words[place] in by_words:
                    common.there[place] = by_words[words[place]]
                elif place in wanted:
                    self._new_shared.add(place)
                    self.imported.shared[table] = self.imported.shared.get(table, 0) + 1
        self.imported.problems += common.sowing.problems

    def _refuse_taken(self) -> None:
        """Refuse uids that other records of the file have, or other cases. Raises TableError."""
        seen: set[tuple[str, str]] = set()
        for sowing in self._cases:
            for table, uid in self._given(sowing):
                if (table, uid) in seen:
                    raise TableError(f"{table}: uid “{uid}” is given to two records")
                seen.add((table, uid))
        if self._file is None:
            return
        for table in sorted({table for table, _ in seen}):
            wanted = [uid for one, uid in seen - self._going if one == table]
            taken = taken_uids(self._file, table, wanted)
            if taken:
                raise TableError(f"{table}: uid “{min(taken)}” is that of another record of the file")

    def _changes(self, shape: TextShape, rows: list[Row], of: Rows) -> Iterator[Change]:
        """The additions of rows, with references in the place of numbers."""
        links = {key.column: shape.links for key in shape.keys if key.form is Form.LINK}
        for row in rows:
            cells = {name: value for name, value in row.items() if name not in {"id", "uid"}}
            for column, table in links.items():
                if row[column] is not None:
                    cells[column] = Reference(table, self._uid_of(table, row[column]))
            if shape.owner and shape is not ORIGINS:
                owner = _OWNERS[shape.table]
                cells[shape.owner] = Reference(owner, of[owner][row[shape.owner] - 1]["uid"])
            yield Change(shape.table, row["uid"], None, cells)

    def _uid_of(self, table: str, number: int) -> str:
        """The uid of a shared row: in the file, or a new one."""
        return self._common.there.get((table, number)) or str(self._common.rows[table][number - 1]["uid"])


def _owners(shape: TextShape) -> Iterator[tuple[str, str]]:
    for inner in shape.inner:
        yield inner.table, shape.table
        yield from _owners(inner)


_OWNERS = dict(_owners(CASE))


def _contents(rows: Rows, done: Collection[tuple[str, int]] = frozenset()) -> dict[tuple[str, int], str]:
    """The words of each shared row that is not done yet, without its uid and number, as its name."""
    found: dict[tuple[str, int], str] = {}
    for shape in SHARED:
        plain = [key for key in shape.keys if key.form is not Form.LINK]
        for row in rows.get(shape.table, ()):
            place = shape.table, row["id"]
            if place not in done:
                found[place] = repr([row[key.column] for key in plain])
    return found
