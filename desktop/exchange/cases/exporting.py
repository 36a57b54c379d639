"""Exporting a case file as texts: a file for each investigation, beside them what they share."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from desktop.exchange.cases.case_shapes import COMMON, SHARED
from desktop.exchange.cases.layout import (
    CASES,
    DOCUMENTS,
    FIRST_LINE,
    ORDER,
    SUFFIX,
    TEXT,
    document_name,
    order_in,
    stem_of,
)
from desktop.exchange.cases.trees import Planting, named
from desktop.exchange.table import TableError
from desktop.exchange.toml_text import as_toml
from desktop.output import FileKind, OutputError, check_place, make_folder, write_whole
from desktop.store.cases.whole_rows import case_rows, content_of, investigations, shared_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from desktop.exchange.toml_text import Tree
    from desktop.store.cases.whole_rows import Row, Rows
    from desktop.store.file.casefile import CaseFile

_AT_ONCE = 200  # investigations


@dataclass(slots=True)
class Exported:
    """What an export wrote, and what it could not write as it stands."""

    cases: int = 0
    documents: int = 0
    problems: list[str] = field(default_factory=list)


def export_cases(file: CaseFile, folder: Path) -> Exported:
    """Write every investigation as text, over nothing but an earlier export of the same case file.

    Raises OutputError and CaseFileError.
    """
    return _Export(file, folder).run()


class _Export:
    """An export of one case file to a folder."""

    def __init__(self, file: CaseFile, folder: Path) -> None:
        self._file, self._folder = file, folder
        self._done = Exported()
        self._shared = shared_rows(file)
        self._names = {
            name: text
            for shape in SHARED
            if shape.plain
            for name, text in named(shape, self._shared[shape.table]).items()
        }
        self._zones = {row["id"]: row["zone"] for row in self._shared["authorities"]}

    def run(self) -> Exported:
        """Write all texts."""
        stems = _stems(investigations(self._file))
        cases = self._folder / CASES
        self._check(list(stems.values()))
        make_folder(self._folder)
        make_folder(cases)
        self._put(self._folder / ORDER, {"case_file": self._file.uid, "cases": [*stems.values()]})
        for table, trees in self._common():
            self._put(self._folder / f"{table}{SUFFIX}", {table: trees})
        numbers = iter(stems)
        while part := tuple(islice(numbers, _AT_ONCE)):
            rows = case_rows(self._file, part)
            planting = Planting(rows, self._names)
            files = self._documents(rows)
            for row in rows["investigations"]:
                stem = stems[row["id"]]
                tree = planting.case(row, stem, str(self._zones.get(row["authority_id"], "")), files)
                self._put(cases / f"{stem}{SUFFIX}", tree)
                self._done.cases += 1
        self._remove_old({f"{stem}{SUFFIX}" for stem in stems.values()})
        return self._done

    def _common(self) -> Iterator[tuple[str, list[Tree]]]:
        """The shared rows by table."""
        planting = Planting(self._shared, self._names)
        for shape in SHARED:
            if rows := self._shared[shape.table]:
                yield shape.table, [planting.shared(shape, row) for row in rows]

    def _check(self, stems: list[str]) -> None:
        """Refuse a folder that holds something else where a text would go, before anything is written."""
        places = [self._folder / f"{name}{SUFFIX}" for name in COMMON]
        places += [self._folder / ORDER, *(self._folder / CASES / f"{stem}{SUFFIX}" for stem in stems)]
        there = [place for place in places if place.parent.is_dir()]
        for place in there:
            check_place(place, TEXT, case_file=self._file.path)
        if not _is_export_of(self._folder, self._file.uid):
            taken = next((place for place in there if place.exists()), None)
            if taken is not None:
                raise OutputError("other-kind", taken, FileKind("an export of this case file", b""))

    def _put(self, place: Path, tree: Tree) -> None:
        data = f"{FIRST_LINE}{as_toml(tree)}".encode()
        write_whole(place, data, TEXT, case_file=self._file.path)

    def _documents(self, rows: Rows) -> dict[int, str]:
        """Write the documents of some investigations; the place of each by its number."""
        places = {}
        for row in rows["documents"]:
            data = content_of(self._file, row["id"])
            if data is not None:
                places[row["id"]] = self._document(row, data)
        return places

    def _document(self, row: Row, data: bytes) -> str:
        digest = hashlib.sha256(data).hexdigest()
        if digest != row["sha256"].lower() or len(data) != row["size"]:
            self._done.problems.append(
                f"documents {row['id']}: “{row['name']}” is not the document that its SHA-256 and size name"
            )
        folder = self._folder / DOCUMENTS
        make_folder(folder)
        place = folder / document_name(digest, row["name"])
        kind = FileKind(f"the document “{row['name']}”", data[:1024])
        if not place.is_file() or place.read_bytes() != data:
            if place.exists():
                raise OutputError("other-kind", place, kind)
            write_whole(place, data, kind, case_file=self._file.path)
        self._done.documents += 1
        return f"{DOCUMENTS}/{place.name}"

    def _remove_old(self, names: set[str]) -> None:
        """Remove what an earlier export wrote and the file has no more."""
        olds = [
            one for one in (self._folder / CASES).iterdir() if one.suffix == SUFFIX and one.name not in names
        ]
        olds += (self._folder / f"{name}{SUFFIX}" for name in COMMON if not self._shared[name])
        for one in olds:
            if one.is_file() and not one.is_symlink():
                with one.open("rb") as file:
                    is_ours = file.read(len(TEXT.begins)) == TEXT.begins
                if is_ours:
                    one.unlink()


def _stems(cases: Iterable[tuple[int, str, str]]) -> dict[int, str]:
    """The name of each case's text by its number, no two alike."""
    stems: dict[int, str] = {}
    taken: set[str] = set()
    for number, slug, uid in cases:
        stem = stem_of(slug, uid)
        while stem in taken:
            stem = f"{stem}-{number}"
        taken.add(stem)
        stems[number] = stem
    return stems


def _is_export_of(folder: Path, case_uid: str) -> bool:
    """Whether a folder holds an earlier export of a case file."""
    try:
        return bool(case_uid) and order_in(folder)[0] == case_uid
    except TableError:
        return False
