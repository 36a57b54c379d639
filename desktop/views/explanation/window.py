"""The window of explanations: the steps of a figure, open beside the page and in step with the as-of day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QComboBox, QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop import text
from desktop.models.explanation.explanation import as_markdown
from desktop.models.explanation.pen import SCREEN
from desktop.models.explanation.titles import name_of, title_of
from desktop.views.explanation.list import ExplanationList
from desktop.views.parts.card import ElidedLabel, link_button, plain_label
from desktop.views.parts.sources import copy_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from desktop.domain.explanation.explanation import Explanation
    from desktop.domain.explanation.figure import FigureKey
    from desktop.session.session import Session
    from desktop.theme import Look

translate = QCoreApplication.translate

_ANSWER_MS = 1500
_SIZE = (620, 720)
_LEAST, _AROUND = 320, 96  # pixels: the least height, and the height left of the main window


class ExplanationWindow(QDialog):
    """Shows an explanation at a time: arrows walk its lines, Enter follows a line, Esc closes."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("explanation")
        self.setModal(False)
        self._session = session
        self._asked: tuple[FigureKey, ...] = ()
        self._came_from: list[tuple[tuple[FigureKey, ...], int]] = []
        self._shown: tuple[Explanation, ...] = ()
        self._want = 0
        self._follows = False
        self._build(look)
        room = _SIZE[1] if parent is None else max(_LEAST, parent.height() - _AROUND)
        self.resize(look.scaled(_SIZE[0]), min(_SIZE[1], room))
        session.explained.connect(self._on_explained)
        session.as_of_changed.connect(self._ask_again)
        session.file_opened.connect(self._ask_again)
        session.file_closed.connect(self.close)

    @property
    def explanation(self) -> Explanation | None:
        """The explanation shown, or None."""
        place = self._figures.currentIndex()
        return self._shown[place] if 0 <= place < len(self._shown) else None

    def ask(self, keys: tuple[FigureKey, ...]) -> None:
        """Ask for the explanations of figures, and show the first in front."""
        self._came_from.clear()
        self._ask(keys, 0)

    def show_explanations(self, explanations: tuple[Explanation, ...]) -> None:
        """Show finished explanations, such as a scenario's; they do not follow the as-of day."""
        self._came_from.clear()
        self._asked, self._want = (), 0
        self._show(explanations)

    def copy(self) -> None:
        """Copy the explanation shown as Markdown with its sources."""
        explanation = self.explanation
        if explanation is not None:
            copy_text(as_markdown(explanation))
            self._answer(self._copy, self.tr("Copied"), self.tr("Copy as Markdown"))

    def _build(self, look: Look) -> None:
        self._title = plain_label("", "heading", wrap=True)
        self._title.setObjectName("explanation_title")
        self._figure = plain_label("", "figure")
        self._figure.setObjectName("explanation_figure")
        self._stamp = ElidedLabel(role="caption")
        self._stamp.setObjectName("explanation_stamp")
        self._figures = QComboBox()
        self._figures.setObjectName("explanation_figures")
        self._figures.setAccessibleName(self.tr("Which figure is explained"))
        self._figures.currentIndexChanged.connect(self._show_current)
        self.list = ExplanationList(look, self)
        self.list.followed.connect(self._on_followed)
        self.list.source_wanted.connect(self._copy_source)
        self.list.copy_wanted.connect(self.copy)
        self._back = link_button(self.tr("Back"), "explanation_back")
        self._back.clicked.connect(self.go_back)
        self._copy = link_button(self.tr("Copy as Markdown"), "explanation_copy")
        self._copy.clicked.connect(self.copy)
        self._link = link_button(self.tr("Copy link"), "explanation_link")
        self._link.clicked.connect(self._copy_current)
        close = link_button(self.tr("Close"), "explanation_close")
        close.clicked.connect(self.close)
        self._arrange(close)
        self.list.selectionModel().currentChanged.connect(self._on_line_changed)

    def _arrange(self, close: QPushButton) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(16, 14, 16, 10)
        head.setSpacing(2)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._figures)
        head.addLayout(top)
        head.addWidget(self._figure)
        head.addWidget(self._stamp)
        surface = QFrame(self)
        surface.setObjectName("explanation_surface")
        inner = QVBoxLayout(surface)
        inner.setContentsMargins(0, 6, 0, 6)
        inner.addWidget(self.list)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 6, 12, 8)
        foot.setSpacing(12)
        for button in (self._back, self._link):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self._copy)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(surface, 1)
        column.addLayout(foot)

    def go_back(self) -> None:
        """Return to the previous explanation."""
        if self._came_from:
            keys, place = self._came_from.pop()
            self._ask(keys, place)

    def _ask(self, keys: tuple[FigureKey, ...], place: int) -> None:
        self._asked, self._want = keys, place
        self._session.explain(keys)

    def _ask_again(self) -> None:
        """Follow the as-of day while open."""
        if self._asked and self.isVisible():
            self._follows = True
            self._want = max(0, self._figures.currentIndex())
            self._session.explain(self._asked)

    def _on_explained(self, explanations: tuple[Explanation, ...]) -> None:
        if self._asked:
            self._show(explanations)

    def _show(self, explanations: tuple[Explanation, ...]) -> None:
        held = self.list.currentIndex().row() if self._follows else 0
        self._follows = False
        self._shown = explanations
        self._figures.blockSignals(True)
        self._figures.clear()
        for one in explanations:
            self._figures.addItem(f"{name_of(one.key.kind)}, {text.printable(one.figure.currency)}")
        self._figures.setCurrentIndex(min(self._want, len(explanations) - 1))
        self._figures.blockSignals(False)
        self._figures.setVisible(len(explanations) > 1)
        self._show_current()
        self._choose(held)

    def _show_current(self) -> None:
        explanation = self.explanation
        self.list.lines.show_explanation(explanation)
        self._back.setVisible(bool(self._came_from))
        if explanation is None:
            self._title.setText(self.tr("This figure does not exist on this day."))
            self._figure.setText(text.NOTHING)
            self._stamp.setText("")
        else:
            title, _, amount = title_of(explanation, SCREEN).rpartition(": ")
            self._title.setText(title)
            self._figure.setText(amount)
            self._stamp.setText(_stamp(explanation))
        self.setWindowTitle(self._title.text())
        self.setAccessibleName(f"{self._title.text()}: {self._figure.text()}, {self._stamp.text()}")
        self._choose(0)

    def _choose(self, row: int) -> None:
        rows = self.list.lines.rowCount()
        if rows:
            self.list.setCurrentIndex(self.list.lines.index(min(max(row, 0), rows - 1)))

    def _on_line_changed(self) -> None:
        line = self.list.current_line()
        self._link.setVisible(line is not None and bool(line.source))

    def _on_followed(self, key: FigureKey) -> None:
        self._came_from.append((self._asked, max(0, self._figures.currentIndex())))
        self._ask((key,), 0)

    def _copy_current(self) -> None:
        line = self.list.current_line()
        if line is not None and line.source:
            self._copy_source(line.source)

    def _copy_source(self, address: str) -> None:
        copy_text(address)
        self._answer(self._link, self.tr("Copied"), self.tr("Copy link"))

    @staticmethod
    def _answer(button: QPushButton, words: str, usual: str) -> None:
        button.setText(words)
        QTimer.singleShot(_ANSWER_MS, button, lambda: button.setText(usual))


def _stamp(explanation: Explanation) -> str:
    """The subject, scenario, as-of day and knowledge day of an explanation."""
    parts = [text.printable(explanation.subject)]
    if explanation.scenario:
        scenario = text.printable(explanation.scenario)
        parts.append(translate("ExplanationWindow", "Scenario: {}").format(scenario))
    parts.append(translate("ExplanationWindow", "as of {}").format(text.day(explanation.as_of)))
    if explanation.known_on != explanation.as_of:
        parts.append(translate("ExplanationWindow", "as known on {}").format(text.day(explanation.known_on)))
    return "  ·  ".join(part for part in parts if part)
