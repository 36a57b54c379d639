"""Accrual: worked examples with published or hand-made values, and invariants."""

from __future__ import annotations

import dataclasses
import functools
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.case.terms import (
    Annulment,
    Compliance,
    Finding,
    LastDay,
    PenaltyTerms,
    Rate,
    Stay,
    Tally,
    TermsId,
)
from desktop.domain.days.period import Span
from desktop.domain.faults import TermsError
from desktop.domain.law.kinds import MonthStay, PartUnit, Unit
from desktop.domain.money import Money
from desktop.domain.penalty.accrual import accrue
from desktop.domain.penalty.stretch import State
from tests.counts import counted

LONG_AGO = date(1990, 1, 1)


def day(text: str) -> date:
    return date.fromisoformat(text)


def terms(first_day: str | None = "2023-06-01", rate: int = 500_000, **more: Any) -> PenaltyTerms:
    known: dict[str, Any] = {
        "id": TermsId(1),
        "label": "P1",
        "local_name": "astreinte",
        "currency": "EUR",
        "unit": Unit.DAY,
        "rates": (Rate(rate),),
        "first_day": day(first_day) if first_day else None,
    }
    return PenaltyTerms(**(known | more))


def stay(start: str, end: str | None) -> Stay:
    return Stay(day(start), day(end) if end else None, LONG_AGO)


def complied(on: str, *, relapse: bool = False) -> Compliance:
    return Compliance(day(on), LONG_AGO, relapse=relapse)


RATE_100K = 10_000_000

# Identifiers and values of the worked examples of the calculation's specification; money in minor units.
EXAMPLES = {
    "A01 Clearview, through 9 Feb 2023": (
        terms("2022-12-20", RATE_100K),
        "2023-02-09",
        52,
        520_000_000,
        "running",
        None,
    ),
    "A02 last day of grace": (terms("2022-12-20", RATE_100K), "2022-12-19", 0, 0, "grace", "2022-12-20"),
    "A04 Commission v Microsoft 2006": (
        terms("2005-12-16", 150_000_000),
        "2006-06-20",
        187,
        28_050_000_000,
        "running",
        None,
    ),
    "A07 C-204/21 R Poland, halved by date": (
        terms(
            "2021-11-03",
            rates=(Rate(100_000_000), Rate(50_000_000, from_day=day("2023-04-21"))),
            last_day=LastDay(day("2023-06-04"), LONG_AGO),
        ),
        "2023-06-30",
        579,
        55_650_000_000,
        "ended",
        None,
    ),
    "A09 Awb 4:17 tiers": (
        terms(
            "2023-03-01", rates=(Rate(2300), Rate(3500, from_unit=15), Rate(4500, from_unit=29)), max_units=42
        ),
        "2023-03-20",
        20,
        53_200,
        "running",
        "2023-03-29",
    ),
    "A11 overlapping stays are a union": (
        terms(
            "2023-01-10",
            1_000_000,
            stays=(stay("2023-01-15", "2023-01-20"), stay("2023-01-18", "2023-01-25")),
        ),
        "2023-01-31",
        12,
        12_000_000,
        "running",
        None,
    ),
    "A13 rate change during a stay": (
        terms(
            "2023-03-01",
            rates=(Rate(100_000), Rate(200_000, from_day=day("2023-03-15"))),
            stays=(stay("2023-03-10", "2023-03-20"),),
        ),
        "2023-03-25",
        15,
        2_100_000,
        "running",
        None,
    ),
    "A15 cap inside a unit": (
        terms("2023-05-01", 3_000_000, cap=10_000_000),
        "2023-05-10",
        4,
        10_000_000,
        "capped",
        None,
    ),
    "A17 next change before the cap": (
        terms("2023-05-01", 3_000_000, cap=10_000_000),
        "2023-05-02",
        2,
        6_000_000,
        "running",
        "2023-05-04",
    ),
    "A19 compliance day not counted": (
        terms(compliance=(complied("2023-06-15"),)),
        "2023-06-30",
        14,
        7_000_000,
        "complied",
        None,
    ),
    "A21 relapse": (
        terms(compliance=(complied("2023-06-11"), complied("2023-06-16", relapse=True))),
        "2023-06-20",
        15,
        7_500_000,
        "running",
        None,
    ),
    "A23 leap February": (terms("2024-02-27", RATE_100K), "2024-03-02", 5, 50_000_000, "running", None),
    "A25 completed weeks (RVS 2017:2666)": (
        terms("2015-03-26", 50_000, unit=Unit.WEEK, cap=500_000),
        "2015-04-20",
        3,
        150_000,
        "running",
        "2015-04-22",
    ),
    "A29 months anchored on the 31st": (
        terms("2024-01-31", 25_000_000, unit=Unit.MONTH),
        "2024-04-29",
        3,
        75_000_000,
        "running",
        "2024-05-30",
    ),
    "A34 compliance day counted (HMRC)": (
        terms(
            "2023-05-01",
            1000,
            max_units=90,
            compliance=(complied("2023-06-15"),),
            compliance_day_counted=True,
        ),
        "2023-12-31",
        46,
        46_000,
        "complied",
        None,
    ),
    "A36 DORA, six months": (
        terms("2025-04-01", 2_000_000, last_day=LastDay(day("2025-09-30"), LONG_AGO)),
        "2025-12-31",
        183,
        366_000_000,
        "ended",
        None,
    ),
    "A37 projection": (terms("2022-12-20", RATE_100K), "2030-01-01", 2570, 25_700_000_000, "running", None),
    "A39 three decimals": (
        terms("2023-01-01", 1_234_567, currency="KWD"),
        "2023-01-03",
        3,
        3_703_701,
        "running",
        None,
    ),
    "A40 zero rate runs": (terms("2023-01-01", 0), "2023-01-31", 31, 0, "running", None),
    "A41 notification unknown": (terms(None, RATE_100K), "2023-01-31", 0, 0, "not_notified", None),
    "A42 annulled": (
        terms("2022-12-20", RATE_100K, annulment=Annulment(day("2023-01-01"))),
        "2023-02-09",
        0,
        0,
        "annulled",
        None,
    ),
    "A45 compliance on the next civil day in Paris": (
        terms("2022-12-20", RATE_100K, compliance=(complied("2023-02-10"),)),
        "2023-02-28",
        52,
        520_000_000,
        "complied",
        None,
    ),
    "half-years of the Conseil d'Etat, two run": (
        terms("2021-01-11", 1_000_000_000, unit=Unit.HALF_YEAR),
        "2022-01-10",
        2,
        2_000_000_000,
        "running",
        "2022-07-10",
    ),
    "two weeks, 50,000 then 20,000 (AP v police)": (
        terms(
            "2019-02-05",
            rates=(Rate(5_000_000), Rate(2_000_000, from_unit=2)),
            unit=Unit.TWO_WEEKS,
            cap=32_000_000,
        ),
        "2019-03-18",
        3,
        9_000_000,
        "running",
        "2019-04-01",
    ),
    "month or part of a month (AP v Clearview III)": (
        terms(
            "2024-06-17", 25_000_000, unit=Unit.MONTH, part_unit=PartUnit.FULL, cap=150_000_000, max_units=6
        ),
        "2024-08-17",
        3,
        75_000_000,
        "running",
        "2024-09-17",
    ),
}


