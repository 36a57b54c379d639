"""Penalty terms with every fact about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.deadline import DeadlineRule, GraceUnit, MonthRule, Rollover
from desktop.domain.penalty import (
    Annulment,
    CapMode,
    Compliance,
    Confidence,
    Finding,
    Grace,
    LastDay,
    Liquidation,
    MonthStay,
    Occurrence,
    PartUnit,
    Payment,
    PenaltyTerms,
    Rate,
    Recovery,
    Source,
    Stay,
    Tally,
    TermsId,
    Unit,
)
from desktop.store import penalty_queries as sql
from desktop.store.columns import day, maybe_day, source, working_days
from desktop.store.penalty_facts import (
    compliance,
    findings,
    liquidations,
    occurrences,
    payments,
    rate,
    stay,
    tallies,
)

if TYPE_CHECKING:
    import sqlite3

    from desktop.store.asking import Asking
    from desktop.store.columns import Grouped


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known about the terms, by their ids."""

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


def load_terms(asking: Asking) -> Grouped[PenaltyTerms]:
    """Every penalty line, by its investigation."""
    facts = _Facts(
        orders=asking.grouped(sql.TERM_ORDERS, lambda row: str(row["label"])),
        rates=asking.grouped(sql.RATES, rate),
        stays=asking.grouped(sql.STAYS, stay),
        compliance=asking.grouped(sql.COMPLIANCE, compliance),
        occurrences=occurrences(asking),
        findings=findings(asking),
        tallies=tallies(asking),
        liquidations=liquidations(asking),
        payments=payments(asking),
        sources=asking.grouped(sql.TERM_SOURCES, source),
    )
    return asking.grouped(sql.TERMS, lambda row: _terms(row, facts))


def _terms(row: sqlite3.Row, facts: _Facts) -> PenaltyTerms:
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
        deadline_rule=_rule(row),
        working_days=working_days(row["unit_calendar"]),
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
    )


def _rule(row: sqlite3.Row) -> DeadlineRule:
    return DeadlineRule(
        months=MonthRule(row["month_rule"]),
        franc=bool(row["franc"]),
        rollover=Rollover(row["rollover"]),
        min_working_days=row["min_working_days"],
        min_applies_from=row["min_applies_from"],
        working_days=working_days(row["deadline_calendar"]),
    )


def _grace(row: sqlite3.Row) -> Grace | None:
    if not row["has_grace"]:
        return None
    unit = row["grace_unit"]
    return Grace(
        length=row["grace_length"],
        unit=None if unit is None else GraceUnit(unit),
        runs_from=row["grace_runs_from"],
        last_day=maybe_day(row["grace_last_day"]),
    )


def _last_day(row: sqlite3.Row) -> LastDay | None:
    on = maybe_day(row["last_day"])
    if on is None:
        return None
    known_on = day(row["last_day_known_on"])
    return LastDay(on, known_on, Confidence(row["last_day_confidence"]), row["last_day_note"])


def _annulment(row: sqlite3.Row) -> Annulment | None:
    known_on = maybe_day(row["annulment_known_on"])
    return None if known_on is None else Annulment(known_on, row["annulment_note"])
