"""Small investigations for tests: one authority, one respondent, a few penalty lines."""

from __future__ import annotations

from datetime import date
from typing import Any

from desktop.domain.case.case import Authority, Case, Fine, FineStatus, Investigation, Respondent
from desktop.domain.case.ids import CaseId
from desktop.domain.case.terms import Liquidation, PenaltyTerms, Rate, TermsId
from desktop.domain.days.period import Span, on_day, parse_date
from desktop.domain.law.kinds import Unit
from desktop.domain.money import Money
from desktop.domain.source import Confidence

AUTHORITY = Authority("Authority", "AUT", "FR", "Europe/Paris", "FR-CNIL")


def case_of(*terms: PenaltyTerms, slug: str = "case", fines: tuple[Fine, ...] = ()) -> Case:
    investigation = Investigation(
        id=CaseId(1),
        slug=slug,
        title="Case",
        authority=AUTHORITY,
        respondents=(Respondent("Example SA", "Example", "FR", "company"),),
        references=("R-1",),
        opened=parse_date("2020-05"),
        closed=None,
        status="",
        field_of_law="data-protection",
        group="",
        note="",
        country_note="",
        confidence=Confidence.CONFIRMED,
    )
    return Case(investigation, terms=terms, fines=fines)


def line(number: int, first: date, **more: Any) -> PenaltyTerms:
    known: dict[str, Any] = {
        "id": TermsId(number),
        "label": f"P{number}",
        "local_name": "astreinte",
        "currency": "EUR",
        "unit": Unit.DAY,
        "rates": (Rate(100),),
        "first_day": first,
        "decided_on": date(2022, 1, 1),
    }
    return PenaltyTerms(**(known | more))


def fine(
    minor: int | None,
    imposed: str | None,
    status: FineStatus = FineStatus.IMPOSED,
    status_on: str | None = None,
    currency: str = "EUR",
) -> Fine:
    """A fine of an amount and a day, each None where it is not known."""
    amount = None if minor is None else Money(minor, currency)
    days = (None if day is None else parse_date(day) for day in (imposed, status_on))
    first, later = days
    return Fine(amount, first, status, later, "", "", "")


def liquidation(first: date, end: date, minor: int, decided: date) -> Liquidation:
    return Liquidation(
        on_day(decided), Money(minor, "EUR"), "partial liquidation", "", decided, window=Span(first, end)
    )
