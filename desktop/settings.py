"""The settings kept between two runs, in a file that only its user can read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QCoreApplication, QStandardPaths, QTimer

from desktop.domain.file import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

RECENT = 10
_MOST_UNWARNED = 200
PAUSE = 1_000  # milliseconds without a change, after which frequent changes are written
_WAIT = 2_000  # milliseconds for another window that is writing
LARGEST = 2**31 - 1  # the most pixels that Qt can take
_ITEMS: dict[str, type] = {"splitter": int, "recent": str, "table_orders": str, "unwarned": str}


class Settings(NamedTuple):
    """The settings; a field's name is its key in the file."""

    theme: str = "system"
    font_step: int = 0
    geometry: str = ""  # as Qt saves it, in Base64
    splitter: tuple[int, ...] = ()
    recent: tuple[str, ...] = ()
    last_file: str = ""
    sort: str = "accrued"
    table_orders: tuple[str, ...] = ()  # "name:column", with "-" where it descends
    descending: bool = True
    author: str = ""  # of changes; empty for the usual one
    unwarned: tuple[str, ...] = ()  # files in shared folders whose warning was dismissed


def settings_path() -> Path:
    """The path of this user's settings file."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation)
    return Path(folder) / "settings.json"


def load(path: Path) -> tuple[Settings, Problem | None]:
    """The settings in a file, defaults for unreadable values, and the problem with the file or None."""
    read, problem = _read(path)
    found = {key: value for key, value in read.items() if key in Settings._fields}
    sound = _sound(found)
    if sound.keys() != found.keys():
        problem = _unreadable(path)
    return Settings(**sound), problem


def save(settings: Settings, path: Path, *, known: Settings | None = None) -> tuple[Settings, Problem | None]:
    """Write the changes from the settings `known` here, all or nothing; other windows' changes stay.

    Returns the settings in the file afterwards, and the problem where the file could not be written. A file
    that could not be read in full is kept under another name.
    """
    # Loaded here: a start only reads.
    from PySide6.QtCore import QLockFile  # noqa: PLC0415

    from desktop.output import OutputError, put_aside, write_own  # noqa: PLC0415

    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return settings, _unwritable(path)
    lock = QLockFile(f"{path}.lock")
    if not lock.tryLock(_WAIT):
        return settings, _unwritable(path)
    try:
        theirs, problem = load(path)
        merged = _merged(known or Settings(), settings, theirs)
        others = {key: value for key, value in _read(path)[0].items() if key not in Settings._fields}
        if problem is not None and path.is_file():
            put_aside(path)
        text = json.dumps({**others, **merged._asdict()}, indent=2, sort_keys=True) + "\n"
        write_own(path, text.encode())
    except OutputError:
        return settings, _unwritable(path)
    finally:
        lock.unlock()
    return merged, None


class SettingsKeeper:
    """The keeper of the settings in use; every change is written, at once or in a pause."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.is_first = not path.exists()  # the first start of this user
        self.settings, self.problem = load(path)
        self.tell: Callable[[Problem], object] = lambda _problem: None
        self._known = self.settings  # as they are in the file
        self._pause: QTimer | None = None

    def change(self, **changes: Any) -> None:  # noqa: ANN401 - each field has its own type
        """Replace fields by name, and write the file if a field changed."""
        self.settings = self.settings._replace(**changes)
        self._write()

    def change_often(self, **changes: Any) -> None:  # noqa: ANN401 - as above
        """Replace fields that change many times in a row, such as a splitter's; written in the next pause.

        A disk may take longer to write the file than a frame lasts.
        """
        self.settings = self.settings._replace(**changes)
        if self._pause is None:
            self._pause = QTimer()
            self._pause.setSingleShot(True)
            self._pause.timeout.connect(self._write)
        self._pause.start(PAUSE)

    def _write(self) -> None:
        if self.settings != self._known:
            before = self.problem
            self.settings, self.problem = save(self.settings, self._path, known=self._known)
            if self.problem is None:
                self._known = self.settings
            elif self.problem != before:
                self.tell(self.problem)

    def remember_file(self, path: str) -> None:
        """Put a case file on top of the recent files."""
        others = tuple(other for other in self.settings.recent if other != path)
        self.change(recent=(path, *others)[:RECENT], last_file=path)

    def warn_no_more(self, path: str) -> None:
        """Remember that the warning about the place of a file was dismissed."""
        if path not in self.settings.unwarned:
            self.change(unwarned=(*self.settings.unwarned, path))

    def forget_files(self) -> None:
        """Forget all recent files."""
        self.change(recent=(), last_file="")


def _read(path: Path) -> tuple[dict[str, object], Problem | None]:
    """The values in a settings file by key, and the problem with an unreadable file or None."""
    try:
        read = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}, None
    except (OSError, ValueError, RecursionError):
        return {}, _unreadable(path)
    if not isinstance(read, dict):
        return {}, _unreadable(path)
    return {key: tuple(value) if isinstance(value, list) else value for key, value in read.items()}, None


def _sound(found: dict[str, object]) -> dict[str, Any]:
    usual = Settings()._asdict()
    return {key: value for key, value in found.items() if _alike(value, usual[key], _ITEMS.get(key))}


def _merged(known: Settings, mine: Settings, theirs: Settings) -> Settings:
    """The settings changed here, and the rest as in the file; lists are merged item by item."""
    found: dict[str, Any] = {
        name: own if own != old else other
        for name, old, own, other in zip(Settings._fields, known, mine, theirs, strict=True)
    }
    if mine.recent and mine.recent != known.recent:
        new = tuple(path for path in theirs.recent if path not in known.recent)
        found["recent"] = tuple(dict.fromkeys((mine.recent[0], *new, *mine.recent)))[:RECENT]
    found["unwarned"] = tuple(dict.fromkeys((*theirs.unwarned, *mine.unwarned)))[-_MOST_UNWARNED:]
    before, here, there = (
        {name: order for name, _, order in (entry.rpartition(":") for entry in settings.table_orders)}
        for settings in (known, mine, theirs)
    )
    kept = {
        name: here.get(name) if here.get(name) != before.get(name) else there.get(name)
        for name in (*here, *there)
    }
    found["table_orders"] = tuple(
        sorted(f"{name}:{order}" for name, order in kept.items() if order is not None)
    )
    return Settings(**found)


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
