"""Edits of penalty orders: the cells that change, and no others."""

from __future__ import annotations

from desktop.domain.edit.change import EditKind
from desktop.domain.edit.draft import DraftStep, GraceKind, RateStart
from desktop.domain.orders.rows import order_deletion, order_edit
from tests.edited_orders import added, every, opened, read
from tests.pages import case_of, slugs


def test_that_an_order_not_changed_makes_no_edit() -> None:
    assert all(order_edit(one, read(one)) is None for slug in slugs() for one in every(case_of(slug)))


def test_that_a_changed_cap_changes_one_cell() -> None:
    edit = order_edit(opened(), read(opened(), cap_amount="500,000"))
    assert edit is not None
    assert edit.kind is EditKind.ORDER_CHANGED
    (change,) = edit.changes
    assert (change.table, change.before, change.after) == (
        "penalty_terms",
        {"cap": 500_000_000},
        {"cap": 50_000_000},
    )


def test_that_rates_are_added_changed_and_deleted_by_their_uids() -> None:
    slug = next(slug for slug in slugs() if any(len(terms.rates) > 1 for terms in case_of(slug).terms))
    one = next(one for one in every(case_of(slug)) if one.draft.steps)
    edit = order_edit(one, read(one, steps=()))
    assert edit is not None
    (gone,) = edit.changes
    assert (gone.table, gone.uid, gone.after) == ("penalty_rates", one.draft.steps[0].uid, None)
    steps = (DraftStep(RateStart.NUMBER, "11", "60,000"),)
    edit = order_edit(opened(), read(opened(), amount="40,000", steps=steps))
    assert edit is not None
    first, second = edit.changes
    assert (first.uid, first.before, first.after) == ("rate 0", {"amount": 5_000_000}, {"amount": 4_000_000})
    assert second.before is None
    assert second.after is not None
    assert (second.after["amount"], second.after["from_unit"]) == (6_000_000, 11)


def test_that_texts_change_and_new_lines_are_joined() -> None:
    one = opened("fr-cnil-clearview", "P1")
    label = next(iter(one.uids.joins))
    edit = order_edit(one, read(one, order="Stop\nDelete all of it\nAnd report"))
    assert edit is not None
    tables = [(change.table, change.before is None) for change in edit.changes]
    assert ("orders", False) in tables
    assert tables.count(("orders", True)) == tables.count(("term_orders", True)) == 3 - len(one.uids.joins)
    text = next(change for change in edit.changes if change.uid == f"order {label}")
    assert text.after == {"text": "Stop"}


def test_that_another_regime_is_kept_with_the_terms() -> None:
    edit = order_edit(opened(), read(opened(), regime="NL-AWB"))
    assert edit is not None
    cells = edit.changes[0].after
    assert cells is not None
    assert cells["regime"] == "NL-AWB"
    assert str(cells["regime_version"]).startswith("month_rule=")


def test_that_a_new_order_is_added_whole() -> None:
    new = added()
    assert order_edit(new, read(new)) is None
    edit = order_edit(new, read(new, amount="10,000", grace=GraceKind.NONE, order="Stop"))
    assert edit is not None
    assert edit.kind is EditKind.ORDER_ADDED
    assert [change.table for change in edit.changes] == [
        "orders",
        "penalty_terms",
        "term_orders",
        "penalty_rates",
    ]
    terms = edit.changes[1].after
    assert terms is not None
    assert (terms["label"], terms["position"], terms["regime_version"]) == ("C", 2, "")


def test_that_an_order_is_deleted_with_its_own_texts_alone() -> None:
    one = opened("fr-cnil-clearview", "P1")
    edit = order_deletion(one)
    assert edit is not None
    assert edit.kind is EditKind.ORDER_DELETED
    assert {change.table for change in edit.changes} == {"penalty_terms", "orders"}
    assert order_deletion(added()) is None


def test_that_a_shared_cap_changes_a_cell_of_every_line_that_shares_it() -> None:
    one = next(
        one
        for slug in slugs()
        for one in every(case_of(slug))
        if one.terms is not None and one.terms.shared_cap
    )
    edit = order_edit(one, read(one, cap_amount="1"))
    assert edit is not None
    assert len(edit.changes) > 1
    assert {(change.table, *(change.after or {}).items()) for change in edit.changes} == {
        ("penalty_terms", ("cap", 100))
    }


def test_that_a_text_taken_out_goes_with_its_join() -> None:
    one = opened("fr-cnil-clearview", "P1")
    edit = order_edit(one, read(one, order=""))
    assert edit is not None
    gone = [(change.table, change.uid) for change in edit.changes if change.after is None]
    joins = [("term_orders", uid) for uid in one.uids.joins.values()]
    assert sorted(gone) == sorted([*joins, *(("orders", one.uids.orders[label]) for label in one.uids.joins)])
