"""Writing investigations with their events, decisions, fines, orders and penalty lines as rows."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from desktop.store.cases.inserting import Inserter, cite_into, date_columns, insert_into
from desktop.store.cases.inserting import text as stored_day
from desktop.store.cases.penalty_rows import add_terms

if TYPE_CHECKING:
    import sqlite3

    from desktop.domain.case.case import Case, Decision, Event, Fine, Investigation

INSERT_AUTHORITY = insert_into("authorities", "name, short_name, country, zone, regime")
INSERT_RESPONDENT = insert_into("respondents", "name, short_name, country, kind")
INSERT_PROVISION = insert_into("provisions", "text, law, article")
INSERT_INVESTIGATION = insert_into(
    "investigations",
    "slug, title, authority_id, opened_start, opened_end, opened_precision, closed_start, closed_end,"
    " closed_precision, status, field_of_law, linked_group, note, country_note, confidence",
)
INSERT_REFERENCE = insert_into("investigation_references", "investigation_id, reference")
INSERT_PARTY = insert_into("investigation_respondents", "investigation_id, respondent_id")
INSERT_HELD = insert_into("investigation_provisions", "investigation_id, provision_id, finding")
INSERT_EVENT = insert_into(
    "events",
    "investigation_id, position, date_start, date_end, date_precision, kind, lane, title, description,"
    " confidence",
)
INSERT_ACTOR = insert_into("event_actors", "event_id, actor")
INSERT_DECISION = insert_into(
    "decisions",
    "investigation_id, title, reference, decided_start, decided_end, decided_precision, notified_start,"
    " notified_end, notified_precision, published_start, published_end, published_precision",
)
INSERT_FINE = insert_into(
    "fines",
    "investigation_id, amount, currency, imposed_start, imposed_end, imposed_precision, status,"
    " status_on_start, status_on_end, status_on_precision, status_text, addressee, note",
)
INSERT_STAGE = insert_into(
    "fine_stages", "fine_id, kind, day_start, day_end, day_precision, known_on, amount, currency, note"
)
INSERT_ORDER = insert_into("orders", "investigation_id, label, text")
INSERT_FINE_SOURCE = cite_into("fine")
INSERT_STAGE_SOURCE = cite_into("stage")
INSERT_HELD_SOURCE = cite_into("held")
INSERT_ORDER_SOURCE = cite_into("order")
INSERT_INVESTIGATION_SOURCE = cite_into("investigation")
INSERT_EVENT_SOURCE = cite_into("event")
INSERT_DECISION_SOURCE = cite_into("decision")


class Writer:
    """The writer of cases as the rows of a new case file, in an open transaction."""

    def __init__(self, connection: sqlite3.Connection, case_uid: str) -> None:
        self._rows = Inserter(connection, case_uid)

    def add(self, case: Case) -> None:
        """Write one case whole, with its events and penalty lines."""
        self._investigation(case.investigation)
        owner = case.investigation.id
        self._rows.cite(INSERT_INVESTIGATION_SOURCE, owner, case.sources)
        for position, event in enumerate(case.events):
            self._event(owner, position, event)
        self._findings(case)
        for decision in case.decisions:
            self._decision(owner, decision)
        for fine in case.fines:
            self._fine(owner, fine)
        for order in case.orders:
            words = {"label": order.label, "text": order.text}
            self._rows.insert_cited(
                INSERT_ORDER, INSERT_ORDER_SOURCE, order.sources, investigation_id=owner, **words
            )
        for position, terms in enumerate(case.terms):
            add_terms(self._rows, owner, position, terms)

    def _investigation(self, one: Investigation) -> None:
        self._rows.insert(
            INSERT_INVESTIGATION,
            id=one.id,
            slug=one.slug,
            title=one.title,
            authority_id=self._rows.once(INSERT_AUTHORITY, one.authority, **asdict(one.authority)),
            **date_columns("opened", one.opened),
            **date_columns("closed", one.closed),
            status=one.status,
            field_of_law=one.field_of_law,
            linked_group=one.group,
            note=one.note,
            country_note=one.country_note,
            confidence=one.confidence.value,
        )
        for reference in one.references:
            self._rows.insert(INSERT_REFERENCE, investigation_id=one.id, reference=reference)
        for respondent in one.respondents:
            respondent_id = self._rows.once(INSERT_RESPONDENT, respondent, **asdict(respondent))
            self._rows.insert(INSERT_PARTY, investigation_id=one.id, respondent_id=respondent_id)

    def _event(self, owner: int, position: int, event: Event) -> None:
        self._rows.insert(
            INSERT_EVENT,
            id=event.id,
            investigation_id=owner,
            position=position,
            **date_columns("date", event.date),
            kind=event.kind,
            lane=event.lane.value,
            title=event.title,
            description=event.description,
            confidence=event.confidence.value,
        )
        for actor in event.actors:
            self._rows.insert(INSERT_ACTOR, event_id=event.id, actor=actor)
        self._rows.cite(INSERT_EVENT_SOURCE, event.id, event.sources)

    def _findings(self, case: Case) -> None:
        for provision in case.provisions:
            shared = {"text": provision.text, "law": provision.law, "article": provision.article}
            provision_id = self._rows.once(INSERT_PROVISION, tuple(shared.values()), **shared)
            self._rows.insert_cited(
                INSERT_HELD,
                INSERT_HELD_SOURCE,
                provision.sources,
                investigation_id=case.investigation.id,
                provision_id=provision_id,
                finding=provision.finding.value,
            )

    def _decision(self, owner: int, decision: Decision) -> None:
        self._rows.insert_cited(
            INSERT_DECISION,
            INSERT_DECISION_SOURCE,
            decision.sources,
            investigation_id=owner,
            title=decision.title,
            reference=decision.reference,
            **date_columns("decided", decision.decided),
            **date_columns("notified", decision.notified),
            **date_columns("published", decision.published),
        )

    def _fine(self, owner: int, fine: Fine) -> None:
        fine_id = self._rows.insert(
            INSERT_FINE,
            investigation_id=owner,
            amount=None if fine.amount is None else fine.amount.minor,
            currency=None if fine.amount is None else fine.amount.currency,
            **date_columns("imposed", fine.imposed),
            status=fine.status.value,
            **date_columns("status_on", fine.status_on),
            status_text=fine.status_text,
            addressee=fine.addressee,
            note=fine.note,
        )
        self._rows.cite(INSERT_FINE_SOURCE, fine_id, fine.sources)
        for stage in fine.stages:
            self._rows.insert_cited(
                INSERT_STAGE,
                INSERT_STAGE_SOURCE,
                stage.sources,
                fine_id=fine_id,
                kind=stage.kind.value,
                **date_columns("day", stage.day),
                known_on=stored_day(stage.known_on),
                amount=None if stage.amount is None else stage.amount.minor,
                currency=None if stage.amount is None else stage.amount.currency,
                note=stage.note,
            )
