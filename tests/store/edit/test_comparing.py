from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from desktop.domain.edit.change import Change, Reference
from desktop.exchange.sample.sample import sample_cases
from desktop.store.cases.writing import create_case_file
from desktop.store.edit import comparing
from desktop.store.edit.comparing import FileComparison
from desktop.store.file.casefile import open_case_file

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

WANTED = {"fr-cnil-clearview", "nl-acm-apple"}


def found(earlier: Path, now: Path, *statements: str, uid: str = "") -> list[Change]:
    """The changes found after another program's statements on a copy of a file."""
    now.write_bytes(earlier.read_bytes())
    with closing(sqlite3.connect(now, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement, {"uid": uid})
    with closing(open_case_file(earlier)) as before, closing(open_case_file(now)) as after:
        return [change for some in FileComparison(before, after).found() for change in some]


def test_that_changes_are_found_block_by_block_wherever_a_record_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "_MANY", 4)  # rows in a block
    monkeypatch.setattr(comparing, "_REMEMBERED", 1)
    earlier, now = tmp_path / "earlier.casefile", tmp_path / "now.casefile"
    create_case_file(earlier, [case for case in sample_cases() if case.investigation.slug in WANTED])
    with closing(sqlite3.connect(earlier)) as connection:
        events = connection.execute("SELECT uid, title FROM events ORDER BY id").fetchall()
        cases = dict(connection.execute("SELECT slug, uid FROM investigations").fetchall())
    assert found(earlier, now) == []
    every = found(earlier, now, "UPDATE events SET title = title || '!'")
    assert every == [Change("events", uid, {"title": title}, {"title": f"{title}!"}) for uid, title in events]
    # Another number alone is no change, in whatever block the record lies then.
    assert found(earlier, now, "UPDATE events SET id = 1000 WHERE id = 1") == []
    uid = events[0][0]
    (moved,) = found(earlier, now, "UPDATE events SET id = 1000, title = 'Moved' WHERE uid = :uid", uid=uid)
    assert (moved.before, moved.after) == ({"title": events[0][1]}, {"title": "Moved"})
    (other,) = found(
        earlier,
        now,
        """UPDATE events SET investigation_id = (SELECT id FROM investigations WHERE slug = 'nl-acm-apple')
            WHERE uid = :uid""",
        uid=uid,
    )
    assert other.before == {"investigation_id": Reference("investigations", cases["fr-cnil-clearview"])}
    assert other.after == {"investigation_id": Reference("investigations", cases["nl-acm-apple"])}
    gone = found(earlier, now, "DELETE FROM event_sources", "DELETE FROM event_actors", "DELETE FROM events")
    assert {change.uid for change in gone if change.table == "events"} == {uid for uid, _ in events}
    assert all(change.after is None and change.before and "id" in change.before for change in gone)
    back = found(now, tmp_path / "back.casefile")
    assert back == []
