from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from desktop.domain.edit.change import Edit, EditKind, Reference, added, changed, new_uid
from desktop.domain.listing.facets import Query, Section
from desktop.exchange.sample.sample import sample_digest
from desktop.session.clock import Clock
from desktop.session.reader.reader import Reader
from desktop.session.reader.writing import AskedDeed, Conflict, Steps
from desktop.session.session import Session
from desktop.store.cases.cases import load_outlines
from tests.beside import Beside
from tests.inline import NOON, InlineRunner

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.domain.case.case import Case
    from desktop.domain.page.page import Page
    from desktop.session.reader.writing import Refusal
    from desktop.store.cases.asking import CasesAsked

SLUG = "fr-cnil-clearview"
RATE = """
SELECT r.uid, r.amount, i.id
  FROM penalty_rates r JOIN penalty_terms t ON t.id = r.term_id
  JOIN investigations i ON i.id = t.investigation_id
 WHERE i.slug = ?
"""

pytestmark = [pytest.mark.costly, pytest.mark.usefixtures("qapp")]


class Told:
    """What a session's editing told, in order."""

    def __init__(self, session: Session) -> None:
        self.saved: list[Edit] = []
        self.refused: list[Refusal] = []
        self.problems: list[str] = []
        session.editing.saved.connect(self.saved.append)
        session.editing.refused.connect(self.refused.append)
        session.editing.failed.connect(lambda problem: self.problems.append(problem.sentence))


def opened(folder: Path, path: Path) -> Session:
    """A session on a file, whose modes and backups are kept in a folder, and the sample below it."""
    session = Session(InlineRunner(), Reader(), Clock(moment=lambda: NOON), folder / "sample")
    session.keep_modes_in(folder)
    session.file.open(path)
    return session


def sample_in(folder: Path, source: Path) -> Path:
    """A copy of a file in the place of the sample."""
    path = folder / "sample" / sample_digest() / "sample.casefile"
    path.parent.mkdir(parents=True)
    path.write_bytes(source.read_bytes())
    return path


@pytest.fixture
def path(tmp_path: Path, few_path: Path) -> Path:
    path = tmp_path / "mine.casefile"
    path.write_bytes(few_path.read_bytes())
    return path


@pytest.fixture
def session(path: Path) -> Iterator[Session]:
    session = opened(path.parent, path)
    session.select(SLUG)
    session.editing.turn_on()
    assert session.editing.is_on
    yield session
    session.shut_down()


def cell(path: Path, sql: str, *values: str) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute(sql, values).fetchone()[0])


def event_of(path: Path) -> str:
    return cell(
        path,
        "SELECT e.uid FROM events e JOIN investigations i ON i.id = e.investigation_id"
        " WHERE i.slug = ? ORDER BY e.date_start LIMIT 1",
        SLUG,
    )


def titled(path: Path, title: str, before: str | None = None) -> Edit:
    """An edit of the title of the first event."""
    uid = event_of(path)
    known = before or cell(path, "SELECT title FROM events WHERE uid = ?", uid)
    change = changed("events", uid, {"title": known}, {"title": title})
    return Edit(EditKind.EVENT_CHANGED, (change,), new_uid())


def new_event(path: Path) -> Edit:
    case = cell(path, "SELECT uid FROM investigations WHERE slug = ?", SLUG)
    change = added(
        "events",
        new_uid(),
        investigation_id=Reference("investigations", case),
        position=99,
        date_start="2021-05-27",
        date_end="2021-05-27",
        date_precision="day",
        kind="complaint",
        lane="complainants",
        title="A complaint of ours",
        description="",
        confidence="confirmed",
    )
    return Edit(EditKind.EVENT_ADDED, (change,), new_uid())


def titles(session: Session) -> list[str]:
    return [event.title for event in shown(session).case.events]


def shown(session: Session) -> Page:
    assert session.page is not None
    return session.page


def test_that_an_edit_is_on_the_screen_and_is_not_told_as_another_programs(
    session: Session, path: Path
) -> None:
    told = Told(session)
    session.editing.apply(new_event(path))
    assert [refusal.problem.sentence for refusal in told.refused] == []
    assert [edit.kind for edit in told.saved] == [EditKind.EVENT_ADDED]
    assert "A complaint of ours" in titles(session)
    assert session.info is not None
    assert session.info.events == int(cell(path, "SELECT count(*) FROM events"))
    assert session.editing.changes == 1
    session.live.look()
    assert session.live.cases == frozenset()
    assert session.live.events == frozenset()
    assert told.refused == []


