"""The live figure of a draft."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from desktop.domain.days.asof import AsOf
from desktop.domain.edit.draft import Draft, DraftLiquidation
from desktop.domain.edit.draft_problems import DraftFlaw
from desktop.domain.law.kinds import Unit
from desktop.domain.law.regime import Setting
from desktop.domain.money import Money
from desktop.domain.page.drafted import Drafted, drafted
from desktop.domain.penalty.stretch import State
from desktop.store.law.laws import laws_of
from tests.drafts import CLEARVIEW, read, with_changes

LAST = date(2026, 11, 30)


def figure(draft: Draft = CLEARVIEW, day: date = LAST) -> Drafted:
    return drafted(read(draft), AsOf(day), laws_of(draft.regime))


def test_that_the_draft_of_the_drawing_has_its_figure_and_the_other_reading() -> None:
    found = figure()
    assert found.line is not None
    accrual = found.line.accrual
    assert (accrual.first_day, accrual.units) == (date(2022, 12, 19), 1_443)
    assert accrual.accrued == Money(14_430_000_000, "EUR")
    assert accrual.established == Money(520_000_000, "EUR")
    assert accrual.assumed == Money(13_910_000_000, "EUR")
    assert accrual.state is State.RUNNING
    assert accrual.next_increase is not None
    assert (accrual.next_increase.on, accrual.next_increase.by.minor) == (date(2026, 12, 1), 10_000_000)
    assert found.explanation is not None
    (rolled,) = (
        one for one in found.explanation.readings if one.rule and one.rule.setting is Setting.ROLLOVER
    )
    assert (rolled.first_day, rolled.units, rolled.amount) == (
        date(2022, 12, 20),
        1_442,
        Money(14_420_000_000, "EUR"),
    )
    assert found.settlement is not None
    assert (found.settlement.agrees, found.settlement.charged) == (True, 52)
    assert found.settlement.not_counted == (date(2023, 2, 9),)
    assert found.page is not None
    assert found.page.curves


@pytest.mark.parametrize(
    "changes",
    [
        {"respondent": ""},
        {"authority": None},
        {"notified": ""},
        {"amount": ""},
        {"grace_length": ""},
        {"decided": "31 Nov 2022"},
        {"amount": "52.500"},
    ],
)
def test_that_no_old_figure_stays_where_a_field_is_wrong_or_needed(changes: dict[str, Any]) -> None:
    found = figure(with_changes(**changes))
    assert found.page is None
    assert found.line is None
    assert found.explanation is None


def test_that_a_rate_above_the_maximum_is_told_with_the_maximum() -> None:
    # EUR 100,000 a day at most: Loi n° 78-17, art. 20 III 2°.
    assert not figure().problems
    limit = figure().rate_limit
    assert limit is not None
    assert limit.maximum == Money(10_000_000, "EUR")
    above = figure(with_changes(amount="100,001"))
    assert [one.flaw for one in above.problems] == [DraftFlaw.ABOVE_MAXIMUM]
    assert above.line is not None


def test_that_an_unknown_notification_gives_bounds_and_no_figure() -> None:
    found = figure(with_changes(is_notified_known=False, liquidation=None))
    assert found.line is not None
    assert not found.line.is_known
    assert found.explanation is not None
    (gap,) = found.explanation.gaps
    assert gap.highest is not None
    # Notified on the day of the decision at the earliest: the first penalty day is 18 December 2022.
    assert gap.highest.amount == Money(14_440_000_000, "EUR")


def test_that_without_a_finding_all_is_contingent() -> None:
    found = figure(with_changes(liquidation=None))
    assert found.line is not None
    assert found.line.accrual.contingent == Money(14_430_000_000, "EUR")
    assert found.settlement is None


def test_that_a_figure_that_cannot_be_calculated_has_its_reason_in_its_place() -> None:
    # Without a regime no calendar says which days are working days.
    found = figure(with_changes(regime="", unit=Unit.WORKING_DAY))
    assert found.line is None
    assert found.page is not None
    assert [fault.code for fault in found.page.faults] == ["E_HOLIDAYS_UNKNOWN"]


def test_that_a_sum_that_differs_is_told() -> None:
    differs = with_changes(
        liquidation=DraftLiquidation("13 Apr 2023", "5,250,000", "", "19 Dec 2022", "9 Feb 2023")
    )
    settlement = figure(differs).settlement
    assert settlement is not None
    assert settlement.agrees is False
