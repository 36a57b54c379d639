"""Every worked example: expected values derived by hand from the rule or the published case it names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from desktop.exchange.calculation.entries import calculate
from desktop.exchange.calculation.kinds import KINDS

FILE = Path(__file__).parents[1] / "data" / "worked_examples.json"
EXAMPLES: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))["examples"]
ANSWERS = {answer["id"]: answer for answer in json.loads(calculate(FILE.read_bytes(), "The file").text)}


def name_of(example: dict[str, Any]) -> str:
    return str(example["id"])


def fields_of(kind: str) -> set[str]:
    return {name for example in EXAMPLES if example["kind"] == kind for name in example["expected"]}


@pytest.mark.parametrize("example", EXAMPLES, ids=name_of)
def test_that_the_worked_example_comes_to_its_value(example: dict[str, Any]) -> None:
    result = ANSWERS[example["id"]]["result"]
    assert {name: result[name] for name in example["expected"]} == example["expected"]


@pytest.mark.parametrize("example", EXAMPLES, ids=name_of)
def test_that_every_field_of_its_kind_is_answered_whether_or_not_it_is_asked_for(
    example: dict[str, Any],
) -> None:
    assert fields_of(example["kind"]) <= set(ANSWERS[example["id"]]["result"])


def test_that_every_kind_has_an_example_and_every_example_an_answer_in_its_place() -> None:
    assert {example["kind"] for example in EXAMPLES} == set(KINDS)
    assert list(ANSWERS) == [example["id"] for example in EXAMPLES]
