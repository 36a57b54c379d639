"""The Overview's sums and lists."""

from __future__ import annotations

from datetime import date

from desktop.domain.case.case import Fine, FineStatus
from desktop.domain.case.terms import Annulment, Finding, Grace, LastDay, Rate, Tally
from desktop.domain.days.asof import AsOf
from desktop.domain.days.period import Span, on_day
from desktop.domain.law.kinds import Unit
from desktop.domain.money import Money
from desktop.domain.overview.few import serves
from desktop.domain.penalty.curve import amount_on
from tests.making import case_of, line, liquidation
from tests.whole import build_overview, deadline_cases, exposure_of

FIRST = date(2023, 1, 1)
FOUND = Finding(Span(FIRST, date(2023, 1, 5)), date(2023, 1, 8))
DAY = AsOf(today=date(2026, 11, 22), picked=date(2023, 1, 10))


def test_that_running_sums_leave_out_what_is_contingent_capped_or_annulled() -> None:
    overview = build_overview(
        (
            case_of(line(1, FIRST, findings=(FOUND,)), slug="found"),
            case_of(line(2, FIRST), slug="contingent"),
            case_of(line(3, FIRST, cap=200, findings=(FOUND,)), slug="capped"),
            case_of(line(4, FIRST, annulment=Annulment(date(2023, 1, 9))), slug="annulled"),
            case_of(line(5, FIRST, currency="NOK", findings=(FOUND,)), slug="krone"),
        ),
        DAY,
    )
    assert overview.running == (Money(1_000, "EUR"), Money(1_000, "NOK"))
    assert overview.established == (Money(400, "EUR"), Money(400, "NOK"))
    assert overview.assumed == (Money(600, "EUR"), Money(600, "NOK"))
    assert overview.contingent == (Money(1_000, "EUR"),)
    assert [(order.slug, order.contingent) for order in overview.running_orders] == [
        ("found", False),
        ("krone", False),
        ("contingent", True),
    ]
    euro = overview.curves[0]
    assert amount_on(euro, DAY.day).minor == 1_200
    assert amount_on(overview.established_curves[0], DAY.day).minor == 600


def test_that_fines_and_liquidations_count_as_known_on_the_day() -> None:
    fines = tuple(
        Fine(Money(7, "EUR"), on_day(day), status, None, "", "", "")
        for day, status in [
            (date(2022, 5, 1), FineStatus.IMPOSED),
            (date(2022, 5, 1), FineStatus.PROPOSED),
            (date(2024, 5, 1), FineStatus.IMPOSED),
        ]
    )
    fixed = liquidation(FIRST, date(2023, 1, 5), 300, date(2023, 1, 9))
    overview = build_overview((case_of(line(1, FIRST, liquidations=(fixed,)), fines=fines),), DAY)
    assert (overview.imposed, overview.imposed_count) == ((Money(7, "EUR"),), 1)
    assert (overview.liquidated, overview.liquidated_count) == ((Money(300, "EUR"),), 1)


def test_that_the_next_change_is_the_next_midnight_of_all_orders_in_that_zone() -> None:
    overview = build_overview(
        (case_of(line(1, FIRST, zone="Europe/Paris"), line(2, FIRST, zone="Europe/Paris")),), DAY
    )
    assert overview.next_change is not None
    assert (overview.next_change.day, overview.next_change.zone, overview.next_change.orders) == (
        date(2023, 1, 11),
        "Europe/Paris",
        2,
    )
    assert build_overview((case_of(),), DAY).next_change is None


def test_that_zones_with_the_same_midnight_change_together_under_the_commonest() -> None:
    zones = ("Europe/Luxembourg", "Europe/Paris", "Europe/Paris", "America/Vancouver")
    lines = tuple(line(number, FIRST, zone=zone) for number, zone in enumerate(zones))
    change = build_overview((case_of(*lines),), DAY).next_change
    assert change is not None
    assert (change.zone, change.orders) == ("Europe/Paris", 3)


def test_that_deadlines_are_what_lies_ahead_in_order() -> None:
    cases = (
        case_of(line(1, date(2023, 1, 20), grace=Grace(None, None, "", date(2023, 1, 19))), slug="grace"),
        case_of(line(7, date(2023, 1, 21)), slug="later"),
        case_of(line(8, date(2023, 1, 23), grace=Grace(None, None, "", date(2023, 1, 12))), slug="both"),
        case_of(line(2, FIRST, cap=1_500), slug="cap"),
        case_of(line(3, FIRST, last_day=LastDay(date(2023, 3, 1), FIRST)), slug="last"),
        case_of(line(4, FIRST, unit=Unit.WEEK, rates=(Rate(5),)), slug="week"),
        case_of(line(5, FIRST), slug="nothing"),
        case_of(
            line(6, FIRST, first_day=None, unit=Unit.OCCURRENCE, tallies=(Tally(FIRST, FIRST, units=2),)),
            slug="occurrences",
        ),
    )
    overview = build_overview(cases, DAY)
    assert [(item.slug, item.kind, item.on, item.days_left) for item in overview.deadlines] == [
        ("both", "grace_ends", date(2023, 1, 12), 2),
        ("week", "next_unit", date(2023, 1, 14), 4),
        ("cap", "cap_reached", date(2023, 1, 15), 5),
        ("grace", "grace_ends", date(2023, 1, 19), 9),
        ("later", "penalty_starts", date(2023, 1, 21), 11),
        ("both", "penalty_starts", date(2023, 1, 23), 13),
        ("last", "last_day", date(2023, 3, 1), 50),
    ]
    assert deadline_cases(cases, DAY) == {"week", "cap", "grace", "later", "both", "last"}


def test_that_prepared_sums_serve_other_days_with_the_same_knowledge_alone() -> None:
    today = date(2026, 11, 22)
    exposure = exposure_of((case_of(line(1, FIRST)),), AsOf(today, picked=date(2024, 1, 1), hindsight=True))
    assert serves(exposure, AsOf(today, picked=date(2023, 1, 1), hindsight=True))
    assert not serves(exposure, AsOf(today, picked=date(2024, 1, 2), hindsight=True))
    assert not serves(exposure, AsOf(today, picked=date(2023, 1, 1)))
