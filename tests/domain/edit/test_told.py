"""Steps of the history as they are told."""

from __future__ import annotations

from desktop.domain.case.ids import CaseId
from desktop.domain.edit.change import EditKind
from desktop.domain.edit.told import Subject, ToldStep, TurnOf

ONE = CaseId(1)


def step(table: str, subject: Subject, *, key: str = "batch", is_undone: bool = False) -> ToldStep:
    kind = EditKind.ORDER_CHANGED.value
    return ToldStep(key, "", "You", False, kind, table, TurnOf.EDIT, is_undone, 1, subject)


def test_that_a_step_is_taken_back_once_and_only_by_its_key() -> None:
    order = Subject("penalty_terms", case=ONE)
    assert step("penalty_terms", order).can_be_taken_back
    assert not step("penalty_terms", order, is_undone=True).can_be_taken_back
    assert not step("penalty_terms", order, key="").can_be_taken_back


def test_that_steps_of_orders_and_their_facts_can_change_a_figure_and_no_source_can() -> None:
    order, whole = Subject("penalty_terms", case=ONE), Subject("investigations", case=ONE)
    assert step("stays", order).can_change_figure
    assert step("investigations", whole).can_change_figure
    assert not step("events", whole).can_change_figure
    assert not step("penalty_terms_sources", order).can_change_figure
    assert not step("sources", order).can_change_figure
    assert not step("penalty_terms", Subject("penalty_terms")).can_change_figure