def test_that_steps_are_undone_and_redone_across_restarts(session: Session, path: Path) -> None:
    before = titles(session)
    session.editing.apply(new_event(path))
    session.editing.apply(titled(path, "Another title"))
    session.shut_down()
    again = opened(path.parent, path)
    again.select(SLUG)
    assert again.editing.is_on  # as it was left
    assert again.editing.steps == Steps(EditKind.EVENT_CHANGED, None)
    told = Told(again)
    again.editing.undo()
    assert again.editing.steps == Steps(EditKind.EVENT_ADDED, EditKind.EVENT_CHANGED)
    again.editing.undo()
    assert titles(again) == before
    assert again.editing.steps == Steps(None, EditKind.EVENT_ADDED)
    again.editing.redo()
    again.editing.redo()
    assert titles(again) != before
    assert {"A complaint of ours", "Another title"} <= set(titles(again))
    assert all(edit.undoes for edit in told.saved)
    assert again.editing.changes == 4
    again.editing.redo()  # nothing to redo: nothing is told
    assert len(told.saved) == 4
    assert told.refused == []
    again.shut_down()


def test_that_a_conflict_is_told_with_the_value_of_the_file(session: Session, path: Path) -> None:
    told = Told(session)
    edit = titled(path, "Mine")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("UPDATE events SET title = 'Theirs' WHERE uid = ?", (edit.changes[0].uid,))
    session.editing.apply(edit)
    (refusal,) = told.refused
    assert refusal.deed == edit
    (change,) = edit.changes
    assert change.before is not None
    known = change.before["title"]
    assert refusal.conflict == Conflict("events", change.uid, "title", known, "Mine", "Theirs")
    assert told.saved == []
    assert titles(session)[0] == "Theirs"  # the file as it is now is on the screen
    assert session.live.cases == {shown(session).id}  # the other program's change is marked
    session.editing.apply(titled(path, "Mine"))
    assert titles(session)[0] == "Mine"


def test_that_a_change_of_another_program_before_an_edit_stays_marked(session: Session, path: Path) -> None:
    changed_case = int(cell(path, "SELECT max(id) FROM investigations"))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("UPDATE events SET title = 'Theirs' WHERE investigation_id = ?", (changed_case,))
    session.editing.apply(new_event(path))
    assert session.live.cases == {changed_case}
    assert session.live.events == frozenset()


def test_that_a_file_another_program_holds_is_told_and_left_as_it_is(
    session: Session, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Told(session)
    edit = titled(path, "Mine")
    session.editing._writing.steps()
    editor = session.editing._writing._editor
    assert editor is not None
    editor._connection.execute("PRAGMA busy_timeout = 10")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        session.editing.apply(edit)
    assert [refusal.problem.sentence for refusal in told.refused] == [
        "Another program is writing to this file. Your change is kept; try again."
    ]
    session.editing.apply(told.refused[0].deed)  # type: ignore[arg-type]  # an edit
    assert titles(session)[0] == "Mine"


def test_that_a_file_put_in_its_place_is_edited_and_not_the_one_before(session: Session, path: Path) -> None:
    session.editing.apply(new_event(path))
    other = path.with_name("other.casefile")
    other.write_bytes(path.read_bytes())
    other.replace(path)
    session.editing.apply(titled(path, "Mine"))
    assert cell(path, "SELECT title FROM events WHERE uid = ?", event_of(path)) == "Mine"
    assert titles(session)[0] == "Mine"


def test_that_another_case_file_in_its_place_is_not_edited(session: Session, path: Path) -> None:
    told = Told(session)
    edit = titled(path, "Mine")
    other = path.with_name("other.casefile")
    other.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(other, isolation_level=None)) as connection:
        connection.execute("UPDATE case_file SET case_uid = 'another'")
    other.replace(path)
    before = path.read_bytes()
    session.editing.apply(edit)
    assert [refusal.problem.code for refusal in told.refused] == ["other-file"]
    assert path.read_bytes() == before
    assert not session.editing.is_on  # it was made elsewhere


def test_that_two_windows_edit_one_file(session: Session, path: Path) -> None:
    beside = opened(path.parent, path)
    beside.select(SLUG)
    assert beside.editing.is_on
    beside.live.look()
    session.editing.apply(new_event(path))
    beside.live.look()
    assert "A complaint of ours" in titles(beside)
    assert beside.live.cases == {shown(beside).id}
    assert beside.editing.steps.undo is EditKind.EVENT_ADDED
    beside.editing.undo()
    assert "A complaint of ours" not in titles(beside)
    session.live.look()
    assert "A complaint of ours" not in titles(session)
    assert session.editing.steps == (None, EditKind.EVENT_ADDED)
    beside.shut_down()


def test_that_nothing_is_edited_while_it_is_off(session: Session, path: Path) -> None:
    session.editing.turn_off()
    before = path.read_bytes()
    told = Told(session)
    session.editing.apply(new_event(path))
    session.editing.undo()
    assert path.read_bytes() == before
    assert (told.saved, told.refused) == ([], [])
    assert session.editing.steps == (None, None)
    assert session.editing.backup is None


