"""The tool row at the top: search, the as-of day, Live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from desktop.views.parts.states import plain_label, spaced
from desktop.views.window.dayfield import DayField

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent

    from desktop.domain.days.asof import AsOf
    from desktop.domain.listing.facets import Query
    from desktop.session.session import Session
    from desktop.theme import Look

ROOM = 60  # pixels for the mark, the margins and air between the words and the key
MARK, DOT = 26, 20  # pixels that the icons of the search field and of the button take, once they are drawn


class SearchField(QLineEdit):
    """The search field: its words filter the list at every key; Escape clears it."""

    # The cursor is to go into the list.
    list_wanted = Signal()

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search_field")
        self.setPlaceholderText(self.tr("Search investigations"))
        self.setAccessibleName(self.tr("Search investigations"))
        self.setMaxLength(500)
        self._session, self._look = session, look
        self._mark: QAction | None = None
        self._cross: QAction | None = None
        self._fits = True
        self._key = plain_label("caption", self, text="Ctrl+F", name="search_key")
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textChanged.connect(self._on_text_changed)
        self.returnPressed.connect(self.search_now)
        session.query_changed.connect(self._on_query_changed)
        self.setTextMargins(MARK, 0, 0, 0)

    def draw_icons(self) -> None:
        """Draw the mark and the clearing cross in the present colours.

        Qt's own cross is searched for in all icon themes at the first key.
        """
        from desktop.icons import icon  # noqa: PLC0415 - drawn after the first paint

        ink = self._look.theme.colour("muted")
        if self._mark is None or self._cross is None:
            self._mark = self.addAction(icon("search", ink), QLineEdit.ActionPosition.LeadingPosition)
            self._mark.setText(self.tr("Search"))
            self._mark.triggered.connect(lambda _checked=False: self.search_now())
            self._cross = self.addAction(icon("clear", ink), QLineEdit.ActionPosition.TrailingPosition)
            self._cross.setText(self.tr("Clear the search"))
            self._cross.setVisible(bool(self.text()))
            self._cross.triggered.connect(lambda _checked=False: self.clear())
            self.setTextMargins(0, 0, 0, 0)
        else:
            self._mark.setIcon(icon("search", ink))
            self._cross.setIcon(icon("clear", ink))

    def search_now(self) -> None:
        """Find all matches without waiting."""
        self._session.list.find(self.text())
        self._session.list.find_all()

    def _on_text_changed(self, words: str) -> None:
        self._key.setVisible(self._fits and not words)
        if self._cross is not None:
            self._cross.setVisible(bool(words))
        self._session.list.find(words)

    def _on_query_changed(self, query: Query) -> None:
        if query.text != self.text():
            self.setText(query.text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear with Escape, go into the list with Down."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.list_wanted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the name of the key at the right end."""
        super().resizeEvent(event)
        size = self._key.sizeHint()
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        self._fits = self.width() > words + size.width() + ROOM
        self._key.setVisible(self._fits and not self.text())
        self._key.setGeometry(
            self.width() - size.width() - 10,
            (self.height() - size.height()) // 2,
            size.width(),
            size.height(),
        )


class ToolRow(QFrame):
    """Search, the as-of day and the button back to Live."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tool_row")
        self._look, self._is_drawn = look, False
        self.search = SearchField(session, look, self)
        self.day = DayField(session, look, self)
        self._fault = plain_label("", self, name="as_of_fault")
        self._fault.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setRetainSizeWhenHidden(True)
        self._fault.setSizePolicy(policy)
        self._fault.hide()
        self._live = QPushButton(self)
        self._live.setObjectName("live_button")
        self._live.clicked.connect(lambda _checked=False: session.day.go_live())
        self._arrange()
        self.day.fault_changed.connect(self._on_fault_changed)
        session.as_of_changed.connect(self._on_as_of_changed)
        look.changed.connect(self._on_look_changed)
        self._on_as_of_changed(session.as_of)
        self._on_look_changed()

    def draw_icons(self) -> None:
        """Draw all icons, now and at every change of the look; to be called after the first paint."""
        self._is_drawn = True
        self._look.changed.connect(self._draw)
        self._draw()

    def _arrange(self) -> None:
        label = plain_label("muted", self, text=self.tr("As of"))
        label.setBuddy(self.day.edit)
        row = spaced(QHBoxLayout(self), margins=(14, 8, 14, 8), spacing=10)
        row.addWidget(self.search, 2)
        row.addWidget(self._fault, 3)
        row.addWidget(label)
        row.addWidget(self.day)
        row.addWidget(self._live)

    def _on_fault_changed(self, sentence: str) -> None:
        self._fault.setText(sentence)
        self._fault.setToolTip(sentence)
        self._fault.setVisible(bool(sentence))

    def _on_as_of_changed(self, as_of: AsOf) -> None:
        words = self.tr("Live") if as_of.live else self.tr("Return to live")
        self._live.setText(words)
        self._live.setAccessibleName(words)
        if not self._is_drawn:  # room for the dot
            self._live.ensurePolished()
            self._live.setMinimumWidth(self._live.sizeHint().width() + DOT)
        if as_of.live:
            self._live.setToolTip(self.tr("Figures are today's, in each authority's own time zone"))
        else:
            self._live.setToolTip(self.tr("Show today's figures (L)"))

    def _draw(self) -> None:
        from desktop.icons import icon  # noqa: PLC0415 - drawn after the first paint

        self.search.draw_icons()
        self.day.complete()
        self._live.setIcon(icon("live", self._look.theme.colour("running")))
        self._live.setMinimumWidth(0)

    def _on_look_changed(self) -> None:
        self.search.setMaximumWidth(self._look.scaled(340))
        self.search.setMinimumWidth(self._look.scaled(160))
