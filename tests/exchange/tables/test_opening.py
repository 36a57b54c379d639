"""Tables of every kind as rows with line numbers, and files that are no tables."""

from __future__ import annotations

import json
import os
import zipfile
from datetime import date
from random import Random
from typing import TYPE_CHECKING

import pytest

from desktop.domain.importing.profile import Profile
from desktop.exchange.tables.content import UnreadableTableError
from desktop.exchange.tables.workbook import OLE
from tests.counts import SEED, counted
from tests.exchange.tables.making import FINES, HUB, TRACKER, opened, write_ods, write_xlsx, written

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.exchange.tables.content import Content

PLAIN = Profile(name="plain")


def lines_of(content: Content) -> list[tuple[int, tuple[object, ...]]]:
    return [(line.number, line.cells) for line in content.lines()]


def refused(path: Path, profile: Profile = PLAIN) -> tuple[str, str]:
    with pytest.raises(UnreadableTableError) as error:
        opened(path, profile)
    return error.value.code, str(error.value)


@pytest.mark.parametrize(
    ("encoding", "separator", "name"),
    [
        ("utf-8", ",", "a.csv"),
        ("utf-8-sig", ";", "a.csv"),
        ("utf-16", ";", "a.csv"),
        ("cp1252", ";", "a.csv"),
        ("utf-8", "\t", "a.tsv"),
        ("utf-8", "|", "a.txt"),
    ],
)
def test_that_encoding_and_separator_are_proposed(
    encoding: str, separator: str, name: str, tmp_path: Path
) -> None:
    rows = [
        ["id", "authority", "summary"],
        *([str(n), "CNIL", "Décision déjà publiée à l'été"] for n in range(9)),
    ]
    path = written(tmp_path / name, *(separator.join(row) for row in rows), encoding=encoding)
    content = opened(path, PLAIN)
    assert content.columns == ("id", "authority", "summary")
    assert content.separator == separator
    assert lines_of(content)[0] == (2, ("0", "CNIL", "Décision déjà publiée à l'été"))
    assert content.total == 9


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1250", "Decyzja została wydana przez urząd, świętość żółwia"),
        ("cp1251", "Решение на комисията за защита на личните данни"),
        ("cp1253", "Απόφαση της Αρχής Προστασίας Δεδομένων"),
    ],
)
def test_that_other_alphabets_of_older_files_are_proposed(encoding: str, words: str, tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "id;summary", *(f"{n};{words}" for n in range(9)), encoding=encoding)
    assert lines_of(opened(path, PLAIN))[0] == (2, ("0", words))


def test_that_a_text_over_several_lines_is_one_row_and_empty_lines_are_none(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "id,summary", '1,"one', 'two"', "", " , ", "2,x", "")
    assert lines_of(opened(path, PLAIN)) == [(2, ("1", "one\ntwo")), (6, ("2", "x"))]


def test_that_a_comma_at_the_end_makes_a_column_without_a_name_and_no_row_wider(tmp_path: Path) -> None:
    content = opened(written(tmp_path / "a.csv", "Date,USD,", "2026-10-30,1.1172,", "2026-10-29,N/A,"), PLAIN)
    assert content.columns == ("Date", "USD", "Column 3")
    assert content.total == 2


def test_that_headings_are_told_apart(tmp_path: Path) -> None:
    content = opened(written(tmp_path / "a.csv", ",date,Date", "x,1,2"), PLAIN)
    assert content.columns == ("Column 1", "date", "Date (2)")


def test_that_headings_are_found_below_a_title_and_at_the_line_of_the_profile(tmp_path: Path) -> None:
    lines = ("Fines of the year,,", "as of today,,", "id,authority,price", "1,CNIL,5")
    path = written(tmp_path / "a.csv", *lines)
    assert opened(path, FINES).columns == ("id", "authority", "price")
    assert lines_of(opened(path, FINES)) == [(4, ("1", "CNIL", "5"))]
    assert opened(path, Profile(name="two", header=2)).columns[0] == "as of today"


def test_that_a_workbook_keeps_numbers_days_and_line_numbers(tmp_path: Path) -> None:
    rows: list[list[object]] = [["id", "date", "fine"], [1, date(2018, 12, 9), 4800], [2, 2018, "Unknown"]]
    content = opened(write_xlsx(tmp_path / "a.xlsx", rows, first=3), PLAIN)
    assert content.columns == ("id", "date", "fine")
    assert lines_of(content) == [(4, (1.0, date(2018, 12, 9), 4800.0)), (5, (2.0, 2018.0, "Unknown"))]
    assert content.sheets == ("Fines",)
    assert refused(tmp_path / "a.xlsx", Profile(name="other", sheet="Sums"))[0] == "no-sheet"


def test_that_an_opendocument_sheet_is_read(tmp_path: Path) -> None:
    content = opened(write_ods(tmp_path / "a.ods", [["id", "date"], ["1", "2018-12-09"]]), PLAIN)
    assert content.columns == ("id", "date")
    assert lines_of(content) == [(2, ("1", "2018-12-09"))]


def test_that_json_is_read_as_a_list_in_an_object_and_line_by_line(tmp_path: Path) -> None:
    rows = [{"id": 1, "articles": ["Art. 5 GDPR", "Art. 6 GDPR"]}, {"id": 2, "fine": None}, {"fine": 0.5}]
    shapes = {
        "a.json": json.dumps(rows),
        "b.json": json.dumps({"metadata": {"n": 3}, "rows": rows}),
        "c.ndjson": "\n".join(json.dumps(row) for row in rows),
    }
    for name, words in shapes.items():
        content = opened(written(tmp_path / name, words), PLAIN)
        assert content.columns == ("id", "articles", "fine")
        assert [cells for _, cells in lines_of(content)] == [
            (1, "Art. 5 GDPR, Art. 6 GDPR", None),
            (2, None, None),
            (None, None, 0.5),
        ]


