"""The history of a file edited by a person and by another program at the same time."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from desktop.domain.edit.change import Edit, EditKind, Reference, added, changed, deleted, new_uid
from desktop.domain.edit.told import HistoryFilter, HistoryOf, TurnOf
from desktop.domain.listing.facets import Section
from desktop.domain.money import Money
from desktop.exchange.sample.sample import sample_cases
from desktop.models.history_words import HistoryLine, history_columns
from desktop.session.reader import outside
from desktop.session.reader.history import PAGE
from desktop.store.cases.writing import create_case_file
from desktop.store.edit.seals import verify
from tests.inline import InlineRunner, inline_session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.domain.edit.change import Cell, Change
    from desktop.domain.edit.told import ToldStep, UndoConflict
    from desktop.session.reader.writing import Refusal
    from desktop.session.session import Session

SLUG = "fr-cnil-clearview"

pytestmark = pytest.mark.usefixtures("qapp")


class Desk:
    """A file, a session that edits it, and the hand of another program."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "mine.casefile"
        wanted = {SLUG, "nl-acm-apple"}
        create_case_file(self.path, [case for case in sample_cases() if case.investigation.slug in wanted])
        self.folder = folder
        self.session = self.opened()

    def opened(self) -> Session:
        session = inline_session(self.folder / "sample")
        for keep in (session.keep_modes_in, session.keep_views_in, session.keep_scenarios_in):
            keep(self.folder)
        session.show_section(Section.ALL)
        session.file.open(self.path)
        session.editing.turn_on()
        return session

    def cell(self, sql: str, *values: str) -> Cell:
        with closing(sqlite3.connect(self.path)) as connection:
            found: Cell = connection.execute(sql, values).fetchone()[0]
            return found

    def outside(self, sql: str, *values: str) -> None:
        """Another program writes into the file, and the window looks."""
        with closing(sqlite3.connect(self.path, isolation_level=None)) as connection:
            connection.execute(sql, values)
        self.session.live.look()

    def events(self) -> list[str]:
        with closing(sqlite3.connect(self.path)) as connection:
            return [row[0] for row in connection.execute("SELECT uid FROM events ORDER BY id")]

    def title(self, uid: str) -> str:
        return str(self.cell("SELECT title FROM events WHERE uid = ?", uid))

    def retitle(self, uid: str, title: str) -> None:
        self.make(
            EditKind.EVENT_CHANGED, changed("events", uid, {"title": self.title(uid)}, {"title": title})
        )

    def make(self, kind: EditKind, *changes: Change) -> None:
        self.session.editing.apply(Edit(kind, changes, new_uid()))

    def steps(self, wanted: HistoryFilter = HistoryFilter.EVERYTHING) -> tuple[ToldStep, ...]:
        """The steps, read now."""
        history = self.session.history
        history.show(wanted)
        history.watch(on=True)
        history.watch(on=False)
        return history.page.steps

    def undo(self, step: ToldStep) -> UndoConflict | None:
        self.session.history.undo(step)
        return self.session.history.conflict


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Iterator[Desk]:
    desk = Desk(tmp_path_factory.mktemp("history"))
    yield desk
    desk.session.shut_down()


@pytest.fixture
def uid(desk: Desk) -> str:
    """An event that no other test touches."""
    known = desk.events()
    taken = vars(desk).setdefault("taken", set())
    found = next(uid for uid in known if uid not in taken)
    taken.add(found)
    return found


def shown(step: ToldStep) -> tuple[object, ...]:
    """The changed cells of a step, without those read beside them."""
    return tuple((cell.column, cell.before, cell.after) for cell in step.cells if cell.before != cell.after)


def test_that_an_empty_history_becomes_one_step_for_an_edit(desk: Desk, uid: str) -> None:
    before = desk.title(uid)
    desk.retitle(uid, "Inspection ordered")
    (step, *_) = desk.steps()
    assert (step.author, step.is_outside, step.kind) == ("You", False, "event changed")
    assert (step.rows, step.turn, step.is_undone) == (1, TurnOf.EDIT, False)
    assert shown(step) == (("title", before, "Inspection ordered"),)
    assert step.subject.case_name
    assert step.subject.days is not None
    at = datetime.fromisoformat(step.at)
    assert abs(datetime.now(UTC) - at) < timedelta(minutes=5)


