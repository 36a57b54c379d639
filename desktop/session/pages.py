"""The page of the investigation shown, its related pages, and the Overview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.listing.facets import Section

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.edit.change import Edit
    from desktop.domain.page.page import Page
    from desktop.domain.page.tried import Tried
    from desktop.session.asking import Asking
    from desktop.session.reader.answered import Related, Summed


class Pages:
    """Asks for pages and sums; `lose` is called if the file no longer holds the investigation."""

    def __init__(self, asking: Asking, lose: Callable[[], None]) -> None:
        self._asking, self._shown, self._lose = asking, asking.shown, lose
        # The edit of open forms on an investigation, and what is told of the page with it.
        self.edit_of: Callable[[str], Edit | None] = lambda _slug: None
        self.tell_tried: Callable[[Tried], object] = lambda _tried: None

    def ask_for_page(self) -> None:
        """Ask for the page of the selected investigation as of the day, with the values of open forms."""
        slug, as_of, reader = self._shown.selected, self._shown.as_of, self._asking.reader
        if self._shown.info is None or slug is None:
            return
        edit = self.edit_of(slug)
        if edit is None:
            self._asking.submit("page", lambda: reader.page(slug, as_of), self._on_page)
        else:
            self._asking.submit("page", lambda: reader.tried(slug, as_of, edit), self._on_tried)

    def ask_for_related(self) -> None:
        """Ask for the investigations against the same respondents."""
        slug, as_of = self._shown.selected, self._shown.as_of
        if self._shown.info is not None and slug is not None:
            self._asking.submit("related", lambda: self._asking.reader.related(slug, as_of), self._on_related)

    def ask_for_overview(self) -> None:
        """Ask for the sums over all investigations, if the Overview is shown."""
        as_of = self._shown.as_of
        if self._shown.info is not None and self._shown.query.section is Section.OVERVIEW:
            self._asking.submit("overview", lambda: self._asking.reader.overview(as_of), self._on_summed)

    def _on_page(self, page: Page | None) -> None:
        if page is None:
            self._lose()
        else:
            self._shown.show_page(page)

    def _on_tried(self, tried: Tried | None) -> None:
        if tried is None:
            self._lose()
        else:
            self._shown.show_page(tried.then or tried.now)
            self.tell_tried(tried)

    def _on_related(self, related: Related) -> None:
        """Show the related pages; ask again while there are more to be made."""
        if related.goes_on:
            self.ask_for_related()
        elif self._shown.selected is not None:
            self._shown.show_related(related.pages)

    def _on_summed(self, summed: Summed) -> None:
        """Show the sums; ask again while they are being made: requests made meanwhile come first."""
        if summed.goes_on:
            self.ask_for_overview()
        else:
            self._shown.show_overview(summed.overview)
