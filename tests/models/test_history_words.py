from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from desktop.domain.case.ids import CaseId
from desktop.domain.edit.told import (
    HistoryFilter,
    HistoryOf,
    Subject,
    ToldCell,
    ToldStep,
    TurnOf,
    UndoConflict,
)
from desktop.models.history_words import (
    HistoryLine,
    by_words,
    change_words,
    choice_words,
    conflict_sentence,
    conflict_values,
    content_words,
    empty_words,
    history_columns,
    moment_words,
    subject_words,
    undo_link,
    unseen_words,
)

AT = datetime(2026, 11, 30, 21, 26, tzinfo=UTC)
TODAY = AT.astimezone().date()
CLOCK = f"{AT.astimezone():%H:%M}"
CASE = Subject("investigations", case=CaseId(1), slug="clearview", case_name="Clearview AI")
EVENT = CASE._replace(table="events", name="Title", days=("2020-08-26", "2020-08-26", "day"))
TITLE = ToldCell("title", "Check ordered", "Inspection ordered")
STEP = ToldStep(
    key="a",
    at=AT.isoformat(),
    author="You",
    is_outside=False,
    kind="event changed",
    table="events",
    turn=TurnOf.EDIT,
    is_undone=False,
    rows=1,
    subject=EVENT,
    cells=(TITLE,),
)
CONFLICT = UndoConflict("a", "events", "title", TITLE, "Verification ordered", AT.isoformat())


def test_that_a_step_reads_as_in_the_drawing() -> None:
    columns = history_columns(TODAY, can_undo=True)
    assert [column.title for column in columns] == [
        *("When", "By", "Change", "Of", "Before → after", "Accrued becomes", ""),
    ]
    row = [column.text(HistoryLine(STEP)) for column in columns]
    expected = (CLOCK, "You", "Title", "Clearview AI, 26 Aug 2020", "Check ordered → Inspection ordered")
    assert row == [*expected, "", "Undo"]
    assert len(history_columns(TODAY, can_undo=False)) == 6  # without links to undo


def test_that_steps_are_named_by_what_they_did() -> None:
    outside = replace(STEP, is_outside=True, kind="", author="")
    added = replace(STEP, is_added=True, kind="event added")
    cases = {
        by_words(outside): "◆ Another program",
        change_words(outside): "Title",
        change_words(replace(outside, is_added=True)): "Event added",
        change_words(replace(outside, is_deleted=True, table="event_sources")): "Source deleted",
        change_words(added): "Event added",
        change_words(replace(added, rows=3)): "Event added",
        change_words(replace(STEP, rows=3)): "Event changed",
        change_words(replace(STEP, turn=TurnOf.UNDO)): "Undone: title",
        change_words(replace(added, turn=TurnOf.REDO)): "Redone: event added",
        change_words(replace(STEP, is_undone=True)): "Title (undone)",
        undo_link(replace(STEP, turn=TurnOf.UNDO)): "Redo",
        undo_link(replace(STEP, is_undone=True)): "",
        undo_link(replace(STEP, key="")): "",
        content_words(replace(STEP, kind="import", rows=1)): "1 row",
        content_words(replace(STEP, kind="investigation added", table="investigations", rows=11)): "11 rows",
    }
    for found, words in cases.items():
        assert found == words


def test_that_several_changed_columns_are_told_in_part() -> None:
    more = (TITLE, ToldCell("lane", "courts", "authority"), ToldCell("kind", "a", "b"))
    words = "Title: Check ordered → Inspection ordered; Lane: courts → authority; 1 more"
    assert content_words(replace(STEP, cells=more)) == words


def test_that_a_step_is_about_a_record_of_an_investigation() -> None:
    cases = {
        CASE: "Clearview AI",
        CASE._replace(table="orders", places=(2,)): "Clearview AI, order B",
        CASE._replace(table="penalty_terms", places=(1,)): "Clearview AI, penalty on order A",
        CASE._replace(table="penalty_terms", places=(1, 2, 27)): "Clearview AI, penalty on A, B and AA",
        CASE._replace(table="penalty_terms"): "Clearview AI, penalty",
        CASE._replace(table="fines"): "Clearview AI, fine",
        Subject("authorities", "Rb. Noord-Nederland"): "Rb. Noord-Nederland",
        Subject("origins"): "Origin",
    }
    for subject, words in cases.items():
        assert subject_words(subject) == words


def test_that_a_conflict_tells_who_was_faster_and_three_values() -> None:
    assert conflict_sentence(CONFLICT, TODAY) == (
        f"Another program changed this title at {CLOCK}, after you did."
    )
    mine = replace(CONFLICT, by="You")
    assert conflict_sentence(mine, TODAY) == f"You changed this title again at {CLOCK}."
    unknown = replace(CONFLICT, at="")
    assert conflict_sentence(unknown, TODAY) == "Another program changed this title, after you did."
    assert conflict_values(CONFLICT) == (
        ("Before you", "Check ordered"),
        ("Yours", "Inspection ordered"),
        ("In the file now", "Verification ordered"),
    )
    assert choice_words(CONFLICT) == (
        "Restore “Check ordered”",
        "Restore yours",
        "Leave “Verification ordered”",
    )
    assert choice_words(replace(CONFLICT, removes=True))[0] == "Delete it all the same"
    outside = replace(CONFLICT, is_outside=True, by="You")
    assert choice_words(outside)[1] == ""
    assert [title for title, _ in conflict_values(outside)] == ["Before", "Changed to", "In the file now"]


def test_that_a_lost_row_is_offered_back_only_with_its_values() -> None:
    gone = replace(CONFLICT, column="", can_be_restored=True)
    assert conflict_sentence(gone, TODAY) == f"Deleted at {CLOCK}. Restore it with your values?"
    assert choice_words(gone) == ("Restore it", "", "Leave it deleted")
    lost = replace(gone, can_be_restored=False)
    assert conflict_sentence(lost, TODAY) == f"Deleted at {CLOCK}; its values are not known."
    assert choice_words(lost)[0] == ""
    assert conflict_sentence(replace(lost, at=""), TODAY) == "It was deleted."


def test_that_plurals_moments_and_empty_lists_are_right() -> None:
    assert unseen_words(1) == "1 change by another program is new."
    assert unseen_words(1200) == "1,200 changes by another program are new."
    assert empty_words(HistoryFilter.EVERYTHING, HistoryOf()) == "Nothing has been changed yet."
    assert moment_words("never", TODAY) == "never"
    older = AT.replace(year=2025)
    assert moment_words(older.isoformat(), TODAY) == f"30 Nov 2025, {older.astimezone():%H:%M}"
