"""The list of investigations: narrowing, searching and sorting, and reading the rows seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from desktop.domain.listing.facets import Choice, Query, Section, SortBy
from desktop.session.reader.answered import Answered

if TYPE_CHECKING:
    from desktop.domain.listing.answer import Answer, Hit
    from desktop.session.asking import Asking

PAUSE = 150  # milliseconds without a key before the whole search is run, the best first
_TOGETHER = 4  # rows whose texts are read in one go
SEEN = 60  # rows that come with an answer, so that they are painted at once


class Listing:
    """The verbs of the list. Rows are read when seen; no part of the state grows with the file."""

    def __init__(self, asking: Asking) -> None:
        self._asking, self._shown, self._reader = asking, asking.shown, asking.reader
        self._first_seen = 0
        self._unread: tuple[int, ...] = ()
        self._pause = QTimer(self._shown)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.ask)
        self._shown.query_changed.connect(self._on_query_changed)

    def find(self, text: str) -> None:
        """Narrow the list to investigations with these words: the newest now, all after a pause."""
        if text == self._shown.query.text:
            return
        ranked = self._shown.query.ranked or not self._shown.query.text.strip()
        self._shown.set_query(text=text, section=self._section_of_list(bool(text)), ranked=ranked)
        if text.strip():
            self.ask(quick=ranked)
            self._pause.start()
        else:
            self.ask()

    def find_all(self) -> None:
        """Find every investigation now, without the pause."""
        if self._pause.isActive():
            self.ask()

    def toggle(self, choice: Choice) -> None:
        """Add or remove a facet value."""
        choices = self._shown.query.choices
        kept = tuple(other for other in choices if other != choice)
        choices = kept if len(kept) < len(choices) else (*choices, choice)
        self._shown.set_query(choices=choices, section=self._section_of_list())
        self.ask()

    def clear_choices(self) -> None:
        """Remove all facet values and words."""
        self._shown.set_query(text="", choices=(), ranked=True)
        self.ask()

    def sort(self, by: SortBy, *, descending: bool) -> None:
        """Order the list by a column; during a search, by this rather than the best first."""
        self._shown.set_query(sort=by, descending=descending, ranked=not self._shown.query.text.strip())
        self.ask()

    def rank(self) -> None:
        """Order the investigations found by words, the best first."""
        self._shown.set_query(ranked=True)
        self.ask()

    def show_query(self, query: Query) -> None:
        """Show the investigations that a query leaves."""
        self._shown.put_query(query)
        self.ask()

    def see(self, first: int) -> None:
        """Tell the first row seen, so that answers come with the rows that follow."""
        self._first_seen = first

    def want_rows(self, ids: tuple[int, ...]) -> None:
        """Read rows; answers rows_read. Of several requests at once only the newest is answered."""
        if self._shown.info is not None and ids:
            hindsight, rows_read = self._shown.as_of.hindsight, self._shown.rows_read.emit
            self._asking.submit("rows", lambda: self._reader.rows(ids, hindsight=hindsight), rows_read)

    def want_hits(self, ids: tuple[int, ...]) -> None:
        """Read the hits of rows, once no key comes; answers hits_read for a few rows each time."""
        self._unread = ids
        if not self._pause.isActive():
            self._ask_for_hits()

    def want_place(self, slug: str) -> None:
        """Find the place of an investigation in the list; answers place_found."""
        answer = self._shown.answer

        def on_found(place: int) -> None:
            if answer.ids is self._shown.answer.ids:
                self._shown.place_found.emit(slug, place)

        if self._shown.info is not None and answer.ids:
            self._asking.submit("place", lambda: self._reader.place(slug, answer.ids), on_found)

    def suggest(self, text: str, limit: int) -> None:
        """Find a few investigations that a text may mean; answers suggested."""
        if self._shown.info is not None:
            suggested = self._shown.suggested.emit
            self._asking.submit("suggest", lambda: self._reader.suggest(text, limit), suggested)

    def _section_of_list(self, leaves: bool = True) -> Section:  # noqa: FBT001, FBT002 - one use
        """The section to show: words and choices narrow the list, so a page without one gives way to it."""
        section = self._shown.query.section
        return Section.ALL if leaves and section in {Section.OVERVIEW, Section.PROBLEMS} else section

    def _on_query_changed(self) -> None:
        self._first_seen = 0

    def ask(self, *, quick: bool = False) -> None:
        """Ask for the list under the query as of the day: all of it, or quickly the newest investigations."""
        self._pause.stop()
        if self._shown.info is None:
            return
        query, as_of, selected = self._shown.query, self._shown.as_of, self._shown.selected
        shown, first = self._shown.answer, self._first_seen

        def listing() -> Answered | None:
            answer = self._reader.listing(query, as_of, quick=quick)
            if answer is None:
                return None
            answer = _beside(answer, shown, self._reader.place(selected, answer.ids))
            seen = tuple(answer.ids[first : first + SEEN])
            rows = self._reader.rows(seen, hindsight=as_of.hindsight)
            return Answered(answer, rows, query, selected)

        self._reader.interrupt()
        self._asking.submit("list", listing, self._on_listing)
        if not quick:
            self._ask_for_hits()

    def _ask_for_hits(self) -> None:
        """Ask for the hits of a few rows: a key that comes now is answered before the rest."""
        ids, self._unread = self._unread[:_TOGETHER], self._unread[_TOGETHER:]
        text = self._shown.query.text

        def on_hits(hits: tuple[Hit, ...]) -> None:
            if text == self._shown.query.text:
                self._shown.hits_read.emit(ids, hits)
                self._ask_for_hits()

        if self._shown.info is not None and ids and text.strip() and not self._pause.isActive():
            self._asking.submit("hits", lambda: self._reader.hits(ids, text), on_hits)

    def _on_listing(self, answered: Answered | None) -> None:
        """Show an answer; ask again after an interruption without a newer question."""
        if answered is None:
            self.ask()
            return
        is_placed = answered.selected == self._shown.selected
        place = answered.answer.place if is_placed else -1
        answer = answered.answer._replace(place=place)
        self._shown.show_answer(answered._replace(answer=answer))
        if not is_placed and self._shown.selected is not None:
            self.want_place(self._shown.selected)


def _beside(answer: Answer, shown: Answer, place: int) -> Answer:
    """An answer shown after another: the same ids stay the same object.

    A quick answer without counts keeps the old counts; `place` is the place of the selected investigation.
    """
    ids = shown.ids if answer.ids == shown.ids else answer.ids
    counts = answer if answer.sections or answer.awaits is not None else shown
    return answer._replace(ids=ids, facets=counts.facets, sections=counts.sections, place=place)
