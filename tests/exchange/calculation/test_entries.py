from __future__ import annotations

import json
from typing import Any

import pytest

from desktop.exchange.calculation.entries import LARGEST_FILE, UnreadableError, calculate
from desktop.exchange.calculation.kinds import KINDS
from desktop.exchange.calculation.terms import UNITS
from tests.exchange.calculation.asking import answer, code, result, told

CHECK = {"from": "2022-12-19", "to": "2023-02-09", "rate": 10_000_000, "amount": 520_000_000}
ASKED = {"id": "Q", "kind": "published_check", "inputs": CHECK}
DAILY = {"first_day": "2023-01-01", "as_of": "2023-01-10", "rate": 100}


def answers(text: str) -> tuple[list[dict[str, Any]], int]:
    found = calculate(text.encode(), "The file")
    return json.loads(found.text), found.faults


def refused(data: bytes) -> str:
    with pytest.raises(UnreadableError) as caught:
        calculate(data, "The file")
    return str(caught.value)


@pytest.mark.parametrize("wrapped", [ASKED, [ASKED], {"schema": "any", "examples": [ASKED]}])
def test_that_one_question_a_list_and_a_file_of_examples_are_read_alike(wrapped: object) -> None:
    (found,), faults = answers(json.dumps(wrapped))
    assert (found["id"], found["result"]["implied_units"], faults) == ("Q", 52, 0)


def test_that_answers_keep_the_order_and_the_ids_of_their_questions() -> None:
    found, _ = answers(json.dumps([ASKED | {"id": ident} for ident in ("b", 7, "a", None)]))
    assert [one["id"] for one in found] == ["b", 7, "a", None]


def test_that_an_empty_list_has_no_answers() -> None:
    assert answers("[]") == ([], 0)


def test_that_a_bad_entry_leaves_the_others_calculated() -> None:
    found, faults = answers(json.dumps([ASKED, ASKED | {"kind": "guess"}, 5, ASKED | {"id": "last"}]))
    assert [one.get("error") for one in found] == [None, "E_INPUT", "E_INPUT", None]
    assert [one["id"] for one in found] == ["Q", "Q", None, "last"]
    assert faults == 2


def test_that_a_byte_order_mark_is_passed_over() -> None:
    (found,) = json.loads(calculate(b"\xef\xbb\xbf" + json.dumps(ASKED).encode(), "The file").text)
    assert "result" in found


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty; write a question as JSON into it."),
        (b" \n", "The file is empty; write a question as JSON into it."),
        (b"\xff\xfe[]", "The file is not text in UTF-8; save it as UTF-8 and try again."),
        (b'[{"id": 1,]', "The file is not JSON: "),
        (b"{} {}", "The file is not JSON: Extra data in line 1, column 4."),
        (b"5", "The file holds neither a question nor a list of questions; write an object or a list."),
        (b'{"examples": 5}', "The file holds neither a question nor a list of questions;"),
        (b'{"id": 1, "id": 2}', "The file names the field 'id' twice in one object; take one of them out."),
        pytest.param(b"[" * 200_000, "The file is nested too deeply to be read.", id="deep"),
        pytest.param(
            b" " * (LARGEST_FILE + 1), "The file is too large: up to 64 MiB can be read at once.", id="large"
        ),
    ],
)
def test_that_a_file_that_is_no_list_of_questions_is_refused(data: bytes, sentence: str) -> None:
    assert refused(data).startswith(sentence)


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ([], "An entry must be an object with named fields, not a list."),
        ({"id": "Q"}, f"kind is missing; it must be one of {', '.join(KINDS)}."),
        ({"kind": "x" * 100}, f"kind 'x{'x' * 38}... is not known; it must be one of {', '.join(KINDS)}."),
        ({"kind": ["accrual"]}, f"kind a list is not known; it must be one of {', '.join(KINDS)}."),
        ({"kind": "accrual"}, "inputs is missing; it holds the fields of the question."),
        ({"kind": "accrual", "inputs": None}, "inputs must be an object with named fields, not null."),
        ({"id": True, "kind": "accrual", "inputs": {}}, "id must be a text or a whole number, not true."),
        ({"id": 1.5, "kind": "accrual", "inputs": {}}, "id must be a text or a whole number, not 1.5."),
    ],
)
def test_that_an_entry_that_is_no_question_says_why(entry: object, sentence: str) -> None:
    (found,), faults = answers(json.dumps([entry]))
    assert (found["error"], found["message"], faults) == ("E_INPUT", sentence, 1)


