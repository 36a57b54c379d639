"""The page of the rows that could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop import text
from desktop.domain.edit.change import EditKind
from desktop.models.problems import count_words, problem_columns
from desktop.models.table import TableModel
from desktop.views.parts.card import Card, plain_label
from desktop.views.parts.states import make_button, spaced
from desktop.views.parts.taborder import follow_layout
from desktop.views.problems.row import SHARES, FlawedRowView

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QShowEvent

    from desktop.domain.edit.change import Edit
    from desktop.domain.edit.corrections import FlawedRow
    from desktop.session.session import Session
    from desktop.theme import Look

_TABS = {
    **dict.fromkeys(("events", "event_actors", "event_sources"), "timeline"),
    **dict.fromkeys(("fines", "fine_stages", "decisions", "investigation_provisions", "orders"), "decision"),
    **dict.fromkeys(("penalty_terms", "term_orders", "penalty_rates", "stays", "compliance"), "penalty"),
    **dict.fromkeys(("occurrences", "findings", "tallies", "liquidations", "payments"), "penalty"),
}
_MARGINS = 20, 16, 16, 0  # pixels


class ProblemsPage(QWidget):
    """All rows that could not be read, what each changes, and its corrections while the file is edited."""

    # str, str: the investigation of a row is wanted, and the tab that would show the row; empty for any.
    case_wanted = Signal(str, str)
    # Editing is to be switched on.
    editing_wanted = Signal()
    # The page needs another height: see `fit`.
    height_changed = Signal()

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problems_page")
        self._session, self._problems, self._look = session, session.problems, look
        self._words = plain_label(role="caption", wrap=True, name="problem_words")
        self._done = plain_label(role="muted", name="problem_done")
        self._undo = make_button(self.tr("Undo"), session.undoing.undo, self)
        self._more = make_button("", lambda: self._problems.describe(more=True), self)
        self._again = make_button(self.tr("Check again"), self._check, self)
        self._inside, self._area = QWidget(), QScrollArea()
        self._card = Card("", "problem_card")
        self._rows = spaced(QVBoxLayout(), spacing=0)
        self._shown: tuple[tuple[FlawedRow, ...], bool] = ((), False)
        self._is_checking = False
        self._arrange()
        self._problems.changed.connect(self._show_words)
        self._problems.described.connect(self._on_described)
        self._problems.corrected.connect(self._on_corrected)
        session.editing.changed.connect(self._show_rows)
        session.file_opened.connect(lambda: self._tell(""))
        self._show_words()

    def showEvent(self, event: QShowEvent) -> None:
        """Describe the problems once they are looked at."""
        super().showEvent(event)
        if not event.spontaneous():
            self._problems.describe()

    def fit(self, width: int, most: int) -> None:
        """Take the height in pixels that shows all without scrolling, or the most of it."""
        layout, bar = self._inside.layout(), self._area.verticalScrollBar().sizeHint().width()
        if layout is not None:
            left, top, right, bottom = _MARGINS
            spared = right - layout.contentsMargins().right()
            wanted = layout.totalHeightForWidth(width - spared)
            # The bar takes its room from the margin.
            layout.setContentsMargins(left, top, max(right - bar, 4) if wanted > most else right, bottom)
            self.setFixedHeight(min(wanted, most))

    def focus_first(self) -> None:
        """Put the cursor on the first correction, or else where the page can be checked again."""
        links = [link for view in self._views() for link in view.links]
        (links[0] if links else self._again).setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.verticalScrollBar().setValue(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell that what the page holds needs another height."""
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self.height_changed.emit()
        return super().eventFilter(watched, event)

    def copy(self) -> None:
        """Copy all problems listed, with the values allowed, as a table."""
        model = TableModel(problem_columns())
        model.set_rows(self._problems.found.listed)
        QGuiApplication.clipboard().setText(model.tsv(tuple(range(len(model.rows))), headers=True))

    def _arrange(self) -> None:
        head = spaced(QHBoxLayout(), spacing=8)
        titles = spaced(QVBoxLayout(), spacing=4)
        titles.addWidget(plain_label(self.tr("Problems in this file"), "title"))
        titles.addWidget(self._words)
        head.addLayout(titles, 1)
        for name, button in (
            ("problem_check", self._again),
            ("problem_copy", make_button(self.tr("Copy list"), self.copy, self)),
        ):
            button.setObjectName(name)
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._undo.setObjectName("problem_undo")
        self._undo.setProperty("role", "link")
        self._more.setObjectName("problem_more")
        done = spaced(QHBoxLayout(), spacing=8)
        done.addWidget(self._done)
        done.addWidget(self._undo)
        done.addStretch(1)
        column = spaced(QVBoxLayout(self._inside), margins=_MARGINS, spacing=12)
        column.addLayout(head)
        column.addLayout(done)
        column.addWidget(self._card)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        body = self._card.layout()
        if body is not None:
            body.setContentsMargins(0, 0, 0, 0)
            body.setSpacing(0)
        self._card.body.setSpacing(0)
        self._card.body.addWidget(self._headings())
        self._card.body.addLayout(self._rows)
        area = self._area
        area.setObjectName("problem_area")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._inside)
        self._inside.installEventFilter(self)
        outer = spaced(QVBoxLayout(self), spacing=0)
        outer.addWidget(area)
        self._tell("")

    def _headings(self) -> QWidget:
        head = QFrame()
        line = spaced(QHBoxLayout(head), margins=(16, 9, 16, 9), spacing=16)
        titles = (self.tr("Row"), self.tr("As written"), self.tr("What is wrong, and what it changes"))
        for share, title in zip(SHARES, titles, strict=True):
            label = plain_label(title, "caption", wrap=True)
            label.setMinimumWidth(0)
            line.addWidget(label, share)
        return head

    def _check(self) -> None:
        """Look for such rows again, and say when that is done."""
        self._is_checking = True
        self._problems.ask()
        self._problems.describe()

    def _on_described(self) -> None:
        if self._is_checking:
            self._is_checking = False
            self._tell(self.tr("Checked again."), can_be_undone=False)
        self._show_rows()

    def _show_words(self) -> None:
        found = self._problems.found
        if found.rows:
            words = self.tr(
                "{0}. Everything else is shown. The rows are still in the file as they were written."
            )
            self._words.setText(words.format(count_words(found.rows)))
        else:
            self._words.setText(self.tr("Every row can be read. Nothing in this file is left out."))
        self._show_rows()

    def _show_rows(self) -> None:
        """Show the rows described; the cursor stays in its place."""
        rows, is_edited = self._problems.rows, self._session.editing.is_on
        left = len(self._problems.found.listed) - len({(row.table, row.row_id) for row in rows})
        self._more.setVisible(self._problems.has_more and left > 0)
        self._more.setText(self.tr("Show more ({0} left)").format(text.count(max(left, 0))))
        self._card.setVisible(bool(rows))
        if self._shown == (rows, is_edited):
            return
        stay = rows if self._shown[1] is is_edited else ()
        self._shown = rows, is_edited
        before = self._views()
        place = next(
            (n for n, view in enumerate(before) if view.isAncestorOf(self.focusWidget() or self)), -1
        )
        known = {view.row: view for view in before if view.row in stay}
        for view in before:
            if view.row not in known:
                self._rows.removeWidget(view)
                view.hide()
                view.deleteLater()
        for at, row in enumerate(rows):
            if row in known:
                self._rows.removeWidget(known[row])
            self._rows.insertWidget(at, known.get(row) or self._view(row, is_edited=is_edited))
        follow_layout(self)
        views = self._views()
        if place >= 0 and views and views[min(place, len(views) - 1)].links:
            views[min(place, len(views) - 1)].links[0].setFocus()

    def _views(self) -> list[FlawedRowView]:
        items = [self._rows.itemAt(place) for place in range(self._rows.count())]
        widgets = [item.widget() for item in items if item is not None]
        return [widget for widget in widgets if isinstance(widget, FlawedRowView)]

    def _view(self, row: FlawedRow, *, is_edited: bool) -> FlawedRowView:
        view = FlawedRowView(row, self._look, is_edited=is_edited)
        view.chosen.connect(lambda correction: self._problems.correct(row, correction))
        view.delete_wanted.connect(lambda: self._problems.delete(row))
        view.case_wanted.connect(lambda: self.case_wanted.emit(row.slug, _TABS.get(row.table, "")))
        view.editing_wanted.connect(self.editing_wanted)
        return view

    def _on_corrected(self, edit: Edit) -> None:
        if edit.undoes:
            self._tell("")
        elif edit.kind is EditKind.ROW_DELETED:
            self._tell(self.tr("Row deleted."))
        else:
            self._tell(self.tr("Row corrected."))

    def _tell(self, words: str, *, can_be_undone: bool = True) -> None:
        """Tell what was done, with its undo."""
        self._done.setText(words)
        self._done.setVisible(bool(words))
        self._undo.setVisible(bool(words) and can_be_undone)
