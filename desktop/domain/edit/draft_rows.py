"""The edit that creates the investigation of a draft: all of its records at once."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from desktop.domain.days.edtf import precision_code, stored_days
from desktop.domain.edit.change import Edit, EditKind, Reference, added, new_uid
from desktop.domain.edit.draft import Reuse
from desktop.domain.edit.records import FileRecords
from desktop.domain.edit.regime_version import version_of

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.case.case import Case, Decision, Event, Investigation
    from desktop.domain.case.terms import Liquidation, PenaltyTerms
    from desktop.domain.days.period import UncertainDate
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
            **_date_cells("opened", one.opened),
            **_date_cells("closed", one.closed),
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
            **_date_cells("date", event.date),
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
            **_date_cells("decided", decision.decided),
            **_date_cells("notified", decision.notified),
            **_date_cells("published", decision.published),
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
            **_terms_cells(terms),
            **_start_cells(terms),
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
            self.add("liquidations", term_id=line, **_liquidation_cells(fixed))
        self.cite("term", line, terms.sources)


def _terms_cells(terms: PenaltyTerms) -> dict[str, Cell]:
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


def _liquidation_cells(fixed: Liquidation) -> dict[str, Cell]:
    window = fixed.window
    return {
        **_date_cells("decided", fixed.decided),
        "amount": fixed.amount.minor,
        "currency": fixed.amount.currency,
        "kind": fixed.kind,
        "status": fixed.status,
        "known_on": fixed.known_on.isoformat(),
        "window_start": None if window is None else window.start.isoformat(),
        "window_end": None if window is None else window.end.isoformat(),
        "published_from": _iso(fixed.published_from),
        "published_to": _iso(fixed.published_to),
        "units": fixed.units,
        "unit": fixed.unit,
        "convention": fixed.convention,
        "note": fixed.note,
        "confidence": fixed.confidence.value,
        "reduced_to": None,
        "reduced_known_on": None,
    }


def _date_cells(name: str, value: UncertainDate | None) -> dict[str, Cell]:
    first, last = (None, None) if value is None else stored_days(value)
    return {
        f"{name}_start": _iso(first),
        f"{name}_end": _iso(last),
        f"{name}_precision": None if value is None else precision_code(value),
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
