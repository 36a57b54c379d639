"""The kinds of question, each with the function that answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.exchange.calculation import (
    accrual,
    ceilings,
    deadlines,
    faults,
    hours,
    interest,
    limitation,
    published_check,
    settlement,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

KINDS: Mapping[str, Callable[[object], dict[str, object]]] = {
    "deadline": deadlines.calculate,
    "accrual": accrual.calculate,
    "published_check": published_check.calculate,
    "fine_ceiling": ceilings.calculate_fine,
    "turnover_cap": ceilings.calculate_cap,
    "limitation": limitation.calculate,
    "settlement": settlement.calculate,
    "instant": hours.calculate_days,
    "hours_period": hours.calculate_period,
    "interest": interest.calculate,
    "error": faults.calculate,
}