@pytest.mark.parametrize(
    ("given_terms", "as_of", "units", "amount", "state", "next_change"),
    EXAMPLES.values(),
    ids=EXAMPLES.keys(),
)
def test_that_worked_examples_come_to_their_value(
    given_terms: PenaltyTerms, as_of: str, units: int, amount: int, state: str, next_change: str | None
) -> None:
    accrual = accrue(given_terms, day(as_of))
    assert (accrual.units, accrual.accrued.minor, accrual.state.value) == (units, amount, state)
    assert accrual.next_change == (day(next_change) if next_change else None)


def test_that_a_cut_unit_has_a_line_of_its_own() -> None:
    accrual = accrue(terms("2023-05-01", 3_000_000, cap=10_000_000), day("2023-05-10"))
    assert accrual.cap_reached_on == day("2023-05-04")
    assert [(line.units, line.rate, line.amount.minor) for line in accrual.lines if line.units] == [
        (3, Money(3_000_000, "EUR"), 9_000_000),
        (1, Money(1_000_000, "EUR"), 1_000_000),
    ]
    assert accrual.lines[-1].state is State.CAPPED


def test_that_rates_by_date_have_a_line_each() -> None:
    accrual = accrue(EXAMPLES["A07 C-204/21 R Poland, halved by date"][0], day("2023-06-30"))
    assert [(line.units, line.amount.minor) for line in accrual.lines if line.units] == [
        (534, 53_400_000_000),
        (45, 2_250_000_000),
    ]


def test_that_sites_multiply_the_rate() -> None:
    accrual = accrue(terms(rate=2_500_000, multiplier=4, multiplier_by="website"), day("2023-06-03"))
    assert accrual.accrued == Money(30_000_000, "EUR")


