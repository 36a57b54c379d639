"""Small forms read: the cells of each kind of field, what is wrong, and the edit that comes of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.edit.change import EditKind, Reference
from desktop.domain.edit.record_form import (
    FieldKind,
    RecordField,
    RecordFlaw,
    RecordForm,
    deletion,
    edit_of,
    read_form,
)
from desktop.domain.typed.amounts import AmountFault, NoAmount
from desktop.domain.typed.dates import DayOrder

if TYPE_CHECKING:
    from desktop.domain.edit.change import Cell

TODAY = date(2026, 11, 30)
FIELDS = (
    RecordField("paid", FieldKind.FIRM_DATE, is_needed=True),
    RecordField("amount", FieldKind.AMOUNT, is_needed=True),
    RecordField("currency", FieldKind.CHOICE),
    RecordField("known_on", FieldKind.DAY),
    RecordField("end_day", FieldKind.LAST_DAY),
    RecordField("opened", FieldKind.DATE),
    RecordField("units", FieldKind.WHOLE),
    RecordField("note"),
    RecordField("source", FieldKind.SOURCE),
    RecordField("rule", FieldKind.NONE),
)
TYPED: dict[str, Cell] = {
    "paid": "May 2024",
    "amount": "52,500",
    "currency": "EUR",
    "known_on": "30 Nov 2026",
    "end_day": "8 Mar 2024",
    "opened": "about 2023",
    "units": "7",
    "note": " by bank ",
    "source": "https://www.cnil.fr/x",
    "rule": "restart",
}
KINDS = (EditKind.FACT_ADDED, EditKind.FACT_CHANGED)
OWNER = Reference("penalty_terms", "t")


def form(before: dict[str, Cell] | None = None, /, **typed: Cell) -> RecordForm:
    return RecordForm(
        "payments", "u", "b", FIELDS, KINDS, {**TYPED, **typed}, {}, before, {"term_id": OWNER}, "EUR"
    )


def test_that_each_kind_of_field_fills_its_cells() -> None:
    read = read_form(form(), TODAY)
    assert read.is_sound
    assert read.cells == {
        "paid_start": "2024-05-01",
        "paid_end": "2024-05-31",
        "paid_precision": "month",
        "amount": 5_250_000,
        "currency": "EUR",
        "known_on": "2026-11-30",
        "end_day": "2024-03-09",  # the day after the last
        "opened_start": "2023-01-01",
        "opened_end": "2023-12-31",
        "opened_precision": "year~",
        "units": 7,
        "note": "by bank",
    }
    (source,) = read.sources
    assert (source.url, source.kind.value, source.accessed_on) == (
        "https://www.cnil.fr/x",
        "official",
        TODAY,
    )


def test_that_empty_fields_are_nothing_and_needed_ones_are_missing() -> None:
    empty: dict[str, Cell] = {name: "" for name in TYPED if name not in {"currency", "rule"}}
    read = read_form(form(**empty), TODAY)
    assert (read.missing, read.problems, read.sources) == (("paid", "amount"), (), ())
    assert not read.is_sound
    assert [read.cells[name] for name in ("paid_start", "amount", "known_on", "units", "note")] == [
        None,
        None,
        None,
        None,
        "",
    ]


def test_that_what_cannot_be_read_is_a_fault_of_its_field() -> None:
    for name, words, flaw in (
        ("amount", "52.500", RecordFlaw.NO_AMOUNT),
        ("amount", "-3", RecordFlaw.NEGATIVE),
        ("paid", "31 Nov 2022", RecordFlaw.NO_DAY),
        ("paid", "about 2022", RecordFlaw.DOUBTFUL),
        ("known_on", "2022", RecordFlaw.DOUBTFUL),
        ("known_on", "soon", RecordFlaw.NO_DAY),
        ("units", "7.5", RecordFlaw.NOT_WHOLE),
        ("units", "1" * 10, RecordFlaw.NOT_WHOLE),
    ):
        typed = form(**{name: words})
        read = read_form(typed, TODAY)
        assert [(each.field, each.flaw) for each in read.faults] == [(name, flaw)], words
        assert edit_of(typed, read) is None
    (fault,) = read_form(form(amount="52.500"), TODAY).faults
    assert isinstance(fault.unread, NoAmount)
    assert fault.unread.fault is AmountFault.TWO_WAYS


def test_that_a_sum_is_read_in_the_currency_chosen_and_a_date_in_the_order_of_the_locale() -> None:
    assert read_form(form(currency="JPY"), TODAY).cells["amount"] == 52_500
    read = read_form(form(known_on="4/5/2026"), TODAY, DayOrder.MONTH_FIRST)
    assert read.cells["known_on"] == "2026-04-05"


def test_that_a_new_record_is_added_with_its_source_and_a_known_one_changed_in_what_differs() -> None:
    new = form()
    edit = edit_of(new, read_form(new, TODAY))
    assert edit is not None
    assert (edit.kind, edit.batch) == (EditKind.FACT_ADDED, "b")
    assert [change.table for change in edit.changes] == ["payments", "sources", "payment_sources"]
    assert edit.changes[0].after is not None
    assert edit.changes[0].after["term_id"] == OWNER
    before = dict(read_form(form(), TODAY).cells)
    changed = form(before, amount="60", source="")
    edit = edit_of(changed, read_form(changed, TODAY))
    assert edit is not None
    assert edit.kind is EditKind.FACT_CHANGED
    assert [(change.before, change.after) for change in edit.changes] == [
        ({"amount": 5_250_000}, {"amount": 6_000})
    ]
    same = form(before, source="")
    assert edit_of(same, read_form(same, TODAY)) is None


def test_that_a_form_is_dirty_once_something_else_is_typed() -> None:
    opened = RecordForm("payments", "u", "b", FIELDS, KINDS, TYPED, TYPED)
    assert not opened.is_dirty
    assert opened.put("amount", "1").is_dirty
    assert not opened.put("amount", "1").put("amount", "52,500").is_dirty


def test_that_a_form_goes_on_from_what_another_program_wrote_and_restores_what_it_deleted() -> None:
    before = {"id": 3, "term_id": OWNER, **read_form(form(), TODAY).cells}
    changed = form(before, amount="60", source="").rebased("amount", 7_000)
    edit = edit_of(changed, read_form(changed, TODAY))
    assert edit is not None
    assert edit.changes[0].before == {"amount": 7_000}
    restored = changed.restored()
    edit = edit_of(restored, read_form(restored, TODAY))
    assert edit is not None
    assert (edit.kind, edit.changes[0].uid, edit.changes[0].before) == (EditKind.FACT_ADDED, "u", None)
    assert edit.changes[0].after == {
        name: value for name, value in {**before, "amount": 6_000}.items() if name != "id"
    }


def test_that_a_deletion_keeps_all_cells_to_be_undone() -> None:
    edit = deletion("payments", "u", {"amount": 1}, EditKind.FACT_DELETED, "b")
    assert [(c.before, c.after) for c in edit.changes] == [({"amount": 1}, None)]
