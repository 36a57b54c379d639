"""Whole investigations: the one shown is deleted, with all that belongs to it, or duplicated."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from desktop.domain.edit.records import FileRecords
from desktop.domain.file import Problem
from desktop.domain.shared.whole import duplicated, investigation_deleted
from desktop.session.edits.deeds import GONE, EditDeeds
from desktop.store.cases.citing import load_cited
from desktop.store.cases.uids import count_documents, slugs_from, uid_of_investigation
from desktop.store.edit.whole import whole_record

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.case.case import Investigation
    from desktop.domain.edit.change import Edit
    from desktop.session.asking import Asking
    from desktop.session.editing import Editing
    from desktop.store.file.casefile import CaseFile

_STEM = 55  # letters of a slug, which a number is put after


class Investigations(EditDeeds):
    """The verbs of the investigation shown; each answers done or refused."""

    def __init__(self, asking: Asking, editing: Editing, select: Callable[[str | None], object]) -> None:
        super().__init__(asking, editing, "investigation")
        self._select = select
        self.done.connect(self._on_done)
        self.refused.connect(self._on_gone)

    def ask_for_contents(self, answer: Callable[[Counter[str]], None]) -> None:
        """Count what belongs to the investigation shown, by table."""
        page, reader = self._asking.shown.page, self._asking.reader
        if page is None:
            return
        number = page.case.investigation.id

        def counted() -> Counter[str]:
            file = reader.file
            if file is None:
                return Counter()
            found = Counter(record.key.table for record in load_cited(file, number))
            return found + Counter(documents=count_documents(file, number))

        self._asking.submit("contents", counted, answer)

    def delete(self, investigation: Investigation) -> None:
        """Delete an investigation with all that belongs to it: one step."""

        def made(file: CaseFile) -> Edit | None:
            uid = uid_of_investigation(file, investigation.id)
            return investigation_deleted(uid, load_cited(file, investigation.id)) if uid else None

        self.make(None, made)

    def duplicate(self, title: str) -> None:
        """Add an investigation like the one shown, under another title: one step. It is shown then."""
        page = self._asking.shown.page
        if page is None:
            return
        number, found = page.case.investigation.id, page.case.investigation.slug
        names: list[str] = []  # the slug of the copy, once it is known

        def made(file: CaseFile) -> Edit | None:
            uid = uid_of_investigation(file, number)
            records = whole_record(file, "investigations", uid) if uid else ()
            if not records:
                return None
            stem = found[:_STEM]
            names.append(FileRecords(slugs=slugs_from(file, stem)).free_slug(stem))
            return duplicated(records, names[0], title)

        self.make(names, made)

    def _on_gone(self, _asked: object, reason: str) -> None:
        """Tell that the investigation is gone; every other reason is told wherever an edit is refused."""
        if reason == GONE:
            self._asking.shown.noticed.emit(Problem("gone", reason))

    def _on_done(self, _kind: object, asked: object) -> None:
        if isinstance(asked, list):
            self._select(str(asked[0]))
