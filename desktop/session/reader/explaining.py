"""Explanations on the worker's side: the ledgers of cases, each under its law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.case.limits import limits_of
from desktop.domain.explanation.explainer import explain
from desktop.domain.explanation.ledger import ledger_of
from desktop.store.law.laws import laws_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from desktop.domain.case.case import Case
    from desktop.domain.case.limits import Laws
    from desktop.domain.days.asof import AsOf
    from desktop.domain.explanation.explanation import Explanation
    from desktop.domain.explanation.figure import FigureKey
    from desktop.domain.explanation.ledger import Ledger


def shipped_laws(case: Case) -> Laws:
    """The laws of a case as shipped, without holidays that its file holds itself."""
    return laws_of(case.investigation.authority.regime)


def explained(
    key: FigureKey, cases: Iterable[Case], as_of: AsOf, laws_for: Callable[[Case], Laws] = shipped_laws
) -> Explanation | None:
    """The explanation of a figure of these cases as of a day; None if there is no such figure."""
    return explain(key, tuple(_ledger(key, case, as_of, laws_for(case)) for case in cases), as_of)


def _ledger(key: FigureKey, case: Case, as_of: AsOf, laws: Laws) -> Ledger:
    """The ledger on the day of the key, with the knowledge of the as-of day."""
    authority = case.investigation.authority
    day, known_on = key.day or as_of.day_in(authority.zone), as_of.known_in(authority.zone)
    return ledger_of(
        case,
        day,
        known_on,
        laws.law,
        limits_of(case.as_known(min(day, known_on)), laws),
        is_past=day < as_of.today_in(authority.zone),
    )
