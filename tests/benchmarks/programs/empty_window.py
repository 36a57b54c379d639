"""The floor: an empty window, gone after its first paint."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class _Window(QMainWindow):
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QTimer.singleShot(0, _leave)


def _leave() -> None:
    with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123 - nothing more is loaded
        sizes = [line.split()[1] for line in status if line.startswith(("VmHWM", "VmRSS"))]
    sys.stdout.write(f'{{"peak": {sizes[0]}, "resident": {sizes[1]}}}\n')
    sys.stdout.flush()
    os._exit(0)


def main() -> None:
    application = QApplication(sys.argv[:1])
    window = _Window()
    window.resize(1280, 800)
    window.show()
    application.exec()


if __name__ == "__main__":
    main()
