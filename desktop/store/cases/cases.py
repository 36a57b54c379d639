"""Reading cases: all cases without their events, or one case whole."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from desktop.domain.case.case import (
    Case,
    DatedStage,
    Decision,
    Event,
    Fine,
    FineStage,
    FineStatus,
    Lane,
    Order,
    Provision,
    ProvisionFinding,
)
from desktop.domain.case.ids import EventId
from desktop.domain.days.period import parse_day
from desktop.domain.money import Money
from desktop.domain.source import Confidence
from desktop.store.cases.asking import CasesAsked, about
from desktop.store.cases.columns import maybe_date, source, uncertain
from desktop.store.cases.investigations import load_investigations
from desktop.store.cases.penalties import load_terms

if TYPE_CHECKING:
    from desktop.domain.case.case import Investigation
    from desktop.domain.source import Source
    from desktop.store.cases.asking import Grouped, RowSource
    from desktop.store.cells.table import Row
    from desktop.store.file.casefile import CaseFile


def _sources_of(table: str, fact: str) -> str:
    """The query for the sources of the facts in a table, by fact."""
    return f"""
SELECT j.{fact}_id AS owner, s.url, s.publisher
  FROM {table} f
  CROSS JOIN {fact}_sources j ON j.{fact}_id = f.id
  JOIN sources s ON s.id = j.source_id
 WHERE f.investigation_id BETWEEN :first AND :last
 ORDER BY j.id
"""  # noqa: S608 - names of our own


ID_OF_SLUG = "SELECT id FROM investigations WHERE slug = :slug"
IDS_OF_SLUGS = "SELECT id FROM investigations WHERE slug IN (SELECT value FROM json_each(:slugs))"
CASE_SOURCES = """
SELECT j.investigation_id AS owner, s.url, s.publisher
  FROM investigation_sources j JOIN sources s ON s.id = j.source_id
 WHERE j.investigation_id BETWEEN :first AND :last
 ORDER BY j.id
"""
PROVISIONS = """
SELECT j.investigation_id AS owner, j.id, p.text, p.law, p.article, j.finding
  FROM investigation_provisions j JOIN provisions p ON p.id = j.provision_id
 WHERE j.investigation_id BETWEEN :first AND :last
 ORDER BY j.id
"""
DECISIONS = """
SELECT investigation_id AS owner, id, title, reference, decided_start, decided_end, decided_precision,
       notified_start, notified_end, notified_precision, published_start, published_end, published_precision
  FROM decisions
 WHERE investigation_id BETWEEN :first AND :last
 ORDER BY id
"""
PUBLISHED = DECISIONS.replace(
    "ORDER BY",
    "AND published_start IS NOT NULL"
    " AND investigation_id IN (SELECT t.investigation_id FROM penalty_terms t WHERE t.notified_on IS NULL)"
    " ORDER BY",
)
DECISION_SOURCES = """
SELECT j.decision_id AS owner, s.url, s.publisher
  FROM decision_sources j JOIN sources s ON s.id = j.source_id JOIN decisions d ON d.id = j.decision_id
 WHERE d.investigation_id BETWEEN :first AND :last
 ORDER BY j.id
"""
FINES = """
SELECT investigation_id AS owner, id, amount, currency, imposed_start, imposed_end, imposed_precision, status,
       status_on_start, status_on_end, status_on_precision, status_text, addressee, note
  FROM fines
 WHERE investigation_id BETWEEN :first AND :last
 ORDER BY id
"""
ORDERS = """
SELECT investigation_id AS owner, id, label, text
  FROM orders
 WHERE investigation_id BETWEEN :first AND :last
 ORDER BY id
"""
STAGES = """
SELECT f.fine_id AS owner, f.id, f.kind, f.day_start, f.day_end, f.day_precision, f.known_on, f.amount,
       f.currency, f.note
  FROM fines o
  CROSS JOIN fine_stages f ON f.fine_id = o.id
 WHERE o.investigation_id BETWEEN :first AND :last
 ORDER BY f.id
