"""What is said while a file is being prepared, and where it could not be."""

from __future__ import annotations

import pytest

from desktop.domain.file import Progress, Stage, Unprepared
from desktop.models.preparing_words import progress_words, unprepared_problem, waiting_words

ORDER = tuple(Stage)


def test_that_progress_is_told_in_percent() -> None:
    assert progress_words(Progress(Stage.TEXTS, 430, 1_000)) == "Reading the texts · 43\u00a0%"


def test_that_what_waits_says_for_what_and_how_far_it_is() -> None:
    title, sentence = waiting_words(Stage.TEXTS, Progress(Stage.FIGURES, 1, 4), None)
    assert title == "Still reading the texts…"
    assert sentence.startswith("Preparing figures · 25\u00a0%.")


@pytest.mark.parametrize(
    ("done", "works", "does_not"),
    [
        (ORDER[:0], "investigations opened last", "search and sums cannot"),
        (ORDER[:1], "list, filters and every page work", "Overview and search do not"),
        (ORDER[:2], "sums and every page work", "timeline of everything and search do not"),
        (ORDER[:3], "sums and every page work", "search does not"),
        (ORDER, "prepared before", "behind the file"),
    ],
)
def test_that_a_failure_says_why_what_works_and_what_does_not(
    done: tuple[Stage, ...], works: str, does_not: str
) -> None:
    unprepared = Unprepared("There is no room on the disk.", frozenset(done))
    sentence = unprepared_problem(unprepared).sentence
    assert all(words in sentence for words in ("There is no room on the disk.", works, does_not))
    assert waiting_words(Stage.TEXTS, None, unprepared) == (
        "The texts could not be read for search",
        sentence,
    )


def test_that_a_process_that_ended_without_a_word_is_told() -> None:
    assert "ended before it was done" in unprepared_problem(Unprepared("", frozenset())).sentence
