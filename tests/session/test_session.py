"""The session's verbs and what they answer, on the sample."""

from __future__ import annotations

import tempfile
from datetime import date
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

from desktop.domain.days.period import CALENDAR_END
from desktop.domain.listing.facets import Choice, FacetKind, Section, SortBy
from desktop.domain.money import Money
from desktop.domain.penalty.stretch import State
from desktop.exchange.sample.sample import sample_digest
from desktop.store.cases.writing import create_case_file
from tests.inline import inline_session, shown_rows, shown_slugs
from tests.sampled import sampled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.domain.page.page import Page
    from desktop.session.session import Session


@pytest.fixture
def session(qtbot: QtBot, sample_path: Path, index_folder: Path) -> Iterator[Session]:
    session = inline_session(sample_path, index_folder)
    with patch("desktop.session.file.MANY", 0):  # as a large file opens: without summing all of it
        session.file.open(sample_path)
    yield session
    session.shut_down()


def page_of(session: Session) -> Page:
    assert session.page is not None
    return session.page


def test_that_opening_shows_the_overview_and_the_list(
    qtbot: QtBot, sample_path: Path, index_folder: Path
) -> None:
    session = inline_session(sample_path, index_folder)
    session.file.open(sample_path)
    assert session.info is not None
    assert (session.info.investigations, session.info.events) == (53, 300)
    assert session.overview is not None
    assert len(session.answer.ids) == 53
    assert dict(session.sections)[Section.ALL] == 53
    session.shut_down()


def test_that_a_picked_day_is_shown_as_known_then_and_live_with_all(session: Session) -> None:
    session.select("fr-cnil-clearview")
    assert page_of(session).penalties[0].accrual.accrued == Money(14_350_000_000, "EUR")
    assert page_of(session).penalties[0].accrual.established == Money(520_000_000, "EUR")
    session.day.pick(date(2023, 2, 8))
    accrual = page_of(session).penalties[0].accrual
    assert (accrual.units, accrual.accrued, accrual.contingent) == (
        52,
        Money(520_000_000, "EUR"),
        accrual.accrued,
    )
    session.day.use_hindsight(True)
    assert page_of(session).penalties[0].accrual.established == Money(520_000_000, "EUR")
    session.day.go_live()
    assert page_of(session).day == date(2026, 11, 22)
    assert session.as_of.live


def test_that_steps_of_the_day_stop_at_the_calendars_ends(session: Session) -> None:
    session.day.pick(date(2023, 1, 31))
    session.day.step(months=1)
    assert session.as_of.day == date(2023, 2, 28)
    session.day.step(days=-1)
    assert session.as_of.day == date(2023, 2, 27)
    session.day.pick(date.max)
    session.day.step(days=1)
    assert session.as_of.day == CALENDAR_END


def test_that_words_are_found_without_their_accents_in_events_too(session: Session) -> None:
    session.list.find("cooperatie")
    assert shown_slugs(session) == ["nl-ap-menzis"]
    session.list.find("turow czechia")
    assert shown_slugs(session) == ["eu-turow"]
    session.list.find("")
    assert len(session.answer.ids) == 53


def test_that_facets_narrow_and_their_counts_stay_true(session: Session) -> None:
    session.list.toggle(Choice(FacetKind.AUTHORITY, "CNIL"))
    counts = {(facet.kind, facet.value): facet.number for facet in session.facets}
    assert len(session.answer.ids) == counts[FacetKind.AUTHORITY, "CNIL"]
    session.list.toggle(Choice(FacetKind.RESPONDENT, "Google"))
    assert set(shown_slugs(session)) == {
        "fr-cnil-google-2020",
        "fr-cnil-google-2021",
        "fr-cnil-google-2025",
    }
    counts = {(facet.kind, facet.value): facet.number for facet in session.facets}
    assert counts[FacetKind.RESPONDENT, "Google"] == 3
    assert counts[FacetKind.AUTHORITY, "CNIL"] == 3
    session.list.clear_choices()
    assert len(session.answer.ids) == 53


@pytest.mark.parametrize("by", list(SortBy))
def test_that_every_order_can_be_turned_round(session: Session, by: SortBy) -> None:
    session.list.sort(by, descending=False)
    up = shown_slugs(session)
    session.list.sort(by, descending=True)
    assert sorted(up) == sorted(shown_slugs(session))
    assert up != shown_slugs(session)