@pytest.mark.parametrize(
    "amount",
    ["1.0", "1e2", "true", '"100"', "[100]", "{}", "NaN", "-Infinity", "-1", str(10**18 + 1), "9" * 5000],
    ids=lambda text: text[:20],
)
def test_that_an_amount_is_a_whole_number_of_minor_units(amount: str) -> None:
    (found,), _ = answers(json.dumps(ASKED).replace("520000000", amount))
    assert found["error"] == "E_INPUT"
    assert found["message"].startswith("inputs.amount ")
    assert len(found["message"]) < 200


def test_that_amounts_reach_to_their_limit_exactly() -> None:
    found = result("accrual", currency="EUR", first_day="2023-01-01", as_of="2023-01-03", rate=10**18)
    assert (found["amount"], found["decimal"]) == (3 * 10**18, "30000000000000000.00")


@pytest.mark.parametrize(
    "day", ["2023-02-30", "2023-2-3", "03.02.2023", "20230203", "", 20230203, "２０２３-01-01"]
)
def test_that_a_day_is_an_iso_day(day: object) -> None:
    assert told("accrual", **DAILY | {"first_day": day}).startswith("inputs.first_day must be a ")
    assert code("accrual", **DAILY | {"first_day": day}) == "E_INPUT"


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("field", ["first_day", "as_of", "last_day", "known_at", "today"])
def test_that_a_day_at_an_end_of_the_calendar_is_refused_by_name(day: str, field: str) -> None:
    assert code("accrual", **DAILY | {field: day}) == "E_DAY_OUT_OF_RANGE"
    assert told("accrual", **DAILY | {field: day}).startswith(f"inputs.{field} is {day}")


@pytest.mark.parametrize(
    ("inputs", "sentence"),
    [
        (DAILY | {"first_dya": 1}, "inputs has an unknown field 'first_dya'. Did you mean 'first_day'?"),
        (
            DAILY | {"stays": [{"from": "2023-01-02", "til": 1}]},
            "inputs.stays[0] has an unknown field 'til'. Did you mean 'until'?",
        ),
        ({"first_day": "2023-01-01", "rate": 1}, "inputs.as_of is missing; it is needed here."),
        (
            {"as_of": "2023-01-01", "rate": 1},
            "inputs.first_day is missing; give the first penalty day, or null where it was not notified.",
        ),
        (
            {"first_day": "2023-01-01", "as_of": "2023-01-01"},
            "inputs.tiers is missing; give tiers, or one rate.",
        ),
        (DAILY | {"tiers": []}, "inputs.rate stands beside tiers; give one of the two."),
        (DAILY | {"unit": "fortnight"}, f"inputs.unit must be one of {', '.join(UNITS)}, not 'fortnight'."),
        (
            DAILY | {"currency": "euro"},
            "inputs.currency must be a currency code of three capitals such as \"EUR\", not 'euro'.",
        ),
        (DAILY | {"tz": "Europe"}, "inputs.tz must be a time zone such as \"Europe/Paris\", not 'Europe'."),
        (
            DAILY | {"tz": "../../etc/passwd"},
            "inputs.tz must be a time zone such as \"Europe/Paris\", not '../../etc/passwd'.",
        ),
        (
            DAILY | {"as_of": "2023-01-10T12:00:00+01:00"},
            'inputs.as_of is a moment; give "tz", such as "Europe/Paris", to make it a day.',
        ),
        (
            DAILY | {"tz": "Europe/Paris", "as_of": "2023-01-10T12:00:00"},
            'inputs.as_of needs its offset from UTC, such as "+00:00", to be a moment.',
        ),
        (
            DAILY | {"compliance": [{"status": "full"}]},
            "inputs.compliance[0] needs a date or an instant, and not both.",
        ),
        (
            DAILY | {"compliance": [{"date": "2023-01-02", "status": "partial"}]},
            "inputs.compliance[0].status must be one of full, relapse, not 'partial'.",
        ),
        (DAILY | {"calendar": "XX"}, "inputs.calendar: there is no calendar 'XX'; there are "),
        (DAILY | {"weekend": [0, 1, 2, 3, 4, 5, 6]}, "inputs.weekend lists days of the week, 0 for Monday"),
        (
            DAILY | {"versions": [{"known_on": "2023-01-01", "as_of": "2023-01-02"}]},
            "inputs.versions[0].as_of cannot change by version; give it once, beside the versions.",
        ),
        (DAILY | {"obligations": []}, "inputs.obligations is empty; leave it out, or list the obligations."),
        (
            DAILY | {"obligations": [{"id": "A"}, {"id": "A"}]},
            "inputs.obligations has two obligations of one id; give each its own.",
        ),
    ],
)
def test_that_bad_input_is_told_by_its_place_and_what_to_do(inputs: dict[str, Any], sentence: str) -> None:
    found = answer("accrual", inputs)
    assert found["error"] == "E_INPUT"
    assert found["message"].startswith(sentence)


