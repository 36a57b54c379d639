"""One window for the tests of a module, each of which finds it with the file opened anew."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING
from unittest.mock import patch

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QDialog

from desktop.settings import SettingsKeeper
from desktop.theme import Look
from desktop.views.window.window import MainWindow
from tests.furnished import furnished
from tests.inline import inline_session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def standing_window(sample: Path, index: Path, folder: Path) -> Iterator[MainWindow]:
    """A window of 1440 by 900 with everything in it, no file open."""
    session = inline_session(sample, index)
    window = furnished(MainWindow(session, Look("light"), SettingsKeeper(folder / "settings.json")))
    window.resize(1440, 900)
    try:
        yield window
    finally:
        session.shut_down()
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def opened_anew(window: MainWindow, path: Path) -> MainWindow:
    """The same window with the file opened as a large one opens, on its list, live, and nothing chosen."""
    session = window.session
    for dialog in window.findChildren(QDialog):
        dialog.hide()
    window.hide()  # a window is in front when it is shown
    while window.fault_bar.isVisibleTo(window):
        window.fault_bar._dismiss()
    session.file.close()
    session.day.go_live()
    with patch("desktop.session.file.MANY", 0):  # without summing all of it
        session.file.open(path)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # what the test before showed
    return window
