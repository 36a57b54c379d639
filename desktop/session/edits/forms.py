"""Open forms on the investigation shown: the page with their values before they are saved, and saving."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.domain.edit.change import Edit
from desktop.domain.edit.citing import addresses_added, with_known_sources
from desktop.domain.edit.decided import provisions_added, with_known_provisions
from desktop.store.cases.uids import known_provisions, known_sources

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.edit.change import Cells
    from desktop.domain.file import FileInfo
    from desktop.domain.page.page import Page
    from desktop.domain.page.tried import Tried
    from desktop.session.asking import Asking
    from desktop.session.editing import Editing
    from desktop.session.pages import Pages
    from desktop.session.reader.trials import FoundRecord
    from desktop.session.reader.writing import Refusal


class FormEdits(QObject):
    """The verbs of forms. A form has a name of its own, and one edit at most for each investigation.

    Until it is saved or given up, the page of the investigation is the one with the edits of its forms.
    """

    # Tried: the page with the values of the open forms, beside that of the file.
    tried = Signal(object)
    # The investigations with unsaved values, or their pages, are others now: see `unsaved` and `pages`.
    unsaved_changed = Signal()
    # Another file is open, or none: nothing of the forms holds any more.
    dropped = Signal()
    # str, Edit: the edit of a form was made.
    saved = Signal(str, object)
    # str, str: the edit of a form was not made, and why, in a sentence.
    refused = Signal(str, str)

    def __init__(self, asking: Asking, pages: Pages, editing: Editing) -> None:
        super().__init__(editing)
        self._asking, self._pages, self._editing = asking, pages, editing
        self._edits: dict[tuple[str, str], Edit] = {}  # by investigation and form
        self._saving: dict[str, tuple[str, str]] = {}  # investigation and form, by the batch
        self._numbers = count(1)
        self.pages: dict[str, Page | None] = {}  # the page with the values, by investigation
        pages.edit_of, pages.tell_tried = self.edit_of, self._on_tried
        editing.saved.connect(self._on_saved)
        editing.refused.connect(self._on_refused)
        editing.changed.connect(self._on_editing_changed)
        self._opened = ""  # the file that the forms are about
        asking.shown.file_opened.connect(self._on_file_opened)
        asking.shown.file_closed.connect(self._on_file_closed)
        if asking.shown.info is not None:
            self._on_file_opened(asking.shown.info)

    @property
    def unsaved(self) -> frozenset[str]:
        """The slugs of the investigations with values that are not saved."""
        return frozenset(slug for slug, _ in self._edits)

    def edit_of(self, slug: str) -> Edit | None:
        """The edits of all forms on an investigation as one, or None."""
        found = [edit for (each, _), edit in self._edits.items() if each == slug]
        if not found:
            return None
        return replace(found[0], changes=tuple(change for edit in found for change in edit.changes))

    def show(self, form: str, edit: Edit | None) -> None:
        """Show the page with the edit of a form, None for no values of it; answers tried and page_changed."""
        slug = self._asking.shown.selected
        if slug is not None and self._edits.get((slug, form)) != edit:
            self._put((slug, form), edit)
            self._pages.ask_for_page()

    def save(self, form: str, edit: Edit) -> None:
        """Make the edit of a form; answers saved or refused. Ignored while editing is off."""
        slug, reader = self._asking.shown.selected, self._asking.reader
        if slug is None or not self._editing.is_on:
            return

        def linked() -> Edit:
            made, file = edit, reader.file
            if file is not None and (addresses := addresses_added(edit)):
                made = with_known_sources(made, known_sources(file, addresses))
            if file is not None and (provisions := provisions_added(edit)):
                texts = tuple(str(cells["text"]) for cells in provisions)
                made = with_known_provisions(made, known_provisions(file, texts))
            return made

        def answered(made: Edit) -> None:
            self._saving[made.batch] = slug, form
            self._editing.apply(made)

        self._asking.submit(f"form {next(self._numbers)}", linked, answered)

    def find(self, table: str, wanted: Cells, answer: Callable[[FoundRecord | None], None]) -> None:
        """Find the first record of the investigation shown that has these cells; `id` is one of them."""
        shown, reader = self._asking.shown, self._asking.reader
        slug, as_of = shown.selected, shown.as_of
        if slug is not None:
            key = f"record {next(self._numbers)}"
            self._asking.submit(key, lambda: reader.found(slug, as_of, table, wanted), answer)

    def _put(self, key: tuple[str, str], edit: Edit | None) -> None:
        slug, _ = key
        if edit is None:
            self._edits.pop(key, None)
        else:
            self._edits[key] = edit
        if self.edit_of(slug) is None and slug in self.pages:
            del self.pages[slug]
            self.unsaved_changed.emit()

    def _on_tried(self, tried: Tried) -> None:
        self.pages[tried.now.case.investigation.slug] = tried.then
        self.unsaved_changed.emit()
        self.tried.emit(tried)

    def _on_saved(self, edit: Edit) -> None:
        if edit.batch in self._saving:
            slug, form = self._saving.pop(edit.batch)
            self._put((slug, form), None)
            self._pages.ask_for_page()
            self.saved.emit(form, edit)

    def _on_refused(self, refusal: Refusal) -> None:
        deed = refusal.deed
        if isinstance(deed, Edit) and deed.batch in self._saving:
            _, form = self._saving.pop(deed.batch)
            self.refused.emit(form, refusal.problem.sentence)

    def _on_file_opened(self, info: FileInfo) -> None:
        before, self._opened = self._opened, f"{info.uid} {info.path}"
        if before not in ("", self._opened):
            self._on_file_closed()

    def _on_file_closed(self) -> None:
        self._forget()
        self.dropped.emit()

    def _on_editing_changed(self) -> None:
        if not self._editing.is_on and self._edits:
            self._forget()
            self._pages.ask_for_page()

    def _forget(self) -> None:
        if self._edits:
            self._edits.clear()
            self.pages.clear()
            self.unsaved_changed.emit()
