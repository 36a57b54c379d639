"""Penalty orders opened as drafts, changed and read back."""

from __future__ import annotations

from datetime import date
from typing import Any

from desktop.domain.case.case import Order
from desktop.domain.case.terms import Grace
from desktop.domain.edit.draft import CapKind, DraftStep, GraceKind, GraceStart, RateStart
from desktop.domain.edit.draft_problems import DraftFlaw, OpenPoint
from desktop.domain.law.deadline import GraceUnit, Rollover
from desktop.domain.law.kinds import Unit
from desktop.domain.law.regime import Setting
from desktop.domain.penalty.start import first_penalty_day
from tests.edited_orders import added, every, opened, read
from tests.pages import case_of, slugs


def test_that_an_order_opened_and_not_changed_stays_as_it_is() -> None:
    for one in (one for slug in slugs() for one in every(case_of(slug))):
        found = read(one)
        assert not found.problems, one.label
        assert found.case == one.case, one.label


def test_that_the_fields_of_an_order_are_those_of_its_terms() -> None:
    draft = opened().draft
    assert (draft.decided, draft.is_notified_known) == ("30 Oct 2024", False)
    assert (draft.grace_length, draft.grace_unit, draft.grace_from) == (
        "2",
        GraceUnit.WEEK,
        GraceStart.DECISION,
    )
    assert (draft.amount, draft.currency, draft.unit) == ("50,000", "EUR", Unit.OCCURRENCE)
    assert (draft.cap, draft.cap_amount, draft.cap_units) == (CapKind.BOTH, "5,000,000", "100")


def test_that_one_changed_field_leaves_all_others_as_the_file_has_them() -> None:
    one = opened()
    assert one.terms is not None
    found = read(one, cap_amount="500,000").terms
    assert found is not None
    assert found == type(found)(
        **{name: getattr(one.terms, name) for name in found.__slots__} | {"cap": found.cap}
    )
    longer = read(one, grace_length="3").terms
    assert longer is not None
    assert longer.grace is not None
    assert longer.grace.runs_from == "judgment of 2024-10-30"
    # Three weeks from Wednesday 30 October end on 20 November 2024.
    assert first_penalty_day(longer) == date(2024, 11, 21)


def test_that_a_cap_taken_out_is_none() -> None:
    terms = read(opened(), cap_amount="", cap_units=" ").terms
    assert terms is not None
    assert (terms.cap, terms.max_units) == (None, None)


def test_that_a_shared_cap_changes_for_all_that_share_it() -> None:
    slug = next(slug for slug in slugs() if any(terms.shared_cap for terms in case_of(slug).terms))
    one = next(one for one in every(case_of(slug)) if one.terms is not None and one.terms.shared_cap)
    found = read(one, cap_amount="1").case
    assert found is not None
    assert one.terms is not None
    shared = [terms for terms in found.terms if terms.shared_cap == one.terms.shared_cap]
    assert len(shared) > 1
    assert {terms.cap for terms in shared} == {100}


def test_that_rates_keep_their_records_and_get_new_ones() -> None:
    found = read(opened(), steps=(DraftStep(RateStart.NUMBER, "11", "60,000"),)).terms
    assert found is not None
    assert [(rate.minor, rate.from_unit) for rate in found.rates] == [(5_000_000, None), (6_000_000, 11)]


def test_that_the_first_day_of_the_order_can_be_changed_and_left_to_the_rules() -> None:
    one = opened("fr-cnil-clearview", "P1")
    assert one.draft.first_day == "19 Dec 2022"
    later = read(one, first_day="20 Dec 2022").terms
    assert later is not None
    assert first_penalty_day(later) == date(2022, 12, 20)
    ruled = read(one, first_day="", notified="18 Oct 2022", is_notified_known=True).terms
    assert ruled is not None
    # Two months from 18 October end on Sunday 18 December, which does not roll.
    assert (ruled.first_day, first_penalty_day(ruled)) == (None, date(2022, 12, 19))


def test_that_rules_are_set_by_hand_where_the_terms_differ_from_the_regime() -> None:
    assert opened().draft.by_hand == ((Setting.RECOVERY, "by law"),)
    one = opened("fr-cnil-free", "P1")
    rolled = read(one, one.draft.set_rule(Setting.ROLLOVER, "next working day")).terms
    assert rolled is not None
    assert rolled.deadline_rule.rollover is Rollover.NEXT_WORKING_DAY
    assert rolled.deadline_rule.working_days is not None
    assert one.terms is not None
    assert rolled.recovery is one.terms.recovery


def test_that_lines_are_orders_of_the_case() -> None:
    one = opened()
    found = read(one, order="House at most 2,000\nReport each week")
    assert found.case is not None
    assert found.terms is not None
    assert found.terms.order_labels == ("B", "C")
    assert found.case.orders == (Order("B", "House at most 2,000"), Order("C", "Report each week"))
    text = opened("fr-cnil-clearview", "P1")
    assert text.terms is not None
    fewer = read(text, order="")
    assert fewer.terms is not None
    assert not fewer.terms.order_labels
    assert fewer.case is not None
    assert not {order.label for order in fewer.case.orders} & set(text.terms.order_labels)


def test_that_a_new_order_has_the_next_letter_and_needs_its_sum() -> None:
    new = added()
    assert new.label == "C"
    assert OpenPoint.PENALTY in read(new).open
    found = read(new, amount="10,000", grace=GraceKind.NONE, notified="1 Nov 2026", order="Stop")
    assert found.case is not None
    assert found.case.terms[-1] == found.terms
    assert found.terms is not None
    assert (found.terms.label, found.terms.order_labels) == ("C", ("C",))


def test_that_a_wrong_field_is_told_and_makes_no_case() -> None:
    wrong: tuple[tuple[dict[str, Any], DraftFlaw], ...] = (
        ({"decided": "31 Nov 2022"}, DraftFlaw.NO_DAY),
        ({"amount": "52.500"}, DraftFlaw.NO_AMOUNT),
        ({"cap_units": "many"}, DraftFlaw.NOT_WHOLE),
        ({"first_day": "soon"}, DraftFlaw.NO_DAY),
    )
    for changes, flaw in wrong:
        found = read(opened(), **changes)
        assert [one.flaw for one in found.faults] == [flaw]
        assert found.case is None
    early = read(opened(), notified="1 Oct 2024", is_notified_known=True)
    assert [one.flaw for one in early.problems] == [DraftFlaw.NOTIFIED_EARLY]
    assert early.case is not None


def test_that_a_last_day_of_grace_is_changed_in_the_words_of_the_file() -> None:
    terms = read(opened("lu-cnpd-amazon", "P1"), grace_last_day="17 Jan 2022").terms
    assert terms is not None
    assert terms.grace == Grace(
        6, GraceUnit.MONTH, "notification (deadline 2022-01-15)", last_day=date(2022, 1, 17)
    )
