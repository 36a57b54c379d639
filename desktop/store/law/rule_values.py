"""Settings and dated values of law, read from their tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from desktop.domain.law.deadline import GraceUnit, MonthRule, Rollover
from desktop.domain.law.history import Dated, History
from desktop.domain.law.kinds import PartUnit, Recovery, Unit
from desktop.domain.law.regime import FirstDay, Period, Rule, Setting
from desktop.store.law.rule_tables import RuleTable, day, mark, number, text, values
from desktop.strict import anything, then

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

ValueT = TypeVar("ValueT")

# The word for a setting that the law leaves to the order, or has no rule on.
OPEN = "open"


def history(row: RuleTable, read: Callable[[RuleTable], ValueT]) -> History[ValueT]:
    """A dated history from its table; every value has a citation, source and mark."""
    name, checked = row.need("name", text), row.get("last_checked_on", day)
    return History(name, in_order(row, row.each("values", _dated, read)), checked)


def in_order(row: RuleTable, dated: tuple[Dated[ValueT], ...]) -> tuple[Dated[ValueT], ...]:
    """The values unchanged. Raises RuleFileError where there are none or starts do not ascend."""
    starts = [value.starts_on for value in dated]
    if not starts or starts != sorted(set(starts)):
        raise row.fault("values", "must be dated, the oldest first")
    return dated


def _dated(row: RuleTable, read: Callable[[RuleTable], ValueT]) -> Dated[ValueT]:
    return Dated(
        row.need("starts_on", day),
        read(row),
        row.need("citation", text),
        row.need("source", text),
        row.need("mark", mark),
    )


def rule(row: RuleTable, setting: Setting) -> Rule[Any]:
    """A setting of a regime from its table. Raises RuleFileError."""
    alternatives = tuple(_value(row, setting, other) for other in row.get("alternatives", values) or ())
    return Rule(
        setting=setting,
        value=_value(row, setting, row.need("value", anything)),
        sentence=row.need("sentence", text),
        citation=row.need("citation", text),
        source=row.need("source", text),
        mark=row.need("mark", mark),
        unsettled=bool(alternatives),
        alternatives=alternatives,
    )


def _value(row: RuleTable, setting: Setting, written: object) -> object:
    """The value of a setting as its kind reads it; None for “open”, where the law may leave it so."""
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
    return RuleTable(written, "limitation").read(
        lambda table: Period(
            table.need("length", number),
            table.need("unit", then(text, GraceUnit)),
            table.get("months", then(text, MonthRule), MonthRule.SAME_DATE),
        )
    )


def _codes(written: object) -> tuple[str, ...]:
    if not isinstance(written, list) or not all(isinstance(code, str) for code in written):
        raise ValueError(f"{written!r} is not a list of codes of calendars")
    return tuple(written)


# The kind of each setting, and true where the setting may be open.
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
