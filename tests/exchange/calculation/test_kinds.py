"""The other kinds beyond the worked examples; values by hand from the rule."""

from __future__ import annotations

from typing import Any

import pytest

from tests.exchange.calculation.asking import code, result, told


# CPC 641-642, BE Judicial Code 52-54, Reg. 1182/71 art. 3, BGB 188-189.
@pytest.mark.parametrize(
    ("event", "add", "rule", "last_day", "first_penalty_day"),
    [
        ("2023-01-31", [[2, "month"]], {}, "2023-03-31", "2023-04-01"),
        ("2023-01-31", [[1, "month"], [1, "month"]], {}, "2023-03-31", "2023-04-01"),
        ("2023-01-31", [[3, "day"], [1, "month"]], {}, "2023-03-03", "2023-03-04"),
        ("2023-01-16", [[1, "half_month"]], {}, "2023-01-31", "2023-02-01"),
        ("2023-01-31", [1, "half_year"], {}, "2023-07-31", "2023-08-01"),
        ("2022-10-19", [[2, "month"]], {"franc": True}, "2022-12-20", "2022-12-21"),
        ("2023-04-17", [[-2, "week"]], {"rollover": "next_working_day"}, "2023-04-03", None),
        (
            "2023-04-06",
            [[2, "working_day"]],
            {"holidays": ["2023-04-07", "2023-04-10"]},
            "2023-04-12",
            "2023-04-13",
        ),
        (
            "2022-10-26",
            [[2, "month"]],
            {"rollover": "next_working_day", "calendar": "FR"},
            "2022-12-26",
            "2022-12-27",
        ),
        (
            "2023-03-03",
            [[8, "day"]],
            {"rollover": "next_working_day", "holidays": [], "weekend": [4, 5]},
            "2023-03-12",
            "2023-03-13",
        ),
    ],
)
def test_that_a_period_ends_by_its_rule(
    event: str, add: list[Any], rule: dict[str, Any], last_day: str, first_penalty_day: str | None
) -> None:
    found = result("deadline", event=event, add=add, rule=rule)
    assert (found["last_day"], found["first_penalty_day"]) == (last_day, first_penalty_day)
    assert found["wrong_if_clamped_then_minus_one"] is None


# A fixed day stands, even a Sunday (VwVfG 31(5)).
@pytest.mark.parametrize("add", [[], [[0, "day"]], [[0, "month"], [0, "week"]]])
@pytest.mark.parametrize(
    "rule", [{}, {"rollover": "next_working_day", "calendar": "FR"}, {"franc": True}, {"min_working_days": 2}]
)
def test_that_a_day_without_a_period_is_its_own_last_day(add: list[Any], rule: dict[str, Any]) -> None:
    found = result("deadline", event="2023-10-01", add=add, rule=rule)
    assert [found[name] for name in ("raw", "last_day", "first_penalty_day", "warnings")] == [
        "2023-10-01",
        "2023-10-01",
        "2023-10-02",
        [],
    ]


def test_that_the_raw_end_is_the_one_a_roll_starts_from() -> None:
    """Notified on Tuesday 18 October 2022: two months and a franc day end on Monday 19 December."""
    rolls = {"franc": True, "rollover": "next_working_day", "calendar": "FR"}
    asked: dict[str, Any] = {"add": [[2, "month"]], "rule": rolls}
    monday = result("deadline", event="2022-10-18", **asked)
    assert (monday["raw"], monday["last_day"]) == ("2022-12-19", "2022-12-19")
    sunday = result("deadline", event="2022-10-17", **asked)  # Saturday 17 December, and a day
    assert (sunday["raw"], sunday["last_day"]) == ("2022-12-18", "2022-12-19")


def test_that_a_listed_holiday_comes_before_the_calendar_and_weekends_alone_are_told() -> None:
    asked: dict[str, Any] = {"event": "2022-10-25", "add": [[2, "month"], [1, "day"]]}
    rolls = {"rollover": "next_working_day"}
    listed = result("deadline", **asked, rule=rolls | {"holidays": ["2022-12-26"], "calendar": "FR"})
    assert (listed["last_day"], listed["warnings"]) == ("2022-12-27", [])
    assert result("deadline", **asked, rule=rolls)["warnings"] == ["W_HOLIDAYS_NOT_GIVEN"]
    assert result("deadline", **asked, rule={})["warnings"] == []
    assert result("deadline", **asked, rule=rolls, holidays=[])["warnings"] == []


def test_that_holidays_that_are_not_known_are_not_guessed() -> None:
    asked: dict[str, Any] = {"event": "2023-01-01", "add": [[2, "month"]]}
    assert (
        code("deadline", **asked, rule={"rollover": "next_working_day", "holidays": None})
        == "E_HOLIDAYS_UNKNOWN"
    )
    assert result("deadline", **asked, rule={"holidays": None})["last_day"] == "2023-03-01"


