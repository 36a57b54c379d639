"""Settings and dated values of law, read from their tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from desktop.domain.law.deadline import GraceUnit, MonthRule, Rollover
from desktop.domain.law.history import Dated, History
from desktop.domain.law.kinds import PartUnit, Recovery, Unit
from desktop.domain.law.regime import FirstDay, Period, Rule, Setting
from desktop.store.law.rule_tables import RuleTable

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

ValueT = TypeVar("ValueT")

# What a file says where the law leaves a setting to the order, or has no rule on it.
OPEN = "open"


def history(row: RuleTable, read: Callable[[RuleTable], ValueT]) -> History[ValueT]:
    """A dated history from its table; every value has its source."""
    name, checked = row.text("name"), row.maybe_day("last_checked_on")
    values = in_order(row, tuple(_dated(one, read) for one in row.tables("values")))
    row.done()
    return History(name, values, checked)


def in_order(row: RuleTable, values: tuple[Dated[ValueT], ...]) -> tuple[Dated[ValueT], ...]:
    """The values as they are, where there are any and each starts after the one before."""
    starts = [dated.starts_on for dated in values]
    if not starts or starts != sorted(set(starts)):
        raise row.fault("values", "must be dated, the oldest first")
    return values


def _dated(row: RuleTable, read: Callable[[RuleTable], ValueT]) -> Dated[ValueT]:
    dated = Dated(row.day("starts_on"), read(row), row.text("citation"), row.text("source"), row.mark())
    row.done()
    return dated


def rule(row: RuleTable, setting: Setting) -> Rule[Any]:
    """One setting of a regime from its table. Raises RuleFileError."""
    alternatives = tuple(_value(row, setting, other) for other in row.values("alternatives"))
    read: Rule[object] = Rule(
        setting=setting,
        value=_value(row, setting, row.take("value")),
        sentence=row.text("sentence"),
        citation=row.text("citation"),
        source=row.text("source"),
        mark=row.mark(),
        unsettled=bool(alternatives),
        alternatives=alternatives,
    )
    row.done()
    return read


def _value(row: RuleTable, setting: Setting, written: object) -> object:
    """The value of a setting from what is written, by the kinds it may have."""
    kind, may_be_open = _KINDS[setting]
    if written == OPEN and may_be_open:
        return None
    try:
        return kind(written)
    except ValueError as error:
        raise row.fault("value", f"is no {setting.value}: {error}") from None


def _flag(written: object) -> bool:
    if written is True or written is False:
        return written
    raise ValueError(f"{written!r} is not true or false")


def _count(written: object) -> int:
    if isinstance(written, bool) or not isinstance(written, int) or written < 0:
        raise ValueError(f"{written!r} is not a whole number")
    return written


def _period(written: object) -> Period:
    table = RuleTable(written, "limitation")
    length, unit = table.number("length"), GraceUnit(table.text("unit"))
    months = MonthRule(table.text("months")) if table.has("months") else MonthRule.SAME_DATE
    table.done()
    return Period(length, unit, months)


def _codes(written: object) -> tuple[str, ...]:
    if not isinstance(written, list) or not all(isinstance(code, str) for code in written):
        raise ValueError(f"{written!r} is not a list of codes of calendars")
    return tuple(written)


# The kind of each setting, and whether it may be open.
_KINDS: dict[Setting, tuple[Callable[[Any], object], bool]] = {
    Setting.MONTH_RULE: (MonthRule, True),
    Setting.FRANC: (_flag, False),
    Setting.ROLLOVER: (Rollover, False),
    Setting.MIN_WORKING_DAYS: (_count, False),
    Setting.FIRST_DAY: (FirstDay, True),
    Setting.UNIT: (Unit, False),
    Setting.COMPLIANCE_DAY_COUNTED: (_flag, True),
    Setting.PART_UNIT: (PartUnit, True),
    Setting.RECOVERY: (Recovery, False),
    Setting.LIMITATION: (_period, True),
    Setting.MAX_UNITS: (_count, True),
    Setting.APPEAL_SUSPENDS: (_flag, True),
    Setting.CALENDARS: (_codes, False),
    Setting.VOID_ON_COMPLIANCE: (_flag, False),
}
