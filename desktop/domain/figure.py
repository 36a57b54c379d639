"""Which figure is asked about: the key that every amount shown carries."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.penalty import TermsId


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
    RUNNING = "running"  # accrued by the penalties that run and whose breach was found


@dataclass(frozen=True, slots=True)
class FigureKey:
    """One figure: of all investigations (no slug), of one in a currency, or of one penalty line.

    `number` is the place of a fine, a rate, a liquidation, a payment or a tally among its like; `running`
    asks for the running penalties alone; `day` is another day than the one everything is shown as of.
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
