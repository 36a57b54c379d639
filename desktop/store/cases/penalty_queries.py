"""What is asked about penalty terms."""

from __future__ import annotations

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
TERM_ORDERS = """
SELECT f.term_id AS owner, f.label
  FROM term_orders f JOIN penalty_terms t ON t.id = f.term_id
 WHERE t.investigation_id BETWEEN :first AND :last
 ORDER BY f.id
"""
RATES = """
SELECT f.term_id AS owner, f.id, f.amount, f.from_unit, f.from_day, f.known_on
  FROM penalty_rates f JOIN penalty_terms t ON t.id = f.term_id
 WHERE t.investigation_id BETWEEN :first AND :last
 ORDER BY f.id
"""
STAYS = """
SELECT f.term_id AS owner, f.id, f.start_day, f.end_day, f.known_on, f.end_known_on, f.kind, f.note
  FROM stays f JOIN penalty_terms t ON t.id = f.term_id
 WHERE t.investigation_id BETWEEN :first AND :last
 ORDER BY f.id
"""
COMPLIANCE = """
SELECT f.term_id AS owner, f.id, f.on_day, f.known_on, f.relapse, f.confidence, f.note
  FROM compliance f JOIN penalty_terms t ON t.id = f.term_id
 WHERE t.investigation_id BETWEEN :first AND :last
 ORDER BY f.id
"""
OCCURRENCES = """
SELECT f.term_id AS owner, f.id, f.on_day, f.known_on, f.note
  FROM occurrences f JOIN penalty_terms t ON t.id = f.term_id
 WHERE t.investigation_id BETWEEN :first AND :last
 ORDER BY f.id
"""
FINDINGS = """
SELECT f.term_id AS owner, f.id, f.window_start, f.window_end, f.known_on, f.note
  FROM findings f JOIN penalty_terms t ON t.id = f.term_id
 WHERE t.investigation_id BETWEEN :first AND :last
 ORDER BY f.id
"""
TALLIES = """
SELECT f.term_id AS owner, f.id, f.by_day, f.known_on, f.units, f.amount, f.note
  FROM tallies f JOIN penalty_terms t ON t.id = f.term_id
 WHERE t.investigation_id BETWEEN :first AND :last
 ORDER BY f.id
"""
LIQUIDATIONS = """
SELECT f.term_id AS owner, f.id, f.decided_start, f.decided_end, f.decided_precision, f.amount,
       f.currency, f.kind, f.status, f.known_on, f.window_start, f.window_end, f.published_from,
       f.published_to, f.units, f.unit, f.convention, f.note, f.confidence, f.reduced_to,
       f.reduced_known_on
  FROM liquidations f JOIN penalty_terms t ON t.id = f.term_id
 WHERE t.investigation_id BETWEEN :first AND :last
 ORDER BY f.id
"""
PAYMENTS = """
SELECT f.term_id AS owner, f.id, f.paid_start, f.paid_end, f.paid_precision, f.amount, f.currency,
       f.known_on, f.kind, f.note
  FROM payments f JOIN penalty_terms t ON t.id = f.term_id
 WHERE t.investigation_id BETWEEN :first AND :last
 ORDER BY f.id
"""
TERM_SOURCES = """
SELECT j.term_id AS owner, s.url, s.publisher
  FROM term_sources j JOIN sources s ON s.id = j.source_id JOIN penalty_terms t ON t.id = j.term_id
 WHERE t.investigation_id BETWEEN :first AND :last
 ORDER BY j.id
"""
# From the few terms to their facts: left to itself, SQLite may begin with all the sources of a file.
OCCURRENCE_SOURCES = """
SELECT j.occurrence_id AS owner, s.url, s.publisher
  FROM penalty_terms t
  CROSS JOIN occurrences f ON f.term_id = t.id
  CROSS JOIN occurrence_sources j ON j.occurrence_id = f.id
  JOIN sources s ON s.id = j.source_id
 WHERE t.investigation_id BETWEEN :first AND :last
 ORDER BY j.id
"""
FINDING_SOURCES = """
SELECT j.finding_id AS owner, s.url, s.publisher
  FROM penalty_terms t
  CROSS JOIN findings f ON f.term_id = t.id
  CROSS JOIN finding_sources j ON j.finding_id = f.id
  JOIN sources s ON s.id = j.source_id
 WHERE t.investigation_id BETWEEN :first AND :last
 ORDER BY j.id
"""
TALLY_SOURCES = """
SELECT j.tally_id AS owner, s.url, s.publisher
  FROM penalty_terms t
  CROSS JOIN tallies f ON f.term_id = t.id
  CROSS JOIN tally_sources j ON j.tally_id = f.id
  JOIN sources s ON s.id = j.source_id
 WHERE t.investigation_id BETWEEN :first AND :last
 ORDER BY j.id
"""
LIQUIDATION_SOURCES = """
SELECT j.liquidation_id AS owner, s.url, s.publisher
  FROM penalty_terms t
  CROSS JOIN liquidations f ON f.term_id = t.id
  CROSS JOIN liquidation_sources j ON j.liquidation_id = f.id
  JOIN sources s ON s.id = j.source_id
 WHERE t.investigation_id BETWEEN :first AND :last
 ORDER BY j.id
"""
PAYMENT_SOURCES = """
SELECT j.payment_id AS owner, s.url, s.publisher
  FROM penalty_terms t
  CROSS JOIN payments f ON f.term_id = t.id
  CROSS JOIN payment_sources j ON j.payment_id = f.id
  JOIN sources s ON s.id = j.source_id
 WHERE t.investigation_id BETWEEN :first AND :last
 ORDER BY j.id
"""
