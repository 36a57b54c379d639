"""The drafts of a session: kept beside the file, figured as they are typed, created."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.domain.edit.draft import Draft
from desktop.domain.money import Money
from desktop.session.clock import Clock
from desktop.session.reader.reader import Reader
from desktop.session.session import Session
from desktop.store.cases.fresh import create_empty
from tests.drafts import CLEARVIEW, with_changes
from tests.inline import NOON, InlineRunner

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.domain.page.drafted import Drafted
    from desktop.session.reader.drafts import Choices

pytestmark = [pytest.mark.costly, pytest.mark.usefixtures("qapp")]


def opened(path: Path) -> Session:
    """A session that edits a file, on 30 November 2026."""
    folder = path.parent
    session = Session(InlineRunner(), Reader(), Clock(moment=lambda: NOON), folder / "sample")
    session.keep_modes_in(folder)
    session.keep_views_in(folder)
    session.file.open(path)
    if not session.editing.is_on:
        session.editing.turn_on()
    session.day.pick(date(2026, 11, 30))
    return session


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "mine.casefile"
    create_empty(path)
    return path


@pytest.fixture
def session(path: Path) -> Iterator[Session]:
    session = opened(path)
    yield session
    session.shut_down()


def test_that_each_change_of_the_open_draft_is_figured(session: Session) -> None:
    figures: list[Drafted] = []
    session.drafts.figured.connect(figures.append)
    session.drafts.begin()
    session.drafts.put(CLEARVIEW)
    line = figures[-1].line
    assert line is not None
    assert line.accrual.accrued == Money(14_430_000_000, "EUR")
    session.day.pick(date(2026, 11, 29))
    line = figures[-1].line
    assert line is not None
    assert line.accrual.accrued == Money(14_420_000_000, "EUR")
    session.drafts.put(with_changes(amount=""))
    assert figures[-1].line is None


def test_that_a_draft_is_kept_across_restarts_and_counted_nowhere(session: Session, path: Path) -> None:
    session.drafts.begin()
    session.drafts.put(CLEARVIEW)
    session.drafts.close()
    assert session.drafts.draft == Draft()
    session.drafts.begin()
    session.drafts.put(with_changes(respondent="typed, and the program ended"))
    session.shut_down()
    again = opened(path)
    first, second = again.drafts.kept
    assert first.draft == CLEARVIEW
    assert second.draft.respondent == "typed, and the program ended"
    assert again.info is not None
    assert again.info.investigations == 0
    again.drafts.resume(first.name)
    assert again.drafts.draft == CLEARVIEW
    again.drafts.discard()
    assert [kept.name for kept in again.drafts.kept] == [second.name]
    again.shut_down()


def test_that_an_empty_draft_is_not_kept(session: Session) -> None:
    session.drafts.begin()
    session.drafts.close()
    assert not session.drafts.kept


def test_that_creating_writes_the_investigation_and_forgets_the_draft(session: Session) -> None:
    created: list[str] = []
    session.drafts.created.connect(created.append)
    session.drafts.begin()
    session.drafts.put(CLEARVIEW)
    session.drafts.create()
    assert created == ["fr-cnil-clearview-ai-inc"]
    assert not session.drafts.kept
    session.select(created[0])
    assert session.page is not None
    assert session.page.penalties[0].accrual.accrued == Money(14_430_000_000, "EUR")
    session.editing.undo()
    assert session.info is not None
    assert session.info.investigations == 0


def test_that_a_draft_with_a_fault_is_not_created(session: Session) -> None:
    created: list[str] = []
    session.drafts.created.connect(created.append)
    session.drafts.begin()
    session.drafts.put(with_changes(decided="31 Nov 2022"))
    session.drafts.create()
    assert not created
    assert len(session.drafts.kept) == 1


def test_that_a_draft_can_choose_from_the_file_and_the_shipped_law(session: Session) -> None:
    told: list[Choices] = []
    session.drafts.choices_read.connect(told.append)
    session.drafts.begin()
    (choices,) = told
    assert CLEARVIEW.authority is not None
    assert {"CNIL", "ACM"} <= {one.short_name for one in choices.authorities}
    assert "FR-CNIL" in {law.code for law in choices.regimes}
    assert not choices.respondents