def test_that_a_line_that_is_no_object_is_a_row_with_a_fault(tmp_path: Path) -> None:
    content = opened(written(tmp_path / "a.ndjson", '{"id": 1}', "{broken", '{"id": 2}'), PLAIN)
    assert [bool(line.fault) for line in content.lines()] == [False, True, False]
    assert content.total == 3


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b"%PDF-1.7 and more"),
        ("a.csv", b"id,name\n1,\0\n"),
        ("a.xlsx", b"PK\x03\x04 and nothing that is packed"),
        ("a.xls", OLE + b"\0" * 600),
        ("a.json", b"{"),
        ("a.json", b"[" * 100_000),
        ("a.json", b'{"a": 1, "a": 2}'),
        ("a.md", b"# A page\n\nof something else\n"),
        ("a.txt", b"A letter.\nIt has no columns.\n"),
    ],
)
def test_that_what_is_no_table_is_refused_in_a_sentence(name: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    code, sentence = refused(path)
    assert code == "not-a-table"
    assert sentence.startswith(f"“{name}” is not a spreadsheet this program reads.")


def test_that_places_without_a_file_are_refused_and_a_pipe_does_not_hang(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").touch()
    os.mkfifo(tmp_path / "pipe.csv")
    assert refused(tmp_path / "no.csv")[0] == "missing"
    assert refused(tmp_path)[0] == "folder"
    assert refused(tmp_path / "empty.csv")[0] == "empty"
    assert refused(tmp_path / "pipe.csv")[0] == "not-a-file"


def test_that_an_encoding_of_the_profile_is_held_to(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "id,summary", "1,été", encoding="cp1252")
    assert refused(path, Profile(name="p", encoding="utf-8"))[0] == "encoding"
    assert refused(path, Profile(name="p", encoding="klingon"))[0] == "no-encoding"
    assert opened(path, Profile(name="p", encoding="cp1252")).total == 1


def test_that_files_that_would_fill_the_memory_are_refused_unopened(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", b" " * 30_000_000)
    assert refused(bomb)[0] == "too-large"
    wide = written(tmp_path / "wide.csv", ",".join(map(str, range(600))), "1")
    assert refused(wide)[0] == "too-large"
    huge = tmp_path / "huge.csv"
    huge.touch()
    os.truncate(huge, 300_000_000)
    assert refused(huge)[0] == "too-large"


def test_that_a_damaged_workbook_never_raises_anything_else(tmp_path: Path) -> None:
    good = write_xlsx(tmp_path / "a.xlsx", [["id", "date"], [1, date(2020, 1, 2)], [2, "x"]]).read_bytes()
    random, path = Random(SEED), tmp_path / "b.xlsx"
    for _ in range(counted(300)):
        data = bytearray(good)
        for _ in range(random.randrange(1, 8)):
            data[random.randrange(len(data))] = random.randrange(256)
        path.write_bytes(data[: random.randrange(len(data) // 2, len(data) + 1)])
        try:
            assert opened(path, PLAIN).total >= 0
        except UnreadableTableError as error:
            assert "b.xlsx" in str(error)  # noqa: PT017 - either is right


PAGE = """# CNIL (France) - SAN-1

**Authority:** CNIL (France)

**Jurisdiction:** France

**Relevant Law:** Article 6 GDPRArticle 12 GDPR

**Decided:** 17.10.2022

**Fine:** 20,000 EUR

**Parties:** n/a

**Original Source:** [CNIL](https://example.org/decision) (in FR)
"""
BOX = """<html><head><title>CNIL (France) - SAN-1 - GDPRhub</title></head><table>
<tr><td>Authority:</td><td><a href="/x">CNIL</a> (France)</td></tr>
<tr><td>Jurisdiction:</td><td>France</td></tr>
<tr><td>Relevant Law:</td><td>Article 6 GDPR<br>Article 12 GDPR</td></tr>
<tr><td>Decided:</td><td>17.10.2022</td></tr>
<tr><td>Published:</td><td></td></tr>
<tr><td>Fine:</td><td>20,000 EUR</td></tr>
<tr><td>Parties:</td><td>n/a</td></tr>
<tr><td>Original Source:</td><td><a href="https://example.org/decision">CNIL</a> (in FR)</td></tr></table>"""


@pytest.mark.parametrize(("name", "words"), [("a.md", PAGE), ("a.html", BOX)])
def test_that_a_saved_page_is_one_row(name: str, words: str, tmp_path: Path) -> None:
    content = opened(written(tmp_path / name, words), HUB)
    (line,) = content.lines()
    found = dict(zip(content.columns, line.cells, strict=True))
    assert found["Page"] == "CNIL (France) - SAN-1"
    assert found["Authority"] == "CNIL (France)"
    assert found["Decided"] == "17.10.2022"
    assert found["Published"] is None
    assert found["Link"] == "https://example.org/decision"


def test_that_the_shipped_profiles_know_their_own_columns(tmp_path: Path) -> None:
    path = written(tmp_path / "a.json", json.dumps([{"etid": 1, "authority": "CNIL", "date": "2020"}]))
    assert TRACKER.missing(opened(path, TRACKER).columns) == ""
    assert TRACKER.missing(("etid", "date")) == "the authority"
    assert FINES.missing(("price", "authority")) == "the day of the decision"
