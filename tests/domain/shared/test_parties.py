"""Authorities and respondents changed and merged, in a file with real cases."""

from __future__ import annotations

import dataclasses
import sqlite3
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.domain.case.case import CaseId, EventId, Respondent
from desktop.domain.case.lei import is_lei
from desktop.domain.case.terms import TermsId
from desktop.domain.edit.change import Edit, EditKind, Reference, added, changed, new_uid
from desktop.domain.shared.parties import (
    AUTHORITIES,
    RESPONDENTS,
    Party,
    merged,
    party_changed,
    with_authority,
)
from desktop.domain.shared.party_form import PartyFlaw, authority_form, party_form
from desktop.store.cases.cases import load_case, load_cases
from desktop.store.cases.parties import find_parties, load_party, parties_of
from desktop.store.cases.writing import create_case_file
from desktop.store.edit.editor import Editor
from desktop.store.edit.seals import verify
from desktop.store.edit.tables import edited
from desktop.store.file.casefile import open_case_file
from tests.old_files import write_schema_1

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.domain.case.case import Case
    from desktop.domain.edit.change import Cell
    from desktop.store.file.casefile import CaseFile

DAY = date(2026, 11, 30)
SLUG = "fr-cnil-clearview"


def _cases(sample_path: Path) -> list[Case]:
    """A real case; one more of another authority in another zone against the same, named otherwise."""
    with closing(open_case_file(sample_path)) as sample:
        first = load_case(sample, SLUG)
    assert first is not None
    one = first.investigation
    authority = dataclasses.replace(one.authority, name="C.N.I.L.", zone="Pacific/Noumea", regime="")
    other = Respondent("Clearview AI Incorporated", "Clearview", "", "company")
    line = dataclasses.replace(first.terms[0], id=TermsId(900), zone="Pacific/Noumea")
    own = dataclasses.replace(line, id=TermsId(901), zone="Europe/Berlin")
    return [
        first,
        dataclasses.replace(
            first,
            investigation=dataclasses.replace(
                one, id=CaseId(900), slug="other", authority=authority, respondents=(other,)
            ),
            events=tuple(
                dataclasses.replace(event, id=EventId(900_000 + place))
                for place, event in enumerate(first.events)
            ),
            terms=(line, own),
        ),
        dataclasses.replace(
            first,
            investigation=dataclasses.replace(
                one, id=CaseId(901), slug="both", respondents=(*one.respondents, other)
            ),
            events=(),
            terms=(),
        ),
    ]


@pytest.fixture(scope="module")
def path(sample_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("parties") / "mine.casefile"
    create_case_file(path, _cases(sample_path))
    return path


@pytest.fixture
def file(path: Path) -> Iterator[CaseFile]:
    with closing(open_case_file(path)) as opened:
        yield opened


@pytest.fixture
def editor(path: Path) -> Iterator[Editor]:
    """An editor, whose steps are all taken back at the end."""
    before = _rows(path)
    with closing(Editor(path, "You")) as made:
        yield made
        while made.next_undo is not None:
            made.undo()
    assert _rows(path) == before
    assert not verify(path).changed


def _rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()  # noqa: S608 - ours
            for table in edited()
        }


def _party(file: CaseFile, table: str, words: str) -> Party:
    (found,) = (one for one in find_parties(file, table, words) if one.name == words)
    party = load_party(file, table, found.uid)
    assert party is not None
    return party


def _first(file: CaseFile, table: str) -> Party:
    party = load_party(file, table, parties_of(file, table, load_cases(file)[0].investigation.id)[0])
    assert party is not None
    return party


def test_that_parties_are_found_by_every_name_and_counted(editor: Editor, file: CaseFile) -> None:
    assert [(one.name, one.cases) for one in find_parties(file, AUTHORITIES, "c.n.i")] == [("C.N.I.L.", 1)]
    (clearview,) = find_parties(file, RESPONDENTS, "corporated")
    assert (clearview.short_name, clearview.cases) == ("Clearview", 2)
    assert find_parties(file, RESPONDENTS, "100%_!") == ()
    assert len(find_parties(file, RESPONDENTS, "")) == 2
    party = _party(file, RESPONDENTS, "Clearview AI Incorporated")
    edit = party_changed(party, party.cells, ("Smartcheckr", "", "Smartcheckr"))
    assert edit is not None
    editor.apply(edit)
    assert [one.uid for one in find_parties(file, RESPONDENTS, "smartc")] == [party.uid]
    assert load_party(file, RESPONDENTS, "no such uid") is None


