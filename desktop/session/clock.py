"""The clock: the day in every time zone of the case file, and the next midnight in any of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.clock import now, start_of, zone_of
from desktop.domain.days.asof import AsOf

if TYPE_CHECKING:
    from collections.abc import Callable

SOON = 500  # milliseconds until the next midnight is looked for: a list that is opening comes before


class Clock(QObject):
    """Tells the day in every time zone watched, and its change."""

    # A new day has begun in a zone, or for the user.
    day_changed = Signal()

    def __init__(self, parent: QObject | None = None, *, moment: Callable[[], datetime] = now) -> None:
        super().__init__(parent)
        self._moment = moment
        self._zones: tuple[str, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timeout)
        self._shown = self.live()
        self._wake_at_midnight()

    def now(self) -> datetime:
        """This moment in UTC."""
        return self._moment()

    def instant(self, day: date, zone: str) -> datetime:
        """The moment a civil day begins in a zone, in UTC."""
        return start_of(day, zone)

    def watch(self, zones: tuple[str, ...]) -> AsOf:
        """Wake at midnight in these zones too. Returns today in all of them."""
        self._zones = zones
        self._shown = self.live()
        self._timer.start(SOON)
        return self._shown

    def live(self) -> AsOf:
        """Today, for the user and in every watched zone."""
        moment = self.now()
        days = tuple((zone, moment.astimezone(zone_of(zone)).date()) for zone in self._zones)
        return AsOf(today=moment.astimezone().date(), days=days)

    def next_midnight(self) -> datetime:
        """The next moment at which a day begins for the user or in a watched zone, in UTC."""
        moment = self.now()
        tomorrow = moment.astimezone().date() + timedelta(days=1)
        own = datetime(tomorrow.year, tomorrow.month, tomorrow.day).astimezone().astimezone(UTC)
        starts = [
            start_of(moment.astimezone(zone_of(zone)).date() + timedelta(days=1), zone)
            for zone in self._zones
        ]
        return min([own, *starts])

    def _wake_at_midnight(self) -> None:
        """Wait until the next midnight, but never over an hour: a machine may sleep or its clock be set."""
        seconds = (self.next_midnight() - self.now()).total_seconds()
        self._timer.start(int(max(0.0, min(seconds, 3600.0)) * 1000) + 20)

    def _on_timeout(self) -> None:
        live = self.live()
        if live != self._shown:
            self._shown = live
            self.day_changed.emit()
        self._wake_at_midnight()
