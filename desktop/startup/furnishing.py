"""The rest of the program after the first paint, loaded by the worker and made by the window."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.views.window.window import MainWindow
    from desktop.worker import Runner

# From the bottom up in small steps: between two steps the worker answers the window's requests.
MODULES = (
    "desktop.domain.case.terms",
    "desktop.domain.penalty.accrual",
    "desktop.domain.penalty.course",
    "desktop.domain.case.limits",
    "desktop.domain.page.build",
    "desktop.domain.overview.few",
    "desktop.domain.explanation.explainer",
    "desktop.store.cases.cases",
    "desktop.store.law.laws",
    "desktop.domain.whatif.comparison",
    "desktop.exchange.own.scenarios",
    "desktop.session.scenarios",
    "desktop.views.parts.table",
    "desktop.views.timeline.canvas",
    "desktop.views.timeline.tab",
    "desktop.views.page.penalty",
    "desktop.views.page.decision",
    "desktop.views.page.related",
    "desktop.views.page.page",
    "desktop.views.overview.overview",
    "desktop.views.explanation.explaining",
    "desktop.views.window.palette",
    "desktop.views.window.tablememory",
    "sqlite_utils",
)
AIR = 40  # milliseconds between the first paint and the rest
PATIENCE = 100  # milliseconds after which a window without a list is made complete


class Furnishing(QObject):
    """Waits until the list has been painted, or the Overview is there; then goes step by step."""

    # Everything has been made.
    finished = Signal()

    def __init__(self, window: MainWindow, runner: Runner, modules: tuple[str, ...] = MODULES) -> None:
        super().__init__(window)
        self._window, self._runner, self._modules = window, runner, modules
        self._loaded = 0
        self._air = self._timer(self._step, AIR)
        self._turn = self._timer(self._step, 0)
        self._timer(window.complete, PATIENCE).start()
        session = window.session
        for awaited in (window.case_list.rows_view.filled, session.overview_changed, session.file_failed):
            awaited.connect(self.begin)
        # Opening a file drops the worker's waiting jobs.
        session.file_opened.connect(self._go_on)
        self._begun = False

    def begin(self) -> None:
        """Begin once the list or the Overview has been painted; later calls do nothing."""
        if not self._begun:
            self._begun = True
            self._window.complete()
            self._air.start()

    def _go_on(self) -> None:
        if self._begun:
            self._air.start()

    def _step(self) -> None:
        """Load the next module, or make the next part of the window."""
        place = self._loaded
        if place < len(self._modules):
            name = self._modules[place]
            self._runner.submit(
                "furnish", lambda: import_module(name), lambda _: self._on_loaded(place + 1), _raise
            )
        elif self._window.furnish():
            self._turn.start()
        else:
            self.finished.emit()

    def _on_loaded(self, number: int) -> None:
        self._loaded = number
        self._turn.start()

    def _timer(self, then: Callable[[], object], milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(then)
        return timer


def _raise(fault: Exception) -> None:
    raise fault
