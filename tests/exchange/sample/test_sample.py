from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import fields, is_dataclass, replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from desktop.domain.case.case import Case, FineStatus, Lane
from desktop.domain.days.asof import AsOf
from desktop.domain.days.period import DAY, Span
from desktop.domain.explanation.explainer import explain
from desktop.domain.explanation.figure import FigureKey, FigureKind
from desktop.domain.explanation.ledger import ledger_of
from desktop.domain.law.deadline import MonthRule, Rollover
from desktop.domain.law.kinds import PartUnit, Unit
from desktop.domain.money import Money, totals
from desktop.domain.page.build import since
from desktop.domain.penalty.accrual import accrue
from desktop.domain.penalty.lines import accrue_case
from desktop.domain.penalty.start import first_penalty_day, grace_deadline
from desktop.domain.penalty.stretch import State
from desktop.domain.source import Confidence, Source
from desktop.exchange.sample.sample import write_sample
from desktop.store.file.errors import CaseFileError
from desktop.store.law.calendars import calendar
from desktop.store.law.laws import laws_of
from tests.sampled import sampled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.domain.case.terms import PenaltyTerms

CASES = {case.investigation.slug: case for case in sampled()}
LINES = [(slug, terms) for slug, case in CASES.items() for terms in case.terms]


def terms_of(slug: str, label: str = "P1") -> PenaltyTerms:
    return next(terms for terms in CASES[slug].terms if terms.label == label)


