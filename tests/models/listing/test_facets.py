"""The entries of the sidebar."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from desktop.domain.listing.answer import Answer
from desktop.domain.listing.facets import Choice, Facet, FacetKind, Query, Section
from desktop.models.listing.facets import EntryKind, SidebarModel, entries

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

SECTIONS = ((Section.OVERVIEW, 53), (Section.ALL, 53), (Section.RUNNING, 6), (Section.DEADLINES, 3))
NAMES = ("A", "B", "C", "D", "E", "F", "G")
FACETS = tuple(Facet(FacetKind.RESPONDENT, name, name, 9 - n) for n, name in enumerate(NAMES))


def answer(
    sections: tuple[tuple[Section, int], ...], facets: tuple[Facet, ...] = (), *, complete: bool = True
) -> Answer:
    return Answer(array("q"), facets, sections, complete=complete)


def test_that_the_model_keeps_its_promises_while_lines_change(
    qtmodeltester: ModelTester, qtbot: QtBot
) -> None:
    model = SidebarModel()
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt says no types
    model.set_entries(entries(answer(SECTIONS, FACETS), Query(), frozenset()))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt says no types
    model.set_entries(entries(answer(SECTIONS, FACETS), Query(section=Section.RUNNING), frozenset()))
    model.set_entries(())
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt says no types


def test_that_sections_have_counts_and_the_overview_has_none() -> None:
    lines = entries(answer(SECTIONS), Query(section=Section.RUNNING), frozenset())
    assert [(line.words, line.number, line.chosen) for line in lines] == [
        ("Overview", "", False),
        ("All investigations", "53", False),
        ("Running penalties", "6", True),
        ("Deadlines", "3", False),
    ]


def test_that_few_values_are_shown_until_more_are_wanted() -> None:
    few = entries(answer((), FACETS), Query(), frozenset())
    more = entries(answer((), FACETS), Query(), frozenset({FacetKind.RESPONDENT}))
    assert [line.words for line in few if line.kind is EntryKind.VALUE] == list(NAMES[:5])
    assert [line.words for line in more if line.kind is EntryKind.VALUE] == list(NAMES)
    assert (few[-1].words, more[-1].words) == ("More…", "Less")


def test_that_a_chosen_value_is_always_shown_and_can_be_cleared() -> None:
    lines = entries(answer((), FACETS), Query(choices=(Choice(FacetKind.RESPONDENT, "G"),)), frozenset())
    assert [line.words for line in lines if line.chosen and line.kind is EntryKind.VALUE] == ["G"]
    assert any(line.kind is EntryKind.CLEAR for line in lines)


def test_that_values_nobody_has_are_left_out_with_their_heading() -> None:
    assert all(
        line.kind is EntryKind.SECTION
        for line in entries(answer((), (Facet(FacetKind.YEAR, "2020", "2020", 0),)), Query(), frozenset())
    )


def test_that_states_and_countries_are_shown_in_words() -> None:
    facets = (Facet(FacetKind.STATE, "grace", "grace", 1), Facet(FacetKind.COUNTRY, "NL", "NL", 1))
    words = [
        line.words
        for line in entries(answer((), facets), Query(), frozenset())
        if line.kind is EntryKind.VALUE
    ]
    assert words == ["Grace period", "Netherlands"]


def test_that_counts_of_an_answer_still_to_come_are_marked() -> None:
    lines = entries(answer(SECTIONS, FACETS, complete=False), Query(), frozenset())
    assert not any(line.is_final for line in lines)


def test_that_a_count_not_made_is_never_nought() -> None:
    chosen = Facet(FacetKind.STATE, "grace", "grace", None)
    query = Query(choices=(Choice(FacetKind.STATE, "grace"),))
    lines = entries(answer((), (chosen,), complete=False), query, frozenset())
    assert [(line.words, line.number) for line in lines if line.number] == [
        ("All investigations", "…"),
        ("Running penalties", "…"),
        ("Deadlines", "…"),
        ("Grace period", "…"),
    ]
