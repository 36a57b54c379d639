"""What is wrong with a draft and what is open in it, in words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from desktop.domain.case.case import Respondent
from desktop.domain.days.asof import AsOf
from desktop.domain.edit.draft import CapKind, Draft, DraftLiquidation
from desktop.domain.edit.draft_problems import OpenPoint
from desktop.domain.edit.records import FileRecords
from desktop.domain.law.kinds import Unit
from desktop.domain.page.drafted import Drafted, drafted
from desktop.models.edit.draft_words import maximum_words, missing_words, open_words, problem_words
from desktop.store.law.laws import laws_of
from tests.drafts import CLEARVIEW, CNIL, read, with_changes

RECORDS = FileRecords(
    respondents=(("u1", Respondent("Clearview AI", "Clearview AI", "US", "company")),),
    references=(("SAN-2022-018", "fr-other"),),
)


def figure(draft: Draft = CLEARVIEW, records: FileRecords | None = None) -> Drafted:
    return drafted(read(draft, records), AsOf(date(2026, 11, 30)), laws_of(draft.regime))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"decided": "31 Nov 2022"}, "31 Nov 2022 does not exist."),
        ({"decided": "soon"}, "Write a day, such as 17 Oct 2022."),
        ({"notified": "16 Oct 2022"}, "Notified before it was decided: check."),
        ({"grace_length": "two"}, "Write a whole number."),
        ({"amount": "-5"}, "A rate is not negative."),
        ({"amount": "52.500"}, "52.500 can be read two ways. Write 52,500 or 52.50."),
        ({"cap": CapKind.SUM, "cap_amount": "0"}, "Write a sum above zero."),
        ({"regime": "NL-AWB"}, "Awb art. 5:32b wants a maximum sum."),
        ({"respondent": "Clearview AI"}, "Clearview AI is in this file. Same respondent?"),
        ({"reference": "SAN-2022-018"}, "SAN-2022-018 is already in this file."),
        (
            {"liquidation": DraftLiquidation("1 Feb 2023", "5", "", "9 Feb 2023", "1 Feb 2023")},
            "The period ends before it starts.",
        ),
        (
            {"liquidation": DraftLiquidation("1 Feb 2023", "5", "", "9 Feb 2023", "")},
            "Write both ends of the period.",
        ),
    ],
)
def test_that_every_problem_has_its_sentence(changes: dict[str, Any], sentence: str) -> None:
    found = figure(with_changes(**changes), RECORDS)
    assert sentence in [problem_words(problem, found) for problem in found.problems]


def test_that_the_rate_is_told_beside_the_maximum_of_the_law() -> None:
    assert maximum_words(figure()).startswith("€100,000 / day is the most the law allows (Loi n° 78-17")
    assert maximum_words(figure(with_changes(amount="5"))).startswith("The law allows €100,000 / day at most")
    above = figure(with_changes(amount="100,001"))
    (problem,) = above.problems
    assert problem_words(problem, above).startswith("Above the most the law allows, €100,000 / day")
    assert not maximum_words(None)


def test_that_every_open_point_has_its_sentence() -> None:
    sentences = [open_words(point) for point in OpenPoint]
    assert len(set(sentences)) == len(OpenPoint)
    assert open_words(OpenPoint.NAME) == "Write a name."
    assert open_words(OpenPoint.AUTHORITY) == ("Choose an authority: its time zone decides when a day ends.")
    assert open_words(OpenPoint.SOURCE) == "Paste a link or write where it was read."
    assert open_words(OpenPoint.RULES) == "Generic: nothing is filled in. Answer the marked rules."


@pytest.mark.parametrize(
    ("draft", "sentence"),
    [
        (CLEARVIEW, ""),
        (with_changes(amount="52.500"), "52.500 can be read two ways. Write 52,500 or 52.50."),
        (with_changes(notified=""), "The start cannot be calculated: when was it notified?"),
        (Draft(), "Write a name."),
        (Draft(respondent="X"), "Choose an authority: its time zone decides when a day ends."),
        (
            with_changes(authority=CNIL, regime="", unit=Unit.WORKING_DAY),
            "This cannot be calculated: working days are charged, and no calendar says which they are.",
        ),
    ],
)
def test_that_a_sentence_stands_in_place_of_a_missing_figure(draft: Draft, sentence: str) -> None:
    assert missing_words(figure(draft)) == sentence
