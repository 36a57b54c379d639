"""Starting: the sample first, then the last file; bugs are told."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.app import build, follow_bugs
from desktop.settings import SettingsKeeper
from tests.inline import undressed

if TYPE_CHECKING:
    import pytest
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

ROOT = Path(__file__).parents[1]

# Starts the program as the command does, closes the window once a file is open, and prints its name.
START = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from desktop import app
def close_later():
    windows = QApplication.topLevelWidgets()
    window = next(one for one in windows if one.objectName() == "window")
    if window.findChild(QWidget, "first_start") is not None:
        print("asked")
        window.close()
    def opened(info):
        print(info.name)
        window.close()
    window.session.file_opened.connect(opened)
application = app.named_application()
QTimer.singleShot(0, close_later)
from pathlib import Path
sys.exit(app.run(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
"""


def start(home: Path, *words: object) -> subprocess.CompletedProcess[str]:
    places = {
        name: str(home / name) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
    }
    return subprocess.run(
        [sys.executable, "-c", START, *map(str, words)],
        cwd=ROOT,
        env=os.environ | places | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_that_the_first_start_asks_once_then_the_last_file_comes(tmp_path: Path, pair_path: Path) -> None:
    mine = tmp_path / "mine.casefile"
    mine.write_bytes(pair_path.read_bytes())
    assert start(tmp_path).stdout == "asked\n"
    assert start(tmp_path).stdout == "sample.casefile\n"
    assert start(tmp_path, mine).stdout == "mine.casefile\n"
    assert start(tmp_path).stdout == "mine.casefile\n"
    mine.unlink()
    assert start(tmp_path).stdout == "sample.casefile\n"
    made = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.name for path in made if ".index" not in path.name} == {"sample.casefile", "settings.json"}
    assert all(path.stat().st_mode & 0o077 == 0 for path in made if path.suffix in {".index", ".json"})


def test_that_a_bug_is_printed_and_told(
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with undressed(qapp):
        program = build(SettingsKeeper(tmp_path / "settings.json"), theme="light", sample=tmp_path)
        qtbot.addWidget(program.window)
        monkeypatch.setattr(sys, "excepthook", sys.excepthook)
        follow_bugs(program.window.show_bug)
        sys.excepthook(ValueError, ValueError("planted"), None)
        assert "planted" in capsys.readouterr().err
        assert program.window.fault_bar.isVisibleTo(program.window)
        program.session.shut_down()
