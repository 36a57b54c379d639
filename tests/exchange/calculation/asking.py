"""Questions put to the calculator as a script puts them: JSON in, JSON out."""

from __future__ import annotations

import json
from typing import Any

from desktop.exchange.calculation.entries import calculate


def answer(kind: str, inputs: Any) -> dict[str, Any]:
    """The answer to one question."""
    text = calculate(json.dumps({"id": "Q", "kind": kind, "inputs": inputs}).encode(), "The file").text
    found: dict[str, Any]
    (found,) = json.loads(text)
    assert found["id"] == "Q"
    return found


def result(kind: str, **inputs: Any) -> dict[str, Any]:
    """The result of one question that has one."""
    found = answer(kind, inputs)
    assert "error" not in found, found
    return dict(found["result"])


def code(kind: str, **inputs: Any) -> str:
    """The code of one question that cannot be answered."""
    found = answer(kind, inputs)
    assert found["message"]
    assert "\n" not in found["message"]
    return str(found["error"])


def told(kind: str, **inputs: Any) -> str:
    """The sentence of one question that cannot be answered."""
    return str(answer(kind, inputs)["message"])
