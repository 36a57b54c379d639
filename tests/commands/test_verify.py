from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from desktop.__main__ import main
from desktop.domain.edit.change import Edit, EditKind, new_uid
from desktop.store.edit.editor import Editor
from tests.random_edits import event, uids

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def sealed(sample_path: Path, tmp_path: Path) -> Path:
    path = tmp_path / "yours.casefile"
    shutil.copy(sample_path, path)
    with closing(Editor(path, "A")) as editor:
        found = event(uids(path, "investigations")[0], 99)
        editor.apply(Edit(EditKind.EVENT_ADDED, (found,), new_uid()))
    return path


def test_that_a_file_as_it_was_left_is_told(sealed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(sealed)]) == 0
    assert capsys.readouterr().out == "46 sealed tables are as Astreinte left them.\n"


def test_that_what_another_hand_changed_is_told(sealed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(sealed, isolation_level=None)) as other:
        other.execute("UPDATE fines SET amount = amount * 10 WHERE id = 1")
        other.execute("DELETE FROM term_orders WHERE id = 1")
        ((fines,),) = other.execute("SELECT count(*) FROM fines")
        ((orders,),) = other.execute("SELECT count(*) FROM term_orders")
        other.execute("DELETE FROM seals WHERE table_name = 'events'")
    assert main(["verify", str(sealed)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"fines: {fines} rows as before, not all as they were left",
        f"term_orders: {orders + 1} rows were left, {orders} are there",
        "Not sealed, so not compared: events",
        "Another hand changed 2 of 45 sealed tables.",
    ]
    assert main(["verify", str(sealed), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["changed"] == [
        {"table": "fines", "rows": fines, "sealed_rows": fines},
        {"table": "term_orders", "rows": orders, "sealed_rows": orders + 1},
    ]
    assert found["unsealed"] == ["events"]
    assert len(found["sound"]) == 43


def test_that_a_file_without_a_seal_is_told(sample_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(sample_path)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "has no seal yet" in told.err
