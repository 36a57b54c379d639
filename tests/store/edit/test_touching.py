"""The investigations that an edit touches."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from desktop.domain.edit.change import Edit, EditKind, Reference, added, changed, deleted, new_uid
from desktop.store.edit.editor import Editor
from desktop.store.edit.touching import investigations_of
from desktop.store.file.casefile import open_case_file
from tests.random_edits import uids

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.edit.change import Change


def test_that_an_edit_touches_the_investigation_that_its_records_belong_to(
    few_path: Path, tmp_path: Path
) -> None:
    path = tmp_path / "mine.casefile"
    path.write_bytes(few_path.read_bytes())
    terms = uids(path, "penalty_terms")[0]
    with closing(open_case_file(path)) as file, closing(Editor(path, "A")) as editor:

        def touched(*changes: Change) -> frozenset[int] | None:
            made = editor.apply(Edit(EditKind.FACT_CHANGED, changes, new_uid()))
            return investigations_of(file, made.changes)

        sql = "SELECT i.id, i.uid FROM penalty_terms t JOIN investigations i ON i.id = t.investigation_id"
        owner, case = file.rows(f"{sql} WHERE t.uid = :uid", {"uid": terms})[0]
        own = frozenset({owner})
        days = {"start_day": "2024-01-01", "known_on": "2024-01-01", "kind": "accrual"}
        stay = added("stays", new_uid(), term_id=Reference("penalty_terms", terms), **days)
        assert touched(stay) == own
        assert touched(changed("stays", stay.uid, {"note": ""}, {"note": "By the court"})) == frozenset(
            {owner}
        )
        assert touched(deleted("stays", stay.uid, {})) == own
        authority = uids(path, "authorities")[0]
        name = (editor.record("authorities", authority) or {})["name"]
        assert touched(changed("authorities", authority, {"name": name}, {"name": "Another"})) is None
        source = added("sources", new_uid(), url="https://example.org/new", publisher="")
        assert touched(source) == frozenset()
        holiday = added("holidays", new_uid(), calendar="FR", day="2040-01-02", name="", source="a law")
        assert touched(holiday) is None
        assert touched(deleted("investigations", case, {})) == own