def test_that_any_step_is_undone_and_made_again(desk: Desk, uid: str) -> None:
    other = desk.events()[-1]
    before = desk.title(uid)
    desk.retitle(uid, "First")
    mine = desk.steps()[0]
    desk.retitle(other, "Second")
    assert desk.undo(mine) is None
    assert (desk.title(uid), desk.title(other)) == (before, "Second")
    undone = desk.steps()[0]
    assert (undone.turn, shown(undone)) == (TurnOf.UNDO, (("title", "First", before),))
    (again,) = (step for step in desk.steps() if step.key == mine.key)
    assert again.is_undone
    assert not again.can_be_taken_back
    assert desk.undo(undone) is None
    assert desk.title(uid) == "First"
    assert desk.steps()[0].turn is TurnOf.REDO


def test_that_a_change_of_another_program_is_listed_with_its_values(desk: Desk, uid: str) -> None:
    desk.retitle(uid, "Mine")
    desk.outside("UPDATE events SET title = 'Theirs' WHERE uid = ?", uid)
    (step, *_) = desk.steps(HistoryFilter.BY_OTHERS)
    assert (step.is_outside, step.table) == (True, "events")
    assert shown(step) == (("title", "Mine", "Theirs"),)
    assert all(not one.is_outside for one in desk.steps(HistoryFilter.BY_ME))
    assert [one.is_outside for one in desk.steps()[:2]] == [True, False]
    assert desk.undo(step) is None  # it is taken back as well
    assert desk.title(uid) == "Mine"


def test_that_another_column_of_the_same_record_is_kept(desk: Desk, uid: str) -> None:
    before = desk.title(uid)
    desk.retitle(uid, "Mine")
    mine = desk.steps()[0]
    desk.outside("UPDATE events SET description = 'Theirs' WHERE uid = ?", uid)
    assert desk.undo(mine) is None
    assert desk.title(uid) == before
    assert desk.cell("SELECT description FROM events WHERE uid = ?", uid) == "Theirs"


@pytest.mark.parametrize("choice", ["restore_before", "restore_mine", "leave"])
def test_that_a_conflict_shows_three_values_and_obeys_the_choice(desk: Desk, uid: str, choice: str) -> None:
    before = desk.title(uid)
    desk.retitle(uid, "Mine")
    mine = desk.steps()[0]
    desk.outside("UPDATE events SET title = 'Theirs' WHERE uid = ?", uid)
    found = desk.undo(mine)
    assert found is not None
    assert (found.key, found.column, found.by) == (mine.key, "title", "")
    assert (found.cell.before, found.cell.after, found.now) == (before, "Mine", "Theirs")
    assert found.at == next(step.at for step in desk.steps() if step.is_outside)
    assert desk.title(uid) == "Theirs"  # nothing was undone yet
    getattr(desk.session.history, choice)()
    assert desk.session.history.conflict is None
    assert desk.title(uid) == {"restore_before": before, "restore_mine": "Mine", "leave": "Theirs"}[choice]
    (again,) = (step for step in desk.steps() if step.key == mine.key)
    assert again.is_undone is (choice == "restore_before")


def test_that_a_later_step_of_ones_own_is_named_as_such(desk: Desk, uid: str) -> None:
    desk.retitle(uid, "First")
    mine = desk.steps()[0]
    desk.retitle(uid, "Second")
    found = desk.undo(mine)
    assert found is not None
    assert (found.by, found.now) == ("You", "Second")
    desk.session.history.drop_conflict()
    assert desk.title(uid) == "Second"


def test_that_a_long_comparison_gives_way_and_goes_on_where_the_file_is_edited_meanwhile(
    desk: Desk, uid: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outside, "_SLICE", -1)
    monkeypatch.setattr(outside, "_AT_ONCE", 1)
    runner, mine = desk.session._asking.runner, desk.events()[-1]
    assert isinstance(runner, InlineRunner)
    submit, left = runner.submit, [2]

    def submit_after_an_edit(key: str, *more: Any) -> None:
        if key == "outside" and left:
            left.pop()
            desk.retitle(mine, "Edited meanwhile")
        submit(key, *more)

    monkeypatch.setattr(runner, "submit", submit_after_an_edit)
    before = len(runner.keys)
    desk.outside("UPDATE events SET title = 'While it is compared' WHERE uid = ?", uid)
    assert runner.keys[before:].count("outside") > 10
    found = [step for step in desk.steps() if step.is_outside and step.key]
    told = [cell.after for step in found for cell in step.cells if cell.column == "title"]
    assert told.count("While it is compared") == 1
    assert "Edited meanwhile" not in told  # that was no other program


