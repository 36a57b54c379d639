"""A source as it is typed: its form, its kind guessed from the link until it is chosen, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.domain.days.period import parse_day
from desktop.domain.edit.change import EditKind, new_uid
from desktop.domain.edit.citing import SourceFacts
from desktop.domain.edit.record_form import FieldKind, FieldProblem, RecordField, RecordForm, read_form
from desktop.domain.source import SourceKind
from desktop.domain.typed.sources import source_kind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from desktop.domain.edit.change import Cell
    from desktop.domain.edit.record_form import FormRead
    from desktop.domain.shared.sources import CitedRecord, CitedSource
    from desktop.domain.typed.dates import DayOrder

FIELDS = (
    RecordField("url", is_needed=True),
    RecordField("title"),
    RecordField("publisher"),
    RecordField("accessed_on", FieldKind.DAY),
    RecordField("kind", FieldKind.CHOICE),
)


class SourceFlaw(StrEnum):
    """A fault that only a source can have."""

    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class SourceForm:
    """The form of a source of a record: a new one, or one that the record has (`cited`)."""

    record: CitedRecord
    form: RecordForm
    cited: CitedSource | None = None
    is_guessed: bool = False  # the kind follows the link

    def put(self, name: str, value: Cell) -> SourceForm:
        """The form with another value in a field; the kind follows the link until it is chosen."""
        form = self.form.put(name, value)
        if name == "url" and self.is_guessed:
            form = form.put("kind", source_kind(form.words("url")).value)
        return replace(self, form=form, is_guessed=self.is_guessed and name != "kind")

    def read(self, today: date, order: DayOrder) -> FormRead:
        """The form as it is read; the same link is no source of a record twice."""
        read, mine = read_form(self.form, today, order), self.cited and self.cited.join
        url = self.form.words("url")
        if any(each.facts.url == url and each.join != mine for each in self.record.sources):
            return read.with_problems(FieldProblem("url", SourceFlaw.TWICE))
        return read

    def facts(self, read: FormRead) -> SourceFacts:
        """The facts of the source as they were read."""
        day = read.cells["accessed_on"]
        return SourceFacts(
            url=str(read.cells["url"]),
            publisher=str(read.cells["publisher"]),
            kind=SourceKind(str(read.cells["kind"])),
            accessed_on=parse_day(day) if isinstance(day, str) else None,
            uid="" if self.cited is None else self.cited.facts.uid,
            title=str(read.cells["title"]),
        )


def source_form(
    record: CitedRecord, typed: Mapping[str, Cell], cited: CitedSource | None = None, link: str = ""
) -> SourceForm:
    """The form of a source that a record has, or of a new one with a link; `typed` stands in its fields."""
    form = RecordForm(
        "sources",
        "" if cited is None else cited.facts.uid,
        new_uid(),
        FIELDS,
        (EditKind.SOURCE_ADDED, EditKind.SOURCE_CHANGED),
        typed,
        typed,
        None if cited is None else cited.cells,
    )
    made = SourceForm(record, form, cited, is_guessed=cited is None or not cited.has_kind)
    return made.put("url", link) if link else made
