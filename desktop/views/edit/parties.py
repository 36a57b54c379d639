"""The window of authorities and respondents: found, edited, and two of them merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QWidget

from desktop.domain.shared.parties import AUTHORITIES, RESPONDENTS, PartyChoices
from desktop.domain.shared.party_form import party_form
from desktop.models.edit.party_words import party_columns, shown_party, table_words
from desktop.models.table import TableModel
from desktop.views.edit.beside import lay_beside, side_of
from desktop.views.edit.fields import Chooser
from desktop.views.edit.merge import MergeCard
from desktop.views.edit.small_form import FormFoot, SmallForm
from desktop.views.parts.card import Card, plain_label
from desktop.views.parts.states import make_button, spaced
from desktop.views.parts.table import make_table
from desktop.views.parts.taborder import follow_layout

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from desktop.domain.edit.change import Cell
    from desktop.domain.shared.parties import Party, PartyNamed
    from desktop.domain.shared.party_form import PartyForm
    from desktop.session.edits.parties import OpenedParty
    from desktop.session.session import Session
    from desktop.theme import Look

_SIZE = 1000, 640
_SIDE = 420  # pixels of the form, at least
_PAUSE = 150  # milliseconds without typing, after which is searched


class PartiesWindow(QDialog):
    """Lists the respondents or the authorities of the file; the chosen one is edited, or merged."""

    def __init__(self, session: Session, look: Look, parent: QWidget, table: str = RESPONDENTS) -> None:
        super().__init__(parent)
        self.setObjectName("parties_window")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self._session, self._parties = session, session.parties
        self._table_shown, self._wanted = table, ""
        self._open: PartyForm | None = None
        self._choices = PartyChoices()
        self._model: TableModel[PartyNamed] = TableModel(party_columns(), self)
        self.table = make_table(self._model, look)
        self.kind = Chooser("party_table", self.tr("Kind of party"))
        self.search = QLineEdit()
        self.form, self.merging = SmallForm("party_form"), MergeCard(self._parties)
        self._foot = FormFoot("party_foot")
        self._said = plain_label(role="fault", wrap=True, name="parties_said")
        self._none = plain_label(role="muted", wrap=True, name="parties_none")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._arrange()
        self._connect()
        self._parties.of_case(table, self._begin)

    def _arrange(self) -> None:
        self.setWindowTitle(self.tr("Respondents and authorities"))
        self.kind.show_choices(
            tuple((table, table_words(table)) for table in (RESPONDENTS, AUTHORITIES)), self._table_shown
        )
        self.search.setObjectName("party_search")
        self.search.setAccessibleName(self.tr("Find a name"))
        self.search.setPlaceholderText(self.tr("Find a name"))
        self.table.setObjectName("party_list")
        self.table.setAccessibleName(self.tr("Respondents and authorities"))
        self.table.setSelectionMode(self.table.SelectionMode.SingleSelection)
        head = spaced(QHBoxLayout(), spacing=8)
        head.addWidget(self.kind)
        head.addWidget(self.search, 1)
        listed = Card("", "party_card")
        listed.body.addLayout(head)
        listed.add_table(self.table)
        parts = (self.form, self._none, self._said, self.merging)
        close = make_button(self.tr("Close"), self.close, self)
        lay_beside(self, listed, side_of("party_area", _SIDE, *parts), self._foot, close)
        for part in parts:
            part.hide()
        self._foot.follow(self.form)
        self._foot.setProperty("role", "")  # it stands beside another button
        follow_layout(self)

    def _connect(self) -> None:
        self.kind.chosen.connect(self._on_kind_chosen)
        self.search.textEdited.connect(self._pause.start)
        self._pause.timeout.connect(self._find)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_chosen)
        self.form.edited.connect(self._on_edited)
        self.form.save_wanted.connect(self._save)
        self.form.left.connect(self._leave)
        self._parties.found.connect(self._on_found)
        self._parties.done.connect(self._on_done)
        self._parties.refused.connect(self._on_refused)
        self.merging.done.connect(self._on_merge_wanted)
        self._session.file_closed.connect(self.accept)
        self._session.editing.changed.connect(self._on_editing_changed)

    def reject(self) -> None:
        """Close, unless something is typed that would be lost."""
        if self._open is not None and self._open.form.is_dirty:
            self._say_typed()
            self.form.focus_first()
        else:
            super().reject()

    def _begin(self, uid: str) -> None:
        """List all, with the party of the investigation shown chosen."""
        self._wanted = uid
        self._find()

    def _find(self) -> None:
        self._parties.find(self._table_shown, self.search.text())

    def _on_kind_chosen(self, table: str) -> None:
        self._table_shown = table
        self.search.clear()
        self._close_form()
        self._parties.of_case(table, self._begin)

    def _on_found(self, parties: tuple[PartyNamed, ...]) -> None:
        wanted = self._open.form.uid if self._open is not None else self._wanted
        self._model.set_rows(parties)
        if parties:
            if not self._choose(wanted):
                self.table.selectRow(0)
            self._read(self._model.row(self.table.currentIndex().row()))
        else:
            self._close_form()
        none = self.tr("No name has these words.") if self.search.text() else self.tr("None yet.")
        self._none.setText(none)
        self._none.setVisible(not parties)

    def _on_row_chosen(self, index: QModelIndex) -> None:
        row = self._model.row(index.row()) if index.isValid() else None
        if row is None or (self._open is not None and self._open.form.uid == row.uid):
            return
        if self._open is not None and self._open.form.is_dirty:
            self._say_typed()
            self._choose(self._open.form.uid)
        else:
            self._read(row)

    def _choose(self, uid: str) -> bool:
        """Choose a party in the list; False if it is not there."""
        for place, row in enumerate(self._model.rows):
            if row.uid == uid:
                self.table.selectRow(place)
                return True
        return False

    def _read(self, row: PartyNamed) -> None:
        self._wanted = row.uid
        self._parties.open(row.table, row.uid, self._on_opened)

    def _on_opened(self, opened: OpenedParty) -> None:
        party = opened.party
        if party is None or party.uid != self._wanted:
            return
        self._choices = opened.choices
        self._said.hide()
        self._open = party_form(party)
        self.form.show()
        self._show_form()
        others = tuple(row for row in self._model.rows if row.uid != party.uid)
        self.merging.show_party(party, others)
        self._on_editing_changed()

    def _show_form(self) -> None:
        if self._open is not None:
            read = self._open.read(self._parties.today)
            self.form.show_form(shown_party(self._open, read, self._choices))
            if not self._open.form.is_dirty:
                self._foot.hide()

    def _on_edited(self, name: str, value: Cell) -> None:
        if self._open is not None:
            self._open = self._open.put(name, value)
            self._show_form()

    def _save(self) -> None:
        edit = self._open.edit(self._open.read(self._parties.today)) if self._open is not None else None
        if edit is not None:
            self._parties.change(edit)

    def _leave(self) -> None:
        """Show the party as the file has it."""
        if self._open is not None and self._open.party is not None:
            if not self._open.form.is_dirty:
                self.close()
                return
            self._open = party_form(self._open.party)
            self._show_form()
            self.table.setFocus()

    def _close_form(self) -> None:
        self._open = None
        for part in (self.form, self._said, self.merging):
            part.hide()
        self._foot.look()

    def _on_merge_wanted(self, stays: Party, goes: Party) -> None:
        self._wanted = stays.uid
        self._open = None
        self._parties.merge(stays, goes)

    def _on_done(self) -> None:
        if self._open is not None:
            self._wanted = self._open.form.uid
        self._find()

    def _on_refused(self, _asked: object, reason: str) -> None:
        self._say(reason)

    def _say_typed(self) -> None:
        self._say(self.tr("Save what you typed, or leave it as it was, first."))

    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._said.show()

    def _on_editing_changed(self) -> None:
        """Offer to edit and merge while the file is edited."""
        is_on = self._parties.is_on
        self.form.setEnabled(is_on)
        self.merging.setVisible(is_on and self._open is not None and len(self._model.rows) > 1)
