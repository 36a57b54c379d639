"""What the program remembers between two runs, in one file only its user can read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QCoreApplication, QStandardPaths, QTimer

from desktop.domain.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

RECENT = 10
PAUSE = 1_000  # milliseconds without a change, after which what changes often is written
LARGEST = 2**31 - 1  # more is no number of pixels for Qt
_ITEMS: dict[str, type] = {"splitter": int, "recent": str, "table_orders": str}


class Settings(NamedTuple):
    """Everything that is remembered; a field's name is its key in the file."""

    theme: str = "system"
    font_step: int = 0
    geometry: str = ""  # as Qt saves it, in Base64
    splitter: tuple[int, ...] = ()
    recent: tuple[str, ...] = ()
    last_file: str = ""
    sort: str = "accrued"
    table_orders: tuple[str, ...] = ()  # "name:column", with "-" where it descends
    descending: bool = True


def settings_path() -> Path:
    """Where the settings of this user are."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation)
    return Path(folder) / "settings.json"


def load(path: Path) -> tuple[Settings, Problem | None]:
    """The settings in a file, or the usual ones and what was wrong with the file."""
    try:
        read = json.loads(path.read_bytes())
    except FileNotFoundError:
        return Settings(), None
    except (OSError, ValueError, RecursionError):
        return Settings(), _unreadable(path)
    if not isinstance(read, dict):
        return Settings(), _unreadable(path)
    known = Settings()._asdict()
    found = {key: _plain(value) for key, value in read.items() if key in known}
    sound: dict[str, Any] = {
        key: value for key, value in found.items() if _alike(value, known[key], _ITEMS.get(key))
    }
    problem = None if sound.keys() == found.keys() else _unreadable(path)
    return Settings(**sound), problem


def save(settings: Settings, path: Path) -> Problem | None:
    """Write the settings whole or not at all; what was wrong, where they could not be written."""
    # Loaded here: a start only reads.
    from desktop.output import OutputError, write_own  # noqa: PLC0415

    text = json.dumps(settings._asdict(), indent=2, sort_keys=True) + "\n"
    try:
        write_own(path, text.encode())
    except OutputError:
        return _unwritable(path)
    return None


class SettingsKeeper:
    """The settings in use; every change is written, at once or in a pause."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.settings, self.problem = load(path)
        self.tell: Callable[[Problem], object] = lambda _problem: None
        self._written = self.settings
        self._pause: QTimer | None = None

    def change(self, **changes: Any) -> None:  # noqa: ANN401 - each field has its own type
        """Replace fields by name; nothing is written where nothing changed."""
        self.settings = self.settings._replace(**changes)
        self._write()

    def change_often(self, **changes: Any) -> None:  # noqa: ANN401 - as above
        """Replace what changes many times in a row, such as the place of a border; written in the next pause.

        A disk may take longer to be sure of it than a frame lasts.
        """
        self.settings = self.settings._replace(**changes)
        if self._pause is None:
            self._pause = QTimer()
            self._pause.setSingleShot(True)
            self._pause.timeout.connect(self._write)
        self._pause.start(PAUSE)

    def _write(self) -> None:
        if self.settings != self._written:
            before, self._written = self.problem, self.settings
            self.problem = save(self.settings, self._path)
            if self.problem is not None and self.problem != before:
                self.tell(self.problem)

    def remember_file(self, path: str) -> None:
        """Put a file on top of the recent ones."""
        others = tuple(other for other in self.settings.recent if other != path)
        self.change(recent=(path, *others)[:RECENT], last_file=path)

    def forget_files(self) -> None:
        """Forget all recent files."""
        self.change(recent=(), last_file="")


def _plain(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _alike(value: object, default: object, items: type | None) -> bool:
    if type(value) is not type(default):
        return False
    parts = value if isinstance(value, tuple) else (value,)
    if any(isinstance(part, int) and abs(part) > LARGEST for part in parts):
        return False
    return not isinstance(value, tuple) or all(type(item) is items for item in value)


def _unreadable(path: Path) -> Problem:
    sentence = QCoreApplication.translate(
        "settings", "The settings in {0} could not be read in full; the usual ones are used instead."
    )
    return Problem("settings-unreadable", sentence.format(path))


def _unwritable(path: Path) -> Problem:
    sentence = QCoreApplication.translate("settings", "The settings could not be written to {0}.")
    return Problem("settings-unwritable", sentence.format(path))
