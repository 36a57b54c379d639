"""What-if scenarios as JSON, written and strictly read; a fault is named with its place."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from desktop.domain.days.period import DateError
from desktop.domain.file import Problem
from desktop.domain.money import Money, from_major
from desktop.domain.whatif.desk import Desk
from desktop.domain.whatif.scenario import (
    Change,
    ComplianceDay,
    Complied,
    Ends,
    Flaw,
    OtherCap,
    OtherRate,
    OtherStart,
    Paid,
    Scenario,
    ScenarioError,
    Start,
    Stayed,
)
from desktop.exchange.own.file import check_format, read_bounded, read_table
from desktop.exchange.own.shelf import Shelf
from desktop.exchange.table import TableError, TomlTable, day, text
from desktop.output import SCENARIOS, OutputError, write_whole
from desktop.store.side.merging import SideEntry
from desktop.strict import once

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

FORMAT = "astreinte scenarios"
VERSION = 1
LARGEST = 4_000_000  # bytes
_AMOUNT = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,3})?", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)

_FLAWS = {
    Flaw.NO_NAME: "a scenario needs a name",
    Flaw.LONG_NAME: "the name is longer than 80 characters",
    Flaw.NAME_TAKEN: "two scenarios have the same name",
    Flaw.STAY_INVERTED: "the stay ends before it starts",
    Flaw.NEGATIVE_RATE: "the rate is below zero",
    Flaw.NEGATIVE_CAP: "the cap is below zero",
    Flaw.NOTHING_PAID: "a payment must be above zero",
    Flaw.DAY_MISSING: "“first day” and “notified” need a day in “on”, the other readings have none",
    Flaw.DAY_OUT_OF_RANGE: "a day is too near the end of the calendar",
    Flaw.CHANGED_TWICE: "one thing is changed twice",
}


class ScenarioFileError(ValueError):
    """A text without scenarios as this program writes them; the words name the fault and its place."""


@dataclass(frozen=True, slots=True)
class CaseScenarios:
    """The scenarios of one investigation, named by its slug."""

    case: str
    scenarios: tuple[Scenario, ...]


def write_scenarios(cases: Iterable[CaseScenarios]) -> str:
    """The scenarios as JSON, cases in the order of their names."""
    kept = sorted((case for case in cases if case.scenarios), key=lambda case: case.case)
    whole = {
        "format": FORMAT,
        "version": VERSION,
        "cases": [
            {"case": case.case, "scenarios": [_plain(item) for item in case.scenarios]} for case in kept
        ],
    }
    return json.dumps(whole, indent=2) + "\n"


def write_scenario(scenario: Scenario) -> str:
    """A scenario as JSON, without its name."""
    return json.dumps({key: value for key, value in _plain(scenario).items() if key != "name"})


def read_scenarios(words: str | bytes) -> tuple[CaseScenarios, ...]:
    """The scenarios in a JSON text. Raises ScenarioFileError."""
    try:
        return _cases(_table(words, "the file"))
    except TableError as error:
        raise ScenarioFileError(str(error)) from None


def read_scenario(name: str, words: str) -> Scenario:
    """A scenario from JSON without its name. Raises ScenarioFileError."""
    try:
        return _scenario(_table(words, "the scenario"), name)
    except TableError as error:
        raise ScenarioFileError(str(error)) from None


def read_sound(words: str | bytes) -> tuple[tuple[CaseScenarios, ...], str]:
    """The readable scenarios of a JSON text, and the first fault or an empty text."""
    desks: dict[str, Desk] = {}
    faults: list[str] = []
    try:
        table = _table(words, "the file")
        check_format(table, FORMAT, "scenarios", VERSION)
        for case in table.rows("cases"):
            slug = case.need("case", text)
            for item in case.rows("scenarios"):
                try:
                    scenario = _named(item)
                    desks[slug] = desks.get(slug, Desk()).add(scenario)
                except ScenarioError as error:
                    faults.append(f"{item.where}: {_FLAWS[error.flaw]}")
                except TableError as error:
                    faults.append(str(error))
    except TableError as error:
        faults.append(str(error))
    cases = tuple(CaseScenarios(slug, desk.scenarios) for slug, desk in desks.items())
    return cases, faults[0] if faults else ""


def _table(words: str | bytes, place: str) -> TomlTable:
    """The table in a JSON text. Raises TableError."""
    return read_table(words, place, LARGEST, pairs=once, constant=_no_number)


def _cases(table: TomlTable) -> tuple[CaseScenarios, ...]:
    check_format(table, FORMAT, "scenarios", VERSION)
    cases = table.each("cases", _case)
    table.close()
    names = [case.case for case in cases]
    if len(set(names)) != len(names):
        raise TableError("one case is listed twice")
    return cases


def _case(table: TomlTable) -> CaseScenarios:
    slug, scenarios = table.need("case", text), table.each("scenarios", _named)
    table.close()
    try:
        Desk(scenarios)
    except ScenarioError as error:
        raise table.wrong(_FLAWS[error.flaw]) from None
    return CaseScenarios(slug, scenarios)


def _named(table: TomlTable) -> Scenario:
    return _scenario(table, table.need("name", text))


def _scenario(table: TomlTable, name: str) -> Scenario:
    line, changes = table.get("line", text, ""), table.each("changes", _change)
    table.close()
    try:
        return Scenario(name, changes, line)
    except ScenarioError as error:
        raise table.wrong(_FLAWS[error.flaw]) from None


def _change(table: TomlTable) -> Change:
    try:
        return _made(table.need("change", text), table)
    except ScenarioError as error:
        raise table.wrong(_FLAWS[error.flaw]) from None
    except DateError as error:
        raise table.wrong(str(error)) from None


def _made(kind: str, table: TomlTable) -> Change:
    match kind:
        case "complied":
            return Complied(table.need("on", day))
        case "stayed":
            return Stayed(table.need("first", day), table.get("last", day))
        case "rate":
            return OtherRate(_money(table), table.get("from", day))
        case "last day":
            return Ends(table.need("on", day))
        case "paid":
            return Paid(_money(table), table.need("on", day))
    return _made_of_terms(kind, table)


def _made_of_terms(kind: str, table: TomlTable) -> Change:
    match kind:
        case "cap":
            return OtherCap(_money(table))
        case "no cap":
            return OtherCap(None)
        case "compliance day counted":
            return ComplianceDay(counted=True)
        case "compliance day not counted":
            return ComplianceDay(counted=False)
        case "deadline":
            return OtherStart(_reading(table), table.get("on", day))
    raise table.wrong(f"there is no change called “{kind[:40]}”")


def _reading(table: TomlTable) -> Start:
    word = table.need("reading", text)
    if word not in set(Start):
        readings = ", ".join(f"“{start.value}”" for start in Start)
        raise table.wrong(f"reading must be one of {readings}")
    return Start(word)


def _money(table: TomlTable) -> Money:
    amount, currency = table.need("amount", text), table.need("currency", text)
    if _CURRENCY.fullmatch(currency) is None:
        raise table.wrong("currency must be three capital letters, such as EUR")
    if _AMOUNT.fullmatch(amount) is None:
        raise table.wrong("amount must be a number in a text, such as “100000” or “12.50”")
    try:
        return from_major(amount, currency)
    except ValueError as error:
        raise table.wrong(str(error)) from None


def _no_number(word: str) -> NoReturn:
    raise TableError(f"{word} is not a number of JSON")


def _plain(scenario: Scenario) -> dict[str, object]:
    changes = [_plain_change(change) for change in scenario.changes]
    line = {"line": scenario.line} if scenario.line else {}
    return {"name": scenario.name, **line, "changes": changes}


def _plain_change(change: Change) -> dict[str, str]:
    match change:
        case Complied(on):
            return {"change": "complied", "on": on.isoformat()}
        case Stayed(first, last):
            until = {} if last is None else {"last": last.isoformat()}
            return {"change": "stayed", "first": first.isoformat(), **until}
        case OtherRate(amount, day):
            start = {} if day is None else {"from": day.isoformat()}
            return {"change": "rate", **_plain_money(amount), **start}
        case Paid(amount, on):
            return {"change": "paid", **_plain_money(amount), "on": on.isoformat()}
        case Ends(on):
            return {"change": "last day", "on": on.isoformat()}
    return _plain_terms(change)


def _plain_terms(change: OtherCap | ComplianceDay | OtherStart) -> dict[str, str]:
    match change:
        case OtherCap(amount):
            return {"change": "no cap"} if amount is None else {"change": "cap", **_plain_money(amount)}
        case ComplianceDay(counted):
            return {"change": "compliance day counted" if counted else "compliance day not counted"}
        case OtherStart(reading, on):
            day = {} if on is None else {"on": on.isoformat()}
            return {"change": "deadline", "reading": reading.value, **day}


def _plain_money(amount: Money) -> dict[str, str]:
    return {"amount": f"{amount.decimal:f}", "currency": amount.currency}


def scenario_shelf() -> Shelf[tuple[CaseScenarios, ...]]:
    """The shelf of the scenarios of a case file."""
    return Shelf("scenarios", "scenarios", (), scenario_entries, scenarios_of, read_sound)


def scenario_entries(cases: tuple[CaseScenarios, ...]) -> tuple[SideEntry, ...]:
    """The side-file entries of scenarios."""
    return tuple(
        SideEntry(case.case, scenario.name, write_scenario(scenario))
        for case in cases
        for scenario in case.scenarios
    )


def scenarios_of(entries: Sequence[SideEntry]) -> tuple[tuple[CaseScenarios, ...], frozenset[int]]:
    """The scenarios of side-file entries, and the places of unreadable entries."""
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
    """The scenarios in a file chosen by the user, or the problem with the file."""
    try:
        return read_scenarios(read_bounded(path, LARGEST)), None
    except OSError:
        sentence = f"The scenarios in {path} could not be read. They were left there."
        return (), Problem("scenarios-unreadable", sentence)
    except ScenarioFileError as error:
        sentence = f"“{path.name}” holds no scenarios that can be read: {error}. Nothing was changed."
        return (), Problem("scenarios-refused", sentence)


def export_scenarios(
    path: Path, cases: tuple[CaseScenarios, ...], *, case_file: Path | None = None
) -> Problem | None:
    """Write scenarios to a file chosen by the user; the problem, where the file cannot or may not be written.

    The file may replace a file of scenarios and nothing else; `case_file` is the open case file.
    """
    try:
        write_whole(path, write_scenarios(cases).encode(), SCENARIOS, case_file=case_file)
    except OutputError as error:
        return error.problem
    return None
