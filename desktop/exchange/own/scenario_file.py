"""Scenarios as they are kept, and those of files that someone chose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.file import Problem
from desktop.domain.whatif.desk import Desk
from desktop.domain.whatif.scenario import ScenarioError
from desktop.exchange.own.file import read_bounded
from desktop.exchange.own.scenarios import (
    LARGEST,
    CaseScenarios,
    ScenarioFileError,
    read_scenario,
    read_scenarios,
    read_sound,
    write_scenario,
    write_scenarios,
)
from desktop.exchange.own.shelf import Shelf
from desktop.output import SCENARIOS, OutputError, write_whole
from desktop.store.side.merging import Entry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def scenario_shelf() -> Shelf[tuple[CaseScenarios, ...]]:
    """Where the scenarios of a case file are kept."""
    return Shelf("scenarios", "scenarios", (), scenario_entries, scenarios_of, read_sound)


def scenario_entries(cases: tuple[CaseScenarios, ...]) -> tuple[Entry, ...]:
    """The scenarios as they are kept."""
    return tuple(
        Entry(case.case, scenario.name, write_scenario(scenario))
        for case in cases
        for scenario in case.scenarios
    )


def scenarios_of(entries: Sequence[Entry]) -> tuple[tuple[CaseScenarios, ...], frozenset[int]]:
    """The scenarios that are kept, and the places of those that cannot be read."""
    desks: dict[str, Desk] = {}
    unread: set[int] = set()
    for place, entry in enumerate(entries):
        try:
            scenario = read_scenario(entry.name, entry.body)
            desks[entry.owner] = desks.get(entry.owner, Desk()).add(scenario)
        except (ScenarioFileError, ScenarioError):
            unread.add(place)
    return tuple(CaseScenarios(slug, desk.scenarios) for slug, desk in desks.items()), frozenset(unread)


def import_scenarios(path: Path) -> tuple[tuple[CaseScenarios, ...], Problem | None]:
    """The scenarios in a file someone chose, or what is wrong with it."""
    try:
        return read_scenarios(read_bounded(path, LARGEST)), None
    except OSError:
        return (), _unreadable(path)
    except ScenarioFileError as error:
        sentence = f"“{path.name}” holds no scenarios that can be read: {error}. Nothing was changed."
        return (), Problem("scenarios-refused", sentence)


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


def _unreadable(path: Path) -> Problem:
    return Problem(
        "scenarios-unreadable", f"The scenarios in {path} could not be read. They were left there."
    )
