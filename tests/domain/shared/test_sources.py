"""Sources of every kind of record, added, changed and removed in a file with two real cases."""

from __future__ import annotations

import dataclasses
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from desktop.domain.edit.change import EditKind
from desktop.domain.edit.citing import JOINED, SourceFacts
from desktop.domain.shared.sources import FactKey, source_added, source_changed, source_removed
from desktop.domain.source import Source, SourceKind
from desktop.store.cases.cases import load_case, load_cases
from desktop.store.cases.citing import known_source, load_cited
from desktop.store.cases.writing import create_case_file
from desktop.store.edit.editor import Editor
from desktop.store.edit.tables import edited
from desktop.store.file.casefile import open_case_file
from tests.old_files import write_schema_1

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.domain.case.case import Case
    from desktop.domain.shared.sources import CitedRecord
    from desktop.store.file.casefile import CaseFile

SLUG = "fr-cnil-clearview"
LINK = SourceFacts("https://www.lemonde.fr/a", "Le Monde", SourceKind.PRESS, date(2026, 11, 30), title="Un")


@pytest.fixture(scope="module")
def case(sample_path: Path) -> Case:
    """A real case with a fact of every kind."""
    with closing(open_case_file(sample_path)) as sample:
        every, found = load_cases(sample), load_case(sample, SLUG)
    assert found is not None
    facts: dict[str, Any] = {
        name: next((some for one in every for line in one.terms if (some := getattr(line, name))), ())
        for name in ("stays", "compliance", "findings", "tallies", "occurrences", "payments", "liquidations")
    }
    return dataclasses.replace(found, terms=(dataclasses.replace(found.terms[0], **facts), *found.terms[1:]))


@pytest.fixture(scope="module")
def file(case: Case, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CaseFile]:
    path = tmp_path_factory.mktemp("sources") / "mine.casefile"
    create_case_file(path, [case])
    with closing(open_case_file(path)) as opened:
        yield opened


@pytest.fixture
def editor(file: CaseFile) -> Iterator[Editor]:
    """An editor, whose steps are all taken back at the end."""
    with closing(Editor(file.path, "You")) as made:
        yield made
        while made.next_undo is not None:
            made.undo()


def _records(file: CaseFile, case: Case) -> dict[FactKey, CitedRecord]:
    return {record.key: record for record in load_cited(file, case.investigation.id)}


def test_that_every_table_with_a_join_to_sources_can_be_cited() -> None:
    joins = {name for name, table in edited().items() if any(c.name == "source_id" for c in table.columns)}
    assert {f"{name}_sources" for name in JOINED.values()} == joins


def test_that_a_source_is_added_to_every_kind_of_record_and_undone(
    editor: Editor, file: CaseFile, case: Case
) -> None:
    before, whole = _records(file, case), load_case(file, SLUG)
    assert {key.table for key in before} == JOINED.keys() - {"fine_stages", "occurrences"} | (
        {"occurrences"} if case.terms[0].occurrences else set()
    )
    firsts = {key.table: record for key, record in reversed(before.items())}
    for record in firsts.values():
        source = LINK.known_as(known_source(file, LINK))
        assert editor.apply(source_added(record.reference, source)).kind is EditKind.SOURCE_ADDED
    after = _records(file, case)
    for first in firsts.values():
        key, record = first.key, after[first.key]
        assert len(record.sources) == len(before[key].sources) + 1
        cited = record.sources[-1]
        assert dataclasses.replace(cited.facts, uid="") == LINK
        assert cited.others == len(firsts) - 1  # the same record of it supports them all
    shown = load_case(file, SLUG)
    assert shown is not None
    one = Source(LINK.url, LINK.publisher)
    line = shown.terms[0]
    for facts in (shown.fines, shown.provisions, shown.orders, line.stays, line.compliance, line.payments):
        assert facts[0].sources[-1] == one
    while editor.next_undo is not None:
        editor.undo()
    assert _records(file, case) == before
    assert load_case(file, SLUG) == whole


