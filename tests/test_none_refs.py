"""Some versions of PySide6 lose a reference of None or True with every call, until the process aborts."""

from __future__ import annotations

import os
import subprocess
import sys

CALLS = """
import desktop

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget


class Bell(QObject):
    rung = Signal()


app = QApplication([])
widget, bell = QWidget(), Bell()
for _ in range(20_000):
    widget.setToolTip("")
for _ in range(20_000):
    bell.rung.emit()
print("alive")
"""


def test_that_the_process_survives_many_calls() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CALLS],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "alive\n"), done.stderr
