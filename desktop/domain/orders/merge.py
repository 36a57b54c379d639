"""An order that two programs change: what each of them changed is kept, and what both changed is asked."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from desktop.domain.edit.draft import DraftField
from desktop.domain.orders.draft import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from desktop.domain.edit.draft import Draft
    from desktop.domain.law.regime import Setting
    from desktop.domain.typed.dates import DayOrder

# The fields of a draft that are chosen together, by the field of the form that they are shown in.
_TOGETHER: dict[DraftField, tuple[str, ...]] = {
    DraftField.REGIME: ("regime",),
    DraftField.DECIDED: ("decided",),
    DraftField.NOTIFIED: ("notified", "is_notified_known"),
    DraftField.ORDER: ("order",),
    DraftField.GRACE: ("grace", "grace_length", "grace_unit", "grace_from", "grace_last_day"),
    DraftField.FIRST_DAY: ("first_day",),
    DraftField.PENALTY: ("amount", "currency"),
    DraftField.UNIT: ("unit",),
    DraftField.STEPS: ("steps",),
    DraftField.CAP: ("cap_amount",),
    DraftField.MOST_UNITS: ("cap_units",),
}


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """A field, or the rule of a setting, that both changed, with the draft of the file as it is now."""

    field: DraftField
    file: Draft
    setting: Setting | None = None

    def taken(self, draft: Draft) -> Draft:
        """The draft with the value of the file."""
        if self.setting is None:
            return dataclasses.replace(draft, **_of(self.file, self.field))
        value = dict(self.file.by_hand).get(self.setting)
        return draft.follow_regime(self.setting) if value is None else draft.set_rule(self.setting, value)

    @property
    def key(self) -> tuple[DraftField, Setting | None]:
        """The name of what both changed."""
        return self.field, self.setting


class MergedDraft(NamedTuple):
    """The draft with what either changed, and the conflicts, in which it has the own values."""

    draft: Draft
    conflicts: tuple[FieldConflict, ...]


def merge(
    before: Draft,
    yours: Draft,
    theirs: Draft,
    order: DayOrder,
    asked: Collection[FieldConflict] = (),
) -> MergedDraft:
    """Bring two changes of a draft together; what was asked before is asked again while they differ."""
    open_keys = {conflict.key for conflict in asked}
    then, own = plain(before, order), plain(yours, order)
    draft, conflicts = yours, []
    for conflict in _every(before, yours, theirs):
        if plain(conflict.taken(yours), order) == own:
            continue
        is_own = plain(FieldConflict(conflict.field, before, conflict.setting).taken(yours), order) != own
        is_new = plain(conflict.taken(before), order) != then
        if conflict.key in open_keys or (is_own and is_new):
            conflicts.append(conflict)
        elif is_new:
            draft = conflict.taken(draft)
    return MergedDraft(draft, tuple(conflicts))


def _every(before: Draft, yours: Draft, theirs: Draft) -> Iterator[FieldConflict]:
    """Every field and rule, as if both had changed it."""
    yield from (FieldConflict(field, theirs) for field in _TOGETHER)
    settings = dict.fromkeys(setting for one in (before, yours, theirs) for setting, _ in one.by_hand)
    yield from (FieldConflict(DraftField.RULES, theirs, setting) for setting in settings)


def _of(draft: Draft, field: DraftField) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in _TOGETHER[field]}
