"""Open forms of a session: the page with their values before they are saved, saving, and other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.domain.edit.change import Edit, EditKind, Reference, added, changed, deleted, new_uid
from desktop.domain.edit.citing import SourceFacts, cited
from desktop.domain.explanation.figure import FigureKind, line_key
from tests.edited_file import edited_session, written_by_another

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from desktop.domain.edit.change import Cell, Cells
    from desktop.domain.explanation.explanation import Explanation
    from desktop.domain.page.tried import Tried
    from desktop.session.reader.trials import FoundRecord
    from desktop.session.session import Session

COA, FREE = "nl-coa-westerwolde", "fr-cnil-free"
NOTE = "UPDATE tallies SET units = ? WHERE id = (SELECT min(id) FROM tallies)"


@pytest.fixture(scope="module")
def shared(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    session = edited_session(tmp_path_factory.mktemp("forms"), COA, FREE)
    yield session
    session.shut_down()


@pytest.fixture
def session(shared: Session) -> Iterator[Session]:
    """The session as it was at first, COA shown."""
    shared.select(COA)
    yield shared
    for slug in (COA, FREE):
        shared.select(slug)
        for form in ("a", "b"):
            shared.forms.show(form, None)
    for _ in range(3):
        shared.editing.undo()
    written_by_another(shared, NOTE, 71)


def found(session: Session, table: str, **wanted: Cell) -> FoundRecord:
    answers: list[FoundRecord | None] = []
    session.forms.find(table, wanted, answers.append)
    (answer,) = answers
    assert answer is not None
    return answer


def payment(session: Session, euros: int = 52_500) -> Edit:
    owner = found(session, "penalty_terms", label="A")
    cells: Cells = {
        "term_id": Reference("penalty_terms", owner.uid),
        "paid_start": "2024-05-01",
        "paid_end": "2024-05-31",
        "paid_precision": "month",
        "amount": euros * 100,
        "currency": "EUR",
        "known_on": "2024-06-01",
        "kind": "paid",
        "note": "",
    }
    return Edit(EditKind.FACT_ADDED, (added("payments", new_uid(), **cells),), new_uid())


def due(session: Session) -> int:
    assert session.page is not None
    return sum(amounts.due.minor for amounts in session.page.amounts) // 100


def test_that_the_page_shows_the_values_of_a_form_until_they_are_given_up(session: Session) -> None:
    told: list[Tried] = []
    session.forms.tried.connect(told.append)
    before = session.page
    assert before is not None
    at_first = due(session)
    session.forms.show("a", payment(session))
    assert session.page is not None
    assert (session.page.is_unsaved, due(session)) == (True, at_first - 52_500)
    assert (told[-1].now, told[-1].then) == (before, session.page)
    assert session.forms.unsaved == {COA}
    assert session.forms.pages == {COA: session.page}
    session.select(FREE)
    assert session.page.is_unsaved is False
    session.select(COA)
    assert session.page.is_unsaved is True
    session.forms.show("a", None)
    assert (session.page, session.forms.pages) == (before, {})
    session.forms.tried.disconnect(told.append)


def test_that_an_amount_is_explained_with_the_unsaved_values(session: Session) -> None:
    told: list[tuple[Explanation, ...]] = []
    session.explained.connect(told.append)
    assert session.page is not None
    key = line_key(FigureKind.PAID, COA, session.page.case.terms[0])
    session.explain((key,))
    session.forms.show("a", payment(session))
    session.explain((key,))
    session.explained.disconnect(told.append)
    assert len(told) == 2
    assert told[0] != told[1]


def test_that_two_forms_are_shown_together_and_saved_apart(session: Session) -> None:
    saved: list[tuple[str, EditKind]] = []
    session.forms.saved.connect(lambda form, edit: saved.append((form, edit.kind)))
    at_first, first = due(session), payment(session)
    session.forms.show("a", first)
    session.forms.show("b", payment(session, 1_000))
    assert due(session) == at_first - 53_500
    session.forms.save("a", first)
    assert saved == [("a", EditKind.FACT_ADDED)]
    assert session.page is not None
    assert (session.page.is_unsaved, due(session)) == (True, at_first - 53_500)
    session.forms.show("b", None)
    assert (session.page.is_unsaved, due(session)) == (False, at_first - 52_500)


def test_that_a_known_source_is_joined_and_not_added_again(session: Session) -> None:
    assert session.page is not None
    url = session.page.case.terms[0].sources[0].url
    edit = payment(session)
    sources = cited("payments", edit.changes[0].uid, (SourceFacts(url),))
    made: list[Edit] = []
    session.editing.saved.connect(made.append)
    session.forms.save("a", Edit(edit.kind, (*edit.changes, *sources), edit.batch))
    session.editing.saved.disconnect(made.append)
    assert [change.table for change in made[0].changes] == ["payments", "payment_sources"]
    assert session.page.case.terms[0].payments[-1].sources[0].url == url


def test_that_a_value_of_another_program_stands_against_the_form_with_both_pages(session: Session) -> None:
    told: list[Tried] = []
    session.forms.tried.connect(told.append)
    tally = found(session, "tallies", units=71)
    edit = Edit(EditKind.FACT_CHANGED, (changed("tallies", tally.uid, tally.cells, {"units": 80}),), "x")
    session.forms.show("a", edit)
    assert not told[-1].conflicts
    written_by_another(session, NOTE, 75)
    session.forms.show("b", payment(session))  # the page is asked for anew
    (conflict,) = told[-1].conflicts
    assert (conflict.column, conflict.before, conflict.after, conflict.now) == ("units", 71, 80, 75)
    assert told[-1].then is not None
    units = [page.case.terms[0].tallies[0].units for page in (told[-1].now, told[-1].then)]
    assert units == [75, 80]
    session.forms.tried.disconnect(told.append)


def test_that_an_edit_that_cannot_be_made_is_told_with_the_page_of_the_file(session: Session) -> None:
    told: list[Tried] = []
    refused: list[tuple[str, str]] = []
    session.forms.tried.connect(told.append)
    session.forms.refused.connect(lambda form, why: refused.append((form, why)))
    gone = Edit(EditKind.FACT_DELETED, (deleted("payments", "gone", {"amount": 1}),), new_uid())
    session.forms.show("a", gone)
    assert (told[-1].then, told[-1].is_gone) == (None, True)
    assert told[-1].problem.startswith("Another program deleted this record")
    assert session.page == told[-1].now
    wrong = payment(session)
    cells = dict(wrong.changes[0].after or {}) | {"currency": "?"}
    wrong = Edit(wrong.kind, (added("payments", new_uid(), **cells),), new_uid())
    session.forms.show("a", wrong)
    assert (told[-1].then, told[-1].is_gone) == (None, False)
    session.forms.save("a", wrong)
    assert [form for form, _ in refused] == ["a"]
    assert refused[0][1].startswith("currency: ")
    session.forms.tried.disconnect(told.append)


def test_that_switching_editing_off_gives_the_values_up(session: Session) -> None:
    session.forms.show("a", payment(session))
    session.editing.turn_off()
    assert session.page is not None
    assert (session.page.is_unsaved, session.forms.unsaved) == (False, frozenset())
    session.editing.turn_on()


def test_that_another_file_drops_the_values_of_the_file_before(qapp: QApplication, tmp_path: Path) -> None:
    assert qapp is not None
    session = edited_session(tmp_path, FREE)
    dropped: list[None] = []
    session.forms.dropped.connect(lambda: dropped.append(None))
    owner = found(session, "penalty_terms")
    cells: Cells = {
        "term_id": Reference("penalty_terms", owner.uid),
        "on_day": "2024-06-03",
        "known_on": "2024-06-03",
        "relapse": 0,
        "confidence": "confirmed",
        "note": "",
    }
    change = added("compliance", new_uid(), **cells)
    session.forms.show("a", Edit(EditKind.FACT_ADDED, (change,), new_uid()))
    assert session.page is not None
    assert session.page.is_unsaved
    session.file.refresh()
    assert session.forms.unsaved == {FREE}  # it is the same file
    assert not dropped
    session.editing.save_copy(tmp_path / "copy.casefile")
    assert (session.forms.unsaved, session.forms.pages, dropped) == (frozenset(), {}, [None])
    session.select(None)
    session.select(FREE)
    assert not session.page.is_unsaved
    session.shut_down()
