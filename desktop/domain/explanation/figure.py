"""The key of a figure, which every amount shown carries to ask for its explanation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from desktop.domain.case.terms import PenaltyTerms, TermsId


class FigureKind(StrEnum):
    """The kind of an amount."""

    ACCRUED = "accrued"
    ESTABLISHED = "established"
    ASSUMED = "assumed"
    CONTINGENT = "contingent"
    WOULD_HAVE = "would have"  # the sum of an annulled penalty without its annulment
    STRETCH = "stretch"  # the sum of the days `first` to `last`
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
    QUOTED = "quoted"  # amounts in the file's own words, part of no calculation
    RUNNING = "running"  # accrued by running penalties whose breach was found


@dataclass(frozen=True, slots=True)
class FigureKey:
    """A figure of all investigations (no slug), of one investigation in a currency, or of a penalty line.

    `number` is the place of a fine, rate, liquidation, payment or tally among its like; `running` asks for
    the running penalties alone; `day` is a day other than the as-of day; `scenario` is a scenario's name.
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
    """The keys of the figures in a text, in their order."""

    keys: tuple[FigureKey, ...] = ()


def line_key(kind: FigureKind, slug: str, terms: PenaltyTerms, number: int = 0) -> FigureKey:
    """The key of a figure of a penalty line."""
    return FigureKey(kind, slug, terms.id, terms.currency, number)


def currency_keys(
    slug: str, currencies: Iterable[str], *kinds: FigureKind, running: bool = False
) -> tuple[FigureKey, ...]:
    """The keys of the figures of each kind in each currency, ordered by kind."""
    found = tuple(dict.fromkeys(currencies))
    return tuple(FigureKey(kind, slug, None, name, running=running) for kind in kinds for name in found)
