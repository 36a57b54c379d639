"""What comes after the first paint: the rest of the program, loaded by the worker and made by the window."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

if TYPE_CHECKING:
    from desktop.views.window import MainWindow
    from desktop.worker import Runner

# In small steps from the bottom up: between any two the worker answers what the window asks for.
MODULES = (
    "desktop.domain.penalty",
    "desktop.domain.accrual",
    "desktop.domain.course",
    "desktop.domain.limits",
    "desktop.domain.report",
    "desktop.domain.outlook",
    "desktop.domain.explainer",
    "desktop.store.cases",
    "desktop.session.legal",
    "desktop.domain.comparison",
    "desktop.exchange.scenarios",
    "desktop.session.scenarios",
    "desktop.views.parts.table",
    "desktop.views.parts.lanes",
    "desktop.views.timeline",
    "desktop.views.penalty",
    "desktop.views.decision",
    "desktop.views.related",
    "desktop.views.page",
    "desktop.views.overview",
    "desktop.views.explaining",
    "desktop.views.tablememory",
    "sqlite_utils",
)


class Furnishing(QObject):
    """Waits until the list, or the Overview, has been painted; then loads and makes one thing after the other."""

    # Everything has been made.
    finished = Signal()

    def __init__(self, window: MainWindow, runner: Runner, modules: tuple[str, ...] = MODULES) -> None:
        super().__init__(window)
        self._window, self._runner, self._modules = window, runner, modules
        self._loaded = -1
        self._step = QTimer(self)
        self._step.setSingleShot(True)
        self._step.timeout.connect(self._on_step)
        self._list = window.case_list.rows_view
        self._list.viewport().installEventFilter(self)
        session = window.session
        for awaited in (session.overview_changed, session.file_failed):
            awaited.connect(self.begin)
        # Opening a file drops what the worker was to do.
        session.file_opened.connect(self._go_on)

    def begin(self, _: object = None) -> None:
        """Begin, unless that was done before."""
        if self._loaded < 0:
            self._list.viewport().removeEventFilter(self)
            self._loaded = 0
            self._step.start()

    def _go_on(self) -> None:
        if self._loaded >= 0:
            self._step.start()

    def _on_step(self) -> None:
        """Load one more module, or make one more part."""
        place = self._loaded
        if place < len(self._modules):
            name = self._modules[place]
            self._runner.submit(
                "furnish", lambda: import_module(name), lambda _: self._on_loaded(place), _raise
            )
        elif self._window.furnish():
            self._step.start()
        else:
            self.finished.emit()

    def _on_loaded(self, place: int) -> None:
        self._loaded = max(self._loaded, place + 1)
        self._step.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin once the list has painted rows."""
        if event.type() is QEvent.Type.Paint and self._list.model().rowCount():
            self.begin()
        return super().eventFilter(watched, event)


def _raise(fault: Exception) -> None:
    raise fault
