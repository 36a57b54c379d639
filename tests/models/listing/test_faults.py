"""What is wrong with a query, in words."""

from __future__ import annotations

import pytest

from desktop.domain.listing.asked import QueryCode, QueryFault
from desktop.domain.listing.conditions import Known
from desktop.domain.listing.query import understood
from desktop.models.listing.faults import fault_words


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("state:c", "Column 7: “c” is no state of a penalty. Did you mean uncalculated, capped or complied?"),
        ("country:xa", "Column 9: “xa” is no country. Write its code or its English name."),
        ("country:", "Column 1: nothing stands after “country:”. Write what to look for."),
        ('meta "mise en', "Column 6: the quote is not closed. Write a second one."),
        ("before:8.2.2023", "Column 8: “8.2.2023” is no date. Write 2023, 2023-02 or 2023-02-08."),
        ("accrued>€5", "Column 9: “€5” is no amount. Write 250000, 250k or 1.5M, without a currency."),
        ("authority:{0}x", "Column 11: no authority in this file is called “{0}x”."),
        ("a" * 1_200, "Column 1,001: the search is too long. What stands from here on is left out."),
    ],
)
def test_that_a_fault_is_told_with_its_column(typed: str, sentence: str) -> None:
    fault = understood(typed, Known(authorities=("CNIL",))).fault
    assert fault is not None
    assert fault_words(fault, typed) == sentence


def test_that_an_unknown_field_is_told_with_those_that_there_are() -> None:
    fault = understood("meta autority:cnil").fault
    assert fault is not None
    assert fault_words(fault, "meta autority:cnil") == (
        "Column 6: there is no field “autority”. There are art, country, authority, state, accrued,"
        " before, after. Did you mean authority?"
    )


def test_that_names_near_are_asked_about() -> None:
    fault = understood("country:aus").fault
    assert fault is not None
    assert fault_words(fault, "country:aus").endswith("Did you mean Australia or Austria?")
    three = QueryFault(0, 1, QueryCode.UNKNOWN_STATE.value, ("a", "b", "c"))
    assert fault_words(three, "x").endswith("Did you mean a, b or c?")


def test_that_every_code_has_words_that_stay_short() -> None:
    for code in QueryCode:
        words = fault_words(QueryFault(0, 500, code.value), "\N{RIGHT-TO-LEFT OVERRIDE}" + "x" * 500)
        assert words.startswith("Column 1: ")
        assert len(words) < 200
        assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in words
