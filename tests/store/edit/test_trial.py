"""Edits tried on a copy in memory: the case is the one they would leave, and nothing is written."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from desktop.domain.edit.change import Edit, EditKind, Reference, added, changed, deleted, new_uid
from desktop.store.cases.cases import load_case
from desktop.store.cases.writing import create_case_file
from desktop.store.edit.editor import Editor
from desktop.store.edit.errors import CellRefusedError, EditConflict, EditError
from desktop.store.edit.trial import CaseTrial
from desktop.store.file.casefile import open_case_file
from tests.pages import case_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.domain.edit.change import Cell, Change
    from desktop.store.file.casefile import CaseFile

COA, POLAND = "nl-coa-westerwolde", "eu-poland-judges"
PAYMENT: dict[str, Cell] = {
    "paid_start": "2024-05-01",
    "paid_end": "2024-05-31",
    "paid_precision": "month",
    "amount": 5_250_000,
    "currency": "EUR",
    "known_on": "2024-06-01",
    "kind": "paid",
    "note": "",
}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CaseFile]:
    path = tmp_path_factory.mktemp("trial") / "mine.casefile"
    create_case_file(path, [case_of(COA), case_of(POLAND)])
    with closing(open_case_file(path)) as opened:
        yield opened


@pytest.fixture
def trial(file: CaseFile) -> Iterator[CaseTrial]:
    case = load_case(file, COA)
    assert case is not None
    with closing(CaseTrial(file, case.investigation.id)) as made:
        yield made


def edit(*changes: Change) -> Edit:
    return Edit(EditKind.FACT_CHANGED, changes, new_uid())


def payment(trial: CaseTrial, **more: Cell) -> Change:
    owner = trial.records("penalty_terms")[0][0]
    cells = {"term_id": Reference("penalty_terms", owner), **PAYMENT, **more}
    return added("payments", new_uid(), **cells)


def test_that_the_case_is_the_one_that_the_edit_leaves_in_the_file(
    trial: CaseTrial, file: CaseFile, tmp_path: Path
) -> None:
    tally, cells = trial.records("tallies")[0]
    liquidation, fixed = trial.records("liquidations")[0]
    new = payment(trial)
    every = edit(
        new,
        added("sources", source := new_uid(), url="https://x.example", publisher="", kind="press"),
        added(
            "payment_sources",
            new_uid(),
            payment_id=Reference("payments", new.uid),
            source_id=Reference("sources", source),
        ),
        changed("tallies", tally, cells, {"units": 72}),
        deleted("liquidations", liquidation, fixed),
    )
    before, bytes_before = load_case(file, COA), file.path.read_bytes()
    tried = trial.case_with(every)
    assert load_case(file, COA) == before
    copy = tmp_path / "copy.casefile"
    copy.write_bytes(bytes_before)
    with closing(Editor(copy, "You")) as editor:
        editor.apply(every)
    with closing(open_case_file(copy)) as other:
        assert tried == load_case(other, COA)
    assert tried != before
    assert file.path.read_bytes() == bytes_before
    assert trial.case_with(edit()) == before  # what was tried is taken back


def test_that_a_source_of_another_investigation_can_be_joined(trial: CaseTrial, file: CaseFile) -> None:
    known = {uid for uid, _ in trial.records("sources")}
    other = next(row["uid"] for row in file.rows("SELECT uid FROM sources") if row["uid"] not in known)
    new = payment(trial)
    join = added(
        "payment_sources",
        new_uid(),
        payment_id=Reference("payments", new.uid),
        source_id=Reference("sources", other),
    )
    case = trial.case_with(edit(new, join))
    assert case is not None
    assert len(case.terms[0].payments[-1].sources) == 1


def test_that_what_the_file_would_refuse_is_refused(trial: CaseTrial) -> None:
    uid, cells = trial.records("tallies")[0]
    with pytest.raises(CellRefusedError):
        trial.case_with(edit(payment(trial, currency="?")))
    with pytest.raises(EditError):
        trial.case_with(edit(payment(trial, term_id=Reference("penalty_terms", "gone"))))
    with pytest.raises(EditConflict) as caught:
        trial.case_with(edit(changed("tallies", uid, {**cells, "units": 3}, {"units": 4})))
    assert (caught.value.at.column, caught.value.now) == ("units", cells["units"])
    with pytest.raises(EditConflict):
        trial.case_with(edit(changed("tallies", "gone", cells, {"units": 4})))
    assert trial.case_with(edit()) is not None


def test_that_a_deleted_investigation_leaves_no_case(trial: CaseTrial) -> None:
    ((uid, cells),) = trial.records("investigations")
    assert trial.case_with(edit(deleted("investigations", uid, cells))) is None
