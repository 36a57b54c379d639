"""The process that prepares a large case file beside the window."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain.file import Progress, Stage

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QProcess

REST = 5_000  # milliseconds between two rounds over a file that keeps changing
_PATIENCE = 2_000  # milliseconds for a process that was told to end
_STAGES = {stage.value: stage for stage in Stage}
_NUMBERS = 2
_REFUSED = 2  # the return code with a sentence


class Indexing(QObject):
    """A runner of `astreinte index`, for one file at a time; printed progress holds even after a failure."""

    # Progress: the progress of a stage.
    progress = Signal(object)
    # str: the result of the check of the whole file: ok, damaged or void.
    checked = Signal(str)
    # The file is prepared.
    finished = Signal()
    # str: the sentence on why the file could not be prepared, or an empty text.
    failed = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._process: QProcess | None = None
        self._path: Path | None = None
        self._again = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._begin)

    @property
    def is_running(self) -> bool:
        """True while a case file is being prepared."""
        return self._process is not None

    def start(self, path: Path) -> None:
        """Prepare a case file and check all of it; the preparation of another file is ended.

        A file already under way has changed, and is prepared once more afterwards. A file that keeps
        changing is prepared again and again, with a rest between.
        """
        if path == self._path and (self.is_running or self._rest.isActive()):
            self._again = True
            return
        self.stop()
        self._path = path
        self._begin()

    def _begin(self) -> None:
        if self._path is None:
            return
        from PySide6.QtCore import QProcess  # noqa: PLC0415 - not before the first painting

        self._again = False
        process = QProcess(self)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        program, *words = _command()
        self._process = process
        process.start(
            program, [*words, "index", "--folder", str(self._folder), "--check", "--", str(self._path)]
        )

    def stop(self) -> None:
        """End the running preparation without further signals; figures already prepared stay."""
        self._rest.stop()
        process, self._process, self._path, self._again = self._process, None, None, False
        if process is not None:
            process.blockSignals(True)
            process.terminate()
            if not process.waitForFinished(_PATIENCE):
                process.kill()
                process.waitForFinished(_PATIENCE)
            process.deleteLater()

    def _read(self) -> None:
        while self._process is not None and self._process.canReadLine():
            self._tell(bytes(self._process.readLine().data()).decode("utf-8", "replace").split())

    def _tell(self, words: list[str]) -> None:
        """Emit the signal of a printed line: `STAGE DONE TOTAL`, `STAGE ready` or `check RESULT`."""
        match words:
            case [name, "ready"] if name in _STAGES:
                self.progress.emit(Progress(_STAGES[name], 1, 1, is_ready=True))
            case [name, *numbers] if name in _STAGES and len(numbers) == _NUMBERS:
                done, total = (int(number) for number in numbers)
                self.progress.emit(Progress(_STAGES[name], done, total))
            case ["check", result]:
                self.checked.emit(result)

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._read()
        process, self._process = self._process, None
        if process is None:
            return
        errors = bytes(process.readAllStandardError().data()).decode("utf-8", "replace").strip()
        process.deleteLater()
        if self._again:
            self._rest.start()
        if status is process.ExitStatus.NormalExit and code == 0:
            self.finished.emit()
        else:
            is_told = status is process.ExitStatus.NormalExit and code == _REFUSED
            if errors and not is_told:  # a bug of this program: printed, but not shown as a sentence
                sys.stderr.write(f"{errors}\n")
            self.failed.emit(errors.splitlines()[-1] if errors and is_told else "")

    def _on_error(self, error: QProcess.ProcessError) -> None:
        process = self._process
        if process is not None and error is process.ProcessError.FailedToStart:
            self._process = None
            process.deleteLater()
            self.failed.emit(process.errorString())


def _command() -> tuple[str, ...]:
    """The command line that starts this program; a frozen bundle is its own interpreter."""
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    return (sys.executable, "-m", "desktop")