def test_that_a_penalty_without_a_finding_is_contingent() -> None:
    accrual = accrue(terms(), day("2023-06-10"))
    assert (accrual.established.minor, accrual.assumed.minor, accrual.contingent.minor) == (0, 0, 5_000_000)


def test_that_only_days_found_breached_are_established_and_only_once_it_is_known() -> None:
    found = Finding(Span(day("2023-06-01"), day("2023-06-05")), day("2023-06-20"))
    before = accrue(terms(findings=(found,)), day("2023-06-10"))
    after = accrue(terms(findings=(found,)), day("2023-06-10"), day("2023-06-20"))
    assert before.contingent.minor == 5_000_000
    assert (after.established.minor, after.assumed.minor, after.contingent.minor) == (2_000_000, 3_000_000, 0)


def test_that_an_annulled_penalty_keeps_its_history() -> None:
    accrual = accrue(terms(annulment=Annulment(day("2023-07-01"))), day("2023-07-01"))
    assert accrual.state is State.ANNULLED
    assert not accrual.accrued
    assert accrual.before_annulment is not None
    assert accrual.before_annulment.accrued == Money(31 * 500_000, "EUR")
    assert accrue(terms(annulment=Annulment(day("2023-07-01"))), day("2023-06-30")).state is State.RUNNING


def test_that_an_order_not_yet_made_costs_nothing() -> None:
    assert accrue(terms(decided_on=day("2023-05-01")), day("2023-04-30")).state is State.NOT_ORDERED


def test_that_an_open_stay_stops_the_growth_and_its_end_starts_it_again() -> None:
    open_stay = accrue(terms(stays=(stay("2023-06-11", None),)), day("2023-06-20"))
    assert (open_stay.state, open_stay.units, open_stay.next_increase) == (State.STAYED, 10, None)
    lifted = accrue(terms(stays=(stay("2023-06-11", "2023-06-25"),)), day("2023-06-20"))
    assert lifted.next_change == day("2023-06-25")
    assert lifted.next_increase is not None
    assert lifted.next_increase.on == day("2023-06-25")


def test_that_totals_reported_without_their_days_are_taken_as_reported() -> None:
    tallies = (
        Tally(day("2024-05-09"), day("2024-05-09"), minor=101_250_000),
        Tally(day("2024-06-30"), day("2024-06-30"), units=100),
    )
    breaches = terms(None, 1_500_000, unit=Unit.OCCURRENCE, tallies=tallies, cap=150_000_000, max_units=100)
    assert accrue(breaches, day("2024-05-08")).accrued.minor == 0
    assert accrue(breaches, day("2024-06-01")).established.minor == 101_250_000
    done = accrue(breaches, day("2024-07-01"))
    assert (done.state, done.accrued.minor, done.cap_reached_on) == (
        State.CAPPED,
        150_000_000,
        day("2024-06-30"),
    )
    assert sum(line.amount.minor for line in done.lines) == 150_000_000
    early = accrue(breaches, day("2024-05-20"), day("2024-07-01"))
    assert [line.amount.minor for line in early.lines] == [101_250_000]


def test_that_a_stay_inside_months_is_refused_not_guessed() -> None:
    monthly = terms("2024-01-10", unit=Unit.MONTH, stays=(stay("2024-01-15", "2024-01-20"),))
    with pytest.raises(TermsError) as raised:
        accrue(monthly, day("2024-06-01"))
    assert raised.value.code == "E_MONTH_UNIT_STAY"
    assert str(raised.value).endswith("say so as month_stay (prorate, restart or ignore)")


def test_that_months_charged_by_their_days_are_refused_only_where_the_rate_really_steps() -> None:
    stays = (stay("2024-01-15", "2024-01-20"),)
    monthly = functools.partial(
        terms, "2024-01-10", unit=Unit.MONTH, month_stay=MonthStay.PRORATE, stays=stays
    )
    level = monthly(rates=(Rate(3_100_00), Rate(3_100_00, from_unit=2)))
    assert accrue(level, day("2024-02-09")).accrued.minor == 2_600_00  # 26 days of 31
    with pytest.raises(TermsError) as raised:
        accrue(monthly(rates=(Rate(3_100_00), Rate(6_200_00, from_unit=2))), day("2024-02-14"))
    assert raised.value.code == "E_MONTH_UNIT_STAY"


