"""The rows of the Decision tab as records: what a row shows, and the records behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.case.case import Provision
from desktop.domain.case.limits import ArticleLimit
from desktop.domain.edit.change import Reference
from desktop.domain.edit.decided import PROVISIONS, DecidedKind, cells_of
from desktop.domain.edit.stages import stage_cells
from desktop.domain.page.page import FineStanding
from desktop.models.page.decision import DecisionRow, StageRow
from desktop.models.table import ROW_ROLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex

    from desktop.domain.case.case import Case
    from desktop.domain.edit.change import Cell
    from desktop.domain.edit.decided import Decided
    from desktop.session.edits.forms import FormEdits
    from desktop.session.reader.trials import FoundRecord


def shown_in(index: QModelIndex, case: Case | None) -> Decided | StageRow | None:
    """What a row of a table shows."""
    match index.data(ROW_ROLE) if index.isValid() else None:
        case DecisionRow(decision=decision):
            return decision
        case FineStanding(fine=fine):
            return fine if case is None else case.fines[index.data(ROW_ROLE).key.number]
        case ArticleLimit(provision=provision):
            return provision
        case StageRow() as row:
            return row
    return None


def find_record(
    forms: FormEdits,
    kind: DecidedKind,
    one: Decided | StageRow,
    answer: Callable[[FoundRecord | None, FoundRecord | None], None],
) -> None:
    """Find the record of what a row shows, and that of a provision itself, or of the fine of a stage."""
    if not isinstance(one, Provision | StageRow):
        forms.find(kind.value, cells_of(one), lambda record: answer(record, None))
        return

    def found(other: FoundRecord | None) -> None:
        if other is None:
            answer(None, None)
            return
        if isinstance(one, StageRow):
            wanted: dict[str, Cell] = {"fine_id": Reference("fines", other.uid), **stage_cells(one.stage)}
        else:
            wanted = {"provision_id": Reference(PROVISIONS, other.uid), "finding": one.finding.value}
        forms.find(kind.value, wanted, lambda record: answer(record, other))

    if isinstance(one, StageRow):
        forms.find(DecidedKind.FINE.value, cells_of(one.fine), found)
    else:
        forms.find(PROVISIONS, cells_of(one), found)
