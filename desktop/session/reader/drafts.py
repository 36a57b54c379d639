"""The live figure of a draft on the worker's side, beside the records of the open file."""

from __future__ import annotations

import time
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.edit.draft_reading import read_draft
from desktop.domain.edit.draft_rows import creation
from desktop.domain.edit.records import FileRecords
from desktop.domain.page.drafted import drafted
from desktop.store.cases.given_holidays import laws_with, load_given
from desktop.store.cases.records import load_authorities, reading_records, records_after
from desktop.store.law.authorities import authority_directory
from desktop.store.law.rules import regimes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.case.case import Authority
    from desktop.domain.days.asof import AsOf
    from desktop.domain.edit.change import Change, Edit
    from desktop.domain.edit.draft import Draft
    from desktop.domain.law.regime import Regime
    from desktop.domain.page.drafted import Drafted
    from desktop.domain.slices import Slices
    from desktop.domain.typed.dates import DayOrder
    from desktop.store.cases.given_holidays import Given
    from desktop.store.file.casefile import CaseFile

_SLICE = 0.02  # seconds of reading between two other requests


class Choices(NamedTuple):
    """What a draft can choose from: authorities, names of respondents in the file, regimes.

    `in_file` are the authorities that the file holds already; the others are those of the directory.
    """

    authorities: tuple[Authority, ...] = ()
    respondents: tuple[str, ...] = ()
    regimes: tuple[Regime, ...] = ()
    in_file: frozenset[Authority] = frozenset()


class DraftReader:
    """The reader of drafts for a case file; lives on the worker's thread alone."""

    def __init__(self, file: CaseFile) -> None:
        self._file = file
        self._records: FileRecords | None = None  # once all are read
        self._reading: Slices[FileRecords] | None = None

    def read_on(self) -> bool:
        """Read the records of the file for a moment, so that no key waits; whether there is more to read."""
        end = time.monotonic() + _SLICE
        try:
            if self._records is None and self._reading is None:
                self._reading = reading_records(self._file)
            while self._reading is not None and time.monotonic() < end:
                next(self._reading)
        except StopIteration as done:
            self._reading, self._records = None, done.value
        except BaseException:
            self._reading = None  # it cannot go on
            raise
        return self._records is None

    def take_edit(self, changes: Iterable[Change]) -> None:
        """Follow an edit of this program: what it added is added here."""
        made = tuple(changes)
        if any(change.table == "holidays" for change in made):
            vars(self).pop("_given", None)
        self._reading = None
        if self._records is not None:
            self._records = records_after(self._file, self._records, made)
        vars(self).pop("_authorities", None)

    @property
    def _known(self) -> FileRecords:
        """The records read so far: the authorities alone, until all are read."""
        if self._records is None:
            self.read_on()
        return self._records or FileRecords(authorities=self._authorities)

    @cached_property
    def _authorities(self) -> tuple[tuple[str, Authority], ...]:
        return load_authorities(self._file)

    @cached_property
    def _given(self) -> Given:
        return load_given(self._file)

    def choices(self) -> Choices:
        """What a draft can choose from."""
        records = self._known
        authorities = {known: None for _, known in records.authorities}
        in_file = frozenset(authorities)
        authorities |= {entry.authority: None for entry in authority_directory().entries}
        names = dict.fromkeys(known.name for _, known in records.respondents)
        return Choices(tuple(authorities), tuple(names), regimes(), in_file)

    def figure(self, draft: Draft, as_of: AsOf, order: DayOrder) -> Drafted:
        """The live figure of a draft."""
        laws = laws_with(self._given, draft.regime)
        return drafted(read_draft(draft, laws, self._known, order), as_of, laws)

    def creation(self, draft: Draft, order: DayOrder) -> tuple[Edit, str] | None:
        """The edit that creates the investigation of a draft, and its slug; None with a fault."""
        while self.read_on():
            pass
        laws, records = laws_with(self._given, draft.regime), self._known
        read = read_draft(draft, laws, records, order)
        if read.case is None or not read.can_be_created:
            return None
        edit = creation(read.case, draft, records, laws.regime)
        return edit, read.case.investigation.slug
