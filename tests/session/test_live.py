from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.inline import inline_session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.file import Problem
    from desktop.domain.page.page import Page
    from desktop.session.session import Session

SLUG = "fr-cnil-clearview"

pytestmark = [pytest.mark.costly, pytest.mark.usefixtures("qapp")]


@pytest.fixture
def path(tmp_path: Path, few_path: Path) -> Path:
    return Path(shutil.copy(few_path, tmp_path / "live.casefile"))


@pytest.fixture
def large_path(tmp_path: Path, sample_path: Path) -> Path:
    """A file of which two investigations are a small part: their texts alone are written anew."""
    return Path(shutil.copy(sample_path, tmp_path / "live.casefile"))


@pytest.fixture
def session(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Session]:
    path = request.getfixturevalue("large_path" if "large_path" in request.fixturenames else "path")
    session = inline_session(tmp_path / "sample")
    session.file.open(path)
    session.select(SLUG)
    session.live.look()
    yield session
    session.shut_down()


def write(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def shown(session: Session) -> Page:
    assert session.page is not None
    return session.page


def test_that_what_another_program_wrote_is_shown(session: Session, path: Path) -> None:
    event = shown(session).case.events[0].id
    write(path, f"UPDATE events SET title = 'Written elsewhere' WHERE id = {event}")  # noqa: S608 - a number
    session.live.look()
    assert shown(session).case.events[0].title == "Written elsewhere"
    assert session.live.events == {event}
    assert session.live.cases == {shown(session).id}


def test_that_a_new_investigation_is_in_the_list(session: Session, path: Path) -> None:
    before = set(session.answer.ids)
    columns = "title, authority_id, status, field_of_law, linked_group, note, country_note, confidence"
    write(
        path,
        f"INSERT INTO investigations (slug, {columns})"  # noqa: S608 - constants
        f" SELECT 'new-one', {columns} FROM investigations WHERE id = 1",
    )
    session.live.look()
    (new,) = set(session.answer.ids) - before
    assert session.live.cases == {new}
    assert session.info is not None
    assert session.info.investigations == len(before) + 1


def test_that_nothing_else_moves(session: Session, path: Path) -> None:
    session.day.pick(session.as_of.day.replace(year=2023))
    session.list.find("clearview")
    event = shown(session).case.events[2].id
    session.select_event(event)
    kept = (session.query, session.as_of, session.selected, session.selected_event, list(session.answer.ids))
    write(path, "UPDATE investigations SET note = note || '.' WHERE slug = 'fr-cnil-clearview'")
    session.live.look()
    assert kept == (
        session.query,
        session.as_of,
        session.selected,
        session.selected_event,
        list(session.answer.ids),
    )


def test_that_a_vacuum_alone_marks_and_moves_nothing(session: Session, path: Path) -> None:
    page, ids = shown(session), session.answer.ids
    write(path, "VACUUM")
    session.live.look()
    assert session.live.cases == frozenset()
    assert session.live.events == frozenset()
    assert shown(session) == page
    assert session.answer.ids is ids


def test_that_what_was_marked_is_no_longer_once_it_is_looked_at(large_path: Path, session: Session) -> None:
    write(large_path, "UPDATE events SET title = title || '.' WHERE investigation_id IN (1, 2)")
    session.live.look()
    assert {1, 2} <= session.live.cases
    other = next(row.slug for row in session._asking.reader.rows((2,)))
    session.select(other)
    assert 2 not in session.live.cases
    assert 1 in session.live.cases
    assert session.live.events == frozenset()


def test_that_a_file_put_in_its_place_is_shown(session: Session, path: Path) -> None:
    other = path.with_name("other.casefile")
    shutil.copy(path, other)
    write(other, "UPDATE investigations SET title = 'Synced' WHERE slug = 'fr-cnil-clearview'")
    other.replace(path)
    session.live.look()
    assert shown(session).case.investigation.title == "Synced"
    assert session.live.trouble is None


def test_that_a_missing_file_stays_on_the_screen_until_it_is_back(session: Session, path: Path) -> None:
    told: list[Problem | None] = []
    session.live.troubled.connect(told.append)
    aside = path.with_name("aside")
    path.rename(aside)
    session.live.look()
    session.live.look()
    assert [problem.code for problem in told if problem] == ["gone"]
    assert session.page is not None
    aside.rename(path)
    session.live.look()
    assert told[-1] is None
    assert session.live.trouble is None


def test_that_what_cannot_be_read_leaves_what_was_read(session: Session, path: Path) -> None:
    page = shown(session)
    kept = path.read_bytes()
    path.unlink()
    path.write_bytes(b"half a file that a sync tool is still writing")
    session.live.look()
    assert session.live.trouble is not None
    assert session.live.trouble.code == "not-sqlite"
    assert session.page == page
    path.write_bytes(kept)
    session.live.look()
    assert session.live.trouble is None
    assert shown(session) == page


def test_that_nothing_is_looked_at_without_a_file(session: Session) -> None:
    session.file.close()
    session.live.look()
    assert session.live.cases == frozenset()
    assert session.live.trouble is None
