"""Case files as text and back: nothing is lost, nothing comes twice, and what is wrong is told."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from desktop.exchange.cases.exporting import export_cases
from desktop.exchange.cases.importing import import_cases
from desktop.exchange.table import TableError
from desktop.store.cases.writing import create_case_file
from desktop.store.cells.problems import collected
from desktop.store.cells.rows import TABLES
from desktop.store.edit.editor import Editor
from desktop.store.edit.errors import EditError
from desktop.store.file.casefile import open_case_file
from desktop.store.file.errors import CaseFileError
from tests.benchmarks.investigations import random_cases
from tests.counts import SEED, counted
from tests.filling import NOT_COMPARED, held, scramble, write_cases, write_full
from tests.sampled import sampled

pytestmark = pytest.mark.costly

ROOT = Path(__file__).parents[3]
MINIMAL = 'title = "CNIL v. Example"\nauthority = "CNIL"\nrespondents = ["Example SAS"]\n'
FEW = {"fr-cnil-kaspr", "fr-cnil-clearview", "nl-acm-apple"}
FINE, DOCUMENT = f"{MINIMAL}[[fines]]\n", f"{MINIMAL}[[documents]]\n"


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("full") / "full.casefile"
    write_full(path)
    return path


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("few") / "few.casefile"
    write_cases(path, [case for case in sampled() if case.investigation.slug in FEW])
    return path


def export(path: Path, folder: Path) -> list[str]:
    with closing(open_case_file(path)) as file:
        return export_cases(file, folder).problems


def texts_in(folder: Path) -> dict[str, bytes]:
    return {
        one.relative_to(folder).as_posix(): one.read_bytes()
        for one in sorted(folder.rglob("*"))
        if one.is_file() and one.name != "casefile.toml"  # which names the case file
    }


def text(folder: Path, words: str, name: str = "case.toml") -> Path:
    path = folder / name
    path.write_text(words, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("blank") / "blank.casefile"
    create_case_file(path, ())
    return path


@pytest.fixture
def empty(blank: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(blank, tmp_path / "mine.casefile"))


def test_that_every_column_of_the_full_file_holds_something_the_text_does_not_leave_out(full: Path) -> None:
    with closing(open_case_file(full)) as file:
        assert collected(file).rows == 0
    with closing(sqlite3.connect(full)) as connection:
        for table in TABLES.values():
            for column in table.columns if table.name not in NOT_COMPARED else ():
                sql = f"SELECT count(*) FROM {table.name} WHERE {column.name} NOT IN ('', 0)"  # noqa: S608
                assert connection.execute(sql).fetchone()[0], f"{table.name}.{column.name}"


def test_that_the_sample_comes_back_from_its_text_row_for_row(sample_path: Path, tmp_path: Path) -> None:
    assert export(sample_path, tmp_path / "texts") == []
    done = import_cases(tmp_path / "texts", tmp_path / "after.casefile", "You")
    assert (len(done.new), done.problems, done.different) == (53, [], {})
    assert held(tmp_path / "after.casefile") == held(sample_path)


def test_that_a_row_in_every_table_and_column_comes_back_and_again_changes_nothing(
    full: Path, tmp_path: Path
) -> None:
    after = tmp_path / "after.casefile"
    assert export(full, tmp_path / "texts") == []
    done = import_cases(tmp_path / "texts", after, "You")
    assert (done.problems, done.different) == ([], {})
    assert held(after) == held(full)
    assert export(after, tmp_path / "again") == []
    assert texts_in(tmp_path / "again") == texts_in(tmp_path / "texts")

    before = after.read_bytes()
    again = import_cases(tmp_path / "texts", after, "You")
    assert (again.new, again.same, again.shared, again.different) == ([], done.new, {}, {})
    assert after.read_bytes() == before


def test_that_any_file_comes_back_as_it_was(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    before, after = tmp_path / "before.casefile", tmp_path / "after.casefile"
    create_case_file(before, random_cases(counted(200)))
    scramble(before, chance, 0.3)
    export(before, tmp_path / "texts")
    assert import_cases(tmp_path / "texts", after, "You").is_all_in
    assert held(after) == held(before)
    assert import_cases(tmp_path / "texts", after, "You").new == []


def test_that_letters_no_case_file_should_hold_survive_and_are_told(few: Path, tmp_path: Path) -> None:
    before, after = tmp_path / "before.casefile", tmp_path / "after.casefile"
    shutil.copy(few, before)
    with closing(sqlite3.connect(before)) as connection, connection:
        words = "a\x00b\x01\x1b[0m\x7f\x85 \r\n \ufffd end"
        connection.execute("UPDATE investigations SET note = ?, title = ? WHERE id = 1", (words, words))
    export(before, tmp_path / "texts")
    done = import_cases(tmp_path / "texts", after, "You")
    assert len(done.problems) == 2
    assert "note" in done.problems[1]
    assert held(after) == held(before)


def test_that_three_lines_are_a_case(tmp_path: Path, empty: Path) -> None:
    done = import_cases(text(tmp_path, MINIMAL, "example.toml"), empty, "You")
    assert (done.new, done.shared) == (["example"], {"authorities": 1, "respondents": 1})
    with closing(sqlite3.connect(empty)) as connection:
        found = connection.execute("SELECT name, zone FROM authorities").fetchone()
        assert found == ("Commission nationale de l'informatique et des libertés (CNIL)", "Europe/Paris")
        assert connection.execute("SELECT author, kind FROM changes").fetchall() == [("You", "import")]
    with closing(open_case_file(empty)) as file:
        assert collected(file).rows == 0


def test_that_the_same_words_again_change_nothing_though_they_give_no_uid(
    tmp_path: Path, empty: Path
) -> None:
    words = MINIMAL + '[[events]]\ndate = 2022-10-17\ntitle = "Order"\nsources = ["https://example.org/a"]\n'
    path = text(tmp_path, words)
    import_cases(path, empty, "You")
    before = empty.read_bytes()
    assert import_cases(path, empty, "You").same == ["case"]
    assert empty.read_bytes() == before


def test_that_a_case_that_differs_is_told_and_left(tmp_path: Path, empty: Path) -> None:
    path = text(tmp_path, MINIMAL)
    import_cases(path, empty, "You")
    before = empty.read_bytes()
    path.write_text(MINIMAL.replace("Example SAS", "Another SAS") + 'note = "new"\n', encoding="utf-8")
    done = import_cases(path, empty, "You")
    assert list(done.different) == ["case"]
    assert "Another SAS" in done.different["case"] or "note" in done.different["case"]
    assert (done.new, done.shared) == ([], {})
    assert empty.read_bytes() == before


def test_that_an_import_is_one_step_that_can_be_taken_back(tmp_path: Path, empty: Path) -> None:
    before = held(empty)
    import_cases(text(tmp_path, MINIMAL), empty, "You")
    with closing(Editor(empty, "You")) as editor:
        assert editor.undo() is not None
    assert held(empty) == before


def test_that_a_case_is_replaced_where_that_is_asked_and_can_be_taken_back(few: Path, tmp_path: Path) -> None:
    into, texts = tmp_path / "copy.casefile", tmp_path / "texts"
    shutil.copy(few, into)
    export(into, texts)
    path = texts / "cases" / "fr-cnil-kaspr.toml"
    words = path.read_text(encoding="utf-8")
    path.write_text(words.replace('title = "', 'title = "New: ', 1), encoding="utf-8")
    done = import_cases(path, into, "You", replace=True)
    assert (done.replaced, done.new, done.different, done.shared) == (["fr-cnil-kaspr"], [], {}, {})
    assert import_cases(path, into, "You", replace=True).same == ["fr-cnil-kaspr"]
    with closing(sqlite3.connect(into)) as connection:
        found = connection.execute("SELECT slug FROM investigations WHERE title LIKE 'New: %'").fetchall()
    assert found == [("fr-cnil-kaspr",)]
    before, now = held(few), held(into)
    assert {table: len(rows) for table, rows in now.items()} == {
        table: len(rows) for table, rows in before.items()
    }
    with closing(Editor(into, "You")) as editor:
        assert editor.undo() is not None
    now = held(into)
    assert {table: sorted(rows, key=repr) for table, rows in now.items()} == {
        table: sorted(rows, key=repr) for table, rows in before.items()
    }


def test_that_a_dry_run_writes_nothing(tmp_path: Path, empty: Path) -> None:
    before = empty.read_bytes()
    assert import_cases(text(tmp_path, MINIMAL), empty, "You", dry_run=True).new == ["case"]
    assert empty.read_bytes() == before
    import_cases(text(tmp_path, MINIMAL), tmp_path / "new.casefile", "You", dry_run=True)
    assert not (tmp_path / "new.casefile").exists()


def test_that_a_single_text_brings_what_it_names_from_the_texts_beside_it(
    few: Path, tmp_path: Path, empty: Path
) -> None:
    export(few, tmp_path / "texts")
    done = import_cases(tmp_path / "texts" / "cases" / "fr-cnil-kaspr.toml", empty, "You")
    assert done.new == ["fr-cnil-kaspr"]
    assert done.shared["authorities"] == 1
    assert done.shared["sources"] < 20


def test_that_shared_rows_of_the_same_words_are_not_doubled(tmp_path: Path, empty: Path) -> None:
    import_cases(text(tmp_path, MINIMAL, "one.toml"), empty, "You")
    done = import_cases(text(tmp_path, MINIMAL, "two.toml"), empty, "You")
    assert (done.new, done.shared) == (["two"], {})


def test_that_a_document_is_a_file_that_is_checked(full: Path, tmp_path: Path) -> None:
    export(full, tmp_path / "texts")
    (place,) = (tmp_path / "texts" / "documents").iterdir()
    place.write_bytes(b"%PDF-1.7\nAnother order.")
    with pytest.raises(TableError, match="is not that of the file"):
        import_cases(tmp_path / "texts", tmp_path / "new.casefile", "You")
    assert not (tmp_path / "new.casefile").exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("title = 1\nauthority = 'CNIL'\nrespondents = ['A']", "case.toml: title must be a text, not 1"),
        ("authority = 'CNIL'\nrespondents = ['A']", "case.toml: title is missing: one line"),
        ("title = 'A'\nauthority = 'CNIL'", "case.toml: respondents is missing"),
        ("title = 'A'\nrespondents = ['A']", "case.toml: authority is missing"),
        ("title = 'A'\nauthority = 'CNILL'\nrespondents = ['A']", "authority 'CNILL' is not known: "),
        ("title = ", "case.toml: is not TOML: Invalid value"),
        ("a = " + "[" * 5_000, "case.toml: is not"),
        (f"{MINIMAL}colour = 'red'", "case.toml: unknown colour"),
        (f"{MINIMAL}opened = '2022-13'", "case.toml: opened: '2022-13' is not a date"),
        (f"{MINIMAL}confidence = 'sure'", "case.toml: confidence 'sure' is not one of confirmed"),
        (f"{FINE}amount = '1,5'\ncurrency = 'EUR'", "fines 1: amount '1,5' is not an amount of EUR"),
        (f"{FINE}amount = '5'", "fines 1: currency is missing: it is given where amount is given"),
        (f"{MINIMAL}[[events]]\ndate = '2022'\ntitle = ''", "events 1: title '' is not one line"),
        (f"{MINIMAL}[[terms]]\nlabel = 'A'\ncurrency = 'euro'", "terms 1: currency 'euro' is not a"),
        (f"{DOCUMENT}file = '../mine.casefile'", "'../mine.casefile' is not a file in the folder"),
        (f"{DOCUMENT}name = 'a'", "documents 1: media_type is missing"),
        (f"{MINIMAL}uid = 'x'", "case.toml: uid 'x' is not an id"),
        (f"{MINIMAL}events = 5", "case.toml: events must be a list"),
        (f"{MINIMAL}events = ['a']", "case.toml, events 1 is not a table"),
        (f"{MINIMAL}[uids]\nevents = []", "case.toml, uids: unknown events"),
    ],
)
def test_that_a_fault_names_file_key_value_and_what_is_allowed(
    words: str, sentence: str, tmp_path: Path, empty: Path
) -> None:
    before = empty.read_bytes()
    with pytest.raises(TableError) as caught:
        import_cases(text(tmp_path, words), empty, "You")
    assert sentence in str(caught.value)
    assert empty.read_bytes() == before


def test_that_one_faulty_text_keeps_all_others_out(tmp_path: Path, empty: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    text(folder, MINIMAL, "a.toml")
    text(folder, "title = 1", "b.toml")
    before = empty.read_bytes()
    with pytest.raises(TableError, match=r"b\.toml"):
        import_cases(folder, empty, "You")
    assert empty.read_bytes() == before


def test_that_a_uid_of_another_record_is_refused(few: Path, tmp_path: Path) -> None:
    export(few, tmp_path / "texts")
    path = tmp_path / "texts" / "cases" / "fr-cnil-kaspr.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines.remove(next(line for line in lines if line.startswith("uid = ")))
    into = tmp_path / "copy.casefile"
    shutil.copy(few, into)
    path.rename(path.with_name("other.toml")).write_text("\n".join(lines), encoding="utf-8")
    before = into.read_bytes()
    with pytest.raises(TableError, match="is that of another record of the file"):
        import_cases(tmp_path / "texts" / "cases" / "other.toml", into, "You")
    assert into.read_bytes() == before


def test_that_a_list_of_cases_that_names_a_missing_one_is_refused(few: Path, tmp_path: Path) -> None:
    export(few, tmp_path / "texts")
    (tmp_path / "texts" / "cases" / "fr-cnil-kaspr.toml").unlink()
    with pytest.raises(TableError, match=r"there is no “fr-cnil-kaspr\.toml” in “cases”"):
        import_cases(tmp_path / "texts", tmp_path / "new.casefile", "You")


@pytest.mark.parametrize("into", ["a.txt", "no/such.casefile"])
def test_that_what_is_no_case_file_is_left(into: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("mine")
    with pytest.raises((CaseFileError, EditError)):
        import_cases(text(tmp_path, MINIMAL), tmp_path / into, "You")
    assert (tmp_path / "a.txt").read_text() == "mine"


def test_that_nothing_stays_of_an_import_that_is_killed(tmp_path: Path, empty: Path) -> None:
    path, before = text(tmp_path, MINIMAL), held(empty)
    killed = (
        "import os, signal\nfrom pathlib import Path\n"
        "from desktop.exchange.cases.importing import import_cases\n"
        "from desktop.store.edit import adding\n"
        "adding.EditHistory.write = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"import_cases(Path({str(path)!r}), Path({str(empty)!r}), 'You')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", killed], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert import_cases(path, empty, "You", dry_run=True).new == ["case"]
    with closing(sqlite3.connect(empty)) as connection:  # which takes back what was left half done
        assert connection.execute("SELECT count(*) FROM respondents").fetchone() == (0,)
    assert held(empty) == before
