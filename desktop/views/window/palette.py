"""The command palette: a line that finds every command, investigation and day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from desktop.actions import declared, plain_text
from desktop.actions.titles import menu_titles
from desktop.models.palette import LINE_ROLE, Command, PaletteLineKind, PaletteModel, lines, still_fitting
from desktop.views.parts.states import spaced
from desktop.views.window.palette_line import PaletteLineDelegate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent

    from desktop.domain.listing.answer import Suggestion
    from desktop.models.palette import PaletteLine
    from desktop.session.session import Session
    from desktop.theme import Look

WIDTH, TOP, EDGE = 600, 8, 16  # pixels, for the usual size of the text
MOST_ROWS = 11
MOST_RECENT = 8
SUGGESTED = 8  # investigations asked for
PAUSE = 60  # milliseconds without a key before investigations are asked for

_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -MOST_ROWS,
    Qt.Key.Key_PageDown: MOST_ROWS,
}


class PaletteField(QLineEdit):
    """The line for typing. Arrow and page keys move in the list, Enter chooses, Escape leaves."""

    # int: the lines to move down by.
    moved = Signal(int)
    # Nothing is chosen.
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the list, leave, or type."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.moved.emit(step)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Tab else -1)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, _forward: bool) -> bool:  # noqa: FBT001
        """Tab moves in the list."""
        return False


class Palette(QWidget):
    """The line and its list, over the whole window; a click beside the box closes it."""

    def __init__(
        self, session: Session, look: Look, actions: Mapping[str, QAction], tool_row: QWidget, window: QWidget
    ) -> None:
        super().__init__(window)
        self.setObjectName("palette_veil")
        self._session, self._look, self._actions, self._window = session, look, actions, window
        self._tool_row = tool_row
        self._commands: tuple[Command, ...] = ()
        self._recent: tuple[str, ...] = ()
        self._suggestions: tuple[Suggestion, ...] | None = ()
        self._before: QWidget | None = None
        self._build()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._ask)
        self.field.textChanged.connect(self._on_text_changed)
        self.field.returnPressed.connect(lambda: self._on_clicked(self.list.currentIndex()))
        self.field.moved.connect(self._move)
        self.field.left.connect(self.close_again)
        self.list.clicked.connect(self._on_clicked)
        self.list.selectionModel().currentChanged.connect(self._announce)
        session.suggested.connect(self._on_suggested)
        window.installEventFilter(self)
        self.hide()

    def open_now(self) -> None:
        """Show all commands, the last used on top; close an open palette."""
        if self.isVisible():
            self.close_again()
            return
        self._before = QApplication.focusWidget()
        self._commands = self._offered()
        self._suggestions = ()
        self.field.clear()
        self._show_lines()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_again(self) -> None:
        """Close, and give the focus back."""
        self._pause.stop()
        self.hide()
        before, self._before = self._before, None
        if before is not None:
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def choose(self, line: PaletteLine) -> None:
        """Run the command of a line, or show its investigation or day; a greyed line does nothing."""
        if not line.enabled:
            return
        self.close_again()
        match line.kind:
            case PaletteLineKind.COMMAND:
                name = str(line.target)
                self._recent = (name, *(known for known in self._recent if known != name))[:MOST_RECENT]
                self._actions[name].trigger()
            case PaletteLineKind.INVESTIGATION:
                self._session.select(line.target)  # type: ignore[arg-type]  # a slug
            case PaletteLineKind.DAY:
                self._session.day.pick(line.target)  # type: ignore[arg-type]  # a date

    def _build(self) -> None:
        self._box = QFrame(self)
        self._box.setObjectName("palette")
        self.field = PaletteField(self._box)
        self.field.setObjectName("palette_field")
        self.field.setPlaceholderText(self.tr("Find a command or an investigation, or write a day after @"))
        self.field.setAccessibleName(self.tr("Command palette"))
        self.field.setAccessibleDescription(self.field.placeholderText())
        self.field.setMaxLength(200)
        self._rows = PaletteModel(self)
        self.list = QListView(self._box)
        self.list.setObjectName("palette_lines")
        self.list.setAccessibleName(self.tr("What fits"))
        self.list.setModel(self._rows)
        self.list.setItemDelegate(PaletteLineDelegate(self._look, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        column = spaced(QVBoxLayout(self._box), margins=(1, 1, 1, 6), spacing=6)
        column.addWidget(self.field)
        column.addWidget(self.list)

    def _offered(self) -> tuple[Command, ...]:
        titles = {spec.path: spec.title.replace("&", "") for spec in menu_titles()}
        shape = QKeySequence.SequenceFormat.NativeText
        return tuple(
            Command(
                spec.id,
                plain_text(spec),
                titles[spec.menu],
                self._actions[spec.id].shortcut().toString(shape),
                self._actions[spec.id].isEnabled(),
            )
            for spec in declared()
        )

    def _show_lines(self) -> None:
        today = self._session.as_of.today
        made = lines(self.field.text(), self._commands, self._recent, self._suggestions, today)
        self._rows.set_lines(made)
        self._lay_out()
        self.list.setCurrentIndex(self._rows.index(0))

    def _lay_out(self) -> None:
        """Lay the box below the tool row in the middle of the window, as high as its lines."""
        self.setGeometry(self._window.rect())
        top = self._tool_row.mapTo(self._window, self._tool_row.rect().bottomLeft()).y() + TOP
        room = self.width() - 2 * EDGE
        width = min(self._look.scaled(WIDTH), room)
        rows = min(self._rows.rowCount(), MOST_ROWS)
        self.list.setFixedHeight(rows * self.list.sizeHintForRow(0) if rows else 0)
        self._box.ensurePolished()
        height = min(self._box.sizeHint().height(), self.height() - top - EDGE)
        self._box.setGeometry(QRect((self.width() - width) // 2, top, width, height))

    def _ask(self) -> None:
        words = self.field.text().strip()
        if words and self._session.info is not None:
            self._session.list.suggest(words, SUGGESTED)

    def _move(self, by: int) -> None:
        """Move in the list; a single step beyond an end goes on at the opposite end."""
        number = self._rows.rowCount()
        place = self.list.currentIndex().row() + by
        place = place % number if abs(by) == 1 else min(max(place, 0), number - 1)
        self.list.setCurrentIndex(self._rows.index(place))

    def _announce(self, current: QModelIndex) -> None:
        line: PaletteLine | None = current.data(LINE_ROLE)
        if line is not None and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.list, line.spoken))

    def _on_text_changed(self, words: str) -> None:
        self._suggestions = still_fitting(words, self._suggestions)
        self._show_lines()
        if words.strip() and not words.lstrip().startswith("@"):
            self._pause.start()
        else:
            self._pause.stop()

    def _on_suggested(self, suggestions: tuple[Suggestion, ...] | None) -> None:
        """Show the suggestions; the chosen line stays chosen."""
        if not self.isVisible() or not self.field.text().strip():
            return
        chosen: PaletteLine | None = self.list.currentIndex().data(LINE_ROLE)
        moved = self.list.currentIndex().row() > 0
        self._suggestions = suggestions
        self._show_lines()
        if moved and chosen is not None:
            self.list.setCurrentIndex(self._rows.index(max(0, self._rows.place(chosen))))

    def _on_clicked(self, index: QModelIndex) -> None:
        line: PaletteLine | None = index.data(LINE_ROLE)
        if line is not None:
            self.choose(line)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._lay_out()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close at a click beside the box."""
        if not self._box.geometry().contains(event.position().toPoint()):
            self.close_again()
