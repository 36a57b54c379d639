"""The card of the next change: its time, and live a countdown to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop import text
from desktop.models.overview import countdown, orders_words, place_of
from desktop.views.parts.card import AmountLabel, ElidedLabel
from desktop.views.parts.states import spaced

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QHideEvent, QShowEvent

    from desktop.domain.overview.overview import NextChange
    from desktop.session.clock import Clock


class NextChangeCard(QFrame):
    """Counts down to the next change by the second while visible."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("figure_next_change")
        self.setProperty("role", "card")
        self._clock = clock
        self._change: NextChange | None = None
        self._at: datetime | None = None
        self._title = ElidedLabel(self.tr("Next change"), "caption")
        self._value = AmountLabel(role="figure", name="value_next_change")
        self._note = ElidedLabel(role="caption", name="note_next_change")
        rows = spaced(QVBoxLayout(self), margins=(14, 10, 14, 10), spacing=2)
        for label in (self._title, self._value, self._note):
            rows.addWidget(label)
        rows.addStretch(1)
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._on_second)

    @property
    def counting(self) -> bool:
        """True while the countdown runs."""
        return self._timer.isActive()

    def show_change(self, change: NextChange | None, *, live: bool) -> None:
        """Show the next change: live a countdown, on a picked day its date."""
        self._change = change
        self._at = self._clock.instant(change.day, change.zone) if change and live else None
        if change is None:
            self._value.setText(text.NOTHING)
            self._note.setText(self.tr("Nothing is due to change."))
        else:
            self._value.setText(self.tr("00:00 %1").replace("%1", place_of(change.zone)))
            self._note.setText(f"{text.day(change.day)} · {orders_words(change)}")
        self.setAccessibleName(f"{self._title.text()}: {self._value.text()}, {self._note.text()}")
        self._on_second()
        self._run()

    def _run(self) -> None:
        if self._at is not None and self.isVisible():
            self._timer.start()
        else:
            self._timer.stop()

    def _on_second(self) -> None:
        if self._at is None or self._change is None:
            return
        left = countdown(self._at - self._clock.now())
        words = self.tr("in %1 · %2").replace("%1", left).replace("%2", orders_words(self._change))
        self._note.setText(words)

    def showEvent(self, event: QShowEvent) -> None:
        """Resume the countdown."""
        super().showEvent(event)
        self._on_second()
        self._run()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop the countdown while hidden."""
        super().hideEvent(event)
        self._timer.stop()