@pytest.mark.parametrize("years", [[2023], [2024, 2023], [0, 2023], [2023, 10**30], [2023, 9999], "2023"])
def test_that_verified_years_are_years_of_the_calendar(years: object) -> None:
    assert code("accrual", **DAILY | {"holidays": [], "verified_years": years}) == "E_INPUT"


@pytest.mark.parametrize(
    ("kind", "inputs", "sentence"),
    [
        ("deadline", {"event": "2023-01-01", "add": [[1]]}, "inputs.add[0] must be a length such as [2, "),
        ("deadline", {"event": "2023-01-01", "add": [[10**9, "day"]]}, "inputs.add[0][0] is out of reach"),
        (
            "deadline",
            {"event": "2023-01-01", "add": [[1, "day"]], "rule": {"min_working_days": 101}},
            "inputs.rule.min_working_days can be 100 at most, not 101.",
        ),
        (
            "hours_period",
            {"tz": "UTC", "event": "2023-01-01T00:00:00Z", "hours": 10**6},
            "inputs.hours can be 87840 at most",
        ),
        ("limitation", DAILY | {"on": "2023-01-01", "period": 1}, "inputs.period must be a length such as"),
        ("accrual", DAILY | {"max_units": 0}, "inputs.max_units counts from 1, not 0."),
        ("accrual", DAILY | {"stays": {}}, "inputs.stays must be a list, not an object."),
        (
            "accrual",
            DAILY | {"obligations": [5]},
            "inputs.obligations[0] must be an object with named fields",
        ),
        (
            "accrual",
            DAILY | {"grace": {"add": [[1, "day"]], "last_day": "2023-01-01"}},
            "inputs.grace needs add",
        ),
        (
            "accrual",
            {
                "first_day": "2023-01-01",
                "as_of": "2023-01-02",
                "tiers": [{"from_unit": 1, "from_date": "2023-01-01"}],
            },
            "inputs.tiers[0].rate is missing; it is needed here.",
        ),
        (
            "accrual",
            {
                "first_day": "2023-01-01",
                "as_of": "2023-01-02",
                "tiers": [{"from_unit": 1, "from_date": "2023-01-01", "rate": 5}],
            },
            "inputs.tiers[0] has from_unit and from_date; a tier steps by one of them.",
        ),
    ],
)
def test_that_every_kind_tells_bad_input_by_its_place(
    kind: str, inputs: dict[str, Any], sentence: str
) -> None:
    assert code(kind, **inputs) == "E_INPUT"
    assert told(kind, **inputs).startswith(sentence)


def test_that_what_is_shown_of_a_value_stays_short_and_plain() -> None:
    sentence = told("accrual", **DAILY | {"unit": "é\n\u202e" * 100})
    assert sentence.isascii()
    assert sentence.isprintable()
    assert len(sentence) < 200
