"""Fields of a form: a row with its name, typed lines, lists to choose from, and a note below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop import text
from desktop.views.parts.calendar import FIRST, LAST, CalendarLine
from desktop.views.parts.card import clear_layout, link_button, plain_label
from desktop.views.parts.choice import ChoiceBox
from desktop.views.parts.states import set_flag, spaced

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtGui import QResizeEvent, QWheelEvent

    from desktop.theme import Look

NAMES, NARROW_NAMES = 112, 88  # pixels of the names of the fields, at least
_BETWEEN = 8  # pixels between controls
_LEAST = 44  # pixels of a control
_LINES, _MOST_LINES = 2, 6  # of a text, without scrolling
_ROOM = 18  # pixels above and below the lines of a text
_FEW = 2_000  # names
_NARROW = 360  # pixels of width under which answers lie below the note
DAY, SHORT_DAY = 150, 124  # pixels of a day with its calendar, at least; without a weekday
_LETTERS, _CODE = 3, 1  # of a choice, at least
_SIGN = 28  # pixels of the sign beside words without a frame
_AROUND = 40  # pixels around a code
_EDGES, _WIDEST = 40, 460  # pixels around the words of an open list, and of the list at most
MOST = 128  # pixels of the words of a choice, shown whole at least


class Chooser(ChoiceBox):
    """A list of values with their words, of which one is chosen."""

    # object: the chosen value.
    chosen = Signal(object)

    def __init__(
        self, name: str, accessible: str, hint: str = "", *, most: int = MOST, flat: bool = False
    ) -> None:
        """Make a list; a flat one has no frame and is as wide as its words; without `most` it shows codes."""
        super().__init__(most=most)
        self._is_flat, self._shows_code = flat, not most
        self.setProperty("flat", flat)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setPlaceholderText(hint)
        self.setMinimumContentsLength(_LETTERS if most else _CODE)
        if not most:
            self.setMinimumWidth(_LEAST)
        self._values: tuple[object, ...] = ()
        self.activated.connect(lambda place: self.chosen.emit(self._values[place]))

    def show_choices(self, choices: tuple[tuple[object, str], ...], value: object) -> None:
        """Offer values with their words, and show `value`, or none of them."""
        values = tuple(each for each, _ in choices)
        if values != self._values:
            self._values = values
            self.clear()
            self.addItems([words for _, words in choices])
            self._widen_list()
            self.updateGeometry()
        place = values.index(value) if value in values else -1
        if place != self.currentIndex():
            self.setCurrentIndex(place)
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """The usual least size; that of the words shown, without a frame."""
        least = super().minimumSizeHint()
        if self._shows_code:
            words = "WW" if self.currentIndex() >= 0 else self.placeholderText()
            return QSize(self.fontMetrics().horizontalAdvance(words) + _AROUND, least.height())
        if not self._is_flat:
            return least
        words = self.currentText() or self.placeholderText()
        return QSize(self.fontMetrics().horizontalAdvance(words) + _SIGN, least.height())

    def sizeHint(self) -> QSize:
        """The usual size; that of the words shown, without a frame."""
        is_own = self._is_flat or self._shows_code
        return self.minimumSizeHint() if is_own else super().sizeHint()

    def _widen_list(self) -> None:
        """Open the list wide enough for its words, where the box is narrow."""
        metrics = self.fontMetrics()
        longest = max((metrics.horizontalAdvance(self.itemText(n)) for n in range(self.count())), default=0)
        self.view().setMinimumWidth(min(longest + _EDGES, _WIDEST))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the form: it scrolls, and chooses nothing."""
        event.ignore()


