"""The table that is being imported, on the worker's side: opened, tried, corrected and written."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from desktop.domain.edit.imported import Taken
from desktop.domain.file import Problem
from desktop.domain.importing.found import DryRun, ImportDone, RefusedRow, TableFound
from desktop.domain.importing.profile import RowMeaning
from desktop.exchange.tables.content import UnreadableTableError
from desktop.exchange.tables.dry_run import MOST_REFUSED, Run, StoppedError
from desktop.exchange.tables.names import AuthorityNames
from desktop.exchange.tables.opening import open_table
from desktop.exchange.tables.profiles import fitting_profile, own_profiles, shipped_profiles
from desktop.exchange.tables.refusals import refusals_csv
from desktop.store.importing.importer import import_rows, investigation_names, taken_before
from desktop.store.law.authorities import authority_directory

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desktop.domain.importing.profile import Profile
    from desktop.exchange.tables.content import Content
    from desktop.session.reader.reader import Reader
    from desktop.store.importing.importer import Written

    Corrections: TypeAlias = Mapping[tuple[int, str], str]  # texts of cells, by line and column

_PASTED = "Pasted table.tsv"


class RunWatch:
    """The watch over a run: it tells the rows read, and ends the run once nobody waits for it any more.

    `stop` is called by the window, all else by the worker.
    """

    def __init__(self, tell: Callable[[int, int], object]) -> None:
        """Tell the rows read and their total to a function that may be called by the worker."""
        self._tell, self.is_stopped = tell, False

    def stop(self) -> None:
        """End the run at its next look."""
        self.is_stopped = True

    def look(self) -> None:
        """Raise StoppedError if the run is to end."""
        if self.is_stopped:
            raise StoppedError

    def rows_read(self, read: int, total: int) -> None:
        """Tell the rows read. Raises StoppedError."""
        self.look()
        self._tell(read, total)


class TableTrial(NamedTuple):
    """What is tried: a table, read by a profile (None: the one that fits), as taken on a day (ISO)."""

    path: Path
    profile: Profile | None
    on: str
    corrections: Corrections


class TableReader:
    """The reader of the table that is being imported; lives on the worker's thread."""

    def __init__(self, reader: Reader, profiles: Path | None) -> None:
        """Look for profiles of the user in a folder."""
        self._reader, self._profiles = reader, profiles
        self._pasted: tempfile.TemporaryDirectory[str] | None = None
        self._opened: tuple[object, ...] = ()  # the path and the settings by which the table was opened
        self._content: Content | None = None
        self._run: Run | None = None
        self._parts: tuple[Profile, Taken] | None = None

    def profiles(self) -> tuple[Profile, ...]:
        """The profiles at hand, the user's own last."""
        return (*shipped_profiles(), *(own_profiles(self._profiles) if self._profiles is not None else ()))

    def paste(self, words: str) -> Path:
        """The path of a file that holds a pasted table."""
        if self._pasted is None:
            self._pasted = tempfile.TemporaryDirectory(prefix="astreinte-")
        path = Path(self._pasted.name) / _PASTED
        path.write_text(words, encoding="utf-8", errors="replace")
        self._opened = ()
        return path

    def try_(self, trial: TableTrial, watch: RunWatch) -> DryRun | Problem | None:
        """The dry run of a table; None if it was stopped."""
        try:
            content, profile = self._table(trial, watch)
            taken = Taken(profile.data_set or content.name, profile.licence, trial.on)
            self._parts = profile, taken
            self._run = None
            if missing := profile.missing(content.columns):
                return _without_rows(content, profile, taken, missing)
            run = self._new_run(content, profile, taken, watch)
            for _ in run.rows():
                pass
        except StoppedError:
            return None
        except UnreadableTableError as error:
            return Problem(error.code, str(error))
        self._run = run
        return self.correct(trial.corrections)

    def correct(self, corrections: Corrections) -> DryRun | None:
        """The dry run with other corrections; only the rows that they are for are read again."""
        if self._run is None or self._content is None or self._parts is None:
            return None
        before = self._run.refused_at_first()
        known = {(line, column): text for (line, column), text in corrections.items() if line in before}
        self._run.corrected(known)
        still = {refusal.line for refusal in self._run.tally.refused}
        corrected = tuple(before[line] for line in sorted({line for line, _ in known}) if line not in still)
        return _found(self._content, *self._parts, self._run, corrected)

    def refused_csv(self) -> bytes:
        """All rows that are refused now, as CSV."""
        return refusals_csv(self._run.tally.refused if self._run is not None else ())

    def write(self, deed: ImportDeed, path: Path, author: str) -> Written | None:
        """Write the rows of the last dry run into a case file; None if it was stopped.

        Raises CaseFileError and EditError.
        """
        if self._content is None or self._parts is None:
            return None
        profile, taken = self._parts
        run = self._new_run(self._content, profile, taken, deed.watch, deed.corrections)
        try:
            written = import_rows(
                path, run.rows(), taken, author=author, overwrite=deed.overwrite, watch=deed.watch.look
            )
        except StoppedError:
            return None
        changed = len(written.changed)
        over, left = (changed, 0) if deed.overwrite else (0, changed)
        deed.done = ImportDone(written.new, written.unchanged, over, left, len(run.tally.refused))
        return written

    def _table(self, trial: TableTrial, watch: RunWatch) -> tuple[Content, Profile]:
        """The table opened, and the profile given or the one that fits best."""
        profile = trial.profile
        if profile is None:
            *_, otherwise, _chronology = shipped_profiles()
            content = self._open(trial.path, otherwise, watch)
            own = own_profiles(self._profiles) if self._profiles is not None else ()
            profile = fitting_profile(content.columns, own) or otherwise
        return self._open(trial.path, profile, watch), profile

    def _open(self, path: Path, profile: Profile, watch: RunWatch) -> Content:
        """The table; a change of its columns' meaning does not look for its headings again."""
        settings = (path, profile.name, profile.encoding, profile.separator, profile.sheet, profile.header)
        if self._content is None or settings != self._opened:
            self._opened = ()
            self._content = open_table(path, profile, watch.look)
            self._opened = settings
        return self._content

    def _new_run(
        self,
        content: Content,
        profile: Profile,
        taken: Taken,
        watch: RunWatch,
        corrections: Corrections | None = None,
    ) -> Run:
        file = self._reader.file
        is_of_events = profile.rows is RowMeaning.EVENTS
        slugs = investigation_names(file) if file is not None and is_of_events else {}
        return Run(
            content,
            profile,
            AuthorityNames(authority_directory()),
            slug_of=lambda name: slugs.get(name, ""),
            corrections=corrections,
            watch=watch.rows_read,
            before=taken_before(file, taken.data_set).before if file is not None else None,
        )


