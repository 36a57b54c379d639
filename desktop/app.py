"""The wiring of the program: application, session, worker, clock, look and window."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QApplication

from desktop import __version__
from desktop.interrupts import Interrupts
from desktop.output import remove_all_parts
from desktop.places import index_folder, profiles_folder
from desktop.processes import Indexing
from desktop.session.clock import Clock
from desktop.session.reader.reader import Reader
from desktop.session.session import Session
from desktop.settings import SettingsKeeper, settings_path
from desktop.startup import toolkit
from desktop.startup.collector import Collector
from desktop.startup.furnishing import Furnishing
from desktop.store.file.errors import CaseFileError
from desktop.theme import Look
from desktop.views.window.window import MainWindow
from desktop.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from desktop.worker import Runner

# Seconds after which a computing thread gives way: at Python's 5 ms the window would stutter.
SWITCH_INTERVAL = 0.0002


class Program(NamedTuple):
    """The running parts of the program, which live as long as the process."""

    application: QApplication
    session: Session
    look: Look
    keeper: SettingsKeeper
    window: MainWindow
    furnishing: Furnishing


def run(path: Path | None, *, theme: str | None = None) -> int:
    """Show the window until it closes, on a case file, else the last opened file, else the sample."""
    sys.setswitchinterval(SWITCH_INTERVAL)
    interrupts = Interrupts(named_application())
    program = build(SettingsKeeper(settings_path()), theme=theme)
    interrupts.asked.connect(lambda: end(program))
    follow_bugs(program.window.show_bug)
    collector = Collector(program.window)
    collector.start()
    program.furnishing.finished.connect(collector.spare)
    program.furnishing.finished.connect(tidy_up)
    last = program.keeper.settings.last_file
    if path is None and last and Path(last).exists():
        path = Path(last)
    if path is not None:
        program.session.file.open(path)
    elif program.keeper.is_first:
        program.window.ask_what_to_begin_with()
        program.furnishing.begin()
    else:
        program.session.file.open_sample()
    program.window.show()
    code = program.application.exec()
    collector.stop()
    return code


def tidy_up() -> None:
    """Remove half-written files of killed processes from the program's own folders."""
    for folder in (data_folder(), settings_path().parent, index_folder()):
        remove_all_parts(folder)


def end(program: Program) -> None:
    """Close the window, which saves its settings, and leave every event loop."""
    program.window.close()
    program.application.exit(0)


def follow_bugs(tell: Callable[[], None]) -> None:
    """Print every unexpected error, as Python does, and call `tell`."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        tell()

    sys.excepthook = hook


def build(  # noqa: PLR0913 - what tests put in the place of the usual
    keeper: SettingsKeeper,
    *,
    theme: str | None = None,
    runner: Runner | None = None,
    clock: Clock | None = None,
    sample: Path | None = None,
    index: Path | None = None,
) -> Program:
    """The parts of the program, wired and not yet shown."""
    application = named_application()
    look = Look(theme or keeper.settings.theme, keeper.settings.font_step)
    look.dress(application)
    worker = runner or Worker((CaseFileError,))
    folder = index or (index_folder() if sample is None else sample / "index")
    session = Session(
        worker, Reader(folder), clock or Clock(), sample or sample_folder(), indexing=Indexing(folder)
    )
    own = data_folder() if sample is None else sample
    session.keep_scenarios_in(own)
    session.keep_views_in(own)
    session.keep_modes_in(own)
    session.keep_profiles_in(profiles_folder() if sample is None else sample / "profiles")
    if isinstance(worker, Worker):
        worker.busy_changed.connect(session.busy_changed)
    window = MainWindow(session, look, keeper)
    application.aboutToQuit.connect(session.shut_down)
    return Program(application, session, look, keeper, window, Furnishing(window, worker))


def named_application() -> QApplication:
    """The application under its name, which decides the folders of its files."""
    running = QApplication.instance()
    # The style as an argument: setting it later would load all of `QStyle`.
    words = [*sys.argv[:1], "-style", "Fusion"]
    application = running if isinstance(running, QApplication) else toolkit.application(words)
    QCoreApplication.setApplicationName("astreinte")
    QCoreApplication.setApplicationVersion(__version__)
    application.setApplicationDisplayName("Astreinte")
    application.setDesktopFileName("astreinte")
    return application


def sample_folder() -> Path:
    """The folder of the sample's case file."""
    return data_folder() / "sample"


def data_folder() -> Path:
    """The folder of the user's scenarios and saved views, away from the case files."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation))
