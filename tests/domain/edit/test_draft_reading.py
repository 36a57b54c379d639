"""A draft as a case: what it makes, what is wrong with it, what is open in it."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.domain.case.case import Respondent
from desktop.domain.edit.draft import CapKind, Draft, DraftField, DraftLiquidation, GraceKind, Reuse
from desktop.domain.edit.draft_problems import DraftFlaw, OpenPoint, Weight
from desktop.domain.edit.records import FileRecords
from desktop.domain.source import Confidence
from tests.drafts import CLEARVIEW, CNIL, read, with_changes


def test_that_the_draft_of_the_drawing_makes_its_case() -> None:
    found = read(CLEARVIEW)
    assert found.can_be_created
    assert not found.problems
    assert found.open == (OpenPoint.NOTIFIED_INFERRED, OpenPoint.NO_PAYMENT)
    case = found.case
    assert case is not None
    assert case.investigation.title == "CNIL v. Clearview AI, Inc."
    assert case.investigation.slug == "fr-cnil-clearview-ai-inc"
    assert case.investigation.references == ("SAN-2022-019",)
    assert [(event.date.iso, event.kind, event.confidence) for event in case.events] == [
        ("2022-10-17", "order", Confidence.CONFIRMED),
        ("2022-10-18", "notification", Confidence.INFERRED),
        ("2023-04-13", "liquidation", Confidence.CONFIRMED),
    ]
    assert [(order.label, order.text[:4]) for order in case.orders] == [("A", "Stop"), ("B", "Dele")]
    assert case.terms[0].order_labels == ("A", "B")
    assert [decision.reference for decision in case.decisions] == ["SAN-2022-019", "SAN-2023-005"]


def test_that_respondent_and_authority_are_required_and_the_rest_stays_open() -> None:
    assert not read(Draft()).can_be_created
    assert not read(Draft(respondent="COA")).can_be_created
    without_country = read(Draft(respondent="COA", authority=CNIL))
    assert OpenPoint.COUNTRY in without_country.open
    assert not without_country.can_be_created
    found = read(Draft(respondent="COA", country="NL", authority=CNIL))
    assert found.can_be_created
    assert found.case is not None
    assert not found.case.terms
    assert not found.case.decisions
    assert found.open == (
        OpenPoint.DECIDED,
        OpenPoint.NOTIFIED,
        OpenPoint.ORDER,
        OpenPoint.PENALTY,
        OpenPoint.GRACE,
        OpenPoint.RULES,
        OpenPoint.SOURCE,
    )


@pytest.mark.parametrize(
    ("changes", "field", "flaw"),
    [
        ({"decided": "31 Nov 2022"}, DraftField.DECIDED, DraftFlaw.NO_DAY),
        ({"notified": "tomorrow"}, DraftField.NOTIFIED, DraftFlaw.NO_DAY),
        ({"grace_length": "two"}, DraftField.GRACE, DraftFlaw.NOT_WHOLE),
        ({"grace": GraceKind.LAST_DAY, "grace_last_day": "x"}, DraftField.GRACE, DraftFlaw.NO_DAY),
        ({"amount": "-5"}, DraftField.PENALTY, DraftFlaw.NO_AMOUNT),
        ({"amount": "52.500"}, DraftField.PENALTY, DraftFlaw.NO_AMOUNT),
        ({"cap": CapKind.SUM, "cap_amount": "0"}, DraftField.CAP, DraftFlaw.NO_SUM),
        ({"cap": CapKind.UNITS, "cap_units": "0"}, DraftField.CAP, DraftFlaw.NOT_WHOLE),
        (
            {"liquidation": DraftLiquidation("1 Feb 2023", "5", "", "9 Feb 2023", "1 Feb 2023")},
            DraftField.PERIOD,
            DraftFlaw.PERIOD_BACKWARDS,
        ),
        (
            {"liquidation": DraftLiquidation("1 Feb 2023", "5", "", "9 Feb 2023", "")},
            DraftField.PERIOD,
            DraftFlaw.HALF_PERIOD,
        ),
    ],
)
def test_that_a_fault_keeps_a_draft_from_being_created(
    changes: dict[str, Any], field: DraftField, flaw: DraftFlaw
) -> None:
    found = read(with_changes(**changes))
    assert [(problem.field, problem.flaw) for problem in found.faults] == [(field, flaw)]
    assert not found.can_be_created


def test_that_a_doubt_is_told_and_saved() -> None:
    early = read(with_changes(notified="16 Oct 2022"))
    assert [(one.flaw, one.weight) for one in early.problems] == [(DraftFlaw.NOTIFIED_EARLY, Weight.DOUBT)]
    assert early.can_be_created
    capless = read(with_changes(regime="NL-AWB"))
    assert [(one.flaw, one.words) for one in capless.problems] == [(DraftFlaw.NO_CAP, ("Awb art. 5:32b",))]
    assert capless.can_be_created


def test_that_a_known_name_asks_before_it_is_linked_or_kept_apart() -> None:
    known = Respondent("Clearview AI, Inc.", "Clearview AI", "US", "company")
    records = FileRecords(respondents=(("u1", known),))
    asked = read(with_changes(respondent="clearview ai"), records)
    assert [(one.flaw, one.weight) for one in asked.problems] == [(DraftFlaw.KNOWN_NAME, Weight.QUESTION)]
    linked = read(with_changes(respondent="clearview ai", reuse=Reuse.LINK), records)
    assert not linked.problems
    assert linked.case is not None
    assert linked.case.investigation.respondents == (known,)
    apart = read(with_changes(respondent="clearview ai", reuse=Reuse.APART), records)
    assert apart.case is not None
    assert apart.case.investigation.respondents[0].name == "clearview ai"


def test_that_a_reference_in_the_file_names_its_investigation() -> None:
    records = FileRecords(references=(("SAN-2022-019", "fr-cnil-clearview"),))
    (problem,) = read(CLEARVIEW, records).problems
    assert problem.flaw is DraftFlaw.REFERENCE_TAKEN
    assert problem.words == ("SAN-2022-019", "fr-cnil-clearview")


def test_that_an_unknown_notification_is_no_fault_and_no_day() -> None:
    found = read(with_changes(is_notified_known=False))
    assert OpenPoint.NOTIFIED not in found.open
    assert found.case is not None
    assert found.case.terms[0].notified_on is None
    assert [event.kind for event in found.case.events] == ["order", "liquidation"]
