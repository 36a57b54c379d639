from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from desktop.domain.explanation.figure import FigureKey, FigureKind
from desktop.models.explanation.explanation import ExplanationModel, as_markdown, lines_of
from desktop.models.explanation.pen import SCREEN
from desktop.models.explanation.titles import title_of
from desktop.session.reader.explaining import explained
from tests.counts import IS_LONG
from tests.explaining import cases, keys_of, of_case, of_line, on
from tests.readd import AddsUpWronglyError, check, readd, steps_in

if TYPE_CHECKING:
    from desktop.domain.explanation.explanation import Explanation

DAYS = (("2020-12-31", False), ("2022-12-31", True), ("2023-04-13", False), ("2025-01-17", False))


def spoken(explanation: Explanation) -> list[str]:
    return [line.spoken.replace("\N{NO-BREAK SPACE}", " ") for line in lines_of(explanation)]


@pytest.mark.costly
@pytest.mark.parametrize(("day", "hindsight"), DAYS)
def test_that_the_words_of_every_figure_add_up_to_it_again(day: str, *, hindsight: bool) -> None:
    told = 0
    for case in list(cases().values())[:: 1 if IS_LONG else 9]:
        for key in keys_of(case):
            explanation = explained(key, (case,), on(day, hindsight=hindsight))
            if explanation is not None:
                told += 1
                assert readd(explanation) == Fraction(explanation.figure.decimal), (key, day)
    assert told > (1000 if IS_LONG else 80)