"""
STAGE_SOURCES = """
SELECT j.stage_id AS owner, s.url, s.publisher
  FROM fines o
  CROSS JOIN fine_stages f ON f.fine_id = o.id
  JOIN stage_sources j ON j.stage_id = f.id
  JOIN sources s ON s.id = j.source_id
 WHERE o.investigation_id BETWEEN :first AND :last
 ORDER BY j.id
"""
FINE_SOURCES = _sources_of("fines", "fine")
HELD_SOURCES = _sources_of("investigation_provisions", "held")
ORDER_SOURCES = _sources_of("orders", "order")
EVENTS = """
SELECT investigation_id AS owner, id, date_start, date_end, date_precision, kind, lane, title, description,
       confidence
  FROM events
 WHERE investigation_id BETWEEN :first AND :last
 ORDER BY investigation_id, position
"""
EVENT_ACTORS = """
SELECT j.event_id AS owner, j.actor
  FROM event_actors j JOIN events e ON e.id = j.event_id
 WHERE e.investigation_id BETWEEN :first AND :last
 ORDER BY j.id
"""
EVENT_SOURCES = """
SELECT j.event_id AS owner, s.url, s.publisher
  FROM event_sources j JOIN sources s ON s.id = j.source_id JOIN events e ON e.id = j.event_id
 WHERE e.investigation_id BETWEEN :first AND :last
 ORDER BY j.id