def test_that_an_authority_is_renamed_and_its_lines_follow_its_time_zone(
    editor: Editor, file: CaseFile
) -> None:
    party = _party(file, AUTHORITIES, "C.N.I.L.")
    cells = {**party.cells, "name": "CNIL Nouméa", "zone": "Europe/Paris"}
    edit = party_changed(party, cells, ("C.N.I.L.",))
    assert edit is not None
    assert editor.apply(edit).kind is EditKind.PARTY_CHANGED
    case = load_case(file, "other")
    assert case is not None
    assert case.investigation.authority.name == "CNIL Nouméa"
    # One line had a time zone of its own.
    assert [line.zone for line in case.terms] == ["Europe/Paris", "Europe/Berlin"]
    again = load_party(file, AUTHORITIES, party.uid)
    assert again is not None
    assert again.names == ("CNIL Nouméa", "CNIL", "C.N.I.L.")
    assert party_changed(again, again.cells, ("C.N.I.L.",)) is None
    gone = party_changed(again, again.cells, ())
    assert gone is not None
    editor.apply(gone)
    assert _party(file, AUTHORITIES, "CNIL Nouméa").other_names == ()


def test_that_merged_authorities_are_one_with_all_investigations_and_names(
    editor: Editor, file: CaseFile
) -> None:
    stays, goes = _first(file, AUTHORITIES), _party(file, AUTHORITIES, "C.N.I.L.")
    expected = load_case(file, "other")
    assert editor.apply(merged(stays, goes)).kind is EditKind.PARTIES_MERGED
    case, first = load_case(file, "other"), load_case(file, SLUG)
    assert case is not None
    assert first is not None
    assert expected is not None
    assert case == with_authority(expected, first.investigation.authority)
    assert [line.zone for line in case.terms] == ["Europe/Paris", "Europe/Berlin"]
    (left,) = find_parties(file, AUTHORITIES, "")
    assert (left.uid, left.cases) == (stays.uid, 3)
    assert _first(file, AUTHORITIES).names == (*stays.names, "C.N.I.L.")


def test_that_merged_respondents_stand_once_in_each_investigation(editor: Editor, file: CaseFile) -> None:
    stays, goes = _first(file, RESPONDENTS), _party(file, RESPONDENTS, "Clearview AI Incorporated")
    uid, origin = new_uid(), new_uid()
    parent = added("respondents", uid, name="Group", short_name="Group", country="US", kind="company")
    lei: dict[str, Cell] = {"lei": "529900T8BM49AURSDO55", "parent_id": Reference(RESPONDENTS, uid)}
    changes = (
        parent,
        changed(RESPONDENTS, goes.uid, {"lei": "", "parent_id": None}, lei),
        changed(RESPONDENTS, uid, {"parent_id": None}, {"parent_id": goes.reference}),
        added("origins", origin, record_table=RESPONDENTS, record_uid=goes.uid, data_set="a list"),
    )
    editor.apply(Edit(EditKind.PARTY_CHANGED, changes, new_uid()))
    goes = _party(file, RESPONDENTS, "Clearview AI Incorporated")
    assert goes.children == (uid,)
    editor.apply(merged(stays, goes))
    one = _first(file, RESPONDENTS)
    assert (one.cells["lei"], one.cells["parent_id"]) == (lei["lei"], lei["parent_id"])
    assert one.cells["country"] == stays.cells["country"] != ""
    assert (one.children, one.about) == ((uid,), (("origins", origin),))
    assert set(one.names) == {*stays.names, *goes.names}
    for slug in (SLUG, "other", "both"):
        case = load_case(file, slug)
        assert case is not None
        assert [respondent.name for respondent in case.investigation.respondents] == [stays.name]