# GDPR art. 83: 10 million or 2 %, 20 million or 4 %; groups add (EDPB 04/2022).
@pytest.mark.parametrize(
    ("inputs", "ceiling", "tier", "lower", "unmapped"),
    [
        (
            {
                "groups": [{"articles": ["32"]}, {"articles": ["5", "10"]}],
                "undertaking": True,
                "turnover": None,
            },
            3_000_000_000,
            "T2",
            True,
            ["10"],
        ),
        (
            {
                "groups": [{"articles": ["32"]}, {"articles": [5]}],
                "undertaking": True,
                "turnover": 80_000_000_000,
            },
            4_800_000_000,
            "T2",
            False,
            [],
        ),
        (
            {"articles": ["24", "32", "10"], "undertaking": False, "turnover": None},
            1_000_000_000,
            "T1",
            False,
            ["24", "10"],
        ),
        (
            {
                "groups": [
                    {"articles": ["6"], "turnover": 100_000_000_000},
                    {"articles": ["6"], "undertaking": False},
                ],
                "undertaking": True,
                "turnover": None,
            },
            6_000_000_000,
            "T2",
            False,
            [],
        ),
        (
            {"groups": [{"articles": ["6"]}], "undertaking": True, "turnover": None, "law": "UK"},
            1_750_000_000,
            "T2",
            True,
            [],
        ),
    ],
)
def test_that_a_fine_has_its_ceiling(
    inputs: dict[str, Any], ceiling: int, tier: str, *, lower: bool, unmapped: list[str]
) -> None:
    found = result("fine_ceiling", **inputs)
    assert (found["ceiling"], found["tier"]) == (ceiling, tier)
    assert (found["lower_bound_only"], found["unmapped"]) == (lower, unmapped)


@pytest.mark.parametrize(
    ("inputs", "sentence"),
    [
        (
            {"groups": [{"articles": ["6"]}]},
            "inputs.undertaking is missing; say whether it is an undertaking",
        ),
        ({"undertaking": True}, "inputs needs groups, each with its articles, or one list of articles"),
        ({"groups": [], "undertaking": True}, "inputs.groups is empty"),
        (
            {"articles": [""], "undertaking": True},
            'inputs.articles[0] must be an article such as "6(1)", not',
        ),
    ],
)
def test_that_a_ceiling_needs_its_facts(inputs: dict[str, Any], sentence: str) -> None:
    assert told("fine_ceiling", **inputs).startswith(sentence)


@pytest.mark.parametrize(
    ("turnover", "last", "pct", "average", "cap"),
    [
        (36_600, "2024-12-31", "0.05", 100, 5),
        (36_600, "2024-12-31", 0.05, 100, 5),
        (36_599, "2024-12-31", "0.05", 99, 4),
        (0, "2024-12-31", "1", 0, 0),
    ],
)
def test_that_the_cap_by_turnover_is_rounded_down_once(
    turnover: int, last: str, pct: object, average: int, cap: int
) -> None:
    found = result("turnover_cap", turnover=turnover, year_start="2024-01-01", year_end=last, pct=pct)
    assert (found["daily_average"], found["ceiling_per_day"]) == (average, cap)


@pytest.mark.parametrize("pct", ["5 %", "1.01", "-0.05", "1e-2", True, None])
def test_that_a_share_is_a_share(pct: object) -> None:
    assert (
        code("turnover_cap", turnover=1, year_start="2024-01-01", year_end="2024-12-31", pct=pct) == "E_INPUT"
    )


TEN = {"first_day": "2023-01-01", "as_of": "2023-01-10", "rate": 100}


@pytest.mark.parametrize(
    ("more", "covered", "liquidated", "remitted", "unliquidated", "payable"),
    [
        ({}, 0, 0, 0, 1000, 0),
        (
            {"liquidations": [{"from": "2023-01-01", "to": "2023-01-04", "amount": 300}]},
            400,
            300,
            100,
            600,
            300,
        ),
        (
            {
                "liquidations": [
                    {"from": "2023-01-01", "to": "2023-01-04", "amount": 300, "decided_on": "2023-01-11"}
                ]
            },
            0,
            0,
            0,
            1000,
            0,
        ),
        (
            {
                "liquidations": [
                    {"from": "2023-01-01", "to": "2023-01-04", "amount": 400, "decided_on": "2023-01-10"}
                ],
                "payments": [{"date": "2023-01-10", "amount": 150}, {"date": "2023-01-11", "amount": 50}],
            },
            400,
            400,
            0,
            600,
            250,
        ),
        (
            {
                "liquidations": [
                    {"from": "2023-01-05", "to": "2023-01-06", "amount": 1},
                    {"from": "2023-01-01", "to": "2023-01-04", "amount": 2},
                ]
            },
            600,
            3,
            597,
            400,
            3,
        ),
        ({"regime": "NL", "payments": [{"date": "2023-01-05", "amount": 150}]}, 1000, 1000, 0, 0, 850),
        ({"liquidation": "ipso_jure"}, 1000, 1000, 0, 0, 1000),
        ({"regime": "FR-CNIL"}, 0, 0, 0, 1000, 0),
        ({"payments": [{"date": "2023-01-05", "amount": 150}]}, 0, 0, 0, 1000, 0),
    ],
)
def test_that_what_accrued_is_split_into_what_became_of_it(
    more: dict[str, Any], covered: int, liquidated: int, remitted: int, unliquidated: int, payable: int
) -> None:
    found = result("settlement", **TEN, **more)
    assert (found["covered_by_liquidation"], found["liquidated"]) == (covered, liquidated)
    assert (found["remitted"], found["unliquidated"], found["payable_now"]) == (
        remitted,
        unliquidated,
        payable,
    )
    assert found["accrued"] == 1000 == found["covered_by_liquidation"] + found["unliquidated"]


