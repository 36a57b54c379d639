"""Columns in words: each as written and as read, and what a day is not."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.case.case import Lane
from desktop.domain.days.period import parse_date
from desktop.domain.edit.imported import ImportedEvent, ImportedFine, Key
from desktop.domain.importing.found import SampleRow
from desktop.domain.importing.profile import Becomes, RowMeaning
from desktop.exchange.tables.profiles import shipped_profiles
from desktop.models.importing.columns import column_columns, mapped_columns, read_words, used_words
from desktop.models.importing.settings import (
    currency_choices,
    encoding_choices,
    fact_choices,
    fact_words,
    order_choices,
    separator_choices,
    sign_choices,
)
from tests.models.importing.making import COLUMNS, ROW, WRITTEN, dry_run, fines


def read(row: object, other: object = None) -> dict[str, str]:
    dry = dry_run(sample=SampleRow(7, WRITTEN, row, other))  # type: ignore[arg-type]
    return {column.heading: read_words(column) for column in mapped_columns(dry)}


def test_that_each_column_is_shown_as_it_is_read() -> None:
    assert read(ROW, parse_date("2019-09-10")) == {
        "id": "6",
        "name": "Romania (RO)",
        "authority": "ANSPDCP · matched",
        "controller": "Vreau Credit SRL",
        "date": "9 Oct 2019, not 10 Sep 2019",
        "price": "€20,000 imposed",
        "articleViolated": "GDPR 32, GDPR 33",
        "source": "Official · dataprotection.ie",
        "summary": "kept as text",
        "x": "—",
    }
    poor = replace(ROW, respondent="", fine=ImportedFine(None, "EUR"), provisions=(), sources=())
    found = read(poor)
    assert [found[name] for name in ("controller", "date", "price", "articleViolated", "source")] == [
        "not named",
        "9 Oct 2019",
        "amount not known",
        "no provision read",
        "no link",
    ]
    assert read(replace(ROW, fine=None, description="Bank", respondent=""))["controller"] == "Bank"
    assert read(replace(ROW, fine=None))["price"] == "no fine"


def test_that_what_a_file_holds_is_shown_on_one_line_and_without_tricks() -> None:
    dry = dry_run()
    (last,) = [column for column in mapped_columns(dry) if column.heading == "x"]
    assert last.written == "y[U+202E]z"
    assert used_words(dry) == "9 of 10 used  ·  cleaned: 119 cells"
    assert used_words(dry_run(clean_ups=())) == "9 of 10 used"
    titles = [column.title for column in column_columns(7)]
    assert titles == ["In the file", "Becomes", "Line 7, as written", "Line 7, as read"]
    assert column_columns(None)[3].title == "As read"
    assert [column.heading for column in mapped_columns(dry_run(sample=None))] == [*COLUMNS]


def test_that_events_are_read_by_their_own_facts() -> None:
    profile = shipped_profiles()[-1]
    assert profile.rows is RowMeaning.EVENTS
    event = ImportedEvent(
        Key(2, "", "d"), "acme", parse_date("2019"), "fine", Lane.AUTHORITY, "A fine", "", ()
    )
    table = dry_run().table._replace(columns=("case", "date", "event", "kind", "lane"))
    written = ("Acme", "2019", "A fine", "fine", "")
    dry = dry_run(profile=profile, table=table, sample=SampleRow(2, written, event, None))
    assert [column.read for column in mapped_columns(dry)][:3] == ["acme", "2019", "A fine"]
    assert Becomes.FINE not in dict(fact_choices(profile))


def test_that_every_setting_has_words_and_keeps_what_is_set() -> None:
    assert dict(encoding_choices("koi8-r"))["koi8-r"] == "koi8-r"
    assert dict(separator_choices("\t"))["\t"] == "tab"
    assert dict(separator_choices("~"))["~"] == "~"
    assert currency_choices("EUR", has_column=False)[0] == ("EUR", "EUR, all rows")
    assert dict(currency_choices("XAU", has_column=True))["XAU"] == "XAU, where none is written"
    assert len(order_choices()) == 3
    assert [value for value, _ in sign_choices()] == [".", ","]
    assert len({fact_words(fact) for fact in (*Becomes, None)}) == len(Becomes) + 1
    assert fact_choices(fines())[-1] == (None, "Not imported")
