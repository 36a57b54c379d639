"""The open order in words: what another program changed as well, and what saving waits for."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from desktop.domain.edit.draft import DraftField, DraftStep, GraceKind
from desktop.domain.law.deadline import GraceUnit
from desktop.domain.law.kinds import Unit
from desktop.domain.law.regime import Setting
from desktop.domain.orders.merge import FieldConflict, merge
from desktop.domain.typed.dates import DayOrder
from desktop.models.edit.order_words import OrderShown, accrued_words, conflict_name, shown_order, value_words
from desktop.store.law.rules import regimes
from tests.edited_orders import opened, read
from tests.pages import page_of

if TYPE_CHECKING:
    from desktop.domain.edit.draft import Draft

B = opened().draft
NAMED = {
    DraftField.REGIME: ("the regime", "Generic", "NL · last onder dwangsom"),
    DraftField.DECIDED: ("the day of the decision", "30 Oct 2024", "not known"),
    DraftField.NOTIFIED: ("the notification", "not known", "1 Nov 2024"),
    DraftField.ORDER: ("what must be done", "none", "Stop Report"),
    DraftField.GRACE: ("the grace period", "2 weeks from the decision", "1 day from the decision"),
    DraftField.FIRST_DAY: ("the first penalty day", "counted", "2 Dec 2024"),
    DraftField.PENALTY: ("the rate", "€50,000", "£40,000"),
    DraftField.UNIT: ("the unit", "occurrence", "week"),
    DraftField.STEPS: ("the changes of the rate", "none", "1 Jan 2025: €1"),
    DraftField.CAP: ("the cap", "€5,000,000", "none"),
    DraftField.MOST_UNITS: ("the most units", "100", "none"),
}
OTHER = dataclasses.replace(
    B,
    regime="NL-AWB",
    decided="",
    notified="1 Nov 2024",
    is_notified_known=True,
    order="Stop\nReport",
    grace_length="1",
    grace_unit=GraceUnit.DAY,
    first_day="2 Dec 2024",
    amount="40,000",
    currency="GBP",
    unit=Unit.WEEK,
    steps=(DraftStep(start="1 Jan 2025", amount="1"),),
    cap_amount="",
    cap_units="",
)


def words(conflict: FieldConflict, draft: Draft) -> tuple[str, str, str]:
    theirs = conflict.taken(draft)
    return (
        conflict_name(conflict),
        value_words(conflict, draft, regimes()),
        value_words(conflict, theirs, regimes()),
    )


def test_that_every_field_that_both_changed_has_a_name_and_two_values() -> None:
    for field, (name, yours, theirs) in NAMED.items():
        told = words(FieldConflict(field, OTHER), B)
        if field is DraftField.REGIME:
            assert told[:2] == (name, yours)
            assert told[2] == dict(_presets())["NL-AWB"]
        else:
            assert told == (name, yours, theirs)


def _presets() -> list[tuple[str, str]]:
    return [(law.code, law.preset or law.name) for law in regimes()]


def test_that_ways_of_giving_time_and_rules_have_words() -> None:
    until = dataclasses.replace(B, grace=GraceKind.LAST_DAY, grace_last_day="31 Dec 2024")
    without = dataclasses.replace(B, grace=GraceKind.NONE)
    assert words(FieldConflict(DraftField.GRACE, without), until)[1:] == ("until 31 Dec 2024", "none")
    rolled = B.set_rule(Setting.ROLLOVER, "next working day")
    rule = FieldConflict(DraftField.RULES, rolled, Setting.ROLLOVER)
    assert words(rule, B) == ("the rule “End on a rest day”", "as the regime", "next working day")


def test_that_the_form_counts_what_saving_waits_for() -> None:
    def waits(conflicts: int = 0, **changes: Any) -> str:
        found = read(opened(), **changes)
        shown = OrderShown(
            opened(), found.draft, regimes(), found.problems, found.open, conflicts, is_dirty=True
        )
        return shown_order(shown).waits

    assert not waits()
    assert waits(1, amount="52.500") == "1 value to choose  ·  1 amount to correct"
    assert waits(2, decided="soon", first_day="later") == "2 values to choose  ·  2 values to correct"
    gone = shown_order(OrderShown(opened(), B, regimes(), is_gone=True))
    assert gone.waits == "deleted by another program"
    assert not gone.can_save


def test_that_the_sum_of_all_orders_is_told() -> None:
    assert accrued_words(page_of("nl-coa-westerwolde", "2026-11-30")) == "all orders €6,500,000"
    assert accrued_words(page_of("fr-cnil-kourou", "2026-11-22")).startswith("accrued €")
    assert accrued_words(None) == "cannot be calculated"


def test_that_conflicts_come_in_the_order_of_the_form() -> None:
    mine = dataclasses.replace(B, cap_amount="1", decided="1 Oct 2024")
    conflicts = merge(B, mine, OTHER, DayOrder.DAY_FIRST).conflicts
    assert [one.field for one in conflicts] == [DraftField.DECIDED, DraftField.CAP]
