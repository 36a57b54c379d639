"""A session on the sample without a thread, and a look."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.theme import Look
from tests.inline import inline_session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from desktop.session.session import Session


@pytest.fixture
def session(
    qtbot: QtBot, sample_path: Path, index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Session]:
    """A session with the sample open on its list, live on 22 November 2026."""
    session = inline_session(sample_path, index_folder)
    with monkeypatch.context() as patched:
        patched.setattr("desktop.session.file.MANY", 0)  # as a large file opens: without summing all of it
        session.file.open(sample_path)
    yield session
    session.shut_down()


@pytest.fixture
def look(qtbot: QtBot) -> Look:
    """The light theme."""
    return Look("light")


@pytest.fixture
def dressed(qapp: QApplication, look: Look) -> Look:
    """The light theme, worn by the application: letters, margins and borders as in the program."""
    look.dress(qapp)
    return look
