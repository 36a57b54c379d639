"""The dry run of an import: every row imported or refused, counted, and nothing written."""

from __future__ import annotations

from bisect import bisect_left
from collections import ChainMap, Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from desktop.domain.edit.imported import ImportedCase
from desktop.domain.importing.found import Lack, RefusedRow, RowFault, SampleRow
from desktop.exchange.tables.row import RowError
from desktop.exchange.tables.row_reader import RowReader
from desktop.exchange.tables.rules import Noticed, Rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, MutableMapping

    from desktop.domain.edit.imported import ImportedRow, Key
    from desktop.domain.importing.profile import Profile
    from desktop.exchange.tables.content import Content, TableLine
    from desktop.exchange.tables.names import AuthorityNames
    from desktop.store.importing.known import Before

_MOST_LISTED = 1_000  # lines of a lack
MOST_REFUSED = 10_000  # refused rows that can be corrected
_STEP = 100  # rows between two reports of progress


class StoppedError(Exception):
    """An import that was cancelled."""


@dataclass(slots=True)
class ImportCount:
    """The count of a run: `rows` is always `imported` and the refused ones together.

    Of the imported rows, `there` are in the case file as they are, and those on the lines `changed` are
    there otherwise.
    """

    total: int
    rows: int = 0
    imported: int = 0
    refused: list[RefusedRow] = field(default_factory=list)
    lacks: Counter[Lack] = field(default_factory=Counter)
    lines: dict[Lack, list[int]] = field(default_factory=dict)  # the first lines of each lack
    noticed: Noticed = field(default_factory=Noticed)
    there: int = 0
    changed: list[int] = field(default_factory=list)

    def copy(self) -> ImportCount:
        """The same count, to be counted on."""
        return replace(
            self,
            refused=[*self.refused],
            lacks=self.lacks.copy(),
            lines={lack: [*lines] for lack, lines in self.lines.items()},
            noticed=self.noticed.copy(),
            changed=[*self.changed],
        )


class Run:
    """A run over the rows of a table; `tally` grows while `rows` are taken.

    `watch` is called with the rows read and their total, and stops the run by raising StoppedError.
    `before` tells whether a row is in the case file already.
    """

    def __init__(  # noqa: PLR0913 - the parts of an import
        self,
        content: Content,
        profile: Profile,
        names: AuthorityNames,
        *,
        slug_of: Callable[[str], str] = lambda _: "",
        corrections: Mapping[tuple[int, str], str] | None = None,
        watch: Callable[[int, int], None] = lambda _, __: None,
        before: Callable[[Key], Before] | None = None,
    ) -> None:
        self._rules = Rules(content.columns, profile, names)
        self.tally = ImportCount(content.total, noticed=self._rules.noticed)
        self._slug_of = slug_of
        self._reader = RowReader(self._rules, slug_of, corrections or {})
        self._content, self._watch, self._before = content, watch, before
        self._keys: MutableMapping[str, int] = {}
        self._alike: MutableMapping[int, bool] = {}
        self._kept: dict[int, TableLine] = {}  # the first lines that were refused
        self._whole: ImportCount | None = None  # the count of all rows, without later corrections
        self.sample: SampleRow | None = None

    def rows(self) -> Iterator[ImportedRow]:
        """The rows that can be imported, in order."""
        tally = self.tally
        for line in self._content.lines():
            if not tally.rows % _STEP:
                self._watch(tally.rows, tally.total)
            tally.rows += 1
            try:
                row = self._reader.read(line)
                self._check_once(row)
            except RowError as error:
                tally.refused.append(RefusedRow(line.number, error.faults))
                if len(self._kept) < MOST_REFUSED:
                    self._kept[line.number] = line
                continue
            self._count(row)
            if self.sample is None or self.sample.other is None:
                self._take_sample(row)
            yield row
        self._watch(tally.rows, tally.total)

    def corrected(self, corrections: Mapping[tuple[int, str], str]) -> ImportCount:
        """The count of a run that is over, with texts in the place of cells that were refused.

        Only the rows that they are for are read again.
        """
        if self._whole is None:
            self._whole = self.tally
            self._keys, self._alike = ChainMap({}, self._keys), ChainMap({}, self._alike)
        for known in (self._keys, self._alike):
            if isinstance(known, ChainMap):
                known.maps[0].clear()
        self.tally = tally = self._whole.copy()
        self._rules.noticed = tally.noticed
        self._reader = RowReader(self._rules, self._slug_of, corrections)
        places = [refusal.line for refusal in tally.refused]
        for number in sorted({line for line, _ in corrections if line in self._kept}, reverse=True):
            place = bisect_left(places, number)
            try:
                row = self._reader.read(self._kept[number])
                self._check_once(row)
            except RowError as error:
                tally.refused[place] = RefusedRow(number, error.faults)
            else:
                del tally.refused[place]
                self._count(row)
        return tally

    def refused_at_first(self) -> dict[int, RefusedRow]:
        """The rows that were refused as they are written and can be corrected, by line."""
        tally = self._whole or self.tally
        return {refusal.line: refusal for refusal in tally.refused[:MOST_REFUSED]}

    def _count(self, row: ImportedRow) -> None:
        self.tally.imported += 1
        self._reader.keep_notes()
        self._note(row)
        if self._before is not None and (before := self._before(row.key)).is_there:
            if before.is_same:
                self.tally.there += 1
            else:
                self.tally.changed.append(row.key.line)

    def _take_sample(self, row: ImportedRow) -> None:
        """Take a row as the sample: the first, or else the first whose day could be another one."""
        cells = self._reader.last
        other = cells.other_day() if cells is not None else None
        if cells is not None and (self.sample is None or other is not None):
            self.sample = SampleRow(row.key.line, cells.written, row, other)

    def _check_once(self, row: ImportedRow) -> None:
        """Refuse a row whose id, or else whose text, stands in an earlier row. Raises RowError."""
        key = row.key.external_id or f"\0{row.key.digest}"
        before = self._keys.setdefault(key, row.key.line)
        if before != row.key.line:
            words = row.key.external_id
            what = "This id stands" if words else "The same row stands"
            raise RowError(
                RowFault("", words, f"{what} in line {before} as well; only that one is imported.")
            )

    def _note(self, row: ImportedRow) -> None:
        """Count what a row lacks."""
        for lack in self._lacks_of(row):
            self.tally.lacks[lack] += 1
            lines = self.tally.lines.setdefault(lack, [])
            if len(lines) < _MOST_LISTED:
                lines.append(row.key.line)

    def _lacks_of(self, row: ImportedRow) -> Iterator[Lack]:
        if not row.sources:
            yield Lack.NO_SOURCE
        if not isinstance(row, ImportedCase):
            return
        if row.fine is not None and row.fine.amount is None:
            yield Lack.NO_AMOUNT
        if not row.respondent:
            yield Lack.DESCRIBED if row.description else Lack.NOT_NAMED
        if not row.provisions:
            yield Lack.NO_PROVISION
        if row.is_abroad:
            yield Lack.OTHER_COUNTRY
        authority, amount = row.authority, row.fine and row.fine.amount
        party = (row.respondent or row.description).casefold()
        alike = hash((authority.name, authority.country, row.decided.earliest, amount, party, row.provisions))
        if alike in self._alike:
            yield Lack.ALIKE
        self._alike[alike] = True


def dry_run(run: Run) -> ImportCount:
    """The count of a whole run. Raises StoppedError."""
    for _ in run.rows():
        pass
    return run.tally
