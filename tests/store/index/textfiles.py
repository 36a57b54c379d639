"""Small case files with their indexes, for tests of the texts."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.case.case import Case, Event, Lane
from desktop.domain.case.ids import CaseId, EventId
from desktop.domain.days.period import on_day, parse_day
from desktop.domain.listing.query import understood
from desktop.domain.source import Confidence
from desktop.store.index import texts_state
from desktop.store.index.opening import open_index
from desktop.store.index.texts import Texts
from desktop.store.index.texts_writing import write_texts
from tests.making import case_of

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.store.file.casefile import CaseFile
    from desktop.store.index.opening import Index


def nothing(_done: int, _total: int) -> None:
    """Nobody is told."""


def indexed(file: CaseFile, folder: Path, *, plain: bool | None = None) -> Index:
    index = open_index(folder, file)
    write_texts(file, index, nothing, plain=plain)
    return index


def event(number: int, day: str, title: str, description: str = "") -> Event:
    day_known, sure = on_day(parse_day(day)), Confidence.CONFIRMED
    return Event(EventId(number), day_known, "note", Lane.AUTHORITY, title, description, (), sure, ())


def case(number: int, title: str, *events: Event, references: tuple[str, ...] = ()) -> Case:
    base = case_of(slug=f"case-{number}")
    known = replace(base.investigation, id=CaseId(number), title=title, references=references, respondents=())
    return replace(base, investigation=known, events=events)


def ids(index: Index, text: str, limit: int | None = 60) -> list[int]:
    return list(Texts(index).find(understood(text), limit).ids)


def change(file: CaseFile, *statements: str) -> None:
    with closing(sqlite3.connect(file.path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def state_of(index: Index) -> texts_state.TextsState:
    return texts_state.load_state(index.connection)
