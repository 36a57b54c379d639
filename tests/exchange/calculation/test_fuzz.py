"""Whatever JSON is asked, an answer or a code comes back, never a traceback."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.faults import Caution, Fault
from desktop.exchange.calculation.entries import UnreadableError, calculate
from desktop.exchange.calculation.kinds import KINDS
from desktop.exchange.calculation.terms import UNITS as KNOWN_UNITS
from tests.counts import counted

pytestmark = pytest.mark.costly

FILE = Path(__file__).parents[1] / "data" / "worked_examples.json"
EXAMPLES: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))["examples"]
CODES = {fault.value for fault in Fault} | {"E_INPUT"}
CAUTIONS = {caution.value for caution in Caution}

# Fields that no worked example has, and values that other programs have stumbled over.
MORE: dict[str, Any] = {
    "notified": "2023-01-31",
    "grace": [[2, "month"]],
    "add": [[-1, "week"], [3, "working_day"]],
    "rule": {"rollover": "next_working_day", "calendar": "FR", "min_working_days": 2, "franc": True},
    "annulled": "2023-02-01",
    "month_stay": "restart",
    "cap_mode": "last_full_unit",
    "partial_unit": "pro_rata",
    "max_units": 7,
    "multiplier": 4,
    "calendar": "NL",
    "verified_years": [2022, 2024],
    "caps": {"order_total": 12_345_678},
    "regime": "NL",
    "accrual_point": "start_of_day",
    "stays": [{"from": "2023-01-10", "until": None, "kind": "annul", "known_on": "2023-02-01"}],
    "compliance": [{"instant": "2023-02-09T23:30:00+00:00"}],
    "tz": "Pacific/Apia",
    "rates": [{"from": "2020-01-01", "rate": "0.035"}],
}
ODD: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from(
        [
            None, True, False, 0, 1, -1, 2, 31, 10**7, 10**18, 10**19, 10**45, 1.5, float("nan"),
            "", "day", "month", "once", "event", "working_day", "year", "half_year", "full", "relapse", "JPY",
            "0001-01-01", "9999-12-31", "2023-02-29", "2024-02-29", "2023-01-31", "2150-06-30", "1000-01-01",
            "2023-02-09T23:30:00+00:00", "9999-12-31T23:59:59-12:00", "2023-03-26T02:30:00", "Europe/Paris",
            "Europe", "/etc/passwd", "UTC", "FR", "EU", "0.06", "1e9", "unsettled", "\ud800", "\u0000", "[]",
            [], {}, [[]], [None], [[2, "month"]], [{"rate": 5}], ["2023-05-01"], [5, 6], list(range(7)),
            {"id": 5}, {"add": [[1, "half_month"]]},
        ]
    ),
    st.integers(),
    st.text(max_size=10),
    st.dates().map(str),
)  # fmt: skip
UNITS = st.sampled_from(sorted(KNOWN_UNITS))


def asked(questions: object) -> list[dict[str, Any]]:
    """The answers, of which each has an id and either a result or a known code with a sentence."""
    answers: list[dict[str, Any]] = json.loads(calculate(json.dumps(questions).encode(), "The file").text)
    for answer in answers:
        if "result" in answer:
            assert answer.keys() == {"id", "result"}
            assert set(answer["result"].get("warnings", ())) <= CAUTIONS
        else:
            assert answer.keys() == {"id", "error", "message"}
            assert answer["error"] in CODES
            assert answer["message"].isprintable()
    return answers


def places(value: object) -> list[tuple[Any, Any]]:
    """Every container in a JSON value with each of its keys or numbers."""
    if isinstance(value, dict):
        return [(value, name) for name in value] + [
            place for held in value.values() for place in places(held)
        ]
    if isinstance(value, list):
        return [(value, number) for number in range(len(value))] + [p for held in value for p in places(held)]
    return []


@settings(max_examples=counted(600), deadline=None)
@given(st.data())
def test_that_a_damaged_question_gets_an_answer_or_a_code(data: st.DataObject) -> None:
    example = copy.deepcopy(data.draw(st.sampled_from(EXAMPLES)))
    question = {name: example[name] for name in ("id", "kind", "inputs")}
    for name in data.draw(st.lists(st.sampled_from(sorted(MORE)), max_size=3, unique=True)):
        question["inputs"][name] = copy.deepcopy(MORE[name])
    if data.draw(st.booleans()):
        question["inputs"]["unit"] = data.draw(UNITS)
    for _ in range(data.draw(st.integers(0, 3))):
        found = places(question["inputs"])
        if not found:
            break
        holder, key = data.draw(st.sampled_from(found))
        if data.draw(st.booleans()):
            holder[key] = copy.deepcopy(data.draw(ODD))
        else:
            del holder[key]
    if data.draw(st.integers(0, 5)) == 0:
        question["kind"] = data.draw(st.sampled_from(sorted(KINDS)))
    (answer,) = asked(question)
    assert answer["id"] == example["id"]


JSON = st.recursive(
    ODD,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(["id", "kind", "inputs", "examples", "x"]), inner, max_size=4),
    ),
    max_leaves=12,
)


@settings(max_examples=counted(200), deadline=None)
@given(st.lists(JSON, max_size=3))
def test_that_every_entry_of_a_list_gets_its_answer(questions: list[Any]) -> None:
    assert len(asked(questions)) == len(questions)


@settings(max_examples=counted(200), deadline=None)
@given(st.one_of(st.binary(max_size=40), st.text(alphabet='[]{}":,0159eE.-+ntfNaI\\u\n ', max_size=30)))
def test_that_bytes_are_questions_or_refused_with_a_sentence(data: bytes | str) -> None:
    try:
        calculate(data if isinstance(data, bytes) else data.encode(), "The file")
    except UnreadableError as error:
        sentence = str(error)
        assert sentence.startswith("The file ")
        assert sentence.endswith(".")
        assert sentence.isprintable()
