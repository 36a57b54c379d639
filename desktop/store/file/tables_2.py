"""The tables and indexes of schema 2, as SQL: a uid for every record, and what editing keeps; never edited.

A record that another program adds without a uid gets one by default.
"""

from __future__ import annotations

from desktop.store.file.tables_1 import INDEXES_1

_UID = (
    "uid TEXT NOT NULL DEFAULT (lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4'"
    " || substr(hex(randomblob(2)), 2) || '-a' || substr(hex(randomblob(2)), 2) || '-'"
    " || hex(randomblob(6))))"
)

TABLES_2 = (
    """CREATE TABLE case_file (
    id INTEGER PRIMARY KEY CHECK (id = 1), case_uid TEXT NOT NULL) STRICT""",
    f"""CREATE TABLE sources (
    id INTEGER PRIMARY KEY, {_UID},
    url TEXT NOT NULL, publisher TEXT NOT NULL, title TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '', accessed_on TEXT, kind TEXT NOT NULL DEFAULT '') STRICT""",
    f"""CREATE TABLE authorities (
    id INTEGER PRIMARY KEY, {_UID},
    name TEXT NOT NULL, short_name TEXT NOT NULL, country TEXT NOT NULL,
    zone TEXT NOT NULL, regime TEXT NOT NULL) STRICT""",
    f"""CREATE TABLE respondents (
    id INTEGER PRIMARY KEY, {_UID},
    name TEXT NOT NULL, short_name TEXT NOT NULL, country TEXT NOT NULL,
    kind TEXT NOT NULL, parent_id INTEGER REFERENCES respondents (id),
    lei TEXT NOT NULL DEFAULT '') STRICT""",
    f"""CREATE TABLE provisions (
    id INTEGER PRIMARY KEY, {_UID},
    text TEXT NOT NULL, law TEXT NOT NULL, article TEXT NOT NULL) STRICT""",
    f"""CREATE TABLE investigations (
    id INTEGER PRIMARY KEY, {_UID},
    slug TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
    authority_id INTEGER NOT NULL REFERENCES authorities (id),
    opened_start TEXT, opened_end TEXT, opened_precision TEXT,
    closed_start TEXT, closed_end TEXT, closed_precision TEXT,
    status TEXT NOT NULL, field_of_law TEXT NOT NULL, linked_group TEXT NOT NULL,
    note TEXT NOT NULL, country_note TEXT NOT NULL, confidence TEXT NOT NULL) STRICT""",
    f"""CREATE TABLE investigation_references (
    id INTEGER PRIMARY KEY, {_UID},
    investigation_id INTEGER NOT NULL REFERENCES investigations (id),
    reference TEXT NOT NULL) STRICT""",
    f"""CREATE TABLE investigation_respondents (
    id INTEGER PRIMARY KEY, {_UID},
    investigation_id INTEGER NOT NULL REFERENCES investigations (id),
    respondent_id INTEGER NOT NULL REFERENCES respondents (id)) STRICT""",
    f"""CREATE TABLE investigation_provisions (
    id INTEGER PRIMARY KEY, {_UID},
    investigation_id INTEGER NOT NULL REFERENCES investigations (id),
    provision_id INTEGER NOT NULL REFERENCES provisions (id), finding TEXT NOT NULL) STRICT""",
    f"""CREATE TABLE events (
    id INTEGER PRIMARY KEY, {_UID},
    investigation_id INTEGER NOT NULL REFERENCES investigations (id),
    position INTEGER NOT NULL,
    date_start TEXT NOT NULL, date_end TEXT NOT NULL, date_precision TEXT NOT NULL,
    kind TEXT NOT NULL, lane TEXT NOT NULL, title TEXT NOT NULL, description TEXT NOT NULL,
    confidence TEXT NOT NULL) STRICT""",
    f"""CREATE TABLE event_actors (
    id INTEGER PRIMARY KEY, {_UID},
    event_id INTEGER NOT NULL REFERENCES events (id), actor TEXT NOT NULL,
    kind TEXT NOT NULL DEFAULT '') STRICT""",
    f"""CREATE TABLE decisions (
    id INTEGER PRIMARY KEY, {_UID},
    investigation_id INTEGER NOT NULL REFERENCES investigations (id),
    title TEXT NOT NULL, reference TEXT NOT NULL,
    decided_start TEXT, decided_end TEXT, decided_precision TEXT,
    notified_start TEXT, notified_end TEXT, notified_precision TEXT,
    published_start TEXT, published_end TEXT, published_precision TEXT) STRICT""",
    f"""CREATE TABLE fines (
    id INTEGER PRIMARY KEY, {_UID},
    investigation_id INTEGER NOT NULL REFERENCES investigations (id),
    amount INTEGER, currency TEXT,
    imposed_start TEXT, imposed_end TEXT, imposed_precision TEXT,
    status TEXT NOT NULL, status_on_start TEXT, status_on_end TEXT, status_on_precision TEXT,
    status_text TEXT NOT NULL, addressee TEXT NOT NULL, note TEXT NOT NULL) STRICT""",
    f"""CREATE TABLE fine_stages (
    id INTEGER PRIMARY KEY, {_UID},
    fine_id INTEGER NOT NULL REFERENCES fines (id),
    day_start TEXT, day_end TEXT, day_precision TEXT, known_on TEXT, kind TEXT NOT NULL,
    amount INTEGER, currency TEXT, note TEXT NOT NULL DEFAULT '') STRICT""",
    f"""CREATE TABLE orders (
    id INTEGER PRIMARY KEY, {_UID},
    investigation_id INTEGER NOT NULL REFERENCES investigations (id),
    label TEXT NOT NULL, text TEXT NOT NULL) STRICT""",
    f"""CREATE TABLE penalty_terms (
    id INTEGER PRIMARY KEY, {_UID},
    investigation_id INTEGER NOT NULL REFERENCES investigations (id),
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
    confidence TEXT NOT NULL, regime TEXT NOT NULL DEFAULT '',
    regime_version TEXT NOT NULL DEFAULT '') STRICT""",
    f"""CREATE TABLE term_orders (
    id INTEGER PRIMARY KEY, {_UID},
    term_id INTEGER NOT NULL REFERENCES penalty_terms (id),
    label TEXT NOT NULL) STRICT""",
    f"""CREATE TABLE penalty_rates (
    id INTEGER PRIMARY KEY, {_UID},
    term_id INTEGER NOT NULL REFERENCES penalty_terms (id),
    amount INTEGER NOT NULL, from_unit INTEGER, from_day TEXT, known_on TEXT) STRICT""",
    f"""CREATE TABLE stays (
    id INTEGER PRIMARY KEY, {_UID},
    term_id INTEGER NOT NULL REFERENCES penalty_terms (id),
    start_day TEXT NOT NULL, end_day TEXT, known_on TEXT NOT NULL, end_known_on TEXT,
    kind TEXT NOT NULL, note TEXT NOT NULL) STRICT""",
    f"""CREATE TABLE compliance (
    id INTEGER PRIMARY KEY, {_UID},
    term_id INTEGER NOT NULL REFERENCES penalty_terms (id),
    on_day TEXT NOT NULL, known_on TEXT NOT NULL, relapse INTEGER NOT NULL, confidence TEXT NOT NULL,
    note TEXT NOT NULL) STRICT""",
    f"""CREATE TABLE occurrences (
    id INTEGER PRIMARY KEY, {_UID},
    term_id INTEGER NOT NULL REFERENCES penalty_terms (id),
    on_day TEXT NOT NULL, known_on TEXT NOT NULL, note TEXT NOT NULL) STRICT""",
    f"""CREATE TABLE findings (
    id INTEGER PRIMARY KEY, {_UID},
    term_id INTEGER NOT NULL REFERENCES penalty_terms (id),
    window_start TEXT NOT NULL, window_end TEXT NOT NULL, known_on TEXT NOT NULL,
    note TEXT NOT NULL) STRICT""",
    f"""CREATE TABLE tallies (
    id INTEGER PRIMARY KEY, {_UID},
    term_id INTEGER NOT NULL REFERENCES penalty_terms (id),
    by_day TEXT NOT NULL, known_on TEXT NOT NULL, units INTEGER, amount INTEGER,
    note TEXT NOT NULL) STRICT""",
    f"""CREATE TABLE liquidations (
    id INTEGER PRIMARY KEY, {_UID},
    term_id INTEGER NOT NULL REFERENCES penalty_terms (id),
    decided_start TEXT NOT NULL, decided_end TEXT NOT NULL, decided_precision TEXT NOT NULL,
    amount INTEGER NOT NULL, currency TEXT NOT NULL, kind TEXT NOT NULL, status TEXT NOT NULL,
    known_on TEXT NOT NULL, window_start TEXT, window_end TEXT, published_from TEXT, published_to TEXT,
    units INTEGER, unit TEXT NOT NULL, convention TEXT NOT NULL, note TEXT NOT NULL,
    confidence TEXT NOT NULL, reduced_to INTEGER, reduced_known_on TEXT) STRICT""",
    f"""CREATE TABLE payments (
    id INTEGER PRIMARY KEY, {_UID},
    term_id INTEGER NOT NULL REFERENCES penalty_terms (id),
    paid_start TEXT NOT NULL, paid_end TEXT NOT NULL, paid_precision TEXT NOT NULL,
    amount INTEGER NOT NULL, currency TEXT NOT NULL, known_on TEXT NOT NULL, kind TEXT NOT NULL,
    note TEXT NOT NULL) STRICT""",
    f"""CREATE TABLE investigation_sources (
    id INTEGER PRIMARY KEY, {_UID},
    investigation_id INTEGER NOT NULL REFERENCES investigations (id),
    source_id INTEGER NOT NULL REFERENCES sources (id)) STRICT""",
    f"""CREATE TABLE event_sources (
    id INTEGER PRIMARY KEY, {_UID},
    event_id INTEGER NOT NULL REFERENCES events (id),
    source_id INTEGER NOT NULL REFERENCES sources (id)) STRICT""",
    f"""CREATE TABLE decision_sources (
    id INTEGER PRIMARY KEY, {_UID},
    decision_id INTEGER NOT NULL REFERENCES decisions (id),
    source_id INTEGER NOT NULL REFERENCES sources (id)) STRICT""",
    f"""CREATE TABLE term_sources (
    id INTEGER PRIMARY KEY, {_UID},
    term_id INTEGER NOT NULL REFERENCES penalty_terms (id),
    source_id INTEGER NOT NULL REFERENCES sources (id)) STRICT""",
    f"""CREATE TABLE occurrence_sources (
    id INTEGER PRIMARY KEY, {_UID},
    occurrence_id INTEGER NOT NULL REFERENCES occurrences (id),
    source_id INTEGER NOT NULL REFERENCES sources (id)) STRICT""",
    f"""CREATE TABLE finding_sources (
    id INTEGER PRIMARY KEY, {_UID},
    finding_id INTEGER NOT NULL REFERENCES findings (id),
    source_id INTEGER NOT NULL REFERENCES sources (id)) STRICT""",
    f"""CREATE TABLE tally_sources (
    id INTEGER PRIMARY KEY, {_UID},
    tally_id INTEGER NOT NULL REFERENCES tallies (id),
    source_id INTEGER NOT NULL REFERENCES sources (id)) STRICT""",
    f"""CREATE TABLE liquidation_sources (
    id INTEGER PRIMARY KEY, {_UID},
    liquidation_id INTEGER NOT NULL REFERENCES liquidations (id),
    source_id INTEGER NOT NULL REFERENCES sources (id)) STRICT""",
    f"""CREATE TABLE payment_sources (
    id INTEGER PRIMARY KEY, {_UID},
    payment_id INTEGER NOT NULL REFERENCES payments (id),
    source_id INTEGER NOT NULL REFERENCES sources (id)) STRICT""",
    f"""CREATE TABLE held_sources (
    id INTEGER PRIMARY KEY, {_UID},
    held_id INTEGER NOT NULL REFERENCES investigation_provisions (id),
    source_id INTEGER NOT NULL REFERENCES sources (id)) STRICT""",
    f"""CREATE TABLE fine_sources (
    id INTEGER PRIMARY KEY, {_UID},
    fine_id INTEGER NOT NULL REFERENCES fines (id),
    source_id INTEGER NOT NULL REFERENCES sources (id)) STRICT""",
    f"""CREATE TABLE stage_sources (
    id INTEGER PRIMARY KEY, {_UID},
    stage_id INTEGER NOT NULL REFERENCES fine_stages (id),
    source_id INTEGER NOT NULL REFERENCES sources (id)) STRICT""",
    f"""CREATE TABLE order_sources (
    id INTEGER PRIMARY KEY, {_UID},
    order_id INTEGER NOT NULL REFERENCES orders (id),
    source_id INTEGER NOT NULL REFERENCES sources (id)) STRICT""",
    f"""CREATE TABLE rate_sources (
    id INTEGER PRIMARY KEY, {_UID},
    rate_id INTEGER NOT NULL REFERENCES penalty_rates (id),
    source_id INTEGER NOT NULL REFERENCES sources (id)) STRICT""",
    f"""CREATE TABLE stay_sources (
    id INTEGER PRIMARY KEY, {_UID},
    stay_id INTEGER NOT NULL REFERENCES stays (id),
    source_id INTEGER NOT NULL REFERENCES sources (id)) STRICT""",
    f"""CREATE TABLE compliance_sources (
    id INTEGER PRIMARY KEY, {_UID},
    compliance_id INTEGER NOT NULL REFERENCES compliance (id),
    source_id INTEGER NOT NULL REFERENCES sources (id)) STRICT""",
    f"""CREATE TABLE documents (
    id INTEGER PRIMARY KEY, {_UID},
    investigation_id INTEGER NOT NULL REFERENCES investigations (id),
    name TEXT NOT NULL, media_type TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL) STRICT""",
    """CREATE TABLE document_contents (
    id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL UNIQUE REFERENCES documents (id),
    data BLOB NOT NULL) STRICT""",
    f"""CREATE TABLE document_pages (
    id INTEGER PRIMARY KEY, {_UID},
    document_id INTEGER NOT NULL REFERENCES documents (id),
    number INTEGER NOT NULL, text TEXT NOT NULL, UNIQUE (document_id, number)) STRICT""",
    f"""CREATE TABLE citations (
    id INTEGER PRIMARY KEY, {_UID},
    record_table TEXT NOT NULL, record_uid TEXT NOT NULL, field TEXT NOT NULL DEFAULT '',
    document_id INTEGER NOT NULL REFERENCES documents (id), page INTEGER NOT NULL,
    quote TEXT NOT NULL DEFAULT '',
    box_left INTEGER, box_top INTEGER, box_right INTEGER, box_bottom INTEGER) STRICT""",
    f"""CREATE TABLE origins (
    id INTEGER PRIMARY KEY, {_UID},
    record_table TEXT NOT NULL, record_uid TEXT NOT NULL, data_set TEXT NOT NULL,
    licence TEXT NOT NULL DEFAULT '', taken_on TEXT, external_id TEXT NOT NULL DEFAULT '',
    digest TEXT NOT NULL DEFAULT '', line INTEGER) STRICT""",
    f"""CREATE TABLE holidays (
    id INTEGER PRIMARY KEY, {_UID},
    calendar TEXT NOT NULL, day TEXT NOT NULL, name TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '') STRICT""",
    f"""CREATE TABLE changes (
    id INTEGER PRIMARY KEY, {_UID},
    changed_at TEXT NOT NULL, author TEXT NOT NULL DEFAULT '', program TEXT NOT NULL DEFAULT '',
    batch TEXT NOT NULL DEFAULT '', kind TEXT NOT NULL DEFAULT '', undoes TEXT NOT NULL DEFAULT '',
    table_name TEXT NOT NULL, record_id INTEGER, record_uid TEXT NOT NULL DEFAULT '',
    before TEXT, after TEXT) STRICT""",
    """CREATE TABLE seals (
    id INTEGER PRIMARY KEY, table_name TEXT NOT NULL UNIQUE, rows INTEGER NOT NULL,
    digest TEXT NOT NULL) STRICT""",
)

