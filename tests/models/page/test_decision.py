"""The tables of decisions, fines and provisions."""

from __future__ import annotations

import dataclasses
from fractions import Fraction

import pytest

from desktop.domain.days.period import parse_date
from desktop.models.page.decision import decision_columns, decision_rows, fine_columns, provision_columns
from tests.pages import page_of, slugs


def test_that_the_three_dates_of_a_decision_stand_apart() -> None:
    row = decision_rows(page_of("fr-cnil-clearview", "2023-03-15"))[-1]
    assert [column.text(row) for column in decision_columns()[2:]] == [
        "13 Apr 2023",
        "not known",
        "10 May 2023",
        "2 sources",
    ]


def test_that_a_decision_of_later_is_dimmed() -> None:
    for day, dimmed in (("2023-04-12", True), ("2023-04-13", False)):
        row = decision_rows(page_of("fr-cnil-clearview", day))[-1]
        colours = [column.colour(row) for column in decision_columns() if column.colour is not None]
        assert colours == [*["faint" if dimmed else "text"] * 5, "accent"]


def test_that_a_decision_without_any_day_is_never_dimmed() -> None:
    page = page_of("fr-cnil-clearview", "2020-01-01")
    undated = dataclasses.replace(page.case.decisions[0], decided=None, notified=None, published=None)
    told = dataclasses.replace(undated, published=parse_date("2019-12"))
    later = dataclasses.replace(undated, published=parse_date("2020-01"))
    page = dataclasses.replace(page, case=dataclasses.replace(page.case, decisions=(undated, told, later)))
    assert [row.later for row in decision_rows(page)] == [False, False, True]


def test_that_a_fine_is_set_against_its_ceiling() -> None:
    standing = page_of("nl-ap-clearview", "2025-06-30").fines[1]
    column = fine_columns()[3]
    assert (column.text(standing), column.sort_key(standing)) == ("52.5%", Fraction(105, 200))
    assert column.tip is not None
    assert column.tip(standing) == "52.5% of the Art. 83(5) ceiling"
    other = page_of("fr-cnil-google-2021", "2025-06-30").fines[0]
    assert (column.text(other), column.sort_key(other), column.tip(other)) == ("—", None, "—")


def test_that_a_provision_has_the_ceiling_of_its_tier() -> None:
    articles = page_of("fr-cnil-clearview", "2023-03-15").limits.articles
    *_, column, _ = provision_columns()
    assert [column.text(article) for article in articles] == ["Art. 83(5)"] * 4 + ["Art. 83(4)"]


def test_that_a_fine_of_later_is_dimmed() -> None:
    standing = page_of("nl-ap-clearview", "2024-01-01").fines[0]
    amount, _, status, *_ = fine_columns()
    assert amount.colour is not None
    assert (amount.colour(standing), status.text(standing)) == ("faint", "Later")


@pytest.mark.parametrize("slug", slugs())
def test_that_every_cell_has_a_text(slug: str) -> None:
    page = page_of(slug, "2026-11-22")
    assert all(column.text(row) for row in decision_rows(page) for column in decision_columns())
    assert all(column.text(row) for row in page.fines for column in fine_columns())
    assert len(page.limits.articles) == len(page.case.provisions)
    assert all(column.text(row) for row in page.limits.articles for column in provision_columns())
