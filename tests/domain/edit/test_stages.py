"""The stages of a fine, and what the newest of them makes of the fine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.case.case import DatedStage, FineStage
from desktop.domain.days.edtf import parse_edtf
from desktop.domain.edit.record_form import date_cells
from desktop.domain.edit.stages import fine_follows, stage_cells
from desktop.domain.money import Money

if TYPE_CHECKING:
    from desktop.domain.edit.change import Cell, Cells

FINE: dict[str, Cell] = {
    "amount": 2_000_000_000,
    "currency": "EUR",
    **date_cells("imposed", parse_edtf("2022-10-17")),
    "status": "imposed",
    **date_cells("status_on", None),
}


def stage(kind: FineStage, day: str, amount: int | None = None) -> Cells:
    known = DatedStage(kind, parse_edtf(day), None, None if amount is None else Money(amount, "EUR"))
    return {**stage_cells(known), "currency": None if amount is None else "EUR"}


def test_that_a_fine_that_is_reduced_keeps_the_sum_that_was_imposed_as_a_stage() -> None:
    change, kept = fine_follows(stage(FineStage.REDUCED, "2023-06-01", 1_500_000_000), ("u", FINE), ())
    assert change.after == {
        "amount": 1_500_000_000,
        "status": "reduced",
        **date_cells("status_on", parse_edtf("2023-06-01")),
    }
    assert kept.after is not None
    assert (kept.after["kind"], kept.after["amount"]) == ("imposed", 2_000_000_000)
    assert kept.after["day_start"] == "2022-10-17"
    imposed = DatedStage(FineStage.IMPOSED, parse_edtf("2022-10-17"))
    assert len(fine_follows(stage(FineStage.REDUCED, "2023-06-01", 1), ("u", FINE), (imposed,))) == 1


def test_that_a_stage_that_is_no_status_or_not_the_newest_leaves_the_fine_as_it_is() -> None:
    later = DatedStage(FineStage.APPEALED, parse_edtf("2024"))
    for cells, others in (
        (stage(FineStage.SUSPENDED, "2023-06-01"), ()),
        (stage(FineStage.IMPOSED, "2022-10-17"), ()),
        (stage(FineStage.PAID, "2021"), ()),
        (stage(FineStage.PAID, "2023"), (later,)),
        ({**stage(FineStage.PAID, "2023"), **date_cells("day", None)}, ()),
    ):
        assert fine_follows(cells, ("u", FINE), others) == ()
    (change,) = fine_follows(stage(FineStage.ANNULLED, "2025-03"), ("u", FINE), (later,))
    assert change.after == {"status": "annulled", **date_cells("status_on", parse_edtf("2025-03"))}
