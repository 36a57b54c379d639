"""The user's saved views of the open file, with the number of investigations in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.domain.listing.saved_view import SavedView, added, renamed, replaced, without
from desktop.exchange.own.saved_views import view_shelf
from desktop.session.keeping import Keeping

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.file import FileInfo
    from desktop.domain.listing.answer import Answer
    from desktop.session.asking import Asking
    from desktop.session.listing import Listing

Views = tuple[SavedView, ...]


class SavedViews(QObject):
    """The verbs of saved views. Verbs that change a view raise SavedViewError."""

    # tuple[SavedView, ...] and tuple[int | None, ...]: the views, their numbers of investigations if known.
    changed = Signal(object, object)
    # Problem: the file of the views could not be read or written.
    failed = Signal(object)

    def __init__(self, asking: Asking, listing: Listing, folder: Path | None = None) -> None:
        """Keep the views in a folder; without a folder they last as long as the file is open."""
        shown, runner = asking.shown, asking.runner
        super().__init__(shown)
        self._shown, self._runner, self._reader, self._list = shown, runner, asking.reader, listing
        self._keeping: Keeping[Views] = Keeping(view_shelf(), runner, self._show, self.failed.emit)
        self.views: Views = ()
        self.counts: tuple[int | None, ...] = ()
        self.look, self.flush = self._keeping.look, self._keeping.flush
        if folder is not None:
            self._keeping.keep_in(folder)
        shown.file_opened.connect(self._on_file_opened)
        shown.file_closed.connect(self._on_file_closed)
        shown.answer_changed.connect(self._on_answer_changed)
        if shown.info is not None:
            self._on_file_opened(shown.info)

    def add(self, name: str) -> None:
        """Keep the query of the list under a name."""
        self._set(added(self.views, SavedView(name.strip(), self._shown.query)))

    def replace(self, name: str) -> None:
        """Give a view the query of the list."""
        self._set(replaced(self.views, SavedView(name, self._shown.query)))

    def rename(self, name: str, new: str) -> None:
        """Give a view another name."""
        self._set(renamed(self.views, name, new.strip()))

    def remove(self, name: str) -> None:
        """Forget a view."""
        self._set(without(self.views, name))

    def show(self, name: str) -> None:
        """Show the query of a view in the list."""
        for view in self.views:
            if view.name == name:
                self._list.show_query(view.query)

    def recount(self) -> None:
        """Count the investigations of each view again, as of the session's day."""
        queries, as_of = tuple(view.query for view in self.views), self._shown.as_of

        def counted() -> tuple[int | None, ...]:
            return tuple(self._reader.count(query, as_of) for query in queries)

        if queries and self._shown.info is not None:
            self._runner.submit("views-count", counted, self._on_counted, _leave)

    def _on_answer_changed(self, answer: Answer) -> None:
        """Count again: the day or another program may have changed the list, and so the views."""
        if answer.complete and self.views:
            self.recount()

    def _set(self, views: Views) -> None:
        if views != self.views and self._keeping.is_ready:
            self._show(views)
            self._keeping.save(views)

    def _show(self, views: Views) -> None:
        known = dict(zip((view.query for view in self.views), self.counts, strict=True))
        self.views, self.counts = views, tuple(known.get(view.query) for view in views)
        self.changed.emit(self.views, self.counts)
        if None in self.counts:
            self.recount()

    def _on_counted(self, counts: tuple[int | None, ...]) -> None:
        if len(counts) == len(self.views):
            self.counts = counts
            self.changed.emit(self.views, self.counts)

    def _on_file_opened(self, info: FileInfo) -> None:
        self._keeping.open(info.uid or info.path)
        self.recount()

    def _on_file_closed(self) -> None:
        self._keeping.close()
        self._show(())


def _leave(_: Exception) -> None:
    """Keep the old counts: the list asks the same file and tells its fault."""
