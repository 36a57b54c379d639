"""Penalty orders edited in a session: unsaved values, saving, and another program beside it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from desktop.domain.edit.change import EditKind
from desktop.domain.edit.draft import DraftField, GraceKind
from tests.edited_file import edited_session, take_back, written_by_another

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.edit.change import Edit
    from desktop.domain.edit.draft import Draft
    from desktop.session.reader.orders import OrderFigure
    from desktop.session.session import Session

COA, FREE = "nl-coa-westerwolde", "fr-cnil-free"
CAP = "UPDATE penalty_terms SET cap = ? WHERE label = 'B'"


class Told:
    """What the orders of a session told."""

    def __init__(self, session: Session) -> None:
        self.figures: list[OrderFigure] = []
        self.done: list[EditKind] = []
        self.refused: list[str] = []
        self.closed: list[int] = []
        session.orders.figured.connect(self.figures.append)
        session.orders.done.connect(self.done.append)
        session.orders.refused.connect(self.refused.append)
        session.orders.closed.connect(lambda: self.closed.append(1))


@pytest.fixture(scope="module")
def session(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    session = edited_session(tmp_path_factory.mktemp("orders"), COA, FREE)
    yield session
    session.shut_down()


@pytest.fixture
def opened(session: Session) -> Iterator[Session]:
    """The session with order B open, as the file had it at first."""
    session.select(COA)
    session.orders.open(terms(session, "B").id)
    made: list[Edit] = []
    connection = session.editing.saved.connect(made.append)
    yield session
    session.orders.leave()
    session.orders.close()
    take_back(session, made)
    session.editing.saved.disconnect(connection)
    if terms(session, "B").cap != 500_000_000:
        written_by_another(session, CAP, 500_000_000)


def terms(session: Session, label: str) -> PenaltyTerms:
    assert session.page is not None
    return next(one for one in session.page.case.terms if one.label == label)


def typed(session: Session, **changes: object) -> None:
    draft = session.orders.draft
    assert draft is not None
    session.orders.put(dataclasses.replace(draft, **changes))  # type: ignore[arg-type]


def draft(session: Session) -> Draft:
    assert session.orders.draft is not None
    return session.orders.draft


def accrued(session: Session) -> int:
    """What all orders of the page come to, in euros."""
    assert session.page is not None
    return session.page.amounts[0].accrued.minor // 100


def test_that_the_page_has_the_typed_values_until_they_are_left(opened: Session) -> None:
    assert accrued(opened) == 6_500_000  # EUR 1.5 million for A and 5 million for B
    typed(opened, cap_amount="4,000,000")
    assert accrued(opened) == 5_500_000
    assert set(opened.forms.unsaved) == {COA}
    typed(opened, cap_amount="4.000")
    assert accrued(opened) == 6_500_000
    opened.orders.leave()
    assert accrued(opened) == 6_500_000
    assert (draft(opened).cap_amount, len(opened.forms.unsaved)) == ("5,000,000", 0)


def test_that_saving_writes_one_step_that_can_be_undone(opened: Session) -> None:
    told = Told(opened)
    typed(opened, cap_amount="4,000,000", grace=GraceKind.NONE)
    opened.orders.save()
    assert told.done == [EditKind.ORDER_CHANGED]
    assert (terms(opened, "B").cap, terms(opened, "B").grace) == (400_000_000, None)
    assert not opened.orders.is_dirty
    assert draft(opened).cap_amount == "4,000,000"
    opened.editing.undo()
    assert terms(opened, "B").cap == 500_000_000
    assert draft(opened).cap_amount == "5,000,000"


def test_that_nothing_is_saved_while_a_field_is_wrong(opened: Session) -> None:
    told = Told(opened)
    typed(opened, amount="52.500")
    opened.orders.save()
    assert not told.done
    assert told.figures[-1].read.faults


def test_that_a_change_of_another_column_is_kept_beside_the_own(opened: Session) -> None:
    typed(opened, cap_units="90")
    written_by_another(opened, CAP, 50_000_000)
    assert (draft(opened).cap_amount, draft(opened).cap_units) == ("500,000", "90")
    opened.orders.save()
    assert (terms(opened, "B").cap, terms(opened, "B").max_units) == (50_000_000, 90)


def test_that_the_same_column_is_asked_and_nothing_is_saved_before(opened: Session) -> None:
    told = Told(opened)
    typed(opened, cap_amount="4,000,000")
    written_by_another(opened, CAP, 50_000_000)
    (asked,) = told.figures[-1].conflicts
    assert asked.conflict.field is DraftField.CAP
    assert asked.page is not None
    assert asked.page_of_file is not None
    sums = [page.amounts[0].accrued.minor // 100 for page in (asked.page, asked.page_of_file)]
    assert sums == [5_500_000, 2_000_000]
    assert opened.orders.noticed is not None
    opened.orders.save()
    assert not told.done
    opened.orders.take_theirs(asked.conflict)
    assert not told.figures[-1].conflicts
    assert (draft(opened).cap_amount, opened.orders.is_dirty) == ("500,000", False)


def test_that_the_own_value_can_be_kept_against_the_file(opened: Session) -> None:
    told = Told(opened)
    typed(opened, cap_amount="4,000,000")
    written_by_another(opened, CAP, 50_000_000)
    written_by_another(opened, CAP, 60_000_000)
    (asked,) = told.figures[-1].conflicts
    assert asked.theirs.cap_amount == "600,000"
    opened.orders.keep_yours(asked.conflict)
    opened.orders.save()
    assert terms(opened, "B").cap == 400_000_000
    opened.editing.undo()
    assert terms(opened, "B").cap == 60_000_000


def test_that_typed_values_come_back_when_the_order_is_opened_again(opened: Session) -> None:
    number = terms(opened, "B").id
    typed(opened, cap_amount="4,000,000")
    opened.select(FREE)
    assert opened.orders.order is None
    assert opened.orders.unsaved(COA) == (number,)
    written_by_another(opened, CAP, 50_000_000)
    opened.select(COA)
    told = Told(opened)
    opened.orders.open(number)
    assert draft(opened).cap_amount == "4,000,000"
    assert len(told.figures[-1].conflicts) == 1


def test_that_an_order_is_added_and_deleted(opened: Session) -> None:
    told = Told(opened)
    opened.orders.open(None)
    typed(opened, amount="10,000", grace=GraceKind.NONE, notified="1 Nov 2026", order="Report")
    assert accrued(opened) == 6_500_000 + 21 * 10_000  # 2 to 22 November
    opened.orders.save()
    assert told.done == [EditKind.ORDER_ADDED]
    assert opened.orders.order is None
    added = terms(opened, "C")
    assert added.order_labels == ("C",)
    opened.orders.open(added.id)
    opened.orders.delete()
    assert told.done[-1] is EditKind.ORDER_DELETED
    assert opened.page is not None
    assert [one.label for one in opened.page.case.terms] == ["A", "B"]
    assert not opened.page.case.orders
    opened.editing.undo()
    assert terms(opened, "C").rates == added.rates


def test_that_orders_are_closed_when_editing_ends(opened: Session) -> None:
    told = Told(opened)
    typed(opened, cap_amount="4,000,000")
    opened.editing.turn_off()
    assert told.closed
    assert accrued(opened) == 6_500_000
    opened.orders.open(terms(opened, "B").id)
    assert opened.orders.order is None
    opened.editing.turn_on()


def test_that_an_order_deleted_by_another_program_can_be_restored(opened: Session) -> None:
    opened.orders.open(None)
    typed(opened, amount="10,000", grace=GraceKind.NONE, notified="1 Nov 2026")
    opened.orders.save()
    opened.orders.open(terms(opened, "C").id)
    typed(opened, amount="20,000")
    written_by_another(opened, "DELETE FROM penalty_rates WHERE amount = 1000000")
    number = terms(opened, "C").id
    written_by_another(opened, "DELETE FROM penalty_terms WHERE id = ?", number)
    assert opened.orders.is_gone
    told = Told(opened)
    opened.orders.save()
    assert not told.done
    opened.orders.restore()
    assert draft(opened).amount == "20,000"
    opened.orders.save()
    assert told.done == [EditKind.ORDER_ADDED]
    assert terms(opened, "C").rates[0].minor == 2_000_000
