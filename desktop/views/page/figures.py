"""The row of key figures under the head of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from desktop.models.page.figures import figures
from desktop.views.parts.card import AmountLabel, ElidedLabel, set_style
from desktop.views.parts.explained import mark
from desktop.views.parts.tip import set_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from desktop.domain.page.page import Page
    from desktop.models.page.figures import Figure

_SHORT = 170  # pixels: a line no longer than this is never cut
_LONG = 250  # the same for two rows of cards
_WIDE = 720
_MOST_NOTES = 4
_NAMES = ("accrued", "fine", "liquidated", "outstanding")
_USUAL = (5, 4, 4, 4)
_SIDE = 14
_NARROW_SIDE = 8  # if it keeps the cards in a single row
_GAP, _NARROW_GAP = 12, 8
_COMPACT_GAP = 6
_AIR = 6


class FigureCard(QFrame):
    """A key figure: title, amounts, and notes about them."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"figure_{name}")
        self._two_lines = name == "accrued"
        self.setProperty("role", "card")
        self._title = ElidedLabel(role="caption")
        self._value = AmountLabel(role="figure", name=f"value_{name}")
        self._notes = tuple(ElidedLabel(role="caption") for _ in range(_MOST_NOTES))
        self._rows = QVBoxLayout(self)
        for label in (self._title, self._value, *self._notes):
            self._rows.addWidget(label)
        self._rows.addStretch(1)
        self._figure: Figure | None = None
        self._compact = False
        self._side = _SIDE
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._fit()

    @property
    def value(self) -> str:
        """The amounts shown, a line each."""
        return self._value.text()

    @property
    def notes(self) -> tuple[str, ...]:
        """The notes shown."""
        return tuple(label.text() for label in self._notes if label.text())

    def wish(self, side: int, short: int = _SHORT) -> int:
        """The width that cuts no amount, nor a line up to `short`, with `side` left and right; in pixels."""
        amount, small = self._value.fontMetrics(), self._notes[0].fontMetrics()
        widest = max(amount.horizontalAdvance(line) for line in self._value.text().split("\n"))
        lines = (self._title.text(), *self.notes)
        widest = max(widest, *(min(small.horizontalAdvance(line), short) for line in lines))
        return widest + 2 * (side + self.frameWidth()) + _AIR

    def show_figure(self, figure: Figure) -> None:
        """Show a figure."""
        self._figure = figure
        mark(self, *figure.keys)
        self._title.setText(figure.title)
        self._value.setText("\n".join(figure.values))
        self._value.setProperty("running", "true" if figure.running else "false")
        set_style(self._value)
        words = (figure.title, *figure.values, *figure.notes)
        self.setAccessibleName(", ".join(words))
        set_tip(self, "\n".join(words))
        self._show_notes()

    def set_compact(self, *, compact: bool) -> None:
        """Put all notes on a single line, in less room."""
        if compact != self._compact:
            self._compact = compact
            self._fit()
            self._show_notes()

    def set_side(self, side: int) -> None:
        """Leave `side` pixels free left and right."""
        if side != self._side:
            self._side = side
            self._fit()

    def _fit(self) -> None:
        above = 4 if self._compact else 10
        self._rows.setContentsMargins(self._side, above, self._side, above)
        self._rows.setSpacing(0 if self._compact else 2)

    def _show_notes(self) -> None:
        figure = self._figure
        if figure is None:
            return
        notes = figure.brief_notes if self._compact else figure.notes
        least = 1 if self._compact and not self._two_lines else 2
        for place, label in enumerate(self._notes):
            label.setText(notes[place] if place < len(notes) else "")
            # Room is kept for the least number of notes, so that the cards of a row are alike.
            policy = label.sizePolicy()
            policy.setRetainSizeWhenHidden(place < least)
            label.setSizePolicy(policy)
            label.setVisible(place < len(notes))


class FiguresView(QWidget):
    """The four key figures, in a single row or in two."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("figures")
        self._cards = tuple(FigureCard(name, self) for name in _NAMES)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._columns = 0
        self._compact = False
        self._arrange(len(self._cards))
        self._fit()

    def card(self, name: str) -> FigureCard:
        """The card of a figure: accrued, fine, liquidated or outstanding."""
        return self._cards[_NAMES.index(name)]

    def show_page(self, page: Page) -> None:
        """Show the figures of a page."""
        for card, figure in zip(self._cards, figures(page), strict=True):
            card.show_figure(figure)
        self._fit()

    def set_compact(self, *, compact: bool) -> None:
        """Use compact cards, in less room."""
        self._compact = compact
        for card in self._cards:
            card.set_compact(compact=compact)
        self._fit()

    def _fit(self) -> None:
        """Choose the number of rows, and columns in which no amount is cut."""
        usual, narrow = (_COMPACT_GAP, _COMPACT_GAP) if self._compact else (_GAP, _NARROW_GAP)
        for side, gap in ((_SIDE, usual), (_NARROW_SIDE, narrow)):
            wishes = [card.wish(side) for card in self._cards]
            if self.width() >= _WIDE and sum(wishes) + gap * (len(wishes) - 1) <= self.width():
                self._show_as(side, gap, wishes, _USUAL)
                return
        side = _NARROW_SIDE if self._compact else _SIDE
        long = [card.wish(side, _LONG) for card in self._cards]
        self._show_as(side, usual, [max(long[0::2]), max(long[1::2])], (1, 1))

    def _show_as(self, side: int, gap: int, wishes: list[int], shares: tuple[int, ...]) -> None:
        """Put the cards into columns of these shares, or of the wished widths if a card would be cut."""
        self._grid.setSpacing(gap)
        for card in self._cards:
            card.set_side(side)
        self._arrange(len(wishes))
        unit = (self.width() - gap * (len(wishes) - 1)) / sum(shares)
        is_usual = all(wish <= share * unit for wish, share in zip(wishes, shares, strict=True))
        stretches = shares if is_usual else wishes
        for column in range(len(self._cards)):
            stretch = stretches[column] if column < len(stretches) else 0
            if self._grid.columnStretch(column) != stretch:
                self._grid.setColumnStretch(column, stretch)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        while self._grid.takeAt(0) is not None:
            pass
        for number, card in enumerate(self._cards):
            self._grid.addWidget(card, number // columns, number % columns)

    def event(self, event: QEvent) -> bool:
        """Fit the cards anew to a changed amount or size of letters."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the cards to the width."""
        self._fit()
        super().resizeEvent(event)