@pytest.mark.parametrize(
    ("rates", "code"),
    [
        ((Rate(-1),), "E_NEGATIVE_RATE"),
        ((Rate(1, from_unit=2),), "E_TIER_GAP"),
        ((Rate(1), Rate(2, from_unit=1)), "E_TIER_DUPLICATE"),
        ((Rate(1, from_day=date(2023, 7, 1)),), "E_TIER_GAP"),
        ((), "E_TIER_GAP"),
        ((Rate(1), Rate(2, from_unit=3), Rate(3, from_day=date(2023, 7, 1))), "E_TIER_MIX"),
    ],
)
def test_that_rates_that_contradict_themselves_are_refused(rates: tuple[Rate, ...], code: str) -> None:
    with pytest.raises(TermsError) as raised:
        accrue(terms(rates=rates), day("2023-06-10"))
    assert raised.value.code == code


def test_that_a_stay_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(TermsError) as raised:
        accrue(terms(stays=(stay("2023-06-10", "2023-06-10"),)), day("2023-07-01"))
    assert raised.value.code == "E_SPAN_INVERTED"
    assert str(raised.value) == "a stay from 2023-06-10 ends on 2023-06-10, before it starts"


def test_that_an_order_that_starts_on_the_day_it_was_made_is_told_from_that_day() -> None:
    (only,) = accrue(terms("2023-06-10", decided_on=day("2023-06-10")), day("2023-06-12")).lines
    assert (only.first, only.days) == (day("2023-06-10"), 3)


def test_that_days_at_the_calendars_ends_are_refused() -> None:
    with pytest.raises(TermsError) as raised:
        accrue(terms(), date.max)
    assert raised.value.code == "E_DAY_OUT_OF_RANGE"


def test_that_months_run_until_compliance_and_a_hole_before_the_start_changes_nothing() -> None:
    monthly = terms(
        "2024-01-10",
        unit=Unit.MONTH,
        compliance=(complied("2024-03-09"),),
        stays=(stay("2023-01-01", "2023-02-01"),),
    )
    accrual = accrue(monthly, day("2024-06-01"))
    assert (accrual.units, accrual.state, accrual.next_increase) == (1, State.COMPLIED, None)
    assert (
        accrue(
            terms("2024-01-10", unit=Unit.MONTH, compliance=(complied("2024-01-01"),)), day("2024-06-01")
        ).units
        == 0
    )


def test_that_months_are_calculated_up_to_the_end_of_a_stay_and_not_beyond() -> None:
    monthly = terms("2024-01-10", unit=Unit.MONTH, stays=(stay("2024-03-01", "2024-04-01"),))
    accrual = accrue(monthly, day("2024-03-15"))
    assert (accrual.units, accrual.state, accrual.next_increase) == (1, State.STAYED, None)


def test_that_facts_not_yet_known_are_not_applied() -> None:
    later = day("2023-06-20")
    known_late = terms(
        stays=(Stay(day("2023-06-05"), None, later),),
        last_day=LastDay(day("2023-06-08"), later),
        rates=(Rate(500_000), Rate(100_000, from_day=day("2023-06-03"), known_on=later)),
    )
    assert accrue(known_late, day("2023-06-10")).accrued.minor == 5_000_000
    assert accrue(known_late, day("2023-06-10"), later).accrued.minor == 2 * 500_000 + 2 * 100_000


def test_that_a_second_compliance_and_a_relapse_without_one_change_nothing() -> None:
    facts = (complied("2023-06-05", relapse=True), complied("2023-06-11"), complied("2023-06-12"))
    assert accrue(terms(compliance=facts), day("2023-06-30")).units == 10
    same_day = (complied("2023-06-11"), complied("2023-06-11", relapse=True))
    assert accrue(terms(compliance=same_day), day("2023-06-30")).units == 30


def test_that_reported_units_with_several_rates_are_not_read_back_from_money() -> None:
    tally = Tally(day("2018-12-31"), day("2018-12-31"), minor=4_000_000)
    accrual = accrue(
        terms(None, unit=Unit.WEEK, rates=(Rate(1), Rate(2, from_unit=3)), tallies=(tally,)),
        day("2019-01-01"),
    )
    assert (accrual.units, accrual.established.minor, accrual.state) == (0, 4_000_000, State.NOT_NOTIFIED)


# Invariants, against a walk over the days that exists only here.

START = date(2022, 1, 1)
days = st.integers(0, 900).map(lambda number: START + timedelta(number))


