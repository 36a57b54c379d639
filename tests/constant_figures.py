"""Prepared figures of an investigation that stands the same on every day."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from desktop.domain.prepared.standing import AHEAD, CONTINGENT, FIRST_DAY, HEADLINES, LINE, SHOWN, code_of

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.money import Money
    from desktop.domain.penalty.headline import Headline


def constant_figures(
    headline: Headline,
    accrued: tuple[Money, ...] = (),
    *,
    contingent: bool = False,
    first_day: date | None = None,
) -> bytes:
    """Figures with these amounts on every day; `first_day` is the first penalty day while in grace."""
    flags = HEADLINES.index(headline) | SHOWN
    flags |= CONTINGENT if contingent else 0
    flags |= first_day.toordinal() << FIRST_DAY | AHEAD if first_day is not None else 0
    section = [1, len(accrued), 0, flags]
    legs_at = 3 + len(section) + LINE * len(accrued)
    lines, legs = [], []
    for number, amount in enumerate(accrued):
        lines += [code_of(amount.currency), *[0] * (LINE - 3), 1, legs_at + 4 * number]
        legs += [0, SHOWN, amount.minor, 0]
    return array("q", [1, 0, 3, *section, *lines, *legs]).tobytes()