def test_that_edits_of_a_file_that_was_left_are_made_all_the_same(
    session: Session, path: Path, few_path: Path
) -> None:
    edit = new_event(path)
    session.editing._writing.ask(AskedDeed(path, "You", edit))  # as if its job had been dropped
    told = Told(session)
    session.file.open(few_path)
    assert [made.batch for made in told.saved] == [edit.batch]
    assert cell(path, "SELECT count(*) FROM events WHERE title = 'A complaint of ours'") == "1"
    assert session.editing.changes == 0


def test_that_the_sample_is_refused(tmp_path: Path, few_path: Path) -> None:
    session = opened(tmp_path, sample_in(tmp_path, few_path))
    told = Told(session)
    session.editing.turn_on()
    assert told.problems == ["The sample stays as it is. Save a copy to edit it."]
    assert session.editing.why_off == told.problems[0]
    assert not session.editing.is_on
    session.editing.save_copy(tmp_path / "copy.casefile")
    assert session.info is not None
    assert session.info.name == "copy.casefile"
    assert session.editing.is_on
    assert session.editing.why_off == ""
    session.shut_down()


def test_that_a_new_file_is_edited_at_once_and_backed_up(tmp_path: Path, few_path: Path) -> None:
    session = opened(tmp_path, few_path)
    session.editing.create(tmp_path / "cases.casefile")
    assert session.info is not None
    assert session.info.investigations == 0
    assert session.editing.is_on
    found: list[object] = []
    session.editing.backups_read.connect(found.append)
    session.editing.ask_for_backups()
    assert found == [(session.editing.backup,)]
    assert session.editing.backup is not None
    assert session.editing.backup.at == NOON
    session.shut_down()


def test_that_a_name_taken_is_told_and_the_file_before_stays(session: Session, path: Path) -> None:
    problems: list[str] = []
    session.file_failed.connect(lambda problem: problems.append(problem.sentence))
    session.editing.create(path)
    assert problems == ["There is a file of this name. A case file never replaces another file."]
    assert session.info is not None
    assert session.info.path == str(path)
    assert session.editing.is_on


def test_that_the_author_of_changes_is_kept_in_the_file(session: Session, path: Path) -> None:
    session.editing.apply(new_event(path))
    session.editing.author = "R. de Vries"
    session.editing.apply(titled(path, "Mine"))
    with closing(sqlite3.connect(path)) as connection:
        authors = connection.execute("SELECT DISTINCT author FROM changes ORDER BY id").fetchall()
    assert authors == [("You",), ("R. de Vries",)]


def test_that_an_edit_of_a_large_file_is_in_rows_list_and_sums_before_its_index_is(
    sample_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("session.reader.open_file", "session.reader.sums", "domain.overview.build"):
        monkeypatch.setattr(f"desktop.{place}.FEW", 1)
    path = tmp_path / "mine.casefile"
    path.write_bytes(sample_path.read_bytes())
    reader, beside = Reader(tmp_path / "index"), Beside()
    reader.open(path)
    reader.build()
    session = Session(
        InlineRunner(), reader, Clock(moment=lambda: NOON), tmp_path / "sample", indexing=beside
    )
    session.keep_modes_in(tmp_path)
    session.file.open(path)
    session.file.go_on()
    session.editing.turn_on()
    assert session.info is not None
    with closing(sqlite3.connect(path)) as connection:
        uid, amount, number = connection.execute(RATE, (SLUG,)).fetchone()
    read, every = list[int](), tuple(range(1, session.info.investigations + 1))

    def counted_outlines(asked: CasesAsked) -> tuple[Case, ...]:
        read.append(1)
        return load_outlines(asked)

    monkeypatch.setattr("desktop.store.index.fresh.load_outlines", counted_outlines)

    def shown() -> tuple[object, ...]:
        session.show_section(Section.OVERVIEW)
        overview = session.overview
        assert overview is not None
        rows = tuple((row.id, row.title, row.figures) for row in reader.rows(every))
        session.list.show_query(Query(text="accrued>5m"))
        return (
            rows,
            tuple(session.answer.ids),
            overview.running,
            overview.running_orders,
            overview.deadlines,
        )

    first = shown()
    for amounts in ((amount, amount * 3), (amount * 3, amount)):
        before, after = ({"amount": one} for one in amounts)
        change = changed("penalty_rates", uid, before, after)
        session.editing.apply(Edit(EditKind.ORDER_CHANGED, (change,), new_uid()))
        read.clear()
        found = shown()
        assert len(read) < 5  # the rows of one investigation, not of all
        assert (found[0] == first[0]) == (after["amount"] == amount)
        reader.build()
        session.file.refresh()
        assert found == shown()
    assert number in session.answer.ids
