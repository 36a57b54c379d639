"""What was found in the rows of a table: those refused, what others lack, clean-ups, and the count of all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from desktop.domain.days.period import UncertainDate
    from desktop.domain.edit.imported import ImportedRow, Taken
    from desktop.domain.importing.profile import Becomes, Profile


class CleanUp(StrEnum):
    """A kind of clean-up, in words for a list."""

    ENTITIES = "HTML entities"
    TAGS = "HTML tags"
    TWICE = "letters read in a wrong encoding"
    SPACES = "spaces"
    CONTROLS = "control characters"
    GLUED = "articles run together"
    LAWS = "misspelt names of laws"


class Cleaned(NamedTuple):
    """A cell that was cleaned: where it stands, what was done, its text before and after."""

    line: int
    column: str
    kind: CleanUp
    before: str
    after: str


class Lack(StrEnum):
    """What a row that is imported lacks, in words for a count."""

    NO_AMOUNT = "without an amount"
    NOT_NAMED = "respondent not named"
    DESCRIBED = "respondent described, not named"
    NO_PROVISION = "no provision read"
    ALIKE = "look like another row"
    NO_SOURCE = "without a source"
    OTHER_COUNTRY = "of another country than their authority"


class RowFault(NamedTuple):
    """The fault of a cell: its column (empty for the whole row), its text and the reason.

    `near` are texts that may be meant, `others` those that could be written as well; `swap` is the column
    whose text belongs here, and that of this one there. None of them is taken unless it is chosen.
    """

    column: str
    written: str
    reason: str
    fact: Becomes | None = None
    near: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    swap: str = ""
    swapped: str = ""  # the text of that column


class RefusedRow(NamedTuple):
    """A row that was refused: its line and its faults."""

    line: int
    faults: tuple[RowFault, ...]


class TableFound(NamedTuple):
    """A table as it was opened; the settings that its kind of file has not are empty."""

    name: str
    size: int
    columns: tuple[str, ...]
    encoding: str = ""
    separator: str = ""
    sheets: tuple[str, ...] = ()
    sheet: str = ""


class SampleRow(NamedTuple):
    """A row as it is written and as it is read; `other` is its day in the order that was not chosen."""

    line: int
    written: tuple[str, ...]
    row: ImportedRow
    other: UncertainDate | None


@dataclass(frozen=True, slots=True)
class DryRun:
    """The count of a table's rows under a profile: `rows` are always those imported and those refused.

    `missing` says what has no column, in words; then no row was read, though there are `total` of them.

    `there` are in the case file already as they are, and the lines `changed` are there otherwise; both are
    among the imported. `listed` are the first refused rows, `corrected` those imported as corrected.
    """

    table: TableFound
    profile: Profile
    taken: Taken
    missing: str
    total: int
    rows: int
    imported: int
    refused: int
    listed: tuple[RefusedRow, ...]
    corrected: tuple[RefusedRow, ...]
    lacks: tuple[tuple[Lack, int], ...]
    clean_ups: tuple[tuple[CleanUp, int], ...]
    cleaned: tuple[Cleaned, ...]
    names: tuple[tuple[str, str, int], ...]  # of authorities: as written, as matched, rows
    there: int
    changed: tuple[int, ...]
    sample: SampleRow | None


class TextsFound(NamedTuple):
    """What the texts of investigations would bring: the slugs of new ones, and of those there and the same.

    `different` are there otherwise, each with where it differs first.
    """

    new: tuple[str, ...]
    there: tuple[str, ...]
    different: tuple[tuple[str, str], ...]
    problems: tuple[str, ...]

    @property
    def total(self) -> int:
        """The number of investigations in the texts."""
        return len(self.new) + len(self.there) + len(self.different)


class ImportDone(NamedTuple):
    """What an import wrote: new rows, those there before, those changed and overwritten or left, refused."""

    new: int
    there: int
    overwritten: int
    left: int
    refused: int
