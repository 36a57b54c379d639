"""The program as its command starts it, with eyes on the list."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from PySide6.QtGui import QPaintEvent

    from desktop.app import Program

FAILED = 70
SLUG_ROLE = int(Qt.ItemDataRole.UserRole) + 2  # as the list's model has it


def start(path: Path, built: Callable[[Program], None]) -> None:
    """Run `astreinte PATH`; `built` is called with the program before it is shown. Never returns."""
    from desktop import app  # noqa: PLC0415 - as late as the command itself loads it
    from desktop.__main__ import main  # noqa: PLC0415

    build = app.build

    def told(*given: object, **named: object) -> Program:
        program = build(*given, **named)  # type: ignore[arg-type]
        built(program)
        return program

    app.build = told
    # The program tells of an unexpected error and goes on; here it ends at once.
    app.follow_bugs = _leave_bugs
    sys.excepthook = fail
    os._exit(main([str(path)]))


def _leave_bugs(tell: Callable[[], None]) -> None:
    """Nothing: `fail` stays in its place."""


def fail(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """End at once on an error that nobody expected, in a slot as well."""
    sys.__excepthook__(kind, error, trace)
    sys.stderr.flush()
    os._exit(FAILED)


def tell(**answer: object) -> None:
    """Print one line for the one who measures."""
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def memory() -> dict[str, int]:
    """Memory held at most and now, in kB."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    sizes = [line for line in lines if line.startswith(("VmHWM", "VmRSS"))]
    found = {line.split(":")[0]: int(line.split()[1]) for line in sizes}
    return {"peak": found["VmHWM"], "resident": found["VmRSS"]}


def list_of(program: Program) -> QAbstractItemView:
    """The list of investigations. Raises TypeError."""
    found = program.window.findChild(QAbstractItemView, "case_list_rows")
    if not isinstance(found, QAbstractItemView):
        raise TypeError("there is no list of investigations")
    return found


def first_words(view: QAbstractItemView) -> str:
    """What its first row says; empty while there is none, or it is still to come."""
    model = view.model()
    first = model.index(0, 0)
    # A row that was not read yet is of no investigation.
    return str(first.data()) if model.rowCount() and first.data(SLUG_ROLE) else ""


def after_painting(widget: QWidget, then: Callable[[], None]) -> None:
    """Call `then` at the end of every painting of widgets of one kind; to be said before they are shown."""
    kind = type(widget)
    paint = kind.paintEvent

    def painted(self: QWidget, event: QPaintEvent) -> None:
        paint(self, event)
        then()

    # Qt looks for an override when the first painting comes.
    setattr(kind, "paintEvent", painted)  # noqa: B010 - a method may not be assigned to


class Painted(QObject):
    """Calls `then` once, after the first painting of a list in which it shows rows."""

    def __init__(self, view: QAbstractItemView, then: Callable[[], None]) -> None:
        super().__init__(view)
        self._view, self._then = view, then
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at paintings, and leave them be."""
        if event.type() is QEvent.Type.Paint and first_words(self._view):
            self._view.viewport().removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return super().eventFilter(watched, event)
