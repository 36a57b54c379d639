"""The tables of decisions, fines and provisions."""

from __future__ import annotations

import pytest

from desktop.models.decision import decision_columns, fine_columns, provision_columns
from tests.pages import page_of, slugs


def test_that_the_three_dates_of_a_decision_stand_apart() -> None:
    row = page_of("fr-cnil-clearview", "2023-03-15").case.decisions[-1]
    assert [column.text(row) for column in decision_columns()[2:]] == [
        "13 Apr 2023",
        "not known",
        "10 May 2023",
    ]


def test_that_a_fine_of_later_is_dimmed() -> None:
    standing = page_of("nl-ap-clearview", "2024-01-01").fines[0]
    amount, _, status, *_ = fine_columns()
    assert amount.colour is not None
    assert (amount.colour(standing), status.text(standing)) == ("faint", "Later")


@pytest.mark.parametrize("slug", slugs())
def test_that_every_cell_has_a_text(slug: str) -> None:
    page = page_of(slug, "2026-11-22")
    assert all(column.text(row) for row in page.case.decisions for column in decision_columns())
    assert all(column.text(row) for row in page.fines for column in fine_columns())
    assert all(column.text(row) for row in page.case.provisions for column in provision_columns())
