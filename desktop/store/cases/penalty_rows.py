"""Writing penalty lines and their facts as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.store.cases.inserting import (
    Inserter,
    calendar_code,
    cite_into,
    date_columns,
    insert_into,
    text,
    window_columns,
)

if TYPE_CHECKING:
    from desktop.domain.case.terms import PenaltyTerms

INSERT_TERMS = insert_into(
    "penalty_terms",
    "investigation_id, position, label, local_name, currency, unit, part_unit, month_stay,"
    " unit_calendar, month_rule, franc, rollover, min_working_days, min_applies_from, deadline_calendar,"
    " recovery, zone,"
    " decided_on, notified_on, has_grace, grace_length, grace_unit, grace_runs_from, grace_last_day,"
    " first_day, first_day_basis, first_day_confidence, multiplier, multiplier_by, cap, cap_mode, max_units,"
    " shared_cap, last_day, last_day_known_on, last_day_confidence, last_day_note, compliance_day_counted,"
    " annulment_known_on, annulment_note, outcome, outcome_known_on, rounding, trigger_text, status, note,"
    " confidence",
)
INSERT_TERM_ORDER = insert_into("term_orders", "term_id, label")
INSERT_RATE = insert_into("penalty_rates", "term_id, amount, from_unit, from_day, known_on")
INSERT_STAY = insert_into("stays", "term_id, start_day, end_day, known_on, end_known_on, kind, note")
INSERT_COMPLIANCE = insert_into("compliance", "term_id, on_day, known_on, relapse, confidence, note")
INSERT_OCCURRENCE = insert_into("occurrences", "term_id, on_day, known_on, note")
INSERT_FINDING = insert_into("findings", "term_id, window_start, window_end, known_on, note")
INSERT_TALLY = insert_into("tallies", "term_id, by_day, known_on, units, amount, note")
INSERT_LIQUIDATION = insert_into(
    "liquidations",
    "term_id, decided_start, decided_end, decided_precision, amount, currency, kind, status, known_on,"
    " window_start, window_end, published_from, published_to, units, unit, convention, note, confidence,"
    " reduced_to, reduced_known_on",
)
INSERT_PAYMENT = insert_into(
    "payments", "term_id, paid_start, paid_end, paid_precision, amount, currency, known_on, kind, note"
)
INSERT_TERM_SOURCE = cite_into("term")
INSERT_STAY_SOURCE = cite_into("stay")
INSERT_COMPLIANCE_SOURCE = cite_into("compliance")
INSERT_OCCURRENCE_SOURCE = cite_into("occurrence")
INSERT_FINDING_SOURCE = cite_into("finding")
INSERT_TALLY_SOURCE = cite_into("tally")
INSERT_LIQUIDATION_SOURCE = cite_into("liquidation")
INSERT_PAYMENT_SOURCE = cite_into("payment")


def add_terms(rows: Inserter, owner: int, position: int, terms: PenaltyTerms) -> None:
    """Write one penalty line of an investigation with all its facts."""
    rows.insert(
        INSERT_TERMS,
        id=terms.id,
        investigation_id=owner,
        position=position,
        **_amount_columns(terms),
        **_counting_columns(terms),
        **_start_columns(terms),
        **_end_columns(terms),
    )
    rows.cite(INSERT_TERM_SOURCE, terms.id, terms.sources)
    _add_course(rows, terms)
    _add_breaches(rows, terms)
    _add_sums(rows, terms)


def _amount_columns(terms: PenaltyTerms) -> dict[str, object]:
    """The columns on names, unit, multiplier and caps."""
    return {
        "label": terms.label,
        "local_name": terms.local_name,
        "currency": terms.currency,
        "unit": terms.unit.value,
        "recovery": terms.recovery.value,
        "zone": terms.zone,
        "multiplier": terms.multiplier,
        "multiplier_by": terms.multiplier_by,
        "cap": terms.cap,
        "cap_mode": terms.cap_mode.value,
        "max_units": terms.max_units,
        "shared_cap": terms.shared_cap,
        "rounding": terms.rounding,
        "trigger_text": terms.trigger,
        "status": terms.status,
        "note": terms.note,
        "confidence": terms.confidence.value,
    }


def _counting_columns(terms: PenaltyTerms) -> dict[str, object]:
    """The columns on the count of days and on the last day of a period."""
    rule = terms.deadline_rule
    return {
        "part_unit": terms.part_unit.value,
        "month_stay": terms.month_stay and terms.month_stay.value,
        "unit_calendar": calendar_code(terms.working_days),
        "compliance_day_counted": terms.compliance_day_counted,
        "month_rule": rule.months.value,
        "franc": rule.franc,
        "rollover": rule.rollover.value,
        "min_working_days": rule.min_working_days,
        "min_applies_from": rule.min_applies_from,
        "deadline_calendar": calendar_code(rule.working_days),
    }


def _start_columns(terms: PenaltyTerms) -> dict[str, object]:
    """The columns on notification, grace period and first penalty day."""
    grace = terms.grace
    return {
        "decided_on": text(terms.decided_on),
        "notified_on": text(terms.notified_on),
        "has_grace": grace is not None,
        "grace_length": grace and grace.length,
        "grace_unit": grace.unit.value if grace and grace.unit else None,
        "grace_runs_from": grace.runs_from if grace else "",
        "grace_last_day": text(grace.last_day) if grace else None,
        "first_day": text(terms.first_day),
        "first_day_basis": terms.first_day_basis,
        "first_day_confidence": terms.first_day_confidence.value,
    }


def _end_columns(terms: PenaltyTerms) -> dict[str, object]:
    """The columns on last day, annulment and outcome."""
    last, annulment = terms.last_day, terms.annulment
    return {
        "last_day": text(last.on) if last else None,
        "last_day_known_on": text(last.known_on) if last else None,
        "last_day_confidence": last.confidence.value if last else "",
        "last_day_note": last.note if last else "",
        "annulment_known_on": text(annulment.known_on) if annulment else None,
        "annulment_note": annulment.note if annulment else "",
        "outcome": terms.outcome,
        "outcome_known_on": text(terms.outcome_known_on),
    }


def _add_course(rows: Inserter, terms: PenaltyTerms) -> None:
    for label in terms.order_labels:
        rows.insert(INSERT_TERM_ORDER, term_id=terms.id, label=label)
    for rate in terms.rates:
        rows.insert(
            INSERT_RATE,
            term_id=terms.id,
            amount=rate.minor,
            from_unit=rate.from_unit,
            from_day=text(rate.from_day),
            known_on=text(rate.known_on),
        )
    for stay in terms.stays:
        rows.insert_cited(
            INSERT_STAY,
            INSERT_STAY_SOURCE,
            stay.sources,
            term_id=terms.id,
            start_day=text(stay.start),
            end_day=text(stay.end),
            known_on=text(stay.known_on),
            end_known_on=text(stay.end_known_on),
            kind=stay.kind.value,
            note=stay.note,
        )
    for fact in terms.compliance:
        rows.insert_cited(
            INSERT_COMPLIANCE,
            INSERT_COMPLIANCE_SOURCE,
            fact.sources,
            term_id=terms.id,
            on_day=text(fact.on),
            known_on=text(fact.known_on),
            relapse=fact.relapse,
            confidence=fact.confidence.value,
            note=fact.note,
        )


def _add_breaches(rows: Inserter, terms: PenaltyTerms) -> None:
    for occurrence in terms.occurrences:
        rows.insert_cited(
            INSERT_OCCURRENCE,
            INSERT_OCCURRENCE_SOURCE,
            occurrence.sources,
            term_id=terms.id,
            on_day=text(occurrence.on),
            known_on=text(occurrence.known_on),
            note=occurrence.note,
        )
    for finding in terms.findings:
        rows.insert_cited(
            INSERT_FINDING,
            INSERT_FINDING_SOURCE,
            finding.sources,
            term_id=terms.id,
            **window_columns(finding.window),
            known_on=text(finding.known_on),
            note=finding.note,
        )
    for tally in terms.tallies:
        rows.insert_cited(
            INSERT_TALLY,
            INSERT_TALLY_SOURCE,
            tally.sources,
            term_id=terms.id,
            by_day=text(tally.by),
            known_on=text(tally.known_on),
            units=tally.units,
            amount=tally.minor,
            note=tally.note,
        )


def _add_sums(rows: Inserter, terms: PenaltyTerms) -> None:
    for fixed in terms.liquidations:
        rows.insert_cited(
            INSERT_LIQUIDATION,
            INSERT_LIQUIDATION_SOURCE,
            fixed.sources,
            term_id=terms.id,
            **date_columns("decided", fixed.decided),
            amount=fixed.amount.minor,
            currency=fixed.amount.currency,
            kind=fixed.kind,
            status=fixed.status,
            known_on=text(fixed.known_on),
            **window_columns(fixed.window),
            published_from=text(fixed.published_from),
            published_to=text(fixed.published_to),
            units=fixed.units,
            unit=fixed.unit,
            convention=fixed.convention,
            note=fixed.note,
            confidence=fixed.confidence.value,
            reduced_to=fixed.reduced_to,
            reduced_known_on=text(fixed.reduced_known_on),
        )
    for payment in terms.payments:
        rows.insert_cited(
            INSERT_PAYMENT,
            INSERT_PAYMENT_SOURCE,
            payment.sources,
            term_id=terms.id,
            **date_columns("paid", payment.paid),
            amount=payment.amount.minor,
            currency=payment.amount.currency,
            known_on=text(payment.known_on),
            kind=payment.kind,
            note=payment.note,
        )
