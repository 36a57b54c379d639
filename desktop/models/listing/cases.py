"""The list of investigations: all ids in order, and the rows that are seen, as words."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QObject, Qt, QTimer, Signal

from desktop import text
from desktop.models.listing.read_rows import ReadRows
from desktop.models.listing.words import PLACEHOLDER, unsaved_cells
from desktop.models.roles import EXPLAIN_ROLE, NO_INDEX

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from desktop.domain.days.asof import AsOf
    from desktop.domain.listing.answer import Answer, Hit
    from desktop.domain.listing.row import Listed
    from desktop.models.listing.words import CaseCells, HitCells
    from desktop.models.roles import Index

CELLS_ROLE = int(Qt.ItemDataRole.UserRole) + 1
SLUG_ROLE = int(Qt.ItemDataRole.UserRole) + 2
HIT_ROLE = int(Qt.ItemDataRole.UserRole) + 3
CHANGED_ROLE = int(Qt.ItemDataRole.UserRole) + 4  # bool: another program changed it
FLAWED_ROLE = int(Qt.ItemDataRole.UserRole) + 5  # bool: rows of it could not be read

PAGE = 128  # rows read together
KEPT_HITS = 512
translate = QCoreApplication.translate


class CaseListModel(QAbstractListModel):
    """Investigations as rows of words. Only the ids, which are shared, grow with the number of rows."""

    # tuple[int, ...]: the ids of rows to be read: seen and not yet read, and a page ahead.
    rows_wanted = Signal(object)
    # tuple[int, ...]: the ids of rows seen whose hits for the words searched are not known yet.
    hits_wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: array[int] = array("q")
        self._as_of: AsOf | None = None
        self._rows = ReadRows()
        self._hits = HitRows()
        self._changed: frozenset[int] = frozenset()
        self._unsaved: Mapping[str, str] = {}
        self._flawed: frozenset[str] = frozenset()
        self._seen = range(0)
        self._way = 1  # down, or -1 up
        self._asked: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())
        self._ask = QTimer(self)
        self._ask.setSingleShot(True)
        self._ask.setInterval(0)
        self._ask.timeout.connect(self._ask_for_missing)

    def set_answer(self, answer: Answer) -> bool:
        """Show the investigations of an answer. Returns False for the same ids, which reset nothing."""
        self._rows.use_figures(answer.has_figures)
        if answer.ids is self._ids:
            self._tell_changed()
            return False
        self.beginResetModel()
        self._ids = answer.ids
        self._seen, self._asked = range(0), ((), ())
        if not answer.ids:
            self._rows.forget()
        self.endResetModel()
        return True

    def set_as_of(self, as_of: AsOf) -> None:
        """Show the figures of another as-of day; figures of hindsight are read first."""
        before, self._as_of = self._as_of, as_of
        if as_of.hindsight and not (before is not None and before.hindsight):
            self._asked = ((), self._asked[1])
            self._ask.start()
        self._tell_changed()

    def add_rows(self, rows: Iterable[Listed]) -> None:
        """Take the rows read."""
        self._rows.add(rows)
        self._tell_changed()

    def mark(self, ids: frozenset[int]) -> None:
        """Mark exactly these investigations as changed."""
        if ids != self._changed:
            self._changed = ids
            self._tell_changed()

    def mark_unsaved(self, amounts: Mapping[str, str]) -> None:
        """Mark exactly these investigations, by their slugs, as shown with unsaved values, and their sums."""
        if amounts != self._unsaved:
            self._unsaved = dict(amounts)
            self._tell_changed()

    def warn(self, slugs: frozenset[str]) -> None:
        """Mark exactly these investigations as having rows that could not be read."""
        if slugs != self._flawed:
            self._flawed = slugs
            self._tell_changed()

    def outdate(self) -> None:
        """Have every row read again when seen; until then the old rows are shown."""
        self._rows.outdate()
        self._hits.outdate()
        self._asked = ((), ())
        self._ask.start()

    def search(self, text: str) -> None:
        """Show in every row the passage that holds the words searched; no words, no passages."""
        self._hits.search(text)
        self._asked = (self._asked[0], ())
        self._ask.start()

    def add_hits(self, ids: tuple[int, ...], hits: Iterable[Hit]) -> None:
        """Take the hits of the rows asked about, including rows without a hit."""
        self._hits.add(ids, hits)
        self._tell_changed()

    def see(self, first: int, last: int) -> None:
        """Tell the first and last row seen."""
        seen = range(max(0, first), min(last + 1, len(self._ids)))
        if seen != self._seen:
            self._way = -1 if seen.start < self._seen.start else 1
            self._seen = seen
            self._ask.start()

    def slug(self, place: int) -> str | None:
        """The slug of the investigation in a row; None outside the list or before the row is read."""
        return self._rows.slug(self._ids[place]) if 0 <= place < len(self._ids) else None

    def place(self, slug: str | None) -> int:
        """The row of an investigation among the rows seen, or -1."""
        return next((place for place in self._seen if slug and self.slug(place) == slug), -1)

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """The number of investigations."""
        return 0 if parent.isValid() else len(self._ids)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        """The names of the column and its rows for a screen reader; neither is shown."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.tr("Investigation")
        return self.tr("Investigation {0}").format(text.count(section + 1))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """The words of a row, or the value of another role."""
        if not index.isValid():
            return None
        case_id = self._ids[index.row()]
        if role == CELLS_ROLE:
            return self._cells(case_id)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(case_id)
            case Qt.ItemDataRole.ToolTipRole:
                return self._cells(case_id).tip
        return self._own(case_id, role)

    def _own(self, case_id: int, role: int) -> object:
        """The value of a role of the program's own for a row."""
        if role == HIT_ROLE:
            return self._hits.of(case_id)
        if role == CHANGED_ROLE:
            return case_id in self._changed
        if role == FLAWED_ROLE:
            return self._is_flawed(case_id)
        if role == SLUG_ROLE:
            return self._rows.slug(case_id)
        return self._cells(case_id).keys if role == EXPLAIN_ROLE else None

    def _spoken(self, case_id: int) -> str:
        spoken = self._cells(case_id).spoken or translate("cases", "Reading…")
        hit = self._hits.of(case_id)
        changed = translate("cases", "changed") if case_id in self._changed else ""
        flawed = translate("cases", "has rows that could not be read") if self._is_flawed(case_id) else ""
        return " · ".join(part for part in (spoken, hit.spoken if hit else "", changed, flawed) if part)

    def _is_flawed(self, case_id: int) -> bool:
        return bool(self._flawed) and self._rows.slug(case_id) in self._flawed

    def _cells(self, case_id: int) -> CaseCells:
        cells = self._rows.cells(case_id, self._as_of) or PLACEHOLDER
        amount = self._unsaved.get(cells.slug)
        return cells if amount is None else unsaved_cells(cells, amount)

    def _tell_changed(self) -> None:
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

    def _ask_for_missing(self) -> None:
        """Ask once for the rows and hits missing around the rows seen."""
        if not self._seen:
            return
        rows = self._rows.missing((self._ids[place] for place in self._around()), self._as_of)
        hits = self._hits.missing(self._ids[place] for place in self._seen)
        before, self._asked = self._asked, (rows, hits or self._asked[1])
        if rows and rows != before[0]:
            self.rows_wanted.emit(rows)
        if hits and hits != before[1]:
            self.hits_wanted.emit(hits)

    def _around(self) -> range:
        """The pages seen, and the next page in the direction of scrolling."""
        first, last = self._seen.start // PAGE, (self._seen.stop - 1) // PAGE
        first, last = (first - 1, last) if self._way < 0 else (first, last + 1)
        return range(max(0, first * PAGE), min((last + 1) * PAGE, len(self._ids)))