def test_that_a_record_deleted_outside_comes_back_with_the_values_it_had(desk: Desk) -> None:
    case = str(desk.cell("SELECT uid FROM investigations WHERE slug = ?", SLUG))
    event = added(
        *("events", new_uid()),
        investigation_id=Reference("investigations", case),
        position=99,
        date_start="2021-05-27",
        date_end="2021-05-27",
        date_precision="day",
        kind="complaint",
        lane="complainants",
        title="NGO complaint",
        confidence="confirmed",
    )
    desk.make(EditKind.EVENT_ADDED, event)
    desk.retitle(event.uid, "Complaint of an NGO")
    mine = desk.steps()[0]
    desk.outside("DELETE FROM events WHERE uid = ?", event.uid)
    found = desk.undo(mine)
    assert found is not None
    assert (found.column, found.can_be_restored, found.by) == ("", True, "")
    assert found.at
    desk.session.history.restore_record()
    assert desk.title(event.uid) == "Complaint of an NGO"
    assert desk.undo(mine) is None
    assert desk.title(event.uid) == "NGO complaint"


def test_that_the_undo_of_an_addition_asks_before_a_changed_record_goes(desk: Desk) -> None:
    source = added("sources", new_uid(), url="https://example.org/1", publisher="Mine", kind="press")
    desk.make(EditKind.SOURCE_ADDED, source)
    mine = desk.steps()[0]
    desk.outside("UPDATE sources SET publisher = 'Theirs' WHERE uid = ?", source.uid)
    found = desk.undo(mine)
    assert found is not None
    assert (found.removes, found.column, found.now) == (True, "publisher", "Theirs")
    desk.session.history.restore_before()
    assert desk.cell("SELECT count(*) FROM sources WHERE uid = ?", source.uid) == 0


def test_that_a_step_deleted_by_oneself_is_named_by_what_it_was(desk: Desk) -> None:
    source = added("sources", new_uid(), url="https://example.org/2", publisher="A paper", kind="press")
    desk.make(EditKind.SOURCE_ADDED, source)
    cells: dict[str, Cell] = {"publisher": "A paper"}
    desk.make(EditKind.SOURCE_DELETED, deleted("sources", source.uid, cells))
    (gone, *_) = desk.steps()
    assert (gone.is_deleted, gone.subject.table, gone.subject.name) == (True, "sources", "A paper")


def test_that_verify_names_the_other_hand_until_the_user_has_seen_it(desk: Desk, uid: str) -> None:
    history = desk.session.history
    desk.outside("UPDATE events SET title = 'Seen' WHERE uid = ?", uid)
    assert "events" in {one.table for one in verify(desk.path).changed}
    assert desk.steps()
    assert history.page.unseen
    history.mark_seen()
    assert desk.steps()
    assert history.page.unseen == 0
    assert verify(desk.path).changed == ()
    assert desk.title(uid) == "Seen"
    desk.outside("UPDATE events SET title = 'Seen again' WHERE uid = ?", uid)
    history.mark_seen()  # a change that was not shown stays unseen
    assert desk.steps()
    assert history.page.unseen == 1
    assert [one.table for one in verify(desk.path).changed] == ["events"]
    history.mark_seen()


def test_that_what_was_changed_while_the_file_was_closed_is_found_on_opening(desk: Desk, uid: str) -> None:
    desk.retitle(uid, "Before closing")
    desk.session.shut_down()
    with closing(sqlite3.connect(desk.path, isolation_level=None)) as connection:
        connection.execute("UPDATE events SET title = 'While closed' WHERE uid = ?", (uid,))
    desk.session = desk.opened()
    (step, *_) = desk.steps(HistoryFilter.BY_OTHERS)
    assert shown(step) == (("title", "Before closing", "While closed"),)
    number = len(desk.steps(HistoryFilter.BY_OTHERS))
    desk.session.shut_down()
    desk.session = desk.opened()
    assert len(desk.steps(HistoryFilter.BY_OTHERS)) == number  # each is found once


def test_that_a_file_opened_read_only_shows_its_history_and_undoes_nothing(desk: Desk, uid: str) -> None:
    desk.retitle(uid, "Kept")
    desk.session.editing.turn_off()
    (step, *_) = desk.steps()
    assert not desk.session.history.can_undo
    desk.session.history.undo(step)
    desk.session.history.mark_seen()
    assert desk.title(uid) == "Kept"
    desk.outside("UPDATE events SET title = 'While off' WHERE uid = ?", uid)
    assert desk.steps()[0].key == step.key
    desk.session.editing.turn_on()
    assert shown(desk.steps()[0]) == (("title", "Kept", "While off"),)


