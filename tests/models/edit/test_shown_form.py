"""Small forms in words: what stands in their fields reads back, and what is wrong is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.edit.change import EditKind
from desktop.domain.edit.facts import FactKind, fact_cells, fact_fields, facts_of_case
from desktop.domain.edit.record_form import FieldKind, RecordField, RecordForm, read_form
from desktop.domain.typed.dates import DayOrder
from desktop.models.edit.shown_form import ShownField, noted, typed_cells, typed_sum, waiting_words
from tests.pages import case_of, slugs

if TYPE_CHECKING:
    from desktop.domain.edit.change import Cell
    from desktop.domain.edit.record_form import FormRead

TODAY, ORDER = date(2026, 11, 30), DayOrder.DAY_FIRST
FIELDS = (
    RecordField("paid", FieldKind.FIRM_DATE, is_needed=True),
    RecordField("amount", FieldKind.AMOUNT, is_needed=True),
    RecordField("known_on", FieldKind.DAY),
    RecordField("units", FieldKind.WHOLE),
)


def form(**typed: Cell) -> RecordForm:
    first = dict.fromkeys((each.name for each in FIELDS), "") | typed
    kinds = (EditKind.FACT_ADDED, EditKind.FACT_CHANGED)
    return RecordForm("payments", "u", "b", FIELDS, kinds, first, first, currency="EUR")


def note(name: str, **typed: Cell) -> tuple[str, str, str]:
    opened = form(**typed)
    return noted(ShownField(name, name, name, ""), opened, read_form(opened, TODAY), ORDER, {})


def test_that_every_fact_of_the_sample_stands_in_its_form_so_that_it_reads_back() -> None:
    for slug in slugs():
        for fact in facts_of_case(case_of(slug)):
            fields, cells = fact_fields(FactKind(fact.kind)), fact_cells(fact.fact)
            typed = typed_cells(fields, cells, fact.terms.currency, ORDER)
            kinds = (EditKind.FACT_ADDED, EditKind.FACT_CHANGED)
            opened = RecordForm(
                fact.kind.value, "u", "b", fields, kinds, typed, typed, currency=fact.terms.currency
            )
            read = read_form(opened, TODAY)
            assert not read.faults
            assert read.cells == {name: cells[name] for name in read.cells}


def test_that_a_sum_is_typed_as_it_is_read() -> None:
    for minor, currency, words in (
        (5_250_000, "EUR", "52,500"),
        (5_250, "EUR", "52.50"),
        (52_500, "JPY", "52,500"),
        (123_456_789, "EUR", "1,234,567.89"),
        (0, "EUR", "0"),
    ):
        assert typed_sum(minor, currency) == words


def test_that_a_fault_is_said_below_its_field_and_a_date_beside_it() -> None:
    sentence = "52.500 can be read two ways. Write 52,500 or 52.50."
    assert note("amount", amount="52.500") == ("", sentence, "fault")
    assert note("paid", paid="soon") == ("", "Write a day, such as 17 Oct 2022.", "fault")
    assert note("paid", paid="31 Nov 2022") == ("", "31 Nov 2022 does not exist.", "fault")
    assert note("paid", paid="May 2024") == ("a month", "", "caption")
    assert note("known_on", known_on="4/5/2026") == ("", "Mon 4 May 2026 (day first)", "caption")
    assert note("known_on", known_on="4 May 2026") == ("", "", "caption")
    assert note("units", units="x") == ("", "Write a whole number.", "fault")
    assert note("amount", amount="-1") == ("", "A sum is not negative.", "fault")
    assert note("paid", paid="about 2022")[1:] == (
        "Figures depend on this: write a day without “about”.",
        "fault",
    )


def test_that_what_saving_waits_for_is_counted_or_named() -> None:
    labels = {"paid": "Paid", "amount": "Amount"}

    def waits(**typed: Cell) -> str:
        read: FormRead = read_form(form(**typed), TODAY)
        return waiting_words(read, labels)

    assert waits() == "still to write: paid, amount"
    assert waits(paid="2024") == "still to write: amount"
    assert waits(paid="2024", amount="52.500") == "1 value to correct"
    assert waits(paid="x", amount="52.500") == "2 values to correct"
    assert waits(paid="2024", amount="5") == ""


def test_that_a_field_that_is_no_date_has_no_words_beside_it() -> None:
    shown = replace(ShownField("other", "", "", ""), value="x")
    assert noted(shown, form(), read_form(form(), TODAY), ORDER, {}) == ("", "", "caption")
