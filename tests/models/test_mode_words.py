from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.domain.edit.change import EditKind
from desktop.domain.file import Repair, Shrunk, TakenRows
from desktop.models.mode_words import (
    backup_words,
    changes_words,
    loss_columns,
    redo_words,
    repair_words,
    smaller_words,
    step_words,
    undo_words,
)
from desktop.models.table import TableModel

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


def test_that_a_repaired_copy_tells_what_it_holds_and_what_is_lost() -> None:
    tables = (
        TakenRows("events", 277, 23, (*range(114, 134),)),
        TakenRows("fine_stages", 0, is_cut=True),
        TakenRows("orders", 3, 2, (4, 9)),
        TakenRows("sources", 5, is_cut=True),
        TakenRows("stays", 2),
    )
    repair = Repair(Path("/x/old.casefile"), Path("/x/new.casefile"), tables)
    model: TableModel[TakenRows] = TableModel(loss_columns())
    model.set_rows(repair.losses)
    lines = [line.split("\t") for line in model.tsv((0, 1, 2, 3), headers=False).splitlines()]
    assert lines == [
        ["events", "277", "23", "114–133, …"],
        ["fine stages", "0", "all, if there were any", "—"],
        ["orders", "3", "2", "4, 9"],
        ["sources", "5", "all after these, if there were any", "—"],
    ]
    assert repair_words(repair) == (
        "“new.casefile” holds the 287 rows that could be read, and is open now. The rest could not be taken."
        " The damaged file is as it was: /x/old.casefile"
    )
    whole = repair._replace(tables=tables[4:])
    assert repair_words(whole).startswith("“new.casefile” holds all 2 rows of the file, and is open now.")


def test_that_a_file_made_smaller_says_by_how_much() -> None:
    assert smaller_words(Shrunk(3 * 1024**2, 1024**2)) == (
        "The file is 2.00 MiB smaller now: 1.00 MiB in place of 3.00 MiB. A backup was made first."
    )
    assert smaller_words(Shrunk(4096, 4096)) == (
        "The file is as small as it can be (4.00 KiB). A backup was made."
    )