class HitRows:
    """The passages that hold the words searched, by the investigation asked about."""

    def __init__(self) -> None:
        self._text = ""
        self._known: dict[int, HitCells | None] = {}
        self._old: set[int] = set()

    def search(self, text: str) -> None:
        """Search other words; the old hits are shown until the new hits are read."""
        if text != self._text:
            self._text = text
            self.outdate()
        if not text:
            self._known, self._old = {}, set()

    def outdate(self) -> None:
        """Mark every hit to be read again."""
        self._old = set(self._known)

    def add(self, asked: tuple[int, ...], hits: Iterable[Hit]) -> None:
        """Take the hits of rows asked about."""
        # Loaded here: a start needs no search.
        from desktop.models.listing.words import hit_cells  # noqa: PLC0415

        kept = self._known if len(self._known) <= KEPT_HITS else {}
        found: dict[int, HitCells | None] = {hit.case_id: hit_cells(hit) for hit in hits}
        self._known = {**kept, **dict.fromkeys(asked), **found}
        self._old.difference_update(asked)

    def missing(self, case_ids: Iterable[int]) -> tuple[int, ...]:
        """The investigations whose hits are to be asked for."""
        if not self._text:
            return ()
        return tuple(one for one in case_ids if one not in self._known or one in self._old)

    def of(self, case_id: int) -> HitCells | None:
        """The hit of an investigation, or None if not known."""
        return self._known.get(case_id)