def test_that_more_fixed_than_accrued_is_told_and_an_annulled_penalty_owes_nothing() -> None:
    window = [{"from": "2023-01-01", "to": "2023-01-04", "amount": 401}]
    found = result("settlement", **TEN, liquidations=window)
    assert (found["remitted"], found["warnings"]) == (-1, ["W_LIQUIDATED_ABOVE_ACCRUED"])
    gone = result("settlement", **TEN, liquidations=window, annulled=True)
    assert (gone["accrued"], gone["liquidated"], gone["payable_now"]) == (0, 0, 0)


@pytest.mark.parametrize(
    ("more", "place"),
    [
        (
            {"liquidations": [{"from": "2023-01-01", "to": "2023-01-04"}]},
            "inputs.liquidations[0].amount is missing",
        ),
        ({"payments": [{"amount": 5}]}, "inputs.payments[0].date is missing"),
        ({"regime": "XX-1"}, "inputs.regime: "),
    ],
)
def test_that_a_settlement_needs_its_facts(more: dict[str, Any], place: str) -> None:
    assert told("settlement", **TEN, **more).startswith(place)


# NL Awb 5:35: one year for each day. BE Jud. Code 1385octies: six months, by the eve of the same date.
@pytest.mark.parametrize(
    ("more", "recoverable", "barred"),
    [
        ({"last_day": "2022-01-31", "period": [1, "year"], "on": "2023-01-10"}, 22, 0),
        ({"last_day": "2022-01-31", "period": [1, "year"], "on": "2023-01-11"}, 21, 1),
        ({"last_day": None, "period": [1, "year"], "on": "2023-01-20"}, 366, 10),
        ({"last_day": "2022-01-31", "period": [6, "month"], "on": "2022-07-20"}, 12, 10),
        ({"last_day": "2022-01-31", "period": [1, "year"], "on": "2023-01-20", "cap": 500}, 0, 5),
    ],
)
def test_that_each_day_is_barred_by_itself(more: dict[str, Any], recoverable: int, barred: int) -> None:
    found = result("limitation", first_day="2022-01-10", rate=100, **more)
    assert (found["recoverable_units"], found["recoverable"]) == (recoverable, recoverable * 100)
    assert (found["barred_units"], found["barred"]) == (barred, barred * 100)


@pytest.mark.parametrize(
    "period", [None, [0, "year"], [-1, "year"], [1, "hour"], [1, "working_day"], [10**6, "year"]]
)
def test_that_a_limitation_needs_a_period(period: object) -> None:
    assert code("limitation", first_day="2022-01-10", rate=1, on="2023-01-20", period=period) == "E_INPUT"


@pytest.mark.parametrize(
    ("event", "starts"),
    [
        ("2023-10-29T02:30:00", "2023-10-29T02:00:00+01:00"),
        ("2023-10-29T02:30:00+01:00", "2023-10-29T03:00:00+01:00"),
        ("2023-06-01 10:00", "2023-06-01T11:00:00+02:00"),
    ],
)
def test_that_a_clock_shown_twice_is_read_the_first_time(event: str, starts: str) -> None:
    assert result("hours_period", tz="Europe/Paris", event=event, hours=1)["starts"] == starts


def test_that_a_time_no_clock_showed_is_refused_and_half_hours_are_written_out() -> None:
    asked: dict[str, Any] = {"tz": "Europe/Paris", "hours": 1}
    assert "never was" in told("hours_period", **asked, event="2023-03-26T02:30:00")
    day = {"from": "2023-04-02", "to": "2023-04-02"}
    found = result("instant", tz="Australia/Lord_Howe", **day)
    assert (found["elapsed_hours"], found["floor_div_24"], found["ceil_div_24"]) == ("24.5", 1, 2)


def test_that_interest_has_one_line_per_rate_and_never_a_guessed_one() -> None:
    rates = [{"from": "2023-01-01", "rate": "0.02"}, {"from": "2023-07-01", "rate": 0.04}]
    asked: dict[str, Any] = {
        "principal": 36_500,
        "basis": "ACT/365",
        "from": "2023-06-30",
        "to": "2023-07-02",
    }
    found = result("interest", **asked, rates=rates)
    assert [(line["days"], line["rate"], line["amount"]) for line in found["lines"]] == [
        (1, "0.02", 2),
        (2, "0.04", 8),
    ]
    assert (found["days"], found["amount"]) == (3, 10)
    assert code("interest", **asked) == "E_INPUT"
    assert code("interest", **asked, rate="0.02", rates=rates) == "E_INPUT"
    assert code("interest", **asked | {"basis": 364}, rate="0.02") == "E_INPUT"
