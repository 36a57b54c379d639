"""What stands in the place of the process beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from pathlib import Path


class Beside(QObject):
    """Stands in the place of the process beside the window: nothing is prepared until a test says so."""

    progress = Signal(object)
    checked = Signal(str)
    finished = Signal()
    failed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.path: Path | None = None

    def start(self, path: Path) -> None:
        self.path = path

    def stop(self) -> None:
        self.path = None
