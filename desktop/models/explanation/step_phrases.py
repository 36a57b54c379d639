"""Phrases about the days of a step, for steps of every kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.explanation.explanation import Step
    from desktop.models.explanation.pen import Pen

translate = QCoreApplication.translate


def when_of(step: Step, pen: Pen) -> str:
    """The day or days of a step, or its date as it is known: a year is no stretch of days."""
    if step.in_doubt is not None:
        return pen.date(step.in_doubt)
    return pen.days(step.first, step.last) if step.first and step.last else text.NOTHING


def on_first(words: str) -> Callable[[Step, Pen], str]:
    """Words about the first day of a step."""
    return lambda step, pen: words.format(pen.day(step.first) if step.first else text.NOTHING)


def on_last(words: str) -> Callable[[Step, Pen], str]:
    """Words about the last day of a step."""
    return lambda step, pen: words.format(pen.day(step.last) if step.last else text.NOTHING)
