"""Importing in a session: tried, corrected, written as one step of editing, cancelled for good."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from desktop.domain.edit.change import EditKind
from desktop.domain.importing.found import ImportDone, TextsFound
from desktop.domain.importing.profile import Becomes, DateOrder
from desktop.exchange.tables.profiles import own_profiles
from desktop.store.cases.fresh import create_empty
from tests.inline import inline_session, shown_slugs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from desktop.session.edits.importing import Importing
    from desktop.session.session import Session

TEXT = 'title = "CNIL v. Acme"\nauthority = "CNIL"\nrespondents = ["Acme SAS"]\n'
HEAD = "id,name,price,authority,date,controller,articleViolated,source,summary"
LINES = (
    HEAD,
    "1,Spain,60000,Spanish Data Protection Authority (AEPD),10/09/2019,Acme,Art. 5 GDPR,https://x.org/1,One",
    "2,France,500,CNIL,01/01/1970,Acme,Art. 6 GDPR,,no date",
    "3,Spain,1000,Private person,05/04/2019,Spanish Data Protection Authority (AEPD),Art. 6 GDPR,,swapped",
    "4,France,1000,CNL,05/04/2019,Bank,Art. 6 GDPR,,misspelt",
)


@pytest.fixture
def session(qapp: QApplication, tmp_path: Path) -> Iterator[Session]:
    path = tmp_path / "dossiers.casefile"
    create_empty(path)
    session = inline_session(tmp_path / "sample")
    for keep in (session.keep_modes_in, session.keep_views_in, session.keep_scenarios_in):
        keep(tmp_path / "own")
    session.keep_profiles_in(tmp_path / "profiles")
    session.file.open(path)
    session.editing.turn_on()
    yield session
    session.shut_down()


def opened(session: Session, folder: Path, *lines: str) -> Importing:
    path = folder / "fines.csv"
    path.write_text("\n".join(lines or LINES), encoding="utf-8")
    session.importing.open(path)
    return session.importing


def counts(importing: Importing) -> tuple[int, int, int, int]:
    dry = importing.dry
    assert dry is not None
    assert dry.rows == dry.imported + dry.refused
    return dry.rows, dry.imported, dry.refused, dry.there


def test_that_a_table_is_tried_corrected_written_and_taken_back_as_one_step(
    session: Session, tmp_path: Path
) -> None:
    importing = opened(session, tmp_path)
    assert counts(importing) == (4, 1, 3, 0)
    dry = importing.dry
    assert dry is not None
    (fault,) = dry.listed[1].faults
    assert (fault.swap, fault.swapped) == ("controller", "Spanish Data Protection Authority (AEPD)")
    (near,) = dry.listed[2].faults
    assert near.near == ("CNIL (FR)",)
    importing.correct(4, {"authority": fault.swapped, "controller": fault.written})
    importing.correct(5, {"authority": near.near[0]})
    importing.correct(3, {"date": "nonsense"})
    assert counts(importing) == (4, 3, 1, 0)
    assert importing.dry is not None
    assert [refusal.line for refusal in importing.dry.corrected] == [4, 5]
    assert "not a date" in importing.dry.listed[0].faults[0].reason
    importing.take_back(3)
    assert "no date" in importing.dry.listed[0].faults[0].reason
    done: list[ImportDone] = []
    importing.finished.connect(done.append)
    importing.write(overwrite=False)
    assert done == [ImportDone(new=3, there=0, overwritten=0, left=0, refused=1)]
    assert not importing.is_running
    session.show_section(session.query.section)
    assert shown_slugs(session) != []
    assert session.undoing.next_undo is not None
    assert session.undoing.next_undo.kind is EditKind.IMPORTED
    assert session.editing.changes == 1
    session.undoing.undo()
    assert session.info is not None
    assert session.info.investigations == 0
    session.undoing.redo()
    assert session.info.investigations == 3


def test_that_the_same_table_again_changes_nothing_and_changed_rows_wait_for_a_word(
    session: Session, tmp_path: Path
) -> None:
    opened(session, tmp_path).write(overwrite=False)
    importing = opened(session, tmp_path)
    assert counts(importing) == (4, 1, 3, 1)
    done: list[ImportDone] = []
    importing.finished.connect(done.append)
    importing.write(overwrite=False)
    assert session.editing.changes == 1  # the first import alone
    importing = opened(session, tmp_path, *LINES[:1], LINES[1].replace("60000", "70000"), *LINES[2:])
    assert importing.dry is not None
    assert importing.dry.changed == (2,)
    importing.write(overwrite=False)
    importing.write(overwrite=True)
    assert done == [
        ImportDone(new=0, there=1, overwritten=0, left=0, refused=3),
        ImportDone(new=0, there=0, overwritten=0, left=1, refused=3),
        ImportDone(new=0, there=0, overwritten=1, left=0, refused=3),
    ]
    assert session.editing.changes == 2
    session.undoing.undo()
    importing.try_again()
    assert importing.dry is not None
    assert importing.dry.changed == (2,)


def test_that_another_reading_is_a_new_dry_run(session: Session, tmp_path: Path) -> None:
    importing = opened(session, tmp_path)
    assert importing.dry is not None
    profile = importing.dry.profile
    importing.read_by(replace(profile, date_order=DateOrder.DAY_FIRST, no_date=()))
    assert counts(importing) == (4, 2, 2, 0)  # 10 September, and 1 January 1970
    importing.become("date", None)
    assert importing.dry is not None
    assert (importing.dry.missing, importing.dry.rows, importing.dry.total) == (
        "the day of the decision",
        0,
        4,
    )
    importing.write(overwrite=False)
    assert session.editing.changes == 0
    importing.become("date", Becomes.DECISION_DAY)
    assert counts(importing) == (4, 2, 2, 0)
    importing.read_by(replace(importing.dry.profile, encoding="ascii"))
    assert importing.problem is None  # the table is plain
    importing.read_by(replace(importing.dry.profile, encoding="utf-32"))
    assert importing.problem is not None
    assert importing.problem.code == "encoding"
    importing.take_on("2026-11-30")
    assert importing.dry.taken.on == "2026-11-30"


def test_that_a_name_is_matched_in_every_row_and_kept_with_the_profile(
    session: Session, tmp_path: Path
) -> None:
    importing = opened(session, tmp_path, *LINES, LINES[4].replace("4,France", "5,France"))
    assert counts(importing) == (5, 1, 4, 0)
    importing.match("CNL", "CNIL (FR)")
    assert counts(importing) == (5, 3, 2, 0)
    importing.save_profile("Ours")
    (ours,) = own_profiles(tmp_path / "profiles")
    assert ours.aliases == (("CNL", "CNIL (FR)"),)


def test_that_profiles_templates_and_refused_rows_are_saved(session: Session, tmp_path: Path) -> None:
    importing = opened(session, tmp_path)
    told: list[object] = []
    importing.saved.connect(told.append)
    importing.failed.connect(lambda problem: told.append(problem.sentence))
    importing.become("summary", Becomes.TITLE)
    assert importing.name_for("Generic fines list", "{} of mine") == "Generic fines list of mine"
    importing.save_profile("Generic fines list")
    importing.save_profile("Ours")
    (ours,) = own_profiles(tmp_path / "profiles")
    assert (ours.name, ours.encoding, ours.separator) == ("Ours", "utf-8", ",")
    assert [profile.name for profile in importing.profiles][-1] == "Ours"
    importing.save_template(tmp_path / "t.csv")
    importing.save_refused(tmp_path / "refused.csv")
    importing.save_refused(tmp_path / "dossiers.casefile")
    assert told[0] == "“Generic fines list” is a profile that comes along. Choose another name."
    assert told[1:4] == [tmp_path / "profiles" / "ours.toml", tmp_path / "t.csv", tmp_path / "refused.csv"]
    assert "case file" in str(told[4])
    assert len((tmp_path / "refused.csv").read_text(encoding="utf-8-sig").splitlines()) == 4
    session.importing.open(tmp_path / "fines.csv")
    assert importing.dry is not None
    assert importing.dry.profile.name == "Ours"


def test_that_texts_of_investigations_come_in_as_one_step(session: Session, tmp_path: Path) -> None:
    path, importing = tmp_path / "acme.toml", session.importing
    path.write_text(TEXT, encoding="utf-8")
    done: list[ImportDone] = []
    importing.finished.connect(done.append)
    importing.open(path)
    assert importing.texts == TextsFound(("acme",), (), (), ())
    importing.write(overwrite=False)
    assert session.undoing.next_undo is not None
    importing.try_again()
    assert importing.texts == TextsFound((), ("acme",), (), ())
    path.write_text(TEXT + 'note = "new"\n', encoding="utf-8")
    importing.open(path)
    assert importing.texts.total == 1
    assert [name for name, _ in importing.texts.different] == ["acme"]
    importing.write(overwrite=False)
    importing.write(overwrite=True)
    assert done == [
        ImportDone(1, 0, 0, 0, 0),
        ImportDone(0, 0, 0, 1, 0),
        ImportDone(0, 0, 1, 0, 0),
    ]
    session.undoing.undo()
    session.undoing.undo()
    assert session.info is not None
    assert session.info.investigations == 0
    path.write_text("title = 5", encoding="utf-8")
    importing.open(path)
    assert importing.problem is not None
    assert "acme.toml" in importing.problem.sentence


def test_that_a_cancelled_run_leaves_nothing(session: Session, tmp_path: Path) -> None:
    importing = opened(session, tmp_path)
    told: list[str] = []
    importing.stopped.connect(lambda: told.append("stopped"))
    importing.finished.connect(lambda _done: told.append("finished"))
    importing.progressed.connect(lambda _read, _total: importing.cancel())
    importing.write(overwrite=False)
    assert told == ["stopped"]
    assert session.editing.changes == 0
    assert session.undoing.next_undo is None
    importing.try_again()
    assert told == ["stopped", "stopped"]
    assert not importing.is_running


def test_that_a_pasted_table_is_read_and_no_table_is_refused(session: Session, tmp_path: Path) -> None:
    importing = session.importing
    importing.open_pasted("\n".join(line.replace(",", "\t") for line in LINES))
    assert counts(importing) == (4, 1, 3, 0)
    path = tmp_path / "p.pdf"
    path.write_bytes(b"%PDF-1.7 and so on")
    importing.open(path)
    assert importing.problem is not None
    assert importing.problem.sentence.startswith("“p.pdf” is not a spreadsheet this program reads.")
    importing.close()
    assert [importing.path, importing.dry, importing.problem] == [None] * 3
