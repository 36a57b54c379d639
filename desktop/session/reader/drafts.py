"""The live figure of a draft on the worker's side, beside the records of the open file."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.edit.draft_reading import read_draft
from desktop.domain.edit.draft_rows import creation
from desktop.domain.page.drafted import drafted
from desktop.store.cases.given_holidays import laws_with, load_given
from desktop.store.cases.records import load_records
from desktop.store.law.authorities import authority_directory
from desktop.store.law.rules import regimes

if TYPE_CHECKING:
    from desktop.domain.case.case import Authority
    from desktop.domain.days.asof import AsOf
    from desktop.domain.edit.change import Edit
    from desktop.domain.edit.draft import Draft
    from desktop.domain.edit.records import FileRecords
    from desktop.domain.law.regime import Regime
    from desktop.domain.page.drafted import Drafted
    from desktop.domain.typed.dates import DayOrder
    from desktop.store.cases.given_holidays import Given
    from desktop.store.file.casefile import CaseFile


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

    @cached_property
    def _records(self) -> FileRecords:
        return load_records(self._file)

    @cached_property
    def _given(self) -> Given:
        return load_given(self._file)

    def choices(self) -> Choices:
        """What a draft can choose from."""
        authorities = {known: None for _, known in self._records.authorities}
        in_file = frozenset(authorities)
        authorities |= {entry.authority: None for entry in authority_directory().entries}
        names = dict.fromkeys(known.name for _, known in self._records.respondents)
        return Choices(tuple(authorities), tuple(names), regimes(), in_file)

    def figure(self, draft: Draft, as_of: AsOf, order: DayOrder) -> Drafted:
        """The live figure of a draft."""
        laws = laws_with(self._given, draft.regime)
        return drafted(read_draft(draft, laws, self._records, order), as_of, laws)

    def creation(self, draft: Draft, order: DayOrder) -> tuple[Edit, str] | None:
        """The edit that creates the investigation of a draft, and its slug; None with a fault."""
        laws = laws_with(self._given, draft.regime)
        read = read_draft(draft, laws, self._records, order)
        if read.case is None or not read.can_be_created:
            return None
        edit = creation(read.case, draft, self._records, laws.regime)
        return edit, read.case.investigation.slug