@st.composite
def orders(draw: st.DrawFn) -> PenaltyTerms:
    first = draw(days)
    spans = draw(st.lists(st.tuples(days, st.integers(1, 120)), max_size=4))
    last = draw(st.none() | days)
    by_date = draw(st.booleans())
    later = draw(
        st.lists(st.tuples(st.integers(2, 300), st.integers(0, 900)), max_size=3, unique_by=lambda x: x[0])
    )
    unit = draw(st.sampled_from([Unit.DAY, Unit.WEEK, Unit.TWO_WEEKS]))
    rates = [Rate(draw(st.integers(0, 900)))]
    for number, minor in later:
        rates.append(
            Rate(minor, from_day=first + timedelta(number)) if by_date else Rate(minor, from_unit=number)
        )
    return terms(
        first.isoformat(),
        rates=tuple(rates),
        unit=unit,
        part_unit=draw(st.sampled_from([PartUnit.NONE, PartUnit.FULL])),
        stays=tuple(Stay(start, start + timedelta(length), LONG_AGO) for start, length in spans),
        compliance=tuple(Compliance(on, LONG_AGO) for on in draw(st.lists(days, max_size=1))),
        compliance_day_counted=draw(st.booleans()),
        last_day=LastDay(last, LONG_AGO) if last else None,
        cap=draw(st.none() | st.integers(0, 60_000)),
        max_units=draw(st.none() | st.integers(1, 300)),
    )


def walk(order: PenaltyTerms, until: date) -> int:
    """Minor units at the end of `until`, one day after the other."""
    length = {Unit.DAY: 1, Unit.WEEK: 7, Unit.TWO_WEEKS: 14}[order.unit]
    counted = units = total = 0
    assert order.first_day is not None
    current = order.first_day
    while current <= until:
        stayed = any(s.start <= current and (s.end is None or current < s.end) for s in order.stays)
        obeyed = any(
            current > c.on if order.compliance_day_counted else current >= c.on for c in order.compliance
        )
        over = order.last_day is not None and current > order.last_day.on
        if not (stayed or obeyed or over):
            counted += 1
            due = -(-counted // length) if order.part_unit is PartUnit.FULL else counted // length
            if due > units and (order.max_units is None or units < order.max_units):
                units += 1
                rate = order.rates[0].minor
                for step in sorted(order.rates[1:], key=lambda r: (r.from_unit or 0, r.from_day or START)):
                    if (step.from_unit and step.from_unit <= units) or (
                        step.from_day and step.from_day <= current
                    ):
                        rate = step.minor
                total += rate
        current += timedelta(1)
    return total if order.cap is None else min(total, order.cap)


@pytest.mark.costly
@settings(max_examples=counted(400), deadline=None)
@given(orders(), days)
def test_that_the_closed_form_equals_a_walk_over_the_days(order: PenaltyTerms, as_of: date) -> None:
    assert accrue(order, as_of).accrued.minor == walk(order, as_of)


@pytest.mark.costly
@settings(max_examples=counted(300), deadline=None)
@given(orders(), days, st.integers(0, 200))
def test_that_accrual_never_falls_never_passes_the_cap_and_its_parts_add_up(
    order: PenaltyTerms, as_of: date, more: int
) -> None:
    now, later = accrue(order, as_of), accrue(order, as_of + timedelta(more))
    assert now.accrued.minor <= later.accrued.minor
    assert order.cap is None or later.accrued.minor <= order.cap
    assert order.max_units is None or later.units <= order.max_units
    for accrual in (now, later):
        assert sum(line.amount.minor for line in accrual.lines) == accrual.accrued.minor
        assert sum(line.units for line in accrual.lines) == accrual.units
        parts = accrual.established.minor + accrual.assumed.minor + accrual.contingent.minor
        assert parts == accrual.accrued.minor


@pytest.mark.costly
@settings(max_examples=counted(200), deadline=None)
@given(orders(), days, st.integers(2, 5))
def test_that_scaling_rates_and_cap_scales_the_sum(order: PenaltyTerms, as_of: date, factor: int) -> None:
    scaled = dataclasses.replace(
        order,
        rates=tuple(dataclasses.replace(rate, minor=rate.minor * factor) for rate in order.rates),
        cap=None if order.cap is None else order.cap * factor,
    )
    assert accrue(scaled, as_of).accrued.minor == factor * accrue(order, as_of).accrued.minor


@pytest.mark.costly
@settings(max_examples=counted(200), deadline=None)
@given(orders(), days)
def test_that_the_next_increase_is_the_first_day_with_more(order: PenaltyTerms, as_of: date) -> None:
    accrual = accrue(order, as_of)
    if accrual.next_increase is None:
        assert accrue(order, as_of + timedelta(2000)).accrued == accrual.accrued
    else:
        assert accrue(order, accrual.next_increase.on - timedelta(1)).accrued == accrual.accrued
        assert accrue(order, accrual.next_increase.on).accrued == accrual.accrued + accrual.next_increase.by
