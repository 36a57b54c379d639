"""Penalties of a case together."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.domain.case.case import Case, Fine, FineStatus
from desktop.domain.case.terms import (
    Annulment,
    Finding,
    Grace,
    LastDay,
    Liquidation,
    Payment,
    PenaltyTerms,
    Rate,
    Stay,
)
from desktop.domain.days.asof import AsOf
from desktop.domain.days.period import Span, on_day
from desktop.domain.faults import Fault
from desktop.domain.law.deadline import GraceUnit
from desktop.domain.law.kinds import Recovery, Unit
from desktop.domain.money import Money
from desktop.domain.page.build import build_page
from desktop.domain.penalty import lines as portfolio
from desktop.domain.penalty.headline import Headline
from desktop.domain.penalty.lines import amounts_of, headline_of, next_increases
from tests.making import case_of, line, liquidation

if TYPE_CHECKING:
    from desktop.domain.penalty.lines import PenaltyLine


def accrue_case(case: Case, as_of: date) -> tuple[PenaltyLine, ...]:
    penalties, faults = portfolio.accrue_case(case, as_of)
    assert faults == ()
    return penalties


FIRST = date(2023, 1, 1)


def test_that_lines_share_one_cap_and_the_latest_units_bear_the_cut() -> None:
    lines = (
        line(1, FIRST, cap=1_000, shared_cap="both"),
        line(2, date(2023, 1, 4), cap=1_000, shared_cap="both"),
    )
    before = [p.accrual.accrued.minor for p in accrue_case(case_of(*lines), date(2023, 1, 6))]
    assert before == [600, 300]
    at_the_cap = accrue_case(case_of(*lines), date(2023, 1, 7))
    # By 6 January 600 + 300; on the 7th only 100 are left, which the first line takes.
    assert [p.accrual.accrued.minor for p in at_the_cap] == [700, 300]
    assert sum(p.accrual.accrued.minor for p in accrue_case(case_of(*lines), date(2024, 1, 1))) == 1_000


def test_that_only_what_was_fixed_is_due_where_liquidation_is_needed() -> None:
    fixed = liquidation(FIRST, date(2023, 1, 11), 800, date(2023, 2, 1))
    paid = Payment(on_day(date(2023, 3, 1)), Money(300, "EUR"), date(2023, 3, 1))
    case = case_of(line(1, FIRST, liquidations=(fixed,), payments=(paid,)))
    (early,) = accrue_case(case, date(2023, 1, 20))
    assert (early.recovered.liquidated.minor, early.recovered.due.minor) == (0, 0)
    (late,) = accrue_case(case, date(2023, 3, 1))
    recovered = late.recovered
    assert (recovered.liquidated.minor, recovered.covered.minor, recovered.remitted.minor) == (
        800,
        1_000,
        200,
    )
    assert (recovered.paid.minor, recovered.due.minor) == (300, 500)
    assert recovered.unliquidated.minor == late.accrual.accrued.minor - 1_000


def test_that_what_was_found_breached_is_due_where_a_penalty_is_forfeited_by_law() -> None:
    found = Finding(Span(FIRST, date(2023, 1, 6)), date(2023, 1, 10))
    (penalty,) = accrue_case(
        case_of(line(1, FIRST, recovery=Recovery.BY_LAW, findings=(found,))), date(2023, 2, 1)
    )
    assert penalty.recovered.due.minor == 500


def test_that_a_reduction_on_appeal_counts_from_the_day_it_is_known() -> None:
    fixed = Liquidation(
        on_day(date(2023, 2, 1)),
        Money(899, "EUR"),
        "definitive fixing",
        "",
        date(2023, 2, 1),
        reduced_to=860,
        reduced_known_on=date(2024, 6, 27),
    )
    case = case_of(line(1, FIRST, liquidations=(fixed,)))
    assert accrue_case(case, date(2024, 6, 26))[0].recovered.liquidated.minor == 899
    assert accrue_case(case, date(2024, 6, 27))[0].recovered.liquidated.minor == 860


@pytest.mark.parametrize(
    ("terms", "as_of", "headline"),
    [
        ((), "2023-01-05", Headline.NONE),
        ((line(1, FIRST),), "2021-12-31", Headline.NONE),
        ((line(1, FIRST),), "2022-12-31", Headline.GRACE),
        ((line(1, FIRST), line(2, FIRST, cap=100)), "2023-01-05", Headline.RUNNING),
        ((line(1, FIRST, cap=200),), "2023-01-05", Headline.CAPPED),
        ((line(1, FIRST, annulment=Annulment(date(2023, 1, 4))),), "2023-01-05", Headline.ANNULLED),
        (
            (
                line(
                    1,
                    FIRST,
                    cap=200,
                    liquidations=(liquidation(FIRST, date(2023, 1, 3), 200, date(2023, 1, 4)),),
                ),
            ),
            "2023-01-05",
            Headline.LIQUIDATED,
        ),
        (
            (
                line(
                    1,
                    FIRST,
                    cap=200,
                    liquidations=(liquidation(FIRST, date(2023, 1, 3), 200, date(2023, 1, 4)),),
                    payments=(Payment(on_day(date(2023, 1, 5)), Money(200, "EUR"), date(2023, 1, 5)),),
                ),
            ),
            "2023-01-05",
            Headline.PAID,
        ),
        # Less was fixed than accrued, for all of its days; all of it, for one of its days; a part of it.
        *(
            (
                (line(1, FIRST, cap=200, liquidations=(liquidation(FIRST, end, minor, date(2023, 1, 4)),)),),
                "2023-01-05",
                headline,
            )
            for end, minor, headline in (
                (date(2023, 1, 3), 150, Headline.LIQUIDATED),
                (date(2023, 1, 2), 200, Headline.LIQUIDATED),
                (date(2023, 1, 2), 199, Headline.CAPPED),
            )
        ),
    ],
)
def test_that_one_word_says_where_a_case_stands(
    terms: tuple[PenaltyTerms, ...], as_of: str, headline: Headline
) -> None:
    assert headline_of(accrue_case(case_of(*terms), date.fromisoformat(as_of))) is headline


def test_that_figures_are_kept_apart_per_currency_and_a_proposed_or_annulled_fine_is_no_fine() -> None:
    imposed = on_day(date(2022, 10, 17))
    fines = (
        Fine(Money(2_000, "EUR"), imposed, FineStatus.IMPOSED, None, "", "", ""),
        Fine(Money(50, "NOK"), imposed, FineStatus.PAID, on_day(date(2023, 1, 2)), "", "", ""),
        Fine(Money(9, "EUR"), imposed, FineStatus.ANNULLED, on_day(date(2023, 1, 2)), "", "", ""),
        Fine(Money(7, "EUR"), imposed, FineStatus.PROPOSED, None, "", "", ""),
    )
    penalties = accrue_case(case_of(line(1, FIRST)), date(2023, 1, 5))
    euro, krone = amounts_of(penalties, fines, date(2023, 1, 5), is_past=True)
    assert (euro.accrued.minor, euro.contingent.minor, euro.fines.minor, euro.outstanding.minor) == (
        500,
        500,
        2_000,
        2_000,
    )
    assert (krone.accrued.minor, krone.fines.minor, krone.outstanding.minor) == (0, 50, 0)
    early, _ = amounts_of((), fines, date(2023, 1, 1), is_past=True)
    assert early.fines.minor == 2_009


def test_that_a_line_that_cannot_be_calculated_leaves_the_others_and_says_why() -> None:
    stays = (Stay(date(2023, 2, 1), date(2023, 2, 5), date(2022, 1, 1)),)
    months = line(2, FIRST, unit=Unit.MONTH, stays=stays, cap=900, shared_cap="both")
    sound = line(1, FIRST, cap=900, shared_cap="both")
    penalties, faults = portfolio.accrue_case(case_of(sound, months), date(2023, 6, 1))
    assert [penalty.accrual.accrued.minor for penalty in penalties] == [900]
    assert [(fault.label, fault.code) for fault in faults] == [("P2", "E_MONTH_UNIT_STAY")]


def test_that_a_line_keeps_the_cap_it_was_given_when_it_bears_a_part_of_it() -> None:
    lines = tuple(line(number, FIRST, cap=1_000, shared_cap="both") for number in (1, 2))
    penalties = accrue_case(case_of(*lines), date(2023, 3, 1))
    assert [penalty.terms.cap for penalty in penalties] == [1_000, 1_000]
    assert sum(penalty.accrual.accrued.minor for penalty in penalties) == 1_000


def test_that_a_first_day_that_cannot_be_calculated_is_a_fault_of_its_line_alone() -> None:
    grace = Grace(24, GraceUnit.MONTH, "notification")
    end = date(9998, 1, 1)  # the calendar ends before the grace period does
    unsound = line(1, FIRST, first_day=None, notified_on=end, grace=grace, cap=900, shared_cap="x")
    sound = line(2, FIRST, cap=900, shared_cap="x")
    penalties, faults = portfolio.accrue_case(case_of(unsound, sound), date(2023, 1, 3))
    assert [(fault.label, fault.code) for fault in faults] == [("P1", Fault.DAY_OUT_OF_RANGE)]
    assert [(one.terms.label, one.accrual.units) for one in penalties] == [("P2", 3)]


FIRST_DAY = date(2023, 1, 1)
DAY = date(2023, 1, 10)


def test_that_the_lines_that_grow_first_are_added_per_currency() -> None:
    daily, krone = line(1, FIRST_DAY), line(2, FIRST_DAY, currency="NOK", rates=(Rate(500),))
    weekly = line(3, FIRST_DAY, unit=Unit.WEEK, rates=(Rate(900),))
    penalties = accrue_case(case_of(daily, krone, weekly), DAY)
    found = {increase.by for increase in next_increases(penalties)}
    assert found == {Money(100, "EUR"), Money(500, "NOK")}
    assert {increase.on for increase in next_increases(penalties)} == {date(2023, 1, 11)}


def test_that_nothing_grows_once_all_have_ended() -> None:
    ended = line(1, FIRST_DAY, last_day=LastDay(date(2023, 1, 5), FIRST_DAY))
    assert next_increases(accrue_case(case_of(ended), DAY)) == ()


def test_that_a_page_knows_what_stands_beside_each_line_and_shows_no_empty_grace() -> None:
    page = build_page(case_of(line(1, FIRST_DAY, decided_on=FIRST_DAY)), AsOf(DAY))
    assert page.aside(page.penalties[0].terms.id) is None
    assert page.bands == ()