class NameCompleter(QCompleter):
    """Completes names of the file; within a name it looks only among few: the window would wait for it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._names = QStringListModel(self)
        self.setModel(self._names)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def offer(self, names: tuple[str, ...]) -> None:
        """Offer names, in order."""
        few, sorting = len(names) <= _FEW, QCompleter.ModelSorting
        self.setFilterMode(Qt.MatchFlag.MatchContains if few else Qt.MatchFlag.MatchStartsWith)
        self.setModelSorting(sorting.UnsortedModel if few else sorting.CaseInsensitivelySortedModel)
        self._names.setStringList(sorted(names, key=str.casefold))


class FieldRow(QWidget):
    """The name of a field, its controls in a line, and a note below: what is wrong or understood."""

    def __init__(self, key: str, words: str, *controls: QWidget, stretch: tuple[int, ...] = ()) -> None:
        super().__init__()
        self._controls = controls
        self.name = plain_label(words, "caption")
        self.name.setContentsMargins(0, 6, 0, 0)
        line = spaced(QHBoxLayout(), spacing=_BETWEEN)
        for place, control in enumerate(controls):
            line.addWidget(control, stretch[place] if place < len(stretch) else 0)
        if not any(stretch):
            line.addStretch(1)
        self._note = plain_label(role="caption", wrap=True, name=f"{key}_note")
        self._answers = spaced(QHBoxLayout(), spacing=12)
        self._below = spaced(QHBoxLayout(), spacing=12)
        self._below.addWidget(self._note, 1)
        self._below.addLayout(self._answers)
        side = spaced(QVBoxLayout(), spacing=2)
        side.addLayout(line)
        side.addLayout(self._below)
        row = spaced(QHBoxLayout(self), spacing=12)
        row.addWidget(self.name, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(side, 1)
        self.show_note("")

    def add_link(self, link: QWidget) -> None:
        """Put a link at the right of the note, for good."""
        self._below.addWidget(link, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)

    @property
    def note(self) -> str:
        """The note below the field."""
        return self._note.text()

    def least_width(self) -> int:
        """The pixels that the shown controls need beside each other."""
        shown = [one for one in self._controls if not one.isHidden()]
        each = (max(one.minimumWidth(), one.minimumSizeHint().width()) for one in shown)
        return sum(each) + _BETWEEN * (len(shown) - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the answers beside the note, or below it where there is no room."""
        super().resizeEvent(event)
        is_narrow = self.width() < _NARROW
        self._below.setDirection(
            QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        )
        self._below.setSpacing(0 if is_narrow else 12)

    def show_note(self, words: str, role: str = "caption", *, answers: tuple[QWidget, ...] = ()) -> None:
        """Show a note below the controls; with the role `fault` they are marked as wrong."""
        if answers or self._answers.count():
            clear_layout(self._answers)
            for answer in answers:
                self._answers.addWidget(answer)
            if answers:
                self._answers.addStretch()
        if self._note.isHidden() is bool(words):
            self._note.setVisible(bool(words))
        if words != self._note.text() or role != self._note.property("role"):
            self._note.setText(words)
            self._note.setProperty("role", role)
            self._note.style().unpolish(self._note)
            self._note.style().polish(self._note)
        for control in self._controls:
            if isinstance(control, QLineEdit):
                set_flag(control, "invalid", on=role == "fault")
            if control.accessibleDescription() != words:
                control.setAccessibleDescription(words)


class TextBox(QPlainTextEdit):
    """A text as high as its lines, within bounds; Tab leaves it."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the lines, which the width breaks."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self, _size: object = None) -> None:
        lines = self.document().lineCount()
        shown = min(max(lines, _LINES), _MOST_LINES)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * shown + _ROOM)
        off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(off if lines <= _MOST_LINES else needed)


def put_words(line: QLineEdit, words: str) -> None:
    """Put other words into a line, shown from their beginning."""
    if line.text() != words:
        line.setText(words)
        line.setCursorPosition(0)


def typed_line(name: str, accessible: str, edited: Callable[[str], object], hint: str = "") -> QLineEdit:
    """A line of text, each change of which is told."""
    line = QLineEdit()
    _set_up(line, name, accessible, edited, hint)
    line.setMinimumWidth(_LEAST)
    return line


def _set_up(line: QLineEdit, name: str, accessible: str, edited: Callable[[str], object], hint: str) -> None:
    line.setObjectName(name)
    line.setAccessibleName(accessible)
    line.setPlaceholderText(hint)
    line.textEdited.connect(edited)


def typed_text(name: str, accessible: str, edited: Callable[[str], object]) -> QPlainTextEdit:
    """A text of several lines, each change of which is told."""
    box = TextBox()
    box.setObjectName(name)
    box.setAccessibleName(accessible)
    box.textChanged.connect(lambda: edited(box.toPlainText()))
    return box


def typed_day(  # noqa: PLR0913 - a field's look, names and use
    look: Look,
    name: str,
    accessible: str,
    edited: Callable[[str], object],
    hint: str = "",
    *,
    least: int = DAY,
) -> CalendarLine:
    """A line for a day, typed or picked from a calendar; each change is told."""
    line = CalendarLine(look)
    _set_up(line, name, accessible, edited, hint)
    line.setMinimumWidth(look.scaled(least))

    def pick(day: date) -> None:
        words = text.long_day(day)
        put_words(line, words)
        edited(words)

    line.picked.connect(pick)
    line.calendar_wanted.connect(lambda: line.open_calendar(_typed(line.text())))
    return line


def _typed(words: str) -> date | None:
    """The day typed so far, within the calendar's years."""
    found = text.read_day(words)
    return found if found is not None and FIRST <= found <= LAST else None


def answer_link(words: str, name: str, deed: Callable[[], object]) -> QWidget:
    """A link beside a note, which answers its question."""
    link = link_button(words, name)
    link.clicked.connect(lambda _checked=False: deed())
    return link
