"""The answers to a file of questions; a faulty question leaves the rest calculated."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal

from desktop.domain.faults import TermsError
from desktop.exchange.calculation.kinds import KINDS
from desktop.exchange.calculation.reading import MALFORMED, InputError, mapping
from desktop.strict import TwiceError, once, shown

LARGEST_FILE = 64 * 1024 * 1024
LONGEST_NUMBER = 40


class UnreadableError(ValueError):
    """A file that is no list of questions at all; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers as JSON, in the order of the questions, and the number of questions without a result."""

    text: str
    faults: int


def calculate(data: bytes, name: str) -> Answers:
    """The answers to all questions of a file, called `name` in sentences. Raises UnreadableError."""
    answers = [_answer(entry) for entry in _entries(data, name)]
    faults = sum("error" in answer for answer in answers)
    return Answers(json.dumps(answers, indent=2), faults)


def _answer(entry: object) -> dict[str, object]:
    """The result of an entry, or its error code and sentence."""
    asked = entry if isinstance(entry, dict) else {}
    ident = asked.get("id")
    if not isinstance(ident, str) and type(ident) is not int:
        ident = None
    try:
        return {"id": ident, "result": _result(entry)}
    except TermsError as error:
        return {"id": ident, "error": error.code.value, "message": str(error)}
    except InputError as error:
        return {"id": ident, "error": MALFORMED, "message": str(error)}


def _result(entry: object) -> dict[str, object]:
    asked = mapping(entry, "An entry")
    if asked.get("id") is not None and not isinstance(asked["id"], str) and type(asked["id"]) is not int:
        raise InputError(f"id must be a text or a whole number, not {shown(asked['id'])}.")
    kind = asked.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        found = "is missing" if kind is None else f"{shown(kind)} is not known"
        raise InputError(f"kind {found}; it must be one of {', '.join(KINDS)}.")
    if "inputs" not in asked:
        raise InputError("inputs is missing; it holds the fields of the question.")
    return KINDS[kind](asked["inputs"])


def _entries(data: bytes, name: str) -> list[object]:
    """The entries of a file: a list, an object with `examples`, or a single entry. Raises UnreadableError."""
    read = _parsed(data, name)
    if isinstance(read, dict) and "kind" not in read and "examples" in read:
        read = read["examples"]
    if isinstance(read, list):
        return read
    if isinstance(read, dict):
        return [read]
    raise UnreadableError(
        f"{name} holds neither a question nor a list of questions; write an object or a list."
    )


def _parsed(data: bytes, name: str) -> object:
    if len(data) > LARGEST_FILE:
        raise UnreadableError(
            f"{name} is too large: up to {LARGEST_FILE // 1024**2} MiB can be read at once."
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableError(f"{name} is not text in UTF-8; save it as UTF-8 and try again.") from None
    if not text.strip():
        raise UnreadableError(f"{name} is empty; write a question as JSON into it.")
    try:
        return json.loads(
            text, parse_float=Decimal, parse_int=_int, parse_constant=Decimal, object_pairs_hook=once
        )
    except json.JSONDecodeError as error:
        raise UnreadableError(
            f"{name} is not JSON: {error.msg} in line {error.lineno}, column {error.colno}."
        ) from None
    except RecursionError:
        raise UnreadableError(f"{name} is nested too deeply to be read.") from None
    except TwiceError as error:
        raise UnreadableError(
            f"{name} names the field {error} twice in one object; take one of them out."
        ) from None


def _int(digits: str) -> int | Decimal:
    """A whole number; a number too long for any field stays a Decimal, which every field refuses."""
    return int(digits) if len(digits) <= LONGEST_NUMBER else Decimal(digits)
