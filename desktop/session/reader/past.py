"""The figures of investigations after steps of the history, by taking later steps back in a copy of each."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from desktop.domain.penalty.headline import Headline
from desktop.domain.prepared.standing import FiguresError, row_on
from desktop.store.edit.errors import EditError
from desktop.store.edit.past import changes_back
from desktop.store.edit.trial import CaseTrial
from desktop.store.index.fresh import read_fresh

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping

    from desktop.domain.case.ids import CaseId
    from desktop.domain.days.asof import AsOf
    from desktop.domain.edit.change import Change
    from desktop.domain.edit.outside import OutsideChange
    from desktop.domain.listing.row import Row
    from desktop.store.edit.past import PastChange
    from desktop.store.file.casefile import CaseFile

_DEEPEST = 1_000  # rows of the history that are taken back
_MANY = 100  # changes of one row: the additions of an import, of which a copy holds few or none


class PastFigures:
    """The figures after steps, each of an investigation, as of a day: found one by one.

    The figure of a step is left out where something before it is not known.
    """

    def __init__(self, file: CaseFile, wanted: Mapping[str, CaseId], as_of: AsOf) -> None:
        """Take the steps by their keys, with the investigation of each."""
        self._file, self._as_of = file, as_of
        self._wanted = dict(wanted)
        self._copies: dict[CaseId, CaseTrial] = {}

    def found(self, notes: Iterator[OutsideChange]) -> Generator[tuple[str, Row] | None]:
        """The key of a step and its figure, the newest first; None in between. Raises CaseFileError."""
        try:
            for number in dict.fromkeys(self._wanted.values()):
                self._copies[number] = CaseTrial(self._file, number)
                yield None
            for place, past in enumerate(changes_back(self._file, notes)):
                if not self._copies or place > _DEEPEST:
                    return
                case = self._wanted.pop(past.key, None)
                figure = self._figure(case) if case is not None else None
                yield None if figure is None else (past.key, figure)
                self._go_back(past)
        finally:
            for copy in self._copies.values():
                copy.close()

    def _figure(self, case: CaseId) -> Row | None:
        """The figure of an investigation as its copy is now."""
        copy = self._copies.get(case)
        if copy is None:
            return None
        found = None
        with suppress(FiguresError, LookupError):
            for listed in read_fresh(copy, (case,), {}):
                row = row_on(listed, self._as_of)
                found = row if row.headline is not Headline.NONE else None
        if case not in self._wanted.values():  # no older step is asked for
            self._copies.pop(case).close()
        return found

    def _go_back(self, past: PastChange) -> None:
        """Take changes back in each copy; forget a copy whose past is not known."""
        changes = past.changes or ()
        many = {change.uid: change for change in changes} if len(changes) > _MANY else {}
        for case, copy in tuple(self._copies.items()):
            mine = [many[uid] for uid in copy.uids() if uid in many] if many else changes
            if past.changes is None or not _are_taken_back(copy, mine):
                self._copies.pop(case).close()


def _are_taken_back(copy: CaseTrial, changes: Iterable[Change]) -> bool:
    """Whether changes could be taken back in a copy."""
    try:
        for change in changes:
            copy.take_back(change)
    except EditError:
        return False
    return True
