"""Editing of decisions, fines and provisions: links and keys on their cards, and the form of one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from desktop.domain.case.case import Fine
from desktop.domain.edit.change import new_uid
from desktop.domain.edit.decided import (
    FIELDS,
    KINDS,
    DecidedKind,
    decided_edit,
    new_decided,
    opened_decided,
    provision_fields,
    read_decided,
)
from desktop.domain.edit.record_form import deletion
from desktop.domain.edit.stages import fine_follows
from desktop.domain.typed.dates import order_of
from desktop.models.edit.decided_form import (
    DecidedState,
    add_words,
    becomes_words,
    decided_form,
    done_words,
    field_labels,
    none_words,
)
from desktop.models.edit.shown_form import typed_cells
from desktop.models.page.decision import StageRow, fine_name
from desktop.views.edit.conflict import ConflictStrip, StripButton, StripSide
from desktop.views.edit.small_form import FormFoot, SmallForm
from desktop.views.page.decided_rows import find_record, shown_in
from desktop.views.parts.card import link_button, plain_label
from desktop.views.parts.states import spaced
from desktop.views.parts.undo_note import UndoNote

if TYPE_CHECKING:
    from desktop.domain.case.case import DatedStage
    from desktop.domain.edit.change import Cell, Cells, Change, Edit
    from desktop.domain.edit.decided import Decided
    from desktop.domain.edit.record_form import FormRead, RecordForm
    from desktop.domain.page.page import Page
    from desktop.domain.page.tried import CellConflict, Tried
    from desktop.session.reader.trials import FoundRecord
    from desktop.session.session import Session
    from desktop.views.parts.card import Card
    from desktop.views.parts.table import TableView

_FORM, _DELETING = "decided", "decided deleted"  # the names of the edits
_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)


@dataclass(frozen=True, slots=True)
class DecidedCard:
    """A card of the tab with the table of one kind."""

    card: Card
    table: TableView[object]


class DecidedEditor(QObject):
    """Opens, adds and deletes what the cards of a tab list; the form lies below the card.

    A form that is left open keeps its values while another investigation is shown.
    """

    def __init__(self, session: Session, cards: dict[DecidedKind, DecidedCard], parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._forms, self._cards = session, session.forms, cards
        self._order = order_of(QLocale().dateFormat(QLocale.FormatType.ShortFormat))
        self._open: dict[str, RecordForm] = {}  # by investigation
        self._page: Page | None = None
        self._conflicts: tuple[CellConflict, ...] = ()
        self._problem = ""
        # A new stage: the uid of its form, its fine by uid and cells, and the stages before it.
        self._of_stage: tuple[str, tuple[str, Cells], tuple[DatedStage, ...]] | None = None
        self._is_on = False
        self.form, self.foot = SmallForm("decided"), FormFoot("decided_foot")
        self.box = QWidget()
        column = spaced(QVBoxLayout(self.box), spacing=0)
        column.addWidget(self.form)
        column.addWidget(self.foot)
        self.foot.follow(self.form)
        self.box.hide()
        self._note = UndoNote(session)
        self._none = {kind: plain_label(none_words(kind), "muted") for kind in cards}
        self._links = {kind: link_button(add_words(kind), f"{kind.value}_add") for kind in cards}
        for kind, shown in cards.items():
            self._links[kind].clicked.connect(partial(self._on_add, kind))
            shown.card.add_action(self._links[kind])
            shown.card.body.addWidget(self._none[kind])
            shown.table.installEventFilter(self)
            shown.table.doubleClicked.connect(partial(self._on_opened, kind))
            shown.table.customContextMenuRequested.connect(partial(self._on_menu, kind))
        self._connect()

    def _connect(self) -> None:
        self.form.edited.connect(self._on_edited)
        self.form.save_wanted.connect(self._on_save_wanted)
        self.form.left.connect(lambda: self._put(None))
        self._forms.tried.connect(self._on_tried)
        self._forms.saved.connect(self._on_saved)
        self._forms.refused.connect(self._on_refused)
        self._session.selection_changed.connect(self._on_selection_changed)
        self._session.file_closed.connect(self._open.clear)

    def follow(self, *, is_on: bool) -> None:
        """Offer to edit, or not."""
        self._is_on = is_on
        menu = Qt.ContextMenuPolicy.CustomContextMenu if is_on else Qt.ContextMenuPolicy.DefaultContextMenu
        for kind, shown in self._cards.items():
            self._links[kind].setVisible(is_on)
            shown.table.setContextMenuPolicy(menu)
        if not is_on:
            self._open.clear()
            self._note.hide()
            self._show_form()

    def add_provision(self) -> None:
        """Open the form of a new provision."""
        if self._is_on:
            self._on_add(DecidedKind.PROVISION)

    def show_page(self, page: Page) -> None:
        """Show what belongs to a page."""
        self._page = page
        for kind, shown in self._cards.items():
            is_empty = not shown.table.model().rowCount()
            self._none[kind].setVisible(self._is_on and is_empty)
            shown.table.setVisible(not is_empty)
            is_offered = self._is_on and (kind is not DecidedKind.STAGE or bool(page.case.fines))
            shown.card.setVisible(is_offered or not is_empty)
        self._show_form()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the current row with Enter or F2, delete it with Delete, while the file is edited."""
        if self._is_on and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            for kind, shown in self._cards.items():
                if shown.table is watched and event.key() in _OPENS:
                    self._on_opened(kind)
                    return True
                if shown.table is watched and event.key() == Qt.Key.Key_Delete:
                    self._on_deleted(kind)
                    return True
        return super().eventFilter(watched, event)

    @property
    def _slug(self) -> str:
        return self._session.selected or ""

    def _on_add(self, kind: DecidedKind, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - as Qt gives it
        page = self._page
        if page is None or not self._may_leave():
            return
        if kind is DecidedKind.STAGE:
            self._add_stage(page)
            return
        law = page.regime
        currency = next(iter(page.fine_currencies), "") or ("EUR" if law is None else law.currency)

        def found(owner: FoundRecord | None) -> None:
            if owner is not None:
                self._begin(new_decided(kind, owner.uid, currency))

        self._forms.find("investigations", {"id": int(page.id)}, found)

    def _add_stage(self, page: Page) -> None:
        """Begin a stage of the current fine, else of the last."""
        one = self._current(DecidedKind.FINE)
        fine = one if isinstance(one, Fine) else page.case.fines[-1]

        def found(record: FoundRecord | None, _other: FoundRecord | None) -> None:
            if record is None:
                self._say_gone()
                return
            form = new_decided(DecidedKind.STAGE, record.uid, fine.currency or self._currency())
            named = {**form.typed, "fine": fine_name(fine)}
            form = replace(form, typed=named, first=named)
            self._of_stage = form.uid, (record.uid, record.cells), fine.stages
            self._begin(form)

        find_record(self._forms, DecidedKind.FINE, fine, found)

    def _on_opened(self, kind: DecidedKind, _index: object = None) -> None:
        def found(record: FoundRecord | None, provision: FoundRecord | None) -> None:
            if record is None:
                self._say_gone()
                return
            typed = typed_cells(FIELDS[kind], record.cells, self._currency(), self._order)
            if isinstance(one, StageRow):
                typed["fine"] = fine_name(one.fine)
            elif provision is not None:
                typed |= provision_fields(provision.cells)
            self._begin(opened_decided(kind, record.uid, record.cells, typed, self._currency()))

        one = self._current(kind)
        if one is not None and self._is_on and self._may_leave():
            find_record(self._forms, kind, one, found)

    def _on_deleted(self, kind: DecidedKind) -> None:
        def found(record: FoundRecord | None, _provision: FoundRecord | None) -> None:
            if record is None:
                self._say_gone()
                return
            edit = deletion(record.table, record.uid, record.cells, KINDS[kind][2], new_uid())
            self._forms.save(_DELETING, edit)

        one = self._current(kind)
        if one is not None and self._may_leave():
            self._put(None)
            find_record(self._forms, kind, one, found)

    def _on_menu(self, kind: DecidedKind, at: QPoint) -> None:
        if self._current(kind) is None:
            return
        table = self._cards[kind].table
        menu = QMenu(table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Edit"), partial(self._on_opened, kind))
        menu.addAction(self.tr("Delete"), partial(self._on_deleted, kind))
        menu.addAction(self.tr("Copy"), table.copy)
        menu.popup(table.viewport().mapToGlobal(at))

    def _current(self, kind: DecidedKind) -> Decided | StageRow | None:
        """What the current row of a table shows."""
        return shown_in(
            self._cards[kind].table.currentIndex(), None if self._page is None else self._page.case
        )

    def _may_leave(self) -> bool:
        """Whether another form may take the place of this one: nothing is typed into it."""
        form = self._open.get(self._slug)
        if form is None or not form.is_dirty:
            return True
        self._problem = self.tr("Save what you typed first, or leave it as it was.")
        self._show_form()
        self.form.focus_first()
        return False

    def _begin(self, form: RecordForm) -> None:
        self._note.hide()
        self._put(form)
        self.form.focus_first()

    def _put(self, form: RecordForm | None) -> None:
        """Show a form with other values, and the page with them; None for no form."""
        self._problem = ""
        if form is None:
            self._open.pop(self._slug, None)
        else:
            self._open[self._slug] = form
        edit = None if form is None else self._edit_of(form)
        if edit is None:
            self._show_conflicts(())
        self._show_form()
        self._forms.show(_FORM, edit)

    def _edit_of(self, form: RecordForm) -> Edit | None:
        if not form.is_dirty:
            return None
        read = read_decided(form, self._session.editing.today, self._order)
        edit, changes = decided_edit(form, read), self._of_fine(form, read)
        return edit and replace(edit, changes=(*edit.changes, *changes))

    def _of_fine(self, form: RecordForm, read: FormRead) -> tuple[Change, ...]:
        """What a new stage brings to its fine."""
        if self._of_stage is None or self._of_stage[0] != form.uid or not read.is_sound:
            return ()
        _, fine, others = self._of_stage
        return fine_follows(read.cells, fine, others)

    def _show_form(self) -> None:
        form = self._open.get(self._slug)
        self.box.setVisible(form is not None)
        self.form.setVisible(form is not None)
        if form is None:
            self.foot.look()
            return
        card = self._cards[DecidedKind(form.table)].card
        parent = card.parentWidget()
        around = None if parent is None else parent.layout()
        if isinstance(around, QVBoxLayout) and around.indexOf(self.box) != around.indexOf(card) + 1:
            around.removeWidget(self.box)
            around.insertWidget(around.indexOf(card) + 1, self.box)
        read = read_decided(form, self._session.editing.today, self._order)
        fields = {self._field_of(form, one.column) for one in self._conflicts}
        told = ""
        if form.table == DecidedKind.STAGE and read.is_sound:
            told = becomes_words(self._of_fine(form, read), form.currency)
        state = DecidedState(form, read, len(fields), told, self._problem)
        self.form.show_form(decided_form(state, self._order))

    def _on_edited(self, name: str, value: Cell) -> None:
        form = self._open.get(self._slug)
        if form is not None:
            self._put(form.put(name, value))

    def _on_save_wanted(self) -> None:
        form = self._open.get(self._slug)
        edit = None if form is None else self._edit_of(form)
        if edit is not None and not self._conflicts:
            self._forms.save(_FORM, edit)

    def _on_tried(self, tried: Tried) -> None:
        form = self._open.get(self._slug)
        if form is not None:
            self._problem = tried.problem
            self._show_conflicts(tuple(one for one in tried.conflicts if one.uid == form.uid))
            self._show_form()

    def _show_conflicts(self, conflicts: tuple[CellConflict, ...]) -> None:
        """Show a strip for each field that another program changed."""
        if conflicts == self._conflicts:
            return
        self._conflicts = conflicts
        form = self._open.get(self._slug)
        if form is None or not conflicts:
            self.form.show_strip(None)
            return
        box = QWidget()
        column = spaced(QVBoxLayout(box), spacing=8)
        for name in dict.fromkeys(self._field_of(form, one.column) for one in conflicts):
            column.addWidget(self._strip(form, name))
        self.form.show_strip(box)

    def _strip(self, form: RecordForm, name: str) -> ConflictStrip:
        label = field_labels().get(name, name).lower()
        theirs = typed_cells(FIELDS[DecidedKind(form.table)], self._now(form), form.currency, self._order)
        sides = (
            StripSide(self.tr("Yours"), str(form.typed.get(name) or "—"), ""),
            StripSide(self.tr("In the file now"), str(theirs.get(name) or "—"), ""),
        )
        what = self.tr("Another program changed this: {}.").format(label)
        keep = StripButton(self.tr("Keep yours"), "conflict_yours", partial(self._settle, name))
        take = StripButton(
            self.tr("Take the file's"), "conflict_file", partial(self._settle, name, theirs.get(name))
        )
        return ConflictStrip(what, sides, (keep, take))

    def _settle(self, name: str, *taken: Cell) -> None:
        """Go on from what the file has now for a field, with its value or the own one."""
        form = self._open.get(self._slug)
        if form is None:
            return
        for one in self._conflicts:
            if self._field_of(form, one.column) == name:
                form = form.rebased(one.column, one.now)
        for value in taken:
            form = form.put(name, value)
        self._put(form)

    def _now(self, form: RecordForm) -> dict[str, Cell]:
        """The cells of a record as the file has them now."""
        return {**(form.before or {}), **{one.column: one.now for one in self._conflicts}}

    @staticmethod
    def _field_of(form: RecordForm, column: str) -> str:
        """The field that fills a column."""
        names = (each.name for each in form.fields)
        return next((one for one in names if column == one or column.startswith(f"{one}_")), column)

    def _on_saved(self, name: str, edit: Edit) -> None:
        if name not in (_FORM, _DELETING):
            return
        if name == _FORM:
            self._put(None)
        kind = next((each for each, kinds in KINDS.items() if edit.kind in kinds), None)
        if kind is not None:
            self._cards[kind].card.body.addWidget(self._note)
            self._cards[kind].card.show()
        self._note.say(done_words(edit.kind), can_undo=True)

    def _on_refused(self, name: str, reason: str) -> None:
        if name == _DELETING:
            self._note.say(reason, can_undo=False)
        elif name == _FORM:
            self._problem = reason
            self._show_form()

    def _on_selection_changed(self) -> None:
        self._note.hide()
        self._conflicts, self._problem = (), ""
        self.form.show_strip(None)

    def _currency(self) -> str:
        law = None if self._page is None else self._page.regime
        return "EUR" if law is None else law.currency

    def _say_gone(self) -> None:
        words = self.tr("This is not in the file any more: another program deleted it. Nothing was changed.")
        self._note.say(words, can_undo=False)
