"""The cells of what an import writes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from desktop.domain.days.edtf import precision_code, stored_days

if TYPE_CHECKING:
    from desktop.domain.days.period import UncertainDate


@lru_cache(maxsize=20_000)
def date_cells(date: UncertainDate | None) -> tuple[str | None, str | None, str | None]:
    """The three cells of a date."""
    if date is None:
        return None, None, None
    first, last = stored_days(date)
    return first.isoformat(), last.isoformat(), precision_code(date)
