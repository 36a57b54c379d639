"""The words for a case file that is being prepared or could not be prepared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.file import Problem, Stage

if TYPE_CHECKING:
    from desktop.domain.file import Progress, Unprepared

translate = QCoreApplication.translate


def progress_words(progress: Progress) -> str:
    """The stage being prepared, and its progress in percent."""
    word = {
        Stage.LISTED: translate("preparing", "Reading investigations"),
        Stage.FIGURES: translate("preparing", "Preparing figures"),
        Stage.DAYS: translate("preparing", "Counting events"),
        Stage.TEXTS: translate("preparing", "Reading the texts"),
    }[progress.stage]
    return f"{word} · {progress.percent}{text.NO_BREAK}%"


def waiting_words(needed: Stage, progress: Progress | None, unprepared: Unprepared | None) -> tuple[str, str]:
    """The reason that the needed stage is not shown: a title, and a sentence with the progress."""
    if unprepared is not None:
        return _missing_title(needed), unprepared_problem(unprepared).sentence
    sentence = translate("preparing", "It is shown as soon as the case file is prepared.")
    if progress is not None and not progress.is_ready:
        sentence = f"{progress_words(progress)}. {sentence}"
    return _waiting_title(needed), sentence


def unprepared_problem(unprepared: Unprepared) -> Problem:
    """The problem of a file that could not be prepared, with the parts that work all the same."""
    reason = unprepared.reason or translate(
        "preparing", "The process that prepares it ended before it was done."
    )
    words = translate("preparing", "The case file could not be prepared. {0} {1}")
    return Problem("unprepared", words.format(text.printable(reason), _working(unprepared.done)))


def _working(done: frozenset[Stage]) -> str:
    """The parts that work with the prepared stages, and the parts that do not."""
    if Stage.LISTED not in done:
        return translate(
            "preparing",
            "The investigations opened last can be read; the whole list, filters, search and sums cannot be"
            " shown.",
        )
    if Stage.FIGURES not in done:
        return translate(
            "preparing",
            "The list, filters and every page work; amounts and states in the list, the Overview and search"
            " do not.",
        )
    if Stage.DAYS not in done:
        return translate(
            "preparing",
            "The list, filters, sums and every page work; the timeline of everything and search do not.",
        )
    if Stage.TEXTS not in done:
        return translate("preparing", "The list, filters, sums and every page work; search does not.")
    return translate("preparing", "What is shown was prepared before and may be behind the file.")


def _waiting_title(needed: Stage) -> str:
    return {
        Stage.LISTED: translate("preparing", "Still reading the investigations…"),
        Stage.FIGURES: translate("preparing", "Still preparing the figures…"),
        Stage.DAYS: translate("preparing", "Still counting the events…"),
        Stage.TEXTS: translate("preparing", "Still reading the texts…"),
    }[needed]


def _missing_title(needed: Stage) -> str:
    return {
        Stage.LISTED: translate("preparing", "The investigations could not be listed"),
        Stage.FIGURES: translate("preparing", "The figures could not be prepared"),
        Stage.DAYS: translate("preparing", "The events could not be counted"),
        Stage.TEXTS: translate("preparing", "The texts could not be read for search"),
    }[needed]
