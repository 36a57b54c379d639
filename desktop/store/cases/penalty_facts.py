"""Reading the facts of penalty lines: rates, stays, compliance, breaches, tallies, liquidations, payments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.case.terms import Compliance, Finding, Liquidation, Occurrence, Payment, Rate, Stay, Tally
from desktop.domain.days.period import Span
from desktop.domain.law.kinds import StayKind
from desktop.domain.money import Money
from desktop.domain.source import Confidence
from desktop.store.cases import penalty_queries as sql
from desktop.store.cases.columns import day, maybe_day, maybe_span, source, uncertain
from desktop.store.cells.penalty_tables import other_currency

if TYPE_CHECKING:
    from desktop.domain.source import Source
    from desktop.store.cases.asking import CasesAsked, Grouped, Unread
    from desktop.store.cells.table import Row


def rate(row: Row) -> Rate:
    """The rate in a row, in minor units."""
    return Rate(row["amount"], row["from_unit"], maybe_day(row["from_day"]), maybe_day(row["known_on"]))


def stays(asking: CasesAsked, unread: Unread) -> Grouped[Stay]:
    """The stays, by penalty line."""
    sources = _since_2(asking, sql.STAY_SOURCES)

    def stay(row: Row) -> Stay:
        return Stay(
            day(row["start_day"]),
            maybe_day(row["end_day"]),
            day(row["known_on"]),
            maybe_day(row["end_known_on"]),
            row["note"],
            StayKind(row["kind"]),
            sources.get(row["id"], ()),
        )

    return asking.grouped(sql.STAYS, "stays", stay, unread)


def compliance(asking: CasesAsked, unread: Unread) -> Grouped[Compliance]:
    """The days of compliance and relapse, by penalty line."""
    sources = _since_2(asking, sql.COMPLIANCE_SOURCES)

    def fact(row: Row) -> Compliance:
        return Compliance(
            on=day(row["on_day"]),
            known_on=day(row["known_on"]),
            relapse=bool(row["relapse"]),
            confidence=Confidence(row["confidence"]),
            note=row["note"],
            sources=sources.get(row["id"], ()),
        )

    return asking.grouped(sql.COMPLIANCE, "compliance", fact, unread)


def _since_2(asking: CasesAsked, query: str) -> Grouped[Source]:
    """The sources that a query finds; its table is there since schema 2."""
    return asking.grouped(query, "sources", source) if asking.file.version > 1 else {}


def occurrences(asking: CasesAsked, unread: Unread) -> Grouped[Occurrence]:
    """The single breaches, by penalty line."""
    sources = asking.grouped(sql.OCCURRENCE_SOURCES, "sources", source)

    def occurrence(row: Row) -> Occurrence:
        return Occurrence(day(row["on_day"]), day(row["known_on"]), row["note"], sources.get(row["id"], ()))

    return asking.grouped(sql.OCCURRENCES, "occurrences", occurrence, unread)


def findings(asking: CasesAsked, unread: Unread) -> Grouped[Finding]:
    """The findings of breach, by penalty line."""
    sources = asking.grouped(sql.FINDING_SOURCES, "sources", source)

    def finding(row: Row) -> Finding:
        window = Span(day(row["window_start"]), day(row["window_end"]))
        return Finding(window, day(row["known_on"]), row["note"], sources.get(row["id"], ()))

    return asking.grouped(sql.FINDINGS, "findings", finding, unread)


def tallies(asking: CasesAsked, unread: Unread) -> Grouped[Tally]:
    """The reported totals, by penalty line."""
    sources = asking.grouped(sql.TALLY_SOURCES, "sources", source)

    def tally(row: Row) -> Tally:
        return Tally(
            by=day(row["by_day"]),
            known_on=day(row["known_on"]),
            units=row["units"],
            minor=row["amount"],
            note=row["note"],
            sources=sources.get(row["id"], ()),
        )

    return asking.grouped(sql.TALLIES, "tallies", tally, unread)


def liquidations(asking: CasesAsked, unread: Unread) -> Grouped[Liquidation]:
    """The liquidated sums, by penalty line."""
    sources = asking.grouped(sql.LIQUIDATION_SOURCES, "sources", source)

    def liquidation(row: Row) -> Liquidation:
        return Liquidation(
            decided=uncertain(row, "decided"),
            amount=Money(row["amount"], row["currency"]),
            kind=row["kind"],
            status=row["status"],
            known_on=day(row["known_on"]),
            window=maybe_span(row),
            published_from=maybe_day(row["published_from"]),
            published_to=maybe_day(row["published_to"]),
            units=row["units"],
            unit=row["unit"],
            convention=row["convention"],
            note=row["note"],
            confidence=Confidence(row["confidence"]),
            sources=sources.get(row["id"], ()),
            reduced_to=row["reduced_to"],
            reduced_known_on=maybe_day(row["reduced_known_on"]),
        )

    return asking.grouped(sql.LIQUIDATIONS, "liquidations", liquidation, unread, other_currency)


def payments(asking: CasesAsked, unread: Unread) -> Grouped[Payment]:
    """The sums paid or set off, by penalty line."""
    sources = asking.grouped(sql.PAYMENT_SOURCES, "sources", source)

    def payment(row: Row) -> Payment:
        return Payment(
            paid=uncertain(row, "paid"),
            amount=Money(row["amount"], row["currency"]),
            known_on=day(row["known_on"]),
            kind=row["kind"],
            note=row["note"],
            sources=sources.get(row["id"], ()),
        )

    return asking.grouped(sql.PAYMENTS, "payments", payment, unread, other_currency)
