"""Which figure is asked about: the key that every amount shown carries."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from desktop.domain.case.terms import PenaltyTerms, TermsId


class FigureKind(StrEnum):
    """What an amount is."""

    ACCRUED = "accrued"
    ESTABLISHED = "established"
    ASSUMED = "assumed"
    CONTINGENT = "contingent"
    WOULD_HAVE = "would have"  # what an annulled penalty would have come to
    STRETCH = "stretch"  # what the days `first` to `last` add
    NEXT_INCREASE = "next increase"
    RATE = "rate"
    CAP = "cap"
    LIQUIDATED = "liquidated"
    UNLIQUIDATED = "unliquidated"
    REMITTED = "remitted"
    PAID = "paid"
    DUE = "due"
    LIQUIDATION = "liquidation"  # one sum an authority fixed
    PAYMENT = "payment"
    TALLY = "tally"  # a total as it was reported
    FINE = "fine"
    FINES = "fines"
    OUTSTANDING = "outstanding"
    QUOTED = "quoted"  # amounts in the file's own words, which nothing is calculated from
    RUNNING = "running"  # accrued by the penalties that run and whose breach was found


@dataclass(frozen=True, slots=True)
class FigureKey:
    """One figure: of all investigations (no slug), of one in a currency, or of one penalty line.

    `number` is the place of a fine, a rate, a liquidation, a payment or a tally among its like; `running`
    asks for the running penalties alone; `day` is another day than the one everything is shown as of;
    `scenario` names the scenario whose figure it is.
    """

    kind: FigureKind
    slug: str = ""
    terms: TermsId | None = None
    currency: str = ""
    number: int = 0
    first: date | None = None
    last: date | None = None
    running: bool = False
    day: date | None = None
    scenario: str = ""


@dataclass(frozen=True, slots=True)
class FigureKeys:
    """The figures that one text shows, in the order in which it shows them."""

    keys: tuple[FigureKey, ...] = ()


def line_key(kind: FigureKind, slug: str, terms: PenaltyTerms, number: int = 0) -> FigureKey:
    """The key of one figure of a penalty line."""
    return FigureKey(kind, slug, terms.id, terms.currency, number)


def currency_keys(
    slug: str, currencies: Iterable[str], *kinds: FigureKind, running: bool = False
) -> tuple[FigureKey, ...]:
    """The keys of figures in each currency: all currencies of the first kind, then of the next."""
    found = tuple(dict.fromkeys(currencies))
    return tuple(FigureKey(kind, slug, None, name, running=running) for kind in kinds for name in found)
