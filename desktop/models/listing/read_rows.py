"""The rows of the list read so far, with their words as of a day; a few thousand at most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.prepared.standing import FiguresError, row_on
from desktop.models.listing.words import cells

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.days.asof import AsOf
    from desktop.domain.listing.row import Listed
    from desktop.models.listing.words import CaseCells

KEPT = 2_048  # rows held; rows read longest ago make room


class ReadRows:
    """The rows read, by investigation id. Words are made once for a row and an as-of day."""

    def __init__(self) -> None:
        self._rows: dict[int, Listed] = {}
        self._made: dict[int, tuple[AsOf, CaseCells]] = {}
        self._old: set[int] = set()
        self.has_figures = True

    def add(self, rows: Iterable[Listed]) -> None:
        """Take rows; a row read again takes the place of the old row."""
        for row in rows:
            if self._rows.pop(row.id, None) != row:
                self._made.pop(row.id, None)
            self._rows[row.id] = row
            self._old.discard(row.id)
        for case_id in list(self._rows)[: max(0, len(self._rows) - KEPT)]:
            del self._rows[case_id]
            self._made.pop(case_id, None)
            self._old.discard(case_id)

    def outdate(self) -> None:
        """Mark every row to be read again; until then the old rows hold."""
        self._old = set(self._rows)

    def forget(self) -> None:
        """Drop every row."""
        self._rows, self._made, self._old = {}, {}, set()

    def use_figures(self, has_figures: bool) -> None:  # noqa: FBT001 - a value, as in Answer
        """Show amounts and states, or neither while no prepared figures are there."""
        if has_figures != self.has_figures:
            self.has_figures, self._made = has_figures, {}

    def slug(self, case_id: int) -> str | None:
        """The slug of an investigation, or None before its row is read."""
        row = self._rows.get(case_id)
        return row.slug if row is not None else None

    def missing(self, case_ids: Iterable[int], as_of: AsOf | None) -> tuple[int, ...]:
        """The ids of the rows to be read for an as-of day."""
        rows, old = self._rows, self._old
        return tuple(
            case_id
            for case_id in case_ids
            if case_id not in rows or case_id in old or _lacks(rows[case_id], as_of)
        )

    def cells(self, case_id: int, as_of: AsOf | None) -> CaseCells | None:
        """The words of a row as of a day, or None before the row is read."""
        made = self._made.get(case_id)
        if made is not None and made[0] is as_of:
            return made[1]
        row = self._rows.get(case_id)
        if row is None or as_of is None:
            return None
        if _lacks(row, as_of):
            return made[1] if made is not None else None  # it is read in a moment
        words = self._words(row, as_of)
        self._made[case_id] = (as_of, words)
        return words

    def _words(self, row: Listed, as_of: AsOf) -> CaseCells:
        """The words of a row; damaged figures are left out."""
        try:
            return cells(row_on(row, as_of), has_figures=self.has_figures)
        except FiguresError:
            return cells(row_on(row._replace(figures=b"", hindsight=b""), as_of), has_figures=False)


def _lacks(row: Listed, as_of: AsOf | None) -> bool:
    """Whether the hindsight figures that the day needs were not read with the row."""
    return as_of is not None and as_of.hindsight and row.hindsight is None
