"""The key figures in words."""

from __future__ import annotations

import pytest

from desktop.domain.explanation.figure import FigureKind
from desktop.models.page.figures import figures
from tests.pages import page_of, slugs


def plain(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.replace("\N{NO-BREAK SPACE}", " ") for word in words)


def test_that_a_running_penalty_tells_its_day_and_its_next_growth() -> None:
    accrued = figures(page_of("fr-cnil-clearview", "2023-03-15"))[0]
    assert (accrued.title, accrued.values) == ("Accrued penalty · day 87", ("€8,700,000",))
    assert accrued.notes == ("breach not yet found", "+ €100,000 at 00:00 Paris")
    assert accrued.running


def test_that_established_and_assumed_stand_apart() -> None:
    accrued, fine, fixed, outstanding = figures(page_of("fr-cnil-clearview", "2026-11-22"))
    assert accrued.values == ("€143,500,000",)
    assert accrued.notes[:2] == ("established €5,200,000", "assumed €138,300,000")
    assert accrued.brief_notes[0] == "established €5.2M · assumed €138.3M"
    assert (fine.values, fixed.values) == (("€20,000,000",), ("€5,200,000",))
    assert outstanding.values == ("up to €25,200,000",)
    assert outstanding.brief_notes == ("fine + penalty €5,200,000", "no payment recorded")


def test_that_no_payment_recorded_is_not_a_payment_of_nothing() -> None:
    _, _, fixed, outstanding = figures(page_of("eu-commission-microsoft", "2026-11-22"))
    assert fixed.notes == ("no payment recorded",)
    assert outstanding.values == ("—",)
    assert outstanding.notes[0].startswith("no payment recorded, payable €")
    assert not any(key.kind is FigureKind.PAID for key in fixed.keys)


def test_that_a_payment_recorded_is_told_with_its_sum() -> None:
    _, _, fixed, outstanding = figures(page_of("eu-poland-judges", "2023-06-30"))
    assert fixed.notes[0].startswith("paid €")
    assert outstanding.values == ("€0",)


def test_that_nothing_liquidated_is_told_in_words() -> None:
    fixed = figures(page_of("fr-cnil-clearview", "2023-03-15"))[2]
    assert (fixed.values, fixed.notes) == (("—",), ("no liquidation recorded",))


def test_that_an_annulled_penalty_is_nothing_and_says_what_it_would_have_been() -> None:
    accrued = figures(page_of("no-datatilsynet-meta", "2024-07-01"))[0]
    assert plain(accrued.values) == ("NOK 0",)
    assert plain(accrued.notes) == ("annulled; would have been", "NOK 82,000,000")


def test_that_a_case_without_an_order_says_so() -> None:
    accrued = figures(page_of("it-garante-clearview", "2023-03-15"))[0]
    assert (accrued.values, accrued.notes) == (("—",), ("No penalty order",))


def test_that_an_order_of_later_is_not_shown() -> None:
    accrued, fine, *_ = figures(page_of("nl-ap-clearview", "2024-01-01"))
    assert accrued.notes == ("No penalty order on 1 Jan 2024",)
    assert (fine.values, fine.notes) == (("—",), ("no fine yet",))


def test_that_four_lines_are_counted() -> None:
    accrued, fine, *_ = figures(page_of("nl-ap-clearview", "2025-06-30"))
    assert (accrued.title, accrued.values) == ("Accrued penalty · 4 lines", ("€5,100,000",))
    assert (fine.title, fine.values) == ("2 fines", ("€30,500,000",))


@pytest.mark.parametrize("slug", slugs())
@pytest.mark.parametrize("day", ["2018-10-01", "2023-03-15", "2026-11-22"])
def test_that_every_card_has_a_value(slug: str, day: str) -> None:
    for figure in figures(page_of(slug, day)):
        assert figure.title
        assert all(figure.values)
        assert len(figure.brief_notes) <= 2
        assert len(figure.notes) <= 4


def test_that_bounds_are_short_where_there_is_little_room() -> None:
    figure, *_ = figures(page_of("fr-cnil-amazon-2020", "2026-12-01"))
    assert figure.notes[0] == "€209,100,000 to €209,500,000"
    assert figure.brief_notes == ("€209.1M–209.5M", "start unknown")
