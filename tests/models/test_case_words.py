"""The words of an investigation in the list."""

from __future__ import annotations

from desktop.domain.row import Headline
from desktop.models.case_words import cells
from tests.views.shelf import ROWS, row


def test_that_running_money_alone_is_red() -> None:
    roles = {one.slug: cells(one).amount_role for one in ROWS}
    assert [slug for slug, role in roles.items() if role == "running"] == ["san-2022-019", "z2021-11910"]
    assert roles["datatilsynet"] == "text"
    assert roles["uber"] == "muted"


def test_that_grace_names_the_days_left() -> None:
    assert cells(row("a", "A", headline=Headline.GRACE, grace=41)).state == "Grace · 41 d left"
    assert cells(row("a", "A", headline=Headline.GRACE)).state == "Grace period"


def test_that_several_currencies_are_marked_and_none_is_a_dash() -> None:
    by_slug = {one.slug: cells(one) for one in ROWS}
    assert by_slug["apple"].amount == "€50,000,000…"
    assert "€50,000,000 · $1" in by_slug["apple"].tip
    assert by_slug["uber"].amount == "—"


def test_that_an_assumption_is_marked_and_explained() -> None:
    shown = cells(next(one for one in ROWS if one.contingent))
    assert shown.contingent
    assert "if not obeyed" in shown.spoken
    assert "nobody has found a breach" in shown.tip
