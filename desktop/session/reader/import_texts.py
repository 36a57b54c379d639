"""Investigations written as text that are being imported, on the worker's side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.file import Problem
from desktop.domain.importing.found import ImportDone, TextsFound
from desktop.exchange.cases.importing import import_cases
from desktop.exchange.table import TableError
from desktop.store.edit.errors import EditError

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.session.reader.reader import Reader


def try_texts(path: Path, reader: Reader) -> TextsFound | Problem:
    """What a text, or a folder of texts, would bring into the open file. Raises CaseFileError."""
    into = reader.file.path if reader.file is not None else path / "nowhere"
    try:
        done = import_cases(path, into, "", dry_run=True)
    except TableError as error:
        return Problem("text", str(error))
    except OSError as error:
        return Problem("text", f"“{path.name}” cannot be read: {error.strerror or error}.")
    return TextsFound(tuple(done.new), tuple(done.same), tuple(done.different.items()), tuple(done.problems))


class TextsDeed:
    """An import of texts, as a step of editing; `done` tells what it wrote."""

    def __init__(self, path: Path, *, overwrite: bool) -> None:
        self._path, self._overwrite = path, overwrite
        self.done: ImportDone | None = None

    def write(self, path: Path, author: str) -> str:
        """Write the texts; returns the batch, empty for no change. Raises CaseFileError and EditError."""
        try:
            made = import_cases(self._path, path, author, replace=self._overwrite)
        except TableError as error:
            raise EditError("text", str(error)) from None
        except OSError as error:
            raise EditError("text", f"“{self._path.name}” cannot be read: {error.strerror}.") from None
        self.done = ImportDone(len(made.new), len(made.same), len(made.replaced), len(made.different), 0)
        return made.batch
