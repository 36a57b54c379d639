from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.domain.listing.facets import Choice, FacetKind, Section
from desktop.domain.listing.saved_view import SavedViewError
from tests.inline import inline_session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.session.session import Session

pytestmark = [pytest.mark.costly, pytest.mark.usefixtures("qapp")]

FRANCE = Choice(FacetKind.COUNTRY, "FR")


def session_in(folder: Path, sample: Path) -> Session:
    session = inline_session(sample, sample.parent.with_suffix(".index"))  # made once for all tests
    session.keep_views_in(folder)
    session.file.open(sample)
    return session


@pytest.fixture
def session(tmp_path: Path, sample_path: Path) -> Iterator[Session]:
    session = session_in(tmp_path / "views", sample_path)
    yield session
    session.shut_down()


def names(session: Session) -> list[str]:
    return [view.name for view in session.saved.views]


def test_that_a_view_shows_again_what_was_saved(session: Session) -> None:
    session.list.toggle(FRANCE)
    session.saved.add(" French cases ")
    shown = list(session.answer.ids)
    session.show_section(Section.RUNNING)
    assert list(session.answer.ids) != shown
    session.saved.show("French cases")
    assert list(session.answer.ids) == shown
    assert session.query.choices == (FRANCE,)


def test_that_a_view_tells_how_many_it_shows(session: Session) -> None:
    session.list.toggle(FRANCE)
    session.saved.add("French cases")
    assert session.saved.counts == (len(session.answer.ids),)
    session.list.clear_choices()
    session.list.find("clearview")
    session.saved.add("Clearview")
    assert session.saved.counts[-1] == len(session.answer.ids)
    assert 0 < len(session.answer.ids) < 53


def test_that_the_counts_are_those_of_the_day(session: Session) -> None:
    session.show_section(Section.RUNNING)
    session.saved.add("Running")
    now = session.saved.counts
    session.day.pick(session.as_of.day.replace(year=2020))
    assert session.saved.counts != now
    assert session.saved.counts == (len(session.answer.ids),)


def test_that_views_are_there_when_the_file_is_opened_again(
    session: Session, tmp_path: Path, sample_path: Path
) -> None:
    session.saved.add("All")
    session.shut_down()
    again = session_in(tmp_path / "views", sample_path)
    assert names(again) == ["All"]
    assert again.saved.counts == (53,)
    again.file.close()
    assert names(again) == []


def test_that_views_can_be_renamed_replaced_and_removed(session: Session) -> None:
    session.saved.add("One")
    session.list.toggle(FRANCE)
    session.saved.add("Two")
    session.saved.rename("One", "First")
    session.saved.replace("First")
    assert session.saved.views[0].query.choices == (FRANCE,)
    session.saved.remove("Two")
    assert names(session) == ["First"]
    with pytest.raises(SavedViewError):
        session.saved.add("first")
    assert names(session) == ["First"]


def test_that_a_view_that_is_none_shows_nothing_else(session: Session) -> None:
    query = session.query
    session.saved.show("no such view")
    assert session.query == query
