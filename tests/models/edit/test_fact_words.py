"""The facts of penalties in words: their rows, the form of one, and what its values change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.edit.change import Edit, EditKind
from desktop.domain.edit.facts import RULE, FactKind, new_fact, read_fact
from desktop.domain.law.kinds import Unit
from desktop.domain.money import Money
from desktop.domain.page.build import build_page
from desktop.domain.page.tried import Tried
from desktop.domain.typed.dates import DayOrder
from desktop.models.edit.fact_form import ORDER, FactFormState, fact_form
from desktop.models.edit.fact_words import absent_words, fact_rows, preview_words
from desktop.models.edit.shown_form import Control
from tests.pages import page_of

if TYPE_CHECKING:
    from desktop.domain.edit.change import Cell
    from desktop.domain.page.page import Page
    from desktop.models.edit.shown_form import ShownForm

TODAY = date(2026, 11, 30)
COA = page_of("nl-coa-westerwolde", "2026-11-30")
EDIT = Edit(EditKind.FACT_ADDED, (), "b")


def shown(page: Page, kind: FactKind, tried: Tried | None = None, /, **typed: Cell) -> ShownForm:
    terms = page.case.terms[0]
    form = new_fact(kind, terms, "t", {"known_on": "30 Nov 2026"})
    for name, value in typed.items():
        form = form.put(name, value)
    read = read_fact(form, terms, None, TODAY, DayOrder.DAY_FIRST)
    return fact_form(FactFormState(form, read, terms, page, tried), DayOrder.DAY_FIRST)


def paid(page: Page, minor: int) -> Page:
    """The page with another payment of the first penalty."""
    terms = page.case.terms[0]
    more = replace(terms.payments[0], amount=Money(minor, "EUR"))
    case = replace(page.case, terms=(replace(terms, payments=(*terms.payments, more)), *page.case.terms[1:]))
    return build_page(case, page.as_of)


def test_that_the_facts_of_the_drawing_are_its_rows() -> None:
    rows = [(row.when, row.title, row.amount, row.source_words) for row in fact_rows(COA)]
    assert rows == [
        ("May 2024", "Agreed partial forfeiture, order A", "€52,500", "1 source"),
        ("May 2024", "Payment, order A", "€52,500", "1 source"),
        ("9 May 2024", "Tally, order A", "€1,012,500", "1 source"),
        ("30 Jun 2024", "Tally, order A", "€1,500,000", "1 source"),
        ("18 Nov 2025", "Tally, order B", "€2,000,000", "1 source"),
        ("13 Mar 2026", "Tally, order B", "€5,000,000", "1 source"),
    ]
    assert absent_words(COA) == "No stay, no compliance, no finding recorded."
    earlier = fact_rows(page_of("nl-coa-westerwolde", "2024-06-01"))
    assert [row.is_later for row in earlier] == [False, False, False, True, True, True]


def test_that_a_single_order_is_not_named() -> None:
    row = fact_rows(page_of("fr-cnil-clearview", "2026-11-30"))[0]
    assert "order" not in row.title
    assert row.spoken.startswith(row.when)


def test_that_the_form_of_the_drawing_says_what_is_wrong_and_what_stays() -> None:
    form = shown(COA, FactKind.PAYMENT, paid="May 2024", amount="52.500")
    assert (form.title, form.preview) == ("New payment, order A", "Outstanding stays up to €6,447,500")
    assert (form.waits, form.can_save, form.is_dirty) == ("1 value to correct", False, True)
    fields = {field.name: field for field in form.fields}
    assert fields["paid"].beside == "a month"
    assert fields["amount"].note == "52.500 can be read two ways. Write 52,500 or 52.50."
    assert (fields["amount"].role, fields["currency"].label) == ("fault", "")
    assert [words[:1] for _, words in fields[ORDER].choices] == ["A", "B"]
    assert fields["source"].hint == "Paste a link"
    assert shown(COA, FactKind.PAYMENT, source="https://www.cnil.fr/x").fields[-1].beside == "official"


def test_that_a_sound_form_tells_what_its_values_change() -> None:
    tried = Tried(EDIT, COA, paid(COA, 100_000_00))
    form = shown(COA, FactKind.PAYMENT, tried, paid="May 2024", amount="100,000")
    assert form.preview == "Outstanding becomes up to €6,347,500, now up to €6,447,500"
    assert (form.waits, form.can_save) == ("", True)
    assert preview_words(FactKind.STAY, COA, Tried(EDIT, COA, COA), "") == "Accrued penalty stays €6,500,000"
    later = preview_words(FactKind.PAYMENT, COA, tried, "2026-12-01")
    assert later == "Not known yet on 30 Nov 2026: the figures of this page leave it out."
    both = preview_words(FactKind.LIQUIDATION, COA, None, "")
    assert both == "Liquidated so far stays €52,500\nOutstanding stays up to €6,447,500"


def test_that_an_edit_that_cannot_be_made_or_calculated_is_said() -> None:
    words = "Another program deleted this record since it was read. Nothing was changed."
    form = shown(COA, FactKind.PAYMENT, Tried(EDIT, COA, None, (), words), paid="2024", amount="1")
    assert (form.waits, form.can_save) == (words, False)
    broken = page_of("fr-cnil-clearview", "2026-11-30")
    terms = replace(broken.case.terms[0], rates=())
    then = build_page(replace(broken.case, terms=(terms,)), broken.as_of)
    told = preview_words(FactKind.STAY, broken, Tried(EDIT, broken, then), "")
    assert told == "Cannot be calculated: no rate is known for the first unit."


def test_that_a_form_shows_the_fields_that_its_values_ask_for() -> None:
    monthly = page_of("nl-ap-uwv", "2026-11-30")
    assert monthly.case.terms[0].unit is Unit.MONTH
    open_stay = [field.name for field in shown(monthly, FactKind.STAY, start_day="2 Mar 2019").fields]
    assert open_stay == ["start_day", "end_day", "kind", "known_on", "note", "source"]
    form = shown(monthly, FactKind.STAY, start_day="2 Mar 2019", end_day="8 Mar 2019")
    fields = {field.name: field for field in form.fields}
    assert fields[RULE].note == "A stay inside a month needs a rule: prorate, restart or ignore."
    assert fields[RULE].control is Control.CHOICE
    assert "end_known_on" in fields


def test_that_each_check_has_its_sentence() -> None:
    page = page_of("fr-cnil-clearview", "2026-11-30")

    def note(kind: FactKind, name: str, **typed: Cell) -> str:
        return next(field.note for field in shown(page, kind, **typed).fields if field.name == name)

    backwards = note(FactKind.STAY, "end_day", start_day="9 May 2024", end_day="8 May 2024")
    assert backwards == "Until is before From."
    overlap = note(FactKind.STAY, "start_day", start_day="1 Jan 2023", end_day="3 Jan 2023")
    assert overlap == "Overlaps the liquidation of 13 Apr 2023."
    other = note(FactKind.PAYMENT, "amount", paid="2024", amount="5", currency="USD")
    assert other == "The penalty is in EUR. Write the sum in EUR."
    assert note(FactKind.COMPLIANCE, "known_on", on_day="1 Dec 2026") == "Known before it happened: check."
    relapse = shown(page, FactKind.COMPLIANCE, relapse=1)
    assert relapse.title == "New relapse"
