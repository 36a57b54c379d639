from __future__ import annotations

from desktop.domain.edit.told import ToldCell
from desktop.models.edit.cell_words import cell_words, changed_words, column_words, date_words, whole_words


def cells(**changed: tuple[object, object]) -> tuple[ToldCell, ...]:
    return tuple(ToldCell(name, *values) for name, values in changed.items())  # type: ignore[arg-type]


def test_that_values_read_as_a_person_writes_them() -> None:
    expected = {
        ("title", "Inspection ordered", ""): "Inspection ordered",
        ("note", "", ""): "not given",
        ("cap", None, "EUR"): "not given",
        ("amount", 0, "EUR"): "€0",
        ("amount", 520000000, "EUR"): "€5,200,000",
        ("amount", 5200, ""): "5,200",
        ("on_day", "2023-04-13", ""): "13 Apr 2023",
        ("on_day", "2023-02-30", ""): "2023-02-30",
        ("franc", 1, ""): "yes",
        ("relapse", 0, ""): "no",
        ("title", "a\u202eb", ""): "a[U+202E]b",
    }
    for (column, value, currency), words in expected.items():
        assert cell_words(column, value, currency) == words, column


def test_that_the_cells_of_a_date_and_of_a_grace_period_read_as_one() -> None:
    found = changed_words(
        cells(
            date_start=("2020-05-01", "2021-05-27"),
            date_end=("2020-05-31", "2021-05-27"),
            date_precision=("month", "day"),
            position=(1, 2),
            grace_length=(3, 1),
            grace_unit=("month", "month"),
        )
    )
    assert found == (
        ("Date", "May 2020", "27 May 2021"),
        ("Grace period", "3\u00a0months", "1\u00a0month"),
    )
    assert date_words(None, None, None) == "not given"
    assert date_words("soon", "later", "day") == "soon/later"
    assert changed_words(cells(grace_length=(None, 2))) == (("Grace period", "not given", "2"),)


def test_that_a_record_is_told_by_what_it_is() -> None:
    event = cells(
        date_start=(None, "2021-05-27"),
        date_end=(None, "2021-05-27"),
        date_precision=(None, "day"),
        title=(None, "NGO complaint"),
        kind=(None, "complaint"),
    )
    assert whole_words(event, is_after=True) == "27 May 2021 NGO complaint"
    source = cells(publisher=("aefinfo.fr", None), kind=("press", None), url=("https://aefinfo.fr", None))
    assert whole_words(source, is_after=False) == "aefinfo.fr, press"
    payment = cells(amount=(None, 250_000_00), paid_start=(None, "2024-02-01"))
    assert whole_words(payment, "EUR", is_after=True) == "€250,000, 1 Feb 2024"


def test_that_columns_have_names_without_underscores() -> None:
    assert column_words("zone") == "Time zone"
    assert column_words("title") == "Title"
    assert column_words("country_note") == "Country note"
