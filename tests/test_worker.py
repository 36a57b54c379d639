"""The worker's thread: order, newest answers, faults, closing."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desktop.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QPaintEvent
    from pytestqt.qtbot import QtBot


class KnownError(Exception):
    """A fault that is told to people."""


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[Worker]:
    worker = Worker((KnownError,))
    yield worker
    worker.close(lambda: None)


def unexpected(error: Exception) -> None:
    raise AssertionError(error)


def test_that_jobs_run_in_order_off_the_windows_thread(qtbot: QtBot, worker: Worker) -> None:
    answers: list[object] = []
    for key in "abc":
        worker.submit(key, lambda key=key: (key, threading.current_thread().name), answers.append, unexpected)  # type: ignore[misc]
    qtbot.waitUntil(lambda: not worker.busy)
    assert answers == [(key, "case file") for key in "abc"]


def test_that_only_the_newest_request_of_a_key_is_answered(qtbot: QtBot, worker: Worker) -> None:
    gate = threading.Event()
    answers: list[object] = []
    ran: list[int] = []
    worker.submit("gate", gate.wait, lambda _: None, unexpected)
    for number in range(50):
        worker.submit("day", lambda number=number: ran.append(number) or number, answers.append, unexpected)  # type: ignore[misc, func-returns-value]
    gate.set()
    qtbot.waitUntil(lambda: not worker.busy)
    assert answers == [49]
    assert ran == [49]


def test_that_a_job_begins_after_what_was_changed_with_it_is_painted(qtbot: QtBot, worker: Worker) -> None:
    order: list[str] = []

    class Painted(QWidget):
        def paintEvent(self, _event: QPaintEvent) -> None:
            order.append("painted")

    window = Painted()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: "painted" in order)

    def change() -> None:
        order.clear()
        worker.submit("list", lambda: order.append("job"), lambda _: None, unexpected)
        window.update()

    QTimer.singleShot(0, change)
    with qtbot.waitSignal(worker.busy_changed, check_params_cb=lambda busy: not busy):
        pass
    assert order == ["painted", "job"]


def test_that_an_answer_under_way_is_dropped_when_a_newer_request_came(qtbot: QtBot, worker: Worker) -> None:
    started, gate = threading.Event(), threading.Event()
    answers: list[object] = []

    def slow() -> str:
        started.set()
        gate.wait()
        return "old"

    worker.submit("day", slow, answers.append, unexpected)
    started.wait()
    worker.submit("day", lambda: "new", answers.append, unexpected)
    gate.set()
    qtbot.waitUntil(lambda: not worker.busy)
    assert answers == ["new"]


def test_that_a_known_fault_is_handed_over_and_a_bug_is_raised(qtbot: QtBot, worker: Worker) -> None:
    faults: list[Exception] = []

    def fail() -> None:
        raise KnownError

    worker.submit("a", fail, unexpected, faults.append)
    qtbot.waitUntil(lambda: not worker.busy)
    assert isinstance(faults[0], KnownError)
    with qtbot.captureExceptions() as raised:
        worker.submit("b", lambda: 1 // 0, unexpected, faults.append)
        qtbot.waitUntil(lambda: not worker.busy)
    assert raised[0][0] is ZeroDivisionError


def test_that_what_waits_can_be_dropped(qtbot: QtBot, worker: Worker) -> None:
    gate = threading.Event()
    answers: list[object] = []
    worker.submit("file", gate.wait, answers.append, unexpected)
    worker.submit("list", lambda: "list", answers.append, unexpected)
    worker.drop(but="file")
    gate.set()
    qtbot.waitUntil(lambda: not worker.busy)
    assert answers == [True]


def test_that_closing_runs_the_last_job_on_the_thread(qtbot: QtBot) -> None:
    worker = Worker(())
    names: list[str] = []
    worker.close(lambda: names.append(threading.current_thread().name))
    assert names == ["case file"]
