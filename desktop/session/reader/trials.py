"""Edits tried on the worker's side: the page of an investigation with the values of open forms."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.edit.change import rebased
from desktop.domain.page.build import build_page
from desktop.domain.page.tried import CellConflict, Tried
from desktop.session.reader.explaining import explained
from desktop.store.cases.given_holidays import laws_with, load_given
from desktop.store.edit.errors import EditConflict, EditError
from desktop.store.edit.trial import CaseTrial

if TYPE_CHECKING:
    from desktop.domain.case.case import Case
    from desktop.domain.edit.change import Cells, Edit
    from desktop.domain.explanation.explanation import Explanation
    from desktop.domain.explanation.figure import FigureKey
    from desktop.domain.page.page import Page
    from desktop.store.file.casefile import CaseFile


class FoundRecord(NamedTuple):
    """A record of the file as it was read, from which a form begins."""

    table: str
    uid: str
    cells: Cells


class TrialReader:
    """Tries edits on the investigations of a case file; lives on the worker's thread alone."""

    def __init__(self, file: CaseFile) -> None:
        self._file = file
        self._trial: tuple[int, CaseTrial] | None = None

    def tried(self, page: Page, edit: Edit) -> Tried:
        """An edit tried on the investigation of a page."""
        case, conflicts, error = self._case_with(page, edit)
        if case is None:
            is_gone = isinstance(error, EditConflict)
            return Tried(
                edit, page, None, conflicts, "" if error is None else error.problem.sentence, is_gone
            )
        then = build_page(
            case, page.as_of, laws_with(load_given(self._file), case.investigation.authority.regime)
        )
        return Tried(edit, page, dataclasses.replace(then, is_unsaved=True), conflicts)

    def explain(self, keys: tuple[FigureKey, ...], page: Page, edit: Edit) -> tuple[Explanation, ...]:
        """The explanations of the figures of a page with an edit tried on it."""
        case, _, _ = self._case_with(page, edit)
        found = (explained(key, () if case is None else (case,), page.as_of) for key in keys)
        return tuple(one for one in found if one is not None)

    def found(self, page: Page, table: str, wanted: Cells) -> FoundRecord | None:
        """The first record of the investigation with these cells, or None."""
        for uid, cells in self._of(page).records(table):
            if all(cells.get(name) == value for name, value in wanted.items()):
                return FoundRecord(table, uid, cells)
        return None

    def _case_with(
        self, page: Page, edit: Edit
    ) -> tuple[Case | None, tuple[CellConflict, ...], EditError | None]:
        """The case with the values of an edit, whatever another program changed, with what it changed."""
        conflicts: list[CellConflict] = []
        while True:
            try:
                return self._of(page).case_with(edit), tuple(conflicts), None
            except EditConflict as error:
                at = error.at
                if not at.column:
                    return None, tuple(conflicts), error
                conflicts.append(
                    CellConflict(at.table, at.uid, at.column, error.before, error.after, error.now)
                )
                edit = rebased(edit, at.table, at.uid, {at.column: error.now})
            except EditError as error:
                return None, tuple(conflicts), error

    def close(self) -> None:
        """Forget the copy of an investigation."""
        if self._trial is not None:
            self._trial[1].close()
            self._trial = None

    def _of(self, page: Page) -> CaseTrial:
        """The copy of the investigation of a page, made when first wanted."""
        if self._trial is None or self._trial[0] != page.id:
            self.close()
            self._trial = page.id, CaseTrial(self._file, page.id)
        return self._trial[1]
