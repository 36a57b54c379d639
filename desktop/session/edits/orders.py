"""The penalty order that is open to be edited: its unsaved values, and those of other programs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.domain.edit.change import EditKind
from desktop.domain.orders.draft import plain
from desktop.domain.orders.merge import merge
from desktop.domain.orders.rows import order_deletion
from desktop.session.reader.orders import OrderAsked, OrderFigure, opened_order, order_figure

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from desktop.domain.case.terms import TermsId
    from desktop.domain.edit.change import Edit
    from desktop.domain.edit.draft import Draft
    from desktop.domain.law.regime import Regime
    from desktop.domain.orders.draft import OpenOrder
    from desktop.domain.orders.merge import FieldConflict
    from desktop.domain.typed.dates import DayOrder
    from desktop.session.asking import Asking
    from desktop.session.clock import Clock
    from desktop.session.editing import Editing
    from desktop.session.edits.forms import FormEdits

_NEW = "order new"
_KINDS = (EditKind.ORDER_ADDED, EditKind.ORDER_CHANGED, EditKind.ORDER_DELETED)


class OrderEdits(QObject):
    """The verbs of the open order. What is typed stays until it is saved or left."""

    # OpenOrder: an order is open, or the open one was read again: see `draft`.
    opened = Signal(object)
    # OrderFigure: the draft of the open order as read.
    figured = Signal(object)
    # No order is open any more.
    closed = Signal()
    # EditKind: an order was added, changed or deleted.
    done = Signal(object)
    # str: an edit was not made, and why, in a sentence.
    refused = Signal(str)

    def __init__(
        self, asking: Asking, editing: Editing, forms: FormEdits, clock: Clock, order: DayOrder
    ) -> None:
        super().__init__(editing)
        self._asking, self._editing, self._forms = asking, editing, forms
        self._clock, self._order = clock, order
        self._at: tuple[str, TermsId | None] | None = None  # the investigation and terms wanted
        self._open: OpenOrder | None = None
        self._conflicts: tuple[FieldConflict, ...] = ()
        self._saved: Draft | None = None  # the draft that is being saved
        self._kept: dict[tuple[str, str], tuple[OpenOrder, Draft]] = {}  # unsaved, by slug and form
        self.draft: Draft | None = None
        self.is_gone = False  # another program deleted it
        self.noticed: datetime | None = None  # when a conflict was seen first
        shown = asking.shown
        shown.rows_outdated.connect(self._read_again)
        shown.selection_changed.connect(lambda _slug: self.close())
        shown.as_of_changed.connect(lambda _as_of: self._ask())
        shown.file_closed.connect(self._forget)
        editing.changed.connect(self._on_editing_changed)
        forms.saved.connect(self._on_saved)
        forms.refused.connect(self._on_refused)

    @property
    def order(self) -> OpenOrder | None:
        """The open order as it stands in the file."""
        return self._open

    @property
    def is_dirty(self) -> bool:
        """Whether the open order has values that are not saved."""
        if self._open is None or self.draft is None:
            return False
        return plain(self._open.draft, self._order) != plain(self.draft, self._order)

    @property
    def regimes(self) -> tuple[Regime, ...]:
        """The regimes to choose from."""
        from desktop.store.law.rules import regimes  # noqa: PLC0415 - with the first form alone

        return regimes()

    def open(self, number: TermsId | None) -> None:
        """Open terms of the investigation shown, or a new order (None); answers opened, and figured."""
        slug = self._asking.shown.selected
        if slug is None or not self._editing.is_on or (self._at == (slug, number) and number is not None):
            return
        self.close()
        self._at = slug, number
        self._submit(slug, number, self._on_opened)

    def put(self, draft: Draft) -> None:
        """Change the draft of the open order; answers figured."""
        if self._open is not None and draft != self.draft:
            self.draft = draft
            self._conflicts = tuple(one for one in self._conflicts if one.taken(draft) != draft)
            self._ask()

    def keep_yours(self, conflict: FieldConflict) -> None:
        """Keep the own value of what another program changed as well."""
        self._conflicts = tuple(one for one in self._conflicts if one.key != conflict.key)
        self._ask()

    def take_theirs(self, conflict: FieldConflict) -> None:
        """Take the value of the file for what another program changed as well."""
        if self.draft is not None:
            self.put(conflict.taken(self.draft))

    def save(self) -> None:
        """Save the open order; answers done or refused. Ignored while something is wrong or to be chosen."""
        if self._open is None or self.draft is None or self._conflicts or self.is_gone:
            return
        draft, as_of, order = self.draft, self._asking.shown.as_of, self._order
        asked, reader = OrderAsked(self._open, draft), self._asking.reader

        def read(figure: OrderFigure) -> None:
            if figure.edit is not None and draft == self.draft:
                self._saved = draft
                self._forms.save(self._form, figure.edit)

        self._asking.submit("order-save", lambda: order_figure(reader.file, asked, as_of, order), read)

    def leave(self) -> None:
        """Give up the values of the open order; one that is not in the file is closed."""
        if self._open is None:
            return
        self._forms.show(self._form, None)
        self._conflicts = ()
        self._kept.pop(self._key, None)
        if self._open.terms is None or self.is_gone:
            self._drop()
        else:
            self.draft = self._open.draft
            self.opened.emit(self._open)
            self._ask()

    def restore(self) -> None:
        """Make a new order of the values of one that another program deleted; answers opened."""
        if self._at is None or self._open is None or self.draft is None or not self.is_gone:
            return
        slug, draft = self._at[0], self.draft
        self._forms.show(self._form, None)
        self._drop()
        self._at = slug, None

        def found(new: OpenOrder | None) -> None:
            self._on_opened(new)
            self.put(draft)
            if new is not None:
                self.opened.emit(new)

        self._submit(slug, None, found)

    def delete(self) -> None:
        """Delete the open order with all that belongs to it; answers done or refused."""
        edit = None if self._open is None else order_deletion(self._open)
        if edit is not None:
            self._forms.show(self._form, None)
            self._forms.save(self._form, edit)

    def close(self) -> None:
        """Close the open order; values that are not saved come back when it is opened again."""
        if self._open is not None and self.draft is not None and self.is_dirty:
            self._kept[self._key] = self._open, self.draft
        self._drop()

    def unsaved(self, slug: str) -> tuple[TermsId | None, ...]:
        """The terms of an investigation with values that are not saved; None for a new order."""
        found = [opened for (each, _), (opened, _) in self._kept.items() if each == slug]
        return tuple(None if opened.terms is None else opened.terms.id for opened in found)

    @property
    def _form(self) -> str:
        uid = "" if self._open is None else self._open.uids.terms
        return f"order {uid}" if uid else _NEW

    @property
    def _key(self) -> tuple[str, str]:
        return (self._at[0] if self._at is not None else ""), self._form

    def _submit(self, slug: str, number: TermsId | None, answer: Callable[[OpenOrder | None], None]) -> None:
        reader, order = self._asking.reader, self._order

        def answered(found: OpenOrder | None) -> None:
            if self._at == (slug, number):
                answer(found)

        self._asking.submit("order-open", lambda: opened_order(reader.file, slug, number, order), answered)

    def _on_opened(self, found: OpenOrder | None) -> None:
        if found is None:
            self._drop()
            return
        self._open, self.draft = found, found.draft
        kept = self._kept.pop(self._key, None)
        if kept is not None:
            before, self.draft = kept
            self._bring_together(before.draft, found)
        self.opened.emit(found)
        self._ask()

    def _read_again(self) -> None:
        if self._at is not None and self._open is not None and self._saved is None:
            self._submit(*self._at, self._on_read_again)

    def _on_read_again(self, found: OpenOrder | None) -> None:
        if self._open is None or self.draft is None:
            return
        if found is None:
            self.is_gone = self.is_dirty
            if not self.is_gone:
                self._drop()
            else:
                self._forms.show(self._form, None)
                self.opened.emit(self._open)
            return
        if found != self._open:
            self._bring_together(self._open.draft, found)
            self._open = found
            self.opened.emit(found)
            self._ask()

    def _bring_together(self, before: Draft, found: OpenOrder) -> None:
        if self.draft is not None:
            self.draft, self._conflicts = merge(before, self.draft, found.draft, self._order, self._conflicts)
            if self._conflicts:
                self.noticed = self.noticed or self._clock.now().astimezone()

    def _ask(self) -> None:
        """Ask what the draft gives: of many questions the newest is answered."""
        if self._open is None or self.draft is None or self.is_gone:
            return
        if not self._conflicts:
            self.noticed = None
        asked = OrderAsked(self._open, self.draft, self._conflicts)
        as_of, order, reader = self._asking.shown.as_of, self._order, self._asking.reader

        def figured(found: OrderFigure) -> None:
            if self._open is not None and asked == (self._open, self.draft, self._conflicts):
                self._forms.show(self._form, found.edit)
                self.figured.emit(found)

        self._asking.submit("order", lambda: order_figure(reader.file, asked, as_of, order), figured)

    def _on_saved(self, form: str, edit: Edit) -> None:
        if edit.kind not in _KINDS:
            return
        if self._open is not None and form == self._form:
            saved, self._saved = self._saved, None
            if edit.kind is not EditKind.ORDER_CHANGED:
                self._drop()
            elif saved is not None:
                self._open = replace(self._open, draft=saved)
                self._read_again()
        self.done.emit(edit.kind)

    def _on_refused(self, form: str, sentence: str) -> None:
        if form == self._form:
            self._saved = None
            self.refused.emit(sentence)
            self._read_again()

    def _on_editing_changed(self) -> None:
        if not self._editing.is_on:
            self._forget()

    def _forget(self) -> None:
        self._kept.clear()
        self._drop()

    def _drop(self) -> None:
        was_open = self._open is not None
        self._at, self._open, self.draft, self._conflicts = None, None, None, ()
        self._saved = None
        self.is_gone, self.noticed = False, None
        if was_open:
            self.closed.emit()
