"""Where the program's own files lie: never within the current folder."""

from __future__ import annotations

import os
import pwd
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.app import data_folder as qt_data_folder
from desktop.places import data_folder, find_home, settings_file
from desktop.settings import settings_path

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

ROOT = Path(__file__).parents[1]
FOLDERS = ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "TMPDIR")
# Everything the program keeps is asked for as a window would, with the home that the system has for the user.
PLACES = """
import os, pwd, sys, types
pwd.getpwuid = lambda _: types.SimpleNamespace(pw_dir=sys.argv[1])
from desktop.__main__ import main
code = main(["index", sys.argv[2]])
from desktop import app
from desktop.settings import SettingsKeeper, settings_path
app.named_application()
SettingsKeeper(settings_path()).change(theme="dark")
app.sample_folder().mkdir(parents=True)
app.data_folder().joinpath("side").mkdir(parents=True)
sys.exit(code)
"""


@pytest.mark.parametrize("relative", ["relative", "../away", "~", ".", ""])
def test_that_a_home_within_the_current_folder_is_none(relative: str) -> None:
    environment = dict.fromkeys(FOLDERS, relative) | {"PATH": "bin"}
    find_home(environment)
    assert environment == {"HOME": pwd.getpwuid(os.getuid()).pw_dir, "PATH": "bin"}


def test_that_a_home_that_stands_by_itself_is_kept() -> None:
    environment = dict.fromkeys(FOLDERS, "/somewhere")
    find_home(environment)
    assert environment == dict.fromkeys(FOLDERS, "/somewhere")


def test_that_settings_and_backups_are_found_where_the_window_has_them(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = qapp.applicationName()
    qapp.setApplicationName("astreinte")
    for there in ("", str(tmp_path)):
        monkeypatch.setenv("XDG_CONFIG_HOME", there)
        monkeypatch.setenv("XDG_DATA_HOME", there)
        assert settings_file() == settings_path()
        assert data_folder() == qt_data_folder()
    qapp.setApplicationName(before)


def test_that_a_user_the_system_does_not_know_has_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getuid", lambda: 2**31 - 7)
    environment: dict[str, str] = {}
    find_home(environment)
    assert environment == {"HOME": "/"}


def test_that_nothing_is_written_into_the_current_folder(tmp_path: Path, sample_path: Path) -> None:
    current, home = tmp_path / "current", tmp_path / "home"
    current.mkdir()
    home.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", PLACES, home, sample_path],
        cwd=current,
        env=os.environ | dict.fromkeys(FOLDERS, "relative") | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert list(current.iterdir()) == []
    kept = {path.relative_to(home).as_posix() for path in home.rglob("*")}
    assert {".config/astreinte/settings.json", ".cache/astreinte/index"} <= kept
    assert {".local/share/astreinte/sample", ".local/share/astreinte/side"} <= kept
