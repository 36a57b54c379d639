"""Accrual as a script asks for it: versions, moments, obligations, what is said when. Values by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.exchange.calculation.asking import code, result

DAILY = {"currency": "EUR", "first_day": "2023-06-01", "as_of": "2023-06-10", "rate": 100}
ROLLS: dict[str, Any] = {"rollover": "next_working_day", "holidays": []}
VERSIONS = [
    {"known_on": "2023-03-10", "first_day": "2023-03-08"},
    {"known_on": "2023-02-01", "first_day": "2023-03-01"},
]
STAY = {"from": "2023-06-03", "until": "2023-06-05", "known_on": "2023-06-20"}


def accrued(**inputs: Any) -> tuple[int, int, str]:
    found = result("accrual", **inputs)
    return found["units"], found["amount"], found["state"]


@pytest.mark.parametrize(
    ("known_at", "units", "state"),
    [
        ("2023-01-31", 0, "not_notified"),
        ("2023-02-01", 9, "running"),
        ("2023-03-09", 9, "running"),
        ("2023-03-10", 2, "running"),
    ],
)
def test_that_each_version_holds_from_the_day_it_was_known(known_at: str, units: int, state: str) -> None:
    asked = {"versions": VERSIONS, "as_of": "2023-03-09", "rate": 100, "known_at": known_at}
    assert accrued(**asked) == (units, units * 100, state)


@pytest.mark.parametrize(
    ("more", "units"), [({}, 10), ({"known_at": "2023-06-19"}, 10), ({"known_at": "2023-06-20"}, 8)]
)
def test_that_a_fact_counts_once_it_is_known_and_the_day_itself_is_what_is_known(
    more: dict[str, str], units: int
) -> None:
    found = result("accrual", **DAILY, stays=[STAY], **more)
    assert found["units"] == units
    assert found["warnings"] == ["W_RETROACTIVE_FACT"]


@pytest.mark.parametrize(
    ("annulled", "known_at", "state"),
    [
        (True, "2023-06-10", "annulled"),
        (False, "2023-06-10", "running"),
        ("2023-06-20", "2023-06-19", "running"),
        ("2023-06-20", "2023-06-20", "annulled"),
        ({"known_on": "2023-06-20"}, "2023-06-20", "annulled"),
    ],
)
def test_that_an_annulment_takes_all_from_the_day_it_is_known(
    annulled: object, known_at: str, state: str
) -> None:
    units = 0 if state == "annulled" else 10
    assert accrued(**DAILY, annulled=annulled, known_at=known_at) == (units, units * 100, state)


@pytest.mark.parametrize(
    ("as_of", "point", "units"),
    [
        ("2023-06-05T21:59:59+00:00", "end_of_day", 4),
        ("2023-06-05T22:00:00+00:00", "end_of_day", 5),
        ("2023-06-05T21:59:59+00:00", "start_of_day", 5),
        ("2023-06-05T22:00:00+00:00", "start_of_day", 5),
        ("2023-06-05T22:00:01+00:00", "start_of_day", 6),
        ("2023-06-05", "start_of_day", 5),
    ],
)
def test_that_a_moment_counts_the_days_that_have_ended_or_begun_in_the_zone(
    as_of: str, point: str, units: int
) -> None:
    asked = DAILY | {"as_of": as_of, "tz": "Europe/Paris", "accrual_point": point}
    assert result("accrual", **asked)["units"] == units


def test_that_only_moments_can_be_mistaken_for_days_in_utc() -> None:
    fact = {"status": "full", "date": "2023-06-05"}
    asked = DAILY | {"tz": "Europe/Paris", "compliance_day_counted": False}
    assert result("accrual", **asked, compliance=[fact])["wrong_units_if_utc"] is None
    moment = {"status": "full", "instant": "2023-06-04T23:30:00+00:00"}
    found = result("accrual", **asked, compliance=[moment])
    assert (found["units"], found["wrong_units_if_utc"]) == (4, 3)


@pytest.mark.parametrize(
    ("start", "first_day"),
    [
        ({"notified": "2022-10-18"}, "2022-10-19"),
        ({"notified": "2022-10-18", "first_day": "on_event_day"}, "2022-10-18"),
        ({"notified": "2022-10-18", "first_day": "after_expiry", "grace": [[2, "month"]]}, "2022-12-19"),
        ({"notified": "2022-10-18", "add": [[2, "months"]]}, "2022-12-19"),
        ({"notified": "2022-10-18", "grace": {"add": [2, "month"]}, "rule": {"franc": True}}, "2022-12-20"),
        ({"grace": {"last_day": "2022-12-18"}}, "2022-12-19"),
        ({"notified": "2022-10-18", "first_day": "2023-01-01", "grace": [[2, "month"]]}, "2023-01-01"),
        ({"notified": "2022-10-17T22:30:00+00:00", "tz": "Europe/Paris"}, "2022-10-19"),
        # A Saturday: without a period there is nothing to roll.
        ({"notified": "2020-04-18", "rule": ROLLS}, "2020-04-19"),
        ({"notified": "2020-04-18", "grace": [], "rule": ROLLS}, "2020-04-19"),
        ({"notified": "2020-04-18", "grace": {"add": []}, "rule": ROLLS}, "2020-04-19"),
        ({"notified": "2020-04-18", "grace": [[0, "day"]], "rule": ROLLS}, "2020-04-19"),
        ({"notified": "2020-04-18", "add": [], "rule": ROLLS | {"franc": True}}, "2020-04-19"),
        ({"notified": "2020-04-18", "grace": [[7, "day"]], "rule": ROLLS}, "2020-04-28"),
    ],
)  # fmt: skip
def test_that_the_first_penalty_day_follows_from_what_is_said(start: dict[str, Any], first_day: str) -> None:
    assert result("accrual", rate=1, as_of="2023-02-01", **start)["first_day"] == first_day


def test_that_a_roll_by_weekends_alone_is_told() -> None:
    asked = {"notified": "2022-10-18", "grace": [[2, "month"]], "rate": 1, "as_of": "2023-02-09"}
    rolled = result("accrual", **asked, rule={"rollover": "next_working_day"})
    assert (rolled["units"], rolled["warnings"]) == (52, ["W_HOLIDAYS_NOT_GIVEN"])
    listed = result("accrual", **asked, rule={"rollover": "next_working_day", "holidays": []})
    assert (listed["units"], listed["warnings"]) == (52, [])
    assert result("accrual", **asked)["warnings"] == []


# Two obligations of 5,000 and 2,000 a day: 7,000 a day, 56,000 after eight days; the ninth passes 60,000.
ORDER = {
    "currency": "EUR",
    "first_day": "2023-06-01",
    "obligations": [{"id": "O1", "rate": 5000}, {"id": "O2", "rate": 2000}],
    "cap": 60_000,
}


def test_that_the_latest_units_bear_the_cut_of_a_shared_cap() -> None:
    found = result("accrual", **ORDER, as_of="2023-06-20")
    assert (found["amount"], found["state"], found["cap_reached_on"]) == (60_000, "capped", "2023-06-09")
    assert found["by_obligation"] == {"O1": 44_000, "O2": 16_000}
    assert [line[2] for line in found["lines"]] == [40_000, 4_000, 16_000]
    assert found["next_change"] is None


def test_that_a_shared_cap_ahead_is_the_next_change() -> None:
    found = result("accrual", **ORDER, as_of="2023-06-08")
    assert (found["amount"], found["state"], found["cap_reached_on"]) == (56_000, "running", None)
    assert found["next_change"] == "2023-06-09"


def test_that_the_two_ways_to_write_a_shared_cap_are_one() -> None:
    other = {name: value for name, value in ORDER.items() if name != "cap"} | {
        "caps": {"order_total": 60_000}
    }
    assert result("accrual", **other, as_of="2023-06-20") == result("accrual", **ORDER, as_of="2023-06-20")
    assert code("accrual", **ORDER, caps={"order_total": 1}, as_of="2023-06-20") == "E_INPUT"


def test_that_an_annulled_obligation_leaves_the_cap_to_the_other() -> None:
    asked = ORDER | {"obligations": [{"id": "O1", "rate": 5000, "annulled": True}, {"rate": 2000}]}
    found = result("accrual", **asked, as_of="2023-07-31")
    assert (found["by_obligation"], found["cap_reached_on"]) == ({"O1": 0, "2": 60_000}, "2023-06-30")


def test_that_every_cap_of_its_own_must_be_reached_for_the_order_to_be_full() -> None:
    lines = [{"id": "O1", "rate": 5, "cap": 15}, {"id": "O2", "rate": 2, "cap": 20}]
    asked = {"first_day": "2023-06-01", "obligations": lines}
    assert result("accrual", **asked, as_of="2023-06-05")["cap_reached_on"] is None
    assert result("accrual", **asked, as_of="2023-06-10")["cap_reached_on"] == "2023-06-10"


def test_that_parts_of_units_are_told_exactly() -> None:
    found = result(
        "accrual",
        first_day="2015-03-26",
        as_of="2015-04-20",
        unit="week",
        partial_unit="pro_rata",
        rate=50_000,
    )
    assert (found["units"], found["units_exact"], found["amount"]) == (3, "26/7", 185_714)
    assert found["lines"] == [["26/7", 50_000, 185_714]]


def test_that_a_stay_does_not_split_what_is_charged_at_one_rate() -> None:
    found = result("accrual", **DAILY, stays=[{"from": "2023-06-03", "until": "2023-06-05"}])
    assert found["lines"] == [[8, 100, 800]]


@pytest.mark.parametrize(("kind", "units"), [("pause_recovery", 10), ("pause_accrual", 8), ("annul", 8)])
def test_that_a_stay_of_recovery_lets_the_days_count(kind: str, units: int) -> None:
    stay = {"from": "2023-06-03", "until": "2023-06-05", "kind": kind}
    assert result("accrual", **DAILY, stays=[stay])["units"] == units


@pytest.mark.parametrize(
    ("currency", "decimal"), [("EUR", "10.05"), ("JPY", "1005"), ("KWD", "1.005"), (None, None)]
)
def test_that_major_units_have_the_decimals_of_their_currency(
    currency: str | None, decimal: str | None
) -> None:
    asked = DAILY | {"currency": currency, "rate": 1005, "as_of": "2023-06-01"}
    found = result("accrual", **asked)
    assert (found["decimal"], found["currency"]) == (decimal, currency)


@pytest.mark.parametrize("last", ["2023-06-05", {"date": "2023-06-05"}])
def test_that_nothing_is_charged_after_the_last_day(last: object) -> None:
    assert accrued(**DAILY, last_day=last) == (5, 500, "ended")


def test_that_a_last_day_and_a_rate_count_once_they_are_known() -> None:
    asked = {"first_day": "2023-06-01", "as_of": "2023-06-10", "known_at": "2023-06-10"}
    late = {"date": "2023-06-05", "known_on": "2023-06-11"}
    tiers = [
        {"from_date": "2023-06-01", "rate": 100},
        {"from_date": "2023-06-06", "rate": 1, "known_on": "2023-06-11"},
    ]
    found = result("accrual", **asked, last_day=late, tiers=tiers)
    assert (found["units"], found["amount"]) == (10, 1000)
    assert found["warnings"] == ["W_RETROACTIVE_FACT"]
    later = result("accrual", **asked | {"known_at": "2023-06-11"}, tiers=tiers)
    assert later["amount"] == 505


def test_that_the_order_of_facts_and_the_wording_of_units_make_no_difference() -> None:
    asked = {"first_day": "2023-01-02", "as_of": "2023-02-28", "rate": 5}
    one = result("accrual", **asked, unit="two_weeks", partial_unit="full")
    assert one == result("accrual", **asked, unit="Two weeks", partial_unit="FULL")
