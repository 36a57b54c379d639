"""The signals that ask the window to close: Ctrl+C, a kill, a closed terminal."""

from __future__ import annotations

import os
import signal
import sys

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_ASKED = ("SIGINT", "SIGTERM", "SIGHUP")
_MOST = 64  # signals read at once


class Interrupts(QObject):
    """Reports a signal in the event loop, between two events; a second signal ends the process at once.

    Python itself would report the signal in the middle of whatever Python code runs next.
    """

    # The process is asked to end.
    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.was_asked = False
        if sys.platform == "win32":  # has no pipes that an event loop can watch
            return
        self._heard, told = os.pipe()
        for end in (self._heard, told):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(told, warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._heard, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_heard)
        for name in _ASKED:
            number = signal.Signals[name]
            if number is signal.SIGINT or signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._remember)

    def _remember(self, number: int, _: object) -> None:
        self.was_asked = True
        signal.signal(number, signal.SIG_DFL)

    def _on_heard(self) -> None:
        os.read(self._heard, _MOST)
        self.asked.emit()
