"""The day in every zone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from desktop.clock import now, start_of, today_in
from desktop.session.clock import Clock

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Hands:
    """A clock's hands that a test moves."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment


def test_that_today_differs_between_zones(qtbot: QtBot) -> None:
    clock = Clock(moment=Hands(datetime(2026, 11, 22, 23, 30, tzinfo=UTC)))
    clock.watch(("Europe/Paris", "America/Vancouver"))
    live = clock.live()
    assert live.day_in("Europe/Paris") == date(2026, 11, 23)
    assert live.day_in("America/Vancouver") == date(2026, 11, 22)
    assert live.day_in("Nowhere") == live.today


def test_that_the_next_midnight_is_the_first_of_all_zones(qtbot: QtBot) -> None:
    clock = Clock(moment=Hands(datetime(2026, 11, 22, 22, 30, tzinfo=UTC)))
    clock.watch(("Europe/Paris",))
    assert clock.next_midnight() == datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
    assert clock.instant(date(2026, 11, 23), "Europe/Paris") == clock.next_midnight()


def test_that_a_new_day_is_told_once(qtbot: QtBot) -> None:
    hands = Hands(datetime(2026, 11, 22, 22, 59, 59, 990_000, tzinfo=UTC))
    clock = Clock(moment=hands)
    clock.watch(("Europe/Paris",))
    with qtbot.waitSignal(clock.day_changed, timeout=3000):
        hands.moment = datetime(2026, 11, 22, 23, 0, 1, tzinfo=UTC)
    assert clock.live().day_in("Europe/Paris") == date(2026, 11, 23)


def test_that_a_day_begins_an_hour_earlier_in_utc_in_summer() -> None:
    assert start_of(date(2023, 3, 26), "Europe/Paris") == datetime(2023, 3, 25, 23, tzinfo=UTC)
    assert start_of(date(2023, 3, 27), "Europe/Paris") == datetime(2023, 3, 26, 22, tzinfo=UTC)


def test_that_now_is_in_utc_and_today_is_a_day_of_the_zone() -> None:
    assert now().tzinfo is UTC
    assert abs((today_in("Pacific/Auckland") - now().date()).days) <= 1
