"""The folders of the program's own files, found without Qt."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import MutableMapping

# Variables that name folders of the user; the program writes nowhere else by itself.
_NAMED = ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "TMPDIR")


def find_home(environment: MutableMapping[str, str]) -> None:
    """Set HOME to the user's folder, and remove names of folders relative to the current folder.

    A name that depends on the current folder is ignored, as the XDG base directory rules ask for; Qt and
    Python would both write there.
    """
    if sys.platform == "win32":
        return
    for name in _NAMED:
        if name in environment and not environment[name].startswith("/"):
            del environment[name]
    if not environment.get("HOME", "").startswith("/"):
        environment["HOME"] = _home()


def index_folder() -> Path:
    """The folder of the index files, among the user's caches."""
    return _caches() / "astreinte" / "index"


def profiles_folder() -> Path:
    """The folder of the user's profiles for imports, among the settings."""
    if sys.platform == "win32":
        settings = Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    elif sys.platform == "darwin":
        settings = Path.home() / "Library" / "Application Support"
    else:
        settings = _named("XDG_CONFIG_HOME", ".config")
    return settings / "astreinte" / "profiles"


def settings_file() -> Path:
    """The file of the window's settings, where Qt has it."""
    if sys.platform == "win32":
        settings = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        settings = Path.home() / "Library" / "Preferences"
    else:
        settings = _named("XDG_CONFIG_HOME", ".config")
    return settings / "astreinte" / "settings.json"


def data_folder() -> Path:
    """The folder of backups and side files, where Qt has it."""
    if sys.platform == "win32":
        data = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        data = Path.home() / "Library" / "Application Support"
    else:
        data = _named("XDG_DATA_HOME", ".local/share")
    return data / "astreinte"


def _home() -> str:
    """The user's home folder by the system's records, else the root folder."""
    import pwd  # noqa: PLC0415 - HOME is nearly always there

    try:
        return pwd.getpwuid(os.getuid()).pw_dir or "/"
    except KeyError:
        return "/"


def _caches() -> Path:
    """The user's caches: by the XDG base directory rules, on Windows and macOS by their own."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return _named("XDG_CACHE_HOME", ".cache")


def _named(variable: str, usual: str) -> Path:
    """The folder that a variable names, or the usual one in the user's home."""
    named = os.environ.get(variable, "")
    return Path(named) if Path(named).is_absolute() else Path.home() / usual
