"""The drafts of new investigations: kept beside the open file, with the live figure of the open draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain.edit.change import new_uid
from desktop.domain.edit.draft import Draft, KeptDraft
from desktop.exchange.own.drafts import draft_shelf
from desktop.session.keeping import Keeping

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.edit.change import Edit
    from desktop.domain.file import FileInfo
    from desktop.domain.page.drafted import Drafted
    from desktop.domain.typed.dates import DayOrder
    from desktop.session.asking import Asking
    from desktop.session.editing import Editing

PAUSE = 400  # milliseconds without typing, after which a draft is kept


class Drafts(QObject):
    """The verbs of drafts; the open draft is `draft`, all that are kept are `kept`."""

    # tuple[KeptDraft, ...]: the drafts kept are others now.
    changed = Signal(object)
    # The drafts listed, their figures or the open one among them are others now: see `kept`, `figures`.
    listed = Signal()
    # The open draft is another one: see `draft`.
    opened = Signal()
    # Drafted: the figure of the open draft.
    figured = Signal(object)
    # Choices: what the open draft can choose from.
    choices_read = Signal(object)
    # The open draft is kept on the disk.
    saved = Signal()
    # Problem: the drafts could not be read or written.
    failed = Signal(object)
    # str: the slug of the investigation that the open draft became.
    created = Signal(str)

    def __init__(self, asking: Asking, editing: Editing, order: DayOrder, folder: Path | None = None) -> None:
        """Keep the drafts below a folder; without a folder they last as long as the file is open."""
        shown = asking.shown
        super().__init__(shown)
        self._shown, self._asking, self._editing, self._order = shown, asking, editing, order
        self._keeping: Keeping[tuple[KeptDraft, ...]] = Keeping(
            draft_shelf(), asking.runner, self._show, self.failed.emit
        )
        self.kept: tuple[KeptDraft, ...] = ()
        self.figures: dict[str, Drafted] = {}  # the figure of each draft, as far as it is known
        self._deleted: tuple[KeptDraft, int] | None = None  # the draft deleted last, and its place
        self.draft = Draft()
        self._name = ""
        self._creating = ("", "")  # the batch and slug of the investigation being created
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._keep)
        self._listing = QTimer(self)
        self._listing.setSingleShot(True)
        self._listing.setInterval(PAUSE)
        self._listing.timeout.connect(self.listed)
        if folder is not None:
            self._keeping.keep_in(folder)
        shown.file_opened.connect(self._on_file_opened)
        shown.file_changed.connect(self._figure_anew)
        shown.file_closed.connect(self._on_file_closed)
        shown.as_of_changed.connect(self._figure_anew)
        editing.saved.connect(self._on_edit_saved)
        editing.refused.connect(self._on_edit_refused)
        if shown.info is not None:
            self._on_file_opened(shown.info)

    @property
    def name(self) -> str:
        """The name that the open draft is kept by; empty where none is open."""
        return self._name

    def begin(self) -> None:
        """Open a new, empty draft."""
        self._open(KeptDraft(new_uid(), Draft()))

    def resume(self, name: str) -> None:
        """Open a draft that is kept."""
        for kept in self.kept:
            if kept.name == name:
                self._open(kept)

    def put(self, draft: Draft) -> None:
        """Change the open draft; answers figured, and keeps the draft at the next pause."""
        if self._name and draft != self.draft:
            self.draft = draft
            self._pause.start()
            self._ask()

    def close(self) -> None:
        """Keep the open draft and leave it."""
        if self._name:
            self._keep()
            self._name, self.draft = "", Draft()
            self.listed.emit()

    @property
    def can_restore(self) -> bool:
        """Whether a draft was deleted that can be brought back."""
        return self._deleted is not None

    def delete(self, name: str) -> None:
        """Forget a draft; the one deleted last can be restored."""
        if name == self._name:
            self._keep()
            self._name, self.draft = "", Draft()
        for place, kept in enumerate(self.kept):
            if kept.name == name:
                self._deleted = kept, place
        self._set(tuple(kept for kept in self.kept if kept.name != name))
        self.listed.emit()

    def restore(self) -> None:
        """Bring the draft deleted last back to its place."""
        if self._deleted is not None:
            (draft, place), self._deleted = self._deleted, None
            self._set((*self.kept[:place], draft, *self.kept[place:]))

    def discard(self) -> None:
        """Forget the open draft."""
        self.delete(self._name)

    def create(self) -> None:
        """Create the investigation of the open draft; answers created. Ignored while it has faults."""
        self._keep()
        draft, order, reader = self.draft, self._order, self._asking.reader

        def made(found: tuple[Edit, str] | None) -> None:
            if found is not None:
                edit, slug = found
                self._creating = edit.batch, slug
                self._editing.apply(edit)

        if self._name and not self._creating[0]:
            self._asking.submit("draft-create", lambda: reader.draft_creation(draft, order), made)

    def flush(self) -> None:
        """Keep the open draft and write all that wait; for the worker, when the program ends."""
        if self._pause.isActive():
            self.kept = self._with_open()
            self._keeping.save(self.kept)
        self._keeping.flush()

    def _open(self, kept: KeptDraft) -> None:
        self._keep()
        self._name, self.draft = kept
        self.opened.emit()
        self.listed.emit()
        self._ask()
        self._read_records(is_first=True)

    def _read_records(self, *, is_first: bool = False) -> None:
        """Have the records of the file read a little at a time, for choices and figures."""

        def answered(goes_on: bool) -> None:  # noqa: FBT001 - what the reader answers
            if goes_on:
                self._read_records()
            elif not is_first:
                self._ask()
            if is_first or not goes_on:
                reader = self._asking.reader
                self._asking.submit("draft-choices", reader.draft_choices, self.choices_read.emit)

        if self._name and self._shown.info is not None:
            self._asking.submit("draft-records", self._asking.reader.read_draft_records, answered)

    def _ask(self) -> None:
        """Ask for the figure of the open draft: of many questions the newest is answered."""
        if not self._name or self._shown.info is None:
            return
        draft, as_of, order, reader = self.draft, self._shown.as_of, self._order, self._asking.reader

        def figured(found: Drafted | None) -> None:
            if found is not None and found.read.draft == self.draft:
                self.figures[self._name] = found
                self.figured.emit(found)
                self._listing.start()

        self._asking.submit("draft", lambda: reader.draft_figure(draft, as_of, order), figured)

    def _ask_for_rows(self) -> None:
        """Ask for the figures of the drafts that are not known yet."""
        missing = tuple(kept for kept in self.kept if kept.name not in self.figures)
        if not missing or self._shown.info is None:
            return
        as_of, order, reader = self._shown.as_of, self._order, self._asking.reader

        def figured(found: tuple[Drafted, ...]) -> None:
            for kept, figure in zip(missing, found, strict=False):
                if kept in self.kept and as_of == self._shown.as_of:
                    self.figures.setdefault(kept.name, figure)
            self.listed.emit()

        drafts = tuple(kept.draft for kept in missing)
        self._asking.submit("draft-rows", lambda: reader.draft_figures(drafts, as_of, order), figured)

    def _figure_anew(self, _cause: object = None) -> None:
        self.figures.clear()
        self._ask()
        self._ask_for_rows()

    def _with_open(self) -> tuple[KeptDraft, ...]:
        """The drafts with the open one as it is now; an empty one is not kept."""
        mine = KeptDraft(self._name, self.draft)
        others = tuple(kept for kept in self.kept if kept.name != self._name)
        if not self._name or self.draft.is_empty:
            return others
        if len(others) == len(self.kept):
            return (*others, mine)
        return tuple(mine if kept.name == self._name else kept for kept in self.kept)

    def _keep(self) -> None:
        self._pause.stop()
        if self._name:
            self._set(self._with_open())
            if not self.draft.is_empty:
                self.saved.emit()

    def _set(self, kept: tuple[KeptDraft, ...]) -> None:
        if kept != self.kept:
            self._show(kept)
            self._keeping.save(kept)

    def _show(self, kept: tuple[KeptDraft, ...]) -> None:
        known = set(self.kept)
        for other in set(kept) - known:
            if other.name != self._name:
                self.figures.pop(other.name, None)
        self.kept = kept
        self.changed.emit(kept)
        self.listed.emit()
        self._ask_for_rows()

    def _on_edit_saved(self, edit: Edit) -> None:
        batch, slug = self._creating
        if batch and edit.batch == batch:
            self._creating = "", ""
            self.discard()
            self._deleted = None
            self.created.emit(slug)
        elif any(change.table == "holidays" for change in edit.changes):
            self._figure_anew()
        else:  # what the draft refers to may be another now
            self._ask()
            self._read_records(is_first=True)

    def _on_edit_refused(self, _refusal: object) -> None:
        self._creating = "", ""

    def _on_file_opened(self, info: FileInfo) -> None:
        self._keeping.open(info.uid or info.path)

    def _on_file_closed(self) -> None:
        self._keep()
        self._name, self.draft = "", Draft()
        self._keeping.close()
        self._deleted = None
        self.figures.clear()
        self._show(())
