"""The files of documents beside a case's text."""

from __future__ import annotations

import hashlib
import mimetypes
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.exchange.cases.layout import DIGEST_SIGNS
from desktop.exchange.cases.shapes import FILE_DIGEST, FILE_NAME, FILE_SIZE, FILE_TYPE
from desktop.exchange.table import TableError
from desktop.strict import shown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from desktop.exchange.table import TomlTable
    from desktop.store.cases.whole_rows import Row

_MOST_BYTES = 60_000_000  # a case file holds no longer cell


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """The file of a document, and what it tells of it."""

    path: Path
    facts: Mapping[str, object]

    @property
    def is_as_exported(self) -> bool:
        """Whether an export wrote these bytes: the file's name begins with their digest."""
        return self.path.name.startswith(f"{str(self.facts[FILE_DIGEST.name])[:DIGEST_SIGNS]}-")

    def check(self, row: Row, table: TomlTable) -> str:
        """The fault of a document whose case file told its digest or size wrong, in words; empty for none.

        Raises TableError for another file than the text means.
        """
        digest, size = self.facts[FILE_DIGEST.name], self.facts[FILE_SIZE.name]
        if row["sha256"].lower() != digest:
            words = table.fault("sha256", f"{shown(row['sha256'])} is not that of the file: it is {digest}")
        elif row["size"] != size:
            words = table.fault("size", f"{shown(row['size'])} is not that of the file: it has {size} bytes")
        else:
            return ""
        if not self.is_as_exported:
            raise words
        return str(words)

    def data(self) -> bytes:
        """The bytes. Raises TableError for a file that has changed since it was checked."""
        data = self.path.read_bytes()
        if hashlib.sha256(data).hexdigest() != self.facts[FILE_DIGEST.name]:
            raise TableError(f"{self.path.name}: changed while it was read")
        return data


def document_file(base: Path | None, name: str, where: str) -> DocumentFile:
    """The file of a document, by its place in a folder. Raises TableError for a place outside of it."""
    try:
        path = None if base is None else (base / name).resolve()
        if path is None or not path.is_relative_to(base.resolve() if base else path) or not path.is_file():
            raise TableError(f"{where} {shown(name)} is not a file in the folder of the text")
        size = path.stat().st_size
        if size > _MOST_BYTES:
            raise TableError(
                f"{where} {shown(name)} is too large: a document has at most {_MOST_BYTES:,} bytes"
            )
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, RuntimeError) as error:
        raise TableError(f"{where} {shown(name)} cannot be read") from error
    except ValueError as error:
        if isinstance(error, TableError):
            raise
        raise TableError(f"{where} {shown(name)} is not the name of a file") from None
    kind = mimetypes.guess_type(path.name, strict=False)[0] or "application/octet-stream"
    values = (path.name, kind, digest, size)
    names = (one.name for one in (FILE_NAME, FILE_TYPE, FILE_DIGEST, FILE_SIZE))
    return DocumentFile(path, dict(zip(names, values, strict=True)))
