"""The verbs of scenarios, what they answer, and that the case file never knows."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.domain.case.terms import TermsId
from desktop.domain.explanation.figure import FigureKey, FigureKind
from desktop.domain.money import Money
from desktop.domain.whatif.scenario import (
    Complied,
    OtherCap,
    OtherStart,
    Scenario,
    ScenarioError,
    Start,
    Stayed,
)
from desktop.exchange.sample.sample import write_sample
from desktop.session.clock import Clock
from desktop.session.reader.reader import Reader
from desktop.session.session import Session
from desktop.store.cases.writing import create_case_file
from desktop.store.file.errors import CaseFileError
from desktop.worker import Worker
from tests.inline import NOON, inline_session
from tests.sampled import sampled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.domain.explanation.explanation import Explanation
    from desktop.session.scenarios import Board

pytestmark = pytest.mark.costly

SLUG = "fr-cnil-clearview"
OBEYED = Scenario("Obeyed in May", (Complied(date(2023, 5, 31)),))
CAPPED = Scenario("Capped", (OtherCap(Money(500_000_000, "EUR")),))


def session_in(folder: Path, case_file: Path) -> Session:
    session = inline_session(
        case_file, case_file.parent.with_suffix(".index")
    )  # made once for the file of all tests
    session.scenarios.keep_in(folder)
    session.file.open(case_file)
    session.day.pick(date(2023, 3, 15))
    session.select(SLUG)
    return session


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path, few_path: Path) -> Iterator[Session]:
    session = session_in(tmp_path / "own", few_path)
    yield session
    session.shut_down()


def board(session: Session) -> Board:
    assert session.scenarios.board is not None
    return session.scenarios.board


def names(session: Session) -> list[str]:
    return [scenario.name for scenario in session.scenarios.desk.scenarios]


def accrued(session: Session) -> Money:
    outcome = board(session).outcome
    assert outcome is not None
    return outcome.lines[0].changed.accrual.accrued


def test_that_a_scenario_is_weighed_at_once_beside_the_record(session: Session) -> None:
    assert board(session).outcomes == ()
    session.scenarios.add(OBEYED)
    assert board(session).desk.scenario == OBEYED
    assert accrued(session) == Money(1_630_000_000, "EUR")
    assert board(session).can_undo
    assert not board(session).can_redo
    assert session.page is not None
    assert session.page.amounts[0].accrued == Money(870_000_000, "EUR")


def test_that_a_scenario_follows_the_day(session: Session) -> None:
    session.scenarios.add(CAPPED)
    assert accrued(session) == Money(500_000_000, "EUR")
    session.day.pick(date(2022, 12, 20))
    assert accrued(session) == Money(20_000_000, "EUR")


def test_that_every_edit_is_undone_and_redone(session: Session) -> None:
    scenarios = session.scenarios
    scenarios.add(OBEYED)
    scenarios.change(OBEYED.put(Stayed(date(2023, 1, 1), date(2023, 1, 10))))
    scenarios.rename("Stayed")
    scenarios.add(CAPPED)
    scenarios.remove()
    seen = []
    for _ in range(5):
        scenarios.undo()
        seen.append(names(session))
    assert seen == [["Stayed", "Capped"], ["Stayed"], ["Obeyed in May"], ["Obeyed in May"], []]
    assert not board(session).can_undo
    scenarios.undo()
    for _ in range(5):
        scenarios.redo()
    assert names(session) == ["Stayed"]
    assert accrued(session) == Money(1_530_000_000, "EUR")
    assert not board(session).can_redo


def test_that_looking_at_another_scenario_is_no_edit(session: Session) -> None:
    session.scenarios.add(OBEYED)
    session.scenarios.add(CAPPED)
    session.scenarios.choose("Obeyed in May")
    assert board(session).desk.scenario == OBEYED
    session.scenarios.choose("")
    assert board(session).outcome is None
    session.scenarios.undo()
    assert names(session) == ["Obeyed in May"]


def test_that_a_name_that_is_taken_is_refused_and_nothing_is_lost(session: Session) -> None:
    session.scenarios.add(OBEYED)
    session.scenarios.add(CAPPED)
    with pytest.raises(ScenarioError):
        session.scenarios.rename("obeyed IN may")
    assert names(session) == ["Obeyed in May", "Capped"]


def test_that_each_investigation_has_its_own(session: Session) -> None:
    session.scenarios.add(OBEYED)
    session.select("nl-ap-clearview")
    assert board(session).desk.scenarios == ()
    session.scenarios.undo()
    session.select(SLUG)
    assert names(session) == ["Obeyed in May"]
    session.select(None)
    assert session.scenarios.board is None


def test_that_a_deadline_rolls_by_the_calendar_of_the_regime(session: Session) -> None:
    session.scenarios.add(Scenario("Rolled", (OtherStart(Start.ROLLS),)))
    assert accrued(session) == Money(860_000_000, "EUR")  # from 20 December: 18 December 2022 is a Sunday


def test_that_scenarios_are_there_again_the_next_time(
    session: Session, tmp_path: Path, few_path: Path
) -> None:
    session.scenarios.add(OBEYED)
    session.select("nl-ap-clearview")
    session.scenarios.add(CAPPED)
    again = session_in(tmp_path / "own", few_path)
    assert names(again) == ["Obeyed in May"]
    again.scenarios.add(CAPPED)
    again.file.reload()
    again.scenarios.undo()
    assert names(again) == ["Obeyed in May"]
    again.shut_down()


def test_that_a_copy_of_the_case_file_brings_its_scenarios_along(
    session: Session, tmp_path: Path, few_path: Path
) -> None:
    session.scenarios.add(OBEYED)
    copy = tmp_path / "copy.casefile"
    copy.write_bytes(few_path.read_bytes())
    again = session_in(tmp_path / "own", copy)
    assert names(again) == ["Obeyed in May"]
    again.shut_down()


def test_that_the_case_file_never_knows(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "cases"
    folder.mkdir()
    case_file = folder / "sample.casefile"
    write_sample(case_file)
    before = hashlib.sha256(case_file.read_bytes()).hexdigest(), case_file.stat().st_mtime_ns
    session = session_in(tmp_path / "own", case_file)
    scenarios = session.scenarios
    for scenario in (OBEYED, CAPPED):
        scenarios.add(scenario)
    scenarios.change(CAPPED.put(Complied(date(2023, 1, 31))))
    scenarios.rename("Other")
    scenarios.remove()
    scenarios.undo()
    scenarios.redo()
    scenarios.export_file(tmp_path / "out.json")
    scenarios.import_file(tmp_path / "out.json")
    session.shut_down()
    assert (hashlib.sha256(case_file.read_bytes()).hexdigest(), case_file.stat().st_mtime_ns) == before
    assert list(folder.iterdir()) == [case_file]
    assert len(list((tmp_path / "own" / "side").iterdir())) == 1


def test_that_a_damaged_file_is_told_and_kept(tmp_path: Path, session: Session, few_path: Path) -> None:
    session.scenarios.add(OBEYED)
    (kept,) = (tmp_path / "own" / "side").iterdir()
    kept.write_text("{")
    again = inline_session(few_path, few_path.parent.with_suffix(".index"))
    again.scenarios.keep_in(tmp_path / "own")
    told: list[object] = []
    again.scenarios.failed.connect(told.append)
    again.file.open(few_path)
    again.select(SLUG)
    assert len(told) == 1
    again.scenarios.add(CAPPED)
    assert sorted(path.read_bytes()[:1] for path in (tmp_path / "own" / "side").iterdir()) == [b"S", b"{"]
    again.shut_down()


def test_that_what_cannot_be_written_is_told_once_and_stays_in_the_window(
    qtbot: QtBot, tmp_path: Path, few_path: Path
) -> None:
    blocked = tmp_path / "own"
    session = session_in(blocked, few_path)
    blocked.write_text("")
    told: list[object] = []
    session.scenarios.failed.connect(told.append)
    session.scenarios.add(OBEYED)
    session.scenarios.add(CAPPED)
    assert len(told) == 1
    assert names(session) == ["Obeyed in May", "Capped"]
    session.shut_down()


def test_that_scenarios_go_out_and_come_in_as_json(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    session.scenarios.add(OBEYED)
    session.scenarios.export_file(path)
    session.scenarios.change(CAPPED)
    session.scenarios.rename("Obeyed in May")
    session.scenarios.import_file(path)
    assert names(session) == ["Obeyed in May", "Obeyed in May 1"]
    session.scenarios.undo()
    assert names(session) == ["Obeyed in May"]
    told: list[object] = []
    session.scenarios.failed.connect(told.append)
    path.write_text("[]")
    session.scenarios.import_file(path)
    session.scenarios.export_file(tmp_path)
    assert len(told) == 2
    assert names(session) == ["Obeyed in May"]


def test_that_a_figure_of_a_scenario_can_be_explained(session: Session) -> None:
    session.scenarios.add(OBEYED)
    told: list[tuple[Explanation, ...]] = []
    session.explained.connect(told.append)
    key = FigureKey(
        FigureKind.ACCRUED,
        SLUG,
        TermsId(_terms(session)),
        "EUR",
        day=date(2023, 5, 31),
        scenario="Obeyed in May",
    )
    session.explain((key,))
    ((explanation,),) = told
    assert explanation.scenario == "Obeyed in May"
    assert explanation.figure == Money(1_630_000_000, "EUR")
    assert all(step.key.scenario == "Obeyed in May" for step in explanation.steps if step.key)


def _terms(session: Session) -> int:
    assert session.page is not None
    return session.page.penalties[0].terms.id


def test_that_nothing_is_kept_of_a_closed_file(session: Session) -> None:
    session.scenarios.add(OBEYED)
    session.file.close()
    assert session.scenarios.board is None
    session.scenarios.add(CAPPED)
    assert names(session) == []


def test_that_an_edit_is_written_however_soon_the_file_is_left(
    qtbot: QtBot, tmp_path: Path, few_path: Path
) -> None:
    own = tmp_path / "own"
    copy = tmp_path / "other.casefile"
    create_case_file(copy, sampled()[:1], uid="other")
    for leave in ("shut_down", "close_file", "open_other"):
        worker = Worker((CaseFileError,))
        session = Session(worker, Reader(tmp_path / "index"), Clock(moment=lambda: NOON), tmp_path / "sample")
        session.scenarios.keep_in(own)
        session.file.open(few_path)
        qtbot.waitUntil(lambda: session.info is not None and not session.is_busy)  # noqa: B023
        session.select(SLUG)
        qtbot.waitUntil(lambda: session.scenarios.board is not None and not session.is_busy)  # noqa: B023
        session.scenarios.add(Scenario(leave))
        if leave == "close_file":
            session.file.close()
            qtbot.waitUntil(lambda: session.info is None)  # noqa: B023
        elif leave == "open_other":
            session.file.open(copy)
            qtbot.waitUntil(lambda: session.info is not None and session.info.uid == "other")  # noqa: B023
        session.shut_down()
        again = session_in(own, few_path)
        assert leave in names(again)
        again.shut_down()


def test_that_what_cannot_be_read_is_not_written_over(qtbot: QtBot, tmp_path: Path, few_path: Path) -> None:
    own = tmp_path / "own"
    session = session_in(own, few_path)
    session.scenarios.add(OBEYED)
    session.shut_down()
    (kept,) = (own / "side").iterdir()
    kept.unlink()
    kept.mkdir()
    told: list[object] = []
    again = inline_session(few_path, few_path.parent.with_suffix(".index"))
    again.scenarios.failed.connect(told.append)
    again.scenarios.keep_in(own)
    again.file.open(few_path)
    again.select(SLUG)
    again.scenarios.add(CAPPED)
    assert len(told) == 1
    assert kept.is_dir()
    assert names(again) == ["Capped"]
    again.shut_down()
