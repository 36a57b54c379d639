"""Exporting: the same text every time, and nothing of anybody else's is written over."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop.exchange.cases.exporting import Exported, export_cases
from desktop.exchange.cases.importing import import_cases
from desktop.exchange.cases.layout import document_name, stem_of
from desktop.output import OutputError
from desktop.store.cases.writing import create_case_file
from desktop.store.file.casefile import open_case_file
from tests.benchmarks.investigations import random_cases
from tests.old_files import write_schema_1

pytestmark = pytest.mark.costly


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("three") / "three.casefile"
    create_case_file(path, random_cases(3))
    return path


@pytest.fixture
def few(three: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(three, tmp_path / "few.casefile"))


def export(path: Path, folder: Path) -> Exported:
    with closing(open_case_file(path)) as file:
        return export_cases(file, folder)


def all_in(folder: Path) -> dict[str, bytes]:
    return {
        one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()
    }


def test_that_the_same_file_gives_the_same_bytes(few: Path, tmp_path: Path) -> None:
    assert export(few, tmp_path / "texts").cases == 3
    before = all_in(tmp_path / "texts")
    export(few, tmp_path / "texts")
    assert all_in(tmp_path / "texts") == before


def test_that_a_case_in_which_nobody_is_named_comes_back(few: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(few)) as connection, connection:
        connection.execute("DELETE FROM investigation_respondents WHERE investigation_id = 2")
    export(few, tmp_path / "texts")
    assert sum(b"respondents = []" in text for text in all_in(tmp_path / "texts").values()) == 1
    other = tmp_path / "other.casefile"
    create_case_file(other, ())
    assert len(import_cases(tmp_path / "texts", other, "You").new) == 3
    export(other, tmp_path / "again")
    cases = {name: text for name, text in all_in(tmp_path / "texts").items() if name.startswith("cases/")}
    assert cases.items() <= all_in(tmp_path / "again").items()


def test_that_a_case_that_is_no_more_goes_from_an_earlier_export(few: Path, tmp_path: Path) -> None:
    export(few, tmp_path / "texts")
    mine = tmp_path / "texts" / "cases" / "mine.toml"
    mine.write_text("title = 'of somebody else'", encoding="utf-8")
    with closing(sqlite3.connect(few)) as connection, connection:
        connection.execute("UPDATE investigations SET slug = 'renamed' WHERE id = 2")
    export(few, tmp_path / "texts")
    names = {one.name for one in (tmp_path / "texts" / "cases").iterdir()}
    assert len(names) == 4
    assert {"renamed.toml", "mine.toml"} < names


@pytest.mark.parametrize("name", ["authorities.toml", "casefile.toml", "cases/{slug}.toml"])
def test_that_what_is_no_export_of_the_file_is_left(name: str, few: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(few)) as connection:
        (slug,) = connection.execute("SELECT slug FROM investigations WHERE id = 2").fetchone()
    place = tmp_path / "texts" / name.format(slug=slug)
    place.parent.mkdir(parents=True)
    place.write_text("mine = true\n", encoding="utf-8")
    with pytest.raises(OutputError, match="it was left as it is"):
        export(few, tmp_path / "texts")
    assert all_in(tmp_path / "texts") == {name.format(slug=slug): b"mine = true\n"}


def test_that_the_export_of_another_file_is_left(few: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.casefile"
    create_case_file(other, random_cases(1))
    export(few, tmp_path / "texts")
    before = all_in(tmp_path / "texts")
    with pytest.raises(OutputError, match="not an export of this case file"):
        export(other, tmp_path / "texts")
    assert all_in(tmp_path / "texts") == before


def test_that_a_folder_that_cannot_be_made_is_a_sentence(few: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for folder in (tmp_path / "no" / "texts", tmp_path / "file", tmp_path / "nul\x00l"):
        with pytest.raises(OutputError):
            export(few, folder)
    assert (tmp_path / "file").read_text() == "mine"


def test_that_slugs_that_no_disk_takes_are_other_names_and_come_back(few: Path, tmp_path: Path) -> None:
    slugs = ["../../etc/passwd", "CON", "Ünï\u202e \U0001f600"]
    with closing(sqlite3.connect(few)) as connection, connection:
        for number, slug in enumerate(slugs, 1):
            connection.execute("UPDATE investigations SET slug = ? WHERE id = ?", (slug, number))
    export(few, tmp_path / "texts")
    names = sorted(one.name for one in (tmp_path / "texts" / "cases").iterdir())
    assert len(names) == 3
    assert all(name.isascii() and name == name.lower() for name in names)
    assert import_cases(tmp_path / "texts", tmp_path / "into.casefile", "You").new == slugs


def test_that_names_keep_apart_and_say_what_they_can() -> None:
    assert stem_of("fr-cnil-kaspr", "0a") == "fr-cnil-kaspr"
    assert stem_of("Fr/Cnil", "0a3a7f0e-61a5-5d0c") == "fr-cnil-0a3a7f0e-61a5"
    assert stem_of("x" * 500, "0a") == f"{'x' * 60}-0a"
    assert document_name("0a" * 32, "../Order n° 5.pdf") == "0a0a0a0a0a0a0a0a-Order-n-5.pdf"


def test_that_a_slug_that_is_anothers_file_name_keeps_its_own_file(few: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(few)) as connection, connection:
        (uid,) = connection.execute("SELECT uid FROM investigations WHERE id = 1").fetchone()
        for number, slug in enumerate(("A b", stem_of("A b", uid)), 1):
            connection.execute("UPDATE investigations SET slug = ? WHERE id = ?", (slug, number))
    export(few, tmp_path / "texts")
    assert len(import_cases(tmp_path / "texts", tmp_path / "into.casefile", "You").new) == 3


def test_that_a_file_of_the_first_schema_is_written_as_well(few: Path, tmp_path: Path) -> None:
    path = tmp_path / "old.casefile"
    write_schema_1(few, path)
    assert export(path, tmp_path / "texts").cases
    assert import_cases(tmp_path / "texts", tmp_path / "into.casefile", "You").is_all_in


def test_that_a_document_of_another_digest_is_told_and_comes_back(few: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(few)) as connection, connection:
        cells = f"1, 'a.pdf', 'application/pdf', '{'0a' * 32}', 3"
        columns = "investigation_id, name, media_type, sha256, size"
        connection.execute(f"INSERT INTO documents ({columns}) VALUES ({cells})")  # noqa: S608
        connection.execute("INSERT INTO document_contents (document_id, data) VALUES (1, x'010203')")
    assert len(export(few, tmp_path / "texts").problems) == 1
    done = import_cases(tmp_path / "texts", tmp_path / "into.casefile", "You")
    assert (len(done.new), len(done.problems)) == (3, 1)
