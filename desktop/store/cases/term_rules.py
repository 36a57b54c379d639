"""The rules that stored terms copied from their regime, with its version of then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.edit.regime_version import COLUMNS, StoredRules
from desktop.store.cases.records import WITH_UIDS
from desktop.store.cells.rows import checked

if TYPE_CHECKING:
    from desktop.store.file.casefile import CaseFile

_CELLS = (*COLUMNS.values(), "deadline_calendar")
SELECT = f"""
SELECT id, uid, label, regime, regime_version, {", ".join(_CELLS)} FROM penalty_terms
 WHERE investigation_id = :investigation AND regime_version <> '' ORDER BY position, id
"""  # noqa: S608 - names of columns of our own


def load_rules(file: CaseFile, investigation: int) -> tuple[StoredRules, ...]:
    """The rules of the terms of an investigation whose regime's version is known."""
    if file.version < WITH_UIDS:
        return ()
    rows = (
        cells.row
        for _, cells in checked("penalty_terms", file.rows(SELECT, {"investigation": investigation}))
    )
    return tuple(
        StoredRules(
            row["uid"],
            row["label"],
            row["regime"],
            row["regime_version"],
            {name: row[name] for name in _CELLS},
        )
        for row in rows
        if row is not None
    )
