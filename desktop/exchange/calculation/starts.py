"""The first penalty day of a line: as stated, or after the grace period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.days.workdays import moved
from desktop.domain.law.deadline import DeadlineRule, deadline
from desktop.exchange.calculation.deadlines import Adds, adds_of, needs_working_days
from desktop.exchange.calculation.instants import civil_day
from desktop.exchange.calculation.reading import Fields, InputError
from desktop.exchange.calculation.values import day

if TYPE_CHECKING:
    from datetime import date, tzinfo

    from desktop.strict import Kind

AFTER_EXPIRY, ON_EVENT_DAY = "after_expiry", "on_event_day"


@dataclass(frozen=True, slots=True)
class StatedStart:
    """The first penalty day and the day of notification, None where not known.

    `needs_holidays` is true where the first day was found by counting working days.
    """

    first_day: date | None
    notified: date | None
    needs_holidays: bool = False


def first_day_of(fields: Fields, tz: tzinfo | None, rule: DeadlineRule, usual: date | None) -> StatedStart:
    """The fields `first_day`, `notified` and `grace` (or `add`). Raises InputError and TermsError.

    A day stated as `first_day` holds. Else the first penalty day follows the grace period, given by `grace`
    as lengths from the notification or by its last day; without notification there is none. Where the entry
    says nothing at all, the first penalty day is `usual`.
    """
    stated = fields.get("first_day", _day_or_word(tz))
    notified = fields.get("notified", civil_day(tz))
    grace = fields.get("grace", _grace) or fields.get("add", _grace)
    if not isinstance(stated, str | None):
        return StatedStart(stated, notified)
    if grace is not None and not isinstance(grace, tuple):
        return StatedStart(moved(grace, 1), notified)
    if notified is None:
        _refuse_silence(fields, usual)
        return StatedStart(usual, None)
    if stated == ON_EVENT_DAY:
        return StatedStart(notified, notified)
    found = deadline(notified, grace or (), rule)
    needs = needs_working_days(rule, grace or (), can_roll=bool(found.steps))
    return StatedStart(moved(found.last_day, 1), notified, needs)


def _refuse_silence(fields: Fields, usual: date | None) -> None:
    is_said = [fields.is_named(name) for name in ("first_day", "notified")]
    if usual is None and not any(is_said):
        place = fields.place("first_day")
        raise InputError(
            f"{place} is missing; give the first penalty day, or null where it was not notified."
        )


def _day_or_word(tz: tzinfo | None) -> Kind[date | str]:
    def read(value: object, where: str) -> date | str:
        return str(value) if value in (AFTER_EXPIRY, ON_EVENT_DAY) else civil_day(tz)(value, where)

    return read


def _grace(value: object, where: str) -> Adds | date:
    """The grace period: lengths, `{add}` or `{last_day}`."""
    if not isinstance(value, dict):
        return adds_of(value, where)
    fields = Fields(value, where)
    last = fields.get("last_day", day)
    adds = fields.get("add", adds_of)
    fields.close()
    if (last is None) is (adds is None):
        raise InputError(f"{where} needs add, such as [[2, 'month']], or last_day, and not both.")
    return last if last is not None else adds or ()
