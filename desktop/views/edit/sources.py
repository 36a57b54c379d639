"""The window of sources: the facts of an investigation, the sources of each, and the form of a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop import text
from desktop.domain.shared.source_form import SourceForm, source_form
from desktop.domain.typed.dates import order_of
from desktop.models.edit.source_words import (
    record_columns,
    record_words,
    shown_source,
    source_cells,
    source_details,
    source_heading,
    table_word,
)
from desktop.models.table import TableModel
from desktop.views.edit.beside import lay_beside, side_of
from desktop.views.edit.small_form import FormFoot, SmallForm
from desktop.views.parts.card import Card, ElidedLabel, clear_layout, link_button, plain_label
from desktop.views.parts.sources import copy_button
from desktop.views.parts.states import make_button, spaced
from desktop.views.parts.table import make_table
from desktop.views.parts.taborder import follow_layout
from desktop.views.parts.tip import set_tip

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QShowEvent

    from desktop.domain.edit.change import Cell
    from desktop.domain.shared.sources import CitedRecord, CitedSource, FactKey
    from desktop.session.session import Session
    from desktop.theme import Look

_SIZE = 960, 600
_SIDE = 380  # pixels of the sources, at least


class SourcesWindow(QDialog):
    """Lists the facts of the investigation shown; while the file is edited, sources are added and changed."""

    def __init__(
        self, session: Session, look: Look, wanted: FactKey, parent: QWidget, *, link: str | None = None
    ) -> None:
        """Show the sources of a fact; with a link, even an empty one, the form of a new source is open."""
        super().__init__(parent)
        self.setObjectName("sources_window")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self._session, self._citing = session, session.citing
        self._order = order_of(QLocale().dateFormat(QLocale.FormatType.ShortFormat))
        self._wanted, self._link = wanted, link
        self._record: CitedRecord | None = None
        self._open: SourceForm | None = None
        self._is_reading = False
        self._model: TableModel[CitedRecord] = TableModel(record_columns(), self)
        self.table = make_table(self._model, look)
        self.form, self._foot = SmallForm("source_form"), FormFoot("source_foot")
        self._list = spaced(QVBoxLayout(), spacing=10)
        self._said = plain_label(role="fault", wrap=True, name="sources_said")
        self._add = link_button(self.tr("+ source"), "add_source", self.tr("Add a source"))
        self._card = Card(" ", "cited_card")
        self._arrange()
        self._connect()
        self._citing.ask()

    def show_fact(self, key: FactKey) -> None:
        """Choose a fact in the list."""
        for place, record in enumerate(self._model.rows):
            if record.key == key:
                self.table.selectRow(place)
                return

    def _arrange(self) -> None:
        self.setWindowTitle(self.tr("Sources"))
        self.table.setObjectName("cited_table")
        self.table.setAccessibleName(self.tr("Facts of this investigation"))
        self.table.setSelectionMode(self.table.SelectionMode.SingleSelection)
        facts = Card("", "facts_card")
        facts.add_table(self.table)
        self._card.add_action(self._add)
        self._card.body.addWidget(self._said)
        self._card.body.addLayout(self._list)
        self._close = make_button(self.tr("Close"), self.close, self)
        lay_beside(self, facts, side_of("cited_area", _SIDE, self.form, self._card), self._foot, self._close)
        self.form.hide()
        self._said.hide()
        self._foot.follow(self.form)
        self._foot.setProperty("role", "")  # it stands beside another button
        follow_layout(self)

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._on_record_chosen)
        self._add.clicked.connect(lambda _checked=False: self._open_form(None))
        self.form.edited.connect(self._on_edited)
        self.form.save_wanted.connect(self._save)
        self.form.left.connect(self._leave)
        self._citing.read.connect(self._on_read)
        self._citing.done.connect(self._on_done)
        self._citing.refused.connect(self._on_refused)
        self._session.page_changed.connect(self._on_page_changed)
        self._session.selection_changed.connect(self.accept)
        self._session.file_closed.connect(self.accept)
        self._session.editing.changed.connect(self._show_record)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor where the work is."""
        super().showEvent(event)
        if self.form.isHidden():
            self.table.setFocus()

    def reject(self) -> None:
        """Close, unless something is typed that would be lost."""
        if self._open is not None and self._open.form.is_dirty:
            self._say(self.tr("Save what you typed, or leave it as it was, first."))
            self.form.focus_first()
        else:
            super().reject()

    def _on_page_changed(self) -> None:
        self._citing.ask()

    def _on_read(self, records: tuple[CitedRecord, ...]) -> None:
        wanted = self._record.key if self._record is not None else self._wanted
        self._is_reading = True
        self._model.set_rows(records)
        self.show_fact(wanted)
        self._is_reading = False
        index = self.table.currentIndex()
        self._record = self._model.row(index.row()) if index.isValid() else None
        self._show_record()
        link, self._link = self._link, None
        if link is not None:
            self._open_form(None, link)

    def _on_record_chosen(self, index: QModelIndex) -> None:
        if self._is_reading:
            return
        record = self._model.row(index.row()) if index.isValid() else None
        typed = self._open if self._open is not None and self._open.form.is_dirty else None
        if typed is not None and (record is None or record.key != typed.record.key):
            self._say(self.tr("Save what you typed, or leave it as it was, first."))
            self.show_fact(typed.record.key)
        elif self._record is None or record is None or record.key != self._record.key:
            self._record = record
            self._close_form()
            self._show_record()

    def _show_record(self) -> None:
        """Show the sources of the fact chosen."""
        clear_layout(self._list)
        record, is_on = self._record, self._citing.is_on
        self._add.setVisible(is_on and record is not None)
        if record is None:
            self._card.set_heading(self.tr("No fact is chosen"))
            return
        self._card.set_heading(_named(record))
        for cited in record.sources:
            self._list.addWidget(self._line(cited, is_on=is_on))
        if not record.sources:
            self._list.addWidget(plain_label(self.tr("No source is noted."), "muted"))
        follow_layout(self)

    def _line(self, cited: CitedSource, *, is_on: bool) -> QWidget:
        line = QWidget(self._card)
        line.setObjectName("cited_source")
        rows = spaced(QVBoxLayout(line), spacing=2)
        name, heading = text.printable(cited.facts.url), source_heading(cited)
        rows.addWidget(plain_label(heading, wrap=True))
        address = ElidedLabel(name, "caption")
        set_tip(address, name)
        rows.addWidget(address)
        rows.addWidget(plain_label(source_details(cited), "caption", wrap=True))
        links = spaced(QHBoxLayout(), spacing=12)
        links.addWidget(copy_button(cited.facts.url, heading))
        if is_on:
            for words, key, deed in (
                (self.tr("Edit"), "edit_source", lambda: self._open_form(cited)),
                (self.tr("Remove"), "remove_source", lambda: self._remove(cited)),
            ):
                button = link_button(words, key, f"{words}: {heading}")
                button.clicked.connect(lambda _checked=False, deed=deed: deed())
                links.addWidget(button)
        links.addStretch(1)
        rows.addLayout(links)
        return line

    def _open_form(self, cited: CitedSource | None, link: str = "") -> None:
        if self._record is None or not self._citing.is_on:
            return
        typed = source_cells(cited, self._citing.today, self._order)
        self._open = source_form(self._record, typed, cited, link)
        self._said.hide()
        self.form.show()
        self._show_form()
        if link:
            self.form.focus_field("title")
        else:
            self.form.focus_first()

    def _show_form(self) -> None:
        if self._open is not None:
            read = self._open.read(self._citing.today, self._order)
            self.form.show_form(shown_source(self._open, read, self._order))

    def _on_edited(self, name: str, value: Cell) -> None:
        if self._open is not None:
            self._open = self._open.put(name, value)
            self._show_form()

    def _save(self) -> None:
        if self._open is None:
            return
        facts = self._open.facts(self._open.read(self._citing.today, self._order))
        if self._open.cited is None:
            self._citing.add(self._open.record, facts)
        else:
            self._citing.change(self._open.record, self._open.cited, facts)

    def _remove(self, cited: CitedSource) -> None:
        if self._record is not None:
            self._close_form()
            self._citing.remove(self._record, cited)

    def _leave(self) -> None:
        self._close_form()
        self.table.setFocus()

    def _close_form(self) -> None:
        self._open = None
        self._said.hide()
        self.form.hide()
        self._foot.look()

    def _on_done(self) -> None:
        self._close_form()
        self._citing.ask()
        self._add.setFocus()

    def _on_refused(self, _asked: object, reason: str) -> None:
        self._say(reason)

    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._said.show()


def pasted_link() -> str:
    """The link on the clipboard; empty where something else is there."""
    words = QGuiApplication.clipboard().text().strip()
    is_link = words.startswith(("http://", "https://")) and len(words.split()) == 1
    return words if is_link and words.isprintable() else ""


def _named(record: CitedRecord) -> str:
    kind, words = table_word(record.key.table), record_words(record)
    return f"{kind}: {words}" if words else kind
