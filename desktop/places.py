"""Where the program keeps what it can make again, found without the window's toolkit."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def index_folder() -> Path:
    """The folder of the index files, among the user's caches."""
    return _caches() / "astreinte" / "index"


def _caches() -> Path:
    """The user's caches: by the XDG base directory rules, on Windows and macOS by their own."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    named = os.environ.get("XDG_CACHE_HOME", "")
    return Path(named) if Path(named).is_absolute() else Path.home() / ".cache"
