"""The file in which a user's scenarios of one case file are kept, away from the case file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.problem import Problem
from desktop.exchange.own_file import own_path, put_aside, read_bounded
from desktop.exchange.scenarios import (
    LARGEST,
    CaseScenarios,
    ScenarioFileError,
    read_scenarios,
    write_scenarios,
)
from desktop.output import SCENARIOS, OutputError, write_own, write_whole

if TYPE_CHECKING:
    from pathlib import Path


def scenario_path(folder: Path, identity: str) -> Path:
    """Where the scenarios of a case file are kept; `identity` is its id, which may hold any characters."""
    return own_path(folder, identity)


def import_scenarios(path: Path) -> tuple[tuple[CaseScenarios, ...], Problem | None]:
    """The scenarios in a file someone chose, or what is wrong with it."""
    try:
        return read_scenarios(read_bounded(path, LARGEST)), None
    except OSError:
        return (), _unreadable(path)
    except ScenarioFileError as error:
        sentence = f"“{path.name}” holds no scenarios that can be read: {error}. Nothing was changed."
        return (), Problem("scenarios-refused", sentence)


def load_scenarios(path: Path) -> tuple[tuple[CaseScenarios, ...], Problem | None]:
    """The scenarios kept in a file; a damaged one is put aside under another name, and a sentence says so."""
    try:
        return read_scenarios(read_bounded(path, LARGEST)), None
    except FileNotFoundError:
        return (), None
    except OSError:
        return (), _unreadable(path)
    except ScenarioFileError as error:
        return (), _put_aside(path, error)


def save_scenarios(path: Path, cases: tuple[CaseScenarios, ...]) -> Problem | None:
    """Write all or nothing, readable to the user alone; what was wrong, where it could not be written."""
    try:
        write_own(path, write_scenarios(cases).encode())
    except OutputError:
        sentence = f"The scenarios could not be written to {path}. Check that the disk has room."
        return Problem("scenarios-unwritable", sentence)
    return None


def export_scenarios(
    path: Path, cases: tuple[CaseScenarios, ...], *, case_file: Path | None = None
) -> Problem | None:
    """Write scenarios to a file someone chose; why not, where it may not be or could not be written.

    It may take the place of other scenarios, and of nothing else; `case_file` is the one that is open.
    """
    try:
        write_whole(path, write_scenarios(cases).encode(), SCENARIOS, case_file=case_file)
    except OutputError as error:
        return error.problem
    return None


def _put_aside(path: Path, error: ScenarioFileError) -> Problem:
    aside = put_aside(path)
    if aside is None:
        return _unreadable(path)
    sentence = (
        f"The scenarios of this file could not be read ({error}). They are kept as they are in {aside}."
    )
    return Problem("scenarios-damaged", sentence)


def _unreadable(path: Path) -> Problem:
    return Problem(
        "scenarios-unreadable", f"The scenarios in {path} could not be read. They were left there."
    )
