"""An order changed here and by another program at once."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from desktop.domain.edit.draft import DraftField, GraceKind
from desktop.domain.law.regime import Setting
from desktop.domain.orders.merge import MergedDraft
from desktop.domain.orders.merge import merge as merged
from desktop.domain.typed.dates import DayOrder
from tests.drafts import CLEARVIEW, with_changes

if TYPE_CHECKING:
    from collections.abc import Collection

    from desktop.domain.edit.draft import Draft
    from desktop.domain.orders.merge import FieldConflict

BEFORE = with_changes(cap_amount="5,000,000", cap_units="100")


def merge(before: Draft, yours: Draft, theirs: Draft, asked: Collection[FieldConflict] = ()) -> MergedDraft:
    return merged(before, yours, theirs, DayOrder.DAY_FIRST, asked)


def test_that_other_columns_are_both_kept() -> None:
    yours = dataclasses.replace(BEFORE, cap_amount="6,000,000")
    theirs = dataclasses.replace(BEFORE, cap_units="90").set_rule(Setting.ROLLOVER, "next working day")
    draft, conflicts = merge(BEFORE, yours, theirs)
    assert not conflicts
    assert (draft.cap_amount, draft.cap_units) == ("6,000,000", "90")
    assert draft.by_hand == ((Setting.ROLLOVER, "next working day"),)


def test_that_the_same_column_is_asked_with_both_values() -> None:
    yours = dataclasses.replace(BEFORE, cap_amount="6,000,000", decided="1 Oct 2022")
    theirs = dataclasses.replace(BEFORE, cap_amount="500,000", notified="20 Oct 2022")
    draft, (conflict,) = merge(BEFORE, yours, theirs)
    assert conflict.field is DraftField.CAP
    assert (draft.cap_amount, draft.decided, draft.notified) == ("6,000,000", "1 Oct 2022", "20 Oct 2022")
    assert conflict.taken(draft) == dataclasses.replace(draft, cap_amount="500,000")


def test_that_the_same_value_twice_is_no_conflict() -> None:
    both = dataclasses.replace(BEFORE, cap_amount="500,000")
    assert merge(BEFORE, both, both) == (both, ())


def test_that_the_same_value_written_otherwise_is_no_conflict() -> None:
    yours = dataclasses.replace(BEFORE, cap_amount="500000", decided="2022-10-01", grace=GraceKind.NONE)
    theirs = dataclasses.replace(
        BEFORE, cap_amount="500,000", decided="1 Oct 2022", grace=GraceKind.NONE, grace_length=""
    )
    assert merge(BEFORE, yours, theirs) == (yours, ())


def test_that_a_length_and_its_unit_are_one_value() -> None:
    yours, theirs = with_changes(grace_length="3"), with_changes(grace_length="60", grace_unit="day")
    draft, (conflict,) = merge(CLEARVIEW, yours, theirs)
    assert conflict.field is DraftField.GRACE
    assert conflict.taken(draft) == theirs


def test_that_a_rule_is_asked_by_its_name() -> None:
    yours = BEFORE.set_rule(Setting.ROLLOVER, "none")
    theirs = BEFORE.set_rule(Setting.ROLLOVER, "next working day")
    draft, (conflict,) = merge(BEFORE, yours, theirs)
    assert (conflict.field, conflict.setting) == (DraftField.RULES, Setting.ROLLOVER)
    assert dict(conflict.taken(draft).by_hand)[Setting.ROLLOVER] == "next working day"
    back, _ = merge(yours, yours, BEFORE)
    assert not back.by_hand


def test_that_what_was_asked_is_asked_until_both_agree() -> None:
    yours, theirs = (dataclasses.replace(BEFORE, cap_amount=cap) for cap in ("6,000,000", "500,000"))
    asked = merge(BEFORE, yours, theirs).conflicts
    assert merge(theirs, yours, theirs, asked).conflicts == asked
    assert not merge(theirs, yours, theirs).conflicts
    assert not merge(theirs, theirs, theirs, asked).conflicts
