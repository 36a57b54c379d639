"""Decisions, fines and provisions as they are typed into their forms."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.case.case import Decision, Fine, Provision
from desktop.domain.edit.change import EditKind, Reference
from desktop.domain.edit.decided import (
    DecidedFlaw,
    DecidedKind,
    cells_of,
    decided_edit,
    new_decided,
    opened_decided,
    provision_fields,
    provisions_added,
    read_decided,
    with_known_provisions,
    written,
)
from desktop.domain.edit.record_form import RecordFlaw
from desktop.domain.typed.dates import DayOrder
from tests.pages import case_of, slugs

if TYPE_CHECKING:
    from desktop.domain.edit.change import Cell, Cells
    from desktop.domain.edit.record_form import FormRead, RecordForm

TODAY = date(2026, 11, 30)
GDPR_6 = {"text": "GDPR Art. 6", "law": "GDPR", "article": "6"}


def form_of(kind: DecidedKind, **typed: Cell) -> RecordForm:
    form = new_decided(kind, "case", "EUR")
    for name, value in typed.items():
        form = form.put(name, value)
    return form


def read(form: RecordForm) -> FormRead:
    return read_decided(form, TODAY, DayOrder.DAY_FIRST)


def added(form: RecordForm) -> Cells:
    """The cells of the record that a form adds."""
    edit = decided_edit(form, read(form))
    assert edit is not None
    cells = edit.changes[-1].after
    assert cells is not None
    return cells


def test_that_a_fine_may_be_of_unknown_amount_or_day() -> None:
    fine = added(form_of(DecidedKind.FINE, amount="1,000,000", imposed="May 2024"))
    assert (fine["amount"], fine["currency"]) == (100_000_000, "EUR")
    assert (fine["imposed_start"], fine["imposed_precision"]) == ("2024-05-01", "month")
    unknown = added(form_of(DecidedKind.FINE, note="Press release without a sum"))
    assert (unknown["amount"], unknown["currency"], unknown["imposed_start"]) == (None, None, None)
    assert unknown["investigation_id"] == Reference("investigations", "case")


def test_that_a_wrong_field_keeps_a_fine_from_being_saved() -> None:
    for name, typed, flaw in (
        ("amount", "52.500", RecordFlaw.NO_AMOUNT),
        ("imposed", "31 Nov 2022", RecordFlaw.NO_DAY),
        ("imposed", "about 2022", RecordFlaw.DOUBTFUL),
    ):
        form = form_of(DecidedKind.FINE, **{name: typed})
        assert [one.flaw for one in read(form).faults] == [flaw]
        assert decided_edit(form, read(form)) is None


def test_that_doubts_are_said_and_saved_all_the_same() -> None:
    early = form_of(DecidedKind.FINE, imposed="2 May 2024", status="annulled", status_on="1 May 2024")
    assert [one.flaw for one in read(early).problems] == [DecidedFlaw.STATUS_EARLY]
    undated = form_of(DecidedKind.FINE, imposed="2 May 2024", status="annulled")
    assert [one.flaw for one in read(undated).problems] == [DecidedFlaw.NO_STATUS_DAY]
    decision = form_of(DecidedKind.DECISION, title="Fine", decided="2 May 2024", notified="1 May 2024")
    assert [one.flaw for one in read(decision).problems] == [DecidedFlaw.NOTIFIED_EARLY]
    assert all(decided_edit(form, read(form)) for form in (early, undated, decision))


def test_that_a_decision_needs_a_title_and_keeps_three_days_apart() -> None:
    assert read(form_of(DecidedKind.DECISION)).missing == ("title",)
    cells = added(form_of(DecidedKind.DECISION, title="Fine", decided="about May 2024", published="2025"))
    assert (cells["decided_precision"], cells["notified_start"]) == ("month~", None)
    assert (cells["published_start"], cells["published_end"]) == ("2025-01-01", "2025-12-31")


def test_that_a_provision_is_written_from_its_law_and_article() -> None:
    assert read(form_of(DecidedKind.PROVISION)).missing == ("article",)
    form = form_of(DecidedKind.PROVISION, law="GDPR", article="6")
    edit = decided_edit(form, read(form))
    assert edit is not None
    assert edit.kind is EditKind.PROVISION_ADDED
    provision, held = edit.changes
    assert (provision.table, provision.after) == ("provisions", GDPR_6)
    assert held.after is not None
    assert held.after["provision_id"] == Reference("provisions", provision.uid)
    assert held.after["finding"] == "breached"
    assert written(form_of(DecidedKind.PROVISION, law="Privacy Act", article="APP 5")) == "Privacy Act APP 5"
    assert written(form.put("text", "Art. 6 (lawfulness)")) == "Art. 6 (lawfulness)"


def test_that_a_provision_of_the_file_is_used_again() -> None:
    form = form_of(DecidedKind.PROVISION, law="GDPR", article="6")
    edit = decided_edit(form, read(form))
    assert edit is not None
    assert provisions_added(edit) == (GDPR_6,)
    (held,) = with_known_provisions(edit, {("GDPR Art. 6", "GDPR", "6"): "known"}).changes
    assert held.after is not None
    assert held.after["provision_id"] == Reference("provisions", "known")
    assert with_known_provisions(edit, {}) == edit


def test_that_a_changed_provision_becomes_another_and_a_changed_finding_does_not() -> None:
    before: Cells = {"provision_id": Reference("provisions", "six"), "finding": "alleged"}
    typed = {"finding": "alleged", "source": "", **provision_fields(GDPR_6)}
    assert typed["text"] == ""
    form = opened_decided(DecidedKind.PROVISION, "held", before, typed, "EUR")
    edit = decided_edit(form.put("finding", "breached"), read(form.put("finding", "breached")))
    assert edit is not None
    assert [change.after for change in edit.changes] == [{"finding": "breached"}]
    other = form.put("article", "7")
    edit = decided_edit(other, read(other))
    assert edit is not None
    assert edit.changes[0].after == {"text": "GDPR Art. 7", "law": "GDPR", "article": "7"}
    assert edit.changes[1].before == {"provision_id": Reference("provisions", "six")}
    assert provision_fields({**GDPR_6, "text": "Lawfulness"})["text"] == "Lawfulness"


def test_that_every_record_of_the_sample_has_cells_to_find_it_by() -> None:
    for slug in slugs():
        case = case_of(slug)
        every: tuple[Decision | Fine | Provision, ...] = (*case.decisions, *case.fines, *case.provisions)
        for one in every:
            cells = cells_of(one)
            match one:
                case Decision():
                    assert (cells["title"], cells["reference"]) == (one.title, one.reference)
                case Fine():
                    assert cells["status"] == one.status.value
                case Provision():
                    assert cells["text"] == one.text


def test_that_a_new_stage_is_of_its_fine_and_says_reduced_at_first() -> None:
    form = new_decided(DecidedKind.STAGE, "fine", "EUR")
    assert (form.typed["kind"], form.typed["currency"]) == ("reduced", "EUR")
    stage = added(form.put("day", "1 Jun 2023").put("amount", "15"))
    assert (stage["fine_id"], stage["amount"]) == (Reference("fines", "fine"), 1_500)
