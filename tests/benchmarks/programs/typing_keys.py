"""Typing into the search field of the program, and how long every key takes until its answer is painted.

With an index file as well, each key runs SQLite's own prefix search on the window's thread, for control.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from desktop.store.index import full_text
from tests.benchmarks.programs.starting import Painted, after_painting, list_of, start, tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QLineEdit

    from desktop.app import Program
    from desktop.session.reader.answered import Answered

EVERY = 90  # milliseconds
SETTLING = 2_500  # milliseconds after the first painting, while the rest of the program is loaded
NATIVE = f"{full_text.FIND} LIMIT 60"


class Typist(QObject):
    """Types words one after the other, a key at a time."""

    def __init__(self, program: Program, words: list[str], index: str) -> None:
        super().__init__(program.window)
        self._session, self._view = program.session, list_of(program)
        self._search: QLineEdit = program.window.tool_row.search
        self._keys = _keys(words)
        self._connection = sqlite3.connect(f"file:{index}?mode=ro", uri=True) if index else None
        self._answered = ""
        self._pressed: tuple[str, float] | None = None
        self.seconds: list[float] = []
        self.keys = 0
        self._hear_answers()
        after_painting(self._view, self._look)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._press)

    def begin(self) -> None:
        """Begin to type."""
        self._timer.start(EVERY)

    def _hear_answers(self) -> None:
        """Learn which words an answer is for: no signal tells it."""
        show = self._session.show_answer

        def shown(answered: Answered) -> None:
            self._answered = answered.query.text
            show(answered)

        self._session.show_answer = shown  # type: ignore[method-assign]

    def _press(self) -> None:
        key = next(self._keys, None)
        if key is None:
            tell(seconds=self.seconds, keys=self.keys)
            os._exit(0)
        self.keys += 1
        self._pressed = None
        began = time.perf_counter()
        if key[1]:
            self._search.selectAll()
        if self._connection is not None:
            self._search_here(key[0], began)
            return
        self._type(key[0])
        self._pressed = (self._search.text(), began)

    def _type(self, letter: str) -> None:
        code = Qt.Key(ord(letter.upper()))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, letter)
            QCoreApplication.sendEvent(self._search, event)

    def _search_here(self, letter: str, began: float) -> None:
        """The control: the window waits for the search."""
        assert self._connection is not None
        blocked = self._search.blockSignals(True)
        self._type(letter)
        self._search.blockSignals(blocked)
        expression = {"expression": f'"{self._search.text()}"*'}
        self._connection.execute(NATIVE, expression).fetchall()
        self._view.viewport().repaint()
        self.seconds.append(time.perf_counter() - began)

    def _look(self) -> None:
        """Whether what was painted is the answer to the last key."""
        if self._pressed is not None and self._answered == self._pressed[0]:
            self.seconds.append(time.perf_counter() - self._pressed[1])
            self._pressed = None


def _keys(words: list[str]) -> Iterator[tuple[str, bool]]:
    """Every letter, and whether it takes the place of the word before."""
    for word in words:
        yield from ((letter, place == 0) for place, letter in enumerate(word))


def main() -> None:
    path, words, index = sys.argv[1], sys.argv[2].split(","), sys.argv[3] if len(sys.argv) > 3 else ""

    def built(program: Program) -> None:
        typist = Typist(program, words, index)
        Painted(list_of(program), lambda: QTimer.singleShot(SETTLING, typist.begin))

    start(Path(path), built)


if __name__ == "__main__":
    main()
