"""Scenarios as JSON, and the file they are kept in."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.days.period import CALENDAR_END, CALENDAR_START, DAY
from desktop.domain.money import Money
from desktop.domain.whatif.scenario import (
    ComplianceDay,
    Complied,
    Ends,
    OtherCap,
    OtherRate,
    OtherStart,
    Paid,
    Scenario,
    Start,
    Stayed,
)
from desktop.exchange.own.scenarios import (
    LARGEST,
    CaseScenarios,
    ScenarioFileError,
    export_scenarios,
    import_scenarios,
    read_scenarios,
    read_sound,
    scenario_entries,
    scenarios_of,
    write_scenarios,
)

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.whatif.scenario import Change

DAY_1 = date(2023, 5, 31)
EVERY_CHANGE: tuple[Change, ...] = (
    Complied(DAY_1),
    Stayed(DAY_1, DAY_1),
    Stayed(DAY_1),
    OtherRate(Money(1250, "EUR"), DAY_1),
    OtherCap(Money(100, "JPY")),
    OtherStart(Start.NOTIFIED, DAY_1),
    ComplianceDay(counted=False),
    Paid(Money(1_234, "BHD"), DAY_1),
    Ends(DAY_1),
)
CASES = (
    CaseScenarios("a", (Scenario("All", EVERY_CHANGE, "P1"), Scenario("No cap", (OtherCap(None),)))),
    CaseScenarios("b", (Scenario("“Ünïcode” \N{SNOWMAN}", (ComplianceDay(counted=True),)),)),
)


def whole(**more: Any) -> dict[str, Any]:
    return {"format": "astreinte scenarios", "version": 1, "cases": []} | more


def of_change(**change: Any) -> str:
    scenario = {"name": "A", "changes": [change]}
    return json.dumps(whole(cases=[{"case": "x", "scenarios": [scenario]}]))


def test_that_what_is_written_reads_back() -> None:
    assert read_scenarios(write_scenarios(CASES)) == CASES
    assert read_scenarios(write_scenarios(reversed(CASES)).encode()) == CASES
    assert read_scenarios(write_scenarios((CaseScenarios("empty", ()),))) == ()


days = st.dates(CALENDAR_START, CALENDAR_END)
amounts = st.builds(Money, st.integers(0, 10**14), st.sampled_from(["EUR", "JPY", "BHD"]))
paid = st.builds(Money, st.integers(1, 10**14), st.just("EUR"))
starts = st.sampled_from([Start.PLAIN, Start.ROLLS, Start.FRANC_ROLLS])
stays = st.builds(
    lambda first, length: Stayed(first, first + length * DAY),
    st.dates(max_value=date(3000, 1, 1), min_value=CALENDAR_START),
    st.integers(0, 999),
)
singles = (
    st.builds(Complied, days),
    st.builds(OtherRate, amounts, st.none() | days),
    st.builds(OtherCap, st.none() | amounts),
    st.builds(OtherStart, starts) | st.builds(OtherStart, st.just(Start.FIRST_DAY), days),
    st.builds(ComplianceDay, st.booleans()),
    st.builds(Ends, days),
)
many = st.lists(stays | st.builds(Paid, paid, days), max_size=4)
changes = st.tuples(many, *(st.lists(single, max_size=1) for single in singles)).map(
    lambda lists: tuple(change for changes in lists for change in changes)
)
names = st.text(min_size=1, max_size=80).filter(lambda name: bool(name.strip()))


@given(st.builds(Scenario, names, changes, st.text(max_size=5)))
def test_that_any_scenario_reads_back(scenario: Scenario) -> None:
    cases = (CaseScenarios("x", (scenario,)),)
    assert read_scenarios(write_scenarios(cases).encode()) == cases


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "it is not JSON"),
        (b"\xff\xfe", "it is not JSON"),
        ("[]", "the file is not a table"),
        ("{}", "“format” must be"),
        ("NaN", "NaN is not a number"),
        ('{"format": 1, "format": 2}', "a key stands twice"),
        ("[" * 100_000, "nested too deeply"),
        ("9" * 5_000, "a number of too many digits"),
        (" " * (LARGEST + 1), "larger than 4 MB"),
        (json.dumps(whole(version=2)), "its version is 2"),
        (json.dumps(whole(version=True)), "version must be a whole number"),
        (json.dumps(whole(more=1)), "unknown more"),
        (json.dumps(whole(cases={})), "cases must be a list"),
        (json.dumps(whole(cases=[1])), "the file, cases 1 is not a table"),
        (json.dumps(whole(cases=[{"case": "x"}, {"case": "x"}])), "one case is listed twice"),
        (json.dumps(whole(cases=[{"case": "x", "scenarios": [{"name": " "}]}])), "needs a name"),
        (json.dumps(whole(cases=[{"case": "x", "scenarios": [{"name": "n" * 81}]}])), "longer than 80"),
        (
            json.dumps(whole(cases=[{"case": "x", "scenarios": [{"name": "a"}, {"name": "A"}]}])),
            "cases 1: two scenarios have the same name",
        ),
        (of_change(change="magic"), "changes 1: there is no change called “magic”"),
        (of_change(change="complied"), "on must be a text"),
        (of_change(change="complied", on="31 May 2023"), "changes 1: '31 May 2023' is not a day"),
        (of_change(change="complied", on="2023-02-30"), "'2023-02-30' is not a day"),
        (of_change(change="complied", on="9999-12-31"), "too near the end of the calendar"),
        (of_change(change="complied", on="2023-05-31", why="x"), "unknown why"),
        (of_change(change="stayed", first="2023-05-31", last="2023-05-30"), "ends before it starts"),
        (of_change(change="rate", amount=5, currency="EUR"), "amount must be a text"),
        (of_change(change="rate", amount="1e9", currency="EUR"), "amount must be a number in a text"),
        (of_change(change="rate", amount="1.234", currency="EUR"), "whole number of minor units"),
        (of_change(change="rate", amount="-1", currency="EUR"), "the rate is below zero"),
        (of_change(change="rate", amount="1", currency="euro"), "three capital letters"),
        (of_change(change="cap", amount="-1", currency="EUR"), "the cap is below zero"),
        (of_change(change="paid", amount="0", currency="EUR", on="2023-05-31"), "above zero"),
        (of_change(change="deadline", reading="sideways"), "reading must be one of “first day”"),
        (of_change(change="deadline", reading="notified"), "need a day"),
    ],
)  # fmt: skip
def test_that_a_bad_file_is_refused_with_what_and_where(words: str | bytes, told: str) -> None:
    with pytest.raises(ScenarioFileError) as caught:
        read_scenarios(words)
    assert told in str(caught.value)


def test_that_one_thing_is_not_changed_twice() -> None:
    change = {"change": "no cap"}
    scenario = {"name": "A", "changes": [change, change]}
    with pytest.raises(ScenarioFileError, match="changed twice"):
        read_scenarios(json.dumps(whole(cases=[{"case": "x", "scenarios": [scenario]}])))


def test_that_scenarios_come_back_as_they_were_kept() -> None:
    assert scenarios_of(scenario_entries(CASES)) == (CASES, frozenset())


def test_that_a_scenario_that_cannot_be_read_does_not_take_the_others_with_it() -> None:
    words = json.loads(write_scenarios(CASES))
    words["cases"][0]["scenarios"].append({"name": "Other", "changes": [{"change": "nothing"}]})
    words["cases"][0]["scenarios"].append({"name": "", "changes": []})
    cases, fault = read_sound(json.dumps(words))
    assert cases == CASES
    assert "nothing" in fault
    entries = list(scenario_entries(CASES))
    entries += [entries[0]._replace(name="Other", body="{"), entries[0]]
    assert scenarios_of(entries) == (CASES, frozenset({len(entries) - 2, len(entries) - 1}))


def test_that_a_folder_in_the_place_of_a_chosen_file_is_left_there(tmp_path: Path) -> None:
    folder = tmp_path / "x.json"
    folder.mkdir()
    refused = import_scenarios(folder)[1]
    assert refused is not None
    assert str(folder) in refused.sentence
    problem = export_scenarios(folder, CASES)
    assert problem is not None
    assert problem.code == "folder"
    assert list(tmp_path.iterdir()) == [folder]


def test_that_a_file_someone_chose_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    assert export_scenarios(path, CASES) is None
    assert import_scenarios(path) == (CASES, None)
    path.write_text("[1")
    assert export_scenarios(path, CASES) is not None
    cases, problem = import_scenarios(path)
    assert cases == ()
    assert problem is not None
    assert (
        problem.sentence
        == "“mine.json” holds no scenarios that can be read: it is not JSON. Nothing was changed."
    )
    assert path.read_text() == "[1"
    assert import_scenarios(tmp_path / "none.json")[1] is not None
