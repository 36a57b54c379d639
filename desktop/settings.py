"""What the program remembers between two runs, in one file only its user can read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QCoreApplication, QStandardPaths, QTimer

from desktop.domain.file import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

RECENT = 10
PAUSE = 1_000  # milliseconds without a change, after which what changes often is written
_WAIT = 2_000  # milliseconds for another window that is writing
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
    read, problem = _read(path)
    found = {key: value for key, value in read.items() if key in Settings._fields}
    sound = _sound(found)
    if sound.keys() != found.keys():
        problem = _unreadable(path)
    return Settings(**sound), problem


def save(settings: Settings, path: Path, *, known: Settings | None = None) -> tuple[Settings, Problem | None]:
    """Write what differs from the settings `known` here, all or nothing; what another window wrote stays.

    Gives what is in the file then, and what was wrong, where it could not be written. A file that could not
    be read in full is kept under another name.
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
    """The settings in use; every change is written, at once or in a pause."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.settings, self.problem = load(path)
        self.tell: Callable[[Problem], object] = lambda _problem: None
        self._known = self.settings  # as they are in the file
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
        if self.settings != self._known:
            before = self.problem
            self.settings, self.problem = save(self.settings, self._path, known=self._known)
            if self.problem is None:
                self._known = self.settings
            elif self.problem != before:
                self.tell(self.problem)

    def remember_file(self, path: str) -> None:
        """Put a file on top of the recent ones."""
        others = tuple(other for other in self.settings.recent if other != path)
        self.change(recent=(path, *others)[:RECENT], last_file=path)

    def forget_files(self) -> None:
        """Forget all recent files."""
        self.change(recent=(), last_file="")


def _read(path: Path) -> tuple[dict[str, object], Problem | None]:
    """What a file holds by key, and what is wrong where it holds nothing of the kind."""
    try:
        read = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}, None
    except (OSError, ValueError, RecursionError):
        return {}, _unreadable(path)
    if not isinstance(read, dict):
        return {}, _unreadable(path)
    return {key: _plain(value) for key, value in read.items()}, None


def _sound(found: dict[str, object]) -> dict[str, Any]:
    usual = Settings()._asdict()
    return {key: value for key, value in found.items() if _alike(value, usual[key], _ITEMS.get(key))}


def _merged(known: Settings, mine: Settings, theirs: Settings) -> Settings:
    """What was changed here, and the rest as it is in the file; of lists, each item for itself."""
    found: dict[str, Any] = {
        name: own if own != before else other
        for name, before, own, other in zip(Settings._fields, known, mine, theirs, strict=True)
    }
    if mine.recent and mine.recent != known.recent:
        new = tuple(path for path in theirs.recent if path not in known.recent)
        found["recent"] = tuple(dict.fromkeys((mine.recent[0], *new, *mine.recent)))[:RECENT]
    orders = [_orders(one) for one in (known, mine, theirs)]
    found["table_orders"] = _merged_orders(*orders)
    return Settings(**found)


def _orders(settings: Settings) -> dict[str, str]:
    parts = (order.rpartition(":") for order in settings.table_orders)
    return {name: order for name, _, order in parts}


def _merged_orders(known: dict[str, str], mine: dict[str, str], theirs: dict[str, str]) -> tuple[str, ...]:
    """The order of every table: as it was changed here, else as it is in the file."""
    names = dict.fromkeys((*mine, *theirs))
    kept = {name: mine.get(name) if mine.get(name) != known.get(name) else theirs.get(name) for name in names}
    return tuple(sorted(f"{name}:{order}" for name, order in kept.items() if order is not None))


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
