"""Explanations of the sample's figures on a day, for tests."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from desktop.domain.days.asof import AsOf
from desktop.domain.explanation.figure import FigureKey, FigureKind
from desktop.session.reader.explaining import explained
from tests.sampled import sampled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.case.case import Case
    from desktop.domain.explanation.explanation import Explanation


@cache
def cases() -> dict[str, Case]:
    """Every investigation of the sample by its slug."""
    return {case.investigation.slug: case for case in sampled()}


def on(day: str, *, hindsight: bool = False) -> AsOf:
    """A picked day, with what was known then or today."""
    return AsOf(today=date(2026, 11, 22), picked=date.fromisoformat(day), hindsight=hindsight)


def of_line(
    slug: str, kind: FigureKind, day: str, label: str = "P1", number: int = 0, *, hindsight: bool = False
) -> Explanation:
    """The explanation of a figure of one line."""
    terms = next(terms for terms in cases()[slug].terms if terms.label == label)
    key = FigureKey(kind, slug, terms.id, terms.currency, number)
    found = explained(key, (cases()[slug],), on(day, hindsight=hindsight))
    assert found is not None
    return found


def of_case(slug: str, kind: FigureKind, day: str, currency: str = "EUR") -> Explanation:
    """The explanation of a figure of an investigation."""
    found = explained(FigureKey(kind, slug, None, currency), (cases()[slug],), on(day))
    assert found is not None
    return found


def keys_of(case: Case) -> Iterator[FigureKey]:
    """Every figure an investigation can have."""
    slug = case.investigation.slug
    for terms in case.terms:
        for kind in FigureKind:
            yield FigureKey(kind, slug, terms.id, terms.currency)
        for kind, many in (
            (FigureKind.RATE, terms.rates),
            (FigureKind.LIQUIDATION, terms.liquidations),
            (FigureKind.PAYMENT, terms.payments),
            (FigureKind.TALLY, terms.tallies),
        ):
            yield from (FigureKey(kind, slug, terms.id, terms.currency, n) for n in range(len(many)))
    for number, fine in enumerate(case.fines):
        yield FigureKey(FigureKind.FINE, slug, None, fine.currency, number)
    currencies = {terms.currency for terms in case.terms} | {fine.currency for fine in case.fines}
    for currency in sorted(currencies):
        yield from (FigureKey(kind, slug, None, currency) for kind in FigureKind)
