"""Whose a payment is, in the words of the cards."""

from __future__ import annotations

from desktop.models.page.figures import liquidated_figure, outstanding_figure
from tests.pages import page_of


def test_that_the_cards_say_on_which_order_was_paid_and_on_which_nothing_is_recorded() -> None:
    # EUR 52,500 were paid on the first of two penalties; nothing is recorded on the second.
    page = page_of("nl-coa-westerwolde", "2026-11-30")
    assert liquidated_figure(page).notes[0] == "paid €52,500 on order A"
    assert outstanding_figure(page).notes[-1] == "no payment recorded on order B"


def test_that_nothing_is_named_where_nothing_was_paid() -> None:
    page = page_of("fr-cnil-clearview", "2026-11-30")
    assert liquidated_figure(page).notes == ("no payment recorded",)
    assert outstanding_figure(page).notes[-1] == "no payment recorded"