def sources_in(value: object) -> Iterator[Source]:
    if isinstance(value, Source):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from sources_in(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from sources_in(getattr(value, field.name))


def test_that_nothing_of_the_sample_is_lost() -> None:
    def count(what: str) -> int:
        return sum(len(getattr(case, what)) for case in CASES.values())

    assert len(CASES) == 53
    assert sum(len(case.investigation.respondents) for case in CASES.values()) == 60
    assert count("events") == 300
    assert count("fines") == 33
    assert count("orders") == 72
    assert count("terms") == 48
    assert count("provisions") == 151
    assert sum(len(terms.liquidations) for _, terms in LINES) == 28


def test_that_every_source_is_there() -> None:
    urls = sorted({source.url for case in CASES.values() for source in sources_in(case)})
    assert len(urls) == 194
    assert all(url.startswith(("https://", "http://")) for url in urls)
    digest = hashlib.sha256("\n".join(urls).encode()).hexdigest()
    assert digest == "91615b26799efef06de47e7eebf932d03def7d3e2c0a9b2204b9584edce3fa25"


def test_that_every_fact_with_a_day_has_a_source() -> None:
    for slug, terms in LINES:
        assert terms.sources, slug
        facts = (terms.findings, terms.tallies, terms.liquidations, terms.payments)
        assert all(any(sources_in(fact)) for group in facts for fact in group), slug
    for slug, case in CASES.items():
        assert case.sources, slug
        assert all(decision.sources for decision in case.decisions), slug


def test_that_the_numbers_of_cases_events_and_lines_are_unique() -> None:
    events = [event.id for case in CASES.values() for event in case.events]
    assert len(set(events)) == 300
    assert len({terms.id for _, terms in LINES}) == 48
    assert len({case.investigation.id for case in CASES.values()}) == 53


def test_that_every_time_zone_is_known() -> None:
    for case in CASES.values():
        zone = case.investigation.authority.zone
        assert ZoneInfo(zone).key == zone
        assert {terms.zone for terms in case.terms} <= {zone}


def test_that_the_fines_add_up() -> None:
    every = [fine.amount for case in CASES.values() for fine in case.fines]
    fines = tuple(amount for amount in every if amount is not None)
    assert len(fines) == len(every)
    assert {total.currency: total.decimal for total in totals(fines)} == {
        "EUR": 1777962300,
        "GBP": 7572800,
        "SEK": 2500000,
    }


def test_that_the_companies_of_one_group_share_a_short_name() -> None:
    names = Counter(
        respondent.short_name for case in CASES.values() for respondent in case.investigation.respondents
    )
    assert names["Clearview AI"] == 15
    assert (names["Google"], names["Meta"], names["Amazon"], names["Microsoft"]) == (6, 6, 2, 2)
    assert (names["Poland"], names["Apple"]) == (2, 1)


@pytest.mark.parametrize(
    ("slug", "decision", "notified"),
    [
        ("fr-cnil-voodoo", "SAN-2022-026", "2023-01-16"),
        ("fr-cnil-clearview", "SAN-2022-019", None),
        ("fr-cnil-clearview", "SAN-2023-005", None),
        ("fr-cnil-kourou", "SAN-2023-018", "2023-12-18"),
    ],
)
def test_that_a_notification_is_known_only_where_it_was_published(
    slug: str, decision: str, notified: str | None
) -> None:
    found = next(one for one in CASES[slug].decisions if one.reference == decision)
    assert (found.notified.iso if found.notified else None) == notified


def test_that_two_lines_have_a_known_notification() -> None:
    assert {slug for slug, terms in LINES if terms.notified_on} == {"fr-cnil-kourou", "fr-cnil-voodoo"}


@pytest.mark.parametrize(
    ("slug", "law", "article"),
    [
        ("gb-ico-clearview", "UK GDPR", "15-17"),
        ("ca-qc-clearview", "Quebec private-sector Act", "14"),
        ("au-oaic-clearview", "Privacy Act 1988", "APP 3.3"),
        ("se-imy-police-clearview", "Brottsdatalagen", "3:7"),
        ("fr-cnil-google-2025", "CPCE", "L. 34-5"),
        ("it-garante-clearview", "GDPR", "5(1)(a)"),
    ],
)
def test_that_provisions_are_split_into_law_and_article(slug: str, law: str, article: str) -> None:
    assert (law, article) in {(one.law, one.article) for one in CASES[slug].provisions}


@pytest.mark.parametrize(
    ("slug", "status", "on"),
    [
        ("gb-ico-clearview", FineStatus.APPEALED, "2022-06-29"),
        ("lu-cnpd-amazon", FineStatus.ANNULLED, "2026-03-12"),
        ("ie-derrybrien", FineStatus.PAID, "2020-01"),
        ("eu-hungary-asylum", FineStatus.PAID, "2024-09-18"),
        ("fr-cnil-clearview", FineStatus.IMPOSED, None),
    ],
)
def test_that_a_fine_stands_where_the_sources_say(slug: str, status: FineStatus, on: str | None) -> None:
    (fine,) = CASES[slug].fines
    assert fine.status is status
    assert (fine.status_on.iso if fine.status_on else None) == on


def test_that_a_grace_period_rolls_where_its_regime_does_and_has_its_calendar() -> None:
    rolling = {slug for slug, terms in LINES if terms.deadline_rule.rollover is Rollover.NEXT_WORKING_DAY}
    assert rolling == {"no-datatilsynet-meta"}
    assert {terms.deadline_rule.working_days for slug, terms in LINES if slug in rolling} == {calendar("NO")}
    french = {terms.deadline_rule.working_days for slug, terms in LINES if slug.startswith("fr-cnil-")}
    assert french == {calendar("FR")}  # for the reading that rolls
    assert {slug for slug, terms in LINES if terms.deadline_rule.months is MonthRule.EVE_OF_DATE} == {
        "be-apd-iab"
    }


@pytest.mark.parametrize(
    ("slug", "last"),
    [
        ("fr-cnil-voodoo", date(2023, 4, 16)),  # notified on 16 January 2023, three months
        ("fr-cnil-kourou", date(2024, 2, 18)),  # notified on 18 December 2023, two months: SAN-2024-009
    ],
)
def test_that_a_grace_period_of_the_cnil_ends_on_its_sunday(slug: str, last: date) -> None:
    terms = terms_of(slug)
    end = grace_deadline(terms)
    assert end is not None
    assert (end.raw, end.last_day, last.weekday()) == (last, last, 6)
    assert terms.first_day == first_penalty_day(replace(terms, first_day=None)) == last + DAY


def test_that_the_liquidation_of_kourou_is_46_days_and_the_rolled_reading_stands_beside_it() -> None:
    """SAN-2024-009: 19 February to 4 April 2024 at EUR 150; rolled to Monday it would be 45 days."""
    day, terms = date(2024, 4, 4), terms_of("fr-cnil-kourou")
    laws = laws_of("FR-CNIL")
    key = FigureKey(FigureKind.ACCRUED, "fr-cnil-kourou", terms.id, "EUR")
    told = explain(key, (ledger_of(CASES["fr-cnil-kourou"], day, day, laws.law),), AsOf(day))
    assert told is not None
    assert told.figure.minor == 46 * 150_00
    (rolled,) = (one for one in told.readings if one.value is Rollover.NEXT_WORKING_DAY)
    assert (rolled.units, rolled.amount) == (45, Money(45 * 150_00, "EUR"))
    assert rolled.rule is not None
    assert "SAN-2024-009" in rolled.rule.citation


def test_that_clearview_is_charged_from_19_december_2022_for_52_days() -> None:
    terms = terms_of("fr-cnil-clearview")
    (fixed,) = terms.liquidations
    assert terms.first_day == date(2022, 12, 19)
    assert fixed.window == Span(date(2022, 12, 19), date(2023, 2, 9))
    assert (fixed.units, fixed.amount) == (52, Money(520_000_000, "EUR"))
    assert fixed.published_to == date(2023, 2, 9)
    assert terms.payments == ()


@pytest.mark.parametrize(("slug", "terms"), LINES)
def test_that_a_window_holds_as_many_days_as_were_charged(slug: str, terms: PenaltyTerms) -> None:
    length = {"day": 1, "week": 7}
    for fixed in terms.liquidations:
        if fixed.window and fixed.units and fixed.unit in length and slug != "nl-ap-menzis":
            assert fixed.window.days == fixed.units * length[fixed.unit], slug


@pytest.mark.parametrize(("slug", "terms"), LINES)
def test_that_windows_follow_one_another_and_lie_in_the_period(slug: str, terms: PenaltyTerms) -> None:
    windows = [fixed.window for fixed in terms.liquidations if fixed.window]
    assert windows == sorted(windows)
    for one, other in pairwise(windows):
        assert one.overlap(other) is None, slug
    for window in windows:
        assert terms.first_day is None or terms.first_day <= window.start
        assert terms.last_day is None or window.last <= terms.last_day.on


@pytest.mark.parametrize(("slug", "terms"), LINES)
def test_that_no_fact_is_known_before_it_was_decided(slug: str, terms: PenaltyTerms) -> None:
    assert terms.decided_on is not None, slug
    for fixed in terms.liquidations:
        assert fixed.known_on >= terms.decided_on
        assert fixed.window is None or fixed.window.last <= fixed.known_on, slug
    for payment in terms.payments:
        assert payment.known_on == payment.paid.latest


@pytest.mark.parametrize(("slug", "terms"), LINES)
def test_that_a_day_has_a_basis_and_a_confidence_or_is_unknown(slug: str, terms: PenaltyTerms) -> None:
    if terms.first_day is None:
        assert terms.first_day_confidence is Confidence.UNKNOWN, slug
    else:
        assert terms.first_day_confidence is not Confidence.UNKNOWN, slug
        assert terms.first_day_basis, slug


def test_that_the_rates_of_a_line_are_kept() -> None:
    poland = terms_of("eu-poland-judges").rates
    assert [rate.minor for rate in poland] == [100_000_000, 50_000_000]
    assert poland[1].from_day == poland[1].known_on == date(2023, 4, 21)
    police = terms_of("nl-ap-police", "B")
    assert [(rate.minor, rate.from_unit) for rate in police.rates] == [(5_000_000, 1), (2_000_000, 2)]
    assert (police.cap, police.unit) == (32_000_000, Unit.TWO_WEEKS)


def test_that_lines_with_one_cap_between_them_say_so() -> None:
    shared = {(slug, terms.cap) for slug, terms in LINES if terms.shared_cap}
    assert shared == {("be-apd-mediahuis", 1_000_000_000), ("be-apd-rtl", 200_000_000)}
    assert terms_of("be-apd-mediahuis", "1").multiplier == 4


def test_that_a_part_of_a_unit_is_charged_only_where_the_order_says_so() -> None:
    full = {slug for slug, terms in LINES if terms.part_unit is PartUnit.FULL}
    assert full == {"nl-ap-clearview", "be-apd-mediahuis"}


def test_that_nothing_to_liquidate_is_an_outcome_with_a_day() -> None:
    closed = {slug: terms.outcome_known_on for slug, terms in LINES if terms.outcome}
    assert closed == {
        "fr-ce-air": date(2025, 4, 25),
        "fr-cnil-facebook-2021": date(2022, 7, 11),
        "fr-cnil-google-2020": date(2021, 4, 30),
        "fr-cnil-google-2021": date(2023, 7, 13),
        "fr-cnil-voodoo": date(2023, 7, 13),
    }


def test_that_annulled_and_suspended_lines_are_marked() -> None:
    annulled = {slug for slug, terms in LINES if terms.annulment}
    assert annulled == {"no-datatilsynet-meta", "lu-cnpd-amazon", "be-apd-iab", "be-court-facebook"}
    assert {slug for slug, terms in LINES if terms.stays} == {"lu-cnpd-amazon", "be-apd-iab"}


def test_that_every_payment_is_of_a_sum_that_was_published_as_paid() -> None:
    paid = {
        slug: sum(payment.amount.minor for payment in terms.payments)
        for slug, terms in LINES
        if terms.payments
    }
    assert paid == {
        "eu-poland-judges": 55_720_000_000,
        "eu-turow": 6_850_000_000,
        "ie-derrybrien": 1_098_000_000,
        "nl-ap-menzis": 5_000_000,
        "nl-ap-police": 4_000_000,
        "nl-ap-tgb": 4_800_000,
        "nl-coa-westerwolde": 5_250_000,
    }


def test_that_poland_was_charged_without_a_gap_and_all_of_it_was_offset() -> None:
    """Requests of exactly EUR 300M (tvn24, interia); EUR 320.2M offset after the sixth (T-830/22)."""
    terms = terms_of("eu-poland-judges")
    windows = [fixed.window for fixed in terms.liquidations if fixed.window]
    assert [window.days for window in windows] == [69, 42, 30, 33, 30, 33]
    assert all(one.last + DAY == other.start for one, other in pairwise(windows))
    paid = [payment.amount.minor // 100_000_000 for payment in terms.payments]
    assert paid == [69, 42, 30, 33, 30, 33, 320]
    accrual = accrue(terms, date(2026, 11, 30), date(2026, 11, 30))
    assert (accrual.established.minor, accrual.assumed.minor) == (55_650_000_000, 0)


def test_that_hungary_owes_two_penalties_that_come_to_a_million_a_day() -> None:
    """C-123/22, paragraphs 142 and 143: two directives, two rates; one request of EUR 93M for both."""
    lines = CASES["eu-hungary-asylum"].terms
    assert {terms.label: terms.rates[0].minor for terms in lines} == {"P1": 90_000_000, "P2": 10_000_000}
    assert sum(fixed.amount.minor for terms in lines for fixed in terms.liquidations) == 9_300_000_000
    assert {finding.window.last for terms in lines for finding in terms.findings} == {date(2024, 11, 14)}


@pytest.mark.parametrize(
    ("slug", "state", "closed", "accrued", "due"),
    [
        # No further liquidation (Conseil d'Etat, 25 April 2025, 428409); 40M fixed, no payment published.
        ("fr-ce-air", State.ENDED, "2025-04-25", 5_000_000_000, 4_000_000_000),
        ("fr-cnil-voodoo", State.COMPLIED, "2023-07-13", 0, 0),  # cnil.fr on the decision of that day
        ("fr-cnil-kourou", State.ENDED, "2024-11-07", 3_945_000, 690_000),  # CNIL in November 2024
        # Four of five instalments are paid (Dail, 14 December 2022), EUR 1,245,000 are due (3 February 2023).
        ("ie-derrybrien", State.COMPLIED, None, 1_222_500_000, 124_500_000),
    ],
)
def test_that_a_case_stands_where_its_last_source_leaves_it(
    slug: str, state: State, closed: str | None, accrued: int, due: int
) -> None:
    case, day = CASES[slug], date(2026, 11, 30)
    (penalty,) = accrue_case(case, day)[0]
    assert (case.investigation.closed.iso if case.investigation.closed else None) == closed
    assert (penalty.accrual.state, penalty.accrual.accrued.minor) == (state, accrued)
    assert penalty.recovered.due.minor == due


@pytest.mark.parametrize(
    ("slug", "reference", "decided"),
    [
        ("fr-ce-air", "428409", "2023-11-24"),
        ("fr-ce-air", "428409", "2025-04-25"),
        ("fr-cnil-kourou", "SAN-2024-005", "2024-04-04"),
        ("fr-cnil-kourou", "SAN-2024-009", "2024-07-22"),
        ("fr-cnil-voodoo", "SAN-2023-014", "2023-07-13"),
        ("nl-acm-apple", "ACM order of 24 August 2021", "2021-08-24"),
        ("nl-acm-apple", "", "2022-06-13"),
        ("nl-acm-apple", "", "2025-06-16"),
    ],
)
def test_that_a_decision_has_the_day_of_its_source(slug: str, reference: str, decided: str) -> None:
    dated = [one for one in CASES[slug].decisions if one.decided and one.decided.iso == decided]
    assert reference in {one.reference for one in dated}


def test_that_the_norwegian_claim_is_what_the_authority_asked_for() -> None:
    (claim,) = terms_of("no-datatilsynet-meta").liquidations
    assert (claim.amount, claim.units) == (Money(8_200_000_000, "NOK"), 82)
    assert claim.confidence is Confidence.SINGLE_SOURCE


def test_that_menzis_says_that_parts_of_its_order_are_missing() -> None:
    assert "750,000" in terms_of("nl-ap-menzis").note
    assert "not in this file" in CASES["nl-ap-menzis"].investigation.note


def test_that_the_lane_of_an_event_is_that_of_who_acts() -> None:
    lanes = Counter(event.lane for case in CASES.values() for event in case.events)
    assert set(lanes) == set(Lane)
    ico = {event.title: event.lane for event in CASES["gb-ico-clearview"].events}
    assert ico["NGO complaint"] is Lane.COMPLAINANTS
    assert ico["Appeal lodged"] is Lane.RESPONDENT
    assert ico["ICO renews its application"] is Lane.AUTHORITY
    assert ico["Upper Tribunal reverses"] is Lane.COURTS


def test_that_an_event_from_memory_says_so() -> None:
    unconfirmed = [
        event
        for case in CASES.values()
        for event in case.events
        if event.confidence is Confidence.UNCONFIRMED
    ]
    assert [event.title for event in unconfirmed] == ["Joint probe with Australia"]
    assert "memory" in unconfirmed[0].description


@pytest.mark.parametrize("case", CASES.values())
def test_that_an_investigation_does_not_close_before_it_opens(case: Case) -> None:
    one = case.investigation
    first = since(case)
    assert first is not None
    assert one.closed is None or one.closed.latest >= first


def test_that_the_sample_is_written_once(sample_path: Path) -> None:
    with pytest.raises(CaseFileError):
        write_sample(sample_path)