class ImportDeed:
    """An import of the rows of the last dry run, as a step of editing; `done` tells what it wrote."""

    def __init__(
        self, tables: TableReader, corrections: Corrections, watch: RunWatch, *, overwrite: bool
    ) -> None:
        self._tables, self.corrections, self.watch, self.overwrite = tables, corrections, watch, overwrite
        self.done: ImportDone | None = None

    def write(self, path: Path, author: str) -> str:
        """Write the rows; returns the batch, empty if nothing changed. Raises CaseFileError and EditError."""
        written = self._tables.write(self, path, author)
        return written.batch if written is not None and written.has_changed else ""


def _table_found(content: Content) -> TableFound:
    return TableFound(
        content.name,
        content.size,
        content.columns,
        content.encoding,
        content.separator,
        content.sheets,
        content.sheet,
    )


def _without_rows(content: Content, profile: Profile, taken: Taken, missing: str) -> DryRun:
    return DryRun(
        table=_table_found(content),
        profile=profile,
        taken=taken,
        missing=missing,
        total=content.total,
        rows=0,
        imported=0,
        refused=0,
        listed=(),
        corrected=(),
        lacks=(),
        clean_ups=(),
        cleaned=(),
        names=(),
        there=0,
        changed=(),
        sample=None,
    )


def _found(
    content: Content, profile: Profile, taken: Taken, run: Run, corrected: tuple[RefusedRow, ...] = ()
) -> DryRun:
    tally = run.tally
    return DryRun(
        table=_table_found(content),
        profile=profile,
        taken=taken,
        missing="",
        total=content.total,
        rows=tally.rows,
        imported=tally.imported,
        refused=len(tally.refused),
        listed=tuple(tally.refused[:MOST_REFUSED]),
        corrected=corrected,
        lacks=tuple(tally.lacks.items()),
        clean_ups=tuple(tally.noticed.clean_ups.items()),
        cleaned=tuple(tally.noticed.cleaned),
        names=tuple((*key, rows) for key, rows in tally.noticed.authorities.items()),
        there=tally.there,
        changed=tuple(tally.changed),
        sample=run.sample,
    )