@pytest.mark.parametrize("kind", list(FigureKind))
def test_that_the_sums_over_all_investigations_add_up_again(kind: FigureKind) -> None:
    for currency in ("EUR", "GBP", "NOK"):
        explanation = explained(FigureKey(kind, "", None, currency), cases().values(), on("2026-11-22"))
        assert explanation is not None
        assert readd(explanation) == Fraction(explanation.figure.decimal)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("52\N{NO-BREAK SPACE}days × EUR", "53\N{NO-BREAK SPACE}days × EUR"),
        ("= Fixed by the authority = EUR 5,2", "= Fixed by the authority = EUR 5,3"),
    ],
)
def test_that_a_wrong_number_in_the_words_is_found(
    old: str, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    explanation = of_line("fr-cnil-clearview", FigureKind.LIQUIDATION, "2026-11-22")
    words = as_markdown(explanation)
    assert old in words
    monkeypatch.setattr("tests.readd.as_markdown", lambda _: words.replace(old, new))
    with pytest.raises(AddsUpWronglyError):
        readd(explanation)


def test_that_a_share_of_a_unit_is_checked_rounded_down() -> None:
    check("5/7 of a week × EUR 500.00, rounded down", Fraction("357.14"))
    with pytest.raises(AddsUpWronglyError):
        check("5/7 of a week × EUR 500.00, rounded down", Fraction("357.15"))


def test_that_the_liquidation_of_clearview_says_52_days_and_why_and_what_51_and_53_would_give() -> None:
    told = spoken(of_line("fr-cnil-clearview", FigureKind.LIQUIDATION, "2026-11-22"))
    assert "Published period: 19 Dec 2022 – 9 Feb 2023, 53 days with both end days" in told
    assert any(words.startswith("9 Feb 2023 is not counted") for words in told)
    assert "52 days × €100,000 = €5,200,000, 19 Dec 2022 – 8 Feb 2023" in told
    assert "53 days, both end days counted = €5,300,000" in told
    assert any(words.startswith("52 days, one end day counted = €5,200,000") for words in told)
    assert "51 days, no end day counted = €5,100,000" in told


# rules.md, the table on the notification of the decision against Clearview: first days, days with the last
# day counted and without, by the day of notification.
SENSITIVITY = {
    "17 Oct 2022": {("18 Dec 2022", 54), ("20 Dec 2022", 52)},
    "18 Oct 2022": {("19 Dec 2022", 53), ("20 Dec 2022", 52)},
    "19 Oct 2022": {("20 Dec 2022", 52), ("21 Dec 2022", 51)},
    "20 Oct 2022": {("21 Dec 2022", 51), ("22 Dec 2022", 50)},
}


@pytest.mark.parametrize("day", SENSITIVITY)
def test_that_the_day_of_notification_changes_the_first_day_as_the_table_says(day: str) -> None:
    told = spoken(of_line("fr-cnil-clearview", FigureKind.LIQUIDATION, "2026-11-22"))
    found = {words for words in told if words.startswith(f"{day}, ")}
    assert len(found) == len(SENSITIVITY[day])
    for first, units in SENSITIVITY[day]:
        wanted = f"first penalty day {first}, {units} days with 9 Feb 2023 counted, {units - 1} without"
        assert any(wanted in words for words in found), (wanted, found)


def test_that_the_dutch_case_shows_four_lines_begun_months_and_the_day_each_cap_is_reached() -> None:
    told = spoken(of_case("nl-ap-clearview", FigureKind.ACCRUED, "2026-11-22"))
    assert any(words.startswith("A begun unit is charged in full") for words in told)
    assert "I: 6 months × €250,000 · cap reached on 17 Jan 2025 = €1,500,000" in told
    assert "II: 6 months × €250,000 · cap reached on 17 Jan 2025 = €1,500,000" in told
    assert "III: 6 months × €250,000 · cap reached on 17 Nov 2024 = €1,500,000" in told
    assert "IV: 3 months × €200,000 · cap reached on 17 Oct 2024 = €600,000" in told
    assert "Together = €5,100,000" in told


def test_that_an_unknown_notification_is_told_as_a_gap_with_the_results_that_bound_it() -> None:
    told = spoken(of_line("fr-cnil-kaspr", FigureKind.ACCRUED, "2026-11-22"))
    assert told[0] == "What is missing"
    assert told[1].startswith("The day of notification is not published = €5,200,000 to €5,350,000")
    # Six months from Thu 5 Dec 2024 end on Thu 5 Jun 2025: 6 Jun 2025 - 22 Nov 2026 are 25 + 184 + 326 days.
    assert "€5,350,000 if notified on the day of the decision, 5 Dec 2024" in told[1]
    assert "first penalty day 6 Jun 2025, 535 days" in told[1]
    assert "published, 19 Dec 2024" in told[1]


def test_that_a_copy_is_the_same_every_time_and_carries_day_knowledge_and_sources() -> None:
    explanation = of_line("fr-cnil-clearview", FigureKind.ACCRUED, "2023-03-15")
    copied = as_markdown(explanation)
    assert copied == as_markdown(of_line("fr-cnil-clearview", FigureKind.ACCRUED, "2023-03-15"))
    assert copied.startswith("# Accrued penalty: EUR 8,700,000.00\n")
    assert "CNIL v. Clearview AI, as of 2023-03-15, as known on 2023-03-15" in copied
    assert "- <https://gdprhub.eu/index.php?diff=32814" in copied
    assert ("", "of which if not obeyed: nobody has found a breach", Fraction(8700000)) in steps_in(copied)


def test_that_the_model_speaks_its_lines_in_order(qapp: object) -> None:
    model = ExplanationModel()
    QAbstractItemModelTester(model)
    explanation = of_line("fr-cnil-voodoo", FigureKind.ACCRUED, "2026-11-22")
    model.show_explanation(explanation)
    told = [str(model.index(row).data()) for row in range(model.rowCount())]
    assert told == [line.spoken for line in lines_of(explanation)]
    assert told[0].startswith("Order of 29 Dec 2022")
    model.show_explanation(None)
    assert model.rowCount() == 0


def test_that_a_figure_that_is_not_known_is_told_by_its_bounds() -> None:
    explanation = of_line("be-apd-mediahuis", FigureKind.ACCRUED, "2026-11-22", "1")
    assert title_of(explanation, SCREEN).endswith(": €0 to €10,000,000")
    (result,) = [line for line in lines_of(explanation) if line.words.startswith("Accrued by")]
    assert result.amount == "—"


def test_that_nothing_accrued_yet_is_nought() -> None:
    explanation = of_line("fr-cnil-clearview", FigureKind.ACCRUED, "2022-11-10")
    assert title_of(explanation, SCREEN).endswith(": €0")
