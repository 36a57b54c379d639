"""The shapes of the text: a place for every column, and a page that says so."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path

import pytest

from desktop.exchange.cases.case_shapes import CASE, LEFT_OUT, ORIGINS, SHARED
from desktop.exchange.cases.importing import import_cases
from desktop.store.cases.cases import load_case
from desktop.store.cells.problems import collected
from desktop.store.cells.rows import TABLES
from desktop.store.file.casefile import open_case_file
from tests.exchange.cases.documented import key_lines

PAGE = Path(__file__).parents[3] / "resources" / "samples" / "cases" / "README.md"
README = Path(__file__).parents[3] / "README.md"


def test_that_every_column_of_every_table_has_its_key() -> None:
    placed = {"document_contents": {"document_id", "data"}}  # the file beside the text
    for shape in (*CASE.deep(), *SHARED, ORIGINS):
        columns = {column for key in shape.all_keys() for column in key.columns}
        columns |= {group.given for group in shape.groups if group.given}
        placed[shape.table] = columns | {"uid"} | ({shape.owner} if shape.owner else set())
    placed["origins"].add("record_table")
    assert placed.keys() == TABLES.keys() - set(LEFT_OUT)
    for table, columns in placed.items():
        assert columns == {column.name for column in TABLES[table].columns} - {"id"}, table


def test_that_no_record_has_two_keys_of_one_name() -> None:
    for shape in (*CASE.deep(), *SHARED):
        names = [key.name for key in shape.keys]
        names += [*(group.name for group in shape.groups), *(inner.name for inner in shape.inner)]
        names += ["uid", "origins"]
        assert len(names) == len(set(names)), shape.table


def test_that_every_key_is_on_the_page() -> None:
    told = PAGE.read_text(encoding="utf-8").partition("## Keys\n\n")[2]
    assert told.splitlines() == "\n".join(key_lines()).rstrip().splitlines()


@pytest.mark.parametrize("page", [PAGE, README])
def test_that_every_example_is_a_case(page: Path, tmp_path: Path) -> None:
    examples = re.findall(r"```toml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    assert examples
    for number, words in enumerate(examples):
        path, into = tmp_path / f"case{number}.toml", tmp_path / f"case{number}.casefile"
        path.write_text(words, encoding="utf-8")
        done = import_cases(path, into, "You")
        assert (done.new, done.problems) == ([f"case{number}"], [])
        with closing(open_case_file(into)) as file:
            assert collected(file).rows == 0
            case = load_case(file, f"case{number}")
            assert case is not None
            assert case.investigation.authority.short_name == "CNIL"


def test_that_the_complete_example_has_every_kind_of_fact(tmp_path: Path) -> None:
    *_, words = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "case.toml").write_text(words, encoding="utf-8")
    import_cases(tmp_path / "case.toml", tmp_path / "into.casefile", "You")
    with closing(open_case_file(tmp_path / "into.casefile")) as file:
        case = load_case(file, "case")
    assert case is not None
    (line,) = case.terms
    assert (line.liquidations[0].amount.minor, line.rates[0].minor) == (220_000_000, 10_000_000)
    assert [event.title for event in case.events] == ["First complaint", "Fine, order and daily penalty"]
