"""The words of an investigation in the list."""

from __future__ import annotations

import pytest

from desktop.domain.listing.row import Bounds
from desktop.domain.money import Money
from desktop.domain.penalty.headline import Headline
from desktop.models.listing.words import cells
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


@pytest.mark.parametrize(
    ("least", "most", "short", "full"),
    [
        (3_000_000_000, 3_010_000_000, "€30M–30.1M", "€30,000,000 to €30,100,000"),
        (0, 1_000_000_000, "up to €10M", "up to €10,000,000"),
        (3_000_000_000, 3_000_200_000, "€30,000,000 to €30,002,000", "€30,000,000 to €30,002,000"),
        (99_990_000, 100_250_000, "€999.9K–1M", "€999,900 to €1,002,500"),
        (9_000, 9_000, "€90", "€90"),
    ],
)
def test_that_a_sum_between_two_is_short_in_the_row_and_full_beside_it(
    least: int, most: int, short: str, full: str
) -> None:
    plain = row("a", "A", headline=Headline.RUNNING)
    shown = cells(plain._replace(bounds=(Bounds(Money(least, "EUR"), Money(most, "EUR")),), unknown=1))
    assert shown.amount == short
    assert full in shown.spoken
    assert f"Accrued, as far as is known: {full}" in shown.tip
    assert shown.amount_role == ("running" if least else "muted")
    assert shown.currencies == ("EUR",)


def test_that_what_nothing_bounds_is_no_range() -> None:
    plain = row("a", "A", headline=Headline.NOT_NOTIFIED)
    shown = cells(plain._replace(bounds=(Bounds(Money(0, "EUR"), None),), unknown=1))
    assert (shown.amount, shown.amount_role) == ("—", "muted")
    both = Bounds(Money(100, "SEK"), Money(300, "SEK")), Bounds(Money(0, "EUR"), None)
    shown = cells(plain._replace(bounds=both, unknown=2, uncalculated=1))
    assert shown.amount.startswith("SEK")
    assert shown.amount.endswith("3 + 2 unknown")
