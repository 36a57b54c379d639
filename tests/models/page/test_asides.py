"""Other readings and bounds beside a figure; the sums are days times the rate, counted by hand."""

from __future__ import annotations

from desktop.models.page.asides import aside_sentences, bounds_text
from desktop.models.page.figures import accrued_figure
from tests.pages import page_of


def sentences(slug: str, day: str) -> tuple[str, ...]:
    page = page_of(slug, day)
    told = aside_sentences(page.penalties[0], page)
    return tuple(words.replace("\N{NO-BREAK SPACE}", " ") for words in told)


def test_that_the_open_question_of_the_weekend_is_told_with_its_result() -> None:
    """Sunday 18 December 2022 rolled: the first day is the 20th, one day and EUR 100,000 less."""
    (words,) = sentences("fr-cnil-clearview", "2023-03-15")
    assert words == (
        "With the end moved to the next working day: €8,600,000 (86 days), first penalty day 20 Dec 2022."
    )


def test_that_an_unknown_notification_is_bounded_and_never_filled_in() -> None:
    """EUR 500 a day from one month after 30 November 2022 (31 December on) or 8 December (10 January on)."""
    page = page_of("fr-cnil-free", "2023-01-31")
    assert bounds_text(page.penalties[0], page) == "€11,000 to €16,000"
    figure = accrued_figure(page)
    assert (figure.values, figure.notes[0]) == (("—",), "€11,000 to €16,000")
    (words,) = sentences("fr-cnil-free", "2023-01-31")
    assert (
        "€16,000 if notified on the day of the decision, 30 Nov 2022: first penalty day 31 Dec 2022" in words
    )


def test_that_a_figure_without_open_questions_has_none() -> None:
    assert sentences("eu-turow", "2022-01-01") == ()
    page = page_of("eu-turow", "2022-01-01")
    assert bounds_text(page.penalties[0], page) == ""


def test_that_single_days_that_are_not_public_are_told_once() -> None:
    page = page_of("nl-ap-police", "2026-11-22")
    assert not any("single days" in words for words in aside_sentences(page.penalties[0], page))
