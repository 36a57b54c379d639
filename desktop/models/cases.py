"""The list of investigations: two lines of text per row, made when the rows are set."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt

from desktop import text
from desktop.domain.figure import FigureKeys, FigureKind, currency_keys
from desktop.domain.row import Headline
from desktop.models.roles import EXPLAIN_ROLE
from desktop.theme import state_role

if TYPE_CHECKING:
    from desktop.domain.row import Row

Index = QModelIndex | QPersistentModelIndex
CELLS_ROLE = int(Qt.ItemDataRole.UserRole) + 1
SLUG_ROLE = int(Qt.ItemDataRole.UserRole) + 2


_NO_INDEX = QModelIndex()

tr = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class CaseCells:
    """The words of one row and the colour roles they are painted in."""

    slug: str
    name: str
    amount: str
    amount_role: str
    contingent: bool
    detail: str
    state: str
    state_role: str
    tip: str
    keys: FigureKeys = field(default_factory=FigureKeys)

    @property
    def spoken(self) -> str:
        """The row as one line, for screen readers and for copying."""
        mark = tr("cases", "if not obeyed") if self.contingent else ""
        return " · ".join(part for part in (self.name, self.detail, self.state, self.amount, mark) if part)


def cells(row: Row) -> CaseCells:
    """The words of a row."""
    places = (
        text.printable(row.authority),
        text.printable(row.reference),
        text.years(row.since, row.closed),
    )
    return CaseCells(
        slug=row.slug,
        name=text.printable(row.respondent or row.title),
        amount=_amount(row),
        amount_role=_amount_role(row),
        contingent=row.contingent and any(row.accrued),
        detail=" · ".join(part for part in places if part),
        state=_state(row),
        state_role=state_role(row.headline),
        tip=_tip(row),
        keys=FigureKeys(currency_keys(row.slug, (it.currency for it in row.accrued), FigureKind.ACCRUED)),
    )


class CaseListModel(QAbstractListModel):
    """Investigations as rows of ready words."""

    _cells: tuple[CaseCells, ...] = ()

    def set_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these rows; where only their figures changed, only their words change."""
        made = tuple(cells(row) for row in rows)
        if made and [row.slug for row in made] == [row.slug for row in self._cells]:
            self._cells = made
            self.dataChanged.emit(self.index(0), self.index(len(made) - 1))
            return
        self.beginResetModel()
        self._cells = made
        self.endResetModel()

    def place(self, slug: str | None) -> int:
        """The row of an investigation, or -1."""
        return next((number for number, row in enumerate(self._cells) if row.slug == slug), -1)

    def slug(self, place: int) -> str | None:
        """The investigation in a row, or None outside the list."""
        return self._cells[place].slug if 0 <= place < len(self._cells) else None

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """The number of investigations."""
        return 0 if parent.isValid() else len(self._cells)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """What was made for a row."""
        if not index.isValid():
            return None
        row = self._cells[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return row.spoken
            case Qt.ItemDataRole.ToolTipRole:
                return row.tip
        return {CELLS_ROLE: row, SLUG_ROLE: row.slug, EXPLAIN_ROLE: row.keys}.get(role)


def _amount(row: Row) -> str:
    if not row.accrued or _is_unknown(row):
        return text.NOTHING
    more = "…" if len(row.accrued) > 1 else ""
    return text.money(row.accrued[0]) + more


def _is_unknown(row: Row) -> bool:
    """Whether nothing is known of what accrued, so that it is not nought."""
    return row.headline is Headline.NOT_NOTIFIED and not any(row.accrued)


def _amount_role(row: Row) -> str:
    if row.accrued and row.headline is Headline.RUNNING:
        return "running"
    is_figure = row.accrued and not row.contingent and not _is_unknown(row)
    return "text" if is_figure else "muted"


def _state(row: Row) -> str:
    if row.headline is Headline.GRACE and row.grace_days_left is not None:
        return tr("cases", "Grace · {0} d left").format(text.count(row.grace_days_left))
    return text.headline_word(row.headline)


def _tip(row: Row) -> str:
    lines = [text.printable(row.title)]
    if row.accrued and not _is_unknown(row):
        lines.append(tr("cases", "Accrued: {0}").format(text.all_money(row.accrued)))
    if row.contingent and any(row.accrued):
        lines.append(tr("cases", "If not obeyed: nobody has found a breach."))
    return "<br>".join(html.escape(line) for line in lines if line)
