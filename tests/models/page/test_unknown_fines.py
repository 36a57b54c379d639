"""Fines of unknown amount or day in words: on cards, in tables, on the Overview and in explanations."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from desktop.domain.case.case import Case, Fine, FineStatus
from desktop.domain.days.asof import AsOf
from desktop.domain.days.period import on_day
from desktop.domain.explanation.figure import FigureKey, FigureKind
from desktop.domain.page.build import build_page
from desktop.models.explanation.explanation import as_markdown, lines_of
from desktop.models.explanation.pen import SCREEN
from desktop.models.explanation.titles import title_of
from desktop.models.overview import imposed_figure
from desktop.models.page.decision import fine_columns, fine_note
from desktop.models.page.figures import Figure, figures, page_keys
from desktop.models.page.limits import fine_lines, limit_cell
from desktop.models.page.related import related_columns
from desktop.session.reader.explaining import explained
from tests.making import case_of, fine, line, liquidation
from tests.whole import build_overview

TODAY = date(2026, 11, 22)
LIVE, PAST = AsOf(TODAY), AsOf(TODAY, picked=date(2023, 5, 1))
TWENTY = fine(2_000_000_000, "2022-10-17")
UNKNOWN, UNDATED = fine(None, "2022"), fine(900, None)


def card(*fines: Fine, as_of: AsOf = PAST) -> Figure:
    return figures(build_page(case_of(fines=fines), as_of))[1]


def owed(*fines: Fine, as_of: AsOf = PAST) -> Figure:
    return figures(build_page(case_of(fines=fines), as_of))[3]


@pytest.mark.parametrize(
    ("fines", "value", "notes"),
    [
        ((TWENTY, UNKNOWN), "at least €20,000,000", ("1 fine of unknown amount", "imposed")),
        ((TWENTY, UNKNOWN, UNKNOWN), "at least €20,000,000", ("2 fines of unknown amount", "imposed")),
        ((TWENTY, UNDATED), "at least €20,000,000", ("1 fine of unknown day", "imposed")),
        (
            (UNKNOWN, UNDATED, fine(None, None)),
            "amount not known",
            ("1 fine of unknown amount · 2 fines of unknown day", "imposed"),
        ),
        ((UNKNOWN,), "amount not known", ("imposed",)),
        ((UNDATED,), "—", ("1 fine of unknown day",)),
        ((fine(None, "2022", FineStatus.PROPOSED),), "—", ("proposed",)),
        ((fine(None, "2022", FineStatus.ANNULLED),), "—", ("annulled",)),
        ((fine(None, "2025"),), "—", ("no fine yet",)),
    ],
)
def test_that_the_card_of_fines_holds_what_is_known_and_counts_the_rest(
    fines: tuple[Fine, ...], value: str, notes: tuple[str, ...]
) -> None:
    found = card(*fines)
    assert (found.values, found.notes) == ((value,), notes)


def test_that_the_card_of_today_holds_a_fine_without_a_day() -> None:
    assert card(UNDATED, as_of=LIVE).values == ("€9",)


def test_that_no_card_of_unknown_fines_says_nought() -> None:
    page = build_page(
        case_of(line(1, date(2023, 1, 1)), fines=(fine(None, "2022", FineStatus.PROPOSED),)), PAST
    )
    assert figures(page)[1].values == ("—",)
    assert not any("€0" in value for value in (*card(UNKNOWN).values, *owed(UNKNOWN).values))


def test_that_what_is_outstanding_is_at_least_what_is_known() -> None:
    found = owed(TWENTY, UNKNOWN)
    assert found.values == ("at least €20,000,000",)
    assert found.notes == ("fine", "+ 1 fine of unknown amount", "payable, no payment recorded")
    assert [(key.kind, key.currency) for key in found.keys] == [(FigureKind.OUTSTANDING, "EUR")]


def test_that_nothing_known_is_owed_beside_an_unknown_fine() -> None:
    found = owed(UNKNOWN)
    assert (found.values, found.notes) == (("—",), ("1 fine of unknown amount",))
    assert [(key.kind, key.currency) for key in found.keys] == [(FigureKind.OUTSTANDING, "")]
    assert owed(fine(None, "2022", FineStatus.PAID)).notes == ("nothing is due",)


def test_that_a_closed_investigation_tells_the_least_that_was_payable() -> None:
    one = case_of(fines=(TWENTY, UNKNOWN))
    closed = dataclasses.replace(one.investigation, closed=on_day(date(2023, 2, 1)))
    found = figures(build_page(dataclasses.replace(one, investigation=closed), PAST))[3]
    assert (found.values, found.notes) == (("—",), ("no payment recorded, payable at least €20,000,000",))


def test_that_the_notes_of_a_card_never_pass_its_room() -> None:
    fixed = liquidation(date(2023, 1, 1), date(2023, 1, 5), 300, date(2023, 1, 9))
    case = case_of(line(1, date(2023, 1, 1), liquidations=(fixed,)), fines=(TWENTY, UNKNOWN, UNDATED))
    found = figures(build_page(case, PAST))[3]
    assert found.notes == (
        "fine",
        "+ penalty €3",
        "+ 1 fine of unknown amount · + 1 fine of unknown day",
        "payable, no payment recorded",
    )


def test_that_the_table_of_fines_names_what_is_not_known() -> None:
    page = build_page(case_of(fines=(TWENTY, UNKNOWN, UNDATED)), PAST)
    texts = [[column.text(standing) for column in fine_columns()[:4]] for standing in page.fines]
    assert texts == [
        ["€20,000,000", "17 Oct 2022", "Imposed", "—"],
        ["amount not known", "2022", "Imposed", "—"],
        ["€9", "day not known", "Not known", "—"],
    ]
    amount, imposed, *_ = fine_columns()
    assert [amount.sort_key(standing) for standing in page.fines[1:]] == [None, ("EUR", 900)]
    assert imposed.sort_key(page.fines[2]) is None
    assert amount.colour is not None
    assert [amount.colour(standing) for standing in page.fines] == ["text", "text", "faint"]


def test_that_the_note_of_a_fine_stands_behind_its_amount_or_words_for_it() -> None:
    noted = [dataclasses.replace(one, note="Press.") for one in (TWENTY, UNKNOWN)]
    page = build_page(case_of(fines=(*noted, UNKNOWN)), PAST)
    assert [fine_note(standing) for standing in page.fines] == [
        "€20,000,000: Press.",
        "Fine of unknown amount: Press.",
        "",
    ]


def test_that_no_limit_is_compared_with_an_unknown_amount() -> None:
    page = build_page(case_of(fines=(UNKNOWN,)), PAST)
    assert fine_lines(page) == ()
    assert limit_cell(page.fines[0]) == "—"


@pytest.mark.parametrize(
    ("fines", "words", "sort_key"),
    [
        ((TWENTY, UNKNOWN, UNDATED), "€20,000,000 + 2 unknown", 2_000_000_000),
        ((UNKNOWN,), "amount not known", None),
        ((UNDATED,), "day not known", None),
        ((), "—", None),
    ],
)
def test_that_the_table_of_other_investigations_counts_unknown_fines(
    fines: tuple[Fine, ...], words: str, sort_key: object
) -> None:
    page = build_page(case_of(fines=fines), PAST)
    column = related_columns()[3]
    assert (column.text(page), column.sort_key(page)) == (words, sort_key)
    assert column.figures is not None
    assert bool(column.figures(page)) == bool(fines)


@pytest.mark.parametrize(
    ("fines", "values", "notes"),
    [
        ((TWENTY, UNKNOWN, UNKNOWN), "€20,000,000", ("1 fine", "+ 2 fines of unknown amount")),
        ((TWENTY, UNDATED), "€20,000,000", ("1 fine", "+ 1 fine of unknown day")),
        ((UNKNOWN,), "—", ("+ 1 fine of unknown amount",)),
        ((), "—", ("0 fines",)),
    ],
)
def test_that_the_overview_counts_unknown_fines_beside_the_sum(
    fines: tuple[Fine, ...], values: str, notes: tuple[str, ...]
) -> None:
    found = imposed_figure(build_overview((case_of(fines=fines),), PAST))
    assert (found.values, found.notes) == ((values,), notes)
    assert bool(found.keys) == bool(fines)


def told(case: Case, kind: FigureKind, currency: str, number: int = 0) -> tuple[str, list[str], str]:
    """The title, lines and Markdown of an explanation."""
    found = explained(FigureKey(kind, "case", None, currency, number), (case,), PAST)
    assert found is not None
    lines = [f"{one.mark} {one.words} {one.amount}".strip() for one in lines_of(found)]
    return title_of(found, SCREEN), lines, as_markdown(found)


def test_that_an_explanation_says_at_least_and_names_each_unknown_fine() -> None:
    title, lines, copied = told(case_of(fines=(TWENTY, UNKNOWN, UNDATED)), FigureKind.FINES, "EUR")
    assert title == "Fines in force: at least €20,000,000"
    assert lines == [
        "What is missing",
        "The amount or the day of a fine is not known, and the sum leaves it out at least €20,000,000",
        "+ Fine of 17 Oct 2022 €20,000,000",
        "Fine of 2022 · amount not known: not in this sum",
        "Fine, day not known · €9: perhaps imposed later, and not in this sum —",
        "= Together €20,000,000",
    ]
    assert copied.startswith("# Fines in force: at least EUR 20,000,000.00")


def test_that_the_sum_over_all_investigations_names_that_of_an_unknown_fine() -> None:
    found = explained(FigureKey(FigureKind.FINES, "", None, "EUR"), (case_of(fines=(TWENTY, UNKNOWN)),), PAST)
    assert found is not None
    assert [one.words for one in lines_of(found)][2:4] == [
        "Fine of 17 Oct 2022",
        "Fine of 2022 · Case · amount not known: not in this sum",
    ]


def test_that_an_explanation_without_a_known_amount_has_no_sum() -> None:
    for currency in ("EUR", ""):
        title, lines, copied = told(case_of(fines=(UNKNOWN,)), FigureKind.FINES, currency)
        assert title == "Fines in force: amount not known"
        assert lines[1].endswith("leaves it out amount not known")
        assert not any("€0" in words or "Together" in words for words in (*lines, copied))


def test_that_a_single_fine_explains_what_is_not_known_of_it() -> None:
    case = case_of(fines=(UNKNOWN, UNDATED))
    title, lines, _ = told(case, FigureKind.FINE, "", 0)
    assert (title, lines) == (
        "Fine: amount not known",
        ["Fine of 2022 · amount not known", "Status: imposed"],
    )
    title, lines, _ = told(case, FigureKind.FINE, "EUR", 1)
    assert title == "Fine: €9"
    assert lines[-1] == "Whether it was imposed by this day is not known"


def test_that_the_figures_of_a_page_lead_to_unknown_fines() -> None:
    keys = page_keys(build_page(case_of(fines=(UNKNOWN,)), PAST))
    assert FigureKey(FigureKind.FINES, "case") in keys
