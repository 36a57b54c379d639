"""The live figure of a draft in words."""

from __future__ import annotations

from datetime import date

from desktop.domain.days.asof import AsOf
from desktop.domain.edit.draft import Draft, DraftLiquidation
from desktop.domain.law.regime import Setting
from desktop.domain.page.drafted import Drafted, drafted
from desktop.models.edit.live_words import (
    accrued_title,
    agreement_words,
    citations,
    first_day_words,
    gap_lines,
    reading_lines,
    start_lines,
)
from desktop.store.law.laws import laws_of
from tests.drafts import CLEARVIEW, read, with_changes


def figure(draft: Draft = CLEARVIEW) -> Drafted:
    return drafted(read(draft), AsOf(date(2026, 11, 30)), laws_of(draft.regime))


def test_that_the_start_of_the_drawing_is_told_step_by_step() -> None:
    found = figure()
    assert accrued_title(found) == "Accrued on 30 Nov 2026 · day 1,443"
    assert first_day_words(found) == "First penalty day: Mon 19 Dec 2022"
    assert [(line.day, line.words.replace("\u00a0", " ")) for line in start_lines(found)] == [
        ("Tue 18 Oct 2022", "notified; not counted"),
        ("Sun 18 Dec 2022", "end of 2 months"),
        ("Mon 19 Dec 2022", "first penalty day"),
    ]
    assert citations(found).startswith("Code de procédure civile, art. 641, by analogy")


def test_that_a_roll_over_set_by_hand_is_a_step() -> None:
    rolled = figure(CLEARVIEW.set_rule(Setting.ROLLOVER, "next working day"))
    assert [(line.day, line.words) for line in start_lines(rolled)][2:] == [
        ("Mon 19 Dec 2022", "next working day"),
        ("Tue 20 Dec 2022", "first penalty day"),
    ]


def test_that_readings_of_one_figure_are_told_once_with_both_rules() -> None:
    (line,) = reading_lines(figure())
    assert line.figure.replace("\u00a0", " ") == "20 Dec 2022 · 1,442 days · €144,200,000"
    assert "the end moved to the next working day" in line.words
    assert "art. 642" in line.citation


def test_that_the_fixed_sum_agrees_or_differs() -> None:
    heading, words = agreement_words(figure())
    assert heading == "Agrees with SAN-2023-005"
    assert words.replace("\u00a0", " ").startswith("52 days at €100,000 / day = €5,200,000.")
    assert words.endswith("holds 53 days; 9 Feb 2023 is not counted.")
    other = DraftLiquidation("13 Apr 2023", "5,250,000", "", "19 Dec 2022", "9 Feb 2023")
    heading, words = agreement_words(figure(with_changes(liquidation=other)))
    assert heading == "Differs from €5,250,000"
    assert words == "Calculated for the days charged: €5,300,000."
    assert agreement_words(figure(with_changes(liquidation=None))) == ("", "")


def test_that_an_unknown_notification_is_told_with_both_bounds() -> None:
    found = figure(with_changes(is_notified_known=False, liquidation=None))
    ((words, bounds, details),) = gap_lines(found)
    assert words == "The day of notification is not published"
    assert bounds == "€0 to €144,400,000"
    assert len(details) == 2
    assert not first_day_words(found)


def test_that_nothing_is_told_without_a_figure() -> None:
    empty = figure(Draft())
    assert accrued_title(empty) == "Accrued"
    assert not first_day_words(empty)
    assert not start_lines(empty)
    assert not citations(empty)
    assert not reading_lines(empty)
    assert not gap_lines(empty)
