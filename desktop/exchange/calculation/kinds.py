"""The kinds of question and who answers each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.exchange.calculation import accrual, deadlines, hours, interest, published_check

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

KINDS: Mapping[str, Callable[[object], dict[str, object]]] = {
    "deadline": deadlines.calculate,
    "accrual": accrual.calculate,
    "published_check": published_check.calculate,
    "instant": hours.calculate_days,
    "hours_period": hours.calculate_period,
    "interest": interest.calculate,
}
