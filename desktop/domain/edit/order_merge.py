"""An order that two programs change: what each of them changed is kept, and what both changed is asked."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.edit.draft import Draft, DraftField

if TYPE_CHECKING:
    from desktop.domain.law.regime import Setting

# The fields of a draft that are chosen together, and the field of the form they are shown in.
_TOGETHER: tuple[tuple[DraftField, tuple[str, ...]], ...] = (
    (DraftField.REGIME, ("regime",)),
    (DraftField.DECIDED, ("decided",)),
    (DraftField.NOTIFIED, ("notified", "is_notified_known")),
    (DraftField.ORDER, ("order",)),
    (DraftField.GRACE, ("grace", "grace_length", "grace_unit", "grace_from", "grace_last_day")),
    (DraftField.FIRST_DAY, ("first_day",)),
    (DraftField.PENALTY, ("amount", "currency")),
    (DraftField.UNIT, ("unit",)),
    (DraftField.STEPS, ("steps",)),
    (DraftField.CAP, ("cap_amount",)),
    (DraftField.MOST_UNITS, ("cap_units",)),
)


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """A field, or a rule, that both changed: the draft with the own value, and that with the file's."""

    field: DraftField
    yours: Draft
    theirs: Draft
    setting: Setting | None = None


class Merged(NamedTuple):
    """The draft with what either changed, and the conflicts, in which it has the own values."""

    draft: Draft
    conflicts: tuple[FieldConflict, ...]


def merge(before: Draft, yours: Draft, theirs: Draft) -> Merged:
    """Bring two changes of a draft together."""
    draft, asked = yours, []
    for field, names in _TOGETHER:
        old, own, new = (_of(one, names) for one in (before, yours, theirs))
        if new in (old, own):
            continue
        if own == old:
            draft = dataclasses.replace(draft, **new)
        else:
            asked.append((field, new))
    rules = [dict(one.by_hand) for one in (before, yours, theirs)]
    disputed = []
    for setting in dict.fromkeys((*rules[0], *rules[1], *rules[2])):
        old_rule, own_rule, new_rule = (rule.get(setting) for rule in rules)
        if new_rule in (old_rule, own_rule):
            continue
        if own_rule == old_rule:
            draft = _ruled(draft, setting, new_rule)
        else:
            disputed.append((setting, new_rule))
    conflicts = [FieldConflict(field, draft, dataclasses.replace(draft, **new)) for field, new in asked]
    conflicts += [
        FieldConflict(DraftField.RULES, draft, _ruled(draft, setting, value), setting)
        for setting, value in disputed
    ]
    return Merged(draft, tuple(conflicts))


def _of(draft: Draft, names: tuple[str, ...]) -> dict[str, object]:
    return {name: getattr(draft, name) for name in names}


def _ruled(draft: Draft, setting: Setting, value: str | None) -> Draft:
    return draft.follow_regime(setting) if value is None else draft.set_rule(setting, value)
