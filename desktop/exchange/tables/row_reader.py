"""Reading the lines of a table: what each says of an investigation or an event, or every fault in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.days.period import Doubt, Precision
from desktop.domain.edit.imported import ImportedCase, ImportedEvent, ImportedFine, Key
from desktop.domain.importing.found import RowFault
from desktop.domain.importing.profile import Becomes, RowMeaning, WhenDoubtful
from desktop.exchange.tables.content import as_written, is_empty
from desktop.exchange.tables.row import RowCells, RowError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desktop.domain.case.case import Authority
    from desktop.domain.days.period import UncertainDate
    from desktop.domain.edit.imported import ImportedRow
    from desktop.exchange.tables.content import Raw, TableLine
    from desktop.exchange.tables.rules import Rules

_LONGEST_NAME = 200  # characters of a respondent in a title


class RowReader:
    """The reader of the lines of one table.

    `slug_of` gives the slug of the investigation that an event names, empty where there is none.
    `corrections` are texts in the place of what a cell holds, by line and column.
    """

    def __init__(
        self,
        rules: Rules,
        slug_of: Callable[[str], str],
        corrections: Mapping[tuple[int, str], str],
    ) -> None:
        self._rules, self._slug_of = rules, slug_of
        self.last: RowCells | None = None  # the row that was read last
        self._corrections: dict[int, dict[int, str]] = {}
        for (line, column), value in corrections.items():
            self._corrections.setdefault(line, {})[rules.columns.index(column)] = value

    def read(self, line: TableLine) -> ImportedRow:
        """The meaning of a line. Raises RowError with all of its faults."""
        if line.fault:
            raise RowError(RowFault("", "", line.fault))
        self.last = row = RowCells(self._rules, line.number, self._cells(line))
        return self._event(row) if self._rules.profile.rows is RowMeaning.EVENTS else self._case(row)

    def keep_notes(self) -> None:
        """Count what was noticed in the row that was read last."""
        if self.last is not None:
            self.last.keep_notes()

    def _cells(self, line: TableLine) -> list[Raw]:
        """The cells under their headings, with corrections. Raises RowError for a row that is wider."""
        cells, width = list(line.cells), len(self._rules.columns)
        if len(cells) > width:
            beyond = tuple(cells[width:])
            if not is_empty(beyond) and self._rules.profile.wide_rows is WhenDoubtful.REFUSE:
                words = " · ".join(as_written(cell) for cell in beyond)
                reason = f"This row has {len(cells)} cells under {width} headings. Cells moved to the right?"
                raise RowError(RowFault("", words, reason))
            del cells[width:]
        cells += [None] * (width - len(cells))
        for place, value in self._corrections.get(line.number, {}).items():
            cells[place] = value
        return cells

    def _case(self, row: RowCells) -> ImportedCase:
        external_id = row.line_of(Becomes.EXTERNAL_ID)
        authority = row.authority()
        decided = self._decided(row)
        respondent, description = self._respondent(row)
        fine = row.amount()
        if fine is not None and decided is not None and not _is_firm(decided):
            row.fault(Becomes.DECISION_DAY, "This date is in doubt; a fine needs a day, a month or a year.")
        opened, published = row.date(Becomes.OPENED), row.date(Becomes.PUBLISHED)
        title, reference = row.line_of(Becomes.TITLE), row.line_of(Becomes.REFERENCE)
        provisions, sources = row.provisions(), row.sources()
        note = row.text_of(Becomes.DESCRIPTION)
        if authority is None or decided is None or row.has_faults:
            raise row.error
        return ImportedCase(
            key=Key(row.number, external_id, row.digest()),
            title=title or _title(respondent, authority, decided),
            authority=authority,
            is_abroad=row.is_abroad(authority),
            respondent=respondent,
            description=description,
            references=(reference,) if reference else (),
            opened=opened,
            decided=decided,
            published=published,
            fine=None if fine is None else ImportedFine(fine.minor, fine.currency),
            provisions=provisions,
            finding=self._rules.profile.finding,
            sources=sources,
            field_of_law=self._rules.profile.field_of_law,
            note=note,
        )

    def _decided(self, row: RowCells) -> UncertainDate | None:
        """The day of the decision, or the year in a column of its own; None is a fault of the row."""
        facts = (Becomes.DECISION_DAY, Becomes.DECISION_YEAR)
        found = row.date(facts[0]) or row.date(facts[1])
        if found is None and not row.has_fault_in(*facts):
            row.fault(facts[0], "Read as “no date” by this profile; a decision needs at least a year.")
        return found

    def _respondent(self, row: RowCells) -> tuple[str, str]:
        """The name of the respondent, empty where none is named, and a description in its place."""
        written = row.line_of(Becomes.RESPONDENT)
        plain = written.casefold()
        if not written or plain in self._rules.unknown_parties:
            return "", ""
        if plain in self._rules.described_parties:
            return "", written
        return self._rules.profile.respondent_words.format(written), ""

    def _event(self, row: RowCells) -> ImportedEvent:
        named = row.line_of(Becomes.INVESTIGATION)
        slug = self._slug_of(named) if named else ""
        if not slug:
            row.fault(Becomes.INVESTIGATION, "No investigation of the case file has this reference or title.")
        day = row.date(Becomes.DAY)
        if day is None and not row.has_fault_in(Becomes.DAY):
            row.fault(Becomes.DAY, "An event needs a date, such as 2019-10-18, 2019-10 or 2019.")
        title = row.line_of(Becomes.TITLE)
        if not title:
            row.fault(Becomes.TITLE, "An event needs a title.")
        lane, kind = row.lane(), row.line_of(Becomes.KIND) or "other"
        external_id, sources = row.line_of(Becomes.EXTERNAL_ID), row.sources()
        description = row.text_of(Becomes.DESCRIPTION)
        if day is None or row.has_faults:
            raise row.error
        key = Key(row.number, external_id, row.digest())
        return ImportedEvent(key, slug, day, kind, lane, title, description, sources)


def _is_firm(date: UncertainDate) -> bool:
    is_day = date.precision is Precision.DAY and date.doubt is Doubt.NONE
    return is_day or date.is_firm


def _title(respondent: str, authority: Authority, decided: UncertainDate) -> str:
    name = respondent[:_LONGEST_NAME] or "Respondent not named"
    return f"{name} ({authority.short_name}, {decided.earliest.year})"
