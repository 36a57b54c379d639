"""The dry run of an import: every row imported or refused, counted, and nothing written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.edit.imported import ImportedCase
from desktop.exchange.tables.row import RowError, RowFault
from desktop.exchange.tables.row_reader import RowReader
from desktop.exchange.tables.rules import Noticed, Rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from desktop.domain.edit.imported import ImportedRow
    from desktop.exchange.tables.content import Content
    from desktop.exchange.tables.names import AuthorityNames
    from desktop.exchange.tables.profile import Profile

_MOST_LISTED = 1_000  # lines of a lack
_STEP = 100  # rows between two reports of progress


class StoppedError(Exception):
    """An import that was cancelled."""


class Lack(StrEnum):
    """What a row that is imported lacks, in words for a count."""

    NO_AMOUNT = "without an amount"
    NOT_NAMED = "respondent not named"
    DESCRIBED = "respondent described, not named"
    NO_PROVISION = "no provision read"
    ALIKE = "look like another row"
    NO_SOURCE = "without a source"
    OTHER_COUNTRY = "of another country than their authority"


class Refusal(NamedTuple):
    """A row that was refused: its line and its faults."""

    line: int
    faults: tuple[RowFault, ...]


@dataclass(slots=True)
class ImportCount:
    """The count of a run: `rows` is always `imported` and the refused ones together."""

    total: int
    rows: int = 0
    imported: int = 0
    refused: list[Refusal] = field(default_factory=list)
    lacks: Counter[Lack] = field(default_factory=Counter)
    lines: dict[Lack, list[int]] = field(default_factory=dict)  # the first lines of each lack
    noticed: Noticed = field(default_factory=Noticed)


class Run:
    """A run over the rows of a table; `tally` grows while `rows` are taken.

    `watch` is called with the rows read and their total, and stops the run by raising StoppedError.
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
    ) -> None:
        rules = Rules(content.columns, profile, names)
        self.tally = ImportCount(content.total, noticed=rules.noticed)
        self._reader = RowReader(rules, slug_of, corrections or {})
        self._content, self._watch = content, watch
        self._keys: dict[str, int] = {}
        self._alike: set[int] = set()

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
                tally.refused.append(Refusal(line.number, error.faults))
                continue
            tally.imported += 1
            self._reader.keep_notes()
            self._note(row)
            yield row
        self._watch(tally.rows, tally.total)

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
        self._alike.add(alike)


def dry_run(run: Run) -> ImportCount:
    """The count of a whole run. Raises StoppedError."""
    for _ in run.rows():
        pass
    return run.tally
