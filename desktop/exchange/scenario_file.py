"""The file in which a user's scenarios of one case file are kept, away from the case file."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from desktop.domain.problem import Problem
from desktop.exchange.scenarios import (
    LARGEST,
    CaseScenarios,
    ScenarioFileError,
    read_scenarios,
    write_scenarios,
)

if TYPE_CHECKING:
    from pathlib import Path


def scenario_path(folder: Path, identity: str) -> Path:
    """Where the scenarios of a case file are kept; `identity` is its id, which may hold any characters."""
    return folder / f"{hashlib.sha256(identity.encode('utf-8', 'replace')).hexdigest()[:32]}.json"


def import_scenarios(path: Path) -> tuple[tuple[CaseScenarios, ...], Problem | None]:
    """The scenarios in a file someone chose, or what is wrong with it."""
    try:
        return read_scenarios(_bytes(path)), None
    except OSError:
        return (), _unreadable(path)
    except ScenarioFileError as error:
        sentence = f"“{path.name}” holds no scenarios that can be read: {error}. Nothing was changed."
        return (), Problem("scenarios-refused", sentence)


def load_scenarios(path: Path) -> tuple[tuple[CaseScenarios, ...], Problem | None]:
    """The scenarios kept in a file; a damaged one is put aside under another name, and a sentence says so."""
    try:
        return read_scenarios(_bytes(path)), None
    except FileNotFoundError:
        return (), None
    except OSError:
        return (), _unreadable(path)
    except ScenarioFileError as error:
        return (), _put_aside(path, error)


def save_scenarios(path: Path, cases: tuple[CaseScenarios, ...]) -> Problem | None:
    """Write all or nothing, readable to the user alone; what was wrong, where it could not be written."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(part, write_scenarios(cases))
        part.replace(path)
    except OSError:
        sentence = f"The scenarios could not be written to {path}. Check that the disk has room."
        return Problem("scenarios-unwritable", sentence)
    finally:
        with suppress(OSError):
            part.unlink()
    return None


def export_scenarios(path: Path, cases: tuple[CaseScenarios, ...]) -> Problem | None:
    """Write scenarios to a file someone chose, in the place of what was there."""
    return save_scenarios(path, cases)


def _write(part: Path, words: str) -> None:
    with suppress(FileNotFoundError):
        part.unlink()
    with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(words.encode())
        file.flush()
        os.fsync(file.fileno())


def _bytes(path: Path) -> bytes:
    """What a file holds, up to what is too much."""
    if path.exists() and not path.is_file():
        raise OSError(f"{path} is not a file")
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def _put_aside(path: Path, error: ScenarioFileError) -> Problem:
    number = 1
    while (aside := path.with_name(f"{path.stem}.damaged-{number}.json")).exists():
        number += 1
    try:
        path.rename(aside)
    except OSError:
        return _unreadable(path)
    sentence = (
        f"The scenarios of this file could not be read ({error}). They are kept as they are in {aside}."
    )
    return Problem("scenarios-damaged", sentence)


def _unreadable(path: Path) -> Problem:
    return Problem(
        "scenarios-unreadable", f"The scenarios in {path} could not be read. They were left there."
    )
