"""Holidays given by hand: they decide a deadline of the file that holds them, and of no other."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.domain.law.regime import Setting
from desktop.models.edit.live_words import waits_for_holidays
from desktop.store.cases.fresh import create_empty
from tests.drafts import with_changes
from tests.session.test_drafts import opened

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.page.drafted import Drafted

pytestmark = pytest.mark.usefixtures("qapp")

# Two months from 1 November 2030 end on Wednesday 1 January 2031, of which no list of France is checked:
# without a holiday the penalty runs from Thursday 2 January, with New Year's Day from Friday 3 January.
DRAFT = with_changes(
    respondent="Somebody", reference="", decided="1 Nov 2030", notified="1 Nov 2030", liquidation=None
).set_rule(Setting.ROLLOVER, "next working day")


def test_that_given_holidays_decide_the_first_penalty_day_and_can_be_undone(tmp_path: Path) -> None:
    path = tmp_path / "mine.casefile"
    create_empty(path)
    session = opened(path)
    figures: list[Drafted] = []
    session.drafts.figured.connect(figures.append)
    session.day.pick(date(2031, 2, 1))
    session.drafts.begin()
    session.drafts.put(DRAFT)
    assert waits_for_holidays(figures[-1])

    holidays, saved = session.holidays, []
    holidays.saved.connect(lambda: saved.append(1))
    holidays.ask()
    code, year = holidays.wanted(figures[-1].read.case)
    assert (code, year) == ("FR", 2031)
    assert holidays.can_give(code, year)
    assert not holidays.can_give(code, 2022)
    typed = holidays.typed("1 Jan 2031 New Year\n14 Apr 2031 Easter Monday", year)
    holidays.change(code, year, typed, "Code du travail, art. L3133-1")
    assert saved
    figure = figures[-1]
    assert not waits_for_holidays(figure)
    assert figure.line is not None
    assert figure.line.history.first_day == date(2031, 1, 3)

    session.drafts.created.connect(session.select)
    session.drafts.create()
    assert session.page is not None
    (line,) = session.page.penalties
    assert line.history.first_day == date(2031, 1, 3)
    assert line.accrual.accrued.minor == 30 * 10_000_000  # 3 January to 1 February
    holidays.ask()
    assert holidays.lines(code, year) == (
        "2031-01-01 New Year\n2031-04-14 Easter Monday",
        "Code du travail, art. L3133-1",
    )
    session.undoing.undo()
    session.undoing.undo()
    holidays.ask()
    assert holidays.lines(code, year) == ("", "")
    session.shut_down()
