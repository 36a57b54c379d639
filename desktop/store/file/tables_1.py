"""The tables and indexes of schema 1, as SQL; never edited."""

from __future__ import annotations

TABLES_1 = (
    """CREATE TABLE case_file (
    id INTEGER PRIMARY KEY CHECK (id = 1), case_uid TEXT NOT NULL) STRICT""",
    """CREATE TABLE sources (
    id INTEGER PRIMARY KEY, url TEXT NOT NULL, publisher TEXT NOT NULL, UNIQUE (url, publisher)) STRICT""",
    """CREATE TABLE authorities (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, short_name TEXT NOT NULL, country TEXT NOT NULL,
    zone TEXT NOT NULL, regime TEXT NOT NULL) STRICT""",
    """CREATE TABLE respondents (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, short_name TEXT NOT NULL, country TEXT NOT NULL,
    kind TEXT NOT NULL) STRICT""",
    """CREATE TABLE provisions (
    id INTEGER PRIMARY KEY, text TEXT NOT NULL, law TEXT NOT NULL, article TEXT NOT NULL) STRICT""",
    """CREATE TABLE investigations (
    id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
    authority_id INTEGER NOT NULL REFERENCES authorities (id),
    opened_start TEXT, opened_end TEXT, opened_precision TEXT,
    closed_start TEXT, closed_end TEXT, closed_precision TEXT,
    status TEXT NOT NULL, field_of_law TEXT NOT NULL, linked_group TEXT NOT NULL,
    note TEXT NOT NULL, country_note TEXT NOT NULL, confidence TEXT NOT NULL) STRICT""",
    """CREATE TABLE investigation_references (
    id INTEGER PRIMARY KEY, investigation_id INTEGER NOT NULL REFERENCES investigations (id),
    reference TEXT NOT NULL) STRICT""",
    """CREATE TABLE investigation_respondents (
    id INTEGER PRIMARY KEY, investigation_id INTEGER NOT NULL REFERENCES investigations (id),
    respondent_id INTEGER NOT NULL REFERENCES respondents (id)) STRICT""",
    """CREATE TABLE investigation_provisions (
    id INTEGER PRIMARY KEY, investigation_id INTEGER NOT NULL REFERENCES investigations (id),
    provision_id INTEGER NOT NULL REFERENCES provisions (id), finding TEXT NOT NULL) STRICT""",
    """CREATE TABLE events (
    id INTEGER PRIMARY KEY, investigation_id INTEGER NOT NULL REFERENCES investigations (id),
    position INTEGER NOT NULL,
    date_start TEXT NOT NULL, date_end TEXT NOT NULL, date_precision TEXT NOT NULL,
    kind TEXT NOT NULL, lane TEXT NOT NULL, title TEXT NOT NULL, description TEXT NOT NULL,
    confidence TEXT NOT NULL) STRICT""",
    """CREATE TABLE event_actors (
    id INTEGER PRIMARY KEY, event_id INTEGER NOT NULL REFERENCES events (id), actor TEXT NOT NULL) STRICT""",
    """CREATE TABLE decisions (
    id INTEGER PRIMARY KEY, investigation_id INTEGER NOT NULL REFERENCES investigations (id),
    title TEXT NOT NULL, reference TEXT NOT NULL,
    decided_start TEXT, decided_end TEXT, decided_precision TEXT,
    notified_start TEXT, notified_end TEXT, notified_precision TEXT,
    published_start TEXT, published_end TEXT, published_precision TEXT) STRICT""",
    """CREATE TABLE fines (
    id INTEGER PRIMARY KEY, investigation_id INTEGER NOT NULL REFERENCES investigations (id),
    amount INTEGER NOT NULL, currency TEXT NOT NULL,
    imposed_start TEXT NOT NULL, imposed_end TEXT NOT NULL, imposed_precision TEXT NOT NULL,
    status TEXT NOT NULL, status_on_start TEXT, status_on_end TEXT, status_on_precision TEXT,
    status_text TEXT NOT NULL, addressee TEXT NOT NULL, note TEXT NOT NULL) STRICT""",
    """CREATE TABLE orders (
    id INTEGER PRIMARY KEY, investigation_id INTEGER NOT NULL REFERENCES investigations (id),
    label TEXT NOT NULL, text TEXT NOT NULL) STRICT""",
    """CREATE TABLE penalty_terms (
    id INTEGER PRIMARY KEY, investigation_id INTEGER NOT NULL REFERENCES investigations (id),
    position INTEGER NOT NULL, label TEXT NOT NULL, local_name TEXT NOT NULL, currency TEXT NOT NULL,
    unit TEXT NOT NULL, part_unit TEXT NOT NULL, month_stay TEXT, unit_calendar TEXT NOT NULL,
    month_rule TEXT NOT NULL, franc INTEGER NOT NULL, rollover TEXT NOT NULL,
    min_working_days INTEGER NOT NULL, min_applies_from INTEGER NOT NULL, deadline_calendar TEXT NOT NULL,
    recovery TEXT NOT NULL, zone TEXT NOT NULL,
    decided_on TEXT, notified_on TEXT,
    has_grace INTEGER NOT NULL, grace_length INTEGER, grace_unit TEXT, grace_runs_from TEXT NOT NULL,
    grace_last_day TEXT,
    first_day TEXT, first_day_basis TEXT NOT NULL, first_day_confidence TEXT NOT NULL,
    multiplier INTEGER NOT NULL, multiplier_by TEXT NOT NULL,
    cap INTEGER, cap_mode TEXT NOT NULL, max_units INTEGER, shared_cap TEXT NOT NULL,
    last_day TEXT, last_day_known_on TEXT, last_day_confidence TEXT NOT NULL, last_day_note TEXT NOT NULL,
    compliance_day_counted INTEGER NOT NULL,
    annulment_known_on TEXT, annulment_note TEXT NOT NULL,
    outcome TEXT NOT NULL, outcome_known_on TEXT,
    rounding TEXT NOT NULL, trigger_text TEXT NOT NULL, status TEXT NOT NULL, note TEXT NOT NULL,
    confidence TEXT NOT NULL) STRICT""",
    """CREATE TABLE term_orders (
    id INTEGER PRIMARY KEY, term_id INTEGER NOT NULL REFERENCES penalty_terms (id),
    label TEXT NOT NULL) STRICT""",
    """CREATE TABLE penalty_rates (
    id INTEGER PRIMARY KEY, term_id INTEGER NOT NULL REFERENCES penalty_terms (id),
    amount INTEGER NOT NULL, from_unit INTEGER, from_day TEXT, known_on TEXT) STRICT""",
    """CREATE TABLE stays (
    id INTEGER PRIMARY KEY, term_id INTEGER NOT NULL REFERENCES penalty_terms (id),
    start_day TEXT NOT NULL, end_day TEXT, known_on TEXT NOT NULL, end_known_on TEXT,
    kind TEXT NOT NULL, note TEXT NOT NULL) STRICT""",
    """CREATE TABLE compliance (
    id INTEGER PRIMARY KEY, term_id INTEGER NOT NULL REFERENCES penalty_terms (id),
    on_day TEXT NOT NULL, known_on TEXT NOT NULL, relapse INTEGER NOT NULL, confidence TEXT NOT NULL,
    note TEXT NOT NULL) STRICT""",
    """CREATE TABLE occurrences (
    id INTEGER PRIMARY KEY, term_id INTEGER NOT NULL REFERENCES penalty_terms (id),
    on_day TEXT NOT NULL, known_on TEXT NOT NULL, note TEXT NOT NULL) STRICT""",
    """CREATE TABLE findings (
    id INTEGER PRIMARY KEY, term_id INTEGER NOT NULL REFERENCES penalty_terms (id),
    window_start TEXT NOT NULL, window_end TEXT NOT NULL, known_on TEXT NOT NULL,
    note TEXT NOT NULL) STRICT""",
    """CREATE TABLE tallies (
    id INTEGER PRIMARY KEY, term_id INTEGER NOT NULL REFERENCES penalty_terms (id),
    by_day TEXT NOT NULL, known_on TEXT NOT NULL, units INTEGER, amount INTEGER,
    note TEXT NOT NULL) STRICT""",
    """CREATE TABLE liquidations (
    id INTEGER PRIMARY KEY, term_id INTEGER NOT NULL REFERENCES penalty_terms (id),
    decided_start TEXT NOT NULL, decided_end TEXT NOT NULL, decided_precision TEXT NOT NULL,
    amount INTEGER NOT NULL, currency TEXT NOT NULL, kind TEXT NOT NULL, status TEXT NOT NULL,
    known_on TEXT NOT NULL, window_start TEXT, window_end TEXT, published_from TEXT, published_to TEXT,
    units INTEGER, unit TEXT NOT NULL, convention TEXT NOT NULL, note TEXT NOT NULL,
    confidence TEXT NOT NULL, reduced_to INTEGER, reduced_known_on TEXT) STRICT""",
    """CREATE TABLE payments (
    id INTEGER PRIMARY KEY, term_id INTEGER NOT NULL REFERENCES penalty_terms (id),
    paid_start TEXT NOT NULL, paid_end TEXT NOT NULL, paid_precision TEXT NOT NULL,
    amount INTEGER NOT NULL, currency TEXT NOT NULL, known_on TEXT NOT NULL, kind TEXT NOT NULL,
    note TEXT NOT NULL) STRICT""",
    """CREATE TABLE investigation_sources (
    id INTEGER PRIMARY KEY, investigation_id INTEGER NOT NULL REFERENCES investigations (id),
    source_id INTEGER NOT NULL REFERENCES sources (id)) STRICT""",
    """CREATE TABLE event_sources (
    id INTEGER PRIMARY KEY, event_id INTEGER NOT NULL REFERENCES events (id),
    source_id INTEGER NOT NULL REFERENCES sources (id)) STRICT""",
    """CREATE TABLE decision_sources (
    id INTEGER PRIMARY KEY, decision_id INTEGER NOT NULL REFERENCES decisions (id),
    source_id INTEGER NOT NULL REFERENCES sources (id)) STRICT""",
    """CREATE TABLE term_sources (
    id INTEGER PRIMARY KEY, term_id INTEGER NOT NULL REFERENCES penalty_terms (id),
    source_id INTEGER NOT NULL REFERENCES sources (id)) STRICT""",
    """CREATE TABLE occurrence_sources (
    id INTEGER PRIMARY KEY, occurrence_id INTEGER NOT NULL REFERENCES occurrences (id),
    source_id INTEGER NOT NULL REFERENCES sources (id)) STRICT""",
    """CREATE TABLE finding_sources (
    id INTEGER PRIMARY KEY, finding_id INTEGER NOT NULL REFERENCES findings (id),
    source_id INTEGER NOT NULL REFERENCES sources (id)) STRICT""",
    """CREATE TABLE tally_sources (
    id INTEGER PRIMARY KEY, tally_id INTEGER NOT NULL REFERENCES tallies (id),
    source_id INTEGER NOT NULL REFERENCES sources (id)) STRICT""",
    """CREATE TABLE liquidation_sources (
    id INTEGER PRIMARY KEY, liquidation_id INTEGER NOT NULL REFERENCES liquidations (id),
    source_id INTEGER NOT NULL REFERENCES sources (id)) STRICT""",
    """CREATE TABLE payment_sources (
    id INTEGER PRIMARY KEY, payment_id INTEGER NOT NULL REFERENCES payments (id),
    source_id INTEGER NOT NULL REFERENCES sources (id)) STRICT""",
    """CREATE TABLE documents (
    id INTEGER PRIMARY KEY, investigation_id INTEGER NOT NULL REFERENCES investigations (id),
    name TEXT NOT NULL, media_type TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL) STRICT""",
    """CREATE TABLE document_contents (
    id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL UNIQUE REFERENCES documents (id),
    data BLOB NOT NULL) STRICT""",
    """CREATE TABLE document_pages (
    id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL REFERENCES documents (id),
    number INTEGER NOT NULL, text TEXT NOT NULL, UNIQUE (document_id, number)) STRICT""",
    """CREATE TABLE changes (
    id INTEGER PRIMARY KEY, changed_at TEXT NOT NULL, table_name TEXT NOT NULL,
    record_id INTEGER NOT NULL, before TEXT, after TEXT) STRICT""",
)

_INDEXED_1 = {
    "investigation": (
        "investigation_references", "investigation_respondents", "investigation_provisions", "events",
        "decisions", "fines", "orders", "penalty_terms", "investigation_sources", "documents",
    ),
    "event": ("event_actors", "event_sources"),
    "decision": ("decision_sources",),
    "term": (
        "term_orders", "penalty_rates", "stays", "compliance", "occurrences", "findings", "tallies",
        "liquidations", "payments", "term_sources",
    ),
    "occurrence": ("occurrence_sources",),
    "finding": ("finding_sources",),
    "tally": ("tally_sources",),
    "liquidation": ("liquidation_sources",),
    "payment": ("payment_sources",),
}  # fmt: skip

INDEXES_1 = (
    *(
        f"CREATE INDEX {table}_by_{owner} ON {table} ({owner}_id)"
        for owner, tables in _INDEXED_1.items()
        for table in tables
    ),
    "CREATE INDEX events_by_day ON events (date_start)",
    "CREATE INDEX investigations_by_opening ON investigations (opened_start)",
    "CREATE INDEX investigation_respondents_by_respondent ON investigation_respondents (respondent_id)",
    "CREATE INDEX respondents_by_short_name ON respondents (short_name)",
)
