"""Importing a table into the open file: how it is read, its dry run, corrections, and the import itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.domain.file import Problem
from desktop.exchange.cases.layout import is_text
from desktop.exchange.tables.profiles import shipped_profiles, template_csv
from desktop.exchange.tables.saving import profile_saved, table_saved
from desktop.session.reader.import_texts import TextsDeed, try_texts
from desktop.session.reader.importing import ImportDeed, RunWatch, TableReader, TableTrial

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.domain.importing.found import DryRun, ImportDone, TextsFound
    from desktop.domain.importing.profile import Becomes, Profile
    from desktop.session.asking import Asking
    from desktop.session.clock import Clock
    from desktop.session.editing import Editing
    from desktop.session.reader.writing import Refusal


class Importing(QObject):
    """The verbs of an import. What is written is one step of editing, in one transaction."""

    # The table is opened, or read in another way: see `dry` and `problem`.
    tried = Signal()
    # int, int: the rows read, and their total.
    progressed = Signal(int, int)
    # A run was cancelled; nothing of it stays.
    stopped = Signal()
    # ImportDone: the rows are in the case file.
    finished = Signal(object)
    # Problem: a profile, a template or a list could not be saved, or nothing could be imported.
    failed = Signal(object)
    # Path: it was saved.
    saved = Signal(object)

    def __init__(self, asking: Asking, editing: Editing, clock: Clock, profiles: Path | None) -> None:
        """Keep the profiles of the user in a folder."""
        super().__init__(asking.shown)
        self._asking, self._editing, self._clock, self._folder = asking, editing, clock, profiles
        self._tables = TableReader(asking.reader, profiles)
        self._watch = RunWatch(self.progressed.emit)
        self._deed: ImportDeed | TextsDeed | None = None
        self.path: Path | None = None
        self.dry: DryRun | None = None
        self.texts: TextsFound | None = None  # of investigations, in the place of a table
        self.problem: Problem | None = None
        self.profiles: tuple[Profile, ...] = ()
        self.corrections: dict[tuple[int, str], str] = {}
        self.on = ""  # the day on which the table was taken, ISO
        self.is_running = False
        asking.shown.file_opened.connect(lambda _info: self._on_file())
        asking.shown.file_closed.connect(self._on_file)
        editing.deed_over.connect(self._on_deed_over)
        editing.refused.connect(self._on_refused)

    @property
    def is_writing(self) -> bool:
        """Whether the rows are being written."""
        return self._deed is not None

    @property
    def is_ending(self) -> bool:
        """Whether the run that is going on was cancelled, and undoes what it wrote."""
        return self.is_running and self._watch.is_stopped

    def open(self, path: Path) -> None:
        """Open a table and try it with the profile that fits best; answers tried, or stopped."""
        self.close()
        self.path, self.on = path, self._clock.now().astimezone().date().isoformat()
        self._asking.submit("import-profiles", self._tables.profiles, self._on_profiles)
        self._try(None)

    def open_pasted(self, words: str) -> None:
        """Open a pasted table as `open` does a file."""
        self._asking.submit("import-paste", lambda: self._tables.paste(words), self.open)

    def close(self) -> None:
        """Leave the table; a run ends."""
        self._watch.stop()
        self.path, self.dry, self.problem, self.is_running = None, None, None, False
        self.texts = None
        self.corrections = {}

    def read_by(self, profile: Profile) -> None:
        """Read the table by a profile; answers tried, or stopped."""
        if self.dry is None or profile.name != self.dry.profile.name:
            self.corrections = {}
        self._try(profile)

    def become(self, heading: str, fact: Becomes | None) -> None:
        """Have a column become a fact, or leave it out; answers tried, or stopped."""
        if self.dry is not None:
            self.corrections = {}
            self._try(self.dry.profile.becoming(heading, fact))

    def match(self, written: str, authority: str) -> None:
        """Read a name as that of an authority in every row; it belongs to the profile. Answers tried."""
        if self.dry is not None:
            profile = self.dry.profile
            self._try(replace(profile, aliases=(*profile.aliases, (written, authority))))

    def take_on(self, day: str) -> None:
        """Note the day on which the table was taken."""
        self.on = day
        self.try_again()

    def try_again(self) -> None:
        """Read the table once more as it was; answers tried, or stopped."""
        self._try(self.dry.profile if self.dry is not None else None)

    def correct(self, line: int, cells: dict[str, str]) -> None:
        """Put texts in the place of cells of a refused row; answers tried."""
        self.corrections |= {(line, column): words for column, words in cells.items()}
        self._correct()

    def take_back(self, line: int) -> None:
        """Take the corrections of a row back; answers tried."""
        self.corrections = {key: words for key, words in self.corrections.items() if key[0] != line}
        self._correct()

    def cancel(self) -> None:
        """End the run that is going on; nothing of it stays. Answers stopped, or finished if it was over."""
        self._watch.stop()
        if self.is_running and not self.is_writing:
            self.is_running = False
            self.stopped.emit()

    def write(self, *, overwrite: bool) -> None:
        """Import the rows, or the texts, into the open file; answers finished, stopped or failed."""
        if self.texts is not None and self.path is not None and self._editing.is_on and not self.is_running:
            self.is_running, self._deed = True, TextsDeed(self.path, overwrite=overwrite)
            self._editing.do(self._deed)
            return
        if self.dry is not None and not self.dry.missing and self._editing.is_on and not self.is_running:
            self._watch, self.is_running = RunWatch(self.progressed.emit), True
            self._deed = ImportDeed(self._tables, dict(self.corrections), self._watch, overwrite=overwrite)
            self._editing.do(self._deed)

    def name_for(self, name: str, shape: str) -> str:
        """The name proposed for a profile: that of one's own, or a new one for a shipped one."""
        shipped = {profile.name for profile in shipped_profiles()}
        return shape.format(name) if name in shipped else name

    def save_profile(self, name: str) -> None:
        """Keep how the table is read as a profile of a name; answers saved or failed."""
        if self.dry is None or self._folder is None:
            return
        dry, folder = self.dry, self._folder
        table = dry.table
        profile = replace(dry.profile, name=name.strip(), encoding=table.encoding, separator=table.separator)

        def kept(found: Path | Problem) -> None:
            self._tell(found)
            if not isinstance(found, Problem) and self.dry is not None:
                self.dry = replace(self.dry, profile=profile)
                self._asking.submit("import-profiles", self._tables.profiles, self._on_profiles)

        self._asking.submit("import-save", lambda: profile_saved(profile, folder), kept)

    def save_template(self, path: Path) -> None:
        """Write an empty table for the profile; answers saved or failed."""
        if self.dry is not None:
            profile = self.dry.profile
            self._save(path, lambda: template_csv(profile))

    def save_refused(self, path: Path) -> None:
        """Write the refused rows as a table; answers saved or failed."""
        self._save(path, self._tables.refused_csv)

    def _save(self, path: Path, data: Callable[[], bytes]) -> None:
        info = self._asking.shown.info
        case_file = info.path if info is not None else ""
        self._asking.submit("import-save", lambda: table_saved(path, data(), case_file), self._tell)

    def _try(self, profile: Profile | None) -> None:
        if self.path is None or self.is_writing:
            return
        self._watch.stop()
        self._watch = watch = RunWatch(self.progressed.emit)
        self.is_running = True
        if is_text(self.path):
            self._try_texts(self.path, watch)
            return
        trial = TableTrial(self.path, profile, self.on, dict(self.corrections))

        def tried(found: DryRun | Problem | None) -> None:
            if found is None or watch.is_stopped:
                return
            self.is_running = False
            self.problem = found if isinstance(found, Problem) else None
            if not isinstance(found, Problem):
                self.dry = found
            self.tried.emit()

        self._asking.submit("import-try", lambda: self._tables.try_(trial, watch), tried)

    def _try_texts(self, path: Path, watch: RunWatch) -> None:
        reader = self._asking.reader

        def tried(found: TextsFound | Problem) -> None:
            if not watch.is_stopped:
                self.is_running = False
                self.problem = found if isinstance(found, Problem) else None
                self.texts = None if isinstance(found, Problem) else found
                self.tried.emit()

        self._asking.submit("import-try", lambda: try_texts(path, reader), tried)

    def _correct(self) -> None:
        corrections = dict(self.corrections)

        def corrected(found: DryRun | None) -> None:
            if found is not None and not self.is_running:
                self.dry = found
                self.tried.emit()

        if not self.is_running:
            self._asking.submit("import-correct", lambda: self._tables.correct(corrections), corrected)

    def _tell(self, found: Path | Problem) -> None:
        (self.failed if isinstance(found, Problem) else self.saved).emit(found)

    def _on_profiles(self, profiles: tuple[Profile, ...]) -> None:
        self.profiles = profiles
        if self.dry is not None:
            self.tried.emit()

    def _on_file(self) -> None:
        """Compare with another file, or with none; what was asked of the file before is not answered."""
        if self.path is not None and not self.is_writing:
            self.try_again()

    def _on_deed_over(self, deed: object) -> None:
        if deed is self._deed and self._deed is not None:
            done: ImportDone | None = self._deed.done
            self._deed, self.is_running = None, False
            if done is not None:
                self.finished.emit(done)
            else:
                self.stopped.emit()

    def _on_refused(self, refusal: Refusal) -> None:
        if refusal.deed is self._deed and self._deed is not None:
            self._deed, self.is_running = None, False
            self.failed.emit(refusal.problem)