def test_that_the_last_change_of_a_penalty_tells_the_sum_it_leads_to(desk: Desk) -> None:
    case = "SELECT id FROM investigations WHERE slug = ?"
    term = str(desk.cell(f"SELECT uid FROM penalty_terms WHERE investigation_id = ({case})", SLUG))  # noqa: S608 - ours
    for length in (3, 2):
        before = {"grace_length": desk.cell("SELECT grace_length FROM penalty_terms WHERE uid = ?", term)}
        desk.make(EditKind.ORDER_CHANGED, changed("penalty_terms", term, before, {"grace_length": length}))
    (last, first, *_) = desk.steps()
    figures = desk.session.history.figures
    assert first.key not in figures
    # 19 December 2022 to 22 November 2026: 1,435 days of EUR 100,000.
    assert figures[last.key].accrued == (Money(143_500_000_00, "EUR"),)
    assert last.subject.places == (1, 2)
    assert ("grace_unit", "month", "month") in [(c.column, c.before, c.after) for c in last.cells]


def test_that_a_long_history_is_read_page_by_page(desk: Desk) -> None:
    rows = [
        ("2026-11-01T10:00:00+00:00", "Colleague", "Astreinte 0.1.0", new_uid(), "import", "{}")
        for _ in range(3 * PAGE)
    ]
    with closing(sqlite3.connect(desk.path)) as connection:
        sql = (
            "INSERT INTO changes (changed_at, author, program, batch, kind, table_name, after)"
            " VALUES (?, ?, ?, ?, ?, '', ?)"
        )
        connection.executemany(sql, rows)
        connection.commit()
    desk.session.live.look()
    history, keys = desk.session.history, []
    assert desk.steps(HistoryFilter.BY_ME)
    assert desk.steps()
    assert len(history.page.steps) == PAGE
    while history.page.next is not None:
        history.ask_more()
        keys = [step.key for step in history.page.steps]
    assert len(keys) == len(set(keys)) > 3 * PAGE
    assert {"Colleague", "You"} == {step.author for step in history.page.steps if not step.is_outside}
    assert {step.author for step in desk.steps(HistoryFilter.BY_ME)} == {"You"}


def test_that_a_history_which_another_program_spoilt_is_shown_all_the_same(desk: Desk) -> None:
    nonsense = (
        ("never", "events", "nobody", "no json", "[1, 2]"),
        ("2026-11-01", "no_such_table", "x", "{}", '{"a": 1}'),
        ("2026-11-01", "events", "x", '{"title": [1], "lane": 2.5}', '{"title": {"table": 1, "uid": []}}'),
        ("2026-11-01", "events", "x", None, '{"investigation_id": {"table": "no", "uid": "x"}}'),
        ("2026-11-01", "", "", None, '{"events": 7}'),
        ("2026-11-01", "citations", "y", '{"record_table": "stays", "record_uid": "z"}', None),
    )
    sql = (
        "INSERT INTO changes"
        " (changed_at, author, program, batch, kind, table_name, record_uid, before, after)"
        " VALUES (?, 'x', 'SQLite', ?, 'import', ?, ?, ?, ?)"
    )
    for at, *row in nonsense:
        for batch in ("", new_uid()):
            desk.outside(sql, at, batch, *row)
    (*spoilt,) = desk.steps()[: 2 * len(nonsense)]
    assert all(step.is_outside for step in spoilt)
    today = datetime.now(UTC).date()
    for column in history_columns(today, can_undo=True):
        assert all(isinstance(column.text(HistoryLine(step)), str) for step in spoilt)
    refused: list[Refusal] = []
    desk.session.editing.refused.connect(refused.append)
    for step in spoilt:
        desk.undo(step)
    codes = {refusal.problem.code for refusal in refused}
    assert {"history"} < codes <= {"history", "conflict", "value"}
    desk.session.history.drop_conflict()


def test_that_the_history_of_a_record_tells_of_all_that_belongs_to_it_and_of_nothing_else(
    desk: Desk, uid: str
) -> None:
    history, event, other = desk.session.history, uid, desk.events()[-1]
    actor = added("event_actors", new_uid(), event_id=Reference("events", event), actor="A witness")
    desk.retitle(other, "Another event")
    desk.retitle(event, "This event")
    desk.make(EditKind.EVENT_CHANGED, actor)
    desk.make(EditKind.EVENT_CHANGED, deleted("event_actors", actor.uid, {}))
    desk.outside("UPDATE events SET title = 'Theirs' WHERE uid = ?", event)
    desk.outside("UPDATE events SET title = 'Theirs too' WHERE uid = ?", other)
    history.show_of(HistoryOf("an event", (Reference("events", event),)))
    found = desk.steps()
    assert [(step.is_outside, step.table) for step in found] == [
        (True, "events"),
        (False, "event_actors"),
        (False, "event_actors"),
        (False, "events"),
    ]
    assert all(step.is_outside for step in desk.steps(HistoryFilter.BY_OTHERS))
    assert len(desk.steps(HistoryFilter.BY_OTHERS)) == 1
    history.show_of(HistoryOf())
    assert len(desk.steps()) > len(found)
