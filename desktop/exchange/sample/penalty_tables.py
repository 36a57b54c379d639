"""The sample's penalty lines from TOML tables: terms, facts, liquidations and payments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.case.terms import (
    Annulment,
    Compliance,
    Finding,
    Grace,
    LastDay,
    Liquidation,
    Occurrence,
    Payment,
    PenaltyTerms,
    Rate,
    Stay,
    Tally,
)
from desktop.domain.days.period import Span
from desktop.domain.law.deadline import DeadlineRule, GraceUnit, MonthRule, Rollover
from desktop.domain.law.kinds import CapMode, MonthStay, PartUnit, Recovery, StayKind, Unit
from desktop.domain.money import Money
from desktop.domain.source import Confidence
from desktop.exchange.table import confidence, date, day, flag, minor, number, sources, text, texts, word
from desktop.store.law.calendars import calendar
from desktop.strict import then

if TYPE_CHECKING:
    from desktop.domain.case.terms import TermsId
    from desktop.exchange.table import TomlTable

# Kinds of words and codes that may be empty, which is the same as missing.
_calendar = then(text, lambda code: calendar(code) if code else None)
_grace_unit = then(text, lambda unit: GraceUnit(unit) if unit else None)
_month_stay = then(text, lambda stay: MonthStay(stay) if stay else None)


def read_terms(table: TomlTable, line: TermsId, zone: str) -> PenaltyTerms:
    """The terms of a penalty line. Raises ValueError for a faulty table."""
    currency = table.need("currency", text)
    return PenaltyTerms(
        id=line,
        label=table.need("label", text),
        local_name=table.need("local_name", text),
        currency=currency,
        unit=table.need("unit", word(Unit)),
        rates=table.each("rates", _rate, currency),
        part_unit=table.get("part_unit", word(PartUnit), PartUnit.NONE),
        month_stay=table.get("month_stay", _month_stay),
        deadline_rule=_rule(table),
        working_days=table.get("unit_calendar", _calendar),
        recovery=table.need("recovery", word(Recovery)),
        zone=zone,
        decided_on=table.get("decided_on", day),
        notified_on=table.get("notified_on", day),
        grace=table.maybe("grace", _grace),
        first_day=table.get("first_day", day),
        first_day_basis=table.get("first_day_basis", text, ""),
        first_day_confidence=table.get("first_day_confidence", confidence, Confidence.UNKNOWN),
        multiplier=table.get("multiplier", number, 1),
        multiplier_by=table.get("multiplier_by", text, ""),
        cap=table.get("cap", minor(currency)),
        cap_mode=table.get("cap_mode", word(CapMode), CapMode.TRUNCATE),
        max_units=table.get("max_units", number),
        shared_cap=table.get("shared_cap", text, ""),
        last_day=table.maybe("last_day", _last_day),
        compliance_day_counted=table.get("compliance_day_counted", flag, False),
        stays=table.each("stays", _stay),
        compliance=table.each("compliance", _compliance),
        findings=table.each("findings", _finding),
        tallies=table.each("tallies", _tally, currency),
        occurrences=table.each("occurrences", _occurrence),
        annulment=table.maybe("annulment", _annulment),
        liquidations=table.each("liquidations", _liquidation, currency),
        payments=table.each("payments", _payment, currency),
        outcome=table.get("outcome", text, ""),
        outcome_known_on=table.get("outcome_known_on", day),
        order_labels=table.get("orders", texts, ()),
        rounding=table.get("rounding", text, ""),
        trigger=table.get("trigger", text, ""),
        status=table.get("status", text, ""),
        note=table.get("note", text, ""),
        confidence=table.need("confidence", confidence),
        sources=table.get("sources", sources, ()),
    )


def _rule(table: TomlTable) -> DeadlineRule:
    """The deadline rule of the grace period. Raises TableError where a needed calendar is missing."""
    plain = DeadlineRule()
    rule = DeadlineRule(
        min_working_days=table.get("min_working_days", number, plain.min_working_days),
        min_applies_from=table.get("min_applies_from", number, plain.min_applies_from),
        months=table.get("month_rule", word(MonthRule), plain.months),
        franc=table.get("franc", flag, False),
        rollover=table.get("rollover", word(Rollover), plain.rollover),
        working_days=table.get("deadline_calendar", _calendar),
    )
    if rule.working_days is None and (rule.rollover is not plain.rollover or rule.min_working_days):
        raise table.wrong("a deadline that needs working days needs deadline_calendar")
    return rule


def _rate(table: TomlTable, currency: str) -> Rate:
    return Rate(
        minor=table.need("amount", minor(currency)),
        from_unit=table.get("from_unit", number),
        from_day=table.get("from_day", day),
        known_on=table.get("known_on", day),
    )


def _grace(table: TomlTable) -> Grace:
    return Grace(
        unit=table.get("unit", _grace_unit),
        length=table.get("length", number),
        runs_from=table.need("runs_from", text),
        last_day=table.get("last_day", day),
    )


def _last_day(table: TomlTable) -> LastDay:
    return LastDay(
        on=table.need("on", day),
        known_on=table.need("known_on", day),
        confidence=table.need("confidence", confidence),
        note=table.get("note", text, ""),
    )


def _annulment(table: TomlTable) -> Annulment:
    return Annulment(known_on=table.need("known_on", day), note=table.get("note", text, ""))


def _stay(table: TomlTable) -> Stay:
    return Stay(
        start=table.need("start", day),
        end=table.get("end", day),
        known_on=table.need("known_on", day),
        end_known_on=table.get("end_known_on", day),
        note=table.get("note", text, ""),
        kind=table.get("kind", word(StayKind), StayKind.ACCRUAL),
    )


def _compliance(table: TomlTable) -> Compliance:
    return Compliance(
        on=table.need("on", day),
        known_on=table.need("known_on", day),
        relapse=table.get("relapse", flag, False),
        confidence=table.need("confidence", confidence),
        note=table.get("note", text, ""),
    )


def _occurrence(table: TomlTable) -> Occurrence:
    return Occurrence(
        on=table.need("on", day),
        known_on=table.need("known_on", day),
        note=table.get("note", text, ""),
        sources=table.get("sources", sources, ()),
    )


def _window(table: TomlTable) -> Span | None:
    """The days from `window_start` on, before `window_end`."""
    start, end = table.get("window_start", day), table.get("window_end", day)
    if (start is None) != (end is None):
        raise table.wrong("a window needs its start and its end")
    return Span(start, end) if start and end else None


def _finding(table: TomlTable) -> Finding:
    window = _window(table)
    if window is None:
        raise table.wrong("a finding needs its window")
    return Finding(
        window, table.need("known_on", day), table.get("note", text, ""), table.get("sources", sources, ())
    )


def _tally(table: TomlTable, currency: str) -> Tally:
    return Tally(
        by=table.need("by", day),
        known_on=table.need("known_on", day),
        units=table.get("units", number),
        minor=table.get("amount", minor(currency)),
        note=table.get("note", text, ""),
        sources=table.get("sources", sources, ()),
    )


def _liquidation(table: TomlTable, currency: str) -> Liquidation:
    return Liquidation(
        decided=table.need("decided", date),
        amount=Money(table.need("amount", minor(currency)), currency),
        kind=table.need("kind", text),
        status=table.need("status", text),
        known_on=table.need("known_on", day),
        window=_window(table),
        published_from=table.get("published_from", day),
        published_to=table.get("published_to", day),
        units=table.get("units", number),
        unit=table.get("unit", text, ""),
        convention=table.get("convention", text, ""),
        note=table.get("note", text, ""),
        confidence=table.need("confidence", confidence),
        sources=table.get("sources", sources, ()),
        reduced_to=table.get("reduced_to", minor(currency)),
        reduced_known_on=table.get("reduced_known_on", day),
    )


def _payment(table: TomlTable, currency: str) -> Payment:
    return Payment(
        paid=table.need("paid", date),
        amount=Money(table.need("amount", minor(currency)), currency),
        known_on=table.need("known_on", day),
        kind=table.get("kind", text, "paid"),
        note=table.get("note", text, ""),
        sources=table.get("sources", sources, ()),
    )
