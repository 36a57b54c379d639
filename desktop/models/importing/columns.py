"""The columns of a table in words: what each becomes, and a row of it as written and as read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.edit.imported import ImportedCase
from desktop.domain.importing.profile import Becomes
from desktop.domain.money import Money
from desktop.domain.printable import short_line
from desktop.domain.source import SourceKind
from desktop.domain.typed.sources import source_kind
from desktop.models.importing.settings import fact_words
from desktop.models.table import Column

if TYPE_CHECKING:
    from desktop.domain.edit.imported import ImportedRow
    from desktop.domain.importing.found import DryRun, SampleRow

translate = QCoreApplication.translate

_LONGEST = 120  # characters of a cell
_DAYS = (Becomes.DECISION_DAY, Becomes.DAY)


class MappedColumn(NamedTuple):
    """A column of the file: its heading, what it becomes, a cell as written and read, and what it is not."""

    heading: str
    fact: Becomes | None
    written: str
    read: str
    doubt: str


def mapped_columns(dry: DryRun) -> tuple[MappedColumn, ...]:
    """The columns in the order of the file, with the sample row."""
    places = dry.profile.places(dry.table.columns)
    facts = {place: fact for fact, place in places.items()}
    found = []
    for place, heading in enumerate(dry.table.columns):
        fact, sample = facts.get(place), dry.sample
        written = sample.written[place] if sample is not None else ""
        read = text.NOTHING if sample is None or fact is None else _read(sample.row, fact, written)
        doubt = _doubt(sample, fact)
        found.append(MappedColumn(heading, fact, _line(written), read, doubt))
    return tuple(found)


def column_columns(line: int | None) -> tuple[Column[MappedColumn], ...]:
    """The columns of the table of columns; the sample row stands on a line of the file."""
    number = "" if line is None else text.count(line)
    written = translate("importing", "Line {}, as written").format(number)
    read = translate("importing", "Line {}, as read").format(number)
    if line is None:
        written, read = translate("importing", "As written"), translate("importing", "As read")
    return (
        Column(
            translate("importing", "In the file"),
            lambda row: _line(row.heading),
            lambda row: row.heading,
            colour=lambda row: "text" if row.fact else "muted",
        ),
        Column(
            translate("importing", "Becomes"),
            lambda row: f"{fact_words(row.fact)} ▾",
            lambda row: fact_words(row.fact),
            colour=lambda row: "text" if row.fact else "muted",
        ),
        Column(
            written,
            lambda row: row.written,
            lambda row: row.written,
            stretch=True,
            colour=lambda _row: "muted",
            tip=lambda row: row.written,
        ),
        Column(read, read_words, read_words, stretch=True, tip=read_words),
    )


def read_words(row: MappedColumn) -> str:
    """What a cell was read as, and what it is not."""
    return f"{row.read}, {row.doubt}" if row.doubt else row.read


def used_words(dry: DryRun) -> str:
    """The number of columns that are imported, and of cells that were cleaned."""
    used = len(dry.profile.places(dry.table.columns))
    words = translate("importing", "{} of {} used").format(
        text.count(used), text.count(len(dry.table.columns))
    )
    cells = sum(count for _, count in dry.clean_ups)
    if not cells:
        return words
    cleaned = translate("importing", "cleaned: {}").format(
        translate("importing", "1 cell")
        if cells == 1
        else translate("importing", "{} cells").format(text.count(cells))
    )
    return f"{words}  ·  {cleaned}"


def _doubt(sample: SampleRow | None, fact: Becomes | None) -> str:
    if sample is None or sample.other is None or fact not in _DAYS:
        return ""
    return translate("importing", "not {}").format(text.uncertain(sample.other))


def _read(row: ImportedRow, fact: Becomes, written: str) -> str:
    """What a cell of the sample row was read as."""
    if isinstance(row, ImportedCase):
        words = _of_case(row, fact)
    else:
        words = {
            Becomes.INVESTIGATION: row.slug,
            Becomes.DAY: text.uncertain(row.date),
            Becomes.TITLE: row.title,
            Becomes.KIND: text.event_kind_word(row.kind),
            Becomes.LANE: text.lane_word(row.lane),
        }.get(fact)
    if words is None:
        words = _of_either(row, fact, written)
    return _line(words) or translate("importing", "not known")


def _of_case(row: ImportedCase, fact: Becomes) -> str | None:
    dates = {
        Becomes.DECISION_DAY: row.decided,
        Becomes.DECISION_YEAR: row.decided,
        Becomes.OPENED: row.opened,
        Becomes.PUBLISHED: row.published,
    }
    if fact in dates:
        found = dates[fact]
        return "" if found is None else text.uncertain(found)
    words = {
        Becomes.AUTHORITY: translate("importing", "{} · matched").format(row.authority.short_name),
        Becomes.RESPONDENT: row.respondent or row.description or translate("importing", "not named"),
        Becomes.FINE: _fine_words(row),
        Becomes.PROVISIONS: ", ".join(f"{law} {article}".strip() for law, article in row.provisions)
        or translate("importing", "no provision read"),
        Becomes.TITLE: row.title,
    }
    return words.get(fact)


def _fine_words(row: ImportedCase) -> str:
    if row.fine is None:
        return translate("importing", "no fine")
    if row.fine.amount is None:
        return translate("importing", "amount not known")
    amount = text.money(Money(row.fine.amount, row.fine.currency))
    return translate("importing", "{} imposed").format(amount)


def _of_either(row: ImportedRow, fact: Becomes, written: str) -> str:
    if fact is Becomes.SOURCE:
        if not row.sources:
            return translate("importing", "no link")
        url = row.sources[0]
        return f"{_kind_words(source_kind(url))} · {(urlsplit(url).hostname or url).removeprefix('www.')}"
    if fact is Becomes.DESCRIPTION:
        return translate("importing", "kept as text") if written.strip() else translate("importing", "empty")
    if fact is Becomes.COUNTRY and isinstance(row, ImportedCase):
        return f"{text.country(row.authority.country)} ({row.authority.country})"
    return written


def _kind_words(kind: SourceKind) -> str:
    return {
        SourceKind.OFFICIAL: translate("importing", "Official"),
        SourceKind.COURT: translate("importing", "Court"),
        SourceKind.PARTY: translate("importing", "Party"),
        SourceKind.LAW_FIRM: translate("importing", "Law firm"),
        SourceKind.PRESS: translate("importing", "Press"),
        SourceKind.SECONDARY: translate("importing", "Secondary"),
        SourceKind.OTHER: translate("importing", "Other"),
    }[kind]


def _line(words: str) -> str:
    return short_line(words, _LONGEST)
