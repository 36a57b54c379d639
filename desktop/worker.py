"""The worker thread, which owns the open case file and answers requests in turn."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QThread, Signal

Job = Callable[[], Any]
Answer = Callable[[Any], None]

_RELEASE = QEvent.Type(QEvent.registerEventType())
_AFTER_PAINTING = -2  # painting has Qt's low priority, which is -1


class Runner(Protocol):
    """A runner of jobs in turn; of jobs waiting under the same key only the newest is run and answered."""

    def submit(self, key: str, job: Job, answer: Answer, failed: Callable[[Exception], None]) -> None:
        """Run `job`; hand its value to `answer` or a known fault to `failed`, on the window's thread."""

    def drop(self, *, but: str) -> None:
        """Drop waiting jobs and running answers, except those under the key `but`."""

    @property
    def busy(self) -> bool:
        """True while a job runs or waits, or an answer is not yet handed over."""

    def close(self, last: Job) -> None:
        """Drop waiting jobs, let the running job end, run `last`, and stop."""


class Worker(QObject):
    """A runner with a thread of its own. Only frozen values pass between the threads."""

    # Sequence number, value, fault: to the window's thread.
    _done = Signal(object, object, object)
    # bool: true while a job runs or waits, false once all are answered.
    busy_changed = Signal(bool)

    def __init__(self, known_faults: tuple[type[Exception], ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known_faults = known_faults
        self._newest: dict[str, int] = {}
        self._open: dict[int, tuple[str, Answer, Callable[[Exception], None]]] = {}
        self._waiting: OrderedDict[str, tuple[int, Job]] = OrderedDict()
        self._number = 0
        self._last: Job | None = None
        self._is_held = False
        self._changed = threading.Condition()
        self._done.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._work, name="case file", daemon=True)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """True while a job runs or waits, or an answer is not yet handed over."""
        return bool(self._open)

    def submit(self, key: str, job: Job, answer: Answer, failed: Callable[[Exception], None]) -> None:
        """Run `job` on the thread; a newer request replaces a waiting request of the same key."""
        was_busy = self.busy
        with self._changed:
            self._number += 1
            replaced = self._waiting.pop(key, None)
            if replaced is not None:
                self._open.pop(replaced[0], None)
            self._newest[key] = self._number
            self._open[self._number] = (key, answer, failed)
            self._waiting[key] = (self._number, job)
        if not self._is_held:
            self._is_held = True
            self._release_later()
        if not was_busy:
            self.busy_changed.emit(True)

    def drop(self, *, but: str) -> None:
        """Drop waiting jobs and running answers, except those under the key `but`."""
        with self._changed:
            for key in [key for key in self._waiting if key != but]:
                self._open.pop(self._waiting.pop(key)[0], None)
            for key in [key for key in self._newest if key != but]:
                self._newest[key] = 0

    def close(self, last: Job) -> None:
        """Drop waiting jobs, let the running job end, run `last` on the thread, and stop."""
        with self._changed:
            self._waiting.clear()
            self._newest.clear()
            self._last = last
            self._changed.notify()
        self._thread.join()

    def customEvent(self, event: QEvent) -> None:
        """Let the jobs begin."""
        if event.type() == _RELEASE:
            self._release()

    def _release_later(self) -> None:
        """Let the jobs begin once the window has painted its present changes.

        Job and painting at once would share the interpreter, and the painting would take twice as long.
        """
        if QThread.currentThread().loopLevel():
            QCoreApplication.postEvent(self, QEvent(_RELEASE), _AFTER_PAINTING)
        else:
            self._release()

    def _release(self) -> None:
        with self._changed:
            self._is_held = False
            self._changed.notify()

    def _work(self) -> None:
        while True:
            with self._changed:
                while (self._is_held or not self._waiting) and self._last is None:
                    self._changed.wait()
                if not self._waiting:
                    break
                _, (number, job) = self._waiting.popitem(last=False)
            try:
                value, fault = job(), None
            except Exception as error:  # noqa: BLE001 - handed to the window's thread, where bugs are raised
                value, fault = None, error
            self._done.emit(number, value, fault)
        if self._last is not None:
            self._last()

    def _hand_over(self, number: int, value: object, fault: Exception | None) -> None:
        key, answer, failed = self._open.pop(number)
        try:
            if self._newest.get(key) != number:
                return
            if fault is None:
                answer(value)
            elif isinstance(fault, self._known_faults):
                failed(fault)
            else:
                raise fault
        finally:
            if not self.busy:
                self.busy_changed.emit(False)