def test_that_the_same_respondent_elsewhere_is_related(session: Session) -> None:
    session.select("fr-cnil-clearview")
    slugs = {page.case.investigation.slug for page in session.related or ()}
    assert len(slugs) == 14
    assert "nl-ap-clearview" in slugs
    assert "fr-cnil-clearview" not in slugs


def test_that_back_and_forward_walk_what_was_shown(session: Session) -> None:
    session.show_section(Section.ALL)
    session.select("fr-cnil-clearview")
    session.select("nl-ap-clearview")
    session.go_back()
    assert session.selected == "fr-cnil-clearview"
    session.go_back()
    assert session.selected is None
    session.go_forward()
    session.go_forward()
    session.go_forward()
    assert session.selected == "nl-ap-clearview"


def test_that_going_back_brings_the_chosen_facets_back(session: Session) -> None:
    session.show_section(Section.ALL)
    session.list.toggle(Choice(FacetKind.AUTHORITY, "AP"))
    session.select("nl-ap-clearview")
    session.show_section(Section.OVERVIEW)
    assert len(session.answer.ids) == 53
    session.go_back()
    assert session.selected == "nl-ap-clearview"
    assert [choice.value for choice in session.query.choices] == ["AP"]
    assert {row.authority for row in shown_rows(session)} == {"AP"}


def test_that_closing_returns_to_live_and_forgets_the_words(session: Session) -> None:
    session.list.find("clearview")
    session.day.pick(date(2023, 2, 8))
    session.file.close()
    assert session.as_of.live
    assert session.query.text == ""


@pytest.mark.parametrize("blocked", ["file", "folder"])
def test_that_a_sample_that_cannot_be_kept_is_told(qtbot: QtBot, tmp_path: Path, blocked: str) -> None:
    place = tmp_path / "data"
    if blocked == "file":
        place.write_bytes(b"")
    else:
        (place / sample_digest() / "sample.casefile").mkdir(parents=True)
    session = inline_session(place)
    with qtbot.waitSignal(session.index_failed) as failed:
        session.file.open_sample()
    assert failed.args is not None
    assert failed.args[0].code == "sample-unkept"
    assert session.file.shows_sample
    session.shut_down()


def test_that_a_sample_that_can_be_written_nowhere_is_told(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").write_bytes(b"")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "data"))
    session = inline_session(tmp_path / "data")
    with qtbot.waitSignal(session.file_failed) as failed:
        session.file.open_sample()
    assert failed.args is not None
    assert failed.args[0].code == "not-written"
    session.shut_down()


def test_that_a_file_that_cannot_be_opened_leaves_the_open_one(
    session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.file_failed) as failed:
        session.file.open(tmp_path / "nothing.casefile")
    assert failed.args is not None
    assert failed.args[0].code == "missing"
    session.select("fr-cnil-kourou")
    assert page_of(session).penalties[0].accrual.state is State.ENDED


def test_that_closing_forgets_the_file_and_reloading_keeps_the_place(session: Session) -> None:
    session.select("fr-cnil-kourou")
    session.day.pick(date(2024, 4, 4))
    session.file.reload()
    assert session.selected == "fr-cnil-kourou"
    assert session.as_of.day == date(2024, 4, 4)
    assert page_of(session).penalties[0].accrual.units == 46
    session.file.close()
    assert session.info is None
    assert not session.answer.ids


def test_that_an_investigation_that_is_gone_after_reloading_is_no_longer_shown(
    qtbot: QtBot, tmp_path: Path, sample_path: Path
) -> None:
    path = tmp_path / "mine.casefile"
    path.write_bytes(sample_path.read_bytes())
    session = inline_session(tmp_path)
    session.file.open(path)
    session.select("fr-cnil-kourou")
    path.unlink()
    create_case_file(path, [case for case in sampled() if case.investigation.slug != "fr-cnil-kourou"])
    session.file.reload()
    assert (session.selected, session.page, len(session.answer.ids)) == (None, None, 52)
    session.shut_down()


def test_that_a_damaged_sample_is_built_anew(qtbot: QtBot, tmp_path: Path) -> None:
    session = inline_session(tmp_path / "deep")
    session.file.open_sample()
    assert len(session.answer.ids) == 53
    assert session.file.shows_sample
    (path,) = tmp_path.rglob("*.casefile")
    session.file.close()
    path.write_bytes(b"no case file")
    session.file.open_sample()
    assert len(session.answer.ids) == 53
    session.shut_down()
