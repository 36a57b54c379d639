"""Asking the worker, and the pages of the investigation shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.session.shown import Shown
from desktop.store.file.errors import CaseFileError

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from desktop.domain.page.page import Page
    from desktop.session.clock import Clock
    from desktop.session.reader.answered import Related
    from desktop.session.reader.reader import Reader
    from desktop.worker import Runner


class Asking(Shown):
    """What is shown, and the worker that is asked for it."""

    def __init__(self, runner: Runner, reader: Reader, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(clock.live(), parent)
        self._runner, self._reader, self.clock = runner, reader, clock

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._runner.busy

    def _submit(self, key: str, job: Callable[[], Any], answer: Callable[[Any], None]) -> None:
        def answered(value: Any) -> None:  # noqa: ANN401 - whatever the job gives
            self.overcome_fault(key)
            answer(value)

        def failed(fault: Exception) -> None:
            if isinstance(fault, CaseFileError):
                self.tell_fault(key, fault.problem)

        self._runner.submit(key, job, answered, failed)
        self.busy_changed.emit(self._runner.busy)

    def _ask_for_page(self) -> None:
        slug, as_of = self.selected, self.as_of
        if self.info is not None and slug is not None:
            self._submit("page", lambda: self._reader.page(slug, as_of), self._on_page)

    def _ask_for_related(self) -> None:
        slug, as_of = self.selected, self.as_of
        if self.info is not None and slug is not None:
            self._submit("related", lambda: self._reader.related(slug, as_of), self._on_related)

    def _on_page(self, page: Page | None) -> None:
        raise NotImplementedError

    def _on_related(self, related: Related) -> None:
        """Show them beside the page they belong to; ask again where some are still to be made."""
        if related.goes_on:
            self._ask_for_related()
        elif self.selected is not None:
            self._show_related(related.pages)
