"""Editing of the facts of penalties: their list, and the small form of the one that is open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import text
from desktop.domain.edit.change import EditKind, Reference, new_uid
from desktop.domain.edit.facts import (
    FactKind,
    FactOf,
    fact_edit,
    fact_fields,
    kinds_for,
    new_fact,
    opened_fact,
    read_fact,
)
from desktop.domain.edit.record_form import deletion
from desktop.domain.typed.dates import order_of
from desktop.models.edit.fact_form import ORDER, FactFormState, fact_form, fact_labels
from desktop.models.edit.fact_words import absent_words, conflict_words, fact_rows, figure_words, kind_word
from desktop.models.edit.shown_form import typed_cells, typed_date
from desktop.views.edit.conflict import ConflictStrip, StripButton, StripSide
from desktop.views.edit.small_form import FormFoot, SmallForm
from desktop.views.page.fact_list import FactsCard
from desktop.views.parts.sight import bring_into_sight
from desktop.views.parts.states import spaced
from desktop.views.parts.undo_note import UndoNote

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from desktop.domain.case.terms import PenaltyTerms, TermsId
    from desktop.domain.days.period import UncertainDate
    from desktop.domain.edit.change import Cell, Edit
    from desktop.domain.edit.facts import Fact
    from desktop.domain.edit.record_form import RecordForm
    from desktop.domain.page.page import Page
    from desktop.domain.page.tried import Tried
    from desktop.session.reader.trials import FoundRecord
    from desktop.session.session import Session

_FORM, _DELETING = "fact", "fact deleted"  # the names of the edits


@dataclass(frozen=True, slots=True)
class _Open:
    """The form that is open on an investigation: of a new fact, or of one that the file has (`own`)."""

    form: RecordForm
    terms_id: TermsId
    own: Fact | None = None
    said: str = ""


class FactsSection(QWidget):
    """The list of facts and, below it, the form of one; shown while the file is edited.

    A form that is left open keeps its values while another investigation is shown.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("facts_section")
        self._session, self._forms = session, session.forms
        self._order = order_of(QLocale().dateFormat(QLocale.FormatType.ShortFormat))
        self._now: Page | None = None  # the page of the file, without values of forms
        self._tried: Tried | None = None
        self._open: dict[str, _Open] = {}  # by investigation
        self._chosen: TermsId | None = None
        self._deleted = ""  # the name of what was deleted last
        self._note = UndoNote(session, self)
        self.card = FactsCard(self._note)
        self.form = SmallForm("fact_form")
        self.form.hide()
        self.foot = FormFoot("fact_foot")
        self.foot.follow(self.form)
        column = spaced(QVBoxLayout(self), spacing=12)
        column.addWidget(self.card)
        column.addWidget(self.form)
        self.card.new_wanted.connect(self._on_new_wanted)
        self.card.opened.connect(self.open_fact)
        self.card.deleted.connect(self._on_deleted)
        self.form.edited.connect(self._on_edited)
        self.form.save_wanted.connect(self._on_save_wanted)
        self.form.left.connect(self._on_left)
        self._forms.tried.connect(self._on_tried)
        self._forms.saved.connect(self._on_saved)
        self._forms.refused.connect(self._on_refused)
        self._forms.dropped.connect(self._on_dropped)
        session.selection_changed.connect(self._on_selection_changed)

    def show_page(self, page: Page) -> None:
        """Show the facts of a page; those of open forms are among them."""
        if not page.is_unsaved:
            self._now = page
        kinds = {kind: None for terms in page.case.terms for kind in kinds_for(terms)}
        self.card.setVisible(bool(kinds))
        self.card.show_facts(fact_rows(page), absent_words(page), tuple(kinds))
        self._show_form()

    def resume(self) -> None:
        """Show the page with the values of the open form again."""
        self._put(self._open.get(self._slug))

    def choose(self, terms: TermsId | None) -> None:
        """Take a penalty for the one that a new fact is about."""
        self._chosen = terms

    def add_payment(self, day: UncertainDate) -> None:
        """Open the form of a new payment on a day."""
        self._begin(FactKind.PAYMENT, {"paid": typed_date(day, self._order)})

    def open_fact(self, fact: FactOf) -> None:
        """Open the form of a fact of the file."""

        def found(record: FoundRecord | None) -> None:
            if record is None:
                self._say_gone()
                return
            typed = typed_cells(fact_fields(fact.kind), record.cells, fact.terms.currency, self._order)
            form = opened_fact(fact.kind, fact.terms, record.uid, record.cells, typed)
            self._show_open(_Open(form, fact.terms.id, fact.fact))

        if self._may_leave():
            self._find(fact, found)

    @property
    def _slug(self) -> str:
        return self._session.selected or ""

    @property
    def _today(self) -> date:
        return self._session.editing.today

    def _terms(self, wanted: TermsId | None) -> PenaltyTerms | None:
        """A penalty of the file's page by its number, or None."""
        terms = () if self._now is None else self._now.case.terms
        return next((each for each in terms if each.id == wanted), None)

    def _find(self, fact: FactOf, answer: Callable[[FoundRecord | None], None]) -> None:
        """Find the record of a fact, by the record of its penalty."""

        def owned(owner: FoundRecord | None) -> None:
            if owner is None:
                answer(None)
            else:
                wanted = {**fact.cells, "term_id": Reference(owner.table, owner.uid)}
                self._forms.find(fact.kind.value, wanted, answer)

        self._forms.find("penalty_terms", {"id": int(fact.terms.id)}, owned)

    def _on_new_wanted(self, kind: FactKind, relapse: bool) -> None:  # noqa: FBT001 - as the signal gives it
        self._begin(kind, {"relapse": int(relapse)})

    def _begin(self, kind: FactKind, typed: dict[str, Cell]) -> None:
        """Open the form of a new fact of the chosen penalty, else of one that can have such a fact."""
        every = () if self._now is None else self._now.case.terms
        able = [each for each in every if kind in kinds_for(each)]
        if not able or not self._may_leave():
            return
        of = next((each for each in able if each.id == self._chosen), able[0])
        values: dict[str, Cell] = {"known_on": text.day(self._today), **typed}

        def found(owner: FoundRecord | None) -> None:
            if owner is None:
                self._say_gone()
            else:
                self._show_open(_Open(new_fact(kind, of, owner.uid, values), of.id))

        self._forms.find("penalty_terms", {"id": int(of.id)}, found)

    def _may_leave(self) -> bool:
        """Whether another form may take the place of this one: nothing is typed into it."""
        shown = self._open.get(self._slug)
        if shown is None or not shown.form.is_dirty:
            return True
        said = self.tr("Save what you typed first, or leave it as it was.")
        self._open[self._slug] = replace(shown, said=said)
        self._show_form()
        self.form.focus_first()
        return False

    def _show_open(self, opened: _Open) -> None:
        self._note.hide()
        self._put(opened)
        self.form.focus_first()

    def _put(self, opened: _Open | None) -> None:
        """Show a form with other values, and the page with them; None for no form."""
        if opened is None:
            self._open.pop(self._slug, None)
        else:
            self._open[self._slug] = opened
        edit = None if opened is None else self._edit_of(opened)
        self._tried = self._tried if edit is not None else None
        self._show_form()
        self._forms.show(_FORM, edit)

    def _edit_of(self, opened: _Open) -> Edit | None:
        """The edit that a form makes now."""
        terms = self._terms(opened.terms_id)
        if terms is None or not opened.form.is_dirty:
            return None
        read = read_fact(opened.form, terms, opened.own, self._today, self._order)
        return fact_edit(opened.form, read, terms)

    def _show_form(self) -> None:
        """Show the form that is open on this investigation."""
        opened, now = self._open.get(self._slug), self._now
        terms = None if opened is None else self._terms(opened.terms_id)
        if opened is None or now is None or terms is None:
            self.form.hide()
            self.foot.look()
            if opened is not None and now is not None:  # its penalty was deleted
                self._open.pop(self._slug)
                self._forms.show(_FORM, None)
                self._say_gone()
            return
        read = read_fact(opened.form, terms, opened.own, self._today, self._order)
        state = FactFormState(opened.form, read, terms, now, self._tried, opened.said)
        self.form.show()
        self.form.show_form(fact_form(state, self._order))
        self.form.show_strip(self._strip(opened, terms))

    def _strip(self, opened: _Open, terms: PenaltyTerms) -> ConflictStrip | None:
        """What another program did to the record of the form, with both values; None where it did nothing."""
        tried, kind = self._tried, FactKind(opened.form.table)
        if tried is None or opened.form.is_new:
            return None
        conflicts = tuple(each for each in tried.conflicts if each.uid == opened.form.uid)
        if tried.is_gone:
            what = self.tr("Another program deleted this. Restore it with your values?")
            restore = StripButton(
                self.tr("Restore"), "fact_restore", lambda: self._put_form(opened.form.restored())
            )
            return ConflictStrip(
                what, (), (restore, StripButton(self.tr("Leave"), "fact_leave", self._on_left))
            )
        if not conflicts:
            return None
        fields = fact_fields(kind)
        hit = next(each.name for each in fields if conflicts[0].column.startswith(each.name))
        now = {each.column: each.now for each in conflicts if each.column.startswith(hit)}
        rebased = opened.form
        for column, value in now.items():
            rebased = rebased.rebased(column, value)
        theirs = typed_cells(fields, rebased.before or {}, terms.currency, self._order)[hit]
        sides = (
            StripSide(self.tr("Yours"), str(opened.form.typed[hit]), figure_words(kind, tried.then)),
            StripSide(self.tr("In the file now"), str(theirs), figure_words(kind, tried.now)),
        )
        answers = (
            StripButton(self.tr("Keep yours"), "fact_keep", lambda: self._put_form(rebased)),
            StripButton(
                self.tr("Take the file's"),
                "fact_take",
                lambda: self._put_form(rebased.put(hit, theirs)),
            ),
        )
        return ConflictStrip(conflict_words(fact_labels(kind)[hit]), sides, answers)

    def _put_form(self, form: RecordForm) -> None:
        opened = self._open.get(self._slug)
        if opened is not None:
            self._put(replace(opened, form=form, said=""))

    def _on_edited(self, name: str, value: object) -> None:
        opened = self._open.get(self._slug)
        if opened is None:
            return
        if name == ORDER:
            self._on_order_chosen(opened, value)
        elif value is None or isinstance(value, int | str):
            self._put(replace(opened, form=opened.form.put(name, value), said=""))

    def _on_order_chosen(self, opened: _Open, wanted: object) -> None:
        """Make a new fact one of another penalty, with all that is typed."""
        now = self._now
        terms = next((each for each in (now.case.terms if now else ()) if each.id == wanted), None)

        def found(owner: FoundRecord | None) -> None:
            if owner is None or terms is None:
                self._say_gone()
                return
            own = Reference(owner.table, owner.uid)
            form = replace(opened.form, fixed={**opened.form.fixed, "term_id": own}, currency=terms.currency)
            self._put(replace(opened, form=form, terms_id=terms.id))

        if terms is not None:
            self._forms.find("penalty_terms", {"id": int(terms.id)}, found)

    def _on_tried(self, tried: Tried) -> None:
        opened = self._open.get(self._slug)
        self._now = tried.now
        self._tried = tried if opened is not None and self._edit_of(opened) is not None else None
        self._show_form()

    def _on_save_wanted(self) -> None:
        opened = self._open.get(self._slug)
        edit = None if opened is None else self._edit_of(opened)
        if edit is not None:
            self._forms.save(_FORM, edit)

    def _on_left(self) -> None:
        opened = self._open.get(self._slug)
        self._put(None)
        if opened is not None:
            terms = self._terms(opened.terms_id)
            if opened.own is not None and terms is not None:
                self.card.focus_fact(FactOf(FactKind(opened.form.table), terms, opened.own))
            else:
                self.card.add.setFocus()

    def _on_deleted(self, fact: FactOf) -> None:
        def found(record: FoundRecord | None) -> None:
            if record is None:
                self._say_gone()
                return
            self._deleted = kind_word(fact.kind, relapse=record.cells.get("relapse") == 1)
            edit = deletion(record.table, record.uid, record.cells, EditKind.FACT_DELETED, new_uid())
            self._forms.save(_DELETING, edit)

        if self._may_leave():
            self._put(None)
            self._find(fact, found)

    def _on_saved(self, name: str, edit: Edit) -> None:
        if name not in (_FORM, _DELETING):
            return
        words = {
            EditKind.FACT_ADDED: self.tr("{} added."),
            EditKind.FACT_CHANGED: self.tr("{} changed."),
            EditKind.FACT_DELETED: self.tr("{} deleted."),
        }[edit.kind]
        batch = edit.batch
        slug = next((slug for slug, one in self._open.items() if one.form.batch == batch), "")
        opened = self._open.pop(slug, None)
        word = self._deleted if opened is None else _word(opened.form)
        if opened is not None and slug == self._slug:
            self._put(None)
            self.card.add.setFocus()
        self._say(words.format(word), can_undo=True)

    def _on_refused(self, name: str, reason: str) -> None:
        opened = self._open.get(self._slug)
        if name == _DELETING:
            self._say(reason, can_undo=False)
        elif name == _FORM and opened is not None:
            self._open[self._slug] = replace(opened, said=reason)
            self._show_form()

    def _on_selection_changed(self) -> None:
        self._note.hide()
        self._now = self._tried = None
        self._show_form()

    def _say(self, words: str, *, can_undo: bool) -> None:
        self._note.say(words, can_undo=can_undo)
        bring_into_sight(self._note)

    def _on_dropped(self) -> None:
        self._open.clear()
        self._now = self._tried = None
        self._show_form()

    def _say_gone(self) -> None:
        words = self.tr("This is not in the file any more: another program deleted it. Nothing was changed.")
        self._say(words, can_undo=False)


def _word(form: RecordForm) -> str:
    """The name of the fact in a form."""
    return kind_word(FactKind(form.table), relapse=form.typed.get("relapse") == 1)
