"""The counts of an import in words: the equation always, unknown never zero, plurals right."""

from __future__ import annotations

import pytest

from desktop.domain.importing.found import Cleaned, CleanUp, ImportDone, Lack, TextsFound
from desktop.models.importing.counts import (
    button_words,
    changed_words,
    clean_up_words,
    cleaned_columns,
    cleaned_words,
    different_words,
    done_words,
    equation,
    head_words,
    kept_words,
    lack_counts,
    missing_words,
    name_columns,
    new_rows,
    read_words,
    rows_words,
    size_words,
    texts_button,
    texts_counts,
    texts_lines,
    texts_size,
)
from tests.models.importing.making import dry_run


def test_that_the_equation_and_the_lacks_are_told() -> None:
    assert [one.number for one in equation(dry_run())] == ["1,701", "1,670", "31"]
    assert [f"{one.number} {one.words}" for one in lack_counts(dry_run(there=2, changed=(4,)))] == [
        "77 without an amount",
        "1,416 without a source",
        "2 in the file already",
        "1 changed since",
        "1 authority name",
    ]
    every = dry_run(lacks=tuple((lack, 1) for lack in Lack), names=())
    assert len({one.words for one in lack_counts(every)}) == len(Lack)
    assert equation(dry_run(refused=0))[2].tone == ""
    assert equation(dry_run(rows=1))[0].words == "row in"


def test_that_the_button_tells_the_rows_that_would_be_written() -> None:
    dry = dry_run(there=1_660, changed=(4, 5, 6))
    assert (new_rows(dry, overwrite=False), new_rows(dry, overwrite=True)) == (7, 10)
    assert button_words(dry, overwrite=True) == "Import 10 rows"
    assert button_words(dry_run(there=1_669), overwrite=False) == "Import 1 row"
    assert button_words(None, overwrite=False) == "Import"
    assert "in the file already" in kept_words(dry_run(there=1_670), "30 Nov 2026")
    assert "(30 Nov 2026)" in kept_words(dry_run(), "30 Nov 2026")


def test_that_sizes_progress_and_questions_are_sentences() -> None:
    assert size_words(dry_run()) == (
        "1,283,112 bytes · 1,701 rows · 10 columns. A dry run: nothing has been written."
    )
    table = dry_run().table._replace(columns=("a",))
    assert size_words(dry_run(table=table, total=1)).startswith("1,283,112 bytes · 1 row · 1 column.")
    assert read_words(640, 1_701, is_writing=False) == "Read 640 of 1,701 rows"
    assert read_words(640, 1, is_writing=True) == "Imported 640 of 1 row"
    assert head_words(None, "a.csv") == "Import a.csv"
    assert head_words(dry_run().table, "") == "Import fines.csv"
    assert changed_words(1).startswith("1 row has changed")
    assert changed_words(1_000).startswith("1,000 rows have changed")
    assert missing_words(dry_run(missing="the authority")).startswith("No column holds the authority.")
    assert rows_words(1) == "1 row"


@pytest.mark.parametrize(
    ("done", "words"),
    [
        (ImportDone(1_670, 0, 0, 0, 31), ["1,670 imported", "31 refused"]),
        (
            ImportDone(0, 2, 3, 0, 0),
            ["0 imported", "3 overwritten", "2 in the file already", "0 refused"],
        ),
        (ImportDone(1, 0, 0, 4, 0), ["1 imported", "4 changed since, left as they are", "0 refused"]),
    ],
)
def test_that_the_end_of_an_import_is_counted(done: ImportDone, words: list[str]) -> None:
    assert [f"{one.number} {one.words}" for one in done_words(done)] == words


def test_that_clean_ups_and_names_are_listed() -> None:
    assert cleaned_words(dry_run()) == "HTML entities in 110, HTML tags in 9"
    assert len({clean_up_words(kind) for kind in CleanUp}) == len(CleanUp)
    cleaned = Cleaned(1_002, "name", CleanUp.TAGS, "<b>A\nB</b>", "A B")
    assert [column.text(cleaned) for column in cleaned_columns()] == [
        "1,002",
        "name",
        "HTML tags",
        "<b>A B</b>",
        "A B",
    ]
    assert [column.text(("Cnil", "CNIL", 3)) for column in name_columns()] == ["Cnil", "CNIL", "3"]


def test_that_texts_of_investigations_are_counted_and_what_differs_is_listed() -> None:
    texts = TextsFound(("a", "b"), ("c",), (("d", "note: 'x' in the text"),), ("e: no day",))
    assert [f"{one.number} {one.words}" for one in texts_counts(texts)] == [
        "2 new",
        "1 in the file already",
        "1 different",
    ]
    assert texts_size(texts) == "4 investigations. A dry run: nothing has been written."
    assert texts_lines(texts).splitlines() == ["e: no day", "d: note: 'x' in the text"]
    assert texts_lines(texts._replace(problems=("x",) * 20)).splitlines()[-1] == "and 9 more"
    assert texts_button(texts, overwrite=True) == "Import 3 investigations"
    assert texts_button(texts._replace(new=("a",)), overwrite=False) == "Import 1 investigation"
    assert different_words(1).startswith("1 investigation differs.")
    assert different_words(2).startswith("2 investigations differ.")
