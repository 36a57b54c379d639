from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.domain.edit.change import EditKind
from desktop.domain.whatif.scenario import Complied, Scenario
from desktop.session.undoing import Turned
from tests.session.test_editing import SLUG, new_event, opened, titled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.session.session import Session

pytestmark = [pytest.mark.costly, pytest.mark.usefixtures("qapp")]
ADDED, CHANGED, SCENARIO = Turned(EditKind.EVENT_ADDED), Turned(EditKind.EVENT_CHANGED), Turned(None)


@pytest.fixture
def path(tmp_path: Path, pair_path: Path) -> Path:
    path = tmp_path / "mine.casefile"
    path.write_bytes(pair_path.read_bytes())
    return path


@pytest.fixture
def session(path: Path) -> Iterator[Session]:
    session = opened(path.parent, path)
    session.select(SLUG)
    session.editing.turn_on()
    assert session.undoing.next_undo is None
    yield session
    session.shut_down()


def test_that_edits_and_scenarios_are_undone_in_order_of_time(session: Session, path: Path) -> None:
    undoing = session.undoing
    session.editing.apply(new_event(path))
    session.scenarios.add(Scenario("Obeyed early", (Complied(date(2023, 1, 5)),)))
    session.editing.apply(titled(path, "Mine"))
    undone = []
    for _ in range(3):
        undone.append(undoing.next_undo)
        undoing.undo()
    assert undone == [CHANGED, SCENARIO, ADDED]
    assert undoing.next_undo is None
    redone = []
    for _ in range(3):
        redone.append(undoing.next_redo)
        undoing.redo()
    assert redone == [ADDED, SCENARIO, CHANGED]
    assert undoing.next_redo is None
    assert undoing.next_undo == CHANGED
    assert [scenario.name for scenario in session.scenarios.desk.scenarios] == ["Obeyed early"]


def test_that_scenarios_of_another_investigation_wait(session: Session, path: Path) -> None:
    session.editing.apply(new_event(path))
    session.scenarios.add(Scenario("Obeyed early", (Complied(date(2023, 1, 5)),)))
    session.select("nl-acm-apple")
    assert session.undoing.next_undo == ADDED
    session.select(SLUG)
    assert session.undoing.next_undo == SCENARIO


def test_that_steps_of_an_earlier_run_come_after_those_of_this_window(session: Session, path: Path) -> None:
    session.editing.apply(new_event(path))
    session.shut_down()
    again = opened(path.parent, path)
    again.select(SLUG)
    assert again.undoing.next_undo == ADDED
    again.scenarios.add(Scenario("Obeyed early", (Complied(date(2023, 1, 5)),)))
    assert again.undoing.next_undo == SCENARIO
    again.undoing.undo()
    assert again.undoing.next_undo == ADDED
    again.undoing.undo()
    assert again.undoing.next_undo is None
    again.shut_down()


def test_that_an_undo_that_is_refused_stays_next(session: Session, path: Path) -> None:
    session.editing.apply(titled(path, "Mine"))
    session.scenarios.add(Scenario("Obeyed early", (Complied(date(2023, 1, 5)),)))
    session.undoing.undo()
    other = opened(path.parent / "other", path)
    other.editing.turn_on()
    other.editing.apply(titled(path, "Theirs"))
    other.shut_down()
    session.undoing.undo()  # what the other window changed since
    assert session.undoing.next_undo is not None
    assert session.undoing.next_undo.kind is EditKind.EVENT_CHANGED