# The tables that schema 2 keeps as they were in schema 1.
KEPT_1 = ("case_file", "document_contents")

_INDEXED_2 = {
    "fine": ("fine_stages", "fine_sources"),
    "held": ("held_sources",),
    "stage": ("stage_sources",),
    "order": ("order_sources",),
    "rate": ("rate_sources",),
    "stay": ("stay_sources",),
    "compliance": ("compliance_sources",),
    "document": ("citations",),
}

INDEXES_2 = (
    *INDEXES_1,
    *(
        f"CREATE INDEX {table}_by_{owner} ON {table} ({owner}_id)"
        for owner, tables in _INDEXED_2.items()
        for table in tables
    ),
    # A shared record is deleted without reading through all that may refer to it.
    *(
        f"CREATE INDEX {sql.split()[2]}_by_source ON {sql.split()[2]} (source_id)"
        for sql in TABLES_2
        if "REFERENCES sources (id)" in sql
    ),
    "CREATE INDEX investigations_by_authority ON investigations (authority_id)",
    "CREATE INDEX investigation_provisions_by_provision ON investigation_provisions (provision_id)",
    "CREATE INDEX respondents_by_parent ON respondents (parent_id)",
    "CREATE INDEX sources_by_url ON sources (url)",
    "CREATE INDEX citations_by_record ON citations (record_uid)",
    "CREATE INDEX origins_by_record ON origins (record_uid)",
    "CREATE INDEX origins_by_external_id ON origins (data_set, external_id)",
    "CREATE INDEX changes_by_record ON changes (record_uid)",
    "CREATE INDEX changes_by_batch ON changes (batch)",
    "CREATE INDEX changes_by_undone ON changes (undoes)",
    *(
        f"CREATE UNIQUE INDEX {table}_by_uid ON {table} (uid)"
        for table, sql in ((sql.split()[2], sql) for sql in TABLES_2)
        if _UID in sql
    ),
)
