"""The sample's cases from TOML tables: investigations and their authorities, decisions, fines, events."""

from __future__ import annotations

import dataclasses
from itertools import count
from typing import TYPE_CHECKING

from desktop.domain.case.case import (
    Case,
    Decision,
    Event,
    Fine,
    FineStatus,
    Investigation,
    Lane,
    Order,
    Provision,
    ProvisionFinding,
    Respondent,
)
from desktop.domain.case.ids import CaseId, EventId
from desktop.domain.case.terms import TermsId
from desktop.domain.money import Money
from desktop.exchange.sample.penalty_tables import read_terms
from desktop.exchange.table import confidence, date, minor, sources, text, texts, word

if TYPE_CHECKING:
    from desktop.domain.case.case import Authority
    from desktop.domain.case.terms import PenaltyTerms
    from desktop.exchange.table import TomlTable
    from desktop.store.law.authorities import AuthorityDirectory


def read_authorities(table: TomlTable, directory: AuthorityDirectory) -> dict[str, Authority]:
    """The authorities of the directory by their keys; the table names those whose regime plays no part."""
    without = table.need("without_regime", texts)
    table.close()
    listed = {entry.key: entry.authority for entry in directory.entries}
    return listed | {key: dataclasses.replace(listed[key], regime="") for key in without}


class CaseReader:
    """A reader of cases that numbers investigations, penalty lines and events across all of them."""

    def __init__(self, authorities: dict[str, Authority]) -> None:
        self._authorities = authorities
        self._cases = count(1)
        self._events = count(1)
        self._terms = count(1)

    def read(self, table: TomlTable, slug: str) -> Case:
        """The case of a table. Raises ValueError for a faulty table."""
        investigation = self._investigation(table, slug)
        case = Case(
            investigation=investigation,
            sources=table.get("sources", sources, ()),
            provisions=table.each("provisions", _provision),
            decisions=table.each("decisions", _decision),
            fines=table.each("fines", _fine),
            orders=table.each("orders", _order),
            terms=table.each("terms", self._line, investigation.authority.zone),
            events=table.each("events", self._event),
        )
        table.close()
        return case

    def _line(self, table: TomlTable, zone: str) -> PenaltyTerms:
        return read_terms(table, TermsId(next(self._terms)), zone)

    def _investigation(self, table: TomlTable, slug: str) -> Investigation:
        return Investigation(
            id=CaseId(next(self._cases)),
            slug=slug,
            title=table.need("title", text),
            authority=self._authorities[table.need("authority", text)],
            respondents=table.each("respondents", _respondent),
            references=table.get("references", texts, ()),
            opened=table.get("opened", date),
            closed=table.get("closed", date),
            status=table.need("status", text),
            field_of_law=table.need("field_of_law", text),
            group=table.need("group", text),
            note=table.get("note", text, ""),
            country_note=table.get("country_note", text, ""),
            confidence=table.need("confidence", confidence),
        )

    def _event(self, table: TomlTable) -> Event:
        return Event(
            id=EventId(next(self._events)),
            date=table.need("date", date),
            kind=table.need("kind", text),
            lane=table.need("lane", word(Lane)),
            title=table.need("title", text),
            description=table.need("description", text),
            actors=table.get("actors", texts, ()),
            confidence=table.need("confidence", confidence),
            sources=table.get("sources", sources, ()),
        )


def _respondent(table: TomlTable) -> Respondent:
    return Respondent(
        name=table.need("name", text),
        short_name=table.need("short_name", text),
        country=table.need("country", text),
        kind=table.need("kind", text),
    )


def _provision(table: TomlTable) -> Provision:
    return Provision(
        text=table.need("text", text),
        law=table.need("law", text),
        article=table.get("article", text, ""),
        finding=table.get("finding", word(ProvisionFinding), ProvisionFinding.BREACHED),
    )


def _decision(table: TomlTable) -> Decision:
    return Decision(
        title=table.need("title", text),
        reference=table.get("reference", text, ""),
        decided=table.get("decided", date),
        notified=table.get("notified", date),
        published=table.get("published", date),
        sources=table.get("sources", sources, ()),
    )


def _fine(table: TomlTable) -> Fine:
    amount = None
    if table.has("currency") or table.has("amount"):  # neither where the amount is not known
        currency = table.need("currency", text)
        amount = Money(table.need("amount", minor(currency)), currency)
    return Fine(
        amount=amount,
        imposed=table.get("imposed", date),
        status=table.need("status", word(FineStatus)),
        status_on=table.get("status_on", date),
        status_text=table.need("status_text", text),
        addressee=table.get("addressee", text, ""),
        note=table.get("note", text, ""),
    )


def _order(table: TomlTable) -> Order:
    return Order(label=table.need("label", text), text=table.need("text", text))
