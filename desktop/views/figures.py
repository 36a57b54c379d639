"""The row of key figures under the head of a page."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from desktop.models.figures import figures
from desktop.views.parts.card import ElidedLabel, set_style

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from desktop.domain.page import Page
    from desktop.models.figures import Figure

_WIDE = 720
_NAMES = ("accrued", "fine", "liquidated", "outstanding")


class FigureCard(QFrame):
    """One key figure: title, amounts, and what there is to know about them."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"figure_{name}")
        self._two_lines = name == "accrued"
        self.setProperty("role", "card")
        self._title = ElidedLabel(role="caption")
        self._value = ElidedLabel(role="figure")
        self._value.setObjectName(f"value_{name}")
        self._notes = tuple(ElidedLabel(role="caption") for _ in range(3))
        self._rows = QVBoxLayout(self)
        for label in (self._title, self._value, *self._notes):
            self._rows.addWidget(label)
        self._rows.addStretch(1)
        self._figure: Figure | None = None
        self._compact = False
        self._fit()

    @property
    def value(self) -> str:
        """The amounts shown, one line each."""
        return self._value.text()

    @property
    def notes(self) -> tuple[str, ...]:
        """The notes shown."""
        return tuple(label.text() for label in self._notes if label.text())

    def show_figure(self, figure: Figure) -> None:
        """Show a figure."""
        self._figure = figure
        self._title.setText(figure.title)
        self._value.setText("\n".join(figure.values))
        self._value.setProperty("running", "true" if figure.running else "false")
        set_style(self._value)
        spoken = ", ".join((figure.title, *figure.values, *figure.notes))
        self.setAccessibleName(spoken)
        self.setToolTip(
            html.escape("\n".join((figure.title, *figure.values, *figure.notes))).replace("\n", "<br>")
        )
        self._show_notes()

    def set_compact(self, *, compact: bool) -> None:
        """Put all notes on one line and take less room."""
        if compact != self._compact:
            self._compact = compact
            self._fit()
            self._show_notes()

    def _fit(self) -> None:
        above = 4 if self._compact else 10
        self._rows.setContentsMargins(14, above, 14, above)
        self._rows.setSpacing(0 if self._compact else 2)

    def _show_notes(self) -> None:
        figure = self._figure
        if figure is None:
            return
        notes = figure.brief_notes if self._compact else figure.notes
        least = 1 if self._compact and not self._two_lines else 2
        for place, label in enumerate(self._notes):
            label.setText(notes[place] if place < len(notes) else "")
            label.setVisible(place < max(least, len(notes)))


class FiguresView(QWidget):
    """Four key figures, in one row or in two."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("figures")
        self._cards = tuple(FigureCard(name, self) for name in _NAMES)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self._columns = 0
        self._arrange(len(self._cards))

    def card(self, name: str) -> FigureCard:
        """The card of a figure: accrued, fine, liquidated or outstanding."""
        return self._cards[_NAMES.index(name)]

    def show_page(self, page: Page) -> None:
        """Show the figures of a page."""
        for card, figure in zip(self._cards, figures(page), strict=True):
            card.show_figure(figure)

    def set_compact(self, *, compact: bool) -> None:
        """Take less room."""
        self._grid.setSpacing(6 if compact else 12)
        for card in self._cards:
            card.set_compact(compact=compact)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        while self._grid.takeAt(0) is not None:
            pass
        for number, card in enumerate(self._cards):
            self._grid.addWidget(card, number // columns, number % columns)
        for column in range(len(self._cards)):
            used = column < columns
            first = 5 if columns == len(self._cards) and column == 0 else 4
            self._grid.setColumnStretch(column, first if used else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose one row or two."""
        self._arrange(len(self._cards) if event.size().width() >= _WIDE else 2)
        super().resizeEvent(event)
