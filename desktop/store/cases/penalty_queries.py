"""The queries on penalty lines, their facts and the sources of these."""

from __future__ import annotations


def _facts(table: str, columns: str) -> str:
    """The query for the facts in a table, by penalty line."""
    return f"""
SELECT f.term_id AS owner, {columns}
  FROM {table} f JOIN penalty_terms t ON t.id = f.term_id
 WHERE t.investigation_id BETWEEN :first AND :last
 ORDER BY f.id
"""  # noqa: S608 - names of our own


def _fact_sources(table: str, fact: str) -> str:
    """The query for the sources of the facts in a table, by fact.

    It goes from the few penalty lines to their facts: left to itself, SQLite may begin with all the sources.
    """
    return f"""
SELECT j.{fact}_id AS owner, s.url, s.publisher
  FROM penalty_terms t
  CROSS JOIN {table} f ON f.term_id = t.id
  CROSS JOIN {fact}_sources j ON j.{fact}_id = f.id
  JOIN sources s ON s.id = j.source_id
 WHERE t.investigation_id BETWEEN :first AND :last
 ORDER BY j.id
"""  # noqa: S608 - names of our own


TERMS = """
SELECT investigation_id AS owner, id, label, local_name, currency, unit, part_unit, month_stay,
       unit_calendar, month_rule, franc, rollover, min_working_days, min_applies_from,
       deadline_calendar, recovery, zone,
       decided_on, notified_on, has_grace, grace_length, grace_unit, grace_runs_from,
       grace_last_day, first_day, first_day_basis, first_day_confidence, multiplier, multiplier_by,
       cap, cap_mode, max_units, shared_cap, last_day, last_day_known_on, last_day_confidence, last_day_note,
       compliance_day_counted, annulment_known_on, annulment_note, outcome, outcome_known_on,
       rounding, trigger_text, status, note, confidence
  FROM penalty_terms
 WHERE investigation_id BETWEEN :first AND :last
 ORDER BY investigation_id, position
"""
TERM_ORDERS = _facts("term_orders", "f.label")
RATES = _facts("penalty_rates", "f.id, f.amount, f.from_unit, f.from_day, f.known_on")
STAYS = _facts("stays", "f.id, f.start_day, f.end_day, f.known_on, f.end_known_on, f.kind, f.note")
COMPLIANCE = _facts("compliance", "f.id, f.on_day, f.known_on, f.relapse, f.confidence, f.note")
OCCURRENCES = _facts("occurrences", "f.id, f.on_day, f.known_on, f.note")
FINDINGS = _facts("findings", "f.id, f.window_start, f.window_end, f.known_on, f.note")
TALLIES = _facts("tallies", "f.id, f.by_day, f.known_on, f.units, f.amount, f.note")
LIQUIDATIONS = _facts(
    "liquidations",
    """f.id, f.decided_start, f.decided_end, f.decided_precision, f.amount,
       f.currency, t.currency AS currency_of_line, f.kind, f.status, f.known_on, f.window_start,
       f.window_end, f.published_from, f.published_to, f.units, f.unit, f.convention, f.note,
       f.confidence, f.reduced_to, f.reduced_known_on""",
)
PAYMENTS = _facts(
    "payments",
    """f.id, f.paid_start, f.paid_end, f.paid_precision, f.amount, f.currency,
       t.currency AS currency_of_line, f.known_on, f.kind, f.note""",
)
TERM_SOURCES = """
SELECT j.term_id AS owner, s.url, s.publisher
  FROM term_sources j JOIN sources s ON s.id = j.source_id JOIN penalty_terms t ON t.id = j.term_id
 WHERE t.investigation_id BETWEEN :first AND :last
 ORDER BY j.id
"""
STAY_SOURCES = _fact_sources("stays", "stay")
COMPLIANCE_SOURCES = _fact_sources("compliance", "compliance")
OCCURRENCE_SOURCES = _fact_sources("occurrences", "occurrence")
FINDING_SOURCES = _fact_sources("findings", "finding")
TALLY_SOURCES = _fact_sources("tallies", "tally")
LIQUIDATION_SOURCES = _fact_sources("liquidations", "liquidation")
PAYMENT_SOURCES = _fact_sources("payments", "payment")
