"""The as-of day of all figures, and the knowledge day whose facts they use."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date


class AsOf(NamedTuple):
    """A picked day, or Live: today in each authority's own time zone.

    `today` is the user's own day, `days` today per IANA zone. With `hindsight` a picked day is shown by the
    knowledge of today; without it, by the knowledge of that day.
    """

    today: date
    days: tuple[tuple[str, date], ...] = ()
    picked: date | None = None
    hindsight: bool = False

    @property
    def live(self) -> bool:
        """Whether no day is picked."""
        return self.picked is None

    @property
    def day(self) -> date:
        """The picked day, or the user's own today."""
        return self.picked or self.today

    def day_in(self, zone: str) -> date:
        """The as-of day of an authority in `zone`."""
        return self.picked or self.today_in(zone)

    def is_past_in(self, zone: str) -> bool:
        """Whether the as-of day of an authority in `zone` lies before its today."""
        return self.day_in(zone) < self.today_in(zone)

    def known_in(self, zone: str) -> date:
        """The knowledge day of an authority in `zone`."""
        return self.today_in(zone) if self.hindsight else self.day_in(zone)

    def today_in(self, zone: str) -> date:
        """Today in `zone`."""
        for place, day in self.days:
            if place == zone:
                return day
        return self.today