"""


def load_cases(file: CaseFile) -> tuple[Case, ...]:
    """All cases without their events, by id. Raises CaseFileError on damage."""
    return _cases(CasesAsked(file), {})


def load_case(file: CaseFile, slug: str) -> Case | None:
    """The whole case of a slug, or None for an unknown slug. Raises CaseFileError on damage."""
    rows = file.rows(ID_OF_SLUG, {"slug": slug})
    if not rows:
        return None
    return load_whole(about(file, rows[0]["id"]))


def load_named(file: CaseFile, slugs: tuple[str, ...]) -> dict[str, Case]:
    """The whole cases of slugs, read together, by slug; unknown slugs are left out.

    Raises CaseFileError on damage.
    """
    ids = tuple(row["id"] for row in file.rows(IDS_OF_SLUGS, {"slugs": json.dumps(slugs)}))
    asking = CasesAsked(file, ids=ids)
    return {case.investigation.slug: case for case in _cases(asking, _events(asking))}


def load_whole(asking: CasesAsked) -> Case | None:
    """The whole case in scope, or None if it is not there. Raises CaseFileError on damage."""
    cases = _cases(asking, _events(asking))
    return cases[0] if cases else None


def load_outlines(asking: CasesAsked) -> tuple[Case, ...]:
    """The cases in scope with their provisions alone.

    A case without a known opening day has its decisions and fines as well, which tell its age. Raises
    CaseFileError on damage.
    """
    provisions = asking.grouped(PROVISIONS, "investigation_provisions", _provision)
    return tuple(
        _outline(asking.file, one, provisions.get(one.id, ())) for one in load_investigations(asking)
    )


def _outline(file: RowSource, one: Investigation, provisions: tuple[Provision, ...]) -> Case:
    if one.opened is not None and one.opened.first is not None:
        return Case(investigation=one, provisions=provisions)
    own = about(file, one.id)
    decisions = own.grouped(DECISIONS, "decisions", _decision).get(one.id, ())
    fines = load_fines(own).get(one.id, ())
    return Case(investigation=one, provisions=provisions, decisions=decisions, fines=fines)


def load_range(file: CaseFile, first: int, last: int) -> tuple[Case, ...]:
    """The cases of a range of ids without their events, by id. Raises CaseFileError on damage."""
    return _cases(CasesAsked(file, first, last), {})


def load_fines(asking: CasesAsked) -> Grouped[Fine]:
    """The fines of the investigations in scope."""
    return asking.grouped(FINES, "fines", _fine)


def load_published(asking: CasesAsked) -> Grouped[Decision]:
    """The published decisions of investigations with a penalty line of unknown notification."""
    return asking.grouped(PUBLISHED, "decisions", _decision)


def _cases(asking: CasesAsked, events: Grouped[Event]) -> tuple[Case, ...]:
    since_2 = asking.file.version > 1  # whose tables these are
    held_sources, fine_sources, order_sources, stage_sources = (
        asking.grouped(sql, "sources", source) if since_2 else {}
        for sql in (HELD_SOURCES, FINE_SOURCES, ORDER_SOURCES, STAGE_SOURCES)
    )
    stages: Grouped[DatedStage] = {}
    if since_2:
        stages = asking.grouped(
            STAGES, "fine_stages", lambda row: _stage(row, stage_sources.get(row["id"], ()))
        )
    provisions = asking.grouped(
        PROVISIONS,
        "investigation_provisions",
        lambda row: _provision(row, held_sources.get(row["id"], ())),
    )
    decision_sources = asking.grouped(DECISION_SOURCES, "sources", source)
    decisions = asking.grouped(
        DECISIONS, "decisions", lambda row: _decision(row, decision_sources.get(row["id"], ()))
    )
    fines = asking.grouped(
        FINES,
        "fines",
        lambda row: _fine(row, fine_sources.get(row["id"], ()), stages.get(row["id"], ())),
    )
    orders = asking.grouped(
        ORDERS, "orders", lambda row: Order(row["label"], row["text"], order_sources.get(row["id"], ()))
    )
    terms = load_terms(asking)
    sources = asking.grouped(CASE_SOURCES, "sources", source)
    return tuple(
        Case(
            investigation=one,
            events=events.get(one.id, ()),
            provisions=provisions.get(one.id, ()),
            decisions=decisions.get(one.id, ()),
            fines=fines.get(one.id, ()),
            orders=orders.get(one.id, ()),
            terms=terms.get(one.id, ()),
            sources=sources.get(one.id, ()),
        )
        for one in load_investigations(asking)
    )


def _provision(row: Row, sources: tuple[Source, ...] = ()) -> Provision:
    return Provision(row["text"], row["law"], row["article"], ProvisionFinding(row["finding"]), sources)


def _decision(row: Row, sources: tuple[Source, ...] = ()) -> Decision:
    return Decision(
        title=row["title"],
        reference=row["reference"],
        decided=maybe_date(row, "decided"),
        notified=maybe_date(row, "notified"),
        published=maybe_date(row, "published"),
        sources=sources,
    )


def _stage(row: Row, sources: tuple[Source, ...]) -> DatedStage:
    return DatedStage(
        kind=FineStage(row["kind"]),
        day=maybe_date(row, "day"),
        known_on=parse_day(row["known_on"]) if row["known_on"] else None,
        amount=None if row["amount"] is None else Money(row["amount"], row["currency"]),
        note=row["note"],
        sources=sources,
    )


def _fine(row: Row, sources: tuple[Source, ...] = (), stages: tuple[DatedStage, ...] = ()) -> Fine:
    return Fine(
        amount=None if row["amount"] is None else Money(row["amount"], row["currency"]),
        imposed=maybe_date(row, "imposed"),
        status=FineStatus(row["status"]),
        status_on=maybe_date(row, "status_on"),
        status_text=row["status_text"],
        addressee=row["addressee"],
        note=row["note"],
        sources=sources,
        stages=stages,
    )


def _events(asking: CasesAsked) -> Grouped[Event]:
    actors = asking.grouped(EVENT_ACTORS, "event_actors", lambda row: str(row["actor"]))
    sources = asking.grouped(EVENT_SOURCES, "sources", source)

    def event(row: Row) -> Event:
        return Event(
            id=EventId(row["id"]),
            date=uncertain(row, "date"),
            kind=row["kind"],
            lane=Lane(row["lane"]),
            title=row["title"],
            description=row["description"],
            actors=actors.get(row["id"], ()),
            confidence=Confidence(row["confidence"]),
            sources=sources.get(row["id"], ()),
        )

    return asking.grouped(EVENTS, "events", event)
