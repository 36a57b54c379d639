"""The sources of the records of the investigation shown: read, added, changed, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop.domain.shared.sources import source_added, source_changed, source_removed
from desktop.session.edits.deeds import EditDeeds
from desktop.store.cases.citing import known_source, load_cited

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.edit.change import Edit
    from desktop.domain.edit.citing import SourceFacts
    from desktop.domain.shared.sources import CitedRecord, CitedSource
    from desktop.session.asking import Asking
    from desktop.session.editing import Editing
    from desktop.store.file.casefile import CaseFile


class Citing(EditDeeds):
    """The verbs of sources; `ask` answers read, the others done or refused."""

    # tuple[CitedRecord, ...]: the records of the investigation shown.
    read = Signal(object)

    def __init__(self, asking: Asking, editing: Editing) -> None:
        super().__init__(asking, editing, "source")

    @property
    def is_on(self) -> bool:
        """Whether sources can be changed now."""
        return self._editing.is_on

    @property
    def today(self) -> date:
        """The day on which a source is read that is added now."""
        return self._editing.today

    def ask(self) -> None:
        """Ask for the records of the investigation shown."""
        page, reader = self._asking.shown.page, self._asking.reader
        if page is not None:
            number = page.case.investigation.id
            self._asking.submit(
                "cited",
                lambda: load_cited(reader.file, number) if reader.file is not None else (),
                self.read.emit,
            )

    def add(self, record: CitedRecord, source: SourceFacts) -> None:
        """Add a source to a record; one that the file has is used again."""

        def made(file: CaseFile) -> Edit:
            return source_added(record.reference, source.known_as(known_source(file, source)))

        self.make(record, made)

    def change(self, record: CitedRecord, cited: CitedSource, after: SourceFacts) -> None:
        """Change a source of a record, for every record that it supports."""
        edit = source_changed(cited, after)
        if edit is not None:
            self.make(record, lambda _file: edit)

    def remove(self, record: CitedRecord, cited: CitedSource) -> None:
        """Remove a source from a record."""
        self.make(record, lambda _file: source_removed(record.reference, cited))