def test_that_a_record_is_known_by_its_place_in_the_case(file: CaseFile, case: Case) -> None:
    records, number = _records(file, case), case.investigation.id
    for place, event in enumerate(case.events):
        record = records[FactKey("events", number, place)]
        assert (record.words, record.day) == (event.title, event.date)
    for place, decision in enumerate(case.decisions):
        assert records[FactKey("decisions", number, place)].words == decision.title
    for place, fine in enumerate(case.fines):
        assert records[FactKey("fines", number, place)].amount == fine.amount
    for place, fixed in enumerate(case.terms[0].liquidations):
        assert records[FactKey("liquidations", case.terms[0].id, place)].amount == fixed.amount
    assert records[FactKey("investigation_provisions", number, 0)].words == case.provisions[0].text
    rate = records[FactKey("penalty_rates", case.terms[0].id, 0)].amount
    assert rate is not None
    assert (rate.minor, rate.currency) == (case.terms[0].rates[0].minor, case.terms[0].currency)


def test_that_a_change_of_a_source_is_one_for_all_records_that_it_supports(
    editor: Editor, file: CaseFile, case: Case
) -> None:
    fine, event = FactKey("fines", case.investigation.id), FactKey("events", case.investigation.id)
    records = _records(file, case)
    editor.apply(source_added(records[fine].reference, LINK))
    known = LINK.known_as(known_source(file, LINK))
    editor.apply(source_added(records[event].reference, known))
    cited = _records(file, case)[fine].sources[-1]
    wanted = dataclasses.replace(cited.facts, kind=SourceKind.OFFICIAL, title="Deux")
    edit = source_changed(cited, wanted)
    assert edit is not None
    assert editor.apply(edit).kind is EditKind.SOURCE_CHANGED
    assert _records(file, case)[event].sources[-1].facts == wanted
    assert source_changed(_records(file, case)[fine].sources[-1], wanted) is None


def test_that_a_removed_source_goes_from_the_file_once_nothing_rests_on_it(
    editor: Editor, file: CaseFile, case: Case
) -> None:
    keys = [FactKey("fines", case.investigation.id), FactKey("orders", case.investigation.id)]
    for key in keys:
        record = _records(file, case)[key]
        editor.apply(source_added(record.reference, LINK.known_as(known_source(file, LINK))))
    for key, is_left in zip(keys, (True, False), strict=True):
        record = _records(file, case)[key]
        assert editor.apply(source_removed(record.reference, record.sources[-1])).kind
        assert bool(known_source(file, LINK)) is is_left
    editor.undo()
    assert _records(file, case)[keys[1]].sources[-1].facts.url == LINK.url


def test_that_a_kind_that_the_file_does_not_name_is_guessed_and_can_be_changed(
    editor: Editor, file: CaseFile, case: Case
) -> None:
    key = FactKey("investigations", case.investigation.id)
    cited = _records(file, case)[key].sources[0]
    assert not cited.has_kind
    edit = source_changed(cited, dataclasses.replace(cited.facts, kind=SourceKind.LAW_FIRM))
    assert edit is not None
    editor.apply(edit)
    changed = _records(file, case)[key].sources[0]
    assert (changed.facts.kind, changed.has_kind) == (SourceKind.LAW_FIRM, True)
    assert cited.facts.kind is not SourceKind.LAW_FIRM


def test_that_the_same_link_said_to_be_something_else_is_a_source_of_its_own(
    editor: Editor, file: CaseFile, case: Case
) -> None:
    record = _records(file, case)[FactKey("fines", case.investigation.id)]
    editor.apply(source_added(record.reference, LINK))
    bare = dataclasses.replace(LINK, publisher="", title="")
    assert known_source(file, bare) == known_source(file, LINK) != ""
    assert not known_source(file, dataclasses.replace(LINK, title="Another page of it"))
    assert not known_source(file, dataclasses.replace(LINK, url="https://www.lemonde.fr/b"))


def test_that_a_file_without_uids_tells_of_no_record(case: Case, tmp_path: Path) -> None:
    new, path = tmp_path / "new.casefile", tmp_path / "old.casefile"
    create_case_file(new, [case])
    write_schema_1(new, path)
    with closing(open_case_file(path)) as old:
        assert load_cited(old, case.investigation.id) == ()
        assert load_case(old, SLUG) == case
