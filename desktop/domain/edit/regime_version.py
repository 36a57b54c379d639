"""The rules of a regime as they were when terms were made, and what has changed in them since."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.edit.change import Edit, EditKind, changed, new_uid
from desktop.domain.law.deadline import Rollover
from desktop.domain.law.regime import Setting

if TYPE_CHECKING:
    from desktop.domain.edit.change import Cell
    from desktop.domain.law.regime import Regime

# The settings that terms hold themselves, in columns of these names.
COLUMNS = {
    Setting.MONTH_RULE: "month_rule",
    Setting.FRANC: "franc",
    Setting.ROLLOVER: "rollover",
    Setting.MIN_WORKING_DAYS: "min_working_days",
    Setting.COMPLIANCE_DAY_COUNTED: "compliance_day_counted",
    Setting.PART_UNIT: "part_unit",
    Setting.RECOVERY: "recovery",
}
_BETWEEN, _IS = "; ", "="


class RuleChange(NamedTuple):
    """A setting of a regime that changed: its value then and now; None where the law left it to the order."""

    setting: Setting
    before: Cell
    after: Cell


class StoredRules(NamedTuple):
    """The rules of stored terms: their uid, label and cells, their regime, and its version copied from."""

    uid: str
    label: str
    regime: str
    version: str
    cells: dict[str, Cell]


class RegimeQuestion(NamedTuple):
    """Terms whose regime has changed since they were made, and how."""

    rules: StoredRules
    changes: tuple[RuleChange, ...]


def version_of(regime: Regime | None) -> str:
    """The rules that terms copy from a regime, as a line of text; empty without a regime."""
    if regime is None:
        return ""
    return _BETWEEN.join(f"{setting.value}{_IS}{_word(_value(regime, setting))}" for setting in COLUMNS)


def changes_since(version: str, regime: Regime) -> tuple[RuleChange, ...]:
    """What has changed in a regime since a version; nothing where that is not known."""
    then = dict(part.split(_IS, 1) for part in version.split(_BETWEEN) if _IS in part)
    found = []
    for setting in COLUMNS:
        value = _value(regime, setting)
        if setting.value in then and then[setting.value] != _word(value):
            found.append(RuleChange(setting, _cell(then[setting.value], setting), value))
    return tuple(found)


def question_of(rules: StoredRules, regime: Regime) -> RegimeQuestion | None:
    """The question whether terms are to follow their regime; None where nothing has changed for them.

    A rule that was set otherwise than by the regime of then is none of its changes.
    """
    found = changes_since(rules.version, regime)
    mine = tuple(
        one
        for one in found
        if one.after is not None and rules.cells.get(COLUMNS[one.setting]) in (one.before, None)
    )
    return RegimeQuestion(rules, mine) if mine else None


def rules_taken(asked: RegimeQuestion, regime: Regime) -> Edit:
    """The edit that takes the regime's rules of today over into terms."""
    cells = {COLUMNS[one.setting]: one.after for one in asked.changes}
    codes = regime.calendars.value
    if cells.get("rollover") == Rollover.NEXT_WORKING_DAY.value and codes:
        cells["deadline_calendar"] = asked.rules.cells.get("deadline_calendar") or codes[0]
    return _edit(asked, cells, regime)


def rules_kept(asked: RegimeQuestion, regime: Regime) -> Edit:
    """The edit that leaves terms as they are, and asks no more."""
    return _edit(asked, {}, regime)


def _edit(asked: RegimeQuestion, cells: dict[str, Cell], regime: Regime) -> Edit:
    rules = asked.rules
    before = {**rules.cells, "regime_version": rules.version}
    after = {**cells, "regime_version": version_of(regime)}
    change = changed("penalty_terms", rules.uid, before, after)
    return Edit(EditKind.ORDER_CHANGED, (change,), new_uid())


def _value(regime: Regime, setting: Setting) -> Cell:
    """The regime's value as a cell of terms holds it."""
    value = regime.rule(setting).value
    match value:
        case bool():
            return int(value)
        case StrEnum():
            return value.value
        case int():
            return value
    return None


def _word(value: Cell) -> str:
    return "" if value is None else str(value)


def _cell(word: str, setting: Setting) -> Cell:
    if not word:
        return None
    is_number = setting in (Setting.FRANC, Setting.MIN_WORKING_DAYS, Setting.COMPLIANCE_DAY_COUNTED)
    return int(word) if is_number and word.isdecimal() else word
