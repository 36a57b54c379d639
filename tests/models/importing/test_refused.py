"""Refused rows in words, and what is offered in the place of a cell."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop.domain.importing.found import RefusedRow, RowFault
from desktop.domain.importing.profile import Becomes
from desktop.models.importing.refused import (
    CORRECTION,
    FaultLine,
    FaultModel,
    count_alike,
    fault_columns,
    fault_lines,
    hint_words,
    kinds_of_fault,
    offer_words,
    why_words,
)
from tests.models.importing.making import FAULT, dry_run

DAY = RowFault("date", "01/01/1970", "No date.", Becomes.DECISION_DAY)
WIDE = RowFault("", "one more", "This row has 10 cells under 9 headings.")
SWAP = FAULT._replace(near=(), others=(), swap="controller", swapped="CNIL")


def line(fault: RowFault, correction: str | None = None, *, is_mended: bool = False) -> FaultLine:
    return FaultLine(90, fault, correction, is_mended)


def test_that_only_what_may_be_meant_is_offered_and_what_was_chosen_is_shown() -> None:
    assert [
        offer_words(line(fault))
        for fault in (FAULT, SWAP, FAULT._replace(near=()), DAY, WIDE, DAY._replace(fact=Becomes.FINE))
    ] == [
        "Use CNIL (FR)",
        "Exchange the two",
        "Choose authority…",
        "Year, month or day",
        "correct it in the file",
        "Amount",
    ]
    assert hint_words(DAY._replace(fact=Becomes.TITLE)) == "Text"
    assert offer_words(line(FAULT, "CNIL (FR)")) == "CNIL (FR)"
    assert offer_words(line(FAULT, "")) == "empty"
    assert why_words(line(FAULT)) == FAULT.reason
    assert why_words(line(FAULT, "CNIL (FR)", is_mended=True)).startswith("✓ Corrected")


def test_that_lines_stand_in_order_with_their_corrections_and_are_counted_while_refused() -> None:
    dry = dry_run(
        listed=(RefusedRow(90, (FAULT, DAY)), RefusedRow(1_200, (WIDE,))),
        corrected=(RefusedRow(100, (DAY,)),),
    )
    lines = fault_lines(dry, {(100, "date"): "2019"})
    assert [(one.line, one.fault.column, one.correction, one.is_mended) for one in lines] == [
        (90, "authority", None, False),
        (90, "date", None, False),
        (100, "date", "2019", True),
        (1_200, "", None, False),
    ]
    assert kinds_of_fault(lines) == (
        ("authority", "Authority", 1),
        ("date", "Decision day", 1),
        ("", "Row", 1),
    )
    texts = [column.text(lines[3]) for column in fault_columns()]
    assert texts == ["1,200", "the row", "one more", WIDE.reason, "correct it in the file"]
    assert fault_columns()[2].text(line(DAY._replace(written=""))) == "empty"


def test_that_names_of_authorities_alike_are_counted() -> None:
    lines = (line(FAULT), line(FAULT), line(DAY), line(FAULT._replace(written="other")))
    assert [count_alike(lines, one) for one in lines] == [2, 2, 0, 1]
    assert count_alike(lines, line(FAULT._replace(near=(), others=()))) == 0


def test_that_cells_can_be_written_where_a_column_is_at_fault() -> None:
    model = FaultModel(fault_columns())
    model.set_rows((line(DAY), line(WIDE)))
    editable = Qt.ItemFlag.ItemIsEditable
    assert model.flags(model.index(0, CORRECTION)) & editable
    assert not model.flags(model.index(1, CORRECTION)) & editable
    assert not model.flags(model.index(0, 0)) & editable
