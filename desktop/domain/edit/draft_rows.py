"""The edit that creates the investigation of a draft: all of its records at once."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from desktop.domain.edit.change import Edit, EditKind, Reference, added, new_uid
from desktop.domain.edit.draft import Reuse
from desktop.domain.edit.facts import fact_cells
from desktop.domain.edit.record_form import date_cells
from desktop.domain.edit.records import FileRecords
from desktop.domain.edit.regime_version import version_of

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.case.case import Case, Decision, Event, Investigation
    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.edit.change import Cell, Change
    from desktop.domain.edit.draft import Draft
    from desktop.domain.law.regime import Regime
    from desktop.domain.source import Source


def creation(case: Case, draft: Draft, records: FileRecords, regime: Regime | None = None) -> Edit:
    """The edit that adds the case of a draft; a known authority and a linked respondent are used again.

    `regime` is the one whose rules the terms were made with.
    """
    rows = _Rows(draft.source_kind)
    investigation = rows.investigation(case.investigation, records)
    rows.parties(investigation, case.investigation, records if draft.reuse is Reuse.LINK else FileRecords())
    rows.cite("investigation", investigation, case.sources)
    for position, event in enumerate(case.events):
        rows.event(investigation, position, event)
    for decision in case.decisions:
        rows.decision(investigation, decision)
    for order in case.orders:
        rows.add("orders", investigation_id=investigation, label=order.label, text=order.text)
    for position, terms in enumerate(case.terms):
        rows.terms(investigation, position, terms, draft.regime, version_of(regime))
    return Edit(EditKind.INVESTIGATION_ADDED, tuple(rows.changes), new_uid())


def order_addition(
    case: Case, investigation: str, terms: PenaltyTerms, regime: Regime | None
) -> tuple[Change, ...]:
    """The records of an order that a case has now, and the file has not: its terms, rates and texts."""
    rows, owner = _Rows(""), Reference("investigations", investigation)
    for order in case.orders:
        if order.label in terms.order_labels:
            rows.add("orders", investigation_id=owner, label=order.label, text=order.text)
    code = "" if regime is None else regime.code
    rows.terms(owner, len(case.terms) - 1, terms, code, version_of(regime))
    return tuple(rows.changes)


def terms_cells(terms: PenaltyTerms) -> dict[str, Cell]:
    """The cells of terms that a draft can say; those of facts known later are empty."""
    return {**_amount_cells(terms), **_start_cells(terms)}


class _Rows:
    """The records added so far, each source once."""

    def __init__(self, source_kind: str) -> None:
        self.changes: list[Change] = []
        self._source_kind = source_kind
        self._sources: dict[Source, str] = {}

    def add(self, table: str, **cells: Cell) -> str:
        """Add a record; returns its uid."""
        uid = new_uid()
        self.changes.append(added(table, uid, **cells))
        return uid

    def investigation(self, one: Investigation, records: FileRecords) -> Reference:
        """Add an investigation, and its authority where the file does not know it."""
        authority = records.authority(one.authority)
        if authority is None:
            authority = self.add("authorities", **asdict(one.authority))
        uid = self.add(
            "investigations",
            slug=one.slug,
            title=one.title,
            authority_id=Reference("authorities", authority),
            **date_cells("opened", one.opened),
            **date_cells("closed", one.closed),
            status=one.status,
            field_of_law=one.field_of_law,
            linked_group=one.group,
            note=one.note,
            country_note=one.country_note,
            confidence=one.confidence.value,
        )
        return Reference("investigations", uid)

    def parties(self, investigation: Reference, one: Investigation, records: FileRecords) -> None:
        """Add the respondents of an investigation that are no records to be linked, and its references."""
        known = {respondent: uid for uid, respondent in reversed(records.respondents)}
        for respondent in one.respondents:
            uid = known.get(respondent) or self.add("respondents", **asdict(respondent))
            self.add(
                "investigation_respondents",
                investigation_id=investigation,
                respondent_id=Reference("respondents", uid),
            )
        for reference in one.references:
            self.add("investigation_references", investigation_id=investigation, reference=reference)

    def cite(self, fact: str, owner: Reference, sources: tuple[Source, ...]) -> None:
        """Join sources to a record."""
        for source in sources:
            uid = self._sources.get(source)
            if uid is None:
                uid = self._sources[source] = self.add(
                    "sources", url=source.url, publisher=source.publisher, kind=self._source_kind
                )
            self.add(f"{fact}_sources", **{f"{fact}_id": owner, "source_id": Reference("sources", uid)})

    def event(self, investigation: Reference, position: int, event: Event) -> None:
        uid = self.add(
            "events",
            investigation_id=investigation,
            position=position,
            **date_cells("date", event.date),
            kind=event.kind,
            lane=event.lane.value,
            title=event.title,
            description=event.description,
            confidence=event.confidence.value,
        )
        for actor in event.actors:
            self.add("event_actors", event_id=Reference("events", uid), actor=actor)
        self.cite("event", Reference("events", uid), event.sources)

    def decision(self, investigation: Reference, decision: Decision) -> None:
        uid = self.add(
            "decisions",
            investigation_id=investigation,
            title=decision.title,
            reference=decision.reference,
            **date_cells("decided", decision.decided),
            **date_cells("notified", decision.notified),
            **date_cells("published", decision.published),
        )
        self.cite("decision", Reference("decisions", uid), decision.sources)

    def terms(
        self, investigation: Reference, position: int, terms: PenaltyTerms, regime: str, version: str
    ) -> None:
        uid = self.add(
            "penalty_terms",
            investigation_id=investigation,
            position=position,
            regime=regime,
            regime_version=version,
            **terms_cells(terms),
        )
        line = Reference("penalty_terms", uid)
        for label in terms.order_labels:
            self.add("term_orders", term_id=line, label=label)
        for rate in terms.rates:
            self.add(
                "penalty_rates",
                term_id=line,
                amount=rate.minor,
                from_unit=rate.from_unit,
                from_day=_iso(rate.from_day),
                known_on=_iso(rate.known_on),
            )
        for fixed in terms.liquidations:
            self.add("liquidations", term_id=line, **fact_cells(fixed))
        self.cite("term", line, terms.sources)


def _amount_cells(terms: PenaltyTerms) -> dict[str, Cell]:
    """The cells on the sum, on the count of days and on the end of a penalty."""
    rule = terms.deadline_rule
    return {
        "label": terms.label,
        "local_name": terms.local_name,
        "currency": terms.currency,
        "unit": terms.unit.value,
        "part_unit": terms.part_unit.value,
        "month_stay": None,
        "unit_calendar": "" if terms.working_days is None else terms.working_days.code,
        "month_rule": rule.months.value,
        "franc": int(rule.franc),
        "rollover": rule.rollover.value,
        "min_working_days": rule.min_working_days,
        "min_applies_from": rule.min_applies_from,
        "deadline_calendar": "" if rule.working_days is None else rule.working_days.code,
        "recovery": terms.recovery.value,
        "zone": terms.zone,
        "multiplier": terms.multiplier,
        "multiplier_by": terms.multiplier_by,
        "cap": terms.cap,
        "cap_mode": terms.cap_mode.value,
        "max_units": terms.max_units,
        "shared_cap": terms.shared_cap,
        "compliance_day_counted": int(terms.compliance_day_counted),
        "rounding": terms.rounding,
        "trigger_text": terms.trigger,
        "status": terms.status,
        "note": terms.note,
        "confidence": terms.confidence.value,
    }


def _start_cells(terms: PenaltyTerms) -> dict[str, Cell]:
    """The cells on the start of a penalty, and those on facts that a new one has not."""
    grace = terms.grace
    return {
        "decided_on": _iso(terms.decided_on),
        "notified_on": _iso(terms.notified_on),
        "has_grace": int(grace is not None),
        "grace_length": None if grace is None else grace.length,
        "grace_unit": None if grace is None or grace.unit is None else grace.unit.value,
        "grace_runs_from": "" if grace is None else grace.runs_from,
        "grace_last_day": None if grace is None else _iso(grace.last_day),
        "first_day": _iso(terms.first_day),
        "first_day_basis": terms.first_day_basis,
        "first_day_confidence": terms.first_day_confidence.value,
        "last_day": None,
        "last_day_known_on": None,
        "last_day_confidence": "",
        "last_day_note": "",
        "annulment_known_on": None,
        "annulment_note": "",
        "outcome": "",
        "outcome_known_on": None,
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
