"""Searching, and reading the rows that are seen, on a real thread and without one."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, cast
from unittest.mock import patch

import pytest

from desktop.domain.listing.facets import Choice, FacetKind, SortBy
from desktop.session.clock import Clock
from desktop.session.listing import PAUSE
from desktop.session.session import Session
from desktop.store.file.errors import CaseFileError
from desktop.worker import Worker
from tests.inline import NOON, InlineRunner, inline_session, shown_slugs
from tests.views.shelf import FILE, ROWS, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.domain.days.asof import AsOf
    from desktop.domain.listing.answer import Answer, Hit
    from desktop.domain.listing.facets import Query
    from desktop.session.reader.reader import Reader


class SlowShelf(Shelf):
    """Answers a query of one letter when it is let, and tells that it has begun."""

    def __init__(self) -> None:
        self.begun, self.gate = threading.Event(), threading.Event()
        self.interrupted = 0

    def interrupt(self) -> None:
        self.interrupted += 1

    def listing(self, query: Query, as_of: AsOf, *, quick: bool = False) -> Answer:
        if len(query.text) == 1:
            self.begun.set()
            self.gate.wait()
        return super().listing(query, as_of, quick=quick)


@pytest.fixture
def session(qtbot: QtBot, sample_path: Path, index_folder: Path) -> Iterator[Session]:
    session = inline_session(sample_path, index_folder)
    with patch("desktop.session.file.MANY", 0):  # as a large file opens: without summing all of it
        session.file.open(sample_path)
    yield session
    session.shut_down()


def keys(session: Session) -> list[str]:
    """What was asked of the worker since this was called last."""
    runner = session._asking.runner
    assert isinstance(runner, InlineRunner)
    asked, runner.keys = runner.keys, []
    return asked


def test_that_an_older_answer_never_replaces_a_newer_one(qtbot: QtBot) -> None:
    shelf, worker = SlowShelf(), Worker((CaseFileError,))
    session = Session(worker, cast("Reader", shelf), Clock(moment=lambda: NOON), FILE.parent)
    session.file.open(FILE)
    qtbot.waitUntil(lambda: len(session.answer.ids) == len(ROWS))
    shown: list[int] = []
    session.answer_changed.connect(lambda answer: shown.append(len(answer.ids)))
    session.list.find("g")
    assert shelf.begun.wait(5)
    interrupted = shelf.interrupted
    session.list.find("google")
    assert shelf.interrupted > interrupted
    shelf.gate.set()
    qtbot.waitUntil(lambda: not session.is_busy)
    assert set(shown) == {1}
    session.shut_down()


def test_that_every_key_is_answered_and_all_are_found_after_a_pause(qtbot: QtBot, session: Session) -> None:
    keys(session)
    for text in ("c", "cl", "cle"):
        session.list.find(text)
    assert keys(session).count("list") == 3
    qtbot.waitUntil(lambda: "list" in keys(session), timeout=10 * PAUSE)


def test_that_everything_can_be_found_without_waiting(session: Session) -> None:
    session.list.find("clear")
    keys(session)
    session.list.find_all()
    session.list.find_all()
    assert keys(session).count("list") == 1


def test_that_the_best_match_comes_first_until_another_order_is_chosen(session: Session) -> None:
    session.list.find("clearview fine")
    session.list.find_all()
    assert session.query.ranked
    ranked = shown_slugs(session)
    session.list.sort(SortBy.RESPONDENT, descending=False)
    assert not session.query.ranked
    assert sorted(shown_slugs(session)) == sorted(ranked)
    session.list.find("clearview fines")
    assert not session.query.ranked
    session.list.rank()
    assert session.query.ranked
    session.list.find("")
    session.list.find("google")
    assert session.query.ranked


def test_that_words_go_with_facets_and_their_counts_stay_true(session: Session) -> None:
    session.list.toggle(Choice(FacetKind.COUNTRY, "FR"))
    session.list.find("clearview")
    session.list.find_all()
    counts = {(facet.kind, facet.value): facet.number for facet in session.facets}
    assert counts[FacetKind.COUNTRY, "FR"] == len(session.answer.ids)


def test_that_the_same_ids_stay_the_same_object(session: Session) -> None:
    before = session.answer
    session.list.show_query(session.query)
    assert session.answer.ids is before.ids


def test_that_a_fault_in_a_query_is_told_and_the_rest_holds(session: Session) -> None:
    session.list.find("clearview country:xx")
    session.list.find_all()
    assert session.answer.fault is not None
    assert "fr-cnil-clearview" in shown_slugs(session)


def test_that_hits_lead_to_events(session: Session) -> None:
    found: list[Hit] = []
    session.hits_read.connect(lambda _, hits: found.extend(hits))
    session.list.find("liquidated")
    session.list.find_all()
    session.list.want_hits(tuple(session.answer.ids))
    hit = next(hit for hit in found if hit.event_id is not None)
    session.select(shown_slugs(session)[session.answer.ids.index(hit.case_id)])
    assert session.page is not None
    assert hit.event_id in {event.id for event in session.page.case.events}
    assert {hit.excerpt[mark.start : mark.end].casefold() for mark in hit.marks} == {"liquidated"}


def test_that_the_place_of_what_is_selected_comes_with_the_answer(session: Session) -> None:
    session.select("fr-cnil-clearview")
    session.list.sort(SortBy.RESPONDENT, descending=True)
    assert shown_slugs(session)[session.answer.place] == "fr-cnil-clearview"
    session.list.toggle(Choice(FacetKind.COUNTRY, "NL"))
    assert session.answer.place == -1


def test_that_a_place_is_found_when_it_is_asked_for(qtbot: QtBot, session: Session) -> None:
    with qtbot.waitSignal(session.place_found) as found:
        session.list.want_place("nl-ap-menzis")
    assert found.args is not None
    assert shown_slugs(session)[found.args[1]] == "nl-ap-menzis"
    with qtbot.waitSignal(session.place_found) as found:
        session.list.want_place("nobody")
    assert found.args == ["nobody", -1]


def test_that_names_are_suggested(qtbot: QtBot, session: Session) -> None:
    with qtbot.waitSignal(session.suggested) as found:
        session.list.suggest("menz", 5)
    assert found.args is not None
    assert [one.slug for one in found.args[0]] == ["nl-ap-menzis"]
