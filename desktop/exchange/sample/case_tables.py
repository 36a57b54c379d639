"""Cases from TOML tables."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from desktop.domain.case.case import (
    Authority,
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

if TYPE_CHECKING:
    from desktop.exchange.table import TomlTable


def read_authorities(table: TomlTable) -> dict[str, Authority]:
    """The authorities by their keys."""
    authorities = {}
    for one in table.tables("authorities"):
        authorities[one.text("key")] = Authority(
            name=one.text("name"),
            short_name=one.text("short_name"),
            country=one.text("country"),
            zone=one.text("zone"),
            regime=one.text("regime", ""),
        )
        one.done()
    table.done()
    return authorities


class CaseReader:
    """Reads cases one after another and numbers what they hold."""

    def __init__(self, authorities: dict[str, Authority]) -> None:
        self._authorities = authorities
        self._cases = count(1)
        self._events = count(1)
        self._terms = count(1)

    def read(self, table: TomlTable, slug: str) -> Case:
        """The case of a table. Raises ValueError where the table is not as it must be."""
        investigation = self._investigation(table, slug)
        case = Case(
            investigation=investigation,
            sources=table.sources(),
            provisions=tuple(_provision(one) for one in table.tables("provisions")),
            decisions=tuple(_decision(one) for one in table.tables("decisions")),
            fines=tuple(_fine(one) for one in table.tables("fines")),
            orders=tuple(_order(one) for one in table.tables("orders")),
            terms=tuple(
                read_terms(one, TermsId(next(self._terms)), investigation.authority.zone)
                for one in table.tables("terms")
            ),
            events=tuple(self._event(one) for one in table.tables("events")),
        )
        table.done()
        return case

    def _investigation(self, table: TomlTable, slug: str) -> Investigation:
        return Investigation(
            id=CaseId(next(self._cases)),
            slug=slug,
            title=table.text("title"),
            authority=self._authorities[table.text("authority")],
            respondents=tuple(_respondent(one) for one in table.tables("respondents")),
            references=table.texts("references"),
            opened=table.maybe_date("opened"),
            closed=table.maybe_date("closed"),
            status=table.text("status"),
            field_of_law=table.text("field_of_law"),
            group=table.text("group"),
            note=table.text("note", ""),
            country_note=table.text("country_note", ""),
            confidence=table.confidence(),
        )

    def _event(self, table: TomlTable) -> Event:
        event = Event(
            id=EventId(next(self._events)),
            date=table.date("date"),
            kind=table.text("kind"),
            lane=Lane(table.text("lane")),
            title=table.text("title"),
            description=table.text("description"),
            actors=table.texts("actors"),
            confidence=table.confidence(),
            sources=table.sources(),
        )
        table.done()
        return event


def _respondent(table: TomlTable) -> Respondent:
    respondent = Respondent(
        name=table.text("name"),
        short_name=table.text("short_name"),
        country=table.text("country"),
        kind=table.text("kind"),
    )
    table.done()
    return respondent


def _provision(table: TomlTable) -> Provision:
    provision = Provision(
        text=table.text("text"),
        law=table.text("law"),
        article=table.text("article", ""),
        finding=ProvisionFinding(table.text("finding", ProvisionFinding.BREACHED.value)),
    )
    table.done()
    return provision


def _decision(table: TomlTable) -> Decision:
    decision = Decision(
        title=table.text("title"),
        reference=table.text("reference", ""),
        decided=table.maybe_date("decided"),
        notified=table.maybe_date("notified"),
        published=table.maybe_date("published"),
        sources=table.sources(),
    )
    table.done()
    return decision


def _fine(table: TomlTable) -> Fine:
    currency = table.text("currency")
    fine = Fine(
        amount=Money(table.minor("amount", currency), currency),
        imposed=table.date("imposed"),
        status=FineStatus(table.text("status")),
        status_on=table.maybe_date("status_on"),
        status_text=table.text("status_text"),
        addressee=table.text("addressee", ""),
        note=table.text("note", ""),
    )
    table.done()
    return fine


def _order(table: TomlTable) -> Order:
    order = Order(label=table.text("label"), text=table.text("text"))
    table.done()
    return order
