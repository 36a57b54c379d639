"""The drafts of new investigations as rows of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, Qt

from desktop import text
from desktop.models.listing.cases import CELLS_ROLE
from desktop.models.listing.words import CaseCells
from desktop.models.page.figures import accrued_figure
from desktop.models.roles import NO_INDEX

if TYPE_CHECKING:
    from desktop.domain.edit.draft import Draft, KeptDraft
    from desktop.domain.page.drafted import Drafted
    from desktop.models.roles import Index

translate = QCoreApplication.translate


class DraftListModel(QAbstractListModel):
    """Drafts as rows of words."""

    def __init__(self) -> None:
        super().__init__()
        self._kept: tuple[KeptDraft, ...] = ()
        self._cells: tuple[CaseCells, ...] = ()

    def show_drafts(self, kept: tuple[KeptDraft, ...], figures: dict[str, Drafted]) -> None:
        """Show drafts with their figures, as far as they are known."""
        cells = tuple(draft_cells(one.draft, figures.get(one.name)) for one in kept)
        if tuple(one.name for one in kept) == tuple(one.name for one in self._kept):
            self._kept, self._cells = kept, cells
            if kept:
                self.dataChanged.emit(self.index(0), self.index(len(kept) - 1))
            return
        self.beginResetModel()
        self._kept, self._cells = kept, cells
        self.endResetModel()

    def name(self, place: int) -> str:
        """The name that the draft of a row is kept by; empty outside the rows."""
        return self._kept[place].name if 0 <= place < len(self._kept) else ""

    def place(self, name: str) -> int:
        """The row of a draft, or -1."""
        return next((place for place, one in enumerate(self._kept) if one.name == name), -1)

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """The number of drafts."""
        return 0 if parent.isValid() else len(self._kept)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """The words of a row."""
        if not index.isValid():
            return None
        cells = self._cells[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return cells.spoken
            case Qt.ItemDataRole.ToolTipRole:
                return cells.tip
        return cells if role == CELLS_ROLE else None


def draft_cells(draft: Draft, drafted: Drafted | None) -> CaseCells:
    """The words of a draft in the list; without a figure, no amount."""
    page = drafted.page if drafted is not None and drafted.line is not None else None
    figure = None if page is None else accrued_figure(page)
    authority = "" if draft.authority is None else draft.authority.short_name
    places = (text.printable(authority), text.printable(draft.reference.strip()))
    name = text.printable(" ".join(draft.respondent.split()))
    role = "muted" if figure is None else "running" if figure.running else "text"
    return CaseCells(
        slug="",
        name=name or translate("draft", "Without a name"),
        amount=text.NOTHING if figure is None else figure.values[0],
        amount_role=role,
        contingent=False,
        detail=" · ".join(part for part in places if part),
        state=translate("draft", "Draft"),
        state_role="draft",
        tip=text.escaped(translate("draft", "A draft on this computer: the case file does not hold it yet.")),
    )


def drafts_words(number: int) -> str:
    """The number of drafts beside that of investigations; empty without any."""
    if not number:
        return ""
    return translate("draft", "1 draft") if number == 1 else translate("draft", "{} drafts").format(number)
