"""The next growth of several penalty lines together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.money import totals
from desktop.domain.penalty.accrual import Increase

if TYPE_CHECKING:
    from desktop.domain.page.page import Penalty


def next_increases(penalties: tuple[Penalty, ...]) -> tuple[Increase, ...]:
    """What is added on the first day on which any line grows: one increase per currency, largest first."""
    coming = [penalty.accrual.next_increase for penalty in penalties]
    known = [increase for increase in coming if increase is not None]
    if not known:
        return ()
    on = min(increase.on for increase in known)
    sums = totals(tuple(increase.by for increase in known if increase.on == on))
    return tuple(Increase(on, amount) for amount in sums)
