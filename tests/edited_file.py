"""Case files of a few sample investigations, edited by a session and written by another program."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from desktop.store.cases.writing import create_case_file
from tests.inline import inline_session
from tests.pages import case_of

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.edit.change import Edit
    from desktop.session.session import Session


def edited_session(folder: Path, *slugs: str) -> Session:
    """A session that edits a file of some investigations, the first of them shown."""
    path = folder / "mine.casefile"
    create_case_file(path, [case_of(slug) for slug in slugs])
    session = inline_session(folder / "sample")
    for keep in (session.keep_modes_in, session.keep_views_in, session.keep_scenarios_in):
        keep(folder)
    session.file.open(path)
    session.editing.turn_on()
    session.select(slugs[0])
    return session


def take_back(session: Session, made: list[Edit]) -> None:
    """Undo the edits that were made and not undone."""
    for _ in range(sum(-1 if edit.undoes else 1 for edit in made)):
        session.editing.undo()


def written_by_another(session: Session, sql: str, *values: object) -> int:
    """Have another program write into the open file, and look at it; the number of rows that changed."""
    assert session.info is not None
    with closing(sqlite3.connect(session.info.path, isolation_level=None)) as other:
        number = other.execute(sql, values).rowcount
    session.file.refresh()
    return number