@pytest.mark.parametrize("is_child", [True, False])
def test_that_a_merge_with_its_own_parent_makes_nobody_a_parent_of_itself(
    editor: Editor, file: CaseFile, *, is_child: bool
) -> None:
    stays, goes = _first(file, RESPONDENTS), _party(file, RESPONDENTS, "Clearview AI Incorporated")
    child, above = (stays, goes) if is_child else (goes, stays)
    parent = changed(RESPONDENTS, child.uid, {"parent_id": None}, {"parent_id": above.reference})
    editor.apply(Edit(EditKind.PARTY_CHANGED, (parent,), new_uid()))
    stays, goes = _first(file, RESPONDENTS), _party(file, RESPONDENTS, "Clearview AI Incorporated")
    editor.apply(merged(stays, goes))
    assert _first(file, RESPONDENTS).cells["parent_id"] is None


def test_that_an_lei_needs_its_check_digits() -> None:
    # By hand: the letters stand for 10 to 35, and the number so written leaves 1 when divided by 97.
    number = int("529900" + "29" + "8" + "11" + "22" + "49" + "10" + "30" + "27" + "28" + "13" + "24" + "55")
    assert number % 97 == 1
    assert is_lei("529900T8BM49AURSDO55")
    for wrong in ("529900T8BM49AURSDO54", "529900T8BM49AURSDO5", "529900t8bm49aursdo55", "", None, 5):
        assert not is_lei(wrong)


def test_that_a_form_tells_what_is_wrong_and_makes_the_edit(editor: Editor, file: CaseFile) -> None:
    party = _first(file, RESPONDENTS)
    form = party_form(party)
    assert form.edit(form.read(DAY)) is None
    wrong = form.put("lei", "529900T8BM49AURSDO54")
    assert [found.flaw for found in wrong.read(DAY).faults] == [PartyFlaw.NO_LEI]
    assert wrong.edit(wrong.read(DAY)) is None
    assert form.put("name", " ").read(DAY).missing == ("name",)
    sound = form.put("lei", " 529900t8 bm49aursdo55").put("other_names", "Clearview\n\n Smart  check \n")
    edit = sound.edit(sound.read(DAY))
    assert edit is not None
    editor.apply(edit)
    changed_party = _first(file, RESPONDENTS)
    assert changed_party.cells["lei"] == "529900T8BM49AURSDO55"
    assert [other.name for other in changed_party.other_names] == ["Clearview", "Smart check"]


def test_that_a_new_authority_needs_a_name_a_country_and_a_time_zone() -> None:
    form = authority_form()
    assert form.read(DAY).missing == ("name", "short_name", "country", "zone")
    assert form.authority(form.read(DAY)) is None
    typed = {"name": "Office", "short_name": "O", "country": "IS", "zone": "Atlantic/Reykjavik"}
    for name, value in typed.items():
        form = form.put(name, value)
    found = form.authority(form.read(DAY))
    assert found is not None
    assert (found.name, found.zone, found.regime) == ("Office", "Atlantic/Reykjavik", "")


def test_that_a_file_without_uids_tells_of_no_party(sample_path: Path, tmp_path: Path) -> None:
    new, path = tmp_path / "new.casefile", tmp_path / "old.casefile"
    create_case_file(new, _cases(sample_path)[:1])
    write_schema_1(new, path)
    with closing(open_case_file(path)) as old:
        assert find_parties(old, AUTHORITIES, "") == ()
        assert parties_of(old, RESPONDENTS, 1) == ()
        assert load_party(old, AUTHORITIES, "x") is None


def test_that_a_regime_is_taken_over_where_the_authority_that_stays_has_none(file: CaseFile) -> None:
    goes, stays = _first(file, AUTHORITIES), _party(file, AUTHORITIES, "C.N.I.L.")
    assert (goes.cells["regime"], stays.cells["regime"]) == ("FR-CNIL", "")
    change = merged(stays, goes).changes[0]
    assert (change.uid, change.after) == (stays.uid, {"regime": "FR-CNIL"})
    assert party_form(stays).table == AUTHORITIES
