"""Reading penalty lines with all their facts."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.case.terms import (
    Annulment,
    Compliance,
    Finding,
    Grace,
    LastDay,
    Liquidation,
    Occurrence,
    Payment,
    PenaltyTerms,
    Rate,
    Stay,
    Tally,
    TermsId,
)
from desktop.domain.law.deadline import DeadlineRule, GraceUnit, MonthRule, Rollover
from desktop.domain.law.kinds import CapMode, MonthStay, PartUnit, Recovery, Unit
from desktop.domain.source import Confidence, Source
from desktop.store.cases import penalty_facts
from desktop.store.cases import penalty_queries as sql
from desktop.store.cases.columns import maybe_day, source
from desktop.store.cases.given_holidays import calendar_with, load_given
from desktop.store.cells.penalty_tables import other_shared_cap
from desktop.store.cells.rows import problem_of

if TYPE_CHECKING:
    from desktop.store.cases.asking import CasesAsked, Grouped, Unread
    from desktop.store.cases.given_holidays import Given
    from desktop.store.cells.table import CellFault, Row


@dataclass(frozen=True, slots=True)
class _Facts:
    """The facts of penalty lines, by the line's id."""

    orders: Grouped[str]
    rates: Grouped[Rate]
    stays: Grouped[Stay]
    compliance: Grouped[Compliance]
    occurrences: Grouped[Occurrence]
    findings: Grouped[Finding]
    tallies: Grouped[Tally]
    liquidations: Grouped[Liquidation]
    payments: Grouped[Payment]
    sources: Grouped[Source]
    given: Given  # holidays


def load_terms(asking: CasesAsked) -> Grouped[PenaltyTerms]:
    """The penalty lines in scope, by investigation."""
    unread: Unread = {}
    facts = _Facts(
        orders=asking.grouped(sql.TERM_ORDERS, "term_orders", lambda row: str(row["label"])),
        rates=asking.grouped(sql.RATES, "penalty_rates", penalty_facts.rate, unread),
        stays=penalty_facts.stays(asking, unread),
        compliance=penalty_facts.compliance(asking, unread),
        occurrences=penalty_facts.occurrences(asking, unread),
        findings=penalty_facts.findings(asking, unread),
        tallies=penalty_facts.tallies(asking, unread),
        liquidations=penalty_facts.liquidations(asking, unread),
        payments=penalty_facts.payments(asking, unread),
        sources=asking.grouped(sql.TERM_SOURCES, "sources", source),
        given=load_given(asking.file),
    )
    found: dict[int, list[PenaltyTerms]] = {}
    for row, cells in asking.checked(sql.TERMS, "penalty_terms"):
        own = [problem_of("penalty_terms", row["id"], fault).sentence for fault in cells.spoilt[:1]]
        terms = _terms(cells.row or row, facts, tuple(own + unread.get(row["id"], [])))
        found.setdefault(row["owner"], []).append(terms)
    return {owner: _sharing(tuple(lines)) for owner, lines in found.items()}


def _sharing(lines: tuple[PenaltyTerms, ...]) -> tuple[PenaltyTerms, ...]:
    """The same lines; with an unread one, or one of another amount, all that share its cap are unread."""
    first: dict[str, PenaltyTerms] = {}
    unread: dict[str, tuple[str, ...]] = {}
    for terms in lines:
        if terms.shared_cap and terms.unread:
            unread.setdefault(terms.shared_cap, terms.unread)
        if terms.shared_cap and terms.cap is not None:
            fault = _of_cap(terms, first.setdefault(terms.shared_cap, terms))
            if fault is not None:
                unread.setdefault(terms.shared_cap, (problem_of("penalty_terms", terms.id, fault).sentence,))
    return tuple(
        dataclasses.replace(terms, unread=unread[terms.shared_cap])
        if terms.shared_cap in unread and not terms.unread
        else terms
        for terms in lines
    )


def _of_cap(terms: PenaltyTerms, first: PenaltyTerms) -> CellFault | None:
    return other_shared_cap(
        {
            "cap": terms.cap,
            "currency": terms.currency,
            "shared_amount": first.cap,
            "shared_currency": first.currency,
        }
    )


def _terms(row: Row, facts: _Facts, unread: tuple[str, ...]) -> PenaltyTerms:
    number = row["id"]
    return PenaltyTerms(
        id=TermsId(number),
        label=row["label"],
        local_name=row["local_name"],
        currency=row["currency"],
        unit=Unit(row["unit"]),
        rates=facts.rates.get(number, ()),
        part_unit=PartUnit(row["part_unit"]),
        month_stay=None if row["month_stay"] is None else MonthStay(row["month_stay"]),
        deadline_rule=_rule(row, facts.given),
        working_days=calendar_with(facts.given, row["unit_calendar"]),
        recovery=Recovery(row["recovery"]),
        zone=row["zone"],
        decided_on=maybe_day(row["decided_on"]),
        notified_on=maybe_day(row["notified_on"]),
        grace=_grace(row),
        first_day=maybe_day(row["first_day"]),
        first_day_basis=row["first_day_basis"],
        first_day_confidence=Confidence(row["first_day_confidence"]),
        multiplier=row["multiplier"],
        multiplier_by=row["multiplier_by"],
        cap=row["cap"],
        cap_mode=CapMode(row["cap_mode"]),
        max_units=row["max_units"],
        shared_cap=row["shared_cap"],
        last_day=_last_day(row),
        compliance_day_counted=bool(row["compliance_day_counted"]),
        stays=facts.stays.get(number, ()),
        compliance=facts.compliance.get(number, ()),
        findings=facts.findings.get(number, ()),
        tallies=facts.tallies.get(number, ()),
        occurrences=facts.occurrences.get(number, ()),
        annulment=_annulment(row),
        liquidations=facts.liquidations.get(number, ()),
        payments=facts.payments.get(number, ()),
        outcome=row["outcome"],
        outcome_known_on=maybe_day(row["outcome_known_on"]),
        order_labels=facts.orders.get(number, ()),
        rounding=row["rounding"],
        trigger=row["trigger_text"],
        status=row["status"],
        note=row["note"],
        confidence=Confidence(row["confidence"]),
        sources=facts.sources.get(number, ()),
        unread=unread,
    )


def _rule(row: Row, given: Given) -> DeadlineRule:
    return DeadlineRule(
        months=MonthRule(row["month_rule"]),
        franc=bool(row["franc"]),
        rollover=Rollover(row["rollover"]),
        min_working_days=row["min_working_days"],
        min_applies_from=row["min_applies_from"],
        working_days=calendar_with(given, row["deadline_calendar"]),
    )


def _grace(row: Row) -> Grace | None:
    if not row["has_grace"]:
        return None
    unit = row["grace_unit"]
    return Grace(
        length=row["grace_length"],
        unit=None if unit is None else GraceUnit(unit),
        runs_from=row["grace_runs_from"],
        last_day=maybe_day(row["grace_last_day"]),
    )


def _last_day(row: Row) -> LastDay | None:
    on, known_on = maybe_day(row["last_day"]), maybe_day(row["last_day_known_on"])
    if on is None or known_on is None:
        return None
    return LastDay(on, known_on, Confidence(row["last_day_confidence"]), row["last_day_note"])


def _annulment(row: Row) -> Annulment | None:
    known_on = maybe_day(row["annulment_known_on"])
    return None if known_on is None else Annulment(known_on, row["annulment_note"])
