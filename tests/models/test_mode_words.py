from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.edit.change import EditKind
from desktop.models.mode_words import backup_words, changes_words, redo_words, step_words, undo_words

AT = datetime(2026, 11, 30, 21, 2, tzinfo=UTC)


def test_that_every_kind_of_step_has_words() -> None:
    words = [step_words(kind) for kind in (*EditKind, None)]
    assert all(words)
    assert len(set(words)) == len(EditKind) + 1
    assert [step_words(kind) for kind in EditKind] == [kind.value for kind in EditKind]  # in English


def test_that_steps_are_named_in_the_menu() -> None:
    assert undo_words(EditKind.EVENT_ADDED, is_there=True) == "&Undo: event added"
    assert redo_words(None, is_there=True) == "&Redo: scenario changed"
    assert undo_words(None, is_there=False) == "&Undo"
    assert redo_words(None, is_there=False) == "&Redo"


@pytest.mark.parametrize(("days", "words"), [(0, "backup of {0:%H:%M}"), (1, "backup of {1}, {0:%H:%M}")])
def test_that_a_backup_of_another_day_is_told_with_its_day(days: int, words: str) -> None:
    here = AT.astimezone()
    day = f"{here.day} {here:%b} {here.year}"
    assert backup_words(AT, here.date() + timedelta(days)) == words.format(here, day)


def test_that_changes_are_counted_in_words() -> None:
    assert [changes_words(number) for number in (0, 1, 3, 1200)] == [
        "",
        "1 change since opening",
        "3 changes since opening",
        "1,200 changes since opening",
    ]
