"""The card of the facts of all penalties: one row each, opened and deleted while the file is edited."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop import text
from desktop.domain.edit.facts import FactKind
from desktop.models.edit.fact_words import kind_word
from desktop.views.parts.card import Card, ElidedLabel, clear_layout, link_button, plain_label, set_style
from desktop.views.parts.explained import mark
from desktop.views.parts.states import spaced
from desktop.views.parts.tip import set_tip

if TYPE_CHECKING:
    from desktop.domain.edit.facts import FactOf
    from desktop.models.edit.fact_words import FactRow

_DATES = 84  # pixels of the column of dates
_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)


class FactRowView(QFrame):
    """A fact. Enter, F2 or a double click opens it, Delete deletes it, the arrow keys go on to the next."""

    opened = Signal()
    deleted = Signal()
    sources_wanted = Signal()
    # int: the row below (1) or above (-1) is wanted.
    moved = Signal(int)

    def __init__(self, row: FactRow) -> None:
        super().__init__()
        self.setObjectName("fact_row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(row.spoken)
        self.setToolTip(self.tr("Enter or F2 to edit, Delete to delete"))
        mark(self, *row.keys)
        when = plain_label(row.when, "caption", wrap=True)
        when.setMinimumWidth(_DATES)
        title, amount = ElidedLabel(row.title), plain_label(row.amount, name="fact_amount")
        detail, sources = ElidedLabel(row.detail, "caption"), link_button(row.source_words, "fact_sources")
        sources.clicked.connect(lambda _checked=False: self.sources_wanted.emit())
        sources.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Ctrl+L on the row does the same
        set_tip(title, row.title)
        set_tip(detail, row.detail)
        set_tip(sources, "\n".join(text.printable(source.url) for source in row.sources))
        both = spaced(QVBoxLayout(), spacing=2)
        for left, right in ((title, amount), (detail, sources)):
            line = spaced(QHBoxLayout(), spacing=8)
            line.addWidget(left, 1)
            line.addWidget(right)
            if not right.text():
                right.hide()
            both.addLayout(line)
        if not (row.detail or row.source_words):
            detail.hide()
        parts = spaced(QHBoxLayout(self), margins=(0, 6, 0, 6), spacing=8)
        parts.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
        parts.addLayout(both, 1)
        if row.is_later:
            for label in (when, title, amount, detail):
                set_style(label, tone="dim")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, delete, or go to the next row."""
        key = event.key()
        if key in _OPENS:
            self.opened.emit()
        elif key == Qt.Key.Key_Delete:
            self.deleted.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the fact."""
        event.accept()
        self.opened.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the fact."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, signal in ((self.tr("Edit"), self.opened), (self.tr("Delete"), self.deleted)):
            menu.addAction(words).triggered.connect(partial(_emit, signal))
        menu.popup(event.globalPos())


class FactsCard(Card):
    """The facts of an investigation's penalties, by their days."""

    # FactKind, bool: a new fact of a kind is wanted; of a compliance, whether it is a relapse.
    new_wanted = Signal(object, bool)
    # FactOf: a fact is to be opened.
    opened = Signal(object)
    # FactOf: a fact is to be deleted.
    deleted = Signal(object)
    # FactOf: the sources of a fact are to be shown.
    sources_wanted = Signal(object)

    def __init__(self, note: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(name="facts", parent=parent)
        self.set_heading(self.tr("Facts"))
        self.add = link_button(self.tr("+ stay, finding, compliance…"), "add_fact", self.tr("Add a fact"))
        self._menu = QMenu(self.add)
        self.add.clicked.connect(
            lambda _checked=False: self._menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))
        )
        self.add_action(self.add)
        self._rows = spaced(QVBoxLayout(), spacing=0)
        self._absent = plain_label(role="caption", wrap=True, name="facts_absent")
        self.body.addWidget(note)
        self.body.addLayout(self._rows)
        self.body.addWidget(self._absent)
        self._shown: tuple[FactRow, ...] | None = None
        self._views: list[FactRowView] = []

    @property
    def rows(self) -> tuple[FactRowView, ...]:
        """The rows, from top to bottom."""
        return tuple(self._views)

    @property
    def chosen(self) -> FactOf | None:
        """The fact whose row has the focus, or None."""
        focus = self.window().focusWidget()  # as it stays while a menu is open
        for row, view in zip(self._shown or (), self._views, strict=True):
            if view is focus:
                return row.fact
        return None

    def show_facts(self, rows: tuple[FactRow, ...], absent: str, kinds: tuple[FactKind, ...]) -> None:
        """Show facts, the kinds without any, and the kinds that can be added."""
        shows = self.tr("Each shows its figure before you save.")
        self._absent.setText("\n".join(part for part in (absent, shows) if part))
        self._offer(kinds)
        if rows == self._shown:
            return
        self._shown = rows
        had_focus = next((n for n, view in enumerate(self._views) if view.hasFocus()), None)
        clear_layout(self._rows)
        self._views = [self._made(row, number) for number, row in enumerate(rows)]
        if had_focus is not None and self._views:
            self._views[min(had_focus, len(self._views) - 1)].setFocus()

    def focus_fact(self, fact: FactOf) -> None:
        """Put the focus on the row of a fact, else on the link above them."""
        for row, view in zip(self._shown or (), self._views, strict=True):
            if row.fact.fact == fact.fact and row.fact.terms.id == fact.terms.id:
                view.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _made(self, row: FactRow, number: int) -> FactRowView:
        view = FactRowView(row)
        view.opened.connect(lambda: self.opened.emit(row.fact))
        view.deleted.connect(lambda: self.deleted.emit(row.fact))
        view.sources_wanted.connect(lambda: self.sources_wanted.emit(row.fact))
        view.moved.connect(lambda step: self._on_moved(number + step))
        self._rows.addWidget(view)
        return view

    def _on_moved(self, place: int) -> None:
        if 0 <= place < len(self._views):
            self._views[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, kinds: tuple[FactKind, ...]) -> None:
        self._menu.clear()
        for kind in kinds:
            for relapse in (False, True) if kind is FactKind.COMPLIANCE else (False,):
                action = QAction(kind_word(kind, relapse=relapse), self._menu)
                action.triggered.connect(partial(self._on_kind, kind, relapse))
                self._menu.addAction(action)

    def _on_kind(self, kind: FactKind, relapse: bool, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - as Qt calls it
        self.new_wanted.emit(kind, relapse)


def _emit(signal: object, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - as Qt calls it
    signal.emit()  # type: ignore[attr-defined]
